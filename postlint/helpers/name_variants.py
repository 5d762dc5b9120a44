"""Names and compounds that a site writes otherwise in nearly all other places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from postlint.helpers import site_words
from postlint.helpers.accents import without_accents
from postlint.helpers.counts import at_least, at_most
from postlint.helpers.known_names import KNOWN_NAMES, OFTEN_SMALL, SMALL_BESIDE_OTHERS, SMALL_IN_SENTENCES
from postlint.helpers.site_words import counted
from postlint.helpers.word_lists import has_list, has_valid_words, valid_words
from postlint.lazy_regex import pattern
from postlint.site.near_words import local
from postlint.site.word_forms import folded

# With and without a hyphen, these are two words.
_TWO = frozenset(
    """re-act re-cover re-count re-create re-creation re-dress re-form re-lay re-lease re-mark re-move re-pair re-place
    re-present re-press re-prove re-search re-sent re-serve re-sign re-solve re-sort re-store re-tire re-treat re-turn
    co-op to-do to-dos un-ionized pre-position pro-verb mis-sing over-all""".split()
)


_ROMAN = pattern(r"^([A-Z][a-z]{2,})(I{1,3}|I?V|VI{1,3}|IX)$", re.M)
_INNER_CAPITAL = pattern(r"^(?=[^\W\d_]{4,}$)[^\W\d_a-z].*[^\W\d_a-z].*$", re.M)
_SHORTEST = 4
_LONG = 6
"""From how many letters on a name that is one letter from another one may be meant for it."""
_SOME = 1000
"""Of so few words, those that are to be looked up are chosen before."""
_USED = 3
"""In how many articles a name stands that a site knows how to write."""
_TIMES = 3
"""How many times as many articles write a name that many write in small letters with its capitals."""
_FEW = 10
"""In how many articles a known name may stand otherwise, whatever stands in others."""


class Variant(NamedTuple):
    """What the site, or everybody, writes instead; in how many articles at least that stands, and the other form.

    Of a known name, these numbers are 0.
    """

    form: str
    articles: int
    own: int
    known: bool = False
    unsure: str = ""
    """What makes it less sure: the option that asks for it."""


def _forms(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names without the numeral that is glued to them, each with the word."""
    numbered = (_ROMAN.fullmatch(word) for word in words if word[-1:] in "IVX")
    return ((folded([match[1]])[0], match[0]) for match in numbered if match)


# Without a list of words, nothing is a name.
@local(_forms, slips=has_list, rare=1, shortest=_LONG)
def name_variants(counts: dict[str, int], language: str) -> dict[str, Variant]:
    """The forms of names and compounds that another form outnumbers, of the words of a language with their numbers."""
    names = _names(counts, language)
    variants = {
        **_by_letter(names, counts),
        **_small(names, counts),
        **_accents(names, counts),
        **_numerals(counts),
        **_capitals(counts),
        **_hyphens(counts),
        **_known(counts),
    }
    return {word: _rounded(variant) for word, variant in variants.items() if _may_be_wrong(variant)}


def _may_be_wrong(variant: Variant) -> bool:
    """Whether a form is one that few articles have, beside those with the other one."""
    if variant.known:
        return variant.own <= max(_FEW, 2 * variant.articles)
    return variant.own <= variant.articles


def _rounded(variant: Variant) -> Variant:
    """The same for small changes of the numbers: all articles with the form are judged again where it differs.

    What is known is wrong in however many articles it stands.
    """
    if variant.known:
        return variant._replace(articles=0, own=0)
    return variant._replace(articles=at_least(variant.articles), own=at_most(variant.own))


def _names(counts: dict[str, int], language: str) -> list[str]:
    """The words with a capital that are no words of the language, nor of English, in small letters."""
    titles = {word.lower(): word for word in counts if len(word) >= _SHORTEST and word.isalpha() and word.istitle()}
    if len(counts) < _SOME:
        titles = _related(titles, counts)
    if not titles or not has_valid_words():
        return []
    # "Annale" is no name where "annales" is a word.
    forms = {low: {low, f"{low}s", low.removesuffix("s")} for low in titles}
    every = set[str]().union(*forms.values())
    valid = valid_words(every, language)
    if valid is None:
        return []
    valid |= valid_words(every, "en") or set()
    return [word for low, word in titles.items() if valid.isdisjoint(forms[low])]


def _related(titles: dict[str, str], counts: dict[str, int]) -> dict[str, str]:
    """Those of some words with a capital that another word has to do with, if they are names.

    For these alone the lists are asked: where few words have changed, there are none in most cases.
    """
    found = {word for low, word in titles.items() if low in counts and counts[low] <= counted(counts, word)}
    plain = Counter(map(without_accents, titles))
    found |= {word for low, word in titles.items() if plain[without_accents(low)] > 1}
    for pair in _near_names([*titles.values()], counts):
        found.update(pair)
    return {low: word for low, word in titles.items() if word in found}


def _small(names: list[str], counts: dict[str, int]) -> dict[str, Variant]:
    """Names in small letters."""
    return {
        low: Variant(name, counted(counts, name), counts[low], unsure="small_letters")
        for name in names
        if (low := name.lower()) in counts
    }


def _accents(names: list[str], counts: dict[str, int]) -> dict[str, Variant]:
    """Names with other accents than most."""
    forms: dict[str, list[str]] = defaultdict(list)
    for name in names:
        forms[without_accents(name.lower())].append(name)
    return {
        other: Variant(best, counted(counts, best), counted(counts, other))
        for same in forms.values()
        if len(same) > 1
        for best in [max(same, key=lambda name: (counted(counts, name), name))]
        for other in same
        if other != best
    }


def _by_letter(names: list[str], counts: dict[str, int]) -> dict[str, Variant]:
    """Names of one article that are one letter from a name of several."""
    return {
        name: Variant(other, counted(counts, other), 1, unsure="one_letter")
        for name, other in _near_names(names, counts)
    }


def _near_names(names: list[str], counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The names of one article that are one letter from a name of several, each with that one."""
    long = [name for name in names if len(name) >= _LONG]
    rare = [name for name in long if counted(counts, name) == 1]
    often = [name for name in long if counted(counts, name) > 1]
    return ((name, other) for name, other in site_words.one_slip(rare, often) if name[0] == other[0])


def _numerals(counts: dict[str, int]) -> dict[str, Variant]:
    """Names that a Roman numeral is glued to."""
    # All words at once: few end so.
    matches = _ROMAN.finditer("\n".join(counts))
    return {
        match[0]: Variant(f"{match[1]} {match[2]}", counts[match[1]], counts[match[0]])
        for match in matches
        if match[1] in counts
    }


def _known(counts: dict[str, int]) -> dict[str, Variant]:
    """Known names with other capitals."""
    known: dict[str, Variant] = {}
    for other in [word for word in counts if word.lower() in KNOWN_NAMES]:
        low = other.lower()
        name = KNOWN_NAMES[low]
        # In large letters throughout it may be a heading, or the name of another thing.
        # So may the plural of two: "IOs" are no iOS; nobody ends a name with a capital by a slip: "TwitteR".
        plural = other.endswith("s") and other[:-1].isupper()
        if (
            not plural
            and not (other[-1].isupper() and other[:-1] == name[:-1])
            and other not in (name, other.upper())
            and (other != low or low in OFTEN_SMALL or low in SMALL_IN_SENTENCES)
        ):
            right, wrong = counted(counts, name), counted(counts, other)
            # Nearly all of these are the addresses of the place.
            wrong = 0 if other in SMALL_IN_SENTENCES and right >= _USED else wrong
            known[other] = Variant(name, right, wrong, known=True)
    for low in SMALL_BESIDE_OTHERS.keys() & counts.keys():
        name = SMALL_BESIDE_OTHERS[low]
        right, wrong = counted(counts, name), counted(counts, low)
        if right >= max(_USED, _TIMES * wrong):
            known[low] = Variant(name, right, wrong, known=True)
    return known


def _capitals(counts: dict[str, int]) -> dict[str, Variant]:
    """Names with capitals inside, written with others."""
    forms: dict[str, list[str]] = defaultdict(list)
    # Of all words at once those with two letters that are none of a to z.
    for word in _INNER_CAPITAL.findall("\n".join(counts)):
        if word.isalpha() and word[0].isupper() and not word[1:].islower() and not word.isupper() and len(word) > 3:
            forms[word.lower()].append(word)
    capitals: dict[str, Variant] = {}
    for low, names in forms.items():
        best = max(names, key=lambda name: (counted(counts, name), name))
        if best.endswith("s") and best[:-1].isupper():
            continue
        for other in {*names, low.capitalize()} - {best}:
            # "OpenAPI" beside "OpenApi": the letters of an initialism are no slip.
            if other in counts and not (other[-3:].isupper() and not best[-3:].isupper()):
                capitals[other] = Variant(best, counted(counts, best), counted(counts, other))
    return capitals


def _hyphens(counts: dict[str, int]) -> dict[str, Variant]:
    """Compounds with and without a hyphen."""
    hyphens: dict[str, Variant] = {}
    for word in [word for word in counts if "-" in word]:
        first, _, second = word.partition("-")
        if word in _TWO or not (first.islower() and second.islower()) or min(len(first), len(second)) < 2:
            continue
        joined = first + second
        if joined in counts and word.replace("-", "").isalpha():
            own, others = counts[word], counts[joined]
            for form, other in ((word, joined), (word.capitalize(), joined.capitalize())):
                hyphens[form], hyphens[other] = Variant(other, others, own), Variant(form, own, others)
    return hyphens
