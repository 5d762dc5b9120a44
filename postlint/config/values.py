"""The keys of the configuration and the types of their values, in words too."""

from __future__ import annotations

import operator
import re
from typing import Any

from postlint.lazy_regex import pattern

LISTS = ("select", "extend-select", "ignore", "exclude", "rule-folders")
TABLES = ("per-file-ignores", "rules", "front-matter", "site", "links")
TEXTS = ("required-version", "extend", "rule-pages")
KEYS = (*LISTS, *TABLES, "fail-on", *TEXTS)
FRONT_MATTER = {"required": list, "fields": dict, "sections": dict, "terms": dict, "forbidden": list, "index": dict}
FIELD: dict[str, Any] = {
    "type": Any,
    "form": str,
    "required": bool,
    "enum": list,
    "pattern": str,
    "min-length": int,
    "max-length": int,
    "forbidden": bool,
    "required-if": dict,
}
TYPES = ("string", "boolean", "integer", "number", "date", "list", "table")
LINK_HOST = {"limit": int, "interval": float, "accept": list, "headers": dict}
LINKS = {
    **{key: LINK_HOST[key] for key in ("limit", "interval", "accept")},
    "include": list,
    "exclude": list,
    "hosts": dict,
    "age": float,
    "concurrency": int,
    "connect": float,
    "read": float,
    "timeout": float,
    "tries": int,
    "redirects": int,
    "user-agent": str,
    "ledger": str,
}
SITE = {"root": str, "shortcodes": dict, "staging-hosts": list, "base-url": str, "environment": str}


NAMES = {
    str: "a string",
    int: "an integer",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def name_of(value: Any) -> str:
    """The kind of a value in words, such as “an integer”."""
    return NAMES.get(type(value), "a date" if hasattr(value, "isoformat") else type(value).__name__)


def describe(kind: Any) -> str:
    """The type of an option in words: `a list of texts`."""
    origin, arguments = getattr(kind, "__origin__", kind), getattr(kind, "__args__", ())
    if origin is list and arguments:
        return f"a list, each item {describe(arguments[0])}"
    if origin is dict and arguments:
        return f"a table, each value {describe(arguments[1])}"
    return NAMES.get(origin, str(origin))


def fits(value: Any, kind: Any) -> bool:
    """Whether a value of the configuration has the type of an option."""
    origin, arguments = getattr(kind, "__origin__", kind), getattr(kind, "__args__", ())
    if origin is Any:
        return True
    if origin is list:
        return isinstance(value, list) and (not arguments or all(fits(item, arguments[0]) for item in value))
    if origin is dict:
        return isinstance(value, dict) and (not arguments or all(fits(item, arguments[1]) for item in value.values()))
    if origin is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, origin) and not (origin is int and isinstance(value, bool))


def fits_version(version: str, required: str) -> bool | None:
    """Whether a version fits a requirement such as `>=0.1,<2`; None where that is none."""
    conditions = [_CONDITION.fullmatch(part) for part in required.split(",")]
    if not all(conditions):
        return None
    own = _numbers(version)
    return all(_COMPARE[part[1] or "=="](own, _numbers(part[2])) for part in conditions if part)


_CONDITION = pattern(r"\s*(>=|<=|==|>|<)?\s*(\d+(?:\.\d+)*)\s*")
_COMPARE = {">=": operator.ge, "<=": operator.le, "==": operator.eq, ">": operator.gt, "<": operator.lt}


def _numbers(version: str) -> list[int]:
    """The numbers of a version; zeros at its end say nothing."""
    numbers = [int(part) for part in re.findall(r"\d+", version)[:4]]
    while numbers and not numbers[-1]:
        numbers.pop()
    return numbers


def line_of(text: str, offset: int) -> int:
    """The line, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1
