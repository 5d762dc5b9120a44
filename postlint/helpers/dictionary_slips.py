"""Words that no dictionary has, and that are one slip from a word that everybody writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from postlint.helpers.accents import plain_words, without_accents
from postlint.helpers.word_lists import frequent_words, valid_words

_FREQUENT = {"en": 3000, "fr": 300, "it": 800}
"""How often the lists count a word that everybody writes: about the ten thousand most frequent ones. The lists of other
languages lack too many words: what they do not have is no slip."""
SHORTEST = 6
_LONG = 8
"""From how many letters on any letter that is left out or added is a slip, and no other word."""
_ENDS = 2
# What is spelt otherwise in Britain than in the lists.
_BRITISH = [
    (re.compile(of), to)
    for of, to in (
        (r"our", "or"), (r"ll", "l"), (r"re(?=s?\Z)", "er"), (r"ae|oe", "e"), (r"e(?=able|ment|ing)", ""),
        (r"iality", "ialty"), (r"ium", "um"),
    )
]  # fmt: skip


def dictionary_slips(words: Collection[str], language: str) -> dict[str, str]:
    """Those of some words in small letters that are one slip from a frequent word of a language, each with that one.

    A slip is inside of a word: a letter doubled or written once instead of twice, two that are swapped, and in long
    words any letter that is left out or added.
    """
    if not words:
        return {}
    least = _FREQUENT.get(language, 0)
    known = valid_words(set(words), language) if least else None
    if known is None:
        return {}
    english = valid_words(set(words), "en") or set()
    plain = plain_words(language) if language != "en" else frozenset[str]()
    frequent, by_ends = frequent_words(language, least), _by_ends(language)
    found: dict[str, str] = {}
    for word in words:
        if word in known or word in english or without_accents(word) in plain:
            continue
        near = {right for right in _near(word, frequent, by_ends) if _is_slip(word, right)}
        if near and not (language == "en" and any(_is_british(word, right) for right in near)):
            found[word] = max(near, key=lambda right: (frequent[right], right))
    return found


@cache
def _by_ends(language: str) -> dict[tuple[str, str, int], list[str]]:
    """The frequent words by how they begin and end, and how long they are."""
    found: dict[tuple[str, str, int], list[str]] = {}
    for word in frequent_words(language, _FREQUENT[language]):
        if len(word) >= SHORTEST:
            found.setdefault(_ends(word, len(word)), []).append(word)
    return found


def _ends(word: str, length: int) -> tuple[str, str, int]:
    return word[0], word[-_ENDS:], length


def _near(word: str, frequent: Collection[str], by_ends: dict[tuple[str, str, int], list[str]]) -> Iterator[str]:
    """The frequent words that a word becomes with one letter more, one less, or two swapped."""
    for right in by_ends.get(_ends(word, len(word) + 1), ()):
        if any(word == right[:at] + right[at + 1 :] for at in range(1, len(right) - 1)):
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
    return len(right) >= _LONG or len(word) == len(right) or _singled(word) == _singled(right)


def _singled(word: str) -> str:
    """A word with each letter once where it is doubled."""
    return re.sub(r"(.)\1+", r"\1", word)


def _is_british(word: str, right: str) -> bool:
    for of, to in _BRITISH:
        word, right = of.sub(to, word), of.sub(to, right)
    return word == right
