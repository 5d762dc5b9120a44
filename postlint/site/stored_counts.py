"""Counts as they are stored: those of a key in one row, or in shelves, of which few are read where few words change.

Of a row of many counts, those that have changed since it was stored are stored by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from postlint.facts.encoding import Damaged, decoded, encoded
from postlint.site.rows import ChangedRows, Rows
from postlint.site.word_forms import shelf_of

SINCE = "since"
"""Begins the names of the tables of the counts that are others since a row of many counts was stored."""
_MANY = 200
"""A row of more counts is not written anew for a few changes: to make it smaller takes longer than all else."""
_PART = 16
"""It is where so many of all counts, as a part of them, have changed."""
_SHELF = "\x1f"
"""Stands before the shelf in the key of a row."""
_SHELVED = "__shelved__"
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Recount(NamedTuple):
    """What has become of the counts of a key."""

    counts: Mapping[str, int]
    """All."""
    changed: dict[str, int]
    """The words that have another count than before, with that."""
    now: Mapping[str, int] = {}
    """In how many of the articles that have changed words stand now."""


def shelved(function: _Function) -> _Function:
    """Declare that what a function gives is words, and that there are many: their counts are stored in shelves."""
    setattr(function, _SHELVED, True)
    return function


def is_shelved(function: Callable[..., Any]) -> bool:
    """Whether the counts of what a function gives are stored in shelves."""
    return hasattr(function, _SHELVED)


def key_without_shelf(key: str) -> str:
    """The key of which a row has the counts of a shelf, or all."""
    return key.partition(_SHELF)[0]


class Shelves(Mapping[str, int]):
    """The stored counts of a key that are in shelves, which are read when they are asked for."""

    def __init__(self, rows: Rows, name: str, key: str) -> None:
        self._rows = rows
        self._name = name
        self._key = f"{key}{_SHELF}"
        self._read: dict[str, dict[str, int]] = {}

    def shelf(self, name: str) -> dict[str, int]:
        """The counts on a shelf."""
        if name not in self._read:
            self._read[name] = stored_counts(self._rows, self._name, self._key + name)
        return self._read[name]

    def __getitem__(self, word: str) -> int:
        return self.shelf(shelf_of(word))[word]

    def __iter__(self) -> Iterator[str]:
        for key in self._rows.beginning(self._name, self._key):
            yield from self.shelf(key[len(self._key) :])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self._rows.beginning(self._name, self._key))


def on_shelves(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Counts of words by shelf."""
    shelves: dict[str, dict[str, int]] = {}
    for word, count in counts.items():
        shelf = shelf_of(word)
        if shelf in shelves:
            shelves[shelf][word] = count
        else:
            shelves[shelf] = {word: count}
    return shelves


def counts_to_store(function: Callable[..., Any], key: str, counts: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """The keys and values of the rows of counts."""
    parts = {key: counts}
    if is_shelved(function):
        parts = {f"{key}{_SHELF}{shelf}": some for shelf, some in on_shelves(counts).items()}
    for row, some in parts.items():
        yield row, encoded(dict(sorted(some.items())))


def counts_of(rows: Rows, name: str, function: Callable[..., Any], key: str) -> Mapping[str, int]:
    """The stored counts of a key."""
    return Shelves(rows, name, key) if is_shelved(function) else stored_counts(rows, name, key)


def stored_counts(rows: Rows, name: str, key: str) -> dict[str, int]:
    """The counts of a key that are stored in one row."""
    base, since = rows.fact(name, key), rows.fact(f"{SINCE} {name}", key)
    try:
        counts: dict[str, int] = dict(decoded(base)) if base is not None else {}
        for word, count in dict(decoded(since)).items() if since is not None else ():
            if count:
                counts[word] = count
            else:
                counts.pop(word, None)
    except (TypeError, ValueError) as error:
        raise Damaged(f"these are no stored counts of {name}: {error}") from error
    return counts


def recount(rows: ChangedRows, name: str, function: Callable[..., Any], key: str, more: Mapping[str, int]) -> Recount:
    """Change the stored counts of a key: of each word, by so many."""
    change = partial(_recount, rows, name)
    if not is_shelved(function):
        return change(key, more)
    before: dict[str, int] = {}
    for shelf, some in on_shelves(more).items():
        before |= change(f"{key}{_SHELF}{shelf}", some).changed
    return Recount(Shelves(rows, name, key), before)


def _recount(rows: ChangedRows, name: str, key: str, more: Mapping[str, int]) -> Recount:
    counts = stored_counts(rows, name, key)
    changed = {word: counts.get(word, 0) for word in more}
    for word, number in more.items():
        count = changed[word] + number
        if count > 0:
            counts[word] = count
        else:
            counts.pop(word, None)
    found = Recount(counts, changed)
    _put(rows, name, key, found)
    return found


def _put(rows: ChangedRows, name: str, key: str, recount: Recount) -> None:
    """Store counts, of many only those that have changed."""
    counts, table = recount.counts, f"{SINCE} {name}"
    data = rows.fact(table, key)
    since = (decoded(data) if data is not None else {}) | {word: counts.get(word, 0) for word in recount.changed}
    if len(counts) > _MANY and len(since) * _PART < len(counts) and rows.fact(name, key) is not None:
        rows.put((table, key, encoded(dict(sorted(since.items())))))
        return
    rows.remove(table, key)
    if counts:
        rows.put((name, key, encoded(dict(sorted(counts.items())))))
    else:
        rows.remove(name, key)
