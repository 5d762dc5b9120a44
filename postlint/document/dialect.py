"""What a generator reads from an article by itself: the fields of its front matter, and how it reads their values."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, datetime
from typing import Any, Literal, Protocol

Kind = Literal["text", "list", "boolean", "date", "number", "table", "any"]


class Dialect(Protocol):
    """The fields that a generator knows, the kinds of their values, and its own shortcodes."""

    @property
    def generator(self) -> str:
        """The name of the generator; "" where it is not known."""
        ...

    @property
    def shows_entities(self) -> bool:
        """Whether a template shows an entity in a field as it is written."""
        ...

    @property
    def takes(self) -> Set[str]:
        """The systems whose markup the generator may take, as leftovers name them."""
        ...

    @property
    def is_commonmark(self) -> bool:
        """Whether Markdown is CommonMark with the tables of GitHub: kramdown takes tables and HTML otherwise."""
        ...

    @property
    def has_jsx(self) -> bool:
        """Whether tags are those of components, with expressions in braces: `<img src={a} />`."""
        ...

    @property
    def reads_gray_matter(self) -> bool:
        """Whether a front matter may go on to the end of the file, and name its format: `---js`."""
        ...

    @property
    def reads_comments(self) -> bool:
        """Whether a front matter within a comment is one."""
        ...

    @property
    def takes_twice(self) -> bool:
        """Whether a key of YAML may be given twice, of which the last one counts."""
        ...

    @property
    def names(self) -> Mapping[str, str]:
        """The fields as the generator's documentation writes them, by their names in lower case."""
        ...

    @property
    def shortcodes(self) -> Set[str]:
        """The shortcodes that it brings along."""
        ...

    def kind_of(self, name: str) -> Kind | None:
        """What the field of that name must be, in any case; None where the generator has no such field."""
        ...

    def near(self, name: str) -> str:
        """The field that a name is a slip for; "" where it may well be a name of its own."""
        ...

    def replaced(self, name: str) -> str:
        """What is written today for a field that the generator no longer takes; "" where it is none of those."""
        ...

    def stops(self, name: str, value: Any) -> str:
        """Why the generator stops the build at the value of a field, in an editor's words; "" where it does not."""
        ...

    def is_kind(self, value: Any, kind: str) -> bool:
        """Whether a value is of a kind, or `integer`. Anything is of a kind that is none of them."""
        ...

    def is_date(self, value: Any) -> bool:
        """Whether the generator reads a value as a date."""
        ...

    def as_moment(self, value: Any) -> datetime | None:
        """The time that a date field gives; None where that is no date, or one in words."""
        ...

    def read_as(self, value: Any) -> str:
        """A value that is no text, as the generator puts it on a page."""
        ...

    def is_archetype(self, path: str) -> bool:
        """Whether a file is a template of articles, whose values are yet to be filled in."""
        ...

    def is_fragment(self, path: str) -> bool:
        """Whether a file is a piece that others include."""
        ...


_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "list": list,
    "boolean": bool,
    "date": date,
    "number": (int, float),
    "integer": int,
    "table": dict,
}


class UnknownDialect:
    """The dialect of an article whose generator is not known: it has no fields, and dates are those of its format."""

    generator = ""
    shows_entities = True
    takes: Set[str] = frozenset()
    is_commonmark = True
    has_jsx = False
    reads_gray_matter = False
    reads_comments = False
    takes_twice = False
    names: Mapping[str, str] = {}
    shortcodes: Set[str] = frozenset()

    def kind_of(self, name: str) -> Kind | None:
        return None

    def near(self, name: str) -> str:
        return ""

    def replaced(self, name: str) -> str:
        return ""

    def stops(self, name: str, value: Any) -> str:
        return ""

    def is_kind(self, value: Any, kind: str) -> bool:
        if isinstance(value, bool) and kind in _TYPES:
            return kind == "boolean"
        return isinstance(value, _TYPES.get(kind, object))

    def is_date(self, value: Any) -> bool:
        return isinstance(value, date)

    def as_moment(self, value: Any) -> datetime | None:
        if isinstance(value, datetime):
            return value
        return datetime(value.year, value.month, value.day) if isinstance(value, date) else None

    def read_as(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    def is_archetype(self, path: str) -> bool:
        return False

    def is_fragment(self, path: str) -> bool:
        return False


UNKNOWN: Dialect = UnknownDialect()
