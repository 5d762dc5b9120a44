"""Texts made to be slow take time in proportion to their length: twice the text, at most 2.5 times the time.

Measured over two doublings at once, in which chance has less of a say than in one.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
from examples import RULES

from postlint.document.document import Document
from postlint.facts.page import Page
from postlint.rule import Rule

LENGTH = 100_000
LIMIT = 2.0
GROWTH = 2.5
# A shorter time says more of the machine than of the text.
NOISE = 0.25
ARTICLE = [rule() for rule in RULES.values() if issubclass(rule, Rule)]


def many(piece: str) -> Callable[[int], str]:
    return lambda length: piece * (length // len(piece))


def nested_lists(length: int) -> str:
    return "".join("  " * min(depth, 300) + "- a\n" for depth in range(int(length**0.5)))


def numbered(piece: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    return lambda length: head + "".join(piece.format(number) for number in range(length // len(piece))) + tail


KILLERS: dict[str, Callable[[int], str]] = {
    "stars": many("*a "),
    "strong stars": many("**a *b "),
    "stars that pair": many("*a* "),
    "underscores": many("_a_ "),
    "strays": many("*a *b "),
    "brackets": many("["),
    "closing brackets": many("]"),
    "images": many("!["),
    "half links": many("[a]("),
    "links": many("[a](b) "),
    "backticks": many("`"),
    "runs of backticks": lambda length: " ".join("`" * size for size in range(1, int((2 * length) ** 0.5))),
    "quotes": many("> "),
    "lines of quotes": many("> a\n"),
    "nested lists": nested_lists,
    "a long list": many("- a\n"),
    "ids that are none": lambda length: "a\n{" + "#a" * (length // 2) + "} b\n",
    "openings of shortcodes": many("{{<"),
    "openings with a quote": many('{{< a "'),
    "shortcodes": many("{{< a >}}"),
    "paired shortcodes": many("{{< a >}}b{{< /a >}}"),
    "openings of comments": many("<!--"),
    "lines of comments": many("<!--\n"),
    "tags": many("<a "),
    "scripts": many("<script>"),
    "HTML blocks": many("<div>\n\n"),
    "pipes": many("| |"),
    "lines of pipes": many("| |\n"),
    "a long table": lambda length: "|a|\n|-|\n" + "|b|\n" * (length // 4),
    "ampersands": many("&"),
    "entities": many("&#1;"),
    "definitions": numbered("[{}]: /a\n"),
    "terms": many("a\n: b\n"),
    "footnotes": numbered("[^{0}]: a\n\n[^{0}]\n\n"),
    "setext headings": many("a\n---\n"),
    "fences": many("```\n"),
    "blank lines": many("\n"),
    "spaces": many(" "),
    "URLs": many("https://a.b "),
    "at signs": many("a@b "),
    "formulas": many("$a "),
    "zero-width spaces": many("a\u200bb "),
    "mojibake": many("â€™ "),
    "doubled words": many("the the "),
    "related lines": many("Related: A title of it\n\n"),
    "CRLF": many("a\r\n"),
    "TOML": numbered("k{} = 'v'\n", "+++\n", "+++\n"),
    "YAML": numbered("k{}: v\n", "---\n", "---\n"),
    "braces": many("{"),
}


def seconds(text: str) -> float:
    """The processor time that parsing, all rules and the facts of a text take; the least of two runs."""
    found: list[float] = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(2):
            start = time.process_time()
            doc = Document("content/a.md", text)
            for rule in ARTICLE:
                for _ in rule.check(doc):
                    pass
            Page.of(doc)
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)


@pytest.mark.parametrize("name", KILLERS)
def test_time_grows_with_the_length(name: str) -> None:
    whole = seconds(KILLERS[name](LENGTH))
    assert whole < LIMIT
    if whole > NOISE:
        assert whole < GROWTH**2 * max(seconds(KILLERS[name](LENGTH // 4)), NOISE / 4)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one line of 5 MB", "word and word and more of *it* " * 170_000),
        ("50,000 headings", "".join(f"## Heading {number}\n\ntext\n\n" for number in range(50_000))),
        ("50,000 footnotes", "".join(f"a[^{number}]\n\n[^{number}]: b\n\n" for number in range(50_000))),
    ],
)
def test_large_articles_take_time_in_proportion(name: str, text: str) -> None:
    assert seconds(text) < GROWTH**2 * seconds(text[: len(text) // 4]), name
