"""Which words that stand once are one slip from others: each limit from both sides, with lists of a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from postlint.helpers import rare_variants as module
from postlint.helpers.rare_variants import EVERYWHERE, SURELY, rare_variants

Lists = Callable[..., None]


@pytest.fixture(autouse=True)
def no_misspellings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "misspellings", lambda: {"recieve": "receive", "reciever": ""})


@pytest.mark.parametrize(
    ("word", "right", "often", "found"),
    [
        ("practitoner", "practitioner", 3, True),
        ("practitoner", "practitioner", 2, False),
        ("havest", "harvest", 3, True),
        ("haret", "harvet", 3, False),
        ("hravest", "harvest", 3, True),
        ("graden", "garden", 3, False),
        # At the ends letters are mostly what inflects a word.
        ("arvest", "harvest", 3, False),
        ("harves", "harvest", 3, False),
        ("harvests", "harvest", 3, False),
        ("harbour", "harbor", 3, False),
        # Another vowel or accent, and no other consonant.
        ("regulateon", "regulation", 3, True),
        ("regulatian", "regulation", 3, False),
        ("regunation", "regulation", 3, False),
        ("gardenirs", "gardeners", 3, True),
        ("gardiner", "gardener", 3, False),
        ("naïvely", "naively", 3, True),
        ("prèface", "préface", 3, True),
        # A name.
        ("Pracctitioner", "practitioner", 3, False),
        ("practiTioner", "practitioner", 3, False),
        ("practitioner2", "practitioner", 3, False),
        # Words of other languages, and derived ones.
        ("harvistas", "harvestas", 3, True),
        ("harvetos", "harvestos", 3, True),
        ("harvestos", "harvestoos", 3, True),
        ("haverstado", "havestado", 3, True),
        ("backendos", "backends", 3, False),
        # Futures of Spanish, which the lists have in few forms.
        ("pondría", "podría", 3, False),
        ("mantendrán", "mantendránn", 3, False),
        ("ponddía", "pondía", 3, True),
    ],
)
def test_words_of_the_site(lists: Lists, word: str, right: str, often: int, found: bool) -> None:
    lists(en={})
    counts = {word: 1, right: often}
    assert rare_variants(counts, "en") == ({word: (right, often)} if found else {})


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"practitoner": 2, "practitioner": 8}, {}),
        ({"practitoner": 1, "Practitoner": 1, "practitioner": 8}, {}),
        ({"Practitoner": 1, "practitioner": 8}, {"Practitoner": ("Practitioner", 8)}),
        ({"practitoner": 1, "Practitioner": 8}, {}),
        ({"practitoner": 1, "practitioner": 27}, {"practitoner": ("practitioner", 25)}),
        ({"harvesing": 1, "harvesting": 5, "harvessing": 4}, {"harvesing": ("harvesting", 5)}),
        ({"harvesing": 1, "harvesting": 4, "harvessing": 5}, {"harvesing": ("harvessing", 5)}),
        ({"harvesing": 1, "harvesting": 5, "harvessing": 5}, {"harvesing": ("harvessing", 5)}),
        ({"recieve": 1, "receive": 5}, {}),
        ({"reciever": 1, "receiver": 5}, {"reciever": ("receiver", 5)}),
        ({"backend": 1, "backened": 5}, {}),
    ],
)
def test_how_often_words_stand(lists: Lists, counts: dict[str, int], found: Mapping[str, tuple[str, int]]) -> None:
    lists(en={})
    assert rare_variants(counts, "en") == found


@pytest.mark.parametrize(
    ("word", "words", "right"),
    [
        ("gadren", {"garden": 3000}, "garden"),
        ("gadren", {"garden": 3000, "gadren": 1}, ""),
        ("sumer", {"summer": 3000}, ""),
        ("gadreners", {"gardeners": 3000}, "gardeners"),
        # A short one with a capital is a name.
        ("Gadreners", {"gardeners": 3000}, "Gardeners"),
        ("Gadrener", {"gardener": 3000}, ""),
        ("Gardenners", {"gardeners": 3000}, ""),
        # Words of other languages.
        ("productos", {"products": 3000}, ""),
        ("gadrenos", {"gardenos": 3000}, "gardenos"),
        ("harvestied", {"harvested": 3000}, "harvested"),
        ("harvestied", {"harvested": 3000, "harvesti": 500}, ""),
    ],
)
def test_frequent_words(lists: Lists, word: str, words: dict[str, int], right: str) -> None:
    lists(en=words)
    answers = rare_variants({word: 1}, "en")
    assert {slip: meant for slip, (meant, _) in answers.items()} == ({word: right} if right else {})


@pytest.mark.parametrize(
    ("word", "right", "sure"),
    [
        ("havest", "harvest", True),
        ("Harvestred", "Harvested", False),
        ("pople", "people", True),
        ("harvaest", "harvest", True),
        ("ahrvest", "harvest", False),
        ("harvsete", "harveste", True),
        ("reharvsete", "reharveset", False),
        ("harvestd", "harvests", False),
        # Two slips, and two words.
        ("hravseting", "harvesting", False),
        ("nowharvests", "now harvests", False),
        # Who does it.
        ("tailers", "trailers", False),
        # Names double a letter.
        ("harvvest", "harvest", False),
        ("harveest", "harvest", True),
        ("harest", "harrest", True),
    ],
)
def test_what_is_surely_a_slip(
    monkeypatch: pytest.MonkeyPatch, lists: Lists, word: str, right: str, sure: bool
) -> None:
    lists(en={"tail": 10})
    monkeypatch.setattr(module, "dictionary_slips", lambda words, language: {word: right} if word in words else {})
    monkeypatch.setattr(module, "sure_slips", lambda words: {word.lower(): right.lower()})
    assert rare_variants({word: 1}, "en") == {word: (right, SURELY if sure else EVERYWHERE)}


@pytest.mark.parametrize(
    ("language", "word", "right", "found"),
    [
        ("es", "estudiando", "estudiado", False),
        ("es", "comiendos", "comiendoos", True),
        ("es", "querremos", "queremos", False),
        ("es", "querrenos", "querenos", True),
        ("es", "ingeniera", "ingeniería", False),
        ("fr", "planquées", "planques", False),
        ("fr", "planquéers", "planquers", True),
        ("fr", "productos", "producttos", True),
    ],
)
def test_other_languages(lists: Lists, language: str, word: str, right: str, found: bool) -> None:
    lists(**{language: {}, "en": {}})
    assert (rare_variants({word: 1, right: 9}, language) == {word: (right, 9)}) == found
    lists(**{language: {}, "en": {word: 1}})
    assert rare_variants({word: 1, right: 9}, language) == {}, "English"
    lists(en={})
    assert rare_variants({word: 1, right: 9}, language) == {}, "without a list"


def test_a_word_without_its_accent(lists: Lists) -> None:
    lists(fr={"réfléchir": 100}, en={})
    assert rare_variants({"réflechir": 1, "réfléchir": 9}, "fr") == {}, "which another rule reports"
    lists(fr={}, en={})
    assert rare_variants({"réflechir": 1, "réfléchir": 9}, "fr") == {"réflechir": ("réfléchir", 9)}
