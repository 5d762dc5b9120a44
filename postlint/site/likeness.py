"""What a path that leads nowhere cannot have meant, however alike its letters are.

A slip of the hand changes letters of a word. Another number, another year, a negation or another word is another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from postlint.lazy_regex import pattern

_SAME_WORD = 70.0
"""How alike two words must be for one to be a slip for the other."""
_WORDS = pattern(r"[^\W\d_]+|\d+")
_ENDING = pattern(r"\.[a-z][a-z0-9]{1,4}\Z")
_LETTER = pattern(r"[^\W\d_]")
_ORDER = pattern(r"\A(?:\d+[-_.])+(?=\D)")
_NEGATIONS = frozenset(
    """not no non never without cannot cant dont doesnt isnt wont un nicht kein keine keinen nie ohne sans pas jamais
    sin nunca nao não sem senza niet geen zonder""".split()
)
_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in """add/remove after/before close/open disable/enable disabled/enabled down/up even/odd export/import
    external/internal first/last from/to give/receive give/take in/out max/min maximum/minimum new/old off/on
    offline/online part/whole private/public read/write start/stop""".split()
)
_REVERSED = pattern(r"(?:un|dis|non|in|im|de)(?=[a-z]{3})")


def may_be_meant(wanted: str, known: str) -> bool:
    """Whether a path may be a slip for another one; both in lower case, without slashes at their ends."""
    above, _, name = wanted.rpartition("/")
    other_above, _, other = known.rpartition("/")
    if not _LETTER.search(_ENDING.sub("", name)) and above.rpartition("/")[2] != other_above.rpartition("/")[2]:
        # "4.png" of another folder is another picture.
        return False
    if _numbers(above) and _numbers(other_above) and _numbers(above) != _numbers(other_above):
        return False
    return _same_numbers(name, other) and _same_words(_words(name), _words(other))


def is_another_number(wanted: str, known: str) -> bool:
    """Whether the names of two paths differ by their numbers alone."""
    names = [_ENDING.sub("", path.strip("/").rpartition("/")[2].lower()) for path in (wanted, known)]
    bare = [re.sub(r"\d+", "0", name) for name in names]
    return bare[0] == bare[1] and names[0] != names[1]


def own_parts(wanted: str, known: str) -> tuple[str, str]:
    """The parts of two paths that are left without the folders that both share, and without the endings of files."""
    first, second = wanted.split("/"), known.split("/")
    while len(first) > 1 and len(second) > 1 and first[0] == second[0]:
        del first[0], second[0]
    return _ENDING.sub("", "/".join(first)), _ENDING.sub("", "/".join(second))


def speaks_against(text: str, wanted: str, known: Iterable[str]) -> bool:
    """Whether the text of a link has a word or a number of its path that nothing which is known of another page has."""
    meant = set(_words(text.lower())) & set(_words(wanted.lower()))
    others = {word for text in known for word in _words(text.lower())}
    return any(not any(_alike(word, other) for other in others) for word in meant)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _words(text: str) -> list[str]:
    return _WORDS.findall(_ENDING.sub("", unquote(text)))


def _same_numbers(first: str, second: str) -> bool:
    """Whether two names have the same numbers; one that only orders, or dates, what follows may be missing."""
    first, second = _ENDING.sub("", first), _ENDING.sub("", second)
    return _numbers(first) == _numbers(second) or (
        _numbers(_ORDER.sub("", first)) == _numbers(_ORDER.sub("", second))
        and (not _ORDER.match(first) or not _ORDER.match(second))
    )


def _same_words(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether no word of one name stands in the place of another word of the other."""
    left = [word for word in first if word not in second and not word.isdigit()]
    right = [word for word in second if word not in first and not word.isdigit()]
    if not _NEGATIONS.isdisjoint(left) or not _NEGATIONS.isdisjoint(right):
        return False
    if any(frozenset((word, other)) in _OPPOSITES or _is_reversed(word, other) for word in left for other in right):
        return False
    if not left or not right or len(left) != len(right):
        # A word more or less is another wording of the same; two names of one word each were written apart.
        return True
    return all(any(_alike(word, other) for other in right) for word in left)


def _is_reversed(word: str, other: str) -> bool:
    return _REVERSED.sub("", word, count=1) == other or _REVERSED.sub("", other, count=1) == word


def _alike(word: str, other: str) -> bool:
    # Imported where it is needed: without a broken link, it is not.
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    if word.isdigit() or other.isdigit():
        return word == other
    # Swapped letters count as one slip.
    near = min(len(word), len(other)) > 2 and OSA.distance(word, other) < 2
    return word == other or near or fuzz.ratio(word, other) >= _SAME_WORD
