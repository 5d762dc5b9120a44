"""Files of the cache: how they are written, and single values, each in a file of its own. Data, never code."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from postlint.facts.encoding import Damaged, from_json, to_json
from postlint.facts.files import MEGABYTE, read_bytes
from postlint.run.cache_folder import prepare
from postlint.run.stored_bytes import compressed, decompressed
from postlint.text import blake2b

# An article that was written this short a time before it was read may be written again within the same tick.
_FRESH_NS = 2_000_000_000
_LARGEST = 16 * MEGABYTE
_COMPRESSED_FROM = 20_000
"""The size in bytes from which on values are compressed."""
_COMPRESSED = b"x"
"""Begins a compressed value; no JSON begins so."""
RACY = -1
"""Stands for the time of a file that was written a moment ago."""


def digest_of(data: bytes) -> bytes:
    """The digest of a file's content."""
    return blake2b(data, digest_size=16).digest()


class Status(Protocol):
    """What is asked of the status of a file."""

    @property
    def st_size(self) -> int:
        """Its size in bytes."""

    @property
    def st_mtime_ns(self) -> int:
        """Its time in nanoseconds."""


class CachedValue:
    """One value in a file of the cache, with a key that says what it depends on."""

    def __init__(self, folder: Path | None, name: str, key: str) -> None:
        """Without a folder, nothing is cached."""
        self.folder = folder
        self.name = name
        self.key = key

    def read(self) -> object:
        """The cached value; None where there is none for this key, or it is damaged."""
        if self.folder is None:
            return None
        try:
            data = read_bytes(self.folder / self.name, _LARGEST, links=False)
            if data.startswith(self._head + _COMPRESSED):
                data = self._head + decompressed(data[len(self._head) :], _LARGEST) + b"]"
            key, value = from_json(data)
        except (OSError, ValueError, TypeError, Damaged):
            return None
        return value if key == self.key else None

    def write(self, value: object) -> None:
        """Cache a value that JSON can represent."""
        if self.folder is not None:
            data = to_json(value)
            parts = [data, b"]"] if len(data) < _COMPRESSED_FROM else [compressed(data, 1)]
            with suppress(OSError):
                write_whole(self.folder / self.name, [self._head, *parts])

    @property
    def _head(self) -> bytes:
        # `cache_folder` recognises the files of the cache by the key and the blank behind it.
        return f'["{self.key}", '.encode()


def write_whole(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file of the cache whole or not at all; of several runs, the last one wins. Raises OSError."""
    prepare(file.parent)
    part = file.with_name(f"{file.name}{os.urandom(6).hex()}.part")
    try:
        with open(part, "xb", opener=_private) as stream:
            stream.writelines(parts)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _private(name: str, flags: int) -> int:
    """Open a file that nobody else may read."""
    return os.open(name, flags, 0o600)


def stable_mtime(status: Status) -> int:
    """The time of a file in nanoseconds, `RACY` where a further change could hide behind the same time."""
    return status.st_mtime_ns if time.time_ns() - status.st_mtime_ns > _FRESH_NS else RACY
