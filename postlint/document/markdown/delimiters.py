"""Runs of markers of emphasis: which may open or close one, and which belong together."""

from __future__ import annotations

from collections.abc import Callable
from string import punctuation
from unicodedata import category

from postlint.document.prose import DelimiterRun

Add = Callable[[DelimiterRun, DelimiterRun, int], None]
"""Takes the opening run of an emphasis, the closing one, and how many markers of each it has."""


def delimiter_run(text: str, start: int) -> DelimiterRun:
    """The run of markers that stands at `start`."""
    marker, end = text[start], start + 1
    while end < len(text) and text[end] == marker:
        end += 1
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    left = not _is_space(after) and (not _is_punctuation(after) or _is_space(before) or _is_punctuation(before))
    right = not _is_space(before) and (not _is_punctuation(before) or _is_space(after) or _is_punctuation(after))
    if marker == "_":
        can_open = left and (not right or _is_punctuation(before))
        can_close = right and (not left or _is_punctuation(after))
    else:
        can_open, can_close = left, right
    return DelimiterRun(start, end - start, marker, can_open, can_close)


def _is_space(character: str) -> bool:
    return character.isspace()


def _is_punctuation(character: str) -> bool:
    return character in punctuation or (character > "\x7f" and category(character)[0] in "PS")


def pair(runs: list[DelimiterRun], add: Add) -> None:
    """Pair runs into emphasis, as CommonMark does; `add` gets each pair."""
    # Runs that can still open, each with the index of the one before it: removal in the middle is a matter of links.
    previous = list(range(-1, len(runs) - 1))
    bottoms: dict[tuple[str, int, bool], int] = {}
    for index, closer in enumerate(runs):
        while closer.can_close and closer.literal:
            key = (closer.marker, closer.length % 3, closer.can_open)
            bottom = bottoms.get(key, -1)
            at = previous[index]
            while at > bottom and not _matches(runs[at], closer):
                at = previous[at]
            if at <= bottom:
                bottoms[key] = previous[index]
                break
            size = 2 if runs[at].literal >= 2 and closer.literal >= 2 else 1
            add(runs[at], closer, size)
            runs[at].used_right += size
            closer.used_left += size
            previous[index] = at if runs[at].literal else previous[at]
        if index + 1 < len(runs) and not (closer.can_open and closer.literal):
            # It can open nothing: those after it look past it.
            previous[index + 1] = previous[index]


def _matches(opener: DelimiterRun, closer: DelimiterRun) -> bool:
    if opener.marker != closer.marker or not opener.can_open or not opener.literal:
        return False
    if opener.marker == "~":
        return opener.length == closer.length
    odd = (opener.can_close or closer.can_open) and (opener.length + closer.length) % 3 == 0
    return not (odd and closer.length % 3)
