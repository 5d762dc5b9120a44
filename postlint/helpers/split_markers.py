"""Markers of bold text that a space has split in two, and pairs of markers that cross each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from postlint.document.prose import DelimiterRun, Prose
from postlint.lazy_regex import pattern

_SPLIT = pattern(r"(?<![*\w/=.])\* \*(?![*\d])|(?<=[^\W\d_])\* \*(?![*\w])")
_WORD = pattern(r"[^\W\d_]{2}")
_CODE = pattern(r"[=;{}<>&|]|\w\(|::|->|\d [*] |[*] \d")
_MOST_WORDS = 30


class Split(Struct, frozen=True):
    """A stretch of text that was to be bold, where one marker or both are written `* *`."""

    start: int
    end: int
    runs: frozenset[int]
    """Where the runs of asterisks begin that belong to it."""


def split_markers(prose: Prose, literal: Sequence[DelimiterRun]) -> list[Split]:
    """The stretches of a text whose bold markers a space has split, from left to right; `literal` are its runs."""
    if "* *" not in prose.text or len(literal) < 2:
        return []
    starts = {run.start for run in literal}
    marks = [
        (match.start(), match.end(), True)
        for match in _SPLIT.finditer(prose.text)
        if match.start() in starts or match.end() - 1 in starts
    ]
    marks += [
        (run.start, run.start + 2, False) for run in literal if run.marker == "*" and run.literal == run.length == 2
    ]
    marks.sort()
    if len(marks) % 2:
        return []
    markers = []
    for (start, inner, first), (outer, end, second) in zip(marks[::2], marks[1::2], strict=True):
        content = prose.text[inner:outer]
        loose = first and second and content[0] == content[-1] == " "
        if (first or second) and not loose and _is_text(content):
            own = (start, inner - 1, outer, end - 1)
            markers.append(Split(start, end, frozenset(own)))
    return markers


def _is_text(content: str) -> bool:
    return (
        _WORD.search(content) is not None
        and "\n" not in content
        and "\ufffc" not in content
        and not _CODE.search(content)
        and len(content.split()) <= _MOST_WORDS
    )


def crossing(prose: Prose, lone: Sequence[DelimiterRun]) -> list[tuple[DelimiterRun, DelimiterRun]]:
    """Of some runs that are left as text the pairs that could be an emphasis, did they not cross another one."""
    pairs = []
    for first, second in pairwise(lone):
        alike = (first.marker, first.length) == (second.marker, second.length)
        if alike and first.can_open and not first.can_close and second.can_close and not second.can_open:
            content = prose.text[first.start + first.length : second.start]
            between = [run for run in prose.runs if first.start < run.start < second.start and run.literal < run.length]
            if len(between) % 2 and _is_text(content):
                pairs.append((first, second))
    return pairs
