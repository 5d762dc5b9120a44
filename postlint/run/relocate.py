"""Findings against the site that still hold of an article whose text has changed: its facts only moved.

A rule over a site sees facts only. Where those of an article are the same but for their places, and stand in the same
order, what was found of them is found of them again, at the places that they have now.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from postlint.diagnostic import Diagnostic, Edit
from postlint.facts.page import Call, Page, Term
from postlint.text import Range, Span


class _Elsewhere(Exception):
    """The facts differ in more than their places, or a finding is about something between them."""


def relocate(findings: Sequence[Diagnostic], old: Page, new: Page) -> list[Diagnostic] | None:
    """The findings in `old` at their places in `new`, a later version of the article; None where they may differ."""
    try:
        places = _Places(pair for name in _NAMES for pair in _pairs(getattr(old, name), getattr(new, name)))
        return [_moved(finding, places) for finding in findings]
    except _Elsewhere:
        return None


# Suppressions are no matter of rules.
_NAMES = [field.name for field in fields(Page) if field.name != "directives"]


def _pairs(old: Any, new: Any) -> Iterator[tuple[Range, Range]]:
    """The places in a value, and those in another one that is the same but for them. Raises _Elsewhere."""
    if type(old) is not type(new):
        raise _Elsewhere
    if isinstance(old, Range):
        if _shape(old) != _shape(new):
            raise _Elsewhere
        yield old, new
    elif isinstance(old, Call):
        yield from _all_pairs(old._replace(names=()), new._replace(names=()))
        yield from _all_pairs(_tags(old), _tags(new))
    elif isinstance(old, Term):
        yield from _pairs(old.parts, new.parts)
    elif isinstance(old, Mapping):
        yield from _all_pairs([*old, *old.values()], [*new, *new.values()])
    elif isinstance(old, (tuple, list)):
        yield from _all_pairs(old, new)
    elif old != new:
        raise _Elsewhere


def _all_pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Range, Range]]:
    if len(old) != len(new):
        raise _Elsewhere
    for before, now in zip(old, new, strict=True):
        yield from _pairs(before, now)


def _tags(call: Call) -> list[Range]:
    """Where the name of a shortcode stands in its tags; the lines are not known."""
    return [Range(at, at + len(call.name), 0, 0, 0, 0) for at in call.names]


def _shape(place: Range) -> tuple[int, int, int]:
    """What of a place does not change when it moves."""
    lines = place.end_line - place.line
    return place.end - place.start, lines, place.end_column - (0 if lines else place.column)


class _Places:
    """Where the facts of an article stood, and where they stand."""

    def __init__(self, pairs: Iterable[tuple[Range, Range]]) -> None:
        """Raises _Elsewhere where they do not stand in the order in which they stood."""
        self._pairs = sorted(set(pairs))
        ends = sorted({(old[at], new[at]) for old, new in self._pairs for at in (0, 1)})
        # Of each end of a fact there is one place only, and none overtakes another.
        if any(a == c or b >= d for (a, b), (c, d) in pairwise(ends)):
            raise _Elsewhere
        self._starts = [old.start for old, _ in self._pairs]

    def around(self, span: Span, *, positions: bool) -> tuple[Range, Range]:
        """The smallest fact that holds a span; `positions` asks for one whose line is known. Raises _Elsewhere."""
        before = self._pairs[: bisect_right(self._starts, span.start)]
        holding = [(old, new) for old, new in before if old.end >= span.end and (old.line or not positions)]
        if not holding:
            raise _Elsewhere
        return min(holding, key=lambda pair: pair[0].end - pair[0].start)

    def place(self, place: Range) -> Range:
        """Where a place is now."""
        old, new = self.around(place.span, positions=True)
        ends = []
        for line, column in (place[2:4], place[4:6]):
            shift = new.column - old.column if line == old.line else 0
            ends += [line + new.line - old.line, column + shift]
        by = new.start - old.start
        return Range(place.start + by, place.end + by, *ends)

    def span(self, span: Span) -> Span:
        """Where a span is now."""
        old, new = self.around(span, positions=False)
        return Span(span.start + new.start - old.start, span.end + new.start - old.start)


def _moved(finding: Diagnostic, places: _Places) -> Diagnostic:
    related = tuple(
        other._replace(place=places.place(other.place)) if other.path == finding.path else other
        for other in finding.related
    )
    edits = tuple(Edit(places.span(span), text) for span, text in finding.fix.edits) if finding.fix else ()
    fix = finding.fix and replace(finding.fix, edits=edits)
    return replace(finding, place=places.place(finding.place), related=related, fix=fix)
