"""A part of a word that stands by itself, in English.

“Non existent”, “multi user”, “pre installed”, “self hosted”: such a beginning is no word, and is joined to the next
one, or to it with a hyphen. What is quoted is left alone.

## Fix safety
Unsafe: the site may write it as one word.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."


class SplitWord(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good(
            f"{_EN} It is a sine qua non for pre- and post-war lists, non-existent ones, the pre tag, a pre and more.\n"
        ),
        Good(f"{_EN} It is a micro instance of it.\n"),
        Good(f"{_EN} It is of self and others.\n"),
        Good(f"{_EN} He said “non existent”, and `multi user`.\n", "quoted"),
    ]
    bad = [
        Bad(f"{_EN} The list is ⟦non existent⟧.\n", fixed=f"{_EN} The list is non-existent.\n"),
        Bad(f"{_EN} It is a ⟦pre installed⟧ list.\n", fixed=f"{_EN} It is a pre-installed list.\n"),
        Bad(f"{_EN} It has ⟦micro optimizations⟧.\n", fixed=f"{_EN} It has micro-optimizations.\n"),
        Bad(f"{_EN} It is a ⟦self hosted⟧ list.\n", fixed=f"{_EN} It is a self-hosted list.\n"),
        Bad(f"{_EN} It has ⟦micro services⟧.\n", fixed=f"{_EN} It has microservices.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from slip_findings(self, doc, "en", english_frames)
