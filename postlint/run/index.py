"""What earlier runs found out about one site, in a database that is read in parts: data, never code."""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import starmap
from pathlib import Path
from typing import Any

from postlint.facts.encoding import Damaged
from postlint.run.cache_folder import identity, used
from postlint.run.stored_bytes import decode, encode, large, short, unpacked
from postlint.run.transaction import File, Transaction
from postlint.text import blake2b

FORMAT = 4
_NUMBER = array("I").itemsize
LIBRARIANS = range(0xFFFFF000, 0xFFFFFFFF)
"""The numbers under which librarians have asked for keys, by the order of their languages."""
APPLICATION = 0x706F7374
"""What the header of our files says of whose they are."""
_AT_ONCE = 500
"""So many keys are looked up at once."""
_MOST_FACTS, _SMALL_FACT = 10_000, 1_000
"""So many facts of a site in memory, of so few bytes, are kept as they were asked for."""
_WAIT = 10.0
"""How many seconds to wait for another run that writes."""
_OLD = 14 * 24 * 3600
"""The seconds after which what was stored for other rules or options is removed."""
_SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE files (number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, size INTEGER NOT NULL,"
    " mtime INTEGER NOT NULL, digest BLOB NOT NULL, beside INTEGER NOT NULL)",
    "CREATE TABLE records (number INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE findings (number INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE inputs (path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL,"
    " digest BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE facts (name INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " PRIMARY KEY (name, key)) WITHOUT ROWID",
    "CREATE TABLE asked (key BLOB PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID",
)
_FILE = "CAST(path AS BLOB), CAST(size AS INTEGER), CAST(mtime AS INTEGER), CAST(digest AS BLOB)"
DAMAGE = (Damaged, sqlite3.DatabaseError)
"""What is raised where something stored is not what it was."""


class Unusable(Exception):
    """A database that is damaged, or none of ours. The message says what is the matter."""


def file_name(root: Path, key: str) -> str:
    """The name of the database about the site at `root`, for what depends on `key`."""
    return f"site-{identity(root)}-{blake2b(encode(key), digest_size=8).hexdigest()}.db"


class Index:
    """The database of one site. Everything that is written is written at once, or not at all."""

    def __init__(self, folder: Path, root: Path, key: str) -> None:
        """Open or make the database in `folder`; all that is in it depends on `key`.

        Raises Unusable where there is one that cannot be used, and OSError and sqlite3.Error where none can be had.
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
        """The database: what is read of it after the end of a run opens it again."""
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
        """Read what holds for all, as it is now."""
        run = self._connection.execute
        self._tables = {str(name): int(number) for number, name in run("SELECT number, name FROM names")}
        """The numbers of the tables of facts."""
        self.meta = {str(name): str(value) for name, value in run("SELECT name, value FROM meta")}

    def _schema(self) -> list[str]:
        found = self._connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return sorted(str(sql) for (sql,) in found)

    def close(self) -> None:
        """Let go of the database."""
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
        """The articles that are known, by path."""
        columns = f"{_FILE}, CAST(number AS INTEGER), CAST(beside AS INTEGER)"
        return _by_path(self._connection.execute(f"SELECT {columns} FROM files").fetchall())

    def inputs(self) -> dict[str, File]:
        """The other files whose contents the site depends on, by path."""
        return _by_path(self._connection.execute(f"SELECT {_FILE} FROM inputs").fetchall())

    def record(self, number: int) -> bytes:
        """The record of an article; empty where there is none."""
        return unpacked(self._value("SELECT CAST(data AS BLOB) FROM records WHERE number = ?", number) or b"")

    def findings(self, number: int) -> bytes | None:
        """The findings in an article, encoded; None where it is to be judged."""
        return self._value("SELECT CAST(data AS BLOB) FROM findings WHERE number = ?", number)

    def all_findings(self) -> dict[int, bytes]:
        """All findings, encoded, by number."""
        return dict(self._connection.execute("SELECT number, CAST(data AS BLOB) FROM findings"))

    def fact(self, name: str, key: str) -> bytes | None:
        """What is stored of a key in a table of facts."""
        number = self._tables.get(name, -1)
        data = self._value("SELECT CAST(value AS BLOB) FROM facts WHERE name = ? AND key = ?", number, encode(key))
        return None if data is None else large(data)

    def facts(self, name: str) -> Iterator[tuple[str, bytes]]:
        """All of one table of facts."""
        query = "SELECT CAST(key AS BLOB), CAST(value AS BLOB) FROM facts WHERE name = ?"
        number = self._tables.get(name, -1)
        return ((decode(key), large(value)) for key, value in self._connection.execute(query, (number,)))

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

    def asked(self, keys: Iterable[str]) -> dict[str, array[int]]:
        """The numbers of the articles that asked for keys, by those of these that any did."""
        named = [(short(key), key) for key in keys]
        found: dict[bytes, array[int]] = {}
        for at in range(0, len(named), _AT_ONCE):
            some = [name for name, _ in named[at : at + _AT_ONCE]]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, CAST(numbers AS BLOB) FROM asked WHERE key IN ({marks})"
            for name, data in self._connection.execute(query, some):
                found[name] = array("I", data[: len(data) // _NUMBER * _NUMBER])
        return {key: found[name] for name, key in named if name in found}

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
        """Remove what other rules or options left long ago for the same site."""
        site = self.file.name.rpartition("-")[0]
        for other in self.file.parent.glob(f"{site}-*.db"):
            with suppress(OSError):
                if other != self.file and now - other.stat().st_mtime > _OLD:
                    forget(other)


class MemoryIndex(Index):
    """What is known of one site in the memory of this process, which nobody else sees; ends with it."""

    def __init__(self, stored: Index | None) -> None:
        """A copy of what is stored, or, without any, nothing yet."""
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
        """What was asked for since anything was last stored: the same while an article is written."""
        self._facts_of = self._connection.total_changes

    def fact(self, name: str, key: str) -> bytes | None:
        """What is stored of a key in a table of facts."""
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


def _by_path(rows: list[tuple[Any, ...]]) -> dict[str, File]:
    """Rows with a path and what is known of that file."""
    # All paths at once: there are many, and none has such a character.
    paths = decode(b"\0".join([row[0] for row in rows])).split("\0") if rows else []
    if len(paths) != len(rows):
        raise Damaged("these are no stored paths")
    return dict(zip(paths, starmap(File, [row[1:] for row in rows]), strict=True))


def forget(file: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        with suppress(OSError):
            file.with_name(name).unlink()
