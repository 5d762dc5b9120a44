"""Frames of words: places of a text where a word of a closed class stands beside a form that may not follow it.

The words of a text are mapped to numbers for their classes, and each frame is looked for by two classes that follow one
another: one comparison of all pairs of a text finds what may be wrong, and few texts have any. What is found is then
looked at where it stands.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import compress, count, repeat
from sys import byteorder
from typing import NamedTuple
from weakref import WeakKeyDictionary

from postlint.diagnostic import Change, Diagnostic, Edit, Fix, Severity
from postlint.document.document import BETWEEN, Document
from postlint.document.passages import Passage
from postlint.helpers.cited_titles import in_cited_title
from postlint.helpers.frame_tables import FrameTable, as_lists, table_from, table_of
from postlint.helpers.languages import is_foreign, language_by_path, language_of
from postlint.helpers.prepared_tables import stored_table
from postlint.helpers.set_phrases import Phrase, begins_with_name, near_phrases
from postlint.lazy_regex import pattern
from postlint.messages import quoted
from postlint.rule import Rule

_FAR = 60
"""So many letters before and behind a place are looked at."""
_OPENING = frozenset('"“‘«„')
_WITHIN_WORD = pattern(r"[\w'.@#$/\\&=+*<>\-]\Z")
_GOES_ON = pattern(r"[\w'@/\\=(*<>\-]|\.\w|:\w")


Context = str | tuple[str, ...]
"""A regular expression, or stretches in small letters of which one must stand there; ^ and $ are the ends of a text."""


class Frame(NamedTuple):
    """Classes of words that may not follow one another."""

    rule: str
    slots: str
    """The classes, or words, with blanks between them; several with bars, a question mark where none may stand there,
    a dot for any word. The pair that begins with ^, or else the first pair, is what is looked for first."""
    right: Callable[[Sequence[str]], tuple[str, ...]]
    """What to write for the words: one form, or several of which one is meant."""
    before: Context = ""
    """What must stand before them: one of some beginnings of a clause, or a regular expression that ends there."""
    not_before: Context = ""
    after: Context = ""
    """What must stand behind them."""
    not_after: Context = ""
    doubtful: bool = False
    """Whether other readings are left that are not known here, so that a finding is advice."""


class Slip(NamedTuple):
    """A place where a frame is filled wrongly."""

    passage: Passage
    start: int
    end: int
    right: tuple[str, ...]
    doubtful: bool


class Frames:
    """The frames of a language, with the classes of words they name."""

    def __init__(
        self, classes: Callable[[], Mapping[str, Iterable[str]]], frames: Sequence[Frame], name: str = ""
    ) -> None:
        """With a name, what is made of them, which takes long, is taken from an earlier run."""
        self.frames = frames
        """All of them."""
        self._classes = classes
        self._name = name

    @cached_property
    def _table(self) -> FrameTable:
        memory = stored_table(f"frames {self._name} {byteorder}") if self._name else None
        if table := table_from(memory.read()) if memory else None:
            return table
        table = table_of(self._classes(), [frame.slots for frame in self.frames])
        if memory:
            memory.write(as_lists(table))
        return table

    def near(self, tokens: Sequence[bytes], words: Set[bytes]) -> list[tuple[Frame, tuple[str, ...]]]:
        """The frames that a text of these words may fill wrongly, with the words, each once."""
        table = self._table
        codes, by_pair = array("H", map(table.codes.get, tokens, repeat(0))), table.by_pair
        last = len(codes)
        filled: dict[tuple[int, tuple[bytes, ...]], None] = {}
        for shift in (0, 1):
            # Two numbers in a row, read as one: many times faster than to pair them.
            pairs = memoryview(codes)[shift : len(codes) - (len(codes) - shift) % 2].cast("B").cast("I").tolist()
            for half in compress(count(), map(by_pair.__contains__, pairs)):
                at = half * 2 + shift
                for number, before, behind, others in table.rows[by_pair[pairs[half]]]:
                    if before > at or at + behind > last:
                        continue
                    for place, those in others:
                        if codes[at + place] not in those:
                            break
                    else:
                        filled[number, (*tokens[at - before : at + behind],)] = None
        for word in table.single.keys() & words:
            filled[table.single[word], (word,)] = None
        return [(self.frames[number], tuple(map(bytes.decode, those))) for number, those in sorted(filled)]


class _Place(NamedTuple):
    """A place where a frame is filled, in an article that may be in another language."""

    passage: Passage
    text: str
    """Of the passage, as frames are compared with it."""
    start: int
    end: int
    frame: Frame
    words: tuple[str, ...]


_PLACES: WeakKeyDictionary[Document, list[_Place]] = WeakKeyDictionary()
"""What may be wrong in articles that are being looked at: several rules ask."""


def slips(doc: Document, rule: str, language: str, frames: Callable[[], Frames]) -> Iterator[Slip]:
    """The places of an article that fill a frame of a rule, apart from each other; what is quoted is left out."""
    if doc not in _PLACES:
        _PLACES[doc] = [*_filled(doc, language, frames)]
    before: _Place | None = None
    for place in _PLACES[doc]:
        passage, text, start, end, frame, words = place
        # Of two that overlap, the one that begins first, or is longer.
        if frame.rule != rule or (before and before.passage is passage and start < before.end):
            continue
        before = place
        if begins_with_name(text, start, start + 2):
            # "The agent Five controller".
            continue
        if len(words) == 2 and words[0].lower() == words[1].lower():
            # That a word stands twice is said by another rule.
            continue
        if not _is_foreign_or_quoted(doc, passage, text, start, end, language):
            right = frame.right(words)
            if "’" in passage.text[start:end]:
                right = tuple(wording.replace("'", "’") for wording in right)
            if right and not _is_set_phrase(_phrases_near(doc, language), text, start, end):
                yield Slip(passage, start, end, right, frame.doubtful)


def _filled(doc: Document, language: str, frames: Callable[[], Frames]) -> Iterator[_Place]:
    """The places of an article in a language that fill a frame, passage by passage in order."""
    if language_by_path(doc.path) not in ("", language) or not (near := frames().near(doc.tokens, doc.words.keys())):
        return
    whole = _plain(doc.running_text)
    possible = [(frame, words, phrase) for frame, words in near if _may_fit(frame, whole, phrase := " ".join(words))]
    if not possible or language_of(doc) != language:
        return
    for passage in doc.passages:
        text = _plain(passage.text)
        places = [
            _Place(passage, text, start, end, frame, words)
            for frame, words, phrase in possible
            if phrase in text
            for start, end in _places(text, phrase)
            if _fits(frame, text, start, end)
        ]
        if places:
            yield from sorted(places, key=lambda place: (place.start, -place.end))


_PHRASES: WeakKeyDictionary[Document, list[Phrase]] = WeakKeyDictionary()
"""The wrong set phrases that articles with slips may have."""


def _phrases_near(doc: Document, language: str) -> list[Phrase]:
    if doc not in _PHRASES:
        _PHRASES[doc] = near_phrases(doc.tokens, doc.words.keys(), (language,))
    return _PHRASES[doc]


def _is_set_phrase(near: list[Phrase], text: str, start: int, end: int) -> bool:
    """Whether a wrong set phrase stands there, of which another rule speaks."""
    matches = (match for phrase in near for match in phrase.expression.finditer(text) if not phrase.is_excluded(match))
    return any(match.start() < end and start < match.end() for match in matches)


def _plain(text: str) -> str:
    return text.replace("\n", " ").replace("’", "'")


def _places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    start = text.find(phrase)
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + len(phrase))


_BLOCKS = BETWEEN.replace("\n", " ")
_MARKUP = {ord(sign): None for sign in "*_[]`"}


def _may_fit(frame: Frame, text: str, phrase: str) -> bool:
    """Whether words may fill a frame in a text with its markup: a quick look, before it is read as readers do."""
    places = [*_places(text, phrase)]
    for start, end in places:
        before = text[max(0, start - _FAR) : start].rpartition(_BLOCKS)[2].replace("![", "").translate(_MARKUP)
        after = text[end : end + _FAR].partition(_BLOCKS)[0].translate(_MARKUP)
        if _fits(frame, before + phrase + after, len(before), len(before) + len(phrase)):
            return True
    return not places


def _fits(frame: Frame, text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    if _WITHIN_WORD.search(before) or _GOES_ON.match(after):
        return False
    return (
        (not frame.before or _ends(before, frame.before))
        and not (frame.not_before and _ends(before, frame.not_before))
        and (not frame.after or _starts(after, frame.after))
        and not (frame.not_after and _starts(after, frame.not_after))
    )


_OPENED = {ord(sign): " " for sign in '("“'}


def _ends(before: str, ways: Context) -> bool:
    if isinstance(ways, tuple):
        return f" {before}".translate(_OPENED).lower().endswith(ways) if before else "^" in ways
    return _compiled(rf"(?:{ways})\Z").search(before) is not None


def _starts(after: str, ways: Context) -> bool:
    if isinstance(ways, tuple):
        return f"{after} ".startswith(ways) if after else "$" in ways
    return _compiled(ways).match(after) is not None


BEGINNINGS = ("^", ". ", "! ", "? ", "; ", ": ")
"""What stands before a sentence or a part of one that begins with a frame."""
END_MARKS = (".", ",", ";", ":", "!", "?", ")", "$")
"""What stands behind a part of a sentence that ends with a frame."""


def words_between(words: str) -> tuple[str, ...]:
    """Words, each with the blanks around it, as what may stand beside a frame."""
    return tuple(f" {word} " for word in words.split())


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a place stands between quotation marks."""
    if text[start - 1 : start] in _OPENING or text.rfind("“", 0, start) > text.rfind("”", 0, start):
        return True
    return text.count('"', 0, start) % 2 == 1 and '"' in text[end:]


def _is_foreign_or_quoted(doc: Document, passage: Passage, text: str, start: int, end: int, language: str) -> bool:
    """Whether somebody else's words stand there, or words of another language."""
    if _is_quoted(text, start, end) or is_foreign(text, language):
        return True
    at = passage.span(start, end).start
    return doc.is_cited(at) or in_cited_title(doc, at)


def slip_findings(rule: Rule, doc: Document, language: str, frames: Callable[[], Frames]) -> Iterator[Diagnostic]:
    """The findings of a rule that has frames, with an unsafe fix where only one wording is right."""
    for passage, start, end, right, doubtful in slips(doc, rule.name, language, frames):
        span = passage.span(start, end)
        fix = None
        if len(right) == 1 and passage.is_written(start, end):
            changes = [Change.TEXT, Change.MARKUP, Change.FRONT_MATTER, Change.BLOCKS, Change.LINKS]
            fix = Fix.unsafe(Edit(span, right[0]), title=f"Write {quoted(right[0])}", changes=changes)
        better = " or ".join(map(quoted, right))
        message = f"{quoted(passage.text[start:end])} is wrong here: write {better}"
        yield rule.at(doc, span, message, fix=fix, severity=Severity.INFO if doubtful else None)
