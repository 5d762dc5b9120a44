"""The files below a folder as an earlier run listed them, so that only folders that have changed are listed again.

The change time of a folder, which nobody can set, differs when a file in it was added or removed. A folder is also
listed again where its change time is so recent that another change could have the same one. Trees with links are not
stored.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from msgspec import Struct

from postlint.facts.encoding import Damaged, decoded, encoded

_FRESH_NS = 2_000_000_000
_MARK = 2
_State = tuple[int, int, int, int]
_UNKNOWN: _State = (0, 0, 0, 0)
"""Stands for a folder that was changed a moment ago: it is listed again."""


class StoredTree(Struct, frozen=True):
    """The files below a folder as an earlier run listed them."""

    files: list[str]
    folders: dict[str, _State]
    """All folders, each with its times and identity."""
    changed: list[str]
    """The folders that have changed since, or were removed; a folder before those within it."""


def racy_since() -> int:
    """The time in nanoseconds from which on a change of a folder may not be seen."""
    return time.time_ns() - _FRESH_NS


def tree_to_bytes(files: Iterable[str], folders: Iterable[str], since: int) -> bytes:
    """The files as bytes; empty where too much of them would be listed again.

    `since` is `racy_since` from before they were listed.
    """
    # On other systems, this time is that of the creation of the folder.
    if os.name != "posix":
        return b""
    states: dict[str, _State] = {}
    for folder in sorted(folders):
        state = _state(folder)
        states[folder] = state if state and 0 < state[1] < since else _UNKNOWN
    if sum(state == _UNKNOWN for state in states.values()) > len(states) // 2:
        return b""
    return encoded((_MARK, sorted(files), [*states.items()]))


def stored_tree(data: bytes) -> StoredTree | None:
    """The stored files; None where none are stored."""
    try:
        mark, files, states = decoded(data) if data else (0, [], [])
        if mark != _MARK or not states:
            return None
        folders: dict[str, _State] = {folder: tuple(state) for folder, state in states}
        changed = [folder for folder, state in folders.items() if _state(folder) != state]
        return StoredTree([*map(str, files)], folders, changed)
    except (Damaged, TypeError, ValueError):
        return None


def _state(folder: str) -> _State | None:
    """The times and identity of a folder: another state where a file in it was added or removed, or it is replaced."""
    try:
        status = os.stat(folder)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev
