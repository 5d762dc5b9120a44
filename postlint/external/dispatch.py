"""The loop that starts each job when it may start, and never more than so many at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from postlint.external.schedule import Lane, Schedule

J = TypeVar("J")
TICK = 0.2
"""How often, in seconds, somebody looks how far it is, whatever happens."""


async def dispatch(
    schedule: Schedule[J],
    step: Callable[[Lane[J], J], Awaitable[None]],
    goes_on: Callable[[], bool],
    most: int,
    deadline: float,
) -> None:
    """Do the jobs of a schedule with `step`, at most `most` at a time, while `goes_on`; at the deadline, stop them."""
    tasks: set[asyncio.Task[None]] = set()
    running = 0
    broken: list[Exception] = []
    wake = asyncio.Event()

    async def work(lane: Lane[J], job: J) -> None:
        nonlocal running
        start = time.monotonic()
        try:
            await step(lane, job)
        except Exception as error:
            broken.append(error)
        finally:
            now = time.monotonic()
            schedule.release(lane, now, now - start)
            # Counted here, as a task is still in the set when the loop below wakes up and looks for a free place.
            running -= 1
            wake.set()

    try:
        while goes_on() and time.monotonic() < deadline:
            while running < most and (taken := schedule.take(time.monotonic())):
                running += 1
                task = asyncio.create_task(work(*taken))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            soon = schedule.next_start() if running < most else None
            await _pause(wake, min(deadline, time.monotonic() + TICK, deadline if soon is None else soon))
            if broken:
                raise broken[0]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pause(wake: asyncio.Event, until: float) -> None:
    handle = asyncio.get_running_loop().call_later(max(0.0, until - time.monotonic()), wake.set)
    await wake.wait()
    handle.cancel()
    wake.clear()
