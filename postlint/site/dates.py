"""The dates of an article, by the rules that a site has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

Rules = Mapping[str, Sequence[str]]

RULES: dict[str, list[str]] = {
    "date": ["date", "publishdate", "pubdate", "published", "lastmod", "modified"],
    "lastmod": [":git", "lastmod", "modified", "date", "publishdate", "pubdate", "published"],
    "publishdate": ["publishdate", "pubdate", "published", "date"],
    "expirydate": ["expirydate", "unpublishdate"],
}
"""Which fields stand for which date, where a site says nothing else."""

_TEXT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?(?:\s*[A-Z]{3,4})?)?\Z",
    re.I,
)
_PREFIX = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]*(.*)\Z", re.S)


def parse(value: Any) -> datetime | None:
    """A value of the front matter as a date in its own offset (UTC where it has none); None where it is none."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    if isinstance(value, bool):
        return None
    try:
        if isinstance(value, int):
            return datetime.fromtimestamp(value, UTC)
        return _parse_text(value.strip()) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _parse_text(text: str) -> datetime | None:
    match = _TEXT.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = UTC
    if match[8]:
        offset = timedelta(hours=int(match[9]), minutes=int(match[10]))
        zone = timezone(-offset if match[8] == "-" else offset)
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def date_of(kind: str, fields: Mapping[str, Any], basename: str, rules: Rules) -> datetime | None:
    """The date of a kind (date, publishdate, expirydate, lastmod) that the front matter or the file name gives."""
    for name in rules.get(kind, RULES[kind]):
        if name == ":filename":
            found = parse(prefix[1]) if (prefix := _PREFIX.match(basename)) else None
        elif name == ":default":
            found = date_of(kind, fields, basename, RULES)
        else:
            found = parse(fields[name]) if fields.get(name) is not None and not name.startswith(":") else None
        if found and found.year > 1:
            return found
    return None


def slug_of(basename: str, rules: Rules) -> str:
    """The slug that a file name such as `2024-01-15-title` gives where the site reads dates from names; else ""."""
    prefix = _PREFIX.match(basename)
    if prefix is None or not any(":filename" in names for names in rules.values()):
        return ""
    return prefix[2]


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time(), UTC)
