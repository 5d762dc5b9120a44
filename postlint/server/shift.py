"""The positions of findings after a change of the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from postlint.diagnostic import Edit, Fix
from postlint.text import Lines, Span

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic


class Shift:
    """The change from one text to another: all between their common beginning and their common end."""

    def __init__(self, before: str, after: str) -> None:
        self._start = _common(before, after)
        self._end = len(before) - _common(before[self._start :][::-1], after[self._start :][::-1])
        self._by = len(after) - len(before)
        self._after = after

    def shifted(self, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings that the change does not touch, at their new positions."""
        lines = Lines(self._after)
        for finding in findings:
            span = self._span(finding.span)
            fix = self._fix(finding.fix) if finding.fix else None
            if span and bool(fix) == bool(finding.fix):
                # Related locations may be in the changed text, or in another article.
                yield replace(finding, place=lines.place(span), fix=fix, related=())

    def _fix(self, fix: Fix) -> Fix | None:
        spans = [self._span(edit.span) for edit in fix.edits]
        edits = [Edit(span, edit.text) for span, edit in zip(spans, fix.edits, strict=True) if span]
        return replace(fix, edits=tuple(edits)) if len(edits) == len(fix.edits) else None

    def _span(self, span: Span) -> Span | None:
        if span.end <= self._start:
            return span
        return Span(span.start + self._by, span.end + self._by) if span.start >= self._end else None


def _common(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        half = (least + most + 1) // 2
        if one[:half] == other[:half]:
            least = half
        else:
            most = half - 1
    return least
