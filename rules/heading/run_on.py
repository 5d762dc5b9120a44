"""A heading that holds a paragraph of several sentences.

The blank line below the heading is missing, or a paragraph was made a heading for its looks: it fills the table of
contents, and its id is as long as it is. Headings of 25 words or more are looked at that have two sentences or more and
end as a sentence does, at most two of an article; questions and answers are left alone.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, pattern

_WORDS, _MOST = 25, 2
_SENTENCES = pattern(r"[^\W\d_A-Z][)”\"]?[.!] [\"“(]?[A-ZÀ-Þ].*[.!][)”\"]?\s*\Z")
_ASKED = pattern(r"\W*(?:[QA]|Question|Answer)\s?\d*[.:]|.*\?\s*\Z")

_LONG = "The list of the day is for you and me, and it is not as long as it was. We have to see that with the others"
_SHORT_WORDS = "So it is as we do it. It is so if we go by it or by us, as I do it on a"


class RunOn(Rule):
    severity = Severity.INFO

    good = [
        Good("## The list of the day. And of the year.\n", "a short one"),
        Good(f"## {_LONG.replace('. We', ', we')} of the house.\n", "one sentence"),
        Good(f"## {_LONG}\n", "no end of a sentence"),
        Good(f"## {_SHORT_WORDS}.\n", "24 words"),
        Good(f"## A: {_LONG}.\n\n## Q3. {_LONG}.\n\n## {_LONG}?\n", "questions and answers"),
        Good(f"## {_LONG}.\n\n## {_LONG}!\n\n## {_LONG}.\n", "exercises", nests=False),
    ]
    bad = [
        Bad(f"⟦## {_LONG}.⟧\n", message="27 words", nests=False),
        Bad(f"⟦### {_LONG}!⟧\n\n{_LONG}.\n", nests=False),
        Bad(f"⟦## {_SHORT_WORDS} go.⟧\n", message="25 words", nests=False),
        Bad(f"⟦## {_LONG}.⟧\n\n⟦## {_LONG}!⟧\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        found = [(heading, words) for heading in doc.headings if (words := _words_of(heading))]
        # Who asks so again and again means it: exercises.
        for heading, words in found if len(found) <= _MOST else ():
            message = f"this heading is a paragraph of {words} words: make it one, below a short heading"
            yield self.at(doc, heading.span, message)


def _words_of(heading: nodes.Heading) -> int:
    """The number of words of a heading that is a paragraph; 0 for others."""
    # A word of a language has two letters or more, and a blank.
    if len(heading.prose.text) < 3 * _WORDS:
        return 0
    text = " ".join(heading.text.split())
    words = text.count(" ") + 1
    return words if words >= _WORDS and _SENTENCES.search(text) and not _ASKED.match(text) else 0
