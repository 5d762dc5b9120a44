"""Facts about a site as rows of tables, and tables that are looked up in stored rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from postlint.facts.encoding import Damaged, decoded

Row = tuple[str, str, bytes]
"""The name of a table, a key and its value."""


class Rows(Protocol):
    """Where rows are stored."""

    def fact(self, name: str, key: str) -> bytes | None:
        """The value of a key in a table."""

    def facts(self, name: str) -> Iterable[tuple[str, bytes]]:
        """All keys and values of a table."""

    def beginning(self, name: str, prefix: str) -> Iterable[str]:
        """The keys of a table that begin with a prefix."""


class ChangedRows:
    """Stored rows with changes that are not stored yet."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.changed: dict[tuple[str, str], bytes | None] = {}
        """The new values; None for what is gone."""

    def fact(self, name: str, key: str) -> bytes | None:
        """The value of a key in a table."""
        if (name, key) in self.changed:
            return self.changed[name, key]
        return self._rows.fact(name, key)

    def facts(self, name: str) -> Iterator[tuple[str, bytes]]:
        """All keys and values of a table."""
        changed = {key: value for (table, key), value in self.changed.items() if table == name}
        if not changed:
            return iter(self._rows.facts(name))
        rows = dict(self._rows.facts(name)) | changed
        return iter(sorted((key, value) for key, value in rows.items() if value is not None))

    def beginning(self, name: str, prefix: str) -> Iterator[str]:
        """The keys of a table that begin with a prefix."""
        yield from (key for key in self._rows.beginning(name, prefix) if (name, key) not in self.changed)
        for (table, key), value in self.changed.items():
            if table == name and value is not None and key.startswith(prefix):
                yield key

    def put(self, row: Row) -> None:
        """Change a value."""
        name, key, value = row
        if self.fact(name, key) != value:
            self.changed[name, key] = value

    def remove(self, name: str, key: str) -> None:
        """Remove a value."""
        if self.fact(name, key) is not None:
            self.changed[name, key] = None


class StoredValues:
    """One stored table."""

    def __init__(self, rows: Rows, name: str, read: Callable[[Any], Any]) -> None:
        """`read` makes a value of plain data."""
        self._rows = rows
        self._name = name
        self._read = read
        self._known: dict[str, Any] = {}

    def get(self, key: str, /) -> Any:
        """The value of a key."""
        if key not in self._known:
            data = self._rows.fact(self._name, key)
            self._known[key] = None if data is None else self._value(data)
        return self._known[key]

    def items(self) -> Iterator[tuple[str, Any]]:
        """All keys and values."""
        return ((key, self._value(data)) for key, data in self._rows.facts(self._name))

    def _value(self, data: bytes) -> Any:
        try:
            return self._read(decoded(data))
        except (TypeError, ValueError) as error:
            raise Damaged(f"this is no stored value of {self._name}: {error}") from error
