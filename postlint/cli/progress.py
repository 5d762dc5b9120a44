"""How far a run is, on stderr, for somebody who waits at a terminal."""

from __future__ import annotations

import sys
import time

# What is done sooner needs no bar.
_PATIENCE = 0.5
_STEP = 0.1
_WIDTH = 30


class Progress:
    """A bar that appears when a terminal waits for more than half a second, and goes when all is done."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._drawn = False

    def __call__(self, done: int, total: int) -> None:
        """Take note that `done` of `total` articles were looked at."""
        if not self._shown:
            return
        now = time.monotonic()
        if done >= total:
            self.clear()
        elif now >= self._next:
            self._next = now + _STEP
            self._drawn = True
            filled = _WIDTH * done // total
            sys.stderr.write(f"\r{'█' * filled}{'░' * (_WIDTH - filled)} {done:,} of {total:,} articles\033[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._drawn = False
