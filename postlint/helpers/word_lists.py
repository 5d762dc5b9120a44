"""Lists of words that other packages bring, read as data: known misspellings, and the valid words of languages.

They are there with the extra `spelling`. A package is looked up where Python would import it from, which is many times
faster than by its metadata, and nothing of it is imported.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from postlint.facts.json_numbers import numbers_from

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


def concerns_misspellings(words: Iterable[str]) -> bool:
    """Whether any of some words is a known misspelling of English, or is what stands for one."""
    file = _file("codespell_lib", _LISTS["codespell_lib"])
    text = b"\n" + file.read_bytes() + b"\n" if file else b""
    # To look a few words up takes less than to read the list.
    return any(f"\n{word}->".encode() in text or f"->{word}\n".encode() in text for word in words)


@cache
def misspellings() -> Mapping[str, str]:
    """What stands for each known misspelling of English: one word, or several with commas; nothing without the list."""
    file = _file("codespell_lib", _LISTS["codespell_lib"])
    if file is None:
        return {}
    lines = iter(file.read_text(encoding="utf-8").replace("->", "\n").split("\n"))
    return dict(zip(lines, lines, strict=False))


_FEW = 20
"""So many words are looked up in the text of a list: to read all of it takes longer."""


@cache
def _text(language: str) -> bytes:
    """The list of valid words of a language, as JSON; nothing without the list."""
    file = _file("spellchecker", f"resources/{language}.json.gz")
    # With the header of gzip, which takes longer to import.
    return zlib.decompress(file.read_bytes(), wbits=31) if file else b""


@cache
def _counted(language: str) -> dict[str, int]:
    """The valid words of a language, in lower case, with how often they were counted; nothing without the list."""
    text = _text(language)
    return numbers_from(text) if text else {}


def _is_in(word: str, text: bytes) -> bool:
    """Whether a list has a word, as it is or with its letters escaped."""
    # Nearly all words are the same in both forms, and a list is long.
    forms = {f"{json.dumps(word, ensure_ascii=escaped)}:".encode() for escaped in (False, True)}
    return any(form in text for form in forms)


@cache
def frequent_words(language: str, least: int) -> dict[str, int]:
    """The words of a language that were counted as often, with their number; nothing without the list."""
    return {word: often for word, often in _counted(language).items() if often >= least}


@cache
def has_valid_words() -> bool:
    """Whether the lists of valid words are there."""
    return _file("spellchecker", _LISTS["spellchecker"]) is not None


def valid_words(words: set[str], language: str) -> set[str] | None:
    """Those of some words, in lower case, that a language has; None where it has no list."""
    if len(words) <= _FEW and not _counted.cache_info().currsize:
        text = _text(language)
        return {word for word in words if _is_in(word, text)} if text else None
    counted = _counted(language)
    return {word for word in words if word in counted} if counted else None


def are_words(words: set[str], language: str) -> bool:
    """Whether a language has all of some words in lower case; not where it has no list."""
    return bool(language) and valid_words(words, language) == words
