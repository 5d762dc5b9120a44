"""Tables of words that take long to make, kept where earlier runs have made them, and texts of lines in order.

To look a few words up in a text of lines in order takes a hundredth of taking it apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Protocol


class StoredTable(Protocol):
    """One thing that earlier runs may have made."""

    def read(self) -> object:
        """The thing; None where it is not known."""

    def write(self, value: object) -> None:
        """Keep a thing that JSON can hold."""


_SEVERAL = 150
"""For so many words the lines are taken apart."""
_STEPS = 500
"""So many lines of a list are compared to see whether it is in order."""
_store: list[Callable[[str], StoredTable]] = []


def store_tables(where: Callable[[str], StoredTable] | None) -> None:
    """Have tables kept; `where` gives where, by the name of a table."""
    _store[:] = [where] if where else []


def stored_table(name: str) -> StoredTable | None:
    """Where a table is kept; None where none is."""
    return _store[0](name) if _store else None


class SortedLines:
    """A text of lines, most of which are in order."""

    def __init__(self, text: bytes, key: Callable[[bytes], bytes] = bytes, start: int = 0) -> None:
        """`key` makes of a line, or of several, what the order goes by; the first of them begins at `start`."""
        self._text = text
        self._key = key
        self._start = start
        self.lookups = 0
        """How many words were looked for, or are about to be."""

    @cached_property
    def is_sorted(self) -> bool:
        """Whether the lines are in order: a list without order would lack words."""
        some = [self._line(at) for at in range(self._start, len(self._text), len(self._text) // _STEPS + 1)]
        return all(before <= after for before, after in pairwise(some))

    @cached_property
    def _lines(self) -> list[bytes]:
        lines = self._key(self._text[self._start :]).removesuffix(b"\n").split(b"\n")
        # It has told whether it is sorted, and is needed no more.
        self._text = b""
        return lines

    def _line(self, at: int) -> bytes:
        """The line that has a byte of the text."""
        end = self._text.find(b"\n", at)
        return self._key(self._text[self._text.rfind(b"\n", 0, at) + 1 : end if end >= 0 else None])

    def find(self, beginning: bytes) -> bytes | None:
        """The first line that begins so, without that, where they are sorted, as was asked before; None for none."""
        if self.lookups > _SEVERAL:
            at = bisect_left(self._lines, beginning)
            line = self._lines[at] if at < len(self._lines) else b""
        else:
            line = self._line(self.place(beginning))
        return line[len(beginning) :] if line.startswith(beginning) else None

    def place(self, beginning: bytes) -> int:
        """Where the first line stands that is not before this one; for a few words, lines need not be taken apart."""
        return self._start + bisect_left(range(self._start, len(self._text)), beginning, key=self._line)

    @property
    def is_whole(self) -> bool:
        """Whether so few words are asked for that the lines are not taken apart."""
        return self.lookups <= _SEVERAL


class PreparedTable(Mapping[str, list[str]]):
    """Words by what they have in common, which has no tabs, as they have no blanks. It is made when it is asked for."""

    def __init__(self, name: str, make: Callable[[], Mapping[str, list[str]]]) -> None:
        """Under a name, earlier runs may have kept what `make` makes."""
        self._name = name
        self._make = make

    @cached_property
    def _stored(self) -> StoredTable | None:
        return stored_table(self._name)

    @cached_property
    def _lines(self) -> SortedLines | None:
        """What earlier runs have kept."""
        text = self._stored.read() if self._stored else None
        return SortedLines(text.encode()) if isinstance(text, str) and text else None

    @cached_property
    def _table(self) -> Mapping[str, list[str]]:
        table = self._make()
        if self._stored and table:
            lines = sorted(f"{key}\t{' '.join(words)}".encode() for key, words in table.items())
            self._stored.write(b"\n".join(lines).decode())
        return table

    def __getitem__(self, key: str) -> list[str]:
        if "_made" not in self.__dict__ and (lines := self._lines):
            lines.lookups += 1
            words = lines.find(f"{key}\t".encode())
            if words is None:
                raise KeyError(key)
            return words.decode().split(" ")
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)
