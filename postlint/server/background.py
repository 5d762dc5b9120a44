"""Background tasks: long work in a process of its own, which may be cancelled at any time.

The process is forked from this one, so that it has the site in memory, and its own memory is freed with it. Where
processes cannot be forked, the task runs in a thread.
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

_CAN_FORK = sys.platform == "linux"
_threads = ThreadPoolExecutor(1)
_POLL_SECONDS = 1.0
"""How often a process checks whether the server is still running."""


class Failed(Exception):
    """A task has failed; the message says how."""


class WarmProcess:
    """A process that is started before its task is known, and imports meanwhile what the task needs."""

    def __init__(self, module: str) -> None:
        context = get_context("fork")
        self.pipe, end = context.Pipe()
        self.process = context.Process(target=_wait, args=(module, end, os.getpid()))
        self.process.start()
        end.close()

    @classmethod
    def start(cls, module: str) -> WarmProcess | None:
        """A process that imports this module; None where processes cannot be forked."""
        return cls(module) if _CAN_FORK else None

    def end(self) -> None:
        """End the process without a task."""
        self.process.kill()
        self.process.join()


class Task:
    """A running background task."""

    def __init__(self, work: Callable[[], Any], done: Callable[[Any], None], warm: WarmProcess | None = None) -> None:
        """Start it; `done` is called with its result, or with Failed, unless it is cancelled.

        With a `warm` process it runs there; then `work` must be picklable.
        """
        self._done = done
        self._cancelled = False
        self._loop = asyncio.get_running_loop()
        if warm:
            self._pipe, self._process = warm.pipe, warm.process
            self._pipe.send(work)
            self._loop.add_reader(self._pipe.fileno(), self._receive)
        elif _CAN_FORK:
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
            result = Failed("its process ended without a result")
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
        """End the task; `done` is not called."""
        self._cancelled = True
        if _CAN_FORK and not self._pipe.closed:
            # It may have started other processes, which are of its group.
            with suppress(OSError):
                os.killpg(self._process.pid or 0, signal.SIGKILL)
            # Before it has a group of its own, it is the only one.
            self._process.kill()
            self._end()


def _result(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:
        return Failed(f"{type(error).__name__}: {error}")


def _send(work: Callable[[], Any], end: Any, server: int) -> None:
    """Run a task in a process that was forked from the server, and send its result."""
    _lead_group(server)
    end.send(_result(work))
    end.close()


def _wait(module: str, end: Any, server: int) -> None:
    """Import a module, then receive a task, run it, and send its result; runs in a warm process."""
    _lead_group(server)
    import_module(module)
    with suppress(EOFError):
        end.send(_result(end.recv()))
    end.close()


def _lead_group(server: int) -> None:
    """Make this process the leader of a process group, which ends with the server."""
    os.setpgid(0, 0)
    Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(server: int) -> None:
    """End the process group when the server has ended without cancelling it, as by SIGKILL."""
    while os.getppid() == server:
        time.sleep(_POLL_SECONDS)
    os.killpg(0, signal.SIGKILL)
