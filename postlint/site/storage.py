"""A page as plain data for JSON, and back. Nothing of it is ever executed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from postlint.site.page import Page

_DATES: dict[str, Any] = {"datetime": datetime, "date": date, "time": time}


def page_to_data(page: Page) -> dict[str, Any]:
    """The page as dictionaries, lists, texts and numbers. Fields that are as by default are left out."""
    found: dict[str, Any] = {}
    for each in fields(page):
        value = getattr(page, each.name)
        if value != each.default:
            found[each.name] = _plain(value)
    return found


def page_from_data(data: Mapping[str, Any]) -> Page:
    """The page that `page_to_data` made. Raises ValueError where the data is not one."""
    try:
        hints = get_type_hints(Page)
        given = {name: _typed(value, hints[name]) for name, value in data.items()}
        return Page(**given)
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"this is no stored page: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return {"\0" + type(value).__name__: value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value


def _typed(value: Any, hint: Any) -> Any:
    """A stored value as what the type hint of its field says."""
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        hints = get_type_hints(hint)
        return hint(*(_typed(each, hints[name]) for name, each in zip(hint._fields, value, strict=False)))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return tuple(_typed(each, arguments[0]) for each in value)
    if origin in (Union, UnionType):
        return value
    if origin is Mapping:
        return {key: _typed(each, arguments[1]) for key, each in value.items()}
    return _front_matter(value) if hint is Any else value


def _front_matter(value: Any) -> Any:
    if isinstance(value, list):
        return [_front_matter(each) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        kind, written = next(iter(value.items()))
        if kind[:1] == "\0" and kind[1:] in _DATES:
            return _DATES[kind[1:]].fromisoformat(written)
    return {key: _front_matter(each) for key, each in value.items()}
