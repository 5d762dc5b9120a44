"""“A” or “the” that is missing, in English.

“In such situation”, “one of most popular”, “some of things”, “in next section”, “it is bit late”: groups of words that
never stand without it. What is quoted is left alone.

## Fix safety
Unsafe: the noun may have to be in the plural instead.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."


class MissingArticle(Rule):
    severity = Severity.WARNING

    good = [
        Good(
            f"{_EN} There is no such thing; one such option is here; the smallest such pattern is; such system calls.\n"
        ),
        Good(
            f"{_EN} One of two things; one of many developers; most of these; at any of times; in next month's list.\n"
        ),
        Good(f"{_EN} It is bit 3; the value is bit by bit so; we have meeting places; if they have problem solvers.\n"),
        Good(f"{_EN} He said “in such situation”, and `one of most`.\n", "quoted"),
    ]
    bad = [
        Bad(
            f"{_EN} With ⟦such problem⟧, wait; ⟦such approach⟧ is good.\n",
            fixed=f"{_EN} With such a problem, wait; such an approach is good.\n",
        ),
        Bad(f"{_EN} It is ⟦one of biggest⟧ useful lists.\n", fixed=f"{_EN} It is one of the biggest useful lists.\n"),
        Bad(f"{_EN} See ⟦some of new changes⟧ here.\n", fixed=f"{_EN} See some of the new changes here.\n"),
        Bad(
            f"{_EN} It is ⟦in next article⟧.\n",
            fixed=f"{_EN} It is in the next article.\n",
            message="“in the next article”",
        ),
        Bad(f"{_EN} It ⟦is bit⟧ late.\n", fixed=f"{_EN} It is a bit late.\n"),
        Bad(f"{_EN} If ⟦you have problem⟧ with it.\n", fixed=f"{_EN} If you have a problem with it.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from slip_findings(self, doc, "en", english_frames)
