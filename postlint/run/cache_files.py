"""Which files of a folder are postlint's own: by name, and by what they begin with. Nothing else is ever removed."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from operator import or_
from pathlib import Path
from typing import NamedTuple

IGNORE = b"# Made by postlint.\n*\n"
"""What keeps a cache out of a repository: the text of its .gitignore."""


class Kind(NamedTuple):
    """A kind of file that postlint makes in a cache."""

    name: re.Pattern[str]
    """Of its path from the folder of the cache."""
    head: re.Pattern[bytes]
    """Of what it begins with."""


KINDS = (
    Kind(re.compile(r"site-[0-9a-f]{16}-[0-9a-f]{16}\.db"), re.compile(rb"(?s)\Z|SQLite format 3\0.{52}post")),
    # What SQLite keeps beside a database; it may be empty, or hold anything.
    Kind(re.compile(r"site-[0-9a-f]{16}-[0-9a-f]{16}\.db-(?:wal|shm|journal)"), re.compile(b"")),
    # Of earlier versions.
    Kind(re.compile(r"(?:articles|verdicts)-[0-9a-f]{16}"), re.compile(rb"postlint cache \d+\t")),
    Kind(re.compile(r"rules"), re.compile(rb'\["[0-9a-f]{32}", ')),
    Kind(re.compile(r"links/ledger\.jsonl"), re.compile(rb'\{"postlint":"links \d+"\}\n')),
    Kind(re.compile(r"links/lock"), re.compile(rb"\Z")),
    # What a run that was killed left: it may have written nothing yet, or anything.
    Kind(
        re.compile(r"(?:(?:articles|verdicts)-[0-9a-f]{16}|rules|links/ledger\.jsonl)[0-9a-f]{12}\.part"),
        re.compile(b""),
    ),
    Kind(re.compile(r"\.gitignore"), re.compile(re.escape(IGNORE) + rb"\Z")),
)
_FOLDERS = ("links", "")
_HEAD = 72


def own_files(folder: Path) -> Iterator[Path]:
    """The files in a folder that postlint made; the .gitignore that marks it last."""
    for within in _FOLDERS:
        place = folder / within
        if place.is_symlink() and within:
            continue
        try:
            files = sorted(place.iterdir(), key=lambda file: (file.name == ".gitignore", file.name))
        except OSError:
            continue
        for file in files:
            path = f"{within}/{file.name}".lstrip("/")
            kinds = [kind for kind in KINDS if kind.name.fullmatch(path)]
            head = _head(file) if kinds else None
            if head is not None and any(kind.head.match(head) for kind in kinds):
                yield file


def _head(file: Path) -> bytes | None:
    """What a regular file begins with; None for anything else."""
    more = [getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")]
    try:
        handle = os.open(file, reduce(or_, more, os.O_RDONLY))
    except OSError:
        return None
    try:
        return os.read(handle, _HEAD) if stat.S_ISREG(os.fstat(handle).st_mode) else None
    finally:
        os.close(handle)


def remove(folder: Path) -> int:
    """Remove what postlint made in a folder, and the folder where nothing else is in it. Raises OSError.

    Returns how many files were removed.
    """
    count = 0
    for file in own_files(folder):
        file.unlink()
        count += 1
    for place in (folder / "links", folder):
        # Not empty: it holds what is somebody else's.
        with suppress(OSError):
            if count and not place.is_symlink():
                place.rmdir()
    return count
