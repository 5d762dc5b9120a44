"""Work that takes longer than somebody who writes would wait: in a process of its own, which may be ended at any time.

The process is a copy of this one, so that it has the site at hand, and what it needs of memory ends with it. Where
processes cannot be copied, the work is done in a thread.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from threading import Thread
from typing import Any

_CAN_COPY = sys.platform == "linux"
_threads = ThreadPoolExecutor(1)
_LOOK = 1.0
"""After so many seconds it is looked again whether the server is there."""


class Failed(Exception):
    """Work that has failed; the message says how."""


class Ready:
    """A process that was begun before it is known what it is to do, and imports what the work needs meanwhile."""

    def __init__(self, module: str) -> None:
        context = get_context("fork")
        self.pipe, end = context.Pipe()
        self.process = context.Process(target=_wait, args=(module, end, os.getpid()))
        self.process.start()
        end.close()

    @classmethod
    def begin(cls, module: str) -> Ready | None:
        """One that imports this module; None where processes cannot be copied."""
        return cls(module) if _CAN_COPY else None

    def end(self) -> None:
        """Let it do nothing."""
        self.process.kill()
        self.process.join()


class Work:
    """One piece of work under way."""

    def __init__(self, work: Callable[[], Any], done: Callable[[Any], None], ready: Ready | None = None) -> None:
        """Begin it; `done` is called with what it gives, or with Failed, unless it is cancelled.

        A process that is `ready` does it if there is one; then it has to be of functions and data that can be pickled.
        """
        self._done = done
        self._cancelled = False
        self._loop = asyncio.get_running_loop()
        if ready:
            self._pipe, self._process = ready.pipe, ready.process
            self._pipe.send(work)
            self._loop.add_reader(self._pipe.fileno(), self._receive)
        elif _CAN_COPY:
            self._start(work)
        else:
            future = self._loop.run_in_executor(_threads, _result, work)
            future.add_done_callback(lambda future: self._finish(future.result()))

    def _start(self, work: Callable[[], Any]) -> None:
        context = get_context("fork")
        self._pipe, end = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(work, end, os.getpid()))
        self._process.start()
        end.close()
        self._loop.add_reader(self._pipe.fileno(), self._receive)

    def _receive(self) -> None:
        try:
            result = self._pipe.recv()
        except (EOFError, OSError):
            result = Failed("it ended before it was done")
        self._end()
        self._finish(result)

    def _end(self) -> None:
        self._loop.remove_reader(self._pipe.fileno())
        self._pipe.close()
        self._process.join()
        self._process.close()

    def _finish(self, result: Any) -> None:
        if not self._cancelled:
            self._done(result)

    def cancel(self) -> None:
        """Let nobody hear of it."""
        self._cancelled = True
        if _CAN_COPY and not self._pipe.closed:
            # It may have started others, which are of its group.
            with suppress(OSError):
                os.killpg(self._process.pid or 0, signal.SIGKILL)
            # Until it has a group of its own, it is ended by itself.
            self._process.kill()
            self._end()


def _result(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:
        return Failed(f"{type(error).__name__}: {error}")


def _send(work: Callable[[], Any], end: Any, server: int) -> None:
    """Do it, in the process that was copied from that of the server, and send what it gives."""
    _stand_alone(server)
    end.send(_result(work))
    end.close()


def _wait(module: str, end: Any, server: int) -> None:
    """Import a module, and do then what is asked for, in a process that was begun for it."""
    _stand_alone(server)
    import_module(module)
    with suppress(EOFError):
        end.send(_result(end.recv()))
    end.close()


def _stand_alone(server: int) -> None:
    """Make a group of this process and those that it starts, which ends with the server."""
    os.setpgid(0, 0)
    Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(server: int) -> None:
    """End this process, and those that it has started, when the server has ended without a word, as by SIGKILL."""
    while os.getppid() == server:
        time.sleep(_LOOK)
    os.killpg(0, signal.SIGKILL)
