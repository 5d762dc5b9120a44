"""Which names and compounds are written otherwise than elsewhere: each limit from both sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from postlint.helpers.name_variants import name_variants

Lists = Callable[..., None]


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        # One letter, in names that are long enough.
        ({"Kowalk": 1, "Kowalki": 2}, {"Kowalk": ("Kowalki", 2, 1)}),
        ({"Kowal": 1, "Kowali": 2}, {}),
        ({"Kowalki": 1, "Kowalk": 2}, {"Kowalki": ("Kowalk", 2, 1)}),
        ({"Kowalk": 1, "Kowalki": 1}, {}),
        ({"Kowalk": 2, "Kowalki": 3}, {}),
        ({"Powalki": 1, "Kowalki": 3}, {}),
        # In small letters.
        ({"Anna": 2, "anna": 2}, {"anna": ("Anna", 2, 2)}),
        ({"Anna": 2, "anna": 3}, {}),
        ({"Ann": 2, "ann": 1}, {}),
        ({"Anna": 1, "Anna's": 1, "anna": 2}, {"anna": ("Anna", 2, 2)}),
        ({"Garden": 2, "garden": 1}, {}),
        ({"Gardens": 2, "gardens": 1}, {}),
        # Accents.
        ({"Zürich": 2, "Zurich": 1}, {"Zurich": ("Zürich", 2, 1)}),
        ({"Zürich": 1, "Zurich": 2}, {"Zürich": ("Zurich", 2, 1)}),
        # Numerals.
        ({"Level": 2, "LevelII": 1}, {"LevelII": ("Level II", 2, 1)}),
        ({"Level": 1, "LevelII": 2}, {}),
        ({"LevelII": 1}, {}),
        # Capitals inside.
        ({"YouTube": 2, "Youtube": 1, "YouTUbe": 1}, {"Youtube": ("YouTube", 0, 0), "YouTUbe": ("YouTube", 0, 0)}),
        ({"LaTo": 2, "LAto": 1}, {"LAto": ("LaTo", 2, 1)}),
        ({"LaT": 2, "LAt": 1}, {}),
        ({"APIs": 2, "Apis": 1}, {}),
        ({"OpenApi": 2, "OpenAPI": 1}, {}),
        ({"WiFi": 2, "WiFI": 1}, {"WiFI": ("WiFi", 2, 1)}),
        ({"OpenAPI": 2, "OpenApi": 1}, {"OpenApi": ("OpenAPI", 2, 1)}),
        # Compounds.
        ({"re-open": 1, "reopen": 2}, {"re-open": ("reopen", 2, 1)}),
        ({"re-open": 2, "reopen": 1}, {"reopen": ("re-open", 2, 1)}),
        ({"re-open": 2, "reopen": 2}, {"re-open": ("reopen", 2, 2), "reopen": ("re-open", 2, 2)}),
        ({"a-head": 1, "ahead": 2}, {}),
        ({"head-a": 1, "heada": 2}, {}),
        ({"by-pass": 1, "bypass": 2}, {"by-pass": ("bypass", 2, 1)}),
        ({"re-sign": 1, "resign": 2}, {}),
        ({"Re-open": 1, "reopen": 2}, {}),
        ({"re-2": 1, "re2": 2}, {}),
        # Known names.
        ({"Github": 10}, {"Github": ("GitHub", 0, 0)}),
        ({"Github": 11}, {}),
        ({"Github": 12, "GitHub": 6}, {"Github": ("GitHub", 0, 0)}),
        ({"Github": 13, "GitHub": 6}, {}),
        # Rounded.
        ({"Anna": 24, "anna": 21}, {"anna": ("Anna", 20, 25)}),
    ],
)
def test_variants(lists: Lists, counts: dict[str, int], found: dict[str, tuple[str, int, int]]) -> None:
    lists(en={"garden": 1, "re": 1})
    variants = {word: variant for word, variant in name_variants(counts, "en").items() if word in counts}
    assert {word: (each.form, each.articles, each.own) for word, each in variants.items()} == found


def test_names_need_a_list(lists: Lists) -> None:
    lists(de={}, en={"anna": 1})
    assert name_variants({"Anna": 2, "anna": 1}, "de") == {}, "an English word"
    lists(de={})
    assert name_variants({"Anna": 2, "anna": 1}, "de").keys() == {"anna"}
    assert name_variants({"Anna": 2, "anna": 1}, "fr") == {}, "a language without a list"
    lists()
    assert name_variants({"Anna": 2, "anna": 1}, "de") == {}


def test_what_makes_a_variant_less_sure(lists: Lists) -> None:
    lists(en={})
    counts = {"Kowalk": 1, "Kowalki": 2, "Anna": 2, "anna": 1, "Github": 1, "re-open": 1, "reopen": 2}
    found = name_variants(counts, "en")
    assert {word: found[word].unsure for word in ("Kowalk", "anna", "Github", "re-open")} == {
        "Kowalk": "one_letter", "anna": "small_letters", "Github": "", "re-open": "",
    }  # fmt: skip
    assert [word for word, variant in found.items() if variant.known] == ["Github"]
