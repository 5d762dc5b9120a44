"""Which files there are below a folder, as an earlier run has found them: to see whether they still are takes less.

A folder tells when something in it came or went by the time of its last change, which nobody can set. Only folders that
have changed since are listed again, and those that are as young as that a further change could hide behind the same
time. Where anything is a link, what was found is not kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from typing import NamedTuple

from postlint.facts.encoding import Damaged, decoded, encoded

_FRESH_NS = 2_000_000_000
_MARK = 2
_State = tuple[int, int, int, int]
_UNKNOWN: _State = (0, 0, 0, 0)
"""Stands for a young folder: it is listed again."""


class Kept(NamedTuple):
    """What an earlier run has found."""

    files: list[str]
    folders: dict[str, _State]
    """All folders, with how they were."""
    changed: list[str]
    """Those that are otherwise now, or gone; a folder before those within it."""


def now() -> int:
    """The time from which on changes are not seen."""
    return time.time_ns() - _FRESH_NS


def tree_of(files: Iterable[str], folders: Iterable[str], since: int) -> bytes:
    """What was found, as bytes; empty where it is not worth it. `since` was `now` before it was looked for."""
    # Elsewhere the time of the last change is that of the beginning.
    if os.name != "posix":
        return b""
    states: dict[str, _State] = {}
    for folder in sorted(folders):
        state = _state(folder)
        states[folder] = state if state and 0 < state[1] < since else _UNKNOWN
    if sum(state == _UNKNOWN for state in states.values()) > len(states) // 2:
        return b""
    return encoded((_MARK, sorted(files), [*states.items()]))


def kept_files(data: bytes) -> Kept | None:
    """What was found; None where nothing is known."""
    try:
        mark, files, states = decoded(data) if data else (0, [], [])
        if mark != _MARK or not states:
            return None
        folders: dict[str, _State] = {folder: tuple(state) for folder, state in states}
        changed = [folder for folder, state in folders.items() if _state(folder) != state]
        return Kept([*map(str, files)], folders, changed)
    except (Damaged, TypeError, ValueError):
        return None


def _state(folder: str) -> _State | None:
    """How a folder is: another one, or one in which something came or went, is otherwise."""
    try:
        status = os.stat(folder)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev
