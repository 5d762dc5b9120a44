"""Where words stand in a text, and which are one slip from others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from postlint.document.document import Document
from postlint.helpers.site_words import Occurrence, _language_of_site, _may_show, counted, one_slip

Lists = Callable[..., None]


def at(text: str, word: str = "garden") -> Occurrence:
    (passage,) = Document("a.md", text).passages
    start = passage.text.lower().index(word)
    return Occurrence(passage, start, start + len(word))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Garden of all", True),
        ("A garden", False),
        ("It is. Garden", True),
        ("It is.  “Garden", True),
        ("It is.) (Garden", True),
        ("It, garden", False),
        ("It is\nGarden", True),
        ("It is.Garden", False),
        ("It is so long before it, garden", False),
        ("It is so long before the, garden", False),
    ],
)
def test_the_start_of_a_sentence(text: str, starts: bool) -> None:
    assert at(text).starts_sentence == starts


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('A "garden" of it', True),
        ("“Garden” of it", True),
        ('A "garden of it"', False),
        ('A garden" of it', False),
        # What ends the text does not stand before its first word.
        ('Garden" and "that"', False),
    ],
)
def test_quoted_words(text: str, quoted: bool) -> None:
    assert at(text).is_quoted == quoted


@pytest.mark.parametrize(
    ("text", "apart"),
    [("A (very) garden", False), ("A x/garden", True), ("A (x)garden", True), ("Garden)", False), ("A garden", False)],
)
def test_words_that_are_set_apart(text: str, apart: bool) -> None:
    assert at(text).is_set_apart == apart


@pytest.mark.parametrize(
    ("text", "named"),
    [("A garden Eden", True), ("A garden eden", False), ("A garden-Eden", False), ("A garden  Eden", False)],
)
def test_first_names(text: str, named: bool) -> None:
    assert at(text).is_named == named


def test_credits() -> None:
    assert at("Photo by garden").in_credit
    assert not at("A garden by the sea").in_credit
    assert at("Photo by garden".ljust(198, ".") + "x").in_credit
    assert not at("Photo by garden".ljust(199, ".") + "x").in_credit


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("garden", "garden", False),
        ("gurden", "garden", True),
        ("farden", "garden", True),
        ("gardex", "garden", True),
        ("grden", "garden", True),
        ("arden", "garden", True),
        ("garde", "garden", True),
        ("gaarden", "garden", True),
        ("gardens", "garden", True),
        ("agrden", "garden", True),
        ("gardne", "garden", True),
        ("gadren", "garden", True),
        ("garxxen", "garden", False),
        ("gurdan", "garden", False),
        ("gadrne", "garden", False),
        ("gardxnx", "garden", False),
        # One letter moved to another place: what is left without it is the same.
        ("ardeng", "garden", False),
        ("gdaren", "garden", False),
        ("gadxen", "garden", False),
        # Nobody looks at what is too long to be a word.
        ("a" * 39 + "b", "a" * 40, True),
        ("a" * 40 + "b", "a" * 41, False),
        ("a" * 41, "a" * 40, False),
    ],
)
def test_one_slip(word: str, other: str, near: bool) -> None:
    assert list(one_slip([word], [other])) == ([(word, other)] if near else [])


def test_all_that_are_one_slip() -> None:
    found = list(one_slip(["garden", "x"], ["gardens", "warden", "gander", "y"]))
    assert found == [("garden", "gardens"), ("garden", "warden"), ("x", "y")]


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("a garden.", True),
        ("garden", True),
        ("gardens", False),
        ("a/garden", False),
        ("garden/", False),
        ("my-garden", False),
        ("garden.de", False),
        ("garden. De", True),
        ("garden/ garden.de and a garden", True),
        ("x garden, y", True),
        ("", False),
    ],
)
def test_words_that_may_show(text: str, shows: bool) -> None:
    assert _may_show(text, "garden") == shows


def test_the_owner_counts() -> None:
    assert counted({"Anna": 3, "Anna's": 2, "Annas": 9}, "Anna") == 5
    assert counted({"Anna's": 2}, "Anna") == 2
    assert counted({}, "Anna") == 0


@pytest.mark.parametrize(
    ("words", "valid", "language"),
    [
        ("the and with oak elm", "the and with oak elm", "en"),
        ("the and with oak", "the and with oak", ""),
        ("the and with oak of", "the and with oak of", ""),
        ("the and with oak Elm", "the and with oak elm", ""),
        ("the and with oak elm2", "the and with oak elm2", ""),
        ("oak elm ash yew fir", "oak elm ash yew fir", ""),
        # One may be in no list, or three of twenty.
        ("the and with oak elm", "the and with oak", "en"),
        ("the and with oak elm", "the and with", ""),
        ("the and with oak elm ash yew fir box bay may hay ivy fig nut pea bud sap pod xxx", "", ""),
    ],
)
def test_the_language_of_a_short_article(lists: Lists, words: str, valid: str, language: str) -> None:
    lists(en=dict.fromkeys(valid.split(), 1))
    assert _language_of_site(frozenset(words.split()), "en") == language
    lists()
    assert _language_of_site(frozenset(words.split()), "en") == "", "without a list"


def test_the_share_of_unknown_words(lists: Lists) -> None:
    words = "the and with oak elm ash yew fir box bay may hay ivy fig nut pea bud sap pod".split()
    lists(en=dict.fromkeys(words[:-2], 1))
    assert _language_of_site(frozenset([*words, "leaf"]), "en") == "en"
    assert _language_of_site(frozenset(words), "en") == "en"
    assert _language_of_site(frozenset([*words, "leaf", "root"]), "en") == ""
