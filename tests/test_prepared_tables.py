"""Tables of words are the same from the cache as made, and made again where that is of no use."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from postlint.helpers import prepared_tables, set_phrases
from postlint.helpers.accents import _index, plain_words
from postlint.helpers.dictionary_slips import _by_edges, frequent_by_ends
from postlint.helpers.prepared_tables import PreparedTable, store_tables
from postlint.helpers.word_lists import _counted, frequent_words
from postlint.run import cache
from postlint.run.cache_folder import own_files

TABLE = {"ab": ["xab", "yab"], "a": ["xa"], "é": ["é1"], "zz": [""]}


class CachedValue(dict[str, object]):
    """What is kept, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def of(self, name: str) -> One:
        return One(self, name)


class One:
    def __init__(self, memory: CachedValue, name: str) -> None:
        self.memory, self.name = memory, name

    def read(self) -> object:
        return self.memory.get(self.name)

    def write(self, value: object) -> None:
        self.memory.written.append(self.name)
        self.memory[self.name] = value


@pytest.fixture
def memory() -> Iterator[CachedValue]:
    memory = CachedValue()
    store_tables(memory.of)
    yield memory
    store_tables(None)


def never() -> Mapping[str, list[str]]:
    raise AssertionError("it is kept")


def asked(table: Mapping[str, list[str]]) -> list[list[str] | None]:
    return [table.get(key) for key in ("a", "ab", "b", "z", "zz", "é", "", "abc", "x")]


def test_a_kept_table_says_what_the_made_one_says(memory: CachedValue) -> None:
    made = PreparedTable("one", lambda: TABLE)
    assert asked(made) == asked(TABLE)
    assert memory.written == ["one"]
    assert asked(PreparedTable("one", never)) == asked(TABLE)
    many = PreparedTable("one", never)
    assert [asked(many) for _ in range(prepared_tables._SEVERAL)][-1] == asked(TABLE)
    assert asked(PreparedTable("two", dict)) == [None] * 9
    assert memory.written == ["one"], "there is nothing in it"


@pytest.mark.parametrize("value", [3, "", None, ["a"]])
def test_what_is_no_table_is_made_anew(memory: CachedValue, value: object) -> None:
    memory["one"] = value
    assert asked(PreparedTable("one", lambda: TABLE)) == asked(TABLE)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_tables_of_words(memory: CachedValue, language: str) -> None:
    pytest.importorskip("spellchecker")
    makers: list[Any] = [_index, plain_words, *([lambda language: _by_edges(500)] if language == "en" else [])]
    if language != "es":
        makers.append(lambda language: frequent_by_ends(language, 300))
    for maker in makers:
        getattr(maker, "cache_clear", lambda: None)()
        frequent_by_ends.cache_clear()
        _by_edges.cache_clear()
        made = {**maker(language)}
        getattr(maker, "cache_clear", lambda: None)()
        frequent_by_ends.cache_clear()
        _by_edges.cache_clear()
        known = maker(language)
        some = [*made][::97]
        assert {key: known.get(key) for key in some} == {key: made[key] or [""] for key in some}
        assert not any(f"{key}~" in known for key in some)


@pytest.mark.parametrize("language", ["en", "fr", "de", "xx"])
def test_the_table_of_phrases(memory: CachedValue, language: str) -> None:
    set_phrases._table.cache_clear()
    made = set_phrases._table(language)
    set_phrases._table.cache_clear()
    known = set_phrases._table(language)
    assert memory.written == [f"phrases {language}"]
    assert known.by_pair.keys() == made.by_pair.keys()
    assert {key: [*map(tuple, lines)] for key, lines in known.by_pair.items()} == made.by_pair
    assert {key: [*map(tuple, lines)] for key, lines in known.by_word.items()} == made.by_word
    assert known.anchors == made.anchors
    set_phrases._table.cache_clear()


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_frequent_words_are_found_one_by_one_as_in_the_whole_list(language: str) -> None:
    pytest.importorskip("spellchecker")
    every = {word: often for word, often in _counted(language).items() if often >= 100}
    frequent_words.cache_clear()
    few = frequent_words(language, 100)
    some = [*_counted(language)][::1997]
    assert {word: few.get(word) for word in some} == {word: every.get(word) for word in some}
    assert "_all" not in vars(few)
    assert not any(f"{word}~" in few for word in some)
    assert dict(few.items()) == every
    frequent_words.cache_clear()


@pytest.mark.parametrize("size", [10, 100_000])
def test_large_things_are_kept_small(tmp_path: Path, size: int) -> None:
    memory = cache.CachedValue(tmp_path, "tables-0123456789abcdef", "0" * 32)
    value = ["word " * size, 1]
    memory.write(value)
    file = tmp_path / memory.name
    assert memory.read() == value
    assert (file.stat().st_size < 5 * size) == (size > 1000)
    assert [*own_files(tmp_path)] == [file, tmp_path / ".gitignore"]
    assert cache.CachedValue(tmp_path, memory.name, "1" * 32).read() is None
    data = file.read_bytes()
    torn = data[:60] + b"\0" + data[61:] if size > 1000 else data[:-1]
    for damaged in (data[:-3], torn, memory._head + zlib.compress(b" " * 2**25)):
        file.write_bytes(damaged)
        assert memory.read() is None
