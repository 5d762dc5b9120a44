"""YAML front matter of the forms that nearly all articles have, read without loading a parser of YAML.

Keys at the beginning of lines with texts, numbers and dates, in one line or folded over several, and lists of these.
Whatever else there is, the parser is to read; so a form that may mean several things is none of these.
"""

from __future__ import annotations

import re
from typing import Any

from postlint.document.front_matter.model import Field, Path, Reading
from postlint.document.front_matter.yaml_scalars import resolve
from postlint.lazy_regex import pattern
from postlint.text import Span

# What stands behind the colon is looked at by itself.
_KEY = pattern(r"([A-Za-z_](?:[\w.-]|:(?=[^ :])){0,100}):(?:(?= +[^ ])|\Z)", re.A)
# A plain text begins with none of the signs of YAML, and holds nothing that would end it.
_PLAIN = pattern(r"(?:[^\W_]|[_/(.]|-(?=\d))(?:[^ :]|:(?=[^ ])| (?!#))*\Z")
_IN_FLOW = pattern(r"(?:[^\W_]|[_/(.])[^:#\[\]{},]*\Z")
_QUOTED = pattern(r"'[^',\]]*'\Z|\"[^\",\\\]]*\"\Z")
# Behind a value there may be a comment.
_ENDING = pattern(r"(?: +(?:#.*)?)?\Z")
_QUOTES = ("'", '"')
_DEEPEST = 10
_BLOCKS = {">": " ", "|": "\n"}


class _Other(Exception):
    """The front matter has something that the parser is to read."""


def read(text: str, content: Span) -> Reading:
    """The data and the fields of the YAML at `content`. Raises Unusable."""
    reading = read_simple(text, content)
    if reading is None:
        from postlint.document.front_matter import yaml

        return yaml.read(text, content)
    return reading


def read_simple(text: str, content: Span) -> Reading | None:
    """The data and the fields of the YAML at `content`; None where it has anything that is not simple."""
    source = text[content.start : content.end]
    # Without what is no printable sign, tabs and carriage returns among them.
    if source[-1:] != "\n" or not source.replace("\n", "").isprintable():
        return None
    try:
        return _Lines(source, content.start).read()
    except _Other:
        return None


class _Lines:
    """Reads a front matter line by line."""

    def __init__(self, source: str, base: int) -> None:
        self._lines = source[:-1].split("\n")
        self._at = 0
        """The line that is read next."""
        self._start = base
        """Where it begins."""
        self._fields: list[Field | None] = []

    def read(self) -> Reading:
        """All of it."""
        data, _ = self._table((), 0)
        if self._at < len(self._lines) or not data:
            raise _Other
        return data, tuple(field for field in self._fields if field is not None)

    def _ahead(self) -> tuple[str, int]:
        """The line that is read next without its indentation, and this; nothing, and -1, at the end."""
        if self._at == len(self._lines):
            return "", -1
        line = self._lines[self._at]
        text = line.lstrip(" ")
        return text, len(line) - len(text)

    def _next(self) -> None:
        self._start += len(self._lines[self._at]) + 1
        self._at += 1

    def _table(self, path: Path, indent: int) -> tuple[dict[str, Any], Span]:
        """The keys in the lines with an indentation."""
        data: dict[str, Any] = {}
        begin = end = 0
        while (ahead := self._ahead())[1] >= 0:
            text, deep = ahead
            if not text or text[0] == "#":
                self._next()
                continue
            if deep < indent:
                break
            match = _KEY.match(text)
            if deep > indent or match is None or match[1] in data:
                raise _Other
            start = self._start + indent
            key = Span(start, start + match.end(1))
            begin = begin if data else start
            data[match[1]], end = self._entry((*path, match[1]), key, text, match.end(), indent)
        return data, Span(begin, end)

    def _entry(self, path: Path, key: Span, line: str, end: int, indent: int) -> tuple[Any, int]:
        """The value of a key, whose fields are added, and where it ends."""
        rest = line[end:]
        start = key.start + end + len(rest) - len(rest.lstrip(" "))
        slot = len(self._fields)
        self._fields.append(None)
        self._next()
        value, span = self._value(path, rest.strip(" "), start, indent)
        self._fields[slot] = Field(path, value, key, span)
        return value, span.end

    def _value(self, path: Path, written: str, start: int, indent: int) -> tuple[Any, Span]:
        """A value, of which this is written in the line of its key."""
        if not written:
            return self._below(path, indent)
        if written[0] == "[":
            return self._flow(path, written, start, indent)
        if written[0] in _BLOCKS:
            return self._block(written, start, indent)
        return self._scalar(written, start, indent)

    def _below(self, path: Path, indent: int) -> tuple[Any, Span]:
        """A value that begins in the line behind its key."""
        text, deep = self._ahead()
        if text[:2] == "- " and deep >= indent:
            return self._list(path, deep, indent)
        if not text or deep <= indent:
            raise _Other
        if _KEY.match(text) and len(path) < _DEEPEST:
            data, span = self._table(path, deep)
            if self._ahead()[1] > indent:
                raise _Other
            return data, span
        start = self._start + deep
        if text[:1] in _QUOTES:
            raise _Other
        self._next()
        return self._scalar(text.rstrip(" "), start, indent)

    def _scalar(self, written: str, start: int, indent: int) -> tuple[Any, Span]:
        """A text in quotes, or a plain scalar, which may go on in the lines below."""
        if (quote := written[0]) in _QUOTES:
            inner, _, rest = written[1:].partition(quote)
            if len(written) < len(inner) + 2 or (quote == '"' and "\\" in inner) or not _ENDING.match(rest):
                raise _Other
            self._see_that_it_ends(indent)
            return inner, Span(start, start + len(inner) + 2)
        if " #" in written:
            written = written[: written.index(" #")].rstrip(" ")
            self._see_that_it_ends(indent)
        if not _PLAIN.match(written):
            raise _Other
        parts, end = [written], start + len(written)
        while (ahead := self._ahead())[1] > indent:
            parts.append(ahead[0].rstrip(" "))
            if not _PLAIN.match(parts[-1]):
                raise _Other
            end = self._start + ahead[1] + len(parts[-1])
            self._next()
        return resolve(" ".join(parts)), Span(start, end)

    def _see_that_it_ends(self, indent: int) -> None:
        """Leave to the parser what may go on in the next line."""
        if self._ahead()[1] > indent:
            raise _Other

    def _block(self, header: str, start: int, indent: int) -> tuple[str, Span]:
        """The text of the lines below."""
        lines: list[str] = []
        deep = 0
        end = start
        while (ahead := self._ahead())[1] > indent:
            text = ahead[0]
            deep = deep or ahead[1]
            if not text or text[-1] == " " or ahead[1] != deep:
                raise _Other
            lines.append(text)
            end = self._start + deep + len(text)
            self._next()
        # An empty line may be a part of it.
        if header not in (">", "|", ">-", "|-") or not lines or (ahead[0] == "" and ahead[1] >= 0):
            raise _Other
        return _BLOCKS[header[0]].join(lines) + "\n" * (len(header) == 1), Span(start, end)

    def _list(self, path: Path, deep: int, indent: int) -> tuple[list[Any], Span]:
        """The items in the lines below, which have this indentation, below a key with another one."""
        items: list[Any] = []
        begin, end = self._start + deep, 0
        while (ahead := self._ahead())[0][:2] == "- " and ahead[1] == deep:
            written = ahead[0][1:].strip(" ")
            start = self._start + deep + len(ahead[0]) - len(ahead[0][1:].lstrip(" "))
            self._next()
            if not written or _KEY.match(written):
                raise _Other
            end = self._item((*path, len(items)), items, written, start, deep)
        if ahead[1] > indent or (ahead[1] == indent and ahead[0][:1] in ("-", "")):
            raise _Other
        return items, Span(begin, end)

    def _item(self, path: Path, items: list[Any], written: str, start: int, indent: int) -> int:
        """Add an item of a list; where it ends."""
        value, span = self._scalar(written, start, indent)
        self._fields.append(Field(path, value, span, span))
        items.append(value)
        return span.end

    def _flow(self, path: Path, written: str, start: int, indent: int) -> tuple[list[Any], Span]:
        """The items between brackets in one line."""
        self._see_that_it_ends(indent)
        items: list[Any] = []
        inner, _, rest = written[1:].partition("]")
        if len(written) < len(inner) + 2 or not _ENDING.match(rest):
            raise _Other
        at = start + 1
        for part in inner.split(",") if inner.strip(" ") else ():
            item = part.strip(" ")
            if not (_IN_FLOW.match(item) or _QUOTED.match(item)):
                raise _Other
            self._item((*path, len(items)), items, item, at + len(part) - len(part.lstrip(" ")), indent)
            at += len(part) + 1
        return items, Span(start, start + len(inner) + 2)
