"""Words that no dictionary has, and that are one slip from a word that everybody writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from postlint.helpers.accents import plain_words, without_accents
from postlint.helpers.keyboard import is_mistyped
from postlint.helpers.made_words import (
    TECHNICAL,
    is_british,
    is_derived,
    is_inflected_plural,
    is_right,
    may_be_made,
    may_be_meant,
    without_doubles,
)
from postlint.helpers.prepared_tables import PreparedTable
from postlint.helpers.word_lists import frequent_words, valid_words, words_counted
from postlint.lazy_regex import pattern

FREQUENT = {"en": 3000, "fr": 300, "it": 800}
"""How often the lists count a word that everybody writes: about the ten thousand most frequent ones. The lists of other
languages lack too many words: what they do not have is no slip."""
LESS = 6
"""By how much a long word may be less frequent in English, whose list has the fewest gaps."""
SHORTEST = 6
_FEW = 20
"""So few words are looked up in a list without reading the whole of it."""
_LONG = 8
"""From how many letters on any letter that is left out or added is a slip, and no other word."""
RARE = 150
"""How often the lists count a long word that is seldom written."""
_LEFT_OUT = "aeinorst"
"""The letters that are most often left out."""
_VERY_LONG, _EDGE, _TWO_SLIPS = 10, 3, 2
"""From how many letters on a word may have two slips; so many at its beginning are right."""
# What no compound is made with.
_SMALL = frozenset("with that this from have their would which when because about were now then should could".split())
_OTHER_ENDS = ("as", "es", "os", "ar")
"""Ends of words of other languages too."""
_TRIPLE = pattern(r"(.)\1\1")
_ENDS = 2
_INFLECTED = 3
"""In so many letters at the end another vowel may be another form of the word."""
_VOWELS = "aeiou"
# What words end with, and no forms of others.
_NO_ENDINGS = "egnty"
# Forms that no list has all of: verbs with their pronouns, and participles.
_FORMS = {
    "es": pattern(r"(?:[aei]r|ndo)(?:me|te|se|nos|os|l[aoe]s?)+\Z"),
    "it": pattern(r"(?:[aei]r?|ndo|gli)(?:[mtscv]i|ne|l[oaie]|gli)\Z|(?:ss|tt)[oaie]\Z"),
}

Limits = Mapping[str, tuple[tuple[int, int], ...]]
"""For each kind of slip, from how many letters of the right word on it is one, and how often the lists count that."""


def _inside(usual: int) -> Limits:
    """Of slips inside of a word: long words may be less frequent, as all that the lists look up."""
    same, longer = ((_LONG, 0), (SHORTEST, usual)), ((_LONG, 0),)
    return {"changed": same, "doubled": same, "single": same, "added": longer, "left out": longer}


_ANYWHERE: Limits = {
    "changed": ((6, FREQUENT["en"]), (5, 15_000)),
    "doubled": ((5, FREQUENT["en"]),),
    "single": ((7, FREQUENT["en"]), (6, 50_000)),
    "added": ((7, FREQUENT["en"]),),
    "left out": ((7, FREQUENT["en"]), (6, 50_000)),
}
"""Of slips of English that may be near the ends of a word, and are no form of any other word."""


def dictionary_slips(words: Collection[str], language: str) -> dict[str, str]:
    """Those of some words in small letters that are one slip from a frequent word of a language, each with that one.

    A slip is inside of a word: a letter doubled or written once instead of twice, two that are swapped, and in long
    words any letter that is left out or added.
    """
    if not words:
        return {}
    usual = FREQUENT.get(language, 0)
    least = usual // LESS if language == "en" else usual
    known = valid_words(set(words), language) if least else None
    if known is None:
        return {}
    english = valid_words(set(words), "en") or set()
    plain = plain_words(language) if language != "en" else {}
    frequent, by_ends = _frequent(language, least, len(words)), frequent_by_ends(language, least)
    limits = _inside(usual)
    slips: dict[str, str] = {}
    for word in words:
        if word in known or word in english or without_accents(word) in plain:
            continue
        if (forms := _FORMS.get(language)) and forms.search(word):
            continue
        near = {
            right
            for right in (*_one_slip(word, frequent, by_ends), *_other_ends_and_vowels(word, frequent, language))
            if _is_inside(word, right) and _is_within(limits, word, right, frequent[right])
        }
        if near and not (language == "en" and is_right(word, near, frequent)):
            slips[word] = max(near, key=lambda right: (frequent[right], right))
        elif language == "en" and not near and (right := _other_repair(word, frequent, least)):
            slips[word] = right
    return slips


def sure_slips(words: Collection[str]) -> dict[str, str]:
    """Those of some English words in small letters, none of them valid, each with the frequent word that was meant.

    Two letters are swapped, one is doubled or written once, or, in words of some length, one is left out or added, also
    near the ends; what may be made of any other word is left out.
    """
    if not words:
        return {}
    least = FREQUENT["en"] // LESS
    frequent, by_ends = _frequent("en", least, len(words)), frequent_by_ends("en", least)
    seldom = _seldom_written(words)
    slips: dict[str, str] = {}
    for word in words:
        near = {
            right
            for right in _one_slip(word, frequent, by_ends)
            if _is_within(_ANYWHERE, word, right, frequent[right]) and not _is_added_at_an_end(word, right)
        }
        near = near or _with_one_letter_less(word) or {*_typed(word, frequent, by_ends), *seldom.get(word, ())}
        if near and not may_be_meant(word, near, frequent):
            slips[word] = max(near, key=lambda right: (frequent.get(right, 0), right))
        elif word.endswith("ss") and len(word) > SHORTEST and word[:-1] in frequent:
            slips[word] = word[:-1]
    return slips


def _frequent(language: str, least: int, words: int) -> Mapping[str, int]:
    """The frequent words of a language, to look up neighbours of so many words in."""
    frequent = frequent_words(language, least)
    # Of many, a dictionary is faster.
    return frequent if words <= _FEW else dict(frequent.items())


def _is_within(limits: Limits, word: str, right: str, often: int) -> bool:
    return next((often >= counted for letters, counted in limits[_kind(word, right)] if len(right) >= letters), False)


def _kind(word: str, right: str) -> str:
    """What is wrong with a word that is one slip from another one."""
    if len(word) == len(right):
        return "changed"
    if without_doubles(word) == without_doubles(right):
        return "doubled" if len(word) > len(right) else "single"
    return "added" if len(word) > len(right) else "left out"


def _is_added_at_an_end(word: str, right: str) -> bool:
    return _kind(word, right) == "added" and (word[0] != right[0] or word[-1] != right[-1])


@cache
def frequent_by_ends(language: str, least: int) -> Mapping[str, list[str]]:
    """The frequent words by how they begin and end, and how long they are."""

    def make() -> dict[str, list[str]]:
        by_key: dict[str, list[str]] = {}
        usual = FREQUENT[language]
        for word, often in frequent_words(language, least).items():
            if len(word) >= (SHORTEST if often >= usual else _LONG):
                by_key.setdefault(f"{word[0]}{word[-_ENDS:]}{len(word)}", []).append(word)
        return by_key

    return PreparedTable(f"ends {language} {least}", make)


def _one_slip(word: str, frequent: Collection[str], by_ends: Mapping[str, list[str]]) -> Iterator[str]:
    """The frequent words that a word becomes with one letter less, two swapped, or one more that is not at its ends."""
    half = len(word) // 2
    head, tail = word[:half], word[half:]
    for right in by_ends.get(f"{word[0]}{word[-_ENDS:]}{len(word) + 1}", ()):
        # The letter that is left out is in one half: the other one is as it should be.
        if (right.startswith(head) or right.endswith(tail)) and any(
            word == right[:at] + right[at + 1 :] for at in range(1, len(right) - 1)
        ):
            yield right
    for at in range(len(word)):
        for other in (word[:at] + word[at + 1 :], word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]):
            if other in frequent and other != word:
                yield other


def _typed(word: str, frequent: Collection[str], by_ends: Mapping[str, list[str]]) -> Iterator[str]:
    """What a long word of English becomes with another vowel, the key beside, or one more letter at its end."""
    if len(word) < _LONG:
        return
    key = f"{word[0]}{word[-_ENDS:]}{len(word)}"
    yield from (right for right in by_ends.get(key, ()) if is_mistyped(word, right))
    yield from (right for letter in _LEFT_OUT if (right := f"{word[:-1]}{letter}{word[-1]}") in frequent)
    yield from (right for letter in _NO_ENDINGS if (right := word + letter) in frequent)


def _seldom_written(words: Collection[str]) -> dict[str, list[str]]:
    """The words that are seldom written which long ones become with a letter doubled, or with two swapped."""
    near = {
        word: {
            *(word[:at] + word[at - 1 :] for at in range(_ENDS, len(word))),
            *(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - _ENDS)),
        }
        for word in words
        if len(word) > _LONG
    }
    written = words_counted(set[str]().union(*near.values()), "en", RARE)
    return {word: sorted(others & written) for word, others in near.items() if not others.isdisjoint(written)}


def _other_ends_and_vowels(word: str, frequent: Collection[str], language: str) -> Iterator[str]:
    """The frequent words that a long word of English becomes with another vowel, and an adverb without a plural."""
    for at in range(_ENDS, len(word) - _INFLECTED) if len(word) > _LONG and language == "en" else ():
        if word[at] in _VOWELS:
            yield from (
                other
                for vowel in _VOWELS
                if vowel != word[at] and (other := word[:at] + vowel + word[at + 1 :]) in frequent
            )
    # "Absoluments".
    if word.endswith("ments") and word[:-1] in frequent:
        yield word[:-1]


def _is_inside(word: str, right: str) -> bool:
    """Whether the slip is inside of the word, and no other form of it."""
    return (word == f"{right}s" and right.endswith("ment")) or (word[0] == right[0] and word[-_ENDS:] == right[-_ENDS:])


def _with_one_letter_less(word: str) -> set[str]:
    """The valid words that a long word becomes when a doubled letter is written once, however rare they are."""
    if len(word) < _LONG:
        return set()
    shortened = {word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]}
    return (valid_words(shortened, "en") or set()) if shortened else set()


def _other_repair(word: str, frequent: Mapping[str, int], least: int) -> str:
    """What an English word was meant to be that is no slip from one frequent word; nothing where that is not known."""
    if is_inflected_plural(word):
        return ""
    return _parted(word, frequent) or _singled_form(word) or _twice_slipped(word, least)


def _singled_form(word: str) -> str:
    """The form of a word of the list of which a doubled letter was written once: “reassesing”; or nothing."""
    ends = [end for end in ("ing", "ed") if word.endswith(end)]
    if len(word) < _VERY_LONG or not ends:
        return ""
    base = word.removesuffix(ends[0])
    doubled = {base[:at] + base[at] + base[at:] for at in range(1, len(base))}
    bases = valid_words({one for one in doubled if without_doubles(one) == without_doubles(base)}, "en") or set()
    return f"{bases.pop()}{ends[0]}" if len(bases) == 1 else ""


def _parted(word: str, frequent: Mapping[str, int]) -> str:
    """Two words that lack the blank between them, of which one can be no part of a compound, or nothing."""
    usual = FREQUENT["en"]
    for at in range(3, len(word) - 2):
        first, second = word[:at], word[at:]
        # "gradethis", "mockthat": names.
        small = first in _SMALL or (second in _SMALL and second not in ("this", "that"))
        # "elsewhen" is meant.
        if small and first != "else" and min(frequent.get(first, 0), frequent.get(second, 0)) >= usual:
            return f"{first} {second}"
    return ""


def _twice_slipped(word: str, least: int) -> str:
    """The one frequent word that a long word is two slips from, inside of it; nothing where there are several."""
    if len(word) < _VERY_LONG or word in TECHNICAL or is_derived(word) or _TRIPLE.search(word) or may_be_made(word):
        return ""
    near = [
        right
        for right in _by_edges(least).get(word[:_EDGE] + word[-_ENDS:], ())
        if abs(len(right) - len(word)) <= _TWO_SLIPS and _distance(word, right) == _TWO_SLIPS
    ]
    if len(near) != 1 or is_british(word, near[0]) or (word[-2:] in _OTHER_ENDS and word[-3:] != near[0][-3:]):
        return ""
    return near[0]


@cache
def _by_edges(least: int) -> Mapping[str, list[str]]:
    """The long frequent words of English by how they begin and end."""

    def make() -> dict[str, list[str]]:
        by_key: dict[str, list[str]] = {}
        for word in frequent_words("en", least):
            if len(word) >= _VERY_LONG:
                by_key.setdefault(word[:_EDGE] + word[-_ENDS:], []).append(word)
        return by_key

    return PreparedTable(f"edges en {least}", make)


def _distance(word: str, right: str) -> int:
    """By how many letters that are left out, added, others, or swapped with the next, two words differ."""
    before: list[int] = []
    row: list[int] = [*range(len(right) + 1)]
    for at, letter in enumerate(word, 1):
        last = before
        before = row
        row = [at]
        for to, other in enumerate(right, 1):
            least = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != other))
            if last and to > 1 and letter == right[to - 2] and word[at - 2] == other:
                least = min(least, last[to - 2] + 1)
            row.append(least)
    return row[-1]
