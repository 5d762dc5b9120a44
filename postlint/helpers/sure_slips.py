"""Words of English that are one slip from a very frequent word, also near their ends, and no form of any word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from postlint.helpers.dictionary_slips import (
    FREQUENT,
    LESS,
    TECHNICAL,
    ends_of,
    frequent_by_ends,
    is_derived,
    is_right,
    may_be_made,
)
from postlint.helpers.word_lists import frequent_words, valid_words

_SURE = 7
"""From how many letters on a letter that is left out or added is a slip."""
_LONG = 8
"""From how many letters on a letter that is doubled is a slip, however rare the right word is."""
_SHORT, _COMMON = 5, 15_000
"""The letters of a word that is short, and how often the lists count a word that one of these is a slip of."""
_COMMONEST = 50_000
"""The same where a letter is left out."""
_STEM = 3
_ENDINGS = (
    "er ers ed d ing ier iest ize izes ized izing ise ises ised ising able ible ish s es y ly less ness ful al ic ist "
    "ists ism ity or ors ee ees ation ations ment ments en ens wise in is"
).split()
_NAMES = ("js", "db", "fs", "md", "lr", "tr", "br", "kr", "nr", "cr", "id")
"""How the names of programs end."""


def sure_slips(words: Collection[str]) -> dict[str, str]:
    """Those of some English words in small letters, none of them valid, each with the frequent word that was meant.

    Two letters are swapped, one is doubled or written once, or, in words of some length, one is left out or added.
    """
    frequent = frequent_words("en", FREQUENT["en"] // LESS) if words else {}
    found: dict[str, str] = {}
    for word in words:
        near = set(_near(word, frequent)) or _with_one_letter_less(word)
        if near and not _may_be_meant(word, near, frequent):
            found[word] = max(near, key=lambda right: (frequent.get(right, 0), right))
    return found


def _near(word: str, frequent: Mapping[str, int]) -> Iterator[str]:
    """The very frequent words that a word becomes."""
    usual = FREQUENT["en"] if len(word) > _SHORT else _COMMON
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if swapped != word and frequent.get(swapped, 0) >= usual:
            yield swapped
    for at in range(len(word)):
        right = word[:at] + word[at + 1 :]
        doubled = word[at] in (word[at - 1 : at], word[at + 1 : at + 2])
        inside = len(right) >= _SURE and word[0] == right[0] and word[-1] == right[-1]
        if len(word) > _SHORT and (doubled or inside) and frequent.get(right, 0) >= usual:
            yield right
    least = usual if len(word) > _SHORT else _COMMONEST
    for right in frequent_by_ends("en", FREQUENT["en"] // LESS).get(ends_of(word, len(word) + 1), ()):
        if frequent[right] >= least and any(word == right[:at] + right[at + 1 :] for at in range(1, len(word))):
            yield right


def _with_one_letter_less(word: str) -> set[str]:
    """The valid words that a long word becomes when a doubled letter is written once, however rare they are."""
    if len(word) < _LONG:
        return set()
    singled = {word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]}
    return (valid_words(singled, "en") or set()) if singled else set()


def _may_be_meant(word: str, near: set[str], frequent: Collection[str]) -> bool:
    """Whether a word may be one that the list lacks: a name, a compound, or a form of another one."""
    return (
        word in TECHNICAL
        or word.endswith(_NAMES)
        or may_be_made(word)
        or is_derived(word)
        or is_right(word, near, frequent)
        or _may_be_form(word)
    )


def _may_be_form(word: str) -> bool:
    """Whether a word may be made of one that the list has by an ending: “tracee”."""
    bases: set[str] = set()
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= _STEM:
            bases |= {base, base + "e", base + "y"}
            if base[-1] == base[-2]:
                bases.add(base[:-1])
    return bool(valid_words(bases, "en"))
