"""Stored counts that change with articles are those of all articles together."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from postlint.facts.encoding import Damaged
from postlint.site.groups import regroup
from postlint.site.rows import ChangedRows
from postlint.site.stored_counts import SINCE, counts_of, in_buckets, stored_counts


class Rows:
    """Rows in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def fact(self, name: str, key: str) -> bytes | None:
        return self.kept.get((name, key))

    def facts(self, name: str) -> Iterable[tuple[str, bytes]]:
        return [(key, value) for (table, key), value in self.kept.items() if table == name]

    def beginning(self, name: str, prefix: str) -> Iterable[str]:
        return [key for key, _ in self.facts(name) if key.startswith(prefix)]

    def store(self, changed: ChangedRows) -> None:
        self.kept |= {key: value for key, value in changed.changed.items() if value is not None}
        for key, value in changed.changed.items():
            if value is None:
                self.kept.pop(key, None)


def _in_one_row() -> None: ...


@in_buckets
def _in_buckets() -> None: ...


@pytest.mark.parametrize("function", [_in_one_row, _in_buckets])
@pytest.mark.parametrize("words", [50, 3000])
def test_many_counts_are_stored_by_what_has_changed_since(words: int, function: Callable[[], None]) -> None:
    chance = random.Random(words)
    articles: dict[str, list[str]] = {}
    rows = Rows()
    stored = {"whole": 0, "since": 0}
    for step in range(150):
        given = []
        for name in {f"a{chance.randrange(20)}.md" for _ in range(20 if step == 0 else chance.choice((1, 1, 3)))}:
            before = articles.get(name, [])
            after = [*before]
            for _ in range(chance.choice((1, 5, 30)) if step else words // 4):
                if after and chance.random() < 0.4:
                    after.pop(chance.randrange(len(after)))
                elif (word := f"{chance.choice('wWéx-')}{chance.randrange(words)}") not in after:
                    after.append(word)
            if step and chance.random() < 0.1:
                after = []
            given.append((name, [("en", before)] if before else [], [("en", after)] if after else []))
            articles[name] = after
        changed = ChangedRows(rows)
        known = dict(counts_of(rows, "count f", function, "en"))
        recounts = regroup(changed, "count f", function, given)
        wanted = Counter(word for one in articles.values() for word in one)
        assert counts_of(changed, "count f", function, "en") == wanted
        if recounts:
            assert recounts["en"].counts == wanted
            differing = {word for word in known.keys() | wanted.keys() if known.get(word, 0) != wanted[word]}
            assert recounts["en"].changed == {word: known.get(word, 0) for word in differing}
        rows.store(changed)
        assert counts_of(rows, "count f", function, "en") == wanted
        assert bool(counts_of(rows, "count f", function, "en")) == bool(wanted)
        tables = [table for table, _ in changed.changed]
        stored["whole"] += "count f" in tables
        stored["since"] += f"{SINCE} count f" in tables
    assert (stored["since"] > 50) == (words > 1000), stored
    assert stored["whole"] > 1


def test_rows_that_hold_no_counts_are_noticed() -> None:
    rows = Rows()
    rows.kept["count f", "en"] = b"\x93\x01\x02\x03"
    with pytest.raises(Damaged):
        stored_counts(rows, "count f", "en")
