"""Words that are one slip from a very frequent one, also near their ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from postlint.helpers.dictionary_slips import sure_slips

Lists = Callable[..., None]


@pytest.mark.parametrize(
    ("word", "words", "right"),
    [
        # Two letters are swapped, at the ends too.
        ("agrden", {"garden": 3000}, "garden"),
        ("gardne", {"garden": 3000}, "garden"),
        ("gardne", {"garden": 2999}, ""),
        ("aggrden", {"gagrden": 3000}, "gagrden"),
        # One is doubled, or written once.
        ("gardenn", {"garden": 3000}, "garden"),
        ("ggarden", {"garden": 3000}, "garden"),
        ("weeeks", {"weeks": 3000}, "weeks"),
        ("weeeks", {"weeks": 2999}, ""),
        # One is added inside of a word of some length.
        ("harxvest", {"harvest": 3000}, "harvest"),
        ("harvesxt", {"harvest": 3000}, "harvest"),
        ("harvestx", {"harvest": 3000}, ""),
        ("xharvest", {"harvest": 3000}, ""),
        ("garxden", {"garden": 3000}, ""),
        # One is left out.
        ("havest", {"harvest": 3000}, "harvest"),
        ("havest", {"harvest": 2999}, ""),
        ("hvest", {"hrvest": 3000}, ""),
        ("harvet", {"harvest": 3000}, ""),
        # A short one, of a very common word.
        ("dialy", {"daily": 15000}, "daily"),
        ("dialy", {"daily": 14999}, ""),
        ("pople", {"people": 50000}, "people"),
        ("pople", {"people": 49999}, ""),
        ("teamm", {"team": 50000}, ""),
        # A letter that is doubled in a long one, of any word.
        ("gardenner", {"gardener": 1}, "gardener"),
        ("gardenn", {"garden": 1}, ""),
        ("gardenxer", {"gardener": 1}, ""),
        # Of a long one, also of one that is seldom written: a letter is written once instead of twice,
        ("gardenbel", {"gardennbel": 150}, "gardennbel"),
        ("gardenbel", {"gardennbel": 149}, ""),
        ("gardenbe", {"gardennbe": 150}, ""),
        ("gardenbel", {"gardenxbel": 150}, ""),
        # or two are swapped, inside of it.
        ("gadrenbel", {"gardenbel": 150}, "gardenbel"),
        ("gadrenbe", {"gardenbe": 150}, ""),
        # Of one that is written often: another vowel, the key beside, or one less at the end.
        ("gardonbe", {"gardenbe": 500}, "gardenbe"),
        ("gatdenbe", {"gardenbe": 500}, "gardenbe"),
        ("gatdenbe", {"gardenbe": 499}, ""),
        ("gapdenbe", {"gardenbe": 500}, ""),
        ("gatdonbe", {"gardenbe": 500}, ""),
        ("gatdenb", {"gardenb": 500}, ""),
        ("harvezbe", {"harvesbe": 500}, ""),
        ("harvestig", {"harvesting": 500}, "harvesting"),
        ("harvestin", {"harvesting": 500}, "harvesting"),
        ("harvestin", {"harvesting": 500, "harvest": 1}, ""),
        ("harvestio", {"harvestion": 500}, "harvestion"),
        ("harvestio", {"harvestion": 499}, ""),
        ("harveste", {"harvested": 500}, ""),
        # One that is doubled at the end of a plural.
        ("gardenss", {"gardens": 500}, "gardens"),
        ("gardenss", {"gardens": 499}, ""),
        ("farmss", {"farms": 500}, ""),
        # Names, compounds, and forms of other words.
        ("gardennjs", {"gardenjs": 3000}, ""),
        ("shoutout", {"shootout": 500, "shout": 1}, ""),
        ("shoutout", {"shootout": 500}, "shootout"),
        ("inited", {"invited": 3000}, ""),
        ("harvestee", {"harveste": 3000, "harvest": 1}, ""),
        ("hatvested", {"havested": 3000, "hatvest": 1}, ""),
        ("runnin", {"runin": 3000, "run": 1}, ""),
        ("seedgarden", {"seedgaden": 3000, "seed": 500, "garden": 500}, ""),
        # The most frequent of several.
        ("havest", {"harvest": 3000, "halvest": 4000}, "halvest"),
    ],
)
def test_one_slip(lists: Lists, word: str, words: dict[str, int], right: str) -> None:
    lists(en=words)
    assert sure_slips([word]) == ({word: right} if right else {})


def test_no_words(lists: Lists) -> None:
    lists(en={"garden": 3000})
    assert sure_slips([]) == {}
