"""Edits of a front matter: what all formats share."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from postlint.diagnostic import Edit
from postlint.document.front_matter.fences import parse
from postlint.text import Span, newline_of

if TYPE_CHECKING:
    from postlint.document.front_matter.model import Field, FrontMatter

_LINE_REST = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")
_AFTER_ITEM = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)")
_COMMA = re.compile(r"[ \t\r\n]*,")
# JSON leaves these as they are; TOML and YAML want them escaped.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MISSING = object()


class Editor(ABC):
    """Writes values and edits in one format.

    A text that is to keep its quotes is spelled in several ways, and the first that reads back as that text is taken:
    the parser knows better than any rule here what may stand in which quotes.
    """

    bare_key: re.Pattern[str]
    """The keys that need no quotes."""
    trailing_comma = True
    """Whether a comma may stand behind the last item of a list."""

    def __init__(self, front: FrontMatter) -> None:
        self.front = front
        self.text = front.text
        self.newline = newline_of(front.text)

    @abstractmethod
    def sample(self, key: str, value: str) -> str:
        """A whole front matter of one entry as spelled, to see what it reads as."""

    @abstractmethod
    def plain(self, value: Any) -> str:
        """A value that is neither a text, a list nor a table."""

    @abstractmethod
    def table(self, entries: Iterable[tuple[str, str]]) -> str:
        """A table within braces, from its spelled keys and values."""

    @abstractmethod
    def spellings(self, value: str, like: str) -> list[str]:
        """Ways to write a text, as near to `like` as may be; "" is like nothing. `double` of it need not be there."""

    @abstractmethod
    def add(self, key: str, value: Any) -> Edit:
        """See FrontMatter."""

    @abstractmethod
    def remove_line(self, field: Field) -> Edit:
        """The edit that removes a field that stands in no brackets."""

    @abstractmethod
    def in_brackets(self, field: Field) -> bool:
        """Whether a field stands within the brackets or braces of the field above it."""

    def literal(self, value: Any) -> str:
        """See FrontMatter."""
        return self.spell(value, flow=False)

    def spell(self, value: Any, *, flow: bool, like: str = "") -> str:
        """A value on one line; `flow` where it is to stand within brackets."""
        if isinstance(value, str):
            return self._spell_text(value, flow, like)
        if isinstance(value, dict):
            return self.table((self.spell_key(str(key)), self.spell(item, flow=True)) for key, item in value.items())
        if isinstance(value, list | tuple):
            return f"[{', '.join(self.spell(item, flow=True) for item in value)}]"
        return self.plain(value)

    def _spell_text(self, value: str, flow: bool, like: str) -> str:
        for written in self.spellings(value, like):
            if self._reads_as(f"[{written}]", [value]) if flow else self._reads_as(written, value):
                return written
        return double(value)

    def spell_key(self, key: str, like: str = "") -> str:
        """A key, in the quotes that `like` is in, or else in none where it may."""
        quote = like[:1] if like[:1] in ("'", '"') else ""
        written = f"{quote}{key}{quote}"
        if (quote or self.bare_key.fullmatch(key)) and key in self._read(written, "1"):
            return written
        return double(key)

    def set(self, field: Field, value: Any) -> Edit:
        """See FrontMatter."""
        return Edit(field.span, self.respelled(field, self.text[slice(*field.span)], value))

    def respelled(self, field: Field, old: str, value: Any) -> str:
        """A new value for a field, as it is to stand in the place of `old`."""
        one = isinstance(value, list) and len(value) == 1 and not isinstance(field.value, list | dict)
        if one and value[0] == field.value and "\n" not in old and self._reads_as(f"[{old}]", value):
            return f"[{old}]"
        return self.spell(value, flow=self.in_brackets(field), like=old)

    def rename(self, field: Field, new_key: str) -> Edit:
        """See FrontMatter."""
        if isinstance(field.path[-1], int):
            raise ValueError("an item of a list has no key")
        return Edit(field.key, self.spell_key(new_key, self.text[slice(*field.key)]))

    def remove(self, field: Field) -> Edit:
        """See FrontMatter."""
        return Edit(self._removed_item(field), "") if self.in_brackets(field) else self.remove_line(field)

    def _removed_item(self, field: Field) -> Span:
        """What to cut of a list or table in brackets so that a field is gone and the rest stays right."""
        siblings = self.front.children(field.path[:-1])
        place = next(number for number, sibling in enumerate(siblings) if sibling.path == field.path)
        last = place == len(siblings) - 1
        start, end = field.key.start, field.span.end
        after = _AFTER_ITEM.match(self.text, end)
        alone = not self.text[self.line_start(start) : start].strip() and after is not None
        if alone and after and (after[1] or last) and (not last or place == 0 or self._may_trail(field)):
            return Span(self.line_start(start), after.end())
        if not last:
            return Span(start, siblings[place + 1].key.start)
        if place:
            return Span(siblings[place - 1].span.end, end)
        comma = _COMMA.match(self.text, end)
        return Span(start, comma.end() if comma else end)

    def _may_trail(self, field: Field) -> bool:
        return self.trailing_comma and isinstance(field.path[-1], int)

    def line_start(self, at: int) -> int:
        """Where the line of an offset begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Where the line of an offset ends, behind its newline."""
        rest = _LINE_REST.match(self.text, at)
        return rest.end() if rest else at

    def _reads_as(self, written: str, value: Any) -> bool:
        read = self._read('"k"', written).get("k", _MISSING)
        return type(read) is type(value) and bool(read == value)

    def _read(self, key: str, value: str) -> dict[str, Any]:
        front = parse(self.sample(key, value))
        return front.data if front else {}


def double(value: str) -> str:
    """A text in double quotes, as all three formats read it."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def stamp(value: date | datetime | time) -> str:
    """A date or a time as TOML and YAML write it; UTC as Z."""
    return value.isoformat().replace("+00:00", "Z")
