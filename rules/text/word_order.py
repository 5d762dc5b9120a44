"""A question without its order, or with it where none is asked, in English.

“Why we need it?” is either “Why do we need it?” or no question; “see how can we do it” is none. So is “how it looks
like”, which is “what it looks like” or “how it looks”, and “more easier”. What is quoted is left alone.

## Fix safety
Unsafe: the question mark may be what is wrong.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.helpers.english_frames import english_frames
from postlint.helpers.word_frames import slip_findings

_EN = "The list of the day is for you and me, and it is not as long as it was."


class WordOrder(Rule):
    severity = Severity.INFO

    good = [
        Good(f"{_EN}\n\n## Why we chose it\n\nWhy are we here? Why this guide? What the heck is it? How about it?\n"),
        Good(f'---\ntitle: "How we made a list?"\n---\n\n{_EN}\n', "a title"),
        Good(f"{_EN} What I think is more useful is what we do with it? Why you so late?\n"),
        Good(f"{_EN} See what it is. See how much it looks like it. How about lists that look like lists?\n"),
        Good(f"{_EN} Some more smaller lists, and two or more smaller ones; more higher-order lists.\n"),
        Good(f"{_EN} He said “more easier”, and `more easier`.\n", "quoted"),
    ]
    bad = [
        Bad(f'---\ntitle: "⟦Why we need⟧ a list?"\n---\n\n{_EN}\n', nests=False),
        Bad(f"{_EN}\n\n## ⟦Why we need⟧ a list?\n", message="“Why do we need”"),
        Bad(f"{_EN}\n\n## ⟦Why you can⟧ trust me?\n", message="“Why can you”"),
        Bad(f"{_EN} ⟦What we achieved⟧?\n", message="“What did we achieve”"),
        Bad(f"{_EN} Let us ⟦see how can we⟧ do it.\n", fixed=f"{_EN} Let us see how we can do it.\n"),
        Bad(
            f"{_EN} This is ⟦how the list looks like⟧.\n", message="“what the list looks like” or “how the list looks”"
        ),
        Bad(
            f"{_EN} ⟦How does the list looks like⟧ now?\n",
            message="“What does the list look like” or “How does the list look”",
        ),
        Bad(f"{_EN} It is much ⟦more nicer⟧.\n", fixed=f"{_EN} It is much nicer.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for finding in slip_findings(self, doc, "en", english_frames):
            # “How I learned to sail?” as a title: the mark is what is wrong, if anything.
            if finding.span.start >= doc.body.start or not doc.source(finding.span).startswith("How "):
                yield finding
