"""More than one blank line between two paragraphs.

A page shows no difference. They are left over from what was moved or deleted.

## Fix safety
Safe: one blank line parts paragraphs as well as many.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, pattern

_LINE = pattern(r"[ \t]*(?:\r\n?|\n)")


class ExtraBlankLines(Rule):
    severity = Severity.INFO
    enabled = False
    most: Annotated[int, "blank lines that may stand between two blocks"] = 1

    good = [
        Good("One.\n\nTwo.\n\n```\na\n\n\n\nb\n```\n"),
        Good("One.\n\n\nTwo.\n", options={"most": 2}),
    ]
    bad = [
        Bad("One.\n\n⟦\n\n⟧Two.\n", fixed="One.\n\nTwo.\n", nests=False),
        Bad("- One.\n\n⟦\n⟧Two.\n", fixed="- One.\n\nTwo.\n", nests=False),
        Bad("One.\n\nTwo.\n\n⟦\n\n⟧Three.\n", fixed="One.\n\nTwo.\n\nThree.\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for above, below in pairwise(doc.blocks):
            lines = list(_LINE.finditer(doc.text, above.span.end, below.span.start))
            # The first newline ends the block above; what is no blank line (a closing mark) ends the search.
            if len(lines) < self.most + 2 or any(one.end() != other.start() for one, other in pairwise(lines)):
                continue
            span = Span(lines[self.most + 1].start(), lines[-1].end())
            fix = Fix.safe(Edit(span, ""), title="Remove them")
            yield self.at(doc, span, f"there are {len(lines) - 1} blank lines in a row: leave {self.most}", fix=fix)
