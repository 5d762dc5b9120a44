"""Which letters stand beside one another on a keyboard."""

from __future__ import annotations

_VOWELS = frozenset("aeiou")
# "Realise": British, and no slip.
_BRITISH = frozenset("sz")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: {
        other
        for row, letters in enumerate(_ROWS)
        for at, other in enumerate(letters)
        # A row stands a little to the right of the one above it.
        if abs(row - own_row) <= 1 and at - own_at in ((-1, 1) if row == own_row else (0, own_row - row))
    }
    for own_row, own_letters in enumerate(_ROWS)
    for own_at, letter in enumerate(own_letters)
}


def is_mistyped(word: str, right: str) -> bool:
    """Whether two words of one length differ by another vowel, or the key beside the right one."""
    at = next(at for at, letter in enumerate(word) if letter != right[at])
    letters = {word[at], right[at]}
    beside = word[at] in _BESIDE.get(right[at], ()) and letters != _BRITISH
    return word[at + 1 :] == right[at + 1 :] and (beside or letters <= _VOWELS)
