"""Lists of words that other packages bring, read as data: known misspellings, and the valid words of languages.

They are there with the extra `spelling`. A package is looked up where Python would import it from, which is many times
faster than by its metadata, and nothing of it is imported.
"""

from __future__ import annotations

import zlib
from collections.abc import ItemsView, Iterator, Mapping
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

from postlint.facts.json_numbers import numbers_from
from postlint.helpers.prepared_tables import SortedLines

_LONGEST = 1 << 25
_LISTS = {"codespell_lib": "data/dictionary.txt", "spellchecker": "resources/en.json.gz"}


NEEDED_BY = {"spelling/misspelling": "codespell_lib", "spelling/rare-variant": "spellchecker"}
"""The rules that find nothing without a package."""


def _file(package: str, name: str) -> Path | None:
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder) / name
        if file.is_file():
            return file
    return None


def missing_lists() -> list[str]:
    """The packages of the extra `spelling` that are not there."""
    return [package for package, name in _LISTS.items() if _file(package, name) is None]


def list_files() -> list[Path]:
    """The files of the lists, as far as they are there: findings depend on them."""
    return [file for package, name in _LISTS.items() if (file := _file(package, name))]


@cache
def misspellings() -> Misspellings:
    """The known misspellings of English; none without the list."""
    file = _file("codespell_lib", _LISTS["codespell_lib"])
    return Misspellings(file.read_bytes() if file else b"")


class Misspellings:
    """A list of known misspellings, each with what stands for it: one word, or several with commas."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._sorted = SortedLines(text, bytes.lower)

    def get(self, word: str) -> str:
        """What stands for a word in small letters; nothing where it is not in the list."""
        entry = f"{word}->".encode()
        self._sorted.lookups += 1
        near = 0
        if self._sorted.is_sorted:
            if self._sorted.find(entry) is None:
                return ""
            near = self._sorted.place(entry) if self._sorted.is_whole else 0
        # Those with capitals are others.
        at = near if self._text.startswith(entry, near) else self._text.find(b"\n" + entry) + 1
        if at or self._text.startswith(entry):
            end = self._text.find(b"\n", at)
            return self._text[at + len(entry) : end if end >= 0 else None].decode()
        return ""

    def items(self) -> Iterator[tuple[str, str]]:
        """All of them, in order."""
        for line in self._text.decode().splitlines():
            wrong, _, right = line.partition("->")
            yield wrong, right

    def __len__(self) -> int:
        return len(self._text)


@cache
def _text(language: str) -> bytes:
    """The list of valid words of a language, as JSON; nothing without the list."""
    file = _file("spellchecker", f"resources/{language}.json.gz")
    if file is None:
        return b""
    data = file.read_bytes()
    # With the header of gzip, which takes longer to import; and with its last four bytes, which say how long the text
    # is: it has millions of characters, and would be copied as it grows.
    return zlib.decompress(data, wbits=31, bufsize=min(int.from_bytes(data[-4:], "little"), _LONGEST) or 1)


@cache
def _ordered(language: str) -> SortedLines:
    # Without the brace before them; the one behind them is after all words.
    text = _text(language)
    return SortedLines(text, start=text.find(b"\n") + 1)


@cache
def _counted(language: str) -> dict[str, int]:
    """The valid words of a language, in lower case, with how often they were counted; nothing without the list."""
    text = _text(language)
    return numbers_from(text) if text else {}


WITH_FREQUENT_WORDS = ("en", "fr", "it")
"""The languages whose frequent words are asked for wherever there are many words: their lists are read as a whole."""
_MANY = 500


@cache
def frequent_words(language: str, least: int) -> Mapping[str, int]:
    """The words of a language that were counted as often, with their number; nothing without the list."""
    return _FrequentWords(language, least)


class _FrequentWords(Mapping[str, int]):
    """The same: the list is read as a whole when many of its words are asked for."""

    def __init__(self, language: str, least: int) -> None:
        self._language, self._least = language, least
        self._lookups = 0

    @cached_property
    def _all(self) -> dict[str, int]:
        least = self._least
        return {word: often for word, often in _counted(self._language).items() if often >= least}

    def __getitem__(self, word: str) -> int:
        if "_all" not in self.__dict__ and self._lookups < _MANY and (ordered := _ordered(self._language)).is_sorted:
            self._lookups += 1
            number = ordered.find(f'"{word}":'.encode())
            often = int(number.rstrip(b", ")) if number else -1
            if often < self._least:
                raise KeyError(word)
            return often
        return self._all[word]

    def items(self) -> ItemsView[str, int]:
        """All of them."""
        return self._all.items()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


@cache
def has_valid_words() -> bool:
    """Whether the lists of valid words are there."""
    return _file("spellchecker", _LISTS["spellchecker"]) is not None


@cache
def has_list(language: str) -> bool:
    """Whether there is a list of the valid words of a language."""
    return _file("spellchecker", f"resources/{language}.json.gz") is not None


def valid_words(words: set[str], language: str) -> set[str] | None:
    """Those of some words, in lower case, that a language has; None where it has no list."""
    if not _text(language):
        return None
    few = len(words) < _MANY or language not in WITH_FREQUENT_WORDS
    if few and (ordered := _ordered(language)).is_sorted:
        ordered.lookups += len(words)
        return {word for word in words if ordered.find(f'"{word}":'.encode()) is not None}
    return words & _counted(language).keys()


def words_counted(words: set[str], language: str, least: int) -> set[str]:
    """Those of some words, in lower case, that were counted as often in a language; none where it has no list."""
    valid = valid_words(words, language) or set()
    # Where the list was read as a whole, it is not taken apart once more.
    often: Mapping[str, int] = _counted(language) if len(words) >= _MANY else frequent_words(language, least)
    return {word for word in valid if often.get(word, 0) >= least}


def are_words(words: set[str], language: str) -> bool:
    """Whether a language has all of some words in lower case; not where it has no list."""
    return bool(language) and valid_words(words, language) == words
