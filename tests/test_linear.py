"""Texts made to be slow take time in proportion to their length; `make bench` says how much."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from examples import RULES
from growth import LIMIT, ratio

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.rule import Rule

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


def look_at(text: str) -> None:
    """Parse a text, put all rules of articles to it, and collect the facts about it."""
    doc = Document("content/a.md", text)
    for rule in ARTICLE:
        for _ in rule.check(doc):
            pass
    page_of(doc)


@pytest.mark.parametrize("name", KILLERS)
def test_time_grows_with_the_length(name: str) -> None:
    assert ratio(look_at, KILLERS[name]) <= LIMIT


LARGE: dict[str, tuple[int, Callable[[int], str]]] = {
    "one line of 5 MB": (5_000_000, many("word and word and more of *it* ")),
    "headings": (600_000, numbered("## Heading {}\n\ntext\n\n")),
    "footnotes": (600_000, numbered("a[^{0}]\n\n[^{0}]: b\n\n")),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_articles_take_time_in_proportion(name: str) -> None:
    length, make = LARGE[name]
    assert ratio(look_at, make, length) <= LIMIT
