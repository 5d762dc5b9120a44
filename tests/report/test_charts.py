"""The drawings of a report: axes that fit their values, and labels that fit the drawing and touch no other."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from postlint.report.html.charts import Series, bars, lines

AXIS = re.compile(r'<text class="name" x="([\d.]+)" y="[\d.]+">([\d.,]+)</text>')
BELOW = re.compile(r'<text class="below" x="([\d.]+)" y="\d+">([^<]+)</text>')
CHARACTER = 7.5
"""How wide a character is at most, in the units of a drawing that is 720 wide."""


@pytest.mark.parametrize(
    ("most", "axis"),
    [
        (0, ["0", "1", "2", "3", "4"]),
        (3, ["0", "1", "2", "3", "4"]),
        (0.58, ["0", "0.2", "0.4", "0.6", "0.8"]),
        (0.06, ["0", "0.02", "0.04", "0.06", "0.08"]),
        (4.6, ["0", "2", "4", "6", "8"]),
        (10, ["0", "3", "6", "9", "12"]),
        (14, ["0", "4", "8", "12", "16"]),
        (41_000, ["0", "12,500", "25,000", "37,500", "50,000"]),
        (6_000_000, ["0", "1,500,000", "3,000,000", "4,500,000", "6,000,000"]),
    ],
)
def test_axes(most: float, axis: list[str]) -> None:
    """They end soon after the largest value; of what can be counted, all steps are whole; no number is cut."""
    drawn = AXIS.findall(bars("x", ["a", "b"], [Series("s", "a", [0, most])]))
    assert [text for _, text in drawn] == axis
    assert min(float(x) - CHARACTER * len(text) for x, text in drawn) >= 0


@pytest.mark.parametrize("count", [1, 2, 12, 36, 200])
def test_labels(count: int) -> None:
    labels = [f"20{at // 12:02}-{at % 12 + 1:02}" for at in range(count)]
    series = [Series("s", "a", [70_000] * count)]
    for drawing in (bars("x", labels, series), lines("x", labels, [at * at for at in range(count)], series)):
        places = [(float(x), CHARACTER * len(text) / 2) for x, text in BELOW.findall(drawing)]
        assert places
        places.sort()
        assert places[0][0] - places[0][1] >= 0 and places[-1][0] + places[-1][1] <= 721
        assert all(x + half < y - other for (x, half), (y, other) in pairwise(places))


def test_what_lies_farther_apart_is_drawn_so() -> None:
    drawing = lines("x", ["a", "b", "c"], [0, 10, 100], [Series("s", "a", [1, 2, 3])])
    one, two, three = (float(x) for x in re.findall(r'cx="([\d.]+)"', drawing))
    assert three - two == pytest.approx(9 * (two - one), rel=0.01)
