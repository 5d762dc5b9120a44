"""The table by which frames of words are found: it takes long to make, and is kept as plain lists."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from itertools import compress, product
from sys import byteorder

from msgspec import Struct

_FIRST, _SECOND = (0, 16) if byteorder == "little" else (16, 0)
"""Where two numbers of two bytes stand in the one that they make in memory."""


_Row = tuple[int, int, int, list[tuple[int, Set[int]]]]
"""A frame with some of its optional slots, as far as they go before and behind the first word of the pair by which it
is found, and the words of the other slots by their distance from it."""


class FrameTable(Struct, frozen=True):
    """What the frames of a language are found by."""

    codes: dict[bytes, int]
    """The numbers of words: those of the same classes share one."""
    by_pair: dict[int, int]
    """For two words in a row the number of the rows of the frames that have them."""
    rows: list[list[_Row]]
    """By that number."""
    single: dict[bytes, int]
    """The frames of one word, by the word."""


def table_of(classes: Mapping[str, Iterable[str]], frames: Sequence[str]) -> FrameTable:
    """The table of frames, of each of which its slots are given, by classes of words."""
    return _Maker(classes, frames).table


class _Maker:
    def __init__(self, classes: Mapping[str, Iterable[str]], frames: Sequence[str]) -> None:
        groups: dict[str, Iterable[str]] = dict(classes)
        for frame in frames:
            for place, slot in enumerate(frame.split()):
                words = [name for name in _names(slot) if name not in classes and name != "."]
                if words:
                    # As the first of a sentence too.
                    capitals = [] if place else [word[0].upper() + word[1:] for word in words]
                    groups[_key(words)] = [*groups.get(_key(words), ()), *words, *capitals]
        # Words of the same groups share a number.
        bits_of: dict[str, int] = {}
        for number, group in enumerate(groups.values()):
            bit = 1 << number
            for word in group:
                bits_of[word] = bits_of.get(word, 0) | bit
        codes = {bits: number for number, bits in enumerate(dict.fromkeys(bits_of.values()), 1)}
        of_group: dict[str, set[int]] = {name: set() for name in groups}
        names = [*groups]
        for bits, code in codes.items():
            while bits:
                of_group[names[bits.bit_length() - 1]].add(code)
                bits &= ~(1 << bits.bit_length() - 1)
        self.table = FrameTable({word.encode(): codes[bits] for word, bits in bits_of.items()}, {}, [], {})
        self._by_pair: dict[int, list[_Row]] = {}
        for number, frame in enumerate(frames):
            self._enter(number, frame.split(), classes, of_group)
        # Of ten thousand pairs, forty at a time have the same rows.
        numbers: dict[tuple[int, ...], int] = {}
        for pair, rows in self._by_pair.items():
            number = numbers.setdefault((*map(id, rows),), len(numbers))
            if number == len(self.table.rows):
                self.table.rows.append(rows)
            self.table.by_pair[pair] = number

    def _enter(self, number: int, slots: list[str], classes: Container[str], of_group: Mapping[str, Set[int]]) -> None:
        codes, table = [_codes_of(slot, classes, of_group) for slot in slots], self.table
        if len(slots) == 1:
            table.single.update({word: number for word, code in table.codes.items() if code in codes[0]})
        for chosen in product(*((False, True) if slot[-1] == "?" else (True,) for slot in slots)):
            row, marks = [*compress(codes, chosen)], [slot[0] == "^" for slot in compress(slots, chosen)]
            pairs = [at for at in range(len(row) - 1) if row[at] and row[at + 1]]
            if pairs:
                at = next((at for at in pairs if marks[at]), pairs[0])
                others: list[tuple[int, Set[int]]] = [
                    (place - at, those) for place, those in enumerate(row) if place - at not in (0, 1) and those
                ]
                entry = number, at, len(row) - at, others
                for one in row[at]:
                    for other in row[at + 1]:
                        self._by_pair.setdefault(one << _FIRST | other << _SECOND, []).append(entry)


def as_lists(table: FrameTable) -> list[object]:
    """A table as JSON can hold it."""
    rows = {id(row): row for those in table.rows for row in those}
    at = {row: place for place, row in enumerate(rows)}
    plain = [[*row[:3], [[place, sorted(those)] for place, those in row[3]]] for row in rows.values()]
    words = b"\n".join(table.codes).decode()
    single = {word.decode(): number for word, number in table.single.items()}
    sets = [[at[id(row)] for row in those] for those in table.rows]
    return [words, [*table.codes.values()], [*table.by_pair], [*table.by_pair.values()], sets, plain, single]


def table_from(stored: object) -> FrameTable | None:
    """What `as_lists` made lists of; None for anything else."""
    if not isinstance(stored, list):
        return None
    try:
        words, numbers, pairs, by_pair, sets, plain, single = stored
        rows: list[_Row] = [
            (number, before, behind, [(place, frozenset(those)) for place, those in others])
            for number, before, behind, others in plain
        ]
        if max(by_pair, default=0) >= len(sets):
            return None
        return FrameTable(
            dict(zip(words.encode().split(b"\n"), numbers, strict=True)),
            dict(zip(pairs, by_pair, strict=True)),
            [[rows[at] for at in those] for those in sets],
            {word.encode(): number for word, number in single.items()},
        )
    except (TypeError, ValueError, IndexError, AttributeError):
        return None


def _names(slot: str) -> list[str]:
    return slot.removesuffix("?").removeprefix("^").split("|")


def _key(words: Sequence[str]) -> str:
    return "|".join(sorted(words))


def _codes_of(slot: str, classes: Container[str], of_group: Mapping[str, Set[int]]) -> frozenset[int]:
    """The numbers of the words that may stand in a slot; nothing for any word."""
    names = [name for name in _names(slot) if name != "."]
    words = [name for name in names if name not in classes]
    groups = [name for name in names if name in classes] + ([_key(words)] if words else [])
    return frozenset().union(*(of_group[name] for name in groups))
