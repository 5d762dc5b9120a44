"""A page as plain data for JSON, and back. Nothing of it is ever executed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from functools import cache, lru_cache
from hashlib import blake2b
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from postlint.site.page import Link, Page
from postlint.stored import Damaged, to_json

# Asked of the page that is looked at, and of few others.
_PARTS = ("places", "headings", "anchors", "notes", "terms")
# What a run looks at again and again is near; all pages of a large site at once would fill the memory.
_NEAR = 512
_FIELDS = [(each.name, each.default) for each in fields(Page)]
_DATES: dict[str, Any] = {"datetime": datetime, "date": date, "time": time}


def _part(name: str) -> Any:
    def part(page: _Stored) -> Any:
        found = _parts_in(page._record)
        return found.get(name, {} if name == "places" else ())

    return property(part)


def _links() -> Any:
    return property(lambda page: _links_in(page._record))


@lru_cache(maxsize=_NEAR)
def _parts_in(record: bytes) -> dict[str, Any]:
    try:
        return _read(json.loads(record.rsplit(b"\t", 2)[1]))
    except (AttributeError, ValueError) as error:
        raise Damaged(f"this is no stored page: {error}") from error


@lru_cache(maxsize=_NEAR)
def _links_in(record: bytes) -> tuple[Link, ...]:
    try:
        return cast("tuple[Link, ...]", _page_readers()["links"](json.loads(record.rsplit(b"\t", 1)[1])))
    except (TypeError, KeyError, AttributeError, IndexError, ValueError) as error:
        raise Damaged(f"these are no stored links: {error}") from error


def _data_of(page: Page) -> dict[str, Any]:
    """The page as dictionaries, lists, texts and numbers. Fields that are as by default are left out."""
    found: dict[str, Any] = {}
    for name, default in _FIELDS:
        value = getattr(page, name)
        if value != default:
            # Only front matter holds what JSON does not know; tuples are lists to it.
            found[name] = _plain(value) if name == "data" else value
    return found


def _read(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a page. Raises ValueError."""
    readers = _page_readers()
    try:
        return {name: readers[name](value) for name, value in data.items()}
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"this is no stored page: {error}") from error


class _Stored(Page):
    """A page that is read from its texts. Its parts are made when they are asked for, and kept for a moment only."""

    _record: bytes
    """What it is read from. A part of it by itself would be a second text, and the memory of the first be in pieces."""

    places = _part("places")
    headings = _part("headings")
    anchors = _part("anchors")
    notes = _part("notes")
    terms = _part("terms")
    links = _links()


def page_to_texts(page: Page) -> str:
    """The page as three texts of JSON, parted by tabs: what is often asked of many pages, the rest, and its links."""
    data = _data_of(page)
    links = data.pop("links", ())
    parts = {name: data.pop(name) for name in _PARTS if name in data}
    return f"{to_json(data)}\t{to_json(parts)}\t{to_json(links)}"


def page_from_texts(record: bytes) -> Page:
    """The page whose texts a record ends with. Raises ValueError where the first of them is something else.

    Asking for a part of it raises Damaged where the others are.
    """
    stored = object.__new__(_Stored)
    # What is as by default is that of the class.
    stored.__dict__.update(_read(json.loads(record.rsplit(b"\t", 3)[1])), _record=record)
    if "path" not in stored.__dict__ or "data" not in stored.__dict__:
        raise ValueError("this is no stored page: it has no path or no front matter")
    return stored


def outline_of(page: Page) -> str:
    """A digest of the facts about an article that findings in other articles may depend on.

    Its URL, titles, ids and front matter are among them; its links and the places of what stands in its text are not,
    so that most changes of a text leave it as it is.
    """
    facts = [
        *(page.path, _plain(page.data), page.places, page.top, page.has_front_matter, page.has_body, page.readable),
        [(each.level, each.text, each.parts, each.id, each.html, each.inside) for each in page.headings],
        [(each.id, each.kind) for each in page.anchors],
        [(*call[:2], *call[3:5], [each[:2] for each in call.parameters], call.inside) for call in page.calls],
        page.notes,
        [each.parts for each in page.terms],
        [(each.lead, each.title, each.destination, each.words, each.likely) for each in page.related],
    ]
    return blake2b(to_json(facts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return {"\0" + type(value).__name__: value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value


Reader = Callable[[Any], Any]


@lru_cache(maxsize=1)
def _page_readers() -> dict[str, Reader]:
    return {name: _reader(hint) for name, hint in get_type_hints(Page).items()}


@cache
def _reader(hint: Any) -> Reader:
    """What makes a stored value what the type hint of its field says; made once for each type."""
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return _tuple_reader(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        item = _reader(arguments[0])
        return tuple if item is _same else lambda value: tuple([item(each) for each in value])
    if origin is Mapping:
        inner = _reader(arguments[1])
        return lambda value: {key: inner(each) for key, each in value.items()}
    if origin in (Union, UnionType):
        some = [each for each in arguments if each is not NoneType]
        inner = _reader(some[0]) if len(some) == 1 else _same
        return _same if inner is _same else lambda value: None if value is None else inner(value)
    return _front_matter if hint is Any else _same


def _same(value: Any) -> Any:
    return value


def _tuple_reader(kind: Any) -> Reader:
    """A reader of a named tuple: only the fields that are more than plain values are looked at one by one."""
    hints, size, make = get_type_hints(kind), len(kind._fields), tuple.__new__
    special = [(at, _reader(hints[name])) for at, name in enumerate(kind._fields)]
    special = [(at, reader) for at, reader in special if reader is not _same]

    def read(value: Any) -> Any:
        if type(value) is not list or len(value) != size:
            raise TypeError(f"this is no stored {kind.__name__}")
        for at, reader in special:
            value[at] = reader(value[at])
        return make(kind, value)

    return read


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
