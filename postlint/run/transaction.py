"""The transaction by which a run writes into the database of a site: all at once, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from postlint.run.stored_bytes import compressed, encode, fact_to_bytes, key_digest

if TYPE_CHECKING:
    import sqlite3
    from array import array


class File(NamedTuple):
    """What is stored of one file of the site."""

    size: int
    mtime: int
    """In nanoseconds; -1 where the content has to be compared."""
    digest: bytes
    number: int = -1
    """The number of its record and findings; -1 where it has none."""
    standalone: bool = False
    """Whether it is an article that is no part of the site, such as a README beside the content."""


class Stale(Exception):
    """Another run has written since this one has read."""


class Transaction:
    """Writes all or nothing: `with index.write(...) as transaction`. Raises Stale and sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection, generation: str, tables: dict[str, int]) -> None:
        self._connection = connection
        self._generation = generation
        self._tables = tables

    def __enter__(self) -> Transaction:
        self._connection.execute("BEGIN IMMEDIATE")
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        if (row[0] if row else "") != self._generation:
            self._connection.execute("ROLLBACK")
            raise Stale
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:
            self.set({"generation": os.urandom(8).hex()})
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")

    def clear(self, *tables: str) -> None:
        """Empty tables."""
        for table in tables:
            self._connection.execute(f"DELETE FROM {table}")

    def set(self, values: Mapping[str, str]) -> None:
        """Store values of the whole site by name."""
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def put_files(self, files: Mapping[str, File]) -> None:
        """Store articles, each with its number."""
        rows = (
            (file.number, encode(path), file.size, file.mtime, file.digest, file.standalone)
            for path, file in files.items()
        )
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)

    def put_inputs(self, inputs: Mapping[str, File]) -> None:
        """Store other files."""
        rows = ((encode(path), *file[:3]) for path, file in inputs.items())
        self._connection.executemany("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?)", rows)

    def put_records(self, records: Mapping[int, bytes]) -> None:
        """Store records by number."""
        self.put("records", ((number, compressed(data)) for number, data in records.items()))

    def put(self, table: str, rows: Iterable[tuple[int, bytes]]) -> None:
        """Store data by number in `records` or `findings`, as it is."""
        self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)

    def remove(self, table: str, numbers: Iterable[int]) -> None:
        """Remove rows of a table by number."""
        self._connection.executemany(f"DELETE FROM {table} WHERE number = ?", ((number,) for number in numbers))

    def put_facts(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Store facts."""
        numbered = sorted((self._number(name), encode(key), fact_to_bytes(value)) for name, key, value in rows)
        self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", numbered)

    def change_facts(self, changed: Mapping[tuple[str, str], bytes | None]) -> None:
        """Store new values of facts by table and key; None removes one."""
        removed = ((self._number(name), encode(key)) for (name, key), value in changed.items() if value is None)
        self._connection.executemany("DELETE FROM facts WHERE name = ? AND key = ?", removed)
        self.put_facts((name, key, value) for (name, key), value in changed.items() if value is not None)

    def _number(self, table: str) -> int:
        """The number of a table of facts, given to it when it is first stored."""
        if table not in self._tables:
            self._tables[table] = max(self._tables.values(), default=0) + 1
            self._connection.execute("INSERT INTO names VALUES (?, ?)", (self._tables[table], table))
        return self._tables[table]

    def remove_meta(self, name: str) -> None:
        """Remove a value of the whole site."""
        self._connection.execute("DELETE FROM meta WHERE name = ?", (name,))

    def put_dependents(self, rows: Iterable[tuple[str, array[int]]]) -> None:
        """Store which articles, by number, depend on which keys."""
        by_key: dict[bytes, bytes] = {}
        for key, numbers in rows:
            name = key_digest(key)
            by_key[name] = by_key.get(name, b"") + numbers.tobytes()
        # Sorted, so that the pages of the database are filled.
        self._connection.executemany("INSERT OR REPLACE INTO dependents VALUES (?, ?)", sorted(by_key.items()))
