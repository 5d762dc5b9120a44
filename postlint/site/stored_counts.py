"""Counts as they are stored: those of a key in one row, or in buckets, of which few are read where few words change.

Of a row of many counts, those that have changed since it was stored are stored by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from postlint.facts.encoding import Damaged, decoded, encoded
from postlint.site.rows import ChangedRows, Rows
from postlint.site.word_forms import bucket_of

SINCE = "since"
"""Begins the names of the tables of the counts that are others since a row of many counts was stored."""
_MANY = 200
"""A row of more counts is not written anew for a few changes: to make it smaller takes longer than all else."""
_PART = 16
"""It is where so many of all counts, as a part of them, have changed."""
_BUCKET = "\x1f"
"""Stands before the bucket in the key of a row."""
_IN_BUCKETS = "__in_buckets__"
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Recount(NamedTuple):
    """What has become of the counts of a key."""

    counts: Mapping[str, int]
    """All."""
    changed: dict[str, int]
    """The words that have another count than before, with that."""
    now: Mapping[str, int] = {}
    """In how many of the articles that have changed words stand now."""


def in_buckets(function: _Function) -> _Function:
    """Mark a function that returns words, and many of them: their counts are stored in buckets."""
    setattr(function, _IN_BUCKETS, True)
    return function


def is_in_buckets(function: Callable[..., Any]) -> bool:
    """Whether the counts of what a function returns are stored in buckets."""
    return hasattr(function, _IN_BUCKETS)


def key_without_bucket(key: str) -> str:
    """The key of which a row has the counts of a bucket, or all."""
    return key.partition(_BUCKET)[0]


class Buckets(Mapping[str, int]):
    """The stored counts of a key in buckets, each of which is read when it is first needed."""

    def __init__(self, rows: Rows, name: str, key: str) -> None:
        self._rows = rows
        self._name = name
        self._key = f"{key}{_BUCKET}"
        self._read: dict[str, dict[str, int]] = {}

    def bucket(self, name: str) -> dict[str, int]:
        """The counts in a bucket."""
        if name not in self._read:
            self._read[name] = stored_counts(self._rows, self._name, self._key + name)
        return self._read[name]

    def __getitem__(self, word: str) -> int:
        return self.bucket(bucket_of(word))[word]

    def __iter__(self) -> Iterator[str]:
        for key in self._rows.beginning(self._name, self._key):
            yield from self.bucket(key[len(self._key) :])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self._rows.beginning(self._name, self._key))


def by_bucket(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Counts of words by bucket."""
    buckets: dict[str, dict[str, int]] = {}
    for word, count in counts.items():
        bucket = bucket_of(word)
        if bucket in buckets:
            buckets[bucket][word] = count
        else:
            buckets[bucket] = {word: count}
    return buckets


def counts_to_store(function: Callable[..., Any], key: str, counts: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """The keys and values of the rows of counts."""
    parts = {key: counts}
    if is_in_buckets(function):
        parts = {f"{key}{_BUCKET}{bucket}": some for bucket, some in by_bucket(counts).items()}
    for row, some in parts.items():
        yield row, encoded(dict(sorted(some.items())))


def counts_of(rows: Rows, name: str, function: Callable[..., Any], key: str) -> Mapping[str, int]:
    """The stored counts of a key."""
    return Buckets(rows, name, key) if is_in_buckets(function) else stored_counts(rows, name, key)


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
    change = partial(recount_row, rows, name)
    if not is_in_buckets(function):
        return change(key, more)
    before: dict[str, int] = {}
    for bucket, some in by_bucket(more).items():
        before |= change(f"{key}{_BUCKET}{bucket}", some).changed
    return Recount(Buckets(rows, name, key), before)


def recount_row(rows: ChangedRows, name: str, key: str, more: Mapping[str, int]) -> Recount:
    """Change stored counts that have one row: of each word, by so many."""
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
