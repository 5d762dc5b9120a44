"""Words that no dictionary has, and that are one slip from a word that everybody writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from postlint.helpers.accents import plain_words, without_accents
from postlint.helpers.prepared_tables import PreparedTable
from postlint.helpers.word_lists import frequent_words, valid_words
from postlint.lazy_regex import pattern

FREQUENT = {"en": 3000, "fr": 300, "it": 800}
"""How often the lists count a word that everybody writes: about the ten thousand most frequent ones. The lists of other
languages lack too many words: what they do not have is no slip."""
LESS = 6
"""By how much a long word may be less frequent in English, whose list has the fewest gaps."""
_PART = 4
# What words are made with that the lists do not have as one: "unsetting", "slideshow".
_PREFIX = pattern(
    r"(?:un|re|co|de|pre|non|sub|mis|over|under|super|inter|multi|micro|auto|anti|semi|out|up)(?=[a-z]{4})"
)
# Those of them that begin no other word: what follows is one, however rare.
_FIRM = pattern(r"(?:pre|non|sub|over|under|multi|micro|auto)(?=[a-z]{3})")
# "snipper", from "snip".
_DOUBLED = pattern(r"([a-z]{1,3}[aeiou][bdgklmnprt])(?<=(.))\2ers?")
# "quantifications", of which the list has one alone.
_PLURAL = pattern(r"(?:tion|ment|ness|ism|ist|or|ity|ence|ance|graph|gram)s\Z")
# What programs do, and are made of.
TECHNICAL = frozenset(
    "backend backends frontend frontends memoize memoizes memoizing memoization recurse recurses recursing "
    "transpilation cappella meshuggah dribbble garde balde cutset execed funder funders fiance fiancee inited "
    "firehose parens manpage manpages pihole staker stakers".split()
)
_DERIVED = "er ers ed ing ier iest ize izes ized izing ise ises ised ising able ish".split()
SHORTEST = 6
_FEW = 20
"""So few words are looked up in a list without reading the whole of it."""
_LONG = 8
"""From how many letters on any letter that is left out or added is a slip, and no other word."""
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
# What is spelt otherwise in Britain than in the lists.
_BRITISH = [
    (pattern(of), to)
    for of, to in (
        (r"our", "or"), (r"ll", "l"), (r"re(?=s?\Z)", "er"), (r"(?<=[bt])red\Z", "ered"),
        (r"ae|oe", "e"), (r"(?<=dg)e(?=ment)|e(?=able|ing)", ""),
        (r"iality", "ialty"), (r"ium", "um"),
    )
]  # fmt: skip


# Forms that no list has all of: verbs with their pronouns, and participles.
_FORMS = {
    "es": pattern(r"(?:[aei]r|ndo)(?:me|te|se|nos|os|l[aoe]s?)+\Z"),
    "it": pattern(r"(?:[aei]r?|ndo|gli)(?:[mtscv]i|ne|l[oaie]|gli)\Z|(?:ss|tt)[oaie]\Z"),
}


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
    frequent, by_ends = frequent_words(language, least), frequent_by_ends(language, least)
    if len(words) > _FEW:
        # Which is looked up faster.
        frequent = {right: often for right, often in frequent.items()}  # noqa: C416
    found: dict[str, str] = {}
    for word in words:
        if word in known or word in english or without_accents(word) in plain:
            continue
        if (forms := _FORMS.get(language)) and forms.search(word):
            continue
        near = {right for right in _near(word, frequent, by_ends, vowels=language == "en") if _is_slip(word, right)}
        near = {right for right in near if len(right) >= _LONG or frequent[right] >= usual}
        if near and not (language == "en" and is_right(word, near, frequent)):
            found[word] = max(near, key=lambda right: (frequent[right], right))
        elif language == "en" and not near and (right := _otherwise_meant(word, frequent, least)):
            found[word] = right
    return found


@cache
def frequent_by_ends(language: str, least: int) -> Mapping[str, list[str]]:
    """The frequent words by how they begin and end, and how long they are."""

    def make() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        usual = FREQUENT[language]
        for word, often in frequent_words(language, least).items():
            if len(word) >= (SHORTEST if often >= usual else _LONG):
                # As `ends_of` says: there are many.
                found.setdefault(f"{word[0]}{word[-_ENDS:]}{len(word)}", []).append(word)
        return found

    return PreparedTable(f"ends {language} {least}", make)


def _otherwise_meant(word: str, frequent: Mapping[str, int], least: int) -> str:
    """What an English word was meant to be that is no slip from one frequent word; nothing where that is not known."""
    if _PLURAL.search(word) and _is_inflected(word):
        return ""
    return _parted(word, frequent) or _singled_form(word) or _twice_slipped(word, least)


def _singled_form(word: str) -> str:
    """The form of a word of the list of which a doubled letter was written once: “reassesing”; or nothing."""
    ends = [end for end in ("ing", "ed") if word.endswith(end)]
    if len(word) < _VERY_LONG or not ends:
        return ""
    base = word.removesuffix(ends[0])
    doubled = {base[:at] + base[at] + base[at:] for at in range(1, len(base))}
    found = valid_words({one for one in doubled if singled(one) == singled(base)}, "en") or set()
    return f"{found.pop()}{ends[0]}" if len(found) == 1 else ""


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
    if len(near) != 1 or _is_british(word, near[0]) or (word[-2:] in _OTHER_ENDS and word[-3:] != near[0][-3:]):
        return ""
    return near[0]


def may_be_made(word: str) -> bool:
    """Whether a word may be made of two words, or of one with a prefix."""
    if word.startswith("un"):
        return True
    prefix = _PREFIX.match(word)
    rest = {word[prefix.end() :]} if prefix else set[str]()
    rest.update(f"{word.removesuffix(end)}e" for end in ("ing", "ation", "ations") if word.endswith(end))
    parts = [(word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1)]
    valid = valid_words(rest.union(*parts), "en") or set()
    return not rest.isdisjoint(valid) or any(valid.issuperset(pair) for pair in parts)


@cache
def _by_edges(least: int) -> Mapping[str, list[str]]:
    """The long frequent words of English by how they begin and end."""

    def make() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in frequent_words("en", least):
            if len(word) >= _VERY_LONG:
                found.setdefault(word[:_EDGE] + word[-_ENDS:], []).append(word)
        return found

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


def _composed(word: str, frequent: Collection[str]) -> bool:
    """Whether a word is made of two frequent ones, or of one with a prefix."""
    prefix, firm = _PREFIX.match(word), _FIRM.match(word)
    return (
        (prefix is not None and word[prefix.end() :] in frequent)
        or any(word[:at] in frequent and word[at:] in frequent for at in range(_PART, len(word) - _PART + 1))
        or (firm is not None and bool(valid_words({word[firm.end() :]}, "en")))
    )


def _is_inflected(word: str) -> bool:
    """Whether an English word is a regular form of one that the list has: “inlined”, “snipper”."""
    doubled = _DOUBLED.fullmatch(word)
    bases = {word[:-1]} if word.endswith("ed") or _PLURAL.search(word) else set[str]()
    return bool(valid_words(bases | ({doubled[1]} if doubled else set()), "en"))


def ends_of(word: str, length: int) -> str:
    return f"{word[0]}{word[-_ENDS:]}{length}"


def _near(word: str, frequent: Collection[str], by_ends: Mapping[str, list[str]], *, vowels: bool) -> Iterator[str]:
    """The frequent words that a word becomes with one letter more, one less, two swapped, or with another vowel."""
    for at in range(_ENDS, len(word) - _INFLECTED) if len(word) > _LONG and vowels else ():
        if word[at] in _VOWELS:
            yield from (
                other
                for vowel in _VOWELS
                if vowel != word[at] and (other := word[:at] + vowel + word[at + 1 :]) in frequent
            )
    half = len(word) // 2
    head, tail = word[:half], word[half:]
    for right in by_ends.get(ends_of(word, len(word) + 1), ()):
        # The letter that is left out is in one half: the other one is as it should be.
        if (right.startswith(head) or right.endswith(tail)) and any(
            word == right[:at] + right[at + 1 :] for at in range(1, len(right) - 1)
        ):
            yield right
    # Adverbs have no plural: "absoluments".
    if word.endswith("ments") and word[:-1] in frequent:
        yield word[:-1]
    for at in range(1, len(word) - 1):
        for other in (word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]):
            if other in frequent:
                yield other


def _is_slip(word: str, right: str) -> bool:
    """Whether the slip is inside of the word, and no other form of it."""
    if word == f"{right}s":
        return True
    if word[0] != right[0] or word[-_ENDS:] != right[-_ENDS:] or len(right) < SHORTEST:
        return False
    return len(right) >= _LONG or len(word) == len(right) or singled(word) == singled(right)


def is_derived(word: str) -> bool:
    """Whether an English word is a frequent one with an ending that it may have: “sharded”, “matchers”."""
    bases: set[str] = set()
    for ending in _DERIVED:
        base = word.removesuffix(ending)
        if base != word and len(base) > _PART:
            bases |= {base, base + "y"} if base[-1] == "e" else {base, base + "e", base + "y"}
    # "Subclassers": who makes what itself begins with such a part.
    bases |= {_PREFIX.sub("", base, count=1) for base in bases}
    frequent = frequent_words("en", FREQUENT["en"] // LESS)
    return any(base in frequent for base in bases)


def singled(word: str) -> str:
    """A word with each letter once where it is doubled."""
    return re.sub(r"(.)\1+", r"\1", word)


def is_right(word: str, near: set[str], frequent: Collection[str]) -> bool:
    """Whether an English word is one that the list lacks."""
    return (
        word in TECHNICAL
        or _composed(word, frequent)
        or _is_inflected(word)
        or any(_is_british(word, right) for right in near)
    )


def _is_british(word: str, right: str) -> bool:
    for of, to in _BRITISH:
        word, right = of.sub(to, word), of.sub(to, right)
    return word == right
