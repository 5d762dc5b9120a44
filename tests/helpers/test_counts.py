"""Numbers of articles as they are reported."""

from __future__ import annotations

import pytest

from postlint.helpers.counts import at_least, at_least_so_many, at_most, percent


@pytest.mark.parametrize(
    ("number", "least", "most", "words"),
    [
        (0, 0, 0, "0"),
        (19, 19, 19, "19"),
        (20, 20, 20, "20 or more"),
        (21, 20, 25, "20 or more"),
        (99, 95, 100, "95 or more"),
        (100, 100, 100, "100 or more"),
        (149, 100, 150, "100 or more"),
        (1499, 1000, 1500, "1,000 or more"),
    ],
)
def test_numbers(number: int, least: int, most: int, words: str) -> None:
    assert (at_least(number), at_most(number), at_least_so_many(at_least(number))) == (least, most, words)


def test_percent() -> None:
    assert [percent(some, 40) for some in (0, 2, 3, 4, 39, 40)] == [0, 5, 5, 10, 95, 100]
