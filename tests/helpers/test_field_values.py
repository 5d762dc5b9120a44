"""Values of a front matter, as messages and rules read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from postlint.helpers.field_values import earlier, year_of


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (date(2026, 1, 2), 2026),
        (datetime(2026, 1, 2, 3, 4), 2026),
        ("2026-01-02", 2026),
        ("2026-01", 2026),
        ("2026", 0),
        ("20266-1", 0),
        ("202-01-02", 0),
        ("soon", 0),
        (2026, 0),
        (None, 0),
    ],
)
def test_years(value: Any, year: int) -> None:
    assert year_of(value) == year


EAST = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        # Without a zone, a day is in doubt.
        (datetime(2026, 1, 2), datetime(2026, 1, 3), True),
        (datetime(2026, 1, 2, 1), datetime(2026, 1, 3), False),
        (datetime(2026, 1, 2), datetime(2026, 1, 2, 23), False),
        (datetime(2026, 1, 3), datetime(2026, 1, 2), False),
        (datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 2, 23), False),
        (datetime(2026, 1, 2), datetime(2026, 1, 3, tzinfo=UTC), True),
        # With both, nothing is.
        (datetime(2026, 1, 2, 1, tzinfo=UTC), datetime(2026, 1, 2, 2, tzinfo=UTC), True),
        (datetime(2026, 1, 2, 1, tzinfo=UTC), datetime(2026, 1, 2, 9, tzinfo=EAST), False),
        (datetime(2026, 1, 2, 9, tzinfo=EAST), datetime(2026, 1, 2, 1, tzinfo=UTC), True),
    ],
)
def test_times(one: datetime, other: datetime, before: bool) -> None:
    assert earlier(one, other) == before
