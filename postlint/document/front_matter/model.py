"""What a front matter is once it is read: its data, its fields with their spans, its problems."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any, Literal

from msgspec import Struct

from postlint.text import Lines, Span

Format = Literal["toml", "yaml", "json"]
Path = tuple[str | int, ...]

MAX_DEPTH = 100
"""How deep values may be nested. Real front matter stays far below; hostile ones end the stack."""


class Problem(Struct, frozen=True):
    """Why a front matter cannot be used: the characters at fault, and in plain words what is wrong with them."""

    span: Span
    message: str


class Unusable(Exception):
    """A front matter that cannot be read; carries the problem. Never leaves this package."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(span, message)


class Field(Struct, frozen=True):
    """A key with its value, or an item of a list.

    `path` has the keys as written and the items of lists by number. `key` is the key as written (of an item: its
    span), `span` the value with its quotes or brackets. A value that is left out has an empty span where it would
    stand. The span of a TOML table is its section, header included.
    """

    path: Path
    value: Any
    key: Span
    span: Span

    @property
    def name(self) -> str:
        """The last part of the path."""
        return str(self.path[-1])


Reading = tuple[dict[str, Any], tuple[Field, ...]]


class FrontMatter(Struct, frozen=True, dict=True):
    """The front matter of an article; all spans are offsets in the file.

    `span` has both fences but not the newline after the closing one, `content` is what stands between them (of JSON,
    which has no fences, both are the object). `fields` has every key and every item, nested ones too, in the order of
    the document. Where there are problems, `data` and `fields` are empty, unless Hugo reads it all the same. A date
    that does not exist is kept as the text it is written as.
    """

    format: Format
    span: Span
    content: Span
    data: dict[str, Any]
    problems: tuple[Problem, ...]
    fields: tuple[Field, ...]
    text: str

    def field(self, *path: str | int) -> Field | None:
        """The field at a path, None where there is none. Keys match in any case, as they do for Hugo."""
        return self.at(path) or (self._folded.get(_fold(path)) if str(path[0]).lower() in self.names else None)

    def at(self, path: Path) -> Field | None:
        """The field at exactly this path."""
        return self._exact.get(path)

    def children(self, path: Path) -> list[Field]:
        """The fields right below a path, in the order of the document; those of () are the top-level ones."""
        return self._children.get(path, [])

    def get(self, *path: str | int, default: Any = None) -> Any:
        """The value at a path, also where it has no field of its own: a YAML merge or alias brought it there."""
        value: Any = self.data
        for part in path:
            if isinstance(value, dict) and (key := _key_of(value, str(part))) is not None:
                value = value[key]
            elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
                value = value[part]
            else:
                return default
        return value

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the top-level fields and tables in lower case."""
        return frozenset([str(field.path[0]).lower() for field in self.fields])

    @cached_property
    def _exact(self) -> dict[Path, Field]:
        return {field.path: field for field in self.fields}

    @cached_property
    def _folded(self) -> dict[Path, Field]:
        return {_fold(field.path): field for field in reversed(self.fields)}

    @cached_property
    def _children(self) -> dict[Path, list[Field]]:
        children: dict[Path, list[Field]] = {}
        for field in self.fields:
            children.setdefault(field.path[:-1], []).append(field)
        return children


def stands_twice(text: str, name: str, span: Span, first: Span) -> Unusable:
    """The problem of a key that is given again at `span`."""
    return Unusable(span, f'the key "{name}" is given twice (first on line {line_of(text, first.start)})')


def too_deep(at: int) -> Unusable:
    """The problem of values nested beyond any use, at the character where they get there."""
    return Unusable(Span(at, at + 1), f"values are nested more than {MAX_DEPTH} levels deep")


def line_of(text: str, offset: int) -> int:
    """The number of the line, from 1, that an offset is in."""
    return Lines(text).number(offset)


# Rules ask for the same fields of every article.
@lru_cache(maxsize=1024)
def _fold(path: Path) -> Path:
    return tuple(part.lower() if isinstance(part, str) else part for part in path)


def _key_of(table: dict[str, Any], name: str) -> str | None:
    """The key of a table that a name means: itself, or else the first that differs in case alone."""
    if name in table:
        return name
    return next((key for key in table if key.lower() == name.lower()), None)
