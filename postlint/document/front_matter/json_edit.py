"""Edits of JSON front matter."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from postlint.diagnostic import Edit
from postlint.document.front_matter.editing import Editor, double, stamp
from postlint.document.front_matter.model import Field
from postlint.text import Span


class JsonEditor(Editor):
    """Writes JSON."""

    bare_key = re.compile(r"(?!)")
    trailing_comma = False

    def sample(self, key: str, value: str) -> str:
        return f"{{{key}: {value}}}"

    def plain(self, value: Any) -> str:
        if isinstance(value, date | time):
            return double(stamp(value))
        return "null" if isinstance(value, float) and not math.isfinite(value) else json.dumps(value)

    def table(self, entries: Iterable[tuple[str, str]]) -> str:
        return f"{{{', '.join(f'{key}: {value}' for key, value in entries)}}}"

    def spellings(self, value: str, like: str) -> list[str]:
        return []

    def in_brackets(self, field: Field) -> bool:
        return True

    def remove_line(self, field: Field) -> Edit:
        raise AssertionError("every JSON field stands in brackets")

    def add(self, key: str, value: Any) -> Edit:
        entry = f"{double(key)}: {self.literal(value)}"
        fields = self.front.children(())
        begin = self.front.span.start + 1
        if not fields:
            return Edit(Span(begin, begin), entry)
        gap = self.text[begin : fields[0].key.start]
        end = fields[-1].span.end
        return Edit(Span(end, end), f",{gap or ' '}{entry}")
