"""Edits of YAML front matter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from postlint.diagnostic import Edit
from postlint.document.front_matter.editing import Editor, stamp
from postlint.document.front_matter.model import Field
from postlint.text import Span

_ANCHOR = re.compile(r"(?:!\S*[ \t]+)?(?:(&\S+)[ \t]*)?(?:!\S*[ \t]+)?")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*+")
# What may stand without quotes wherever YAML is read; "yes" and its like are truth values to many readers.
_CLEAR = re.compile(r"[^\W\d_][\w/.-]*(?: [\w/.()-]+)*")
_TRUTH = re.compile(r"y|yes|n|no|on|off|true|false|null", re.IGNORECASE)


class YamlEditor(Editor):
    """Writes YAML."""

    bare_key = re.compile(r"[A-Za-z_][\w-]*")

    def sample(self, key: str, value: str) -> str:
        return f"---\n{key}: {value}\n---"

    def plain(self, value: Any) -> str:
        if value is None or isinstance(value, bool):
            return {None: "null", True: "true", False: "false"}[value]
        if isinstance(value, float) and not math.isfinite(value):
            return ".nan" if math.isnan(value) else f"{'-' if value < 0 else ''}.inf"
        return stamp(value) if isinstance(value, date | time) else str(value)

    def table(self, entries: Iterable[tuple[str, str]]) -> str:
        return f"{{{', '.join(f'{key}: {value}' for key, value in entries)}}}"

    def spellings(self, value: str, like: str) -> list[str]:
        if like.startswith("'"):
            return ["'" + value.replace("'", "''") + "'"]
        if like.startswith('"') or _TRUTH.fullmatch(value) or "\n" in value:
            return []
        # Where the old text stood without quotes so may the new one; a new value only where it is plain to see.
        unquoted = like and like[0] not in "|>&*!"
        return [value] if unquoted or _CLEAR.fullmatch(value) else []

    def in_brackets(self, field: Field) -> bool:
        parent = self.front.at(field.path[:-1])
        if parent is not None:
            return self._begins_in_bracket(parent.span.start)
        return self._begins_in_bracket(self._next(self.front.content.start))

    def _begins_in_bracket(self, at: int) -> bool:
        anchor = _ANCHOR.match(self.text, at)
        return self.text[anchor.end() if anchor else at] in "[{"

    def _next(self, at: int) -> int:
        """The first offset from `at` on that is no blank, newline or comment."""
        blank = _BLANK.match(self.text, at)
        return blank.end() if blank else at

    def set(self, field: Field, value: Any) -> Edit:
        span, old = field.span, self.text[slice(*field.span)]
        if not old:
            colon = "" if self.text[span.start - 1] in ":-?" else ":"
            return Edit(span, f"{colon} {self.respelled(field, old, value)}")
        if isinstance(field.value, list | dict) and old[0] not in "[{*&!":
            return self._set_block(field, value)
        anchor = _ANCHOR.match(old)
        kept = f"{anchor[1]} " if anchor and anchor[1] else ""
        return Edit(span, kept + self.respelled(field, old[anchor.end() if anchor else 0 :], value))

    def _set_block(self, field: Field, value: Any) -> Edit:
        """Another value for a list or table that stands on lines of its own."""
        start = field.span.start
        if isinstance(value, list) and value and isinstance(field.value, list):
            indent = self.newline + " " * (start - self.line_start(start))
            return Edit(field.span, indent.join(f"- {self.literal(item)}" for item in value))
        written = self.respelled(field, "", value)
        before = self.text[field.key.end : start]
        if isinstance(field.path[-1], str) and before.strip() == ":":
            return Edit(Span(field.key.end + before.index(":") + 1, field.span.end), f" {written}")
        return Edit(field.span, written)

    def remove_line(self, field: Field) -> Edit:
        siblings = self.front.children(field.path[:-1])
        parent = self.front.at(field.path[:-1])
        if len(siblings) == 1 and parent is not None:
            return self.set(parent, [] if isinstance(field.path[-1], int) else {})
        place = next(number for number, sibling in enumerate(siblings) if sibling.path == field.path)
        start = self._start(siblings, place)
        if self.text[self.line_start(start) : start].strip():
            # It follows the dash of an item, which stays for the next one.
            return Edit(Span(start, self._start(siblings, place + 1)), "")
        return Edit(Span(self.line_start(start), self.line_end(field.span.end)), "")

    def _start(self, siblings: list[Field], place: int) -> int:
        """Where an entry of a block begins: its key, or the dash of an item."""
        field = siblings[place]
        if isinstance(field.path[-1], str):
            return field.key.start
        if place:
            return self._next(siblings[place - 1].span.end)
        parent = self.front.at(field.path[:-1])
        anchor = _ANCHOR.match(self.text, parent.span.start) if parent else None
        return self._next(anchor.end() if anchor else self.front.content.start)

    def add(self, key: str, value: Any) -> Edit:
        entry = f"{self.spell_key(key)}: "
        fields = self.front.children(())
        first = self._next(self.front.content.start)
        if self.text.startswith("{", first) and first < self.front.content.end:
            at = fields[-1].span.end if fields else first + 1
            return Edit(Span(at, at), f"{', ' if fields else ''}{entry}{self.spell(value, flow=True)}")
        indent = self.text[self.line_start(fields[0].key.start) : fields[0].key.start] if fields else ""
        at = self.front.content.end
        return Edit(Span(at, at), f"{indent}{entry}{self.literal(value)}{self.newline}")
