"""What earlier runs found in each file, kept beside the configuration: data, never code.

One file for each site: a line of header, then a line for each article: size, time, digest, path and record, parted by
tabs. A line is decoded only when its article is asked for.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

FOLDER = ".postlint_cache"
_MAGIC = "postlint cache 1"
# An article that was written this short a time before it was read may be written again within the same tick.
_FRESH_NS = 2_000_000_000


@dataclass(slots=True)
class Entry:
    """What is known of one file."""

    size: int
    mtime: int
    """In nanoseconds; 0 where the time says nothing."""
    digest: str
    record: str


def digest_of(data: bytes) -> str:
    """The digest of a file's content."""
    return blake2b(data, digest_size=16).hexdigest()


class Cache:
    """The entries of one site. `problem` says why what was there could not be used, if so."""

    def __init__(self, folder: Path, root: Path, key: str) -> None:
        """Read the cache in `folder` of the site at `root`; `key` is what else the entries depend on."""
        self.folder = folder
        name = blake2b(os.fsencode(os.path.relpath(root, folder)), digest_size=8).hexdigest()
        self.file = folder / f"articles-{name}"
        self.key = key
        self.problem = ""
        self._changed = False
        self._entries: dict[str, Entry] = {}
        try:
            data = self.file.read_bytes()
        except OSError:
            return
        try:
            self._entries = self._parse(data)
        except ValueError as error:
            self.problem = f"the cache in {folder} cannot be used and is made anew: {error}"

    def _parse(self, data: bytes) -> dict[str, Entry]:
        head, _, body = data.partition(b"\n")
        fields = head.decode("utf-8", "replace").split("\t")
        if len(fields) != 3 or fields[0] != _MAGIC:
            raise ValueError("it is none of postlint's")
        if fields[1] != self.key:
            # Made by other rules, options or another version: of no use, and no fault.
            return {}
        if fields[2] != digest_of(body):
            raise ValueError("it is damaged")
        entries: dict[str, Entry] = {}
        for line in body.decode("utf-8", "surrogatepass").split("\n"):
            if line:
                size, mtime, digest, path, record = line.split("\t", 4)
                entries[json.loads(path)] = Entry(int(size), int(mtime), digest, record)
        return entries

    def record(self, path: str, status: os.stat_result, read: Callable[[], bytes]) -> str | None:
        """The record of a file that is as it was: by size and time, or, where these differ, by its content."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        if not entry.mtime or (entry.size, entry.mtime) != (status.st_size, status.st_mtime_ns):
            if entry.size != status.st_size or entry.digest != digest_of(read()):
                return None
            entry.mtime = _settled(status)
            self._changed = True
        return entry.record

    def put(self, path: str, data: bytes, status: os.stat_result, record: str) -> None:
        """Remember the record of a file."""
        self._entries[path] = Entry(len(data), _settled(status), digest_of(data), record)
        self._changed = True

    def save(self, present: Iterable[str], *, whole: bool) -> None:
        """Write what changed. With `whole`, `present` are all articles of the site, and others are forgotten."""
        keep = set(present)
        gone = [path for path in self._entries if path not in keep] if whole else []
        for path in gone:
            del self._entries[path]
        if not self._changed and not gone:
            return
        lines = [
            f"{each.size}\t{each.mtime}\t{each.digest}\t{json.dumps(path)}\t{each.record}\n"
            for path, each in self._entries.items()
        ]
        body = "".join(lines).encode("utf-8", "surrogatepass")
        # A cache that cannot be written is no reason to fail.
        with suppress(OSError):
            write_whole(self.file, f"{_MAGIC}\t{self.key}\t{digest_of(body)}\n".encode() + body)


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
            key, value = json.loads((self.folder / self.name).read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError):
            return None
        return value if key == self.key else None

    def write(self, value: object) -> None:
        """Remember a thing that JSON can hold."""
        if self.folder is not None:
            with suppress(OSError):
                write_whole(self.folder / self.name, json.dumps([self.key, value]).encode())


def write_whole(file: Path, data: bytes) -> None:
    """Write a file of the cache whole or not at all; of several runs, the last one wins. Raises OSError."""
    prepare(file.parent)
    handle, name = tempfile.mkstemp(prefix=file.name, suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _settled(status: os.stat_result) -> int:
    """The time of a file, or 0 where it is so young that a change could hide behind the same time."""
    import time

    return status.st_mtime_ns if time.time_ns() - status.st_mtime_ns > _FRESH_NS else 0


def prepare(folder: Path) -> None:
    """Make the folder of the cache, which git is to leave alone."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("# Made by postlint.\n*\n", encoding="utf-8")
