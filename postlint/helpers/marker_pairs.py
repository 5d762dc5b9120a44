"""Pairs of markers that a reader sees as text, and what makes an emphasis of one."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple
from unicodedata import category

from msgspec import Struct

from postlint.diagnostic import Edit
from postlint.document.prose import DelimiterRun, Prose
from postlint.helpers.scripts import is_cjk
from postlint.lazy_regex import pattern
from postlint.text import Span

EDGE = "\n"
# What never begins, and what never ends, the text that a marker beside a letter encloses: it belongs outside.
LEADING = pattern(r"\A[,.;:!?…，。；：！？、)\]]+\s*")
TRAILING = pattern(r"\s*[(\[{“‘«„（「『]+\Z")


class State(Enum):
    """What keeps a marker from opening, or from closing, an emphasis."""

    FREE = "nothing"
    SPACE = "a space on its inner side"
    FLANKED = "punctuation on its inner side with a letter on its outer side"


class _Change(NamedTuple):
    """A range of the text of a prose, and what is to stand there."""

    start: int
    end: int
    text: str


class Pair(Struct, frozen=True):
    """Two runs of markers that a reader sees as text, and that belong together."""

    prose: Prose
    opener: DelimiterRun
    closer: DelimiterRun
    opening: State
    closing: State

    @property
    def content(self) -> str:
        """The text between the markers, as written."""
        return self.prose.text[self.opener.start + self.opener.length : self.closer.start]

    @property
    def encloses_others(self) -> bool:
        """Whether there are markers of the same kind between the two: more than one pair was meant."""
        alike = [run.start for run in self.prose.runs if run.marker == self.opener.marker]
        return any(self.opener.start < start < self.closer.start for start in alike)

    @property
    def markers(self) -> str:
        """The markers on one side."""
        return self.opener.marker * self.opener.length

    def edits(self) -> tuple[Edit, ...]:
        """What makes an emphasis of it: spaces move outside, or go where there is one already."""
        changes = (*self._opening_change(), *self._closing_change())
        return tuple(Edit(_span(self.prose, start, end), text) for start, end, text in changes)

    def repaired(self) -> str:
        """The text of the prose as the edits make it."""
        text = self.prose.text
        for start, end, new in sorted((*self._opening_change(), *self._closing_change()), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _opening_change(self) -> Iterator[_Change]:
        start, inner = self.opener.start, self.opener.start + self.opener.length
        before = character_before(self.prose.text, start)
        if self.opening is State.FLANKED and (outside := LEADING.match(self.content)):
            yield _Change(start, inner + outside.end(), outside[0] + self.markers)
        elif self.opening is State.FLANKED:
            yield _Change(start, start, " ")
        elif self.opening is State.SPACE:
            first = inner + len(self.content) - len(self.content.lstrip())
            apart = before in ",;:.!?…)]}”’»" or before.isalnum()
            apart = apart and not (is_cjk(before) and is_cjk(character_after(self.prose.text, first)))
            yield _Change(start, first, (self.prose.text[inner:first] if apart else "") + self.markers)

    def _closing_change(self) -> Iterator[_Change]:
        start, end = self.closer.start, self.closer.start + self.closer.length
        if self.closing is State.FLANKED and (outside := TRAILING.search(self.content)):
            yield _Change(start - len(outside[0]), end, self.markers + outside[0])
        elif self.closing is State.FLANKED:
            yield _Change(end, end, " ")
        elif self.closing is State.SPACE:
            first = start - (len(self.content) - len(self.content.rstrip()))
            gap = self.prose.text[first:start] if _needs_space(self.prose.text, end) else ""
            yield _Change(first, end, self.markers + gap)


def _span(prose: Prose, start: int, end: int) -> Span:
    """The span on disk of a range; where it is empty, right behind what stands before it."""
    if start < end or not start:
        return prose.span(start, end)
    last = prose.end(start)
    return Span(last, last)


def character_before(text: str, position: int) -> str:
    return text[position - 1] if position else EDGE


def character_after(text: str, position: int) -> str:
    return text[position] if position < len(text) else EDGE


def _needs_space(text: str, position: int) -> bool:
    """Whether what follows a marker is a word or a dash between words, which a space is to keep apart."""
    after = character_after(text, position)
    if after in "*_":
        # Another marker that closes: the space goes on outwards.
        return text[position:].lstrip("*_")[:1].isalnum()
    if category(after) == "Pd" and character_after(text, position + 1) == ">":
        return True
    if category(after) == "Pd" or after in "&/":
        return character_after(text, position + 1).isspace()
    return not after.isspace() and (after.isalnum() or category(after) not in ("Po", "Pe", "Pf"))
