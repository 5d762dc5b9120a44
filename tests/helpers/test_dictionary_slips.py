"""Which words are one or two slips from a frequent one: each limit from both sides, with lists of a few words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from postlint.helpers.dictionary_slips import _distance, dictionary_slips
from postlint.helpers.made_words import is_derived

Lists = Callable[..., None]


@pytest.mark.parametrize(
    ("word", "right", "often", "found"),
    [
        ("gadren", "garden", 3000, True),
        ("gadren", "garden", 2999, False),
        ("havrest", "harvest", 2999, False),
        ("gadrener", "gardener", 500, True),
        ("gadrener", "gardener", 499, False),
        ("gardner", "gardener", 500, True),
        ("gardenner", "gardener", 500, True),
        # What is left out or added in a shorter word makes another one, but for doubled letters.
        ("havest", "harvest", 3000, False),
        ("harcvest", "harvest", 3000, False),
        ("sumer", "summer", 3000, True),
        ("sumer", "summer", 2999, False),
        ("suummer", "summer", 3000, True),
        ("happpy", "happy", 3000, False),
        # The ends are as they should be.
        ("agrdener", "gardener", 500, False),
        ("gardenre", "gardener", 500, False),
        ("gardenrs", "gardens", 3000, False),
        # A list has no plurals of its own.
        ("gardens", "garden", 3000, False),
        # Another vowel, in a longer word and not near its ends.
        ("intrecacy", "intricacy", 500, True),
        ("gardiner", "gardener", 500, False),
        ("coelescing", "coalescing", 500, True),
        ("celebrant", "calebrant", 500, False),
        ("tomateish", "tomatoish", 500, True),
        ("intricecy", "intricacy", 500, False),
        ("inttibacy", "intricacy", 500, False),
    ],
)
def test_english(lists: Lists, word: str, right: str, often: int, found: bool) -> None:
    lists(en={right: often})
    assert dictionary_slips([word], "en") == ({word: right} if found else {})


@pytest.mark.parametrize(
    ("language", "word", "right", "often", "found"),
    [
        ("fr", "jadrin", "jardin", 300, True),
        ("fr", "jadrin", "jardin", 299, False),
        ("it", "giadrino", "giardino", 800, True),
        ("it", "giadrino", "giardino", 799, False),
        ("de", "gatrenbau", "gartenbau", 9000, False),
        ("fr", "jardins", "jardin", 300, False),
        ("fr", "absoluments", "absolument", 300, True),
        ("fr", "intrecacies", "intricacies", 300, False),
    ],
)
def test_other_languages(lists: Lists, language: str, word: str, right: str, often: int, found: bool) -> None:
    lists(**{language: {right: often}, "en": {}})
    assert dictionary_slips([word], language) == ({word: right} if found else {})


def test_what_is_right_elsewhere(lists: Lists) -> None:
    lists(fr={"jardin": 300, "jadrin": 1}, en={})
    assert dictionary_slips(["jadrin"], "fr") == {}
    lists(fr={"jardin": 300}, en={"jadrin": 1})
    assert dictionary_slips(["jadrin"], "fr") == {}
    lists(fr={"jardin": 300, "jàdrin": 1}, en={})
    assert dictionary_slips(["jadrin"], "fr") == {}
    lists(en={"gardener": 500})
    assert dictionary_slips([], "en") == {}


def test_the_most_frequent_of_several(lists: Lists) -> None:
    lists(en={"gardener": 600, "gardenor": 700, "gadrenar": 800})
    assert dictionary_slips(["gardenner", "gadrenor"], "en") == {"gardenner": "gardener", "gadrenor": "gardenor"}
    lists(en={"gardenier": 600, "gardenter": 700})
    assert dictionary_slips(["gardenier", "gardener"], "en") == {"gardener": "gardenter"}


@pytest.mark.parametrize(
    ("word", "words", "parted"),
    [
        ("withgarden", {"with": 3000, "garden": 3000}, "with garden"),
        ("withgarden", {"with": 3000, "garden": 2999}, ""),
        ("withgarden", {"with": 2999, "garden": 3000}, ""),
        ("gardenwith", {"with": 3000, "garden": 3000}, "garden with"),
        ("gardenthis", {"this": 3000, "garden": 3000}, ""),
        ("gardenthat", {"that": 3000, "garden": 3000}, ""),
        ("thatgarden", {"that": 3000, "garden": 3000}, "that garden"),
        ("nowgarden", {"now": 3000, "garden": 3000}, "now garden"),
        ("gardennow", {"now": 3000, "garden": 3000}, "garden now"),
        ("gardenwe", {"we": 3000, "garden": 3000}, ""),
        ("elsewhen", {"else": 3000, "when": 3000}, ""),
        ("gardenwhen", {"garden": 3000, "when": 3000}, "garden when"),
        ("seedgarden", {"seed": 3000, "garden": 3000}, ""),
    ],
)
def test_two_words_without_a_blank(lists: Lists, word: str, words: dict[str, int], parted: str) -> None:
    lists(en=words)
    assert dictionary_slips([word], "en") == ({word: parted} if parted else {})


@pytest.mark.parametrize(
    ("word", "words", "right"),
    [
        ("adabxation", {"adaptation": 500}, "adaptation"),
        ("adabxation", {"adaptation": 499}, ""),
        ("adxbtation", {"adaptation": 500}, ""),
        ("adabxatian", {"adaptation": 500}, ""),
        ("adaptxion", {"adaptation": 500}, ""),
        ("adabxptation", {"adaptation": 500}, "adaptation"),
        ("adabxpytation", {"adaptation": 500}, ""),
        ("adabxxtion", {"adaptation": 500}, ""),
        ("adaptation", {"adapbxtion": 500, "adaxxation": 500}, ""),
        ("adaaaptation", {"adaptation": 500}, ""),
        ("adaabptation", {"adaptation": 500}, "adaptation"),
        ("memoization", {"memxizxtion": 500}, ""),
        ("menoization", {"menxizxtion": 500}, "menxizxtion"),
        ("harvestable", {"harvxstxble": 500, "harvest": 500}, ""),
        ("harvestable", {"harvxstxble": 500, "harvest": 499}, "harvxstxble"),
        ("unadbxation", {"unadptation": 500}, ""),
        # A doubled letter written once, of a word that the list has in another form.
        ("reassesing", {"reassuring": 500, "reassess": 1}, "reassessing"),
        ("reassesing", {"reassuring": 500}, "reassuring"),
        ("reassesing", {"reassuring": 500, "reassess": 1, "reasses": 1, "reeasses": 1}, "reassuring"),
        ("reasesing", {"reassess": 1}, ""),
        ("diferentes", {"different": 1}, ""),
        # British
        ("favourellers", {"favorelers": 500}, ""),
        ("favoxrellers", {"favorelers": 500}, "favorelers"),
        # Ends that words of other languages have.
        ("calbndaxios", {"calendarios": 500}, "calendarios"),
        ("calendbrxos", {"calendarios": 500}, ""),
        ("calendbrxns", {"calendarins": 500}, "calendarins"),
        # Made of words that the list has, however seldom.
        ("gardenhouse", {"garbxnhouse": 500, "garden": 1, "house": 1}, ""),
        ("gardenhouse", {"garbxnhouse": 500, "garden": 1}, "garbxnhouse"),
        ("gardenroom", {"garbxnroom": 500, "garden": 1, "room": 1}, ""),
        ("roomgarden", {"roobxarden": 500, "garden": 1, "room": 1}, ""),
        ("gardenboxe", {"garbxnboxe": 500, "gardenb": 1, "oxe": 1}, "garbxnboxe"),
        ("oxegardens", {"oxebxrdens": 500, "gardens": 1, "oxe": 1}, "oxebxrdens"),
        ("overcrowds", {"overbxowds": 500, "crowds": 1}, ""),
        ("gardenizing", {"garbxnizing": 500, "gardenize": 1}, ""),
        ("gardenation", {"garbxnation": 500, "gardene": 1}, ""),
    ],
)
def test_two_slips(lists: Lists, word: str, words: dict[str, int], right: str) -> None:
    lists(en=words)
    assert dictionary_slips([word], "en") == ({word: right} if right else {})


@pytest.mark.parametrize(
    ("word", "words", "right"),
    [
        ("overgarden", {"overgraden": 500, "garden": 500}, ""),
        ("overgarden", {"overgraden": 500, "garden": 1}, ""),
        ("outgarden", {"outgraden": 500, "garden": 500}, ""),
        ("outgarden", {"outgraden": 500, "garden": 499}, "outgraden"),
        ("gardenroom", {"gardenroomm": 500, "gadrenroom": 500, "garden": 500, "room": 500}, ""),
        ("roomgarden", {"romogarden": 500, "garden": 500, "room": 500}, ""),
        ("gardenbox", {"gadrenbox": 500, "garden": 500, "box": 500}, "gadrenbox"),
        ("boxgarden", {"boxgadren": 500, "garden": 500, "box": 500}, "boxgadren"),
        ("memoizing", {"memioizing": 500}, ""),
        ("neighbourly", {"neighborly": 500}, ""),
        ("neighbuorly", {"neighbourly": 500}, "neighbourly"),
        ("travelled", {"traveled": 500}, ""),
        ("quantifications", {"qualifications": 500, "quantification": 1}, ""),
        ("quantifications", {"quantificantions": 500}, "quantificantions"),
        ("judgement", {"judgment": 500}, ""),
        ("stadium", {"stadum": 3000}, ""),
    ],
)
def test_words_that_the_list_lacks(lists: Lists, word: str, words: dict[str, int], right: str) -> None:
    lists(en=words)
    assert dictionary_slips([word], "en") == ({word: right} if right else {})


@pytest.mark.parametrize(
    ("word", "words", "derived"),
    [
        ("sharded", {"shard": 500}, True),
        ("sharded", {"shard": 499}, False),
        ("fooder", {"food": 500}, False),
        ("garden", {"garden": 500}, False),
        ("shareable", {"share": 500}, True),
        ("sculpturing", {"sculpture": 500}, True),
        ("summarish", {"summary": 500}, True),
        ("sharey", {"share": 500}, False),
        ("summareable", {"summarey": 500}, True),
        ("summareable", {"summaree": 500}, False),
    ],
)
def test_derived_words(lists: Lists, word: str, words: dict[str, int], derived: bool) -> None:
    lists(en=words)
    assert is_derived(word) == derived


@pytest.mark.parametrize(
    ("word", "right", "slips"),
    [
        ("", "", 0),
        ("garden", "garden", 0),
        ("gadren", "garden", 1),
        ("agrden", "garden", 1),
        ("gurden", "garden", 1),
        ("grden", "garden", 1),
        ("garrden", "garden", 1),
        ("agdren", "garden", 2),
        ("garxdxen", "garden", 2),
        ("ca", "abc", 3),
        ("xxx", "garden", 6),
    ],
)
def test_distance(word: str, right: str, slips: int) -> None:
    assert _distance(word, right) == slips
    assert _distance(right, word) == slips
