"""Which letters stand beside one another on a keyboard."""

from __future__ import annotations

_VOWELS = frozenset("aeiou")
# "Realise": British, and no slip.
_BRITISH = frozenset("sz")
# Each letter with those beside it on an English keyboard, in its own row and the next ones.
_KEYS = """
    aqswz bghnv cdfvx dcefrsx edrsw fcdgrtv gbfhtvy hbgjnuy ijkou jhikmnu kijlmo lkop mjkn nbhjm oiklp plo qaw
    rdeft sadewxz tfgry uhijy vbcfg waeqs xcdsz yghtu zasx
"""
_BESIDE = {keys[0]: keys[1:] for keys in _KEYS.split()}


def is_mistyped(word: str, right: str) -> bool:
    """Whether two words of one length differ by another vowel, or the key beside the right one."""
    at = next(at for at, letter in enumerate(word) if letter != right[at])
    letters = {word[at], right[at]}
    beside = word[at] in _BESIDE.get(right[at], "") and letters != _BRITISH
    return word[at + 1 :] == right[at + 1 :] and (beside or letters <= _VOWELS)
