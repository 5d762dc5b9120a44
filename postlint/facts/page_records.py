"""A page as plain data for JSON, and back. Nothing of it is ever executed."""

from __future__ import annotations

import json
import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from functools import cache, lru_cache, partial
from hashlib import blake2b
from itertools import chain
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from postlint.facts.finding_records import Damaged, to_json
from postlint.facts.page import Heading, Link, Page
from postlint.text import Range

# Asked of the page that is looked at, and of few others. The first ones are part of the outline as they are.
_OUTLINED = ("places", "headings", "notes")
_PARTS = ("anchors", "terms")
# What findings in other articles do not depend on, or not on all of it.
_MORE = ("directives", "calls", "related", "wiki_links", "orphans")
# What a run looks at again and again is near; all pages of a large site at once would fill the memory.
_NEAR = 512
_FIELDS = [(field.name, field.default) for field in fields(Page)]
_DATES: dict[str, Any] = {"datetime": datetime, "date": date, "time": time}
_EMPTY: dict[str, Any] = {"places": {}, "opening": ""}
_NUMBERS = len(Range._fields)
_DAMAGE = (TypeError, KeyError, AttributeError, IndexError, ValueError)


def _part(name: str) -> Any:
    def part(page: _Stored) -> Any:
        found = _parts_in(page._record)
        return found.get(name, _EMPTY.get(name, ()))

    return property(part)


def _links() -> Any:
    return property(lambda page: _links_in(page._record))


@lru_cache(maxsize=_NEAR)
def _parts_in(record: bytes) -> dict[str, Any]:
    try:
        outlined, parts = json.loads(record.rsplit(b"\t", 2)[1])
        found: dict[str, Any] = {}
        if "places" in outlined:
            keys, places = outlined.pop("places")
            found["places"] = dict(zip(keys, _unpacked(places), strict=True))
        if "headings" in outlined:
            found["headings"] = _table(Heading).rows(outlined.pop("headings"), parts.pop("headings"))
        return found | _read(outlined) | _read(parts)
    except _DAMAGE as error:
        raise Damaged(f"this is no stored page: {error}") from error


@lru_cache(maxsize=_NEAR)
def _links_in(record: bytes) -> tuple[Link, ...]:
    try:
        found = json.loads(record.rsplit(b"\t", 1)[1])
        return cast("tuple[Link, ...]", _table(Link).rows(*found)) if found != [] else ()
    except _DAMAGE as error:
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
    opening = _part("opening")
    terms = _part("terms")
    links = _links()


def page_to_texts(page: Page) -> tuple[str, str]:
    """The outline of a page, and the page as texts of JSON, parted by tabs.

    The outline is a digest of the facts that findings in other articles may depend on. The URL of the article, its
    titles, ids and front matter are among them; its links and the places of what stands in its text are not, so that
    most changes of a text leave it as it is.

    The texts are: what is often asked of many pages, the rest, and its links.
    """
    data = _data_of(page)
    links, opening = data.pop("links", ()), data.pop("opening", "")
    more, outlined, parts = (_taken(data, names) for names in (_MORE, _OUTLINED, _PARTS))
    beside = _beside(page) if page.calls or page.related or parts else ""
    if "places" in outlined:
        outlined["places"] = [*page.places], _packed(page.places.values())
    if "headings" in outlined:
        outlined["headings"], parts["headings"] = _table(Heading).columns(page.headings)
    own, ids = to_json(data), to_json(outlined)
    outline = blake2b(f"{own}\t{ids}\t{beside}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    if opening:
        parts["opening"] = opening
    told = to_json(_table(Link).columns(links)) if links else "[]"
    return outline, f"[{own},{_dumped(more)}]\t[{ids},{_dumped(parts)}]\t{told}"


def _dumped(some: dict[str, Any]) -> str:
    return to_json(some) if some else "{}"


def _taken(data: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: data.pop(name) for name in names if name in data}


def _beside(page: Page) -> str:
    """What is part of the outline, of facts that have places between the rest."""
    return to_json(
        (
            [(anchor.id, anchor.kind) for anchor in page.anchors],
            [
                (*call[:2], *call[3:5], [parameter[:2] for parameter in call.parameters], call.inside)
                for call in page.calls
            ],
            [term.parts for term in page.terms],
            [
                (related.lead, related.title, related.destination, related.words, related.likely)
                for related in page.related
            ],
        )
    )


def page_from_texts(record: bytes) -> Page:
    """The page whose texts a record ends with. Raises ValueError where what is often asked for is something else.

    Asking for a part of it raises Damaged where the others are.
    """
    own, more = json.loads(record.rsplit(b"\t", 3)[1])
    found = _read(own) | _read(more)
    if "path" not in found or "data" not in found:
        raise ValueError("this is no stored page: it has no path or no front matter")
    stored = object.__new__(_Stored)
    # What is as by default is that of the class.
    stored.__dict__.update(found, _record=record)
    return stored


class _Table:
    """How many rows of one kind of named tuple are stored: field by field, as many fields are the same in all rows.

    Of a field, a list of one value stands for the same in every row, and 0 for what the field before has. Places stand
    by themselves, as numbers.
    """

    def __init__(self, kind: Any) -> None:
        hints = get_type_hints(kind)
        self._make = partial(tuple.__new__, kind)
        self._width = len(kind._fields)
        self._places = [at for at, name in enumerate(kind._fields) if hints[name] is Range]
        self._others = [(at, _reader(hints[name])) for at, name in enumerate(kind._fields) if hints[name] is not Range]

    def columns(self, rows: Sequence[Any]) -> tuple[list[Any], str]:
        """The fields of the rows, of which there is at least one, and their places."""
        columns = [*zip(*rows, strict=True)]
        found: list[Any] = []
        before: Any = None
        for at, _ in self._others:
            column = columns[at]
            one = column.count(column[0]) == len(column)
            found.append(0 if column == before else column[:1] if one else column)
            before = column
        return found, _packed(chain.from_iterable(columns[at] for at in self._places))

    def rows(self, columns: list[Any], places: str) -> tuple[Any, ...]:
        """The rows that `columns` made these of. Raises ValueError or TypeError for others."""
        standing = _unpacked(places)
        size, rest = divmod(len(standing), len(self._places))
        if rest or not size:
            raise ValueError("the places are not those of rows")
        found: list[Any] = [None] * self._width
        for number, at in enumerate(self._places):
            found[at] = standing[size * number : size * (number + 1)]
        column: Any = None
        for (at, reader), each in zip(self._others, columns, strict=True):
            if each != 0:
                if type(each) is not list:
                    raise TypeError("these are no values of a field")
                column = each if reader is _same else [reader(value) for value in each]
                column = column * size if len(each) == 1 else column
            found[at] = column
        return tuple(map(self._make, zip(*found, strict=True)))


@cache
def _table(kind: Any) -> _Table:
    return _Table(kind)


def _packed(places: Iterable[Range]) -> str:
    """The numbers of places as text: many times faster to write than each number by itself."""
    numbers = array("I", chain.from_iterable(places))
    if sys.byteorder == "big":
        numbers.byteswap()
    return b2a_base64(numbers, newline=False).decode()


def _unpacked(text: str) -> list[Range]:
    """The places that `_packed` made a text of. Raises ValueError or TypeError for others."""
    numbers = array("I", a2b_base64(text, strict_mode=True))
    if sys.byteorder == "big":
        numbers.byteswap()
    return [*map(partial(tuple.__new__, Range), zip(*[iter(numbers)] * _NUMBERS, strict=True))]


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return {"\0" + type(value).__name__: value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
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
        return tuple if item is _same else lambda value: tuple([item(inner) for inner in value])
    if origin is Mapping:
        inner = _reader(arguments[1])
        return lambda value: {key: inner(element) for key, element in value.items()}
    if origin in (Union, UnionType):
        some = [argument for argument in arguments if argument is not NoneType]
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
        return [_front_matter(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        kind, written = next(iter(value.items()))
        if kind[:1] == "\0" and kind[1:] in _DATES:
            return _DATES[kind[1:]].fromisoformat(written)
    return {key: _front_matter(inner) for key, inner in value.items()}
