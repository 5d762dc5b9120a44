"""Values of front-matter fields: how messages show them, and how times compare."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

KINDS = {
    "text": "a text",
    "list": "a list",
    "boolean": "true or false",
    "date": "a date",
    "number": "a number",
    "integer": "a whole number",
    "table": "a table",
}
"""The kinds of values in words."""


def earlier(one: datetime, other: datetime) -> bool:
    """Whether a time is certainly before another: without both time zones, only days count, and a day's doubt."""
    if one.tzinfo and other.tzinfo:
        return one.astimezone(UTC) < other.astimezone(UTC)
    return one.date() < other.date() and (other.replace(tzinfo=None) - one.replace(tzinfo=None)).days >= 1


def shown(value: Any, most: int = 40) -> str:
    """A value for a message, cut to length."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"
