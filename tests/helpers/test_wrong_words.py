"""Which known misspellings are wrong on a site, and where: each limit from both sides, with lists of a few words."""

from __future__ import annotations

from collections.abc import Callable, Set

import pytest

from postlint.document.document import Document
from postlint.helpers import wrong_words as module
from postlint.helpers.site_words import Occurrence
from postlint.helpers.wrong_words import is_wrong_here, wrong_answers, wrong_words
from postlint.site.near_words import affected_words

Lists = Callable[..., None]
LISTED = {
    "recieve": "receive",
    "thsi": "this",
    "teh": "the",
    "alot": "a lot",
    "reenable": "re-enable",
    "wich": "which, wish",
    "beeing": "being, been",
    "dont'": "don't",
    "their'": "there",
    "recieve2": "receive2",
    "hte": "the",
}


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"recieve": 2}, {"recieve": "receive"}),
        ({"recieve": 3}, {}),
        ({"recieve": 3, "receive": 3}, {"recieve": "receive"}),
        ({"recieve": 4, "receive": 3}, {}),
        ({"Recieve": 1}, {"Recieve": "Receive"}),
        ({"Recieve": 2}, {}),
        ({"Recieve": 2, "Receive": 4}, {"Recieve": "Receive"}),
        ({"Recieve": 2, "Receive": 3}, {}),
        ({"RECIEVE": 1}, {}),
        ({"beeing": 2}, {"beeing": "being, been"}),
        ({"beeing": 3, "being": 29, "been": 29}, {}),
        ({"beeing": 3, "been": 30}, {"beeing": "being, been"}),
        ({"thsi": 1}, {"thsi": "this"}),
        ({"teh": 1}, {}),
        ({"alot": 9}, {"alot": "a lot"}),
        ({"reenable": 1}, {}),
        ({"wich": 1}, {}),
        ({"dont": 1}, {"dont": "don't"}),
        ({"ofcourse": 9}, {"ofcourse": "of course"}),
        ({"usecases": 9, "upto": 3}, {"usecases": "use cases", "upto": "up to"}),
        ({"dont'": 1}, {"dont'": "don't"}),
        ({"their'": 1}, {}),
        ({"recieve2": 1}, {}),
        ({"valid": 1}, {}),
    ],
)
def test_english(lists: Lists, monkeypatch: pytest.MonkeyPatch, counts: dict[str, int], found: dict[str, str]) -> None:
    lists(en={})
    monkeypatch.setattr(module, "misspellings", lambda: LISTED)
    assert wrong_words(counts, "en") == found
    lists(en={word.lower(): 1 for word in counts})
    assert wrong_words(counts, "en") == {}, "valid words"
    monkeypatch.setattr(module, "misspellings", dict)
    assert wrong_words(counts, "en") == {}, "without the list"


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"réflechir": 2}, {"réflechir": "réfléchir"}),
        ({"réflechir": 3}, {}),
        ({"réflechir": 3, "réfléchir": 3}, {"réflechir": "réfléchir"}),
        ({"réflechir": 3, "réfléchir": 1, "Réfléchir": 2}, {"réflechir": "réfléchir"}),
        ({"réflechir": 4, "réfléchir": 1, "Réfléchir": 2}, {}),
        # A capital may begin a name that nobody writes otherwise.
        ({"Réflechir": 1}, {}),
        ({"Réflechir": 9, "réfléchir": 1}, {"Réflechir": "Réfléchir"}),
        ({"Réflechir": 9, "Réfléchir": 1}, {"Réflechir": "Réfléchir"}),
        ({"Ca": 1, "Ça": 1}, {"Ca": "Ça"}),
        ({"Ca": 2, "Ça": 1}, {}),
        ({"Ca": 2, "Ça": 1, "ça": 1}, {}),
        ({"Janvier": 2}, {"Janvier": "janvier"}),
        ({"Janvier": 3}, {}),
        ({"Janvier": 3, "janvier": 3}, {"Janvier": "janvier"}),
        ({"Enero": 1}, {}),
    ],
)
def test_french(lists: Lists, counts: dict[str, int], found: dict[str, str]) -> None:
    lists(fr={"réfléchir": 100}, en={})
    assert wrong_words(counts, "fr") == found


@pytest.mark.parametrize(
    ("text", "word", "right", "language", "wrong"),
    [
        ("We recieve it.", "recieve", "receive", "en", True),
        ("We “recieve” it.", "recieve", "receive", "en", False),
        ("Photo by recieve", "recieve", "receive", "en", False),
        ("Das ist nicht die recieve und der Rest.", "recieve", "receive", "en", False),
        ("Recieve it.", "Recieve", "Receive", "en", True),
        ("We Recieve it.", "Recieve", "Receive", "en", False),
        ("We Recieved it.", "Recieved", "Received", "en", True),
        ("Nous Recieved.", "Recieved", "Received", "fr", False),
        ("Fin Avril", "Avril", "avril", "fr", True),
        ("Avril", "Avril", "avril", "fr", False),
        ("Le 3 Mai", "Mai", "mai", "fr", True),
        ("Le 8 Mai", "Mai", "mai", "fr", False),
        ("La rue du 4 Juin", "Juin", "juin", "fr", False),
        ("La révolution du tout bon 5 Avril", "Avril", "avril", "fr", False),
        ("La révolution du toute bon 5 Avril", "Avril", "avril", "fr", True),
    ],
)
def test_where_words_are_wrong(text: str, word: str, right: str, language: str, wrong: bool) -> None:
    (passage,) = Document("a.md", text).passages
    start = text.index(word)
    assert is_wrong_here(Occurrence(passage, start, start + len(word)), word, right, language) == wrong


def test_which_words_affect_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "misspellings", lambda: LISTED)

    def affected(word: str, language: str = "en") -> Set[str] | None:
        return affected_words(wrong_answers, [word], language, ["Recieve", "dont", "alot"])

    assert affected("garden", "fr") is None
    assert affected("garden") == set()
    assert affected("recieve") == affected("receive") == affected("Recieve") == affected("Receive") == {"recieve"}
    assert affected("dont") == affected("don't") == {"dont"}
    assert affected("Ofcourse") == {"ofcourse"}
    assert affected("thsi") == {"thsi"}
    assert affected("this") == set(), "no article has “thsi”"


def test_a_word_that_may_be_wrong_has_an_empty_answer(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is wrong is found out again where the right word has another count."""
    lists(en={})
    monkeypatch.setattr(module, "misspellings", lambda: LISTED)
    assert wrong_answers({"recieve": 3, "Recieve": 1, "alot": 3}, "en") == {
        "recieve": "",
        "Recieve": "",
        "alot": "a lot",
    }
