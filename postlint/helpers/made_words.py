"""Which words of English that no list has are words all the same: forms, compounds, and those of Britain."""

from __future__ import annotations

import re
from collections.abc import Collection

from postlint.helpers.word_lists import frequent_words, valid_words
from postlint.lazy_regex import pattern

_FREQUENT = 500
"""How often the lists count a word that others are made of."""
_PART = 4
# What words are made with that the lists do not have as one: "unsetting", "slideshow".
_PREFIX = pattern(
    r"(?:un|re|co|de|pre|non|sub|mis|over|under|super|inter|multi|micro|auto|anti|semi|out|up)(?=[a-z]{4})"
)
# Those of them that begin no other word: what follows is one, however rare.
_SURE_PREFIX = pattern(r"(?:pre|non|sub|over|under|multi|micro|auto)(?=[a-z]{3})")
# "snipper", from "snip".
_DOUBLED = pattern(r"([a-z]{1,3}[aeiou][bdgklmnprt])(?<=(.))\2ers?")
# "quantifications", of which the list has one alone.
_PLURAL = pattern(r"(?:tion|ment|ness|ism|ist|or|ity|ence|ance|graph|gram)s\Z")
# What programs do, and are made of.
TECHNICAL = frozenset(
    "backend backends frontend frontends memoize memoizes memoizing memoization recurse recurses recursing "
    "transpilation cappella meshuggah dribbble garde balde cutset execed funder funders fiance fiancee inited "
    "grepping grepped firehose parens manpage manpages pihole staker stakers".split()
)
_DERIVED = "er ers ed ing ier iest ize izes ized izing ise ises ised ising able ish".split()
_STEM = 3
_ENDINGS = (
    "er ers ed d ing ier iest ize izes ized izing ise ises ised ising able ible ish s es y ly less ness ful al ic ist "
    "ists ism ity or ors ee ees ation ations ment ments en ens wise in is"
).split()
_NAMES = ("js", "db", "fs", "md", "lr", "tr", "br", "kr", "nr", "cr", "hr", "id")
"""How the names of programs end."""
# What is spelt otherwise in Britain than in the lists.
_BRITISH = [
    (pattern(of), to)
    for of, to in (
        (r"our", "or"), (r"ll", "l"), (r"re(?=s?\Z)", "er"), (r"(?<=[bt])red\Z", "ered"),
        (r"ae|oe", "e"), (r"(?<=dg)e(?=ment)|e(?=able|ing)", ""),
        (r"iality", "ialty"), (r"ium", "um"),
    )
]  # fmt: skip


def is_right(word: str, near: set[str], frequent: Collection[str]) -> bool:
    """Whether an English word is one that the list lacks."""
    return (
        word in TECHNICAL
        or _composed(word, frequent)
        or _is_inflected(word)
        or any(is_british(word, right) for right in near)
        or bool(valid_words({_american(word)} - {word}, "en"))
    )


def may_be_meant(word: str, near: set[str], frequent: Collection[str]) -> bool:
    """The same, asked of a word that may be a slip near its ends: names and all forms and compounds are left out."""
    return (
        word in TECHNICAL
        or word.endswith(_NAMES)
        or may_be_made(word)
        or is_derived(word)
        or is_right(word, near, frequent)
        or may_be_form(word)
    )


def may_be_made(word: str) -> bool:
    """Whether a word may be made of two words, or of one with a prefix."""
    if word.startswith("un"):
        return True
    prefix = _PREFIX.match(word)
    rest = {word[prefix.end() :]} if prefix else set[str]()
    rest.update(word.removesuffix(end) for end in ("out", "outs") if word.endswith(end))
    rest.update(f"{word.removesuffix(end)}e" for end in ("ing", "ation", "ations") if word.endswith(end))
    parts = [(word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1)]
    valid = valid_words(rest.union(*parts), "en") or set()
    return not rest.isdisjoint(valid) or any(valid.issuperset(pair) for pair in parts)


def _composed(word: str, frequent: Collection[str]) -> bool:
    """Whether a word is made of two frequent ones, or of one with a prefix."""
    prefix, sure_prefix = _PREFIX.match(word), _SURE_PREFIX.match(word)
    return (
        (prefix is not None and word[prefix.end() :] in frequent)
        or any(word[:at] in frequent and word[at:] in frequent for at in range(_PART, len(word) - _PART + 1))
        or (sure_prefix is not None and bool(valid_words({word[sure_prefix.end() :]}, "en")))
    )


def _is_inflected(word: str) -> bool:
    """Whether an English word is a regular form of one that the list has: “inlined”, “snipper”."""
    doubled = _DOUBLED.fullmatch(word)
    bases = {word[:-1]} if word.endswith("ed") or _PLURAL.search(word) else set[str]()
    return bool(valid_words(bases | ({doubled[1]} if doubled else set()), "en"))


def is_inflected_plural(word: str) -> bool:
    """Whether an English word is the plural of a noun that the list has in the singular alone."""
    return _PLURAL.search(word) is not None and _is_inflected(word)


def is_derived(word: str) -> bool:
    """Whether an English word is a frequent one with an ending that it may have: “sharded”, “matchers”."""
    bases: set[str] = set()
    for ending in _DERIVED:
        base = word.removesuffix(ending)
        if base != word and len(base) > _PART:
            bases |= {base, base + "y"} if base[-1] == "e" else {base, base + "e", base + "y"}
    # "Subclassers": who makes what itself begins with such a part.
    bases |= {_PREFIX.sub("", base, count=1) for base in bases}
    frequent = frequent_words("en", _FREQUENT)
    return any(base in frequent for base in bases)


def may_be_form(word: str) -> bool:
    """Whether a word may be made of one that the list has by an ending: “tracee”."""
    bases: set[str] = set()
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= _STEM:
            bases |= {base, base + "e", base + "y"}
            if base[-1] == base[-2]:
                bases.add(base[:-1])
    return bool(valid_words(bases, "en"))


def is_british(word: str, right: str) -> bool:
    return _american(word) == _american(right)


def _american(word: str) -> str:
    """A word as it is spelt in America, or nearly so."""
    for of, to in _BRITISH:
        word = of.sub(to, word)
    return word


def without_doubles(word: str) -> str:
    """A word with each letter once where it is doubled."""
    return re.sub(r"(.)\1+", r"\1", word)
