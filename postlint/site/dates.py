"""The dates of an article, by the rules that a site has for them, and the ways to write a date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from postlint.lazy_regex import pattern

Rules = Mapping[str, Sequence[str]]

RULES: dict[str, list[str]] = {
    "date": ["date", "publishdate", "pubdate", "published", "lastmod", "modified"],
    "lastmod": [":git", "lastmod", "modified", "date", "publishdate", "pubdate", "published"],
    "publishdate": ["publishdate", "pubdate", "published", "date"],
    "expirydate": ["expirydate", "unpublishdate"],
}
"""Which fields stand for which date, where a site says nothing else."""

_DAY = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})(?:\.\d+)?"
_ZONE = r"(?:Z|(?P<offset>[+-]\d{2}:?\d{2}))"
_NAMED = r"(?:[A-Z]{3,5}|(?P<offset>[+-]\d{4}))"
_MONTH = r"(?P<month>[A-Z][a-z]{2})"
_TEXTS = [
    pattern(rf"{text}\Z")
    for text in (
        rf"{_DAY}(?:T{_CLOCK}{_ZONE}?)?",
        rf"{_DAY} {_CLOCK}(?: ?{_ZONE}(?: (?:[A-Z]{{3,5}}|[+-]\d{{2,4}}))?)?",
        rf"(?P<day>\d{{2}}) {_MONTH} (?P<year>\d{{4}})",
        rf"[A-Z][a-z]{{2}}, (?P<day>\d{{2}}) {_MONTH} (?P<year>\d{{4}}) {_CLOCK} {_NAMED}",
        rf"(?P<day>\d{{2}}) {_MONTH} (?P<year>\d{{2}}) (?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}) {_NAMED}",
        rf"[A-Z][a-z]+, (?P<day>\d{{2}})-{_MONTH}-(?P<year>\d{{2}}) {_CLOCK} [A-Z]{{3,5}}",
        rf"[A-Z][a-z]{{2}} {_MONTH} +(?P<day>\d{{1,2}}) {_CLOCK} (?:{_NAMED} )?(?P<year>\d{{4}})",
    )
]
"""The ways to write a date that Hugo knows, those that it tries first in front."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ISO = pattern(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:(?P<t>[Tt ])(?P<clock>\d\d?:\d\d:\d\d)(?:[.,]\d+)?"
    r"(?: ?(?P<zone>[Zz]|[-+]\d\d:?\d\d)(?: \w+)?)?)?"
)
_PREFIX = pattern(r"(\d{4}-\d{2}-\d{2})[-_ ]*(.*)\Z", re.S)


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


def as_moment(value: Any) -> datetime | None:
    """The time that a date field gives; None where that is no date, or one in words.

    A time zone is kept; a time without one has none.
    """
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, str) and (iso := _ISO.fullmatch(value.strip())):
        zone = (iso["zone"] or "").upper()
        zone = f"{zone[:3]}:{zone[-2:]}" if zone not in ("", "Z") else zone
        try:
            # Hugo reads an hour of one figure too.
            return datetime.fromisoformat(f"{iso['day']}T{(iso['clock'] or '00:00:00').zfill(8)}{zone}")
        except ValueError:
            return None
    return None


def _parse_text(text: str) -> datetime | None:
    match = next((match for form in _TEXTS if (match := form.match(text))), None)
    if match is None:
        return None
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 1900 if year >= 69 else 2000
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    return datetime(year, number, int(parts["day"]), hour, minute, second, tzinfo=_zone(parts.get("offset")))


def _zone(offset: str | None) -> timezone:
    if not offset:
        return UTC
    span = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return timezone(-span if offset[0] == "-" else span)


def date_of(kind: str, fields: Mapping[str, Any], basename: str, rules: Rules) -> datetime | None:
    """The date of a kind (date, publishdate, expirydate, lastmod) that the front matter or the file name gives."""
    dated = _found(kind, fields, basename, rules)
    return dated[1] if dated else None


def slug_of(fields: Mapping[str, Any], basename: str, rules: Rules) -> str:
    """The slug that a file name such as `2024-01-15-title` gives where it also gives one of the dates; else ""."""
    prefix = _PREFIX.match(basename)
    if prefix is None:
        return ""
    sources = (_found(kind, fields, basename, rules) for kind in rules if ":filename" in rules[kind])
    return prefix[2] if any(source and source[0] == ":filename" for source in sources) else ""


def _found(kind: str, fields: Mapping[str, Any], basename: str, rules: Rules) -> tuple[str, datetime] | None:
    """The first of the fields for a kind of date that gives one, and the date."""
    for name in rules.get(kind, RULES[kind]):
        if name == ":default":
            if default := _found(kind, fields, basename, RULES):
                return default
            continue
        if name == ":filename":
            moment = parse(prefix[1]) if (prefix := _PREFIX.match(basename)) else None
        else:
            moment = parse(fields[name]) if fields.get(name) is not None and not name.startswith(":") else None
        if moment and moment.year > 1:
            return name, moment
    return None


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time(), UTC)
