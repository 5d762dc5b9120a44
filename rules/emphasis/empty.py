"""An emphasis with nothing in it.

`****` and `** **` show as asterisks. They are what is left when the emphasised text was deleted in an editor that hides
the markers.

## Fix safety
Safe: only the markers go, and of the spaces around them all but one.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, pattern

_EMPTY = pattern(r"(?<![^\s])(\*\*|__)[ \t]*\1(?![^\s])")


class Empty(Rule):
    severity = Severity.WARNING

    good = [
        Good("A rule:\n\n****\n\nand text\n", "a line of asterisks is a rule", nests=False),
        Good("The password is `****`.\n"),
        Good("The card ends in **** 1234, and ________ is a blank to fill in.\n", "a mask, and a blank"),
        Good("2 ** ** 3 and **bold** **bold**\n", "nothing is known of stray markers beside numbers", nests=False),
        Good("% __ __ . __ __\n", "blanks of a pattern", nests=False),
        Good("So 2 ** ** of it and x ** ** 3 is so.\n", "numbers"),
    ]
    bad = [
        Bad("A word ⟦** **⟧ too many.\n", fixed="A word too many.\n", message="“** **” emphasises nothing"),
        Bad("A word too many ⟦** **⟧\n", fixed="A word too many\n"),
        Bad("So 2 ** ** 3 is not, but a word ⟦** **⟧ too many.\n", fixed="So 2 ** ** 3 is not, but a word too many.\n"),
        Bad("A good** word.\n\nA word ⟦** **⟧ too many.\n", fixed="A good** word.\n\nA word too many.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.marked_prose:
            literal = {run.start for run in block.prose.runs if run.literal == run.length == 2}
            text = block.prose.masked
            # Without any word they are blanks: "% __ __ . __ __".
            if len(literal) < 2 or not any(map(str.isalpha, text)):
                continue
            for match in _EMPTY.finditer(text):
                if match.start() not in literal or _number_beside(text, match):
                    continue
                start = match.start()
                while start and text[start - 1] in " \t":
                    start -= 1
                span, wider = block.prose.span(*match.span()), block.prose.span(start, match.end())
                fix = Fix.safe(Edit(wider, ""), title="Remove the markers", changes=[Change.MARKUP])
                yield self.at(doc, span, f"“{match[0]}” emphasises nothing and shows on the page: remove it", fix=fix)


def _number_beside(text: str, match: re.Match[str]) -> bool:
    return text[: match.start()].rstrip()[-1:].isdigit() or text[match.end() :].lstrip()[:1].isdigit()
