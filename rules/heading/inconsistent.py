"""A heading that ends with another mark than all others of its article.

Nine headings without a mark and one with a full stop or a colon: the mark was left from a sentence. Said once an
article, and only where at least five other headings of the same level agree; question and exclamation marks are meant.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, quoted

_MARKS = ".:;,"
_FIVE = "## A plan\n\n## A list\n\n## A day\n\n## A week\n\n## A month\n\n"


class Inconsistent(Rule):
    severity = Severity.INFO
    others: Annotated[int, "how many other headings of the level have to agree"] = 5

    good = [
        Good(_FIVE + "## A year\n", nests=False),
        Good(_FIVE + "## What is a year?\n", nests=False),
        Good(_FIVE + "## A year, etc.\n\n## A year...\n", nests=False),
        Good("## A plan:\n\n## A list:\n\n## A day\n", "nobody knows what is meant", nests=False),
        Good("## A week.\n\n## A day\n\n## A year\n\n## A plan\n\n## A list\n", "four others are few", nests=False),
        Good(_FIVE + "## A year, e.g.\n", "an abbreviation", nests=False),
        Good(_FIVE + "## The (good years).\n", "behind a parenthesis", nests=False),
        Good(_FIVE + "## A year of\n", nests=False),
    ]
    bad = [
        Bad(_FIVE + "## A year⟦:⟧\n", message="“:”", nests=False),
        Bad("## Oneself⟦.⟧\n\n" + _FIVE, nests=False),
        Bad(_FIVE + "## The days⟦.⟧\n", nests=False),
        Bad(_FIVE + "## A day of a ye⟦,⟧\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        levels: dict[int, list[nodes.Heading]] = {}
        for heading in doc.headings if len(doc.headings) > self.others else ():
            levels.setdefault(heading.level, []).append(heading)
        for headings in levels.values():
            marked = [heading for heading in headings if _mark(heading)]
            if len(marked) == 1 and len(headings) > self.others:
                (only,) = marked
                mark, size = _mark(only), len(only.prose.text)
                span = only.prose.span(size - 1, size)
                message = f"of {len(headings)} headings only this one ends with {quoted(mark)}: remove it"
                yield self.at(doc, span, message)
                return


def _mark(heading: nodes.Heading) -> str:
    """The mark at the end of a heading, as far as it is no abbreviation."""
    text = heading.prose.text
    words = text.split()
    if not text or text[-1] not in _MARKS or text.endswith("..") or not words[-1][:-1].isalnum():
        return ""
    return text[-1] if len(words[-1]) > 4 or text[-1] != "." else ""
