"""Which language a text is in, by the words that are common in it."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.languages import _SAMPLE, is_evident, is_foreign, is_likely, language_of

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
    ],
)
def test_foreign(text: str, language: str, foreign: bool) -> None:
    assert is_foreign(text, language) == foreign
