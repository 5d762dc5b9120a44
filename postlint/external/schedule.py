"""Which request is next: every host within its limits, and the host with the most left to do first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

J = TypeVar("J")


@dataclass(slots=True)
class Lane(Generic[J]):
    """All that waits for one host, and how it is to be asked."""

    name: str
    limit: int
    interval: float
    not_before: float = 0.0
    """When the next request may start."""
    running: int = 0
    took: float = 0.1
    """How long a request takes about."""
    waiting: deque[J] = field(default_factory=deque)
    later: list[tuple[float, int, J]] = field(default_factory=list)
    """A heap of jobs by the time before which they are not to start; then they go before all that wait."""
    version: int = 0

    def __len__(self) -> int:
        """How many jobs there are, besides those that run."""
        return len(self.waiting) + len(self.later)

    @property
    def left(self) -> float:
        """About how long it takes to do all that waits."""
        return len(self) * max(self.interval, self.took / self.limit)


class Schedule(Generic[J]):
    """Jobs by host. A job is one request; what follows it is put here again."""

    def __init__(self) -> None:
        self.lanes: dict[str, Lane[J]] = {}
        self._order = count()
        self._ready: list[tuple[float, int, Lane[J], int]] = []
        self._later: list[tuple[float, int, Lane[J], int]] = []

    def add(self, lane: Lane[J], job: J, now: float, *, wait: float = 0.0, first: bool = False) -> None:
        """Put a job on a lane, `wait` seconds from now; `first` puts it before those that wait already."""
        if wait:
            heappush(lane.later, (now + wait, next(self._order), job))
        elif first:
            lane.waiting.appendleft(job)
        else:
            lane.waiting.append(job)
        self.place(lane, now)

    def place(self, lane: Lane[J], now: float) -> None:
        """Look again at when a lane can go on; to be called whenever something about it has changed."""
        lane.version += 1
        while lane.later and lane.later[0][0] <= now:
            lane.waiting.appendleft(heappop(lane.later)[2])
        if not len(lane) or lane.running >= lane.limit:
            return
        start = lane.not_before if lane.waiting else max(lane.not_before, lane.later[0][0])
        if start <= now:
            heappush(self._ready, (-lane.left, next(self._order), lane, lane.version))
        else:
            heappush(self._later, (start, next(self._order), lane, lane.version))

    def take(self, now: float) -> tuple[Lane[J], J] | None:
        """The job to start now, which counts as running until `release`; None if there is none."""
        while self._later and self._later[0][0] <= now:
            _, _, lane, version = heappop(self._later)
            if version == lane.version:
                self.place(lane, now)
        while self._ready:
            _, _, lane, version = heappop(self._ready)
            if version == lane.version:
                job = lane.waiting.popleft()
                lane.running += 1
                lane.not_before = now + lane.interval
                self.place(lane, now)
                return lane, job
        return None

    def release(self, lane: Lane[J], now: float, took: float) -> None:
        """A job of a lane is no longer running."""
        lane.running -= 1
        lane.took += (took - lane.took) * 0.2
        self.place(lane, now)

    def next_start(self) -> float | None:
        """When the next job can start, as far as that is a matter of time alone."""
        while self._later and self._later[0][3] != self._later[0][2].version:
            heappop(self._later)
        return self._later[0][0] if self._later else None

    def drain(self, lane: Lane[J]) -> list[J]:
        """Take all jobs that wait from a lane."""
        jobs = [*lane.waiting, *(job for _, _, job in lane.later)]
        lane.waiting.clear()
        lane.later.clear()
        lane.version += 1
        return jobs

    def slowest(self, now: float) -> Iterator[tuple[str, float, int]]:
        """The hosts that are waited for, with seconds and how many URLs, the longest wait first."""
        held = [lane for lane in self.lanes.values() if len(lane) and lane.not_before > now + 1]
        for lane in sorted(held, key=lambda other: -other.not_before):
            yield lane.name, lane.not_before - now, len(lane)
