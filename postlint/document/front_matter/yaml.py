"""YAML front matter: data and spans in one pass over the events of PyYAML's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec.structs import replace

from postlint.document.front_matter.model import MAX_DEPTH, Field, Path, Reading, Unusable, stands_twice, too_deep
from postlint.document.front_matter.yaml_errors import unusable
from postlint.document.front_matter.yaml_scalars import resolve
from postlint.lazy_regex import pattern
from postlint.text import Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_VALUES = 100_000
"""How many values there may be with aliases written out: a few lines of aliases to aliases stand for billions."""

# As PyYAML has them; a byte order mark is one more to Hugo.
_CONTROL: re.Pattern[str] = yaml.reader.Reader.NON_PRINTABLE
_MARK = re.compile("\ufeff")
# PyYAML, of YAML 1.1, ends lines at these; Hugo does not. They are hidden from it behind private characters.
_BREAKS = "\x85\u2028\u2029"
_PRIVATE = [chr(code) for code in range(0xE000, 0xF8FF)]
# Two halves of a character beyond U+FFFF, one of which PyYAML does not read; the second alone is U+FFFD to Hugo.
_SURROGATES = pattern(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_TAG = "tag:yaml.org,2002:"


def read(text: str, content: Span) -> Reading:
    """The data and the fields of the YAML at `content`. Raises Unusable."""
    source = text[content.start : content.end]
    if control := _CONTROL.search(source) or _MARK.search(source):
        at = content.start + control.start()
        raise Unusable(Span(at, at + 1), f"the character U+{ord(control[0]):04X} may not stand here: delete it")
    try:
        reader = _Reader(text, content.start, source)
        return reader.document(), tuple(field for field in reader.fields if field is not None)
    except yaml.YAMLError as error:
        raise unusable(error, text, content) from None


class _Reader:
    """Builds the values of the events, and notes each field when its value is known, in the place of its key."""

    def __init__(self, text: str, base: int, source: str) -> None:
        self.text = text
        self.base = base
        self.fields: list[Field | None] = []
        hidden: dict[str | int, str | int | None] = {}
        if any(char in source for char in _BREAKS):
            unused = (char for char in _PRIVATE if char not in source)
            hidden.update(zip(_BREAKS, unused, strict=False))
        self._shown = {ord(str(private)): str(char) for char, private in hidden.items()}
        source = source.translate(str.maketrans(hidden))
        self._escapes: dict[str, str] = {}
        """What stands for escapes that PyYAML does not read, and how they are written."""
        if "\\ud" in source.lower():
            source = self._readable(source)
        self._events: Iterator[Any] = yaml.parse(source, Loader=_LOADER)
        # The column of a list that an empty item ended just now: a key below in the same column is a part of that
        # item, for Hugo.
        self._open_at = -1
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._values = 0

    def _readable(self, source: str) -> str:
        """The text with each pair of surrogates replaced by two escapes of private characters, at equal length."""
        unused = (char for char in _PRIVATE if char not in source and ord(char) not in self._shown)

        def escape(match: re.Match[str]) -> str:
            if match[1] is None:
                written = "\\ufffd"
            else:
                first, second = next(unused), next(unused)
                pair = bytes.fromhex(match[1] + match[2]).decode("utf-16-be")
                self._shown |= {ord(first): pair, ord(second): ""}
                written = f"\\u{ord(first):04x}\\u{ord(second):04x}"
            self._escapes[written] = match[0]
            return written

        return _SURROGATES.sub(escape, source)

    def document(self) -> dict[str, Any]:
        """The data of the only document there may be. Raises Unusable."""
        next(self._events)
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            return {}
        if start.explicit:
            raise Unusable(self._span(start), "no second --- and no directive may stand within the front matter")
        first = next(self._events)
        value, span = self._node(first, ())
        end = next(self._events)
        if end.explicit:
            raise Unusable(self._span(end), "a line ... may not stand within the front matter")
        last = next(self._events)
        if not isinstance(last, yaml.StreamEndEvent):
            raise Unusable(self._span(last), "only one YAML document may stand in the front matter")
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise Unusable(span, 'the front matter must be lines of "key: value"')
        return value

    def _span(self, event: Any) -> Span:
        return Span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def _node(self, event: Any, path: Path) -> tuple[Any, Span]:
        """The value that begins with an event, and its span."""
        self._values += 1
        if len(path) > MAX_DEPTH:
            raise too_deep(self.base + event.start_mark.index)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event), self._span(event)
        before = self._values
        value, span = self._new(event, path)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, self._values - before + 1)
        return value, span

    def _new(self, event: Any, path: Path) -> tuple[Any, Span]:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), self._scalar_span(event)
        if event.anchor is not None:
            # Until it is complete: a value that holds itself has no end.
            self._anchors.pop(event.anchor, None)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path)
        return self._sequence(event, path)

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            message = f'no value above is named "&{event.anchor}"; a text that begins with * must stand in quotes'
            raise Unusable(self._span(event), message)
        value, weight = self._anchors[event.anchor]
        self._values += weight
        if self._values > _MAX_VALUES:
            raise Unusable(self._span(event), "the aliases stand for too many values")
        return value

    def _scalar(self, event: Any) -> Any:
        value = event.value.translate(self._shown) if self._shown else event.value
        if self._escapes and event.style != '"':
            for read, written in self._escapes.items():
                value = value.replace(read, written)
        if event.implicit[0] and event.tag is None:
            return resolve(value)
        if event.tag and event.tag.startswith(_TAG) and event.tag != f"{_TAG}str":
            return resolve(value)
        return value

    def _scalar_span(self, event: Any) -> Span:
        """The scalar as written; a block scalar up to its last line that is not empty."""
        span = self._span(event)
        if event.style in ("|", ">"):
            return Span(span.start, span.start + len(self.text[span.start : span.end].rstrip()))
        return span

    def _mapping(self, start: Any, path: Path) -> tuple[dict[str, Any], Span]:
        data: dict[str, Any] = {}
        into = data
        first: dict[str, Span] = {}
        merged: list[Any] = []
        end = self._span(start).end
        open_list: list[Any] | None = None
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name, key = self._key(event)
            if open_list is not None:
                into, path = self._fill(open_list)
            if name in first:
                raise stands_twice(self.text, name, key, first[name])
            first[name] = key
            self._open_at = -1
            value, span = self._field((*path, name), key)
            end = max(end, span.end)
            open_list = value if isinstance(value, list) and self._open_at == event.start_mark.column else None
            if name == "<<" and not event.style:
                merged = self._tables(value, span)
            else:
                into[name] = value
        for table in merged:
            for name, value in table.items():
                data.setdefault(name, value)
        return data, self._whole(start, event, end)

    def _sequence(self, start: Any, path: Path) -> tuple[list[Any], Span]:
        items: list[Any] = []
        end = self._span(start).end
        is_open = False
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            value, span = self._item(event, (*path, len(items)))
            end = max(end, span.end)
            items.append(value)
            is_open = isinstance(event, yaml.ScalarEvent) and span.start == span.end and not start.flow_style
        self._open_at = start.start_mark.column if is_open else -1
        return items, self._whole(start, event, end)

    def _fill(self, items: list[Any]) -> tuple[dict[str, Any], Path]:
        """The empty item that ends a list, made the table of what follows below the list, and its path."""
        item = self.fields[-1]
        assert item is not None
        items[-1] = {}
        self.fields[-1] = replace(item, value=items[-1])
        return items[-1], item.path

    def _whole(self, start: Any, end: Any, last: int) -> Span:
        """The span of a collection: up to its bracket, or else up to the end of its last value."""
        begin = self._span(start).start
        return Span(begin, self._span(end).end if start.flow_style else last)

    def _key(self, event: Any) -> tuple[str, Span]:
        span = self._span(event)
        if isinstance(event, yaml.AliasEvent):
            value = self._alias(event)
            if not isinstance(value, str):
                raise Unusable(span, "a key must be a text")
            return value, span
        if not isinstance(event, yaml.ScalarEvent):
            raise Unusable(
                Span(span.start, span.start + 1),
                "a key must be a text; a text that begins with [ or { must stand in quotes",
            )
        value = event.value.translate(self._shown)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)
        return value, span

    def _field(self, path: Path, key: Span) -> tuple[Any, Span]:
        slot = len(self.fields)
        self.fields.append(None)
        value, span = self._node(next(self._events), path)
        self.fields[slot] = Field(path, value, key, span)
        return value, span

    def _item(self, event: Any, path: Path) -> tuple[Any, Span]:
        slot = len(self.fields)
        self.fields.append(None)
        value, span = self._node(event, path)
        self.fields[slot] = Field(path, value, span, span)
        return value, span

    def _tables(self, value: Any, span: Span) -> list[dict[str, Any]]:
        """The tables that a merge key brings in, the one that wins first."""
        tables = value if isinstance(value, list) else [value]
        if not all(isinstance(table, dict) for table in tables):
            raise Unusable(span, 'the value of "<<" must be an alias of a table, or a list of them')
        return tables
