"""A comma that is missing behind the words that open a sentence, in English.

“For example we see it”, “Unfortunately the list is long”, “However there are others”: such words say how the sentence
stands to the one before, and a comma sets them apart. Not all authors write it, so the article itself is asked: where
it sets such words apart at least twice, and twice as often as not, the others are slips. “However you look at it” is
right, and so is “Of course you can”.

## Fix safety
Unsafe: the words may belong to what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Passage, Rule, Severity, Span, pattern, quoted
from postlint.helpers.languages import is_foreign, language_of

_OPENERS = (
    "Additionally", "Also", "Anyway", "Consequently", "Conversely", "Fortunately",
    "Furthermore", "Historically", "Honestly", "However", "Interestingly", "Ironically", "Luckily", "Meanwhile",
    "Moreover", "Nevertheless", "Nonetheless", "Otherwise", "Similarly", "Surprisingly",
    "Thankfully", "Unfortunately", "Well", "Yes",
    "As a consequence", "As a result", "As always", "As usual", "At the same time", "By default",
    "By the way", "First of all", "For example", "For instance", "In fact", "In general",
    "In other words", "In particular", "In practice", "In short", "In that case", "In the end", "In the meantime",
    "In theory", "More importantly", "Most importantly", "On the other hand", "That said", "To be fair",
    "With that said",
)  # fmt: skip
_WORDS = [(opener, frozenset(opener.encode().split())) for opener in _OPENERS]
_SUBJECT = pattern(
    r" (?:I|we|you|he|she|it|they|there|this|that|these|those|the|an?|my|our|your|his|their|its|some|many|if|when)\b"
)
# "However you look at it"; "However you can".
_HOW = pattern(
    r"However (?:I|we|you|he|she|it|they) (?!(?:also|still|ca|do|did|do(?:es)?n['’]t|ha[sd]|have|is|are|was|were|"
    r"can(?:not)?|could|will|would|should|must|may|might)\b)"
)
_SLOGAN = pattern(r"Yes (?:we|you|they) can\b")
_APART_AT_LEAST, _TIMES = 2, 2
"""So often an article has to set such words apart, and so many times as often as it does not."""
_EN = "The list of the day is for you and me, and it is not as long as it was. However, we see it. In fact, it is so."


class MissingComma(Rule):
    severity = Severity.WARNING

    good = [
        Good(f"{_EN} For example, the list. It is, for example the list, so. In facts the list is.\n"),
        Good(f"{_EN} However you look at it, it is so. Yes we can. Of course you can.\n", "right without"),
        Good(f"{_EN[:-18]} For example the list is long.\n", "set apart once"),
        Good(f"{_EN} For example the list is long. Also the day is.\n", "two of four"),
        Good(f"{_EN} For example lists are long.\n", "no word that begins a clause"),
        Good(
            f"{_EN}\n\n## Finally the end\n\n> For example the list is long.\n", "a heading, a quotation", nests=False
        ),
        Good(f"{_EN} “It is. For example the list.”\n", "words of somebody else"),
        Good(
            "Die Liste ist so. However, we. In fact, we. Das ist nicht der Tag und die Liste. For example the list.\n"
        ),
    ]
    bad = [
        Bad(
            f"{_EN} ⟦For example⟧ the list is long.\n",
            fixed=f"{_EN} For example, the list is long.\n",
            message="set apart by commas in other places",
            nests=False,
        ),
        Bad(f"{_EN}\n\n⟦However⟧ it doesn't matter.\n", fixed=f"{_EN}\n\nHowever, it doesn't matter.\n", nests=False),
        Bad(f"{_EN} Also, it is. Well, yes. ⟦Yes⟧ I can. ⟦Unfortunately⟧ there’s more.\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        written = doc.words.keys()
        openers = [opener for opener, words in _WORDS if words <= written]
        text = doc.running_text if openers else ""
        if not any(f"{opener}," in text for opener in openers) or not any(f"{opener} " in text for opener in openers):
            return
        if language_of(doc) != "en":
            return
        slips: list[tuple[Passage, int, int]] = []
        apart = 0
        for passage in doc.passages:
            for start, end in _openings(passage.text, openers) if passage.kind == "paragraph" else ():
                if passage.text.startswith(",", end):
                    apart += 1
                elif _is_missing(passage.text, start, end):
                    slips.append((passage, start, end))
        if apart < max(_APART_AT_LEAST, _TIMES * len(slips)):
            return
        for passage, start, end in slips:
            span = passage.span(start, end)
            if not doc.is_quoted(span.start):
                yield self._finding(doc, span, plain=passage.is_written(start, end))

    def _finding(self, doc: Document, span: Span, *, plain: bool) -> Diagnostic:
        words = doc.source(span)
        message = f"{quoted(words)} opens the sentence, and such words are set apart by commas in other places: add one"
        edit = Edit(Span(span.end, span.end), ",")
        fix = Fix.unsafe(edit, title="Add a comma", changes=[Change.TEXT]) if plain else None
        return self.at(doc, span, message, fix=fix)


def _openings(text: str, openers: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where words open a sentence of a text."""
    for opener in openers:
        start = text.find(opener)
        while start >= 0:
            end = start + len(opener)
            if start == 0 or (text[start - 1].isspace() and text[start - 2] in ".!?"):
                yield start, end
            start = text.find(opener, end)


def _is_missing(text: str, start: int, end: int) -> bool:
    """Whether a comma is missing behind words that open a sentence, which is none of somebody else."""
    if not _SUBJECT.match(text, end) or _HOW.match(text, start) or _SLOGAN.match(text, start):
        return False
    return text.rfind("“", 0, start) <= text.rfind("”", 0, start) and not is_foreign(text, "en")
