"""Where the keys, tables and items of a TOML text stand.

The scan does not judge the text, since tomllib does: it only has to find its way through what is valid, and to get up
to the fault in what is not.
"""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

from msgspec import Struct

from postlint.document.front_matter.model import MAX_DEPTH, Path, too_deep
from postlint.lazy_regex import pattern
from postlint.text import Span

_BLANK = pattern(r"(?:[ \t\r\n]|#[^\n]*)*+")
_SPACE = pattern(r"[ \t]*")
_KEY = pattern(r""""(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*'|[A-Za-z0-9_-]+""")
_STRING = pattern(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|"(?!"")(?:[^"\\\n]|\\[^\n])*+"'''
    r"""|\'\'\'.*?\'{3,5}|'(?!'')[^'\n]*'""",
    re.DOTALL,
)
_BARE = pattern(r"\d{4}-\d\d-\d\d \d[^\s,\]}#]*|[^\s,\]}#]+")


class Entry(Struct):
    """A key, table or item: its path, its key (of an item: nothing of use), and from where to where its value goes."""

    path: Path
    key: Span
    start: int
    end: int = -1


class _Stop(Exception):
    """The scan cannot go on."""


class Scan:
    """The entries of a TOML text, each ahead of those within it.

    `stopped` is where the scan had to end early, `repeated` the first key that is given again, with where it was
    given before.
    """

    def __init__(self, text: str, content: Span) -> None:
        self.text = text
        self.content = content
        self.entries: list[Entry] = []
        self.stopped: int | None = None
        self.repeated: tuple[str, Span, Span] | None = None
        self._at = content.start
        self._known: dict[Path, Entry] = {}
        self._values: set[Path] = set()
        self._complete: set[Path] = set()  # what no further header may name
        self._counts: dict[Path, int] = {}  # of the items of arrays of tables
        self._open: list[Entry] = []  # the tables whose sections reach down to here
        self._run()

    def _run(self) -> None:
        table: Path = ()
        last = self._at
        try:
            while not self._skip():
                if self._peek() == "[":
                    table = self._header(last)
                else:
                    self._pair(table)
                last = self._at
        except _Stop:
            self.stopped = self._at
        for entry in self._open:
            entry.end = last

    def _header(self, last: int) -> Path:
        """A table header; gives the path that the keys below it belong to."""
        start = self._at
        double = self.text.startswith("[[", start)
        self._expect("[[" if double else "[")
        self._space()
        parts = self._dotted()
        self._expect("]]" if double else "]")
        tables = self._tables(parts, double, Span(start, self._at))
        path, key = tables[-1]
        self._close(path, last)
        if not double:
            if path in self._complete:
                self._repeat(path, key)
            self._complete.add(path)
        for table, key in tables:
            if table not in self._known:
                self._open.append(self._add(table, key, start))
        return path

    def _tables(self, parts: list[tuple[str, Span]], double: bool, header: Span) -> list[tuple[Path, Span]]:
        """The tables that a header names or implies, the outermost first, each with its key (an item: the header)."""
        tables: list[tuple[Path, Span]] = []
        path: Path = ()
        for number, (name, key) in enumerate(parts):
            path = (*path, name)
            tables.append((path, key))
            if path in self._values:
                self._repeat(path, key)
            if double and number == len(parts) - 1:
                self._counts[path] = self._counts.get(path, 0) + 1
                self._complete.add(path)
            elif number == len(parts) - 1:
                break
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
                tables.append((path, header))
        return tables

    def _close(self, path: Path, end: int) -> None:
        """Ends the sections of the open tables that `path` is not in."""
        for entry in self._open:
            if entry.path != path[: len(entry.path)]:
                entry.end = end
        self._open = [entry for entry in self._open if entry.end < 0]

    def _pair(self, table: Path) -> None:
        path = table
        parts = self._dotted()
        implied = []
        for (name, key), (_, below) in pairwise(parts):
            path = (*path, name)
            self._complete.add(path)
            if path in self._values:
                self._repeat(path, key)
            if path not in self._known:
                implied.append(self._add(path, key, below.start))
        name, key = parts[-1]
        path = (*path, name)
        if path in self._known:
            self._repeat(path, key)
        self._expect("=")
        self._space()
        entry = self._add(path, key, self._at)
        self._values.add(path)
        self._complete.add(path)
        self._value(path)
        for added in (entry, *implied):
            added.end = self._at

    def _value(self, path: Path) -> None:
        first = self._peek()
        if first == "[":
            self._array(path)
        elif first == "{":
            self._inline(path)
        else:
            self._take(_STRING if first in ("'", '"') else _BARE)

    def _array(self, path: Path) -> None:
        self._expect("[")
        number = 0
        while self._skip() or self._peek() != "]":
            entry = self._add((*path, number), Span(self._at, self._at), self._at)
            self._value(entry.path)
            entry.end = self._at
            number += 1
            self._comma("]")
        self._expect("]")

    def _inline(self, path: Path) -> None:
        self._expect("{")
        while self._skip() or self._peek() != "}":
            self._pair(path)
            self._comma("}")
        self._expect("}")

    def _comma(self, closing: str) -> None:
        self._skip()
        if self._peek() != closing:
            self._expect(",")

    def _dotted(self) -> list[tuple[str, Span]]:
        parts = [self._key()]
        while self._space() == ".":
            self._expect(".")
            self._space()
            parts.append(self._key())
            if len(parts) > MAX_DEPTH:
                raise too_deep(self._at)
        return parts

    def _key(self) -> tuple[str, Span]:
        start = self._at
        written = self._take(_KEY)
        span = Span(start, self._at)
        if written[0] == '"' and "\\" in written:
            try:
                return next(iter(tomllib.loads(f"{written}=0"))), span
            except tomllib.TOMLDecodeError:
                self._at = start
                raise _Stop from None
        return (written[1:-1] if written[0] in "\"'" else written), span

    def _add(self, path: Path, key: Span, start: int) -> Entry:
        if len(path) > MAX_DEPTH:
            raise too_deep(start)
        entry = Entry(path, key, start)
        self.entries.append(entry)
        self._known.setdefault(path, entry)
        return entry

    def _repeat(self, path: Path, key: Span) -> None:
        if self.repeated is None:
            self.repeated = (str(path[-1]), key, self._known[path].key)

    def _peek(self) -> str:
        return self.text[self._at] if self._at < self.content.end else ""

    def _skip(self) -> bool:
        """Passes blanks, newlines and comments; whether the text ends there."""
        self._take(_BLANK)
        return self._at >= self.content.end

    def _space(self) -> str:
        """Passes blanks; gives the character after them."""
        self._take(_SPACE)
        return self._peek()

    def _expect(self, wanted: str) -> None:
        if not self.text.startswith(wanted, self._at, self.content.end):
            raise _Stop
        self._at += len(wanted)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self._at, self.content.end)
        if match is None:
            raise _Stop
        self._at = match.end()
        return match[0]
