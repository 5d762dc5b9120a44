"""Which signs between words are a slip, and what is written instead."""

from __future__ import annotations

import pytest

from postlint.document.document import Document
from postlint.helpers.parentheses import padded_parentheses
from postlint.helpers.punctuation_marks import (
    passages_with_slips,
    sentence_starts,
    slips,
    small_beginning,
    small_letters,
    spaced_marks,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is one.The list", [(".", ". ")]),
        ("It is so.The list", []),
        ("It is so.List of it", []),
        ("It is Node.The list", [(".", ". ")]),
        ("It is NODE.The list", []),
        ("It is etc.The list", []),
        ("It is so!List of it", [("!", "! ")]),
        ("It is so!LIST of it", []),
        ("It is So!List of it", []),
        ("In 2021.The list", [(".", ". ")]),
        ("It is (so!).The list", [(".", ". ")]),
        ("It is true,but so", [(",", ", ")]),
        ("It is True,but so", [(",", ", ")]),
        ("It is true,not one", [(",", ", ")]),
        ("It is True,not one", []),
        ("It is true,list of it", []),
        ("One, Lambda,Gamma and", [(",", ", ")]),
        ("One Lambda,Gamma and", []),
        ("Is it?.", [("?.", "?")]),
        ("Is it?..", []),
        ("It is so.,", []),
        ("It is so,. And", [(",.", ".")]),
        ("It is so,, and", [(",,", ",")]),
        ("It is so;. And", [(";.", ".")]),
        ("It is so.. And", [("..", ".")]),
        ("그래도.. 그래도", []),
        ('It is "so.". And', [('.".', '."')]),
        ('It is "etc.". And', []),
        ('It is "x.". And', []),
        ("It is &quot;.. And", []),
        ("It is , so", [(" ,", ",")]),
        ("It is . So", [(" .", ".")]),
        ('They don"t so', [('"', "’")]),
        ("They don' t so", [("' ", "'")]),
        ("I’ m so", [("’ ", "’")]),
        ("it' s so", [("' ", "'")]),
        ("Où va-t'il", [("-t'", "-t-")]),
        ("Où va t’il", [(" t’", "-t-")]),
        ("We are .. so", [(" ..", "...")]),
        ("We are .. so .. it", [(" ..", "..."), (" ..", "...")]),
        ("We are .. so .. it .. on", []),
        ("We cd .. so", []),
        ("It is e.g this", [("e.g", "e.g.")]),
        ("It is so;, and", [(";,", ";")]),
        ("It is NOde.The list", []),
        # After what is right.
        ("그래도.. 그래도 so;. And", [(";.", ".")]),
        ('It is "x.". And it;. And', [(";.", ".")]),
    ],
)
def test_slips(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[slip.start : slip.end], slip.better) for slip in slips(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is here. the list is", ["the"]),
        ("It is here. list of it", ["list"]),
        ("It is etc. the list", []),
        ("It is Here. the list", []),
        ("It is here. the(x) list", []),
        ("It is here. the list = 1", []),
        ("It is @here. the list", []),
        ("It is etc. the list is here. the list", ["the"]),
        # Words that begin no sentence by themselves.
        ("It is here. var it is", []),
        ("It is abc. list of it", []),
        ("It is here. l of it", []),
    ],
)
def test_small_letters(text: str, found: list[str]) -> None:
    assert [text[slip.start : slip.end] for slip in small_letters(text, lambda words: True)] == found


def test_small_letters_of_words_that_no_list_has() -> None:
    text = "It is here. list of it"
    assert list(small_letters(text, lambda words: words != {"here", "list"})) == []


@pytest.mark.parametrize(
    ("text", "word"), [("the list of it", "the"), ("list of it", ""), ("the list", ""), ("The list of it", "")]
)
def test_small_beginnings(text: str, word: str) -> None:
    assert small_beginning(text) == word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It is e.g this\n\nIt is so\n\nIs it?.\n\nIt is so,. And\n",
            ["It is e.g this", "Is it?.", "It is so,. And"],
        ),
        # Formulas, and what may begin one.
        ("It is $a,.$ here,. And", ["It is \ufffc\ufffc\ufffc\ufffc\ufffc here,. And"]),
        ("It costs $5,. And", []),
    ],
)
def test_texts_with_slips(text: str, found: list[str]) -> None:
    assert [shown for _, shown in passages_with_slips(Document("a.md", f"{text}\n"))] == found


def test_starts_of_sentences() -> None:
    assert sentence_starts("It is so. And it is! What is it? Yes") == 3
    assert sentence_starts("It is so") == sentence_starts("It is a. B") == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is ( so it is) and (so it was ).", ["( ", " )"]),
        ("(so it was ) here", [" )"]),
        ("so it was ) here", []),
        ("It is ( so it = is", ["( "]),
        # Calls and code; what follows is none.
        ("It is f(so it was ) and 2 (so = it was ).", []),
        ("It is f(so it was ) and (so it was ).", [" )"]),
    ],
)
def test_spaces_in_parentheses(text: str, found: list[str]) -> None:
    assert [text[slip.start : slip.end] for slip in padded_parentheses(text)] == found


def test_spaces_before_marks() -> None:
    spaced = "Is it so ? And it is so !"
    assert [(spaced[slip.start : slip.end], slip.better) for slip in spaced_marks(spaced)] == [(" ?", "?"), (" !", "!")]
