"""Values of a front matter, as messages and rules read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from postlint.helpers.field_values import year_of


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
