"""How long texts made to be slow take, and how that grows with their length: each rule by itself.

    python bench/growth.py            texts of 100 KB: the examples of each rule, one after the other, again and again,
                                      and others; the slowest are shown
    python bench/growth.py --all      all of them
    python bench/growth.py --largest 2    fails where a rule takes more than two seconds of a processor

The times are those of one rule over one article that is parsed already, and of the parser with the facts.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from examples import RULES  # noqa: E402

from postlint.document.document import Document  # noqa: E402
from postlint.facts.extraction import page_of  # noqa: E402
from postlint.rule import Rule  # noqa: E402
from postlint.site.generators import default_dialect  # noqa: E402

LENGTH = 100_000
FRONT = "+++\ntitle = 'A'\n+++\n\n"


class Timed(NamedTuple):
    """The seconds that one part takes for a text, and for a quarter of it."""

    text: str
    part: str
    whole: float
    quarter: float


def many(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


MADE: dict[str, Callable[[int], str]] = {
    "TODO": lambda length: many("TODO ", length // 5),
    "TODO, all of it": lambda length: many("TODO ", length),
    "nested images": lambda length: "![" * (length // 50) + "a" + "](/b)" * (length // 50),
    "nested images of 100 KB": lambda length: "![" * (length // 7) + "a" + "](/b)" * (length // 7),
    "overrides of direction": lambda length: many("\u202e a", length),
    "an opening and blanks": lambda length: "{{<" + " " * (length // 5) + "\n" + "{{<" + " " * (length // 5),
    "openings and blanks": lambda length: many("{{<" + " " * 40, length),
    "padded links": lambda length: many("[a ](/b) ", length),
    "blanks": lambda length: "a" + " " * length + "b",
    "soft hyphens": lambda length: many("\u00ada", length),
    "quotes": lambda length: many("\u201ca ", length),
    "backslashes and dollars": lambda length: many("a\\x $b c ", length),
    "brackets beside brackets": lambda length: many("[word one][word two] ", length),
    "links that nothing opened": lambda length: many("[word]https://example.com/a) ", length),
    "one endless word": lambda length: "a" * length + ".",
    "one endless word of signs": lambda length: f"A *text ({'(' * length}a* and {'!' * length}x.",
    "an address that ends in signs": lambda length: f"See https://example.com/{'.!' * (length // 2)}x and more.",
    "a heading with blanks": lambda length: f"## a{' ' * (length // 2)}b{'#' * (length // 2)}c",
    "letters of two alphabets": lambda length: "a" * (length // 2) + " \u0430" + "\u0430" * (length // 3) + "b",
    "apostrophes": lambda length: many("it's", length) + " O'Neil's",
    "one endless sentence": lambda length: many("the word, and a word ", length),
    "dashes": lambda length: many("a \u2014", length),
}


def texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    """What is looked at, by name: made up, and the examples of each rule, repeated."""
    yield from MADE.items()
    for name, rule in RULES.items():
        bodies = [example.text.replace("⟦", "").replace("⟧", "") for example in (*rule.good, *rule.bad)]
        plain = [body for body in bodies if body.strip() and not body.startswith(("+++", "---", "{"))]
        if plain:
            yield f"examples of {name}", partial(many, "\n\n".join([*plain, ""]))


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(name: str, make: Callable[[int], str], worth: float) -> Iterator[Timed]:
    """Each part that takes at least so many seconds."""
    long, short = FRONT + make(LENGTH), FRONT + make(LENGTH // 4)
    parse = seconds(lambda: page_of(Document("content/a.md", long, dialect=default_dialect())))
    if parse >= worth:
        shorter = seconds(lambda: page_of(Document("content/a.md", short, dialect=default_dialect())))
        yield Timed(name, "parser", parse, shorter)
    whole, quarter = (Document("content/a.md", text, dialect=default_dialect()) for text in (long, short))
    for rule in (rule() for rule in RULES.values() if issubclass(rule, Rule)):
        taken = seconds(lambda: list(rule.check(whole)))  # noqa: B023
        if taken >= worth:
            yield Timed(name, rule.name, taken, seconds(lambda: list(rule.check(quarter))))  # noqa: B023


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--largest", type=float, default=2.0, metavar="SECONDS")
    parser.add_argument("--worth", type=float, default=0.2, metavar="SECONDS")
    options = parser.parse_args()
    gc.disable()
    timed: list[Timed] = []
    for name, make in texts():
        timed += measured(name, make, options.worth)
        gc.collect()
    print("| text of 100 KB | part | s | for a quarter, s |\n|---|---|---|---|")
    for part in sorted(timed, key=lambda one: -one.whole)[: None if options.all else 20]:
        print(f"| {part.text} | {part.part} | {part.whole:.2f} | {part.quarter:.2f} |")
    slow = [one for one in timed if one.whole > options.largest]
    print(f"\n{len(slow)} take more than {options.largest:g} s")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
