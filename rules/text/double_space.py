"""More than one space between two words.

A page shows one. In the source, two are left over from a word that was deleted, and turn up in every comparison of
versions.

## Fix safety
Safe: a page shows one space for any number.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, pattern

_SPACES = pattern(r"(?<=\S) ( +)(?=[^\s|])")


class DoubleSpace(Rule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good("One space. A break  \nat the end of a line, and `a  b`.\n"),
        Good("| a    | b |\n|------|---|\n| long | c |\n", nests=False),
        Good("- a\n  - b\n"),
    ]
    bad = [
        Bad("Two ⟦ ⟧spaces.\n", fixed="Two spaces.\n"),
        Bad("A sentence. ⟦  ⟧Another.\n", fixed="A sentence. Another.\n"),
        Bad("One space.\n\nTwo ⟦ ⟧spaces.\n", fixed="One space.\n\nTwo spaces.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.prose:
            if "  " not in block.prose.text:
                continue
            for match in _SPACES.finditer(block.prose.masked):
                span = block.prose.span(*match.span(1))
                fix = Fix.safe(Edit(span, ""), title="Remove them", changes=[Change.MARKUP])
                yield self.at(doc, span, f"there are {len(match[0])} spaces between two words: leave one", fix=fix)
