"""Drawings of a report, as SVG: plain shapes with classes, coloured by the style sheet of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import floor, log10
from typing import NamedTuple

_WIDTH, _HEIGHT = 720, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 10, 24
_ROW = 26
_NAMES = 150
_FRACTIONS = (10, 20, 40, 80, 100)
"""Where an axis of fractions may end, in tenths of a power of ten."""


class Series(NamedTuple):
    """Values with a name; its class gives the colour."""

    name: str
    kind: str
    values: Sequence[float]


def legend(series: Sequence[Series]) -> list[tuple[str, str]]:
    """What the colours of several series stand for."""
    return [(one.name, one.kind) for one in series] if len(series) > 1 else []


def bars(title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Upright bars, those of one label side by side."""
    top = _ceiling([value for one in series for value in one.values])
    left = _left(top)
    step = (_WIDTH - left - _RIGHT) / max(1, len(labels))
    wide = max(1.0, min(40.0, step * 0.8 / max(1, len(series))))
    parts = [*_axis(top, left), *_labels(labels, [left + step * (at + 0.5) for at in range(len(labels))])]
    for at, label in enumerate(labels):
        start = left + step * (at + 0.5) - wide * len(series) / 2
        for number, one in enumerate(series):
            high = (_HEIGHT - _TOP - _BOTTOM) * one.values[at] / top
            box = _rect(start + wide * number, _HEIGHT - _BOTTOM - high, wide * 0.9, high, one.kind)
            parts.append(_named(box, f"{label}: {_shown(one.values[at])} {one.name}"))
    return _drawing(title, _HEIGHT, parts)


def lines(title: str, labels: Sequence[str], times: Sequence[float], series: Sequence[Series]) -> str:
    """A line for each series, with a dot for each value; `times` say how far the values are apart, ascending."""
    top = _ceiling([value for one in series for value in one.values])
    left = _left(top)
    step = (_WIDTH - left - _RIGHT - 40) / max(1, times[-1] - times[0])
    across = [left + 20 + step * (time - times[0]) for time in times]
    parts = [*_axis(top, left), *_labels(labels, across)]
    for one in series:
        places = [
            (x, _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / top)
            for x, value in zip(across, one.values, strict=True)
        ]
        parts.append(f'<polyline class="line {one.kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>')
        for (x, y), label, value in zip(places, labels, one.values, strict=True):
            dot = f'<circle class="{one.kind}" cx="{x:.1f}" cy="{y:.1f}" r="3.5">'
            parts.append(f"{dot}<title>{escape(f'{label}: {_shown(value)} {one.name}')}</title></circle>")
    return _drawing(title, _HEIGHT, parts)


def stacks(title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """A row for each label, with the values one behind the other."""
    sums = [sum(one.values[at] for one in series) for at in range(len(labels))]
    scale = (_WIDTH - _NAMES - 60) / max(1, *sums, 1)
    parts = []
    for at, label in enumerate(labels):
        x, y = float(_NAMES), at * _ROW + 4.0
        parts.append(f'<text class="name" x="{_NAMES - 8}" y="{y + 13:.0f}">{escape(label)}</text>')
        for one in series:
            if wide := one.values[at] * scale:
                box = _rect(x, y, wide, 16, one.kind)
                parts.append(_named(box, f"{label}: {_shown(one.values[at])} {one.name}"))
            x += wide
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 13:.0f}">{_shown(sums[at])}</text>')
    return _drawing(title, _ROW * len(labels) + 4, parts)


def _drawing(title: str, height: int, parts: Sequence[str]) -> str:
    inner = "".join(parts)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}">{inner}</svg>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}">'


def _named(box: str, name: str) -> str:
    return f"{box}<title>{escape(name)}</title></rect>"


def _ceiling(values: Sequence[float]) -> float:
    """The round number at which an axis ends; where all values are whole, a quarter of it is whole too."""
    most, whole = max(values, default=0), all(value == int(value) for value in values)
    if whole and most <= 4:
        return 4
    power = 10.0 ** floor(log10(most))
    ends = [power * tenths / 10 for tenths in ((10, 12, 16, 20, 40, 50, 60, 80, 100, 120) if whole else _FRACTIONS)]
    return next(end for end in ends if end >= most and (not whole or end % 4 == 0))


def _left(top: float) -> float:
    """Where an axis stands, so that its numbers have room."""
    return max(_LEFT, 12 + 7.5 * max(len(_shown(top * quarter / 4)) for quarter in range(5)))


def _axis(top: float, left: float) -> Iterator[str]:
    for quarter in range(5):
        y = _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * quarter / 4
        yield f'<line class="grid" x1="{left:.1f}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="name" x="{left - 6:.1f}" y="{y + 4:.1f}">{_shown(top * quarter / 4)}</text>'


def _labels(labels: Sequence[str], across: Sequence[float]) -> Iterator[str]:
    """As many labels as there is room for, the last one among them."""
    free = float(_WIDTH)
    for label, x in reversed(list(zip(labels, across, strict=True))):
        half = 4 * len(label)
        if x + half <= free:
            yield f'<text class="below" x="{x:.1f}" y="{_HEIGHT - 6}">{escape(label)}</text>'
            free = x - half - 8


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
