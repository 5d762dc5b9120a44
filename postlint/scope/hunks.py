"""Which lines of a text are new, and where those that are gone were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cached_property

# As `text.Lines` has them.
_NEWLINE = re.compile(r"\r\n?|\n")


class Hunks:
    """Two versions of a text, line by line; ends of lines do not count."""

    def __init__(self, before: str, after: str) -> None:
        old, new = _NEWLINE.split(before), _NEWLINE.split(after)
        # Most of a text is as it was: only what lies between is compared line by line.
        self._head = _alike(old, new)
        tail = _alike(old[self._head :][::-1], new[self._head :][::-1])
        self._old, self._new = old[self._head : len(old) - tail], new[self._head : len(new) - tail]

    @cached_property
    def _codes(self) -> Sequence[tuple[str, int, int, int, int]]:
        return SequenceMatcher(None, self._old, self._new, autojunk=False).get_opcodes()

    @cached_property
    def new(self) -> frozenset[int]:
        """The lines of the second version, from 1, that the first does not have there."""
        return frozenset(
            self._head + line + 1
            for kind, _, _, start, end in self._codes
            if kind != "equal"
            for line in range(start, end)
        )

    @cached_property
    def first(self) -> int:
        """The first line of the second version at which something is other."""
        return self._head + 1

    def now(self, line: int) -> int:
        """The line of the second version where a line of the first stands, or stood."""
        if line <= self._head:
            return line
        for kind, start, end, there, until in self._codes:
            if self._head + start < line <= self._head + end:
                return line - start + there if kind == "equal" else self._head + min(there + 1, max(until, 1))
        return line - len(self._old) + len(self._new)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two versions begin with in common."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
