"""JSON front matter: its data, and the span of every key and item."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from postlint.document.front_matter.model import MAX_DEPTH, Field, Path, Reading, Unusable, stands_twice, too_deep
from postlint.text import Span

_BLANK = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r"[^\s,:{}\[\]]+|.", re.DOTALL)


def read(text: str, content: Span) -> Reading:
    """The data and the fields of the JSON object at `content`. Raises Unusable."""
    reader = _Reader(text, content.start)
    data = reader.table(())
    return data, tuple(field for field in reader.fields if field is not None)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON value")


def _number(written: str) -> int | float:
    """An integer as Go's reader has it: of more than 64 bits, as a float."""
    value = float(written)
    return int(written) if abs(value) < 2**63 else value


class _Reader:
    """Reads on from `at`, and notes each field when its value is known, in the place of its key."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.fields: list[Field | None] = []
        self._scalar = json.JSONDecoder(parse_constant=_refuse, parse_int=_number)

    def table(self, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, Span] = {}
        while not self._closes("}", bool(data)):
            start = self.at
            if not self.text.startswith('"', start):
                self._fail("a key in double quotes must stand here")
            name, key = self._plain(), Span(start, self.at)
            if name in first:
                raise stands_twice(self.text, name, key, first[name])
            first[name] = key
            self._skip()
            if not self.text.startswith(":", self.at):
                self._fail(f'a colon must follow the key "{name}"')
            self.at += 1
            self._skip()
            data[name] = self._field((*path, name), key)
        return data

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not self._closes("]", bool(items)):
            items.append(self._field((*path, len(items)), None))
        return items

    def _closes(self, bracket: str, more: bool) -> bool:
        """Steps over the opening bracket or a comma; whether the closing bracket was there instead, and passed."""
        if more:
            self._skip()
        if not more or self.text.startswith(",", self.at):
            comma = self.at
            self.at += 1
            self._skip()
            if more and self.text.startswith(bracket, self.at):
                raise Unusable(Span(comma, comma + 1), f'no comma may stand before "{bracket}"')
            if more or not self.text.startswith(bracket, self.at):
                return False
        elif not self.text.startswith(bracket, self.at):
            self._fail(f'a comma or "{bracket}" is missing here')
        self.at += 1
        return True

    def _field(self, path: Path, key: Span | None) -> Any:
        start, slot = self.at, len(self.fields)
        if len(path) > MAX_DEPTH:
            raise too_deep(start)
        self.fields.append(None)
        value = self._value(path)
        span = Span(start, self.at)
        self.fields[slot] = Field(path, value, key or span, span)
        return value

    def _value(self, path: Path) -> Any:
        if self.text.startswith("{", self.at):
            return self.table(path)
        if self.text.startswith("[", self.at):
            return self._list(path)
        return self._plain()

    def _plain(self) -> Any:
        try:
            value, self.at = self._scalar.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            if error.pos == self.at:
                self._fail("this is not a JSON value: a string needs double quotes")
            raise Unusable(Span(error.pos, error.pos + 1), _plainly(error.msg)) from None
        except ValueError:
            self._fail("this is not a JSON value")
        # Half of a surrogate pair is no character; Go reads it as U+FFFD too.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value

    def _skip(self) -> None:
        blank = _BLANK.match(self.text, self.at)
        assert blank is not None
        self.at = blank.end()

    def _fail(self, message: str) -> NoReturn:
        token = _TOKEN.match(self.text, self.at)
        raise Unusable(Span(self.at, token.end() if token else self.at), message)


def _plainly(message: str) -> str:
    """What Python's JSON decoder says of a string, in an editor's words."""
    if message.startswith("Unterminated"):
        return "the quote opened here is never closed"
    if message.startswith("Invalid control character"):
        return "a line break, a tab or another control character stands within the quotes"
    return 'a backslash must be followed by one of " \\ / b f n r t u: write it twice'
