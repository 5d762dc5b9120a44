"""What a plain YAML scalar is: the core schema of YAML 1.2 with timestamps, and Go's numbers, as Hugo reads them.

`yes`, `no`, `on` and `off` are texts here, unlike in YAML 1.1.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from postlint.lazy_regex import pattern

_KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
# Go's reader takes a leading zero for octal, and underscores within digits.
_INTEGER = pattern(r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|[0-9][0-9_]*)")
_FLOAT = pattern(r"[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?")
_TIMESTAMP = pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:(?:[Tt]|[ \t]+)([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]*))?"
    r"(?:[ \t]*(?:([Zz])|([-+])([0-9]{1,2})(?::?([0-9]{2}))?))?)?"
)


def resolve(plain: str) -> Any:
    """The value of a plain scalar: a text where it is nothing else, and so is a date that does not exist."""
    if plain in _KEYWORDS:
        return _KEYWORDS[plain]
    if plain[0] not in "0123456789+-.":
        return plain
    try:
        if _INTEGER.fullmatch(plain):
            value = _integer(plain.replace("_", ""))
            # What 64 bits cannot hold is a text to Go's reader.
            return value if -(2**63) <= value < 2**64 else plain
        if _FLOAT.fullmatch(plain):
            return float(plain.replace("_", ""))
        if stamp := _TIMESTAMP.fullmatch(plain):
            return _timestamp(stamp)
    except (ValueError, OverflowError):
        pass
    return plain


def _integer(plain: str) -> int:
    digits = plain.lstrip("+-")
    octal = len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()
    value = int(digits, 8) if octal else int(digits, 0)
    return -value if plain[0] == "-" else value


def _timestamp(stamp: re.Match[str]) -> date | datetime:
    day, clock, fraction, utc, sign, hours, minutes = stamp.groups()
    if clock is None:
        return date.fromisoformat(day)
    zone: timezone | None = None
    if utc:
        zone = UTC
    elif sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
    micros = int((fraction or "").ljust(6, "0")[:6])
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock)).replace(microsecond=micros, tzinfo=zone)
