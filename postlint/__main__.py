"""`python -m postlint` and the command `postlint`: what holds only for a process of its own."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from postlint.cli import run


def _terminated(number: int, frame: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def main() -> NoReturn:
    """Run the command and end the process."""
    # A stream that was closed from outside is None: nobody reads what goes there.
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    # What a run makes is kept to its end or has no reference cycles: to search for them takes a tenth of the time.
    gc.disable()
    # As Ctrl-C does: what is being written is given up, and nothing of it is left behind.
    signal.signal(signal.SIGTERM, _terminated)
    try:
        run()
    except SystemExit as ended:
        if not isinstance(ended.code, int):
            raise
        code = ended.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    # Without giving back, piece by piece, the memory that ends with the process anyway.
    os._exit(code)


if __name__ == "__main__":
    main()
