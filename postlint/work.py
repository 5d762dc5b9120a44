"""The per-file pass over many files: in this process, in several, or on any executor, with the same result."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from postlint.inspection import Inspection, Source

if TYPE_CHECKING:
    from postlint.config import Config
    from postlint.linter import Linter

# Below this many bytes a pool of processes costs more than it saves.
SERIAL_BYTES = 600_000
CHUNK_BYTES = 400_000


@dataclass(frozen=True)
class Job:
    """What a worker needs to know to put the rules to a file: data only, so that it can travel."""

    config: Config
    rules: tuple[str, ...]
    """The names of the rules that look at one file."""


class Outcome:
    """What the pass over one file yields, as an object and as JSON on one line, each made when it is asked for."""

    __slots__ = ("_inspection", "_record")

    def __init__(self, inspection: Inspection | None = None, record: str | None = None) -> None:
        self._inspection = inspection
        self._record = record

    @property
    def inspection(self) -> Inspection:
        if self._inspection is None:
            assert self._record is not None
            self._inspection = Inspection.from_data(json.loads(self._record))
        return self._inspection

    @property
    def record(self) -> str:
        if self._record is None:
            assert self._inspection is not None
            data = self._inspection.to_data()
            self._record = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return self._record


def inspect_all(linter: Linter, sources: Sequence[Source]) -> Iterator[Outcome]:
    """What the pass over each source yields, in order."""
    if linter.executor is not None:
        yield from _on_executor(linter.executor, linter, sources)
    elif linter.jobs < 2 or sum(len(source.data) for source in sources) < SERIAL_BYTES:
        for done, source in enumerate(sources, 1):
            yield Outcome(linter.inspect(source))
            linter.progress(done, len(sources))
    else:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(linter.jobs, initializer=_start_worker) as pool:
            try:
                yield from _on_executor(pool, linter, sources)
            except BaseException:
                # Ctrl-C ends all at once: what is still waiting is not begun.
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _on_executor(pool: Executor, linter: Linter, sources: Sequence[Source]) -> Iterator[Outcome]:
    """The same on any executor; the contents of the files travel, so its workers need no common file system."""
    job = Job(linter.config, tuple(linter.rules.named("file", "article")))
    done = 0
    for records in pool.map(run_chunk, *zip(*((job, chunk) for chunk in chunks(sources)), strict=True)):
        for record in records:
            yield Outcome(record=record)
        done += len(records)
        linter.progress(done, len(sources))


def chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """The sources in portions of about the same number of bytes."""
    portion: list[Source] = []
    size = 0
    for source in sources:
        portion.append(source)
        size += len(source.data) + 500
        if size >= CHUNK_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def run_chunk(job: Job, sources: Sequence[Source]) -> list[str]:
    """The records of a portion of sources: what a worker does."""
    linter = _linter(_Keyed(job))
    with no_collector():
        return [Outcome(linter.inspect(source)).record for source in sources]


class _Keyed:
    """A job that can be the key of a cache."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.key = (job.config.inputs, job.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=4)
def _linter(keyed: _Keyed) -> Linter:
    from postlint.linter import Linter
    from postlint.selection import Rules, rules_named

    return Linter(keyed.job.config, Rules.of(rules_named(keyed.job.config, keyed.job.rules)))


def _start_worker() -> None:
    """Ctrl-C is for the process that the user started; it ends the workers."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def no_collector() -> Iterator[None]:
    """Without the search for reference cycles: what a run makes is kept to its end or has none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
