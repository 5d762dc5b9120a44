"""Which files there are below a folder, as an earlier run has found them: to see whether they still are takes less.

A folder tells when something in it came or went by the time of its last change, which nobody can set. Where a folder is
as young as that a further change could hide behind the same time, or anything is a link, what was found is not kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from postlint.facts.encoding import Damaged, decoded, encoded

_FRESH_NS = 2_000_000_000
_MARK = 1


def now() -> int:
    """The time from which on changes are not seen."""
    return time.time_ns() - _FRESH_NS


def tree_of(files: Iterable[str], folders: Iterable[str], since: int) -> bytes:
    """What was found, as bytes; empty where a change may not be seen. `since` was `now` before it was looked for."""
    # Elsewhere the time of the last change is that of the beginning.
    if os.name != "posix":
        return b""
    states: list[tuple[str, tuple[int, int, int, int]]] = []
    for folder in folders:
        state = _state(folder)
        if state is None or not 0 < state[1] < since:
            return b""
        states.append((folder, state))
    return encoded((_MARK, [*files], states))


def kept_files(data: bytes) -> list[str] | None:
    """The files, where they are still those that were found; None where they may be others."""
    try:
        mark, files, states = decoded(data) if data else (0, [], [])
        if mark != _MARK or not all(_state(folder) == tuple(state) for folder, state in states):
            return None
        return [*map(str, files)]
    except (Damaged, TypeError, ValueError):
        return None


def _state(folder: str) -> tuple[int, int, int, int] | None:
    """How a folder is: another one, or one in which something came or went, is otherwise."""
    try:
        status = os.stat(folder)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev
