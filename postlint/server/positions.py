"""Positions in a text as the protocol counts them: lines and columns from 0, in the unit that the client wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

from postlint.text import BOM, Lines

if TYPE_CHECKING:
    from postlint.text import Span

_UNITS = {PositionEncodingKind.Utf8: "utf-8", PositionEncodingKind.Utf16: "utf-16-le"}


class Positions:
    """Converts offsets in one text, which may begin with a byte order mark that the editor does not count."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str) -> None:
        self.text = text
        self._lines = Lines(text)
        self._bom = text.startswith(BOM)
        self._codec = _UNITS.get(PositionEncodingKind(encoding), "")
        self._size = 2 if self._codec == "utf-16-le" else 1

    def _units(self, text: str) -> int:
        """The length of a text in the unit of the client."""
        if not self._codec or text.isascii():
            return len(text)
        return len(text.encode(self._codec, "surrogatepass")) // self._size

    def _start(self, line: int) -> int:
        return self._lines.starts[line] + (line == 0 and self._bom)

    def position(self, offset: int) -> Position:
        """The position of an offset in characters."""
        line = self._lines.number(offset) - 1
        return Position(line, self._units(self.text[self._start(line) : offset]))

    def range(self, span: Span | tuple[int, int]) -> Range:
        """The range of a span."""
        return Range(self.position(span[0]), self.position(span[1]))

    def offset(self, position: Position) -> int:
        """The offset in characters of a position; that of the end of its line, or of the text, for one beyond it."""
        if position.line >= len(self._lines.starts):
            return len(self.text)
        start, end = self._start(position.line), self._lines.span(position.line + 1).end
        line = self.text[start : max(start, end)]
        if not self._codec or line.isascii():
            return start + min(position.character, len(line))
        used = 0
        for at, character in enumerate(line):
            if used >= position.character:
                return start + at
            used += self._units(character)
        return start + len(line)

    def whole(self) -> Range:
        """The range of the whole text."""
        return Range(Position(0, 0), self.position(len(self.text)))
