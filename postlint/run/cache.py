"""What earlier runs found in each file, kept beside the configuration: data, never code.

One file for each site and each kind of thing: a line of header, then lines of fields that are parted by tabs. What is
said of an article is decoded only when it is asked for.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from zlib import crc32

from postlint.facts.files import MEGABYTE, open_regular, read_bytes
from postlint.run.cache_folder import identity, prepare, used

_MAGIC = "postlint cache 8"
# An article that was written this short a time before it was read may be written again within the same tick.
_FRESH_NS = 2_000_000_000
_BUFFER = 1 << 20
RACY = -1
"""The time of a file that is as young as this."""


@dataclass(slots=True)
class Entry:
    """What is known of one file."""

    size: int
    mtime: int
    """In nanoseconds; `RACY` where the time says nothing."""
    digest: str
    record: bytes


def digest_of(data: bytes) -> str:
    """The digest of a file's content."""
    return blake2b(data, digest_size=16).hexdigest()


class Store:
    """Lines of text in the cache of a site, under a key that says what they depend on.

    They are written and read one after the other: those of a large site are many.
    """

    def __init__(self, folder: Path, root: Path, kind: str, key: str) -> None:
        """The lines of that kind about the site at `root`."""
        self.folder = folder
        self.file = self._file(folder, root, kind)
        self.key = key

    @staticmethod
    def _file(folder: Path, root: Path, kind: str) -> Path:
        return folder / f"{kind}-{identity(root)}"

    @classmethod
    def forget(cls, folder: Path, root: Path, kind: str) -> None:
        """Remove the lines of that kind about a site."""
        with suppress(OSError):
            cls._file(folder, root, kind).unlink()

    def unusable(self, error: Exception) -> str:
        """What a user is told of a cache that cannot be used."""
        return f"the cache in {self.folder} cannot be used and is made anew: {error}"

    def lines(self) -> Iterator[bytes]:
        """The lines that are there; none where they depend on something else.

        Raises ValueError where they are damaged, which may be seen at the last one only.
        """
        try:
            stream = os.fdopen(open_regular(self.file, links=False), "rb", _BUFFER)
        except OSError:
            return
        used(self.file)
        with stream:
            head = stream.readline().decode("utf-8", "replace").rstrip("\n").split("\t")
            if len(head) != 2 or not head[0].startswith(_MAGIC[:-1]):
                raise ValueError("it is none of postlint's")
            if head != [_MAGIC, self.key]:
                # Made by other rules, options or another version: of no use, and no fault.
                return
            checksum, last = 0, b""
            for line in stream:
                if last:
                    checksum = crc32(last, checksum)
                    yield last[:-1]
                last = line
            if last != _written(checksum):
                raise ValueError("it is damaged")

    def write(self, lines: Iterable[bytes]) -> None:
        """Put lines in the place of those that are there."""

        def parts() -> Iterator[bytes]:
            checksum = 0
            yield f"{_MAGIC}\t{self.key}\n".encode()
            for line in lines:
                data = line + b"\n"
                checksum = crc32(data, checksum)
                yield data
            yield _written(checksum)

        # A cache that cannot be written is no reason to fail.
        with suppress(OSError):
            write_whole(self.file, parts())


def _written(checksum: int) -> bytes:
    """The last line of a file, which tells whether the others are as they were written."""
    return b"%08x" % checksum


class Cache:
    """The entries of one site. `problem` says why what was there could not be used, if so."""

    def __init__(self, folder: Path, root: Path, key: str) -> None:
        """Read the cache in `folder` of the site at `root`; `key` is what else the entries depend on."""
        self._store = Store(folder, root, "articles", key)
        self._place = json.dumps(str(root)).encode()
        self.problem = ""
        self._changed = False
        self._entries: dict[str, Entry] = {}
        try:
            lines = self._store.lines()
            # Times say something of the files of the same checkout only; for another one, contents are compared.
            here = next(lines, b"") == self._place
            for line in lines:
                size, mtime, digest, path, record = line.split(b"\t", 4)
                self._entries[json.loads(path)] = Entry(
                    int(size), int(mtime) if here else RACY, digest.decode(), record
                )
        except ValueError as error:
            self._entries.clear()
            self.unusable(error)

    def unusable(self, error: Exception) -> None:
        """Note that something in it cannot be used."""
        self.problem = self._store.unusable(error)

    @property
    def digests(self) -> dict[str, str]:
        """The digests of the contents of all files that are known."""
        return {path: entry.digest for path, entry in self._entries.items()}

    def record(self, path: str, status: os.stat_result, read: Callable[[], bytes]) -> bytes | None:
        """The record of a file that is as it was: by size and time, or, where these differ, by its content."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        if entry.mtime == RACY or (entry.size, entry.mtime) != (status.st_size, status.st_mtime_ns):
            if entry.size != status.st_size or entry.digest != digest_of(read()):
                return None
            entry.mtime = stable_mtime(status)
            self._changed = True
        return entry.record

    def former(self, path: str) -> tuple[str, bytes] | None:
        """The digest of a file's content when it was last looked at, and the record of that."""
        entry = self._entries.get(path)
        return (entry.digest, entry.record) if entry else None

    def put(self, path: str, size: int, digest: str, status: os.stat_result, record: bytes) -> None:
        """Remember the record of a file whose content has this size and digest."""
        self._entries[path] = Entry(size, stable_mtime(status), digest, record)
        self._changed = True

    def save(self, present: Iterable[str], *, whole: bool) -> None:
        """Write what changed. With `whole`, `present` are all articles of the site, and others are forgotten."""
        keep = set(present)
        gone = [path for path in self._entries if path not in keep] if whole else []
        for path in gone:
            del self._entries[path]
        if self._changed or gone:
            records = (
                f"{entry.size}\t{entry.mtime}\t{entry.digest}\t{json.dumps(path)}\t".encode() + entry.record
                for path, entry in self._entries.items()
            )
            self._store.write(chain([self._place], records))


class Memory:
    """One small thing that was computed before, under a key that says what it depends on."""

    def __init__(self, folder: Path | None, name: str, key: str) -> None:
        """Without a folder, nothing is remembered."""
        self.folder = folder
        self.name = name
        self.key = key

    def read(self) -> object:
        """The thing; None where there is none for this key, or it is damaged."""
        if self.folder is None:
            return None
        try:
            key, value = json.loads(read_bytes(self.folder / self.name, 16 * MEGABYTE, links=False))
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        return value if key == self.key else None

    def write(self, value: object) -> None:
        """Remember a thing that JSON can hold."""
        if self.folder is not None:
            with suppress(OSError):
                write_whole(self.folder / self.name, [json.dumps([self.key, value]).encode()])


def write_whole(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file of the cache whole or not at all; of several runs, the last one wins. Raises OSError."""
    prepare(file.parent)
    part = file.with_name(f"{file.name}{os.urandom(6).hex()}.part")
    try:
        with open(part, "xb", _BUFFER, opener=_private) as stream:
            stream.writelines(parts)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _private(name: str, flags: int) -> int:
    """Open a file that nobody else may read."""
    return os.open(name, flags, 0o600)


def stable_mtime(status: os.stat_result) -> int:
    """The time of a file in nanoseconds, `RACY` where a further change could hide behind the same time."""
    return status.st_mtime_ns if time.time_ns() - status.st_mtime_ns > _FRESH_NS else RACY
