"""Values of front matter and of configurations, as generators read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def lowered(value: Any) -> Any:
    """The value with all keys of its tables in lower case, as Hugo compares them."""
    if isinstance(value, dict):
        return {str(key).lower(): lowered(inner) for key, inner in value.items()}
    return [lowered(inner) for inner in value] if isinstance(value, list) else value


def get(data: Any, path: str, default: Any = None) -> Any:
    """The value at a dotted path."""
    for key in path.split("."):
        if not isinstance(data, dict) or key not in data:
            return default
        data = data[key]
    return data


def table(data: Any, path: str) -> dict[str, Any]:
    """The table at a dotted path; an empty one where there is none."""
    value = get(data, path)
    return value if isinstance(value, dict) else {}


def text_of(value: Any) -> str:
    """A value as Hugo makes a text of it; "" of one that is no single value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(value, "f").rstrip("0").rstrip(".") if value.is_integer() else repr(value)
    return str(value) if isinstance(value, (str, int)) else ""


def texts(value: Any) -> list[str]:
    """A value that is one text or a list of them, as a list."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return [text_of(value)]
    if not isinstance(value, Iterable) or isinstance(value, dict):
        return []
    return [
        text_of(inner) or str(inner) for inner in value if inner is not None and not isinstance(inner, (dict, list))
    ]


def has_value(value: Any) -> bool:
    """Whether a field is filled in: a text or a list of nothing but blanks is not; 0 and false are values."""
    if isinstance(value, str):
        return bool(value.strip())
    items = value if isinstance(value, list) else [value]
    return not all(item is None or not str(item).strip() for item in items)
