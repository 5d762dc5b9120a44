"""The database of one site, with the results of earlier runs, which are read in parts: data, never code."""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import starmap
from pathlib import Path

from postlint.facts.encoding import Damaged
from postlint.run.cache_folder import identity, used
from postlint.run.stored_bytes import decode, decompressed, encode, fact_from_bytes, key_digest
from postlint.run.transaction import File, Transaction
from postlint.text import blake2b

FORMAT = 4
_NUMBER = array("I").itemsize
LIBRARY_NUMBER = 0xFFFFFFFE
"""The number under which the libraries of a site depend on a key."""
APPLICATION = 0x706F7374
"""The application id in the header of the database."""
_ROWS_AT_ONCE = 2000
"""How many rows are read at once."""
_AT_ONCE = 500
"""How many keys are looked up at once."""
_MOST_FACTS, _SMALL_FACT = 10_000, 1_000
"""How many facts of a site in memory are cached, and the most bytes of each."""
_WAIT = 10.0
"""How many seconds to wait for another run that writes."""
_OLD = 14 * 24 * 3600
"""The seconds after which what was stored for other rules or options is removed."""
_SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE files (number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, size INTEGER NOT NULL,"
    " mtime INTEGER NOT NULL, digest BLOB NOT NULL, standalone INTEGER NOT NULL)",
    "CREATE TABLE records (number INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE findings (number INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE inputs (path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL,"
    " digest BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE facts (name INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " PRIMARY KEY (name, key)) WITHOUT ROWID",
    "CREATE TABLE dependents (key BLOB PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID",
)
_FILE = "CAST(path AS BLOB), CAST(size AS INTEGER), CAST(mtime AS INTEGER), CAST(digest AS BLOB)"
DAMAGE = (Damaged, sqlite3.DatabaseError)
"""The exceptions for stored data that is damaged."""


class Unusable(Exception):
    """A database that is damaged, or not of this version of postlint. The message says which."""


def file_name(root: Path, key: str) -> str:
    """The name of the database of the site at `root` for results that depend on `key`."""
    return f"site-{identity(root)}-{blake2b(encode(key), digest_size=8).hexdigest()}.db"


class Index:
    """The database of one site."""

    def __init__(self, folder: Path, root: Path, key: str) -> None:
        """Open or create the database in `folder`; all results in it depend on `key`.

        Raises Unusable where there is one that cannot be used, and OSError and sqlite3.Error where there can be none.
        """
        self.file = folder / file_name(root, key)
        self._key = key
        new = not self.file.exists()
        used(self.file)
        if new:
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
        self._open: sqlite3.Connection | None = None
        try:
            self._prepare(new)
        except (Unusable, sqlite3.OperationalError):
            self.close()
            raise
        except sqlite3.DatabaseError as error:
            self.close()
            raise Unusable(str(error)) from error

    @property
    def _connection(self) -> sqlite3.Connection:
        """The connection, opened again where the database is read after the end of a run."""
        if self._open is None:
            self._open = sqlite3.connect(self.file, timeout=_WAIT, isolation_level=None)
            self._open.execute("PRAGMA trusted_schema = OFF")
            self._open.execute("PRAGMA cell_size_check = ON")
            self._open.execute("PRAGMA synchronous = NORMAL")
        return self._open

    def _prepare(self, new: bool) -> None:
        run = self._connection.execute
        if new or not self._schema():
            # Records have some thousand bytes each: in small pages, much of each page stays empty.
            run("PRAGMA page_size = 16384")
            run(f"PRAGMA application_id = {APPLICATION}")
            run("PRAGMA journal_mode = WAL")
            run("BEGIN IMMEDIATE")
            # Another run may have made it meanwhile.
            if not self._schema():
                for statement in _SCHEMA:
                    run(statement)
                self._set({"format": str(FORMAT), "key": self._key})
            run("COMMIT")
        if self._schema() != sorted(_SCHEMA):
            raise Unusable("its tables are not those of postlint")
        self.read_meta()
        if (self.meta.get("format"), self.meta.get("key")) != (str(FORMAT), self._key):
            raise Unusable("it is of another version of postlint")

    def read_meta(self) -> None:
        """Read the values of the whole site, and the numbers of tables, as they are now."""
        run = self._connection.execute
        self._tables = {str(name): int(number) for number, name in run("SELECT number, name FROM names")}
        """The numbers of the tables of facts."""
        self.meta = {str(name): str(value) for name, value in run("SELECT name, value FROM meta")}

    def _schema(self) -> list[str]:
        statements = self._connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return sorted(str(sql) for (sql,) in statements)

    def close(self) -> None:
        """Close the database."""
        opened, self._open = self._open, None
        if opened:
            with suppress(sqlite3.Error):
                opened.close()

    def forget(self) -> None:
        """Remove the database."""
        self.close()
        forget(self.file)

    # --- reading: whatever the types of what is stored, these are bytes and whole numbers

    def files(self) -> dict[str, File]:
        """The stored articles by path."""
        columns = f"{_FILE}, CAST(number AS INTEGER), CAST(standalone AS INTEGER)"
        return _by_path(self._connection.execute(f"SELECT {columns} FROM files"))

    def inputs(self) -> dict[str, File]:
        """The stored other files whose contents the site depends on, by path."""
        return _by_path(self._connection.execute(f"SELECT {_FILE} FROM inputs"))

    def record(self, number: int) -> bytes:
        """The record of an article; empty where there is none."""
        return decompressed(self._value("SELECT CAST(data AS BLOB) FROM records WHERE number = ?", number) or b"")

    def findings(self, number: int) -> bytes | None:
        """The findings in an article, encoded; None where none are stored and it is to be judged."""
        return self._value("SELECT CAST(data AS BLOB) FROM findings WHERE number = ?", number)

    def all_findings(self) -> dict[int, bytes]:
        """All findings, encoded, by number."""
        return dict(self._connection.execute("SELECT number, CAST(data AS BLOB) FROM findings"))

    def fact(self, name: str, key: str) -> bytes | None:
        """The value of a key in a table of facts; None where there is none."""
        number = self._tables.get(name, -1)
        data = self._value("SELECT CAST(value AS BLOB) FROM facts WHERE name = ? AND key = ?", number, encode(key))
        return None if data is None else fact_from_bytes(data)

    def facts(self, name: str) -> Iterator[tuple[str, bytes]]:
        """The keys and values of a table of facts."""
        query = "SELECT CAST(key AS BLOB), CAST(value AS BLOB) FROM facts WHERE name = ?"
        number = self._tables.get(name, -1)
        return ((decode(key), fact_from_bytes(value)) for key, value in self._connection.execute(query, (number,)))

    def beginning(self, name: str, prefix: str) -> Iterator[str]:
        """The keys of a table of facts that begin with a prefix, in their order."""
        query = "SELECT CAST(key AS BLOB) FROM facts WHERE name = ? AND key >= ?"
        for (data,) in self._connection.execute(query, (self._tables.get(name, -1), encode(prefix))):
            key = decode(data)
            if not key.startswith(prefix):
                return
            yield key

    @property
    def tables(self) -> list[str]:
        """The names of all tables of facts."""
        return [*self._tables]

    def dependents(self, keys: Iterable[str]) -> dict[str, array[int]]:
        """The numbers of the articles that depend on keys, by key; without the keys that none depends on."""
        digests = [(key_digest(key), key) for key in keys]
        by_digest: dict[bytes, array[int]] = {}
        for at in range(0, len(digests), _AT_ONCE):
            some = [digest for digest, _ in digests[at : at + _AT_ONCE]]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, CAST(numbers AS BLOB) FROM dependents WHERE key IN ({marks})"
            for digest, data in self._connection.execute(query, some):
                by_digest[digest] = array("I", data[: len(data) // _NUMBER * _NUMBER])
        return {key: by_digest[digest] for digest, key in digests if digest in by_digest}

    def _value(self, query: str, *key: int | str | bytes) -> bytes | None:
        row = self._connection.execute(query, key).fetchone()
        return None if row is None else row[0] or b""

    # --- writing

    def write(self, generation: str) -> Transaction:
        """A transaction that writes if nothing was written since `generation`; see Transaction."""
        return Transaction(self._connection, generation, self._tables)

    def _set(self, values: Mapping[str, str]) -> None:
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def remove_old(self, now: float) -> None:
        """Remove databases of the same site for other rules or options that were not used for long."""
        site = self.file.name.rpartition("-")[0]
        for other in self.file.parent.glob(f"{site}-*.db"):
            with suppress(OSError):
                if other != self.file and now - other.stat().st_mtime > _OLD:
                    forget(other)


class MemoryIndex(Index):
    """The database of one site in the memory of this process."""

    def __init__(self, stored: Index | None) -> None:
        """A copy of the `stored` database; an empty one for None."""
        self.file = Path(os.devnull)
        self._key = ""
        self._open = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if stored:
            stored._connection.backup(self._open)
        else:
            for statement in _SCHEMA:
                self._open.execute(statement)
        self.read_meta()
        self._facts: dict[tuple[str, str], bytes | None] = {}
        """The facts that were read since the database was last written."""
        self._facts_of = self._connection.total_changes

    def fact(self, name: str, key: str) -> bytes | None:
        """The value of a key in a table of facts; None where there is none."""
        if self._facts_of != self._connection.total_changes or len(self._facts) > _MOST_FACTS:
            self._facts_of = self._connection.total_changes
            self._facts.clear()
        try:
            return self._facts[name, key]
        except KeyError:
            value = super().fact(name, key)
        if value is None or len(value) < _SMALL_FACT:
            self._facts[name, key] = value
        return value

    def forget(self) -> None:
        """Remove the database."""
        self.close()


def _by_path(cursor: sqlite3.Cursor) -> dict[str, File]:
    """Files by path, from rows that begin with their path."""
    files: dict[str, File] = {}
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        # Many paths at once, as none has such a character; not all, as that takes twice the memory.
        paths = decode(b"\0".join([row[0] for row in rows])).split("\0")
        if len(paths) != len(rows):
            raise Damaged("these are no stored paths")
        files.update(zip(paths, starmap(File, [row[1:] for row in rows]), strict=True))
    return files


def forget(file: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        with suppress(OSError):
            file.with_name(name).unlink()
