"""“A” or “the” that is missing, in English.

“In such situation”, “one of most popular”, “some of things”, “in next section”, “it is bit late”: groups of words that
never stand without it. What is quoted is left alone, and “such meeting” in the language of law, which says “shall”.

## Fix safety
Unsafe: the noun may have to be in the plural instead.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, pattern
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."
_LAW = "The members shall meet. It shall be open. They shall vote."
_SHALL, _MANY = pattern(r"\bshall\b"), 3


class MissingArticle(Rule):
    severity = Severity.INFO

    good = [
        Good(
            f"{_EN} There is no such thing; one such option is here; the smallest such pattern is; such system calls.\n"
        ),
        Good(
            f"{_EN} One of two things; one of many developers; most of these; at any of times; in next month's list.\n"
        ),
        Good(
            f"{_EN} It is bit 3, bit by bit; it is bit for bit so; we have meeting places; they have problem solvers.\n"
        ),
        Good(f"{_EN} {_LAW} It is decided at such problem.\n", "law"),
        Good(f"{_EN} He said “in such situation”, and `one of most`.\n", "quoted"),
    ]
    bad = [
        Bad(
            f"{_EN} With ⟦such problem⟧, wait; ⟦such approach⟧ is good.\n",
            fixed=f"{_EN} With such a problem, wait; such an approach is good.\n",
        ),
        Bad(f"{_EN} {_LAW[:-20]} It is decided at ⟦such problem⟧.\n"),
        Bad(f"{_EN} {_LAW} It is ⟦one of biggest⟧ lists.\n"),
        Bad(f"{_EN} It is ⟦one of biggest⟧ useful lists.\n", fixed=f"{_EN} It is one of the biggest useful lists.\n"),
        Bad(f"{_EN} See ⟦some of new changes⟧ here.\n", fixed=f"{_EN} See some of the new changes here.\n"),
        Bad(
            f"{_EN} It is ⟦in next article⟧.\n",
            fixed=f"{_EN} It is in the next article.\n",
            message="“in the next article”",
        ),
        Bad(f"{_EN} It is ⟦in same list⟧.\n", fixed=f"{_EN} It is in the same list.\n"),
        Bad(f"{_EN} It ⟦is same as⟧ here.\n", fixed=f"{_EN} It is the same as here.\n"),
        Bad(f"{_EN} It ⟦is bit⟧ late.\n", fixed=f"{_EN} It is a bit late.\n"),
        Bad(f"{_EN} If ⟦you have problem⟧ with it.\n", fixed=f"{_EN} If you have a problem with it.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        findings = slip_findings(self, doc, "en", english_frames)
        yield from (
            finding for finding in findings if not (doc.source(finding.span).startswith("such") and _is_law(doc))
        )


def _is_law(doc: Document) -> bool:
    return len(_SHALL.findall(doc.text)) >= _MANY
