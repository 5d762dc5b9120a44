"""Short lists of words in the place of those of the extra `spelling`, so that a test says how often each is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import ModuleType

import pytest

from postlint.helpers import (
    accents,
    dictionary_slips,
    made_words,
    name_variants,
    prepared_tables,
    rare_variants,
    site_words,
    wrong_words,
)

Lists = Callable[..., None]
MODULES: tuple[ModuleType, ...] = (
    accents,
    dictionary_slips,
    name_variants,
    rare_variants,
    site_words,
    made_words,
    wrong_words,
)


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lists]:
    """Lets helpers see these words of each language, with their numbers, and no others."""

    def install(**counted: Mapping[str, int]) -> None:
        def frequent_words(language: str, least: int) -> dict[str, int]:
            return {word: often for word, often in counted.get(language, {}).items() if often >= least}

        def valid_words(words: set[str], language: str) -> set[str] | None:
            return words & counted[language].keys() if language in counted else None

        def words_counted(words: set[str], language: str, least: int) -> set[str]:
            return words & frequent_words(language, least).keys()

        prepared_tables.store_tables(None)
        for module in MODULES:
            for function in (frequent_words, valid_words, words_counted):
                if hasattr(module, function.__name__):
                    monkeypatch.setattr(module, function.__name__, function)
            if hasattr(module, "has_valid_words"):
                monkeypatch.setattr(module, "has_valid_words", lambda: bool(counted))
        forget()

    yield install
    forget()


def forget() -> None:
    """Drop what was made of other lists."""
    for module in MODULES:
        for value in vars(module).values():
            if clear := getattr(value, "cache_clear", None):
                clear()
