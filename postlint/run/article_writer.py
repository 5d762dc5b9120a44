"""Writes repaired articles: whole or not at all, only where an article was read, and never outside of the site."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from postlint.facts.files import MEGABYTE, read_bytes, real
from postlint.run.discovery import SUFFIXES
from postlint.run.repository import top_of

_LARGEST = 512 * MEGABYTE
_OPEN_FILES = "/proc/self/fd"


class Changed(Exception):
    """A file that has changed since it was read, or that must not be written. The message says why."""


def write(path: Path, before: bytes, after: bytes, within: Path) -> None:
    """Replace the bytes of an article of the site in the folder `within`, with its permissions kept.

    A link is followed, not replaced. Raises Changed where the file no longer holds `before` or a link leads to what is
    no article of the same repository, and OSError.
    """
    target = _target(path, within)
    if read_bytes(target, _LARGEST) == after:
        # It was repaired under another name.
        return
    status = target.stat()
    with _staged(target) as (handle, staged):
        with os.fdopen(os.dup(handle), "wb") as file:
            file.write(after)
        with suppress(OSError):
            os.chown(handle, status.st_uid, status.st_gid)
        os.fchmod(handle, status.st_mode & 0o7777)
        os.fsync(handle)
        if read_bytes(target, _LARGEST) != before:
            raise Changed(f"{path} changed while it was being repaired")
        staged.replace(target)


def _target(path: Path, within: Path) -> Path:
    """The file to write for an article. Raises Changed where a link leads to a file that must not be written."""
    target = real(path)
    root = real(within)
    if path.is_relative_to(within) and target == root / path.relative_to(within):
        return target
    repository = top_of(root) or root
    if not target.is_relative_to(repository):
        raise Changed(f"{path} is a link to a file outside of the site")
    inside = target.relative_to(repository)
    if target.suffix.lower() not in SUFFIXES or any(part.startswith(".") for part in inside.parts):
        raise Changed(f"{path} is a link to {inside}, which is no article")
    return target


class _Staged:
    """An open temporary file with the new content of a file, until it replaces the old one."""

    def __init__(self, handle: int, target: Path, name: str) -> None:
        self.handle = handle
        self.target = target
        self.name = name
        """"" while it has no name: then it is removed with the process."""

    def replace(self, target: Path) -> None:
        """Replace a file by this one."""
        if not self.name:
            self.name = f"{target.parent}/.{target.name}.{os.urandom(6).hex()}"
            _link(self.handle, self.name)
        Path(self.name).replace(target)
        self.name = ""


def _link(handle: int, name: str) -> None:
    """Give an open file without a name this one."""
    opened = f"{_OPEN_FILES}/{handle}"
    try:
        # The descriptor is not used with a whole path; without it, Python would link the link itself.
        os.link(opened, name, src_dir_fd=handle, follow_symlinks=True)
    except OSError:
        shutil.copy(opened, name)


@contextmanager
def _staged(target: Path) -> Iterator[tuple[int, _Staged]]:
    """A temporary file in the folder of another one, open for writing; removed unless it replaced the other."""
    handle, name = _unnamed(target.parent), ""
    if handle is None:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    staged = _Staged(handle, target, name)
    try:
        yield handle, staged
    finally:
        os.close(handle)
        if staged.name:
            Path(staged.name).unlink(missing_ok=True)


def _unnamed(folder: Path) -> int | None:
    """A file without a name, which the system removes with the process; None where the system has no such files."""
    if not hasattr(os, "O_TMPFILE") or not Path(_OPEN_FILES).is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError:
        return None
