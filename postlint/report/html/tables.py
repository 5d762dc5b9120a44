"""Tables and figures of a report, as data: a page, a screen reader and a spreadsheet get the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. What its cells are, its kind says.

    text, code; number, decimal (with one place), size (of bytes); date (as a text, "" for none);
    address (a link where it is one of the web);
    article (its index), articles (indexes); choice (the index of one of `values`), choices (indexes).
    """

    name: str
    kind: str = "text"
    values: Sequence[str] = ()
    filter: bool = False
    """Whether rows can be chosen by it."""
    hidden: bool = False
    """Whether it serves only to choose rows, and stands in the file for spreadsheets."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be sorted, searched, turned page by page, and saved as CSV."""

    id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    """What a reader has to know of it, as a sentence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, with the table that it was made of."""

    caption: str
    svg: str
    head: Sequence[str]
    rows: Sequence[Row]
    legend: Sequence[tuple[str, str]] = ()
    """What the colours stand for, as names with the class of the colour; none where there is one only."""


@dataclass(frozen=True, slots=True)
class Section:
    """A view of a report."""

    id: str
    title: str
    lead: str = ""
    parts: Sequence[Table | Figure] = field(default_factory=list)


def size(number: int) -> str:
    """A number of bytes for people."""
    if number < 1000:
        return f"{number} bytes"
    return f"{number / 1e6:,.1f} MB" if number >= 999_500 else f"{number / 1e3:,.0f} kB"


class Choices:
    """Texts that occur often, by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def values(self) -> list[str]:
        """The texts in the order of their numbers."""
        return [*self._numbers]
