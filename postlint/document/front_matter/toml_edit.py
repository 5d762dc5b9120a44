"""Edits of TOML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from postlint.diagnostic import Edit
from postlint.document.front_matter.editing import Editor
from postlint.document.front_matter.model import Field
from postlint.text import Span


class TomlEditor(Editor):
    """Writes TOML."""

    bare_key = re.compile(r"[A-Za-z0-9_-]+")

    def sample(self, key: str, value: str) -> str:
        return f"+++\n{key} = {value}\n+++"

    def plain(self, value: Any) -> str:
        if value is None:
            return '""'  # TOML knows no null
        import tomlkit

        written: str = tomlkit.item(value).as_string()
        return written

    def table(self, entries: Iterable[tuple[str, str]]) -> str:
        inside = ", ".join(f"{key} = {value}" for key, value in entries)
        return f"{{ {inside} }}" if inside else "{}"

    def spellings(self, value: str, like: str) -> list[str]:
        quotes = next((quotes for quotes in ('"""', "'''", '"', "'") if like.startswith(quotes)), '"')
        lines = value.replace("\n", self.newline)
        return [f"{quotes}{lines}{quotes}"] if quotes != '"' else []

    def in_brackets(self, field: Field) -> bool:
        parent = self.front.at(field.path[:-1])
        return parent is not None and self.text[parent.span.start] in "[{" and not self._is_section(parent)

    def _is_section(self, field: Field) -> bool:
        """Whether a field is a table with a header, or an item of an array of such."""
        if isinstance(field.path[-1], int):
            above = self.front.at(field.path[:-1])
            return above is not None and self._is_section(above)
        return field.span.start < field.key.start

    def set(self, field: Field, value: Any) -> Edit:
        dotted = isinstance(field.value, dict) and self.text[field.span.start] != "{"
        if dotted or self._is_section(field):
            raise ValueError("a table that is written out over several keys has no one value to replace")
        return super().set(field, value)

    def remove_line(self, field: Field) -> Edit:
        start = min(field.key.start, field.span.start)
        return Edit(Span(self.line_start(start), self.line_end(field.span.end)), "")

    def add(self, key: str, value: Any) -> Edit:
        # Below a table header a key would belong to that table.
        tables = [field.span.start for field in self.front.fields if self._is_section(field)]
        first = min(tables, default=self.front.content.end)
        ends = [field.span.end for field in self.front.fields if field.key.start < first]
        at = self.line_end(max(ends)) if ends else self.front.content.start
        return Edit(Span(at, at), f"{self.spell_key(key)} = {self.literal(value)}{self.newline}")
