"""Values of front-matter fields: how messages show them, and how times compare."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from postlint.messages import on_one_line

KINDS = {
    "text": "a string",
    "list": "a list",
    "boolean": "true or false",
    "date": "a date",
    "number": "a number",
    "integer": "an integer",
    "table": "a table",
}
"""The kinds of values in words."""


def earlier(one: datetime, other: datetime) -> bool:
    """Whether a time is certainly before another: without both time zones, only days count, and a day's doubt."""
    if one.tzinfo and other.tzinfo:
        return one.astimezone(UTC) < other.astimezone(UTC)
    return one.date() < other.date() and (other.replace(tzinfo=None) - one.replace(tzinfo=None)).days >= 1


def shown(value: Any) -> str:
    """A value for a message, on one line."""
    return on_one_line(str(value))


def year_of(value: Any) -> int:
    """The year of a date of a front matter, as a date or as a text that begins with it; 0 where there is none."""
    year = getattr(value, "year", None)
    if isinstance(year, int):
        return year
    text = str(value)
    return int(text[:4]) if text[:4].isdigit() and text[4:5] == "-" else 0
