"""Frames of words: places of a text where a word of a closed class stands beside a form that may not follow it.

The words of a text are mapped to letters for their classes, one letter a word, and the frames are regular expressions
over these letters: one search over a short text finds what may be wrong, and nearly no text has any. What is found is
then looked at where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, product, repeat
from typing import NamedTuple
from weakref import WeakKeyDictionary

from postlint.diagnostic import Change, Diagnostic, Edit, Fix
from postlint.document.document import Document
from postlint.document.passages import Passage
from postlint.helpers.cited_titles import in_cited_title
from postlint.helpers.languages import is_foreign, language_of
from postlint.lazy_regex import pattern
from postlint.messages import quoted
from postlint.rule import Rule

_OTHER = " "
"""The letter of a word of no class."""
_FIRST = 0xA1
"""The first letter of a class: no sign of a regular expression comes behind it."""
_COMMON = {
    word.encode(): 30 / (rank + 1)
    for rank, word in enumerate(
        """the to of a and in is for you on that with it this be are as from can or by an at have if your not we all how
        but need will also so they what do my there one when our which more no had has i who other each now""".split()
    )
}
"""How often frequent words stand in texts, roughly, of a hundred words."""
_SELDOM = 0.002
_FAR = 60
"""So many letters before and behind a place are looked at."""
_OPENING = frozenset('"“‘«„')
_WITHIN_WORD = pattern(r"[\w'.@#$/\\&=+*<>\-]\Z")
_GOES_ON = pattern(r"[\w'@/\\=(*<>\-]|\.\w|:\w")


class Frame(NamedTuple):
    """Classes of words that may not follow one another."""

    rule: str
    slots: str
    """The classes, or words, with blanks between them; several with bars, a question mark where none may stand there,
    a dot for any word. The pair of words that begins with ^, or else the first pair, is what is looked for first."""
    right: Callable[[Sequence[str]], tuple[str, ...]]
    """What to write for the words: one form, or several of which one is meant."""
    before: str = ""
    """What must stand before them: a regular expression that ends there."""
    not_before: str = ""
    after: str = ""
    """What must stand behind them."""
    not_after: str = ""


class Slip(NamedTuple):
    """A place where a frame is filled wrongly."""

    passage: Passage
    start: int
    end: int
    right: tuple[str, ...]


class _Slot(NamedTuple):
    letters: str
    """Nothing where any word may stand."""
    is_optional: bool
    is_telling: bool


class Frames:
    """The frames of a language, with the classes of words they name."""

    def __init__(self, classes: Mapping[str, Iterable[str]], frames: Sequence[Frame]) -> None:
        self._frames = frames
        groups: dict[str, Iterable[str]] = dict(classes)
        for frame in frames:
            for slot in frame.slots.split():
                words = [word for word in _names(slot) if word not in classes]
                if words:
                    # As the first of a sentence too.
                    groups[_key(words)] = [*words, *(word[0].upper() + word[1:] for word in words)]
        names: dict[str, list[str]] = {}
        for name, group in groups.items():
            for word in group:
                names.setdefault(word, []).append(name)
        letters: dict[tuple[str, ...], str] = {}
        of_group: dict[str, str] = dict.fromkeys(groups, "")
        self._letters: dict[bytes, str] = {}
        for word, those in names.items():
            key = tuple(those)
            if key not in letters:
                letters[key] = chr(_FIRST + len(letters))
                for name in key:
                    of_group[name] += letters[key]
            self._letters[word.encode()] = letters[key]
        self._slots = [[_slot(text, classes, of_group) for text in frame.slots.split()] for frame in frames]
        self._by_pair: dict[str, list[tuple[int, int]]] = {}
        """For two letters in a row the frames that have them, and at which place."""
        self._by_letter: dict[str, int] = {}
        """The frames of one word."""
        for number, slots in enumerate(self._slots):
            self._enter(number, slots)
        often = dict.fromkeys(letters.values(), 0.0)
        for encoded, letter in self._letters.items():
            often[letter] += _COMMON.get(encoded, _SELDOM)
        rarer = {min(pair, key=lambda letter: often[letter]) for pair in self._by_pair}
        self._anchor = re.compile(f"[{''.join(sorted(rarer.union(self._by_letter)))}]")

    def _enter(self, number: int, slots: Sequence[_Slot]) -> None:
        if len(slots) == 1:
            self._by_letter |= dict.fromkeys(slots[0].letters, number)
        for chosen in product(*((False, True) if slot.is_optional else (True,) for slot in slots)):
            row = [*compress(slots, chosen)]
            pairs = [at for at in range(len(row) - 1) if row[at].letters and row[at + 1].letters]
            if pairs:
                at = next((at for at in pairs if row[at].is_telling), pairs[0])
                for one in row[at].letters:
                    for other in row[at + 1].letters:
                        self._by_pair.setdefault(one + other, []).append((number, at))

    def near(self, tokens: Sequence[bytes]) -> list[tuple[Frame, tuple[str, ...]]]:
        """The frames that a text of these words may fill wrongly, with the words, each once."""
        codes = "".join(map(self._letters.get, tokens, repeat(_OTHER)))
        found: dict[tuple[int, tuple[bytes, ...]], None] = {}
        for hit in self._anchor.finditer(codes):
            anchor = hit.start()
            for at in (anchor - 1, anchor):
                for number, place in self._by_pair.get(codes[at : at + 2], ()):
                    match = self._expression(number).match(codes, max(0, at - place))
                    if match:
                        found[number, (*tokens[match.start() : match.end()],)] = None
            if hit[0] in self._by_letter:
                found[self._by_letter[hit[0]], (tokens[anchor],)] = None
        return [(self._frames[number], tuple(word.decode() for word in words)) for number, words in sorted(found)]

    @cache  # noqa: B019
    def _expression(self, number: int) -> re.Pattern[str]:
        parts = (f"[{slot.letters}]" if slot.letters else "." for slot in self._slots[number])
        return re.compile(
            "".join(part + "?" * slot.is_optional for part, slot in zip(parts, self._slots[number], strict=True))
        )


def _names(slot: str) -> list[str]:
    return slot.removesuffix("?").removeprefix("^").split("|")


def _key(words: Sequence[str]) -> str:
    return "|".join(sorted(words))


def _slot(text: str, classes: Mapping[str, Iterable[str]], of_group: Mapping[str, str]) -> _Slot:
    if _names(text) == ["."]:
        return _Slot("", text.endswith("?"), False)
    groups = [name for name in _names(text) if name in classes]
    words = [name for name in _names(text) if name not in classes]
    letters = {*"".join(of_group[name] for name in [*groups, *([_key(words)] if words else [])])}
    return _Slot("".join(sorted(letters)), text.endswith("?"), text.startswith("^"))


_NEAR: WeakKeyDictionary[Document, list[tuple[Frame, tuple[str, ...]]]] = WeakKeyDictionary()
"""What may be wrong in articles that are being looked at: several rules ask."""


def slips(doc: Document, rule: str, language: str, frames: Callable[[], Frames]) -> Iterator[Slip]:
    """The places of an article that fill a frame of a rule, in the order of the frames; what is quoted is left out."""
    if doc not in _NEAR:
        _NEAR[doc] = frames().near(doc.tokens)
    mine = [(frame, words) for frame, words in _NEAR[doc] if frame.rule == rule]
    if not mine or language_of(doc) != language:
        return
    for passage in doc.passages:
        text = passage.text.replace("\n", " ").replace("’", "'")
        for frame, words in mine:
            phrase = " ".join(words)
            start = text.find(phrase)
            while start >= 0:
                end = start + len(phrase)
                if _fits(frame, text, start, end) and not _is_others(doc, passage, text, start, end, language):
                    right = frame.right(words)
                    if "’" in passage.text[start:end]:
                        right = tuple(wording.replace("'", "’") for wording in right)
                    if right:
                        yield Slip(passage, start, end, right)
                start = text.find(phrase, end)


def _fits(frame: Frame, text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    if _WITHIN_WORD.search(before) or _GOES_ON.match(after):
        return False
    if frame.before and not _looked(frame.before + r"\Z").search(before):
        return False
    if frame.not_before and _looked(rf"(?:{frame.not_before})\Z").search(before):
        return False
    if frame.after and not _looked(frame.after).match(text, end):
        return False
    return not (frame.not_after and _looked(frame.not_after).match(after))


@cache
def _looked(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _is_others(doc: Document, passage: Passage, text: str, start: int, end: int, language: str) -> bool:
    """Whether somebody else's words stand there, or words of another language."""
    if text[start - 1 : start] in _OPENING or is_foreign(text, language):
        return True
    at = passage.span(start, end).start
    return doc.is_cited(at) or in_cited_title(doc, at)


def slip_findings(rule: Rule, doc: Document, language: str, frames: Callable[[], Frames]) -> Iterator[Diagnostic]:
    """The findings of a rule that has frames, with an unsafe fix where only one wording is right."""
    for passage, start, end, right in slips(doc, rule.name, language, frames):
        span = passage.span(start, end)
        fix = None
        if len(right) == 1 and passage.is_written(start, end):
            changes = [Change.TEXT, Change.MARKUP, Change.FRONT_MATTER, Change.BLOCKS, Change.LINKS]
            fix = Fix.unsafe(Edit(span, right[0]), title=f"Write {quoted(right[0])}", changes=changes)
        better = " or ".join(map(quoted, right))
        yield rule.at(doc, span, f"{quoted(passage.text[start:end])} is wrong here: write {better}", fix=fix)
