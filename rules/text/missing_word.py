"""A small word that is missing, or one too many, in English.

“We are able see it”, “as opposed being late”, “as soon the list is here”, “some the new options”, “the we believe”:
small words that never follow one another. Where the missing word is not known, “…” stands for it. What is quoted is
left alone.

## Fix safety
Unsafe: the word that is there may be the one that is wrong.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."


class MissingWord(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good(f"{_EN} They opposed using the list. It is as well the last day. The lists are due the next day.\n"),
        Good(f"{_EN} We are able to see it, going home, trying again; in order for us to see it; be sure of it.\n"),
        Good(f"{_EN} Sooner the list is here; for some the issues are new; the Of Boys list, the of-the-day list.\n"),
        Good(f"{_EN} To each the new options. We gave to some the new options. As long as he is here.\n"),
        Good(f"{_EN} He said “we are able see it”, and `the of`.\n", "quoted"),
    ]
    bad = [
        Bad(f"{_EN} It is here, as ⟦opposed being⟧ late.\n", fixed=f"{_EN} It is here, as opposed to being late.\n"),
        Bad(f"{_EN} We are ⟦able identify⟧ it.\n", fixed=f"{_EN} We are able to identify it.\n"),
        Bad(
            f"{_EN} It is so in ⟦order for Bob use the⟧ list.\n",
            fixed=f"{_EN} It is so in order for Bob to use the list.\n",
        ),
        Bad(f"{_EN} Please ⟦make sure check the⟧ list.\n", fixed=f"{_EN} Please make sure to check the list.\n"),
        Bad(f"{_EN} See it as ⟦soon the⟧ list is here.\n", fixed=f"{_EN} See it as soon as the list is here.\n"),
        Bad(f"{_EN} The list, as ⟦well the⟧ day, is late.\n", fixed=f"{_EN} The list, as well as the day, is late.\n"),
        Bad(f"{_EN} It is late, ⟦due the⟧ list.\n", fixed=f"{_EN} It is late, due to the list.\n"),
        Bad(f"{_EN} There is a ⟦lot people⟧ here.\n", fixed=f"{_EN} There is a lot of people here.\n"),
        Bad(f"{_EN} We see ⟦some the new options⟧ here.\n", fixed=f"{_EN} We see some of the new options here.\n"),
        Bad(f"{_EN} He was ⟦the of⟧ the house.\n", message="“the … of” or “of”"),
        Bad(f"{_EN} Here ⟦the we⟧ see it. ⟦The they⟧ see it.\n", message="“we” or “that we”"),
        Bad(f"{_EN} It is for one ⟦of we⟧ two.\n", message="“of us” or “if we”"),
        Bad(f"{_EN} See the list ⟦to we⟧ want to go.\n", fixed=f"{_EN} See the list we want to go.\n"),
        Bad(f"{_EN} It is in ⟦a another⟧ list.\n", fixed=f"{_EN} It is in another list.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from slip_findings(self, doc, "en", english_frames)
