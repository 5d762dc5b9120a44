"""Places in a text, and the text of a file: decoding, newlines, lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

try:
    # What hashlib gives where Python has its own: hashlib loads OpenSSL, which takes longer than all of it is asked.
    from _blake2 import blake2b as blake2b
except ImportError:  # pragma: no cover
    from hashlib import blake2b as blake2b

BOM = "\ufeff"
_NEWLINE = re.compile(r"\r\n?|\n")
_NEAR = 80


def unescaped(text: str) -> str:
    """A text with what its HTML entities stand for. What knows them all is loaded where there is one."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


class Span(NamedTuple):
    """A half-open range of offsets, in characters of the decoded file as it stands on disk (a BOM counts)."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether the whole of `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the spans share a character."""
        return self.start < other.end and other.start < self.end


def lookbehind(text: str, position: int) -> str:
    """The last characters of a text before a position, as many as a search that ends there ever needs: at most 80."""
    return text[max(0, position - _NEAR) : position]


def lookahead(text: str, position: int) -> str:
    """The next characters of a text from a position on: at most 80."""
    return text[position : position + _NEAR]


def is_within(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a position is in one of some half-open ranges, which are sorted and have nothing in common."""
    index = bisect_right(ranges, position, key=itemgetter(0))
    return index > 0 and position < ranges[index - 1][1]


class Position(NamedTuple):
    """A line and a column, both from 1; the column in characters. A BOM takes no column."""

    line: int
    column: int


class Range(NamedTuple):
    """A span with the positions of both of its ends: all that a finding needs to know of where it is."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


# What a call of Range does in the end: an article has dozens of them.
_place = tuple.__new__


class Lines:
    r"""The lines of a text: where each starts, and which one an offset is in. Ends of lines are \n, \r\n and \r."""

    def __init__(self, text: str) -> None:
        self._text = text
        if "\r" in text:
            self.starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
        else:
            self.starts = list(accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0))
        self._bom = text.startswith(BOM)

    def __len__(self) -> int:
        """How many lines there are; a final newline does not begin another one."""
        return len(self.starts) - (self.starts[-1] == len(self._text) and len(self.starts) > 1)

    def number(self, offset: int) -> int:
        """The line, from 1, that holds the character at `offset`."""
        return bisect_right(self.starts, offset)

    def position(self, offset: int) -> Position:
        """Line and column, from 1, of the character at `offset`."""
        line = self.number(offset)
        column = offset - self.starts[line - 1] + 1
        if line == 1 and offset and self._bom:
            column -= 1
        return Position(line, column)

    def place(self, span: Span) -> Range:
        """The span with the positions of its ends."""
        start, end = span
        starts = self.starts
        line = bisect_right(starts, start)
        # Most spans end on the line on which they begin.
        if (line == len(starts) or end < starts[line]) and not (line == 1 and self._bom):
            before = starts[line - 1] - 1
            return _place(Range, (start, end, line, start - before, line, end - before))
        return Range(start, end, *self.position(start), *self.position(end))

    def span(self, line: int) -> Span:
        """The span of a line, counted from 1, without its newline."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)


def decode(data: bytes) -> str:
    """The text of a file's bytes, with a BOM and all newlines kept: `encode` of it gives the same bytes.

    Raises UnicodeDecodeError where the bytes are not UTF-8.
    """
    return data.decode("utf-8")


def encode(text: str) -> bytes:
    """The bytes of a text as `decode` read it."""
    return text.encode("utf-8")


def newline_of(text: str) -> str:
    """The newline that a text uses: that of its first line, or a line feed where it has none."""
    match = _NEWLINE.search(text)
    return match[0] if match else "\n"
