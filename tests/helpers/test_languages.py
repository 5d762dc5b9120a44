"""Which language a text is in, by the words that are common in it."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.languages import (
    _SAMPLE,
    is_evident,
    is_foreign,
    is_likely,
    language_by_path,
    language_of,
    possible_languages,
)

ENGLISH, GERMAN = "The list of the day and this is it. ", "Das ist nicht der Tag und die Liste. "


def test_the_beginning_of_a_long_article_is_enough() -> None:
    words = len(ENGLISH.split())
    beginning = ENGLISH * (_SAMPLE // words + 1)
    assert language_of(Document("a.md", f"{beginning}\n\n{GERMAN * 999}\n")) == "en"
    shorter = ENGLISH * (_SAMPLE // words - 1)
    assert language_of(Document("a.md", f"{shorter}\n\n{GERMAN * 999}\n")) == "de"


@pytest.mark.parametrize(
    ("words", "language", "likely"),
    [
        ("the and with oak", "en", True),
        ("the and oak", "en", True),
        ("the oak", "en", False),
        ("oak", "en", False),
        ("the and der und", "en", False),
        ("the and with der und", "en", True),
        ("the and with der und", "de", False),
        ("the and with", "xx", False),
    ],
)
def test_likely(words: str, language: str, likely: bool) -> None:
    assert is_likely(words.split(), language) == likely


@pytest.mark.parametrize(
    ("text", "language", "evident"),
    [
        ("The list and it.", "en", True),
        ("The list.", "en", False),
        ("A list", "xx", False),
        ("The list und der", "de", True),
    ],
)
def test_evident(text: str, language: str, evident: bool) -> None:
    assert is_evident(Document("a.md", text), language) == evident


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        (GERMAN, "en", True),
        (GERMAN, "de", False),
        ("The list und", "en", False),
        ("The list und der Tag", "en", True),
        ("Oak, elm", "en", False),
        ("The list und", "de", False),
        ("The list", "xx", True),
        ("Oak, elm", "xx", False),
    ],
)
def test_foreign(text: str, language: str, foreign: bool) -> None:
    assert is_foreign(text, language) == foreign


@pytest.mark.parametrize(("common", "language"), [(7, "en"), (6, "")])
def test_how_many_words_are_common(common: int, language: str) -> None:
    """Seven of a hundred."""
    text = " ".join(["the"] * common + ["oak"] * (100 - common))
    assert language_of(Document("a.md", f"{text}\n")) == language


@pytest.mark.parametrize(
    ("path", "text", "among", "found"),
    [
        ("content/de/a.md", "The list and it.", ["de", "en"], ["de"]),
        ("content/de/a.md", "The list and it.", ["en"], []),
        ("a.md", "So the list and und der.", ["de", "en", "fr"], ["de", "en"]),
        ("a.md", "So the list and und.", ["de", "en"], ["en"]),
    ],
)
def test_what_an_article_may_be_in(path: str, text: str, among: list[str], found: list[str]) -> None:
    assert possible_languages(Document(path, text), among) == found


def test_folders_near_the_root_name_a_language() -> None:
    assert [language_by_path(f"{'a' * length}/de/b.md") for length in (36, 37)] == ["de", ""]
