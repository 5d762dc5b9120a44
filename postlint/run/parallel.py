"""Inspects and judges many articles: in this process, in several, or on any executor, with the same result."""

from __future__ import annotations

import gc
import os
import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.facts.inspection import Inspection, Source
from postlint.facts.records import findings_from_bytes, findings_to_bytes
from postlint.site.generators import dialect_named

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from postlint.config.configuration import Config
    from postlint.diagnostic import Diagnostic
    from postlint.run.linter import Linter
    from postlint.site.site import Site

# Below this many bytes a pool of processes costs more than it saves.
SERIAL_BYTES = 600_000
CHUNK_BYTES = 400_000
# Below so many articles they cost more than they save when the site is there already.
SERIAL_ARTICLES = 600
# How many portions are submitted to a cluster at a time: how many workers it has is not known.
_AHEAD = 64


class Job(Struct, frozen=True):
    """What a worker needs to inspect files: data only, which can be pickled."""

    config: Config
    rules: tuple[str, ...]
    """The names of the rules that look at one file."""
    words: bool
    """Whether a rule needs the words of articles."""
    generator: str
    """The name of the generator of the site."""


def inspect_all(
    linter: Linter, sources: Iterable[Source], count: int, meanwhile: Callable[[], None] | None = None
) -> Iterator[bytes]:
    """The record of the inspection of each source, in order.

    `count` is how many sources there are. They are read when they are needed, so that not all have to be in memory at
    once. Where other processes inspect them, this one calls `meanwhile` first.
    """
    if linter.executor is not None:
        yield from _on_executor(linter.executor, linter, sources, count, _AHEAD, meanwhile)
        return
    sources = iter(sources)
    first = list(_first(sources, SERIAL_BYTES)) if linter.jobs > 1 else []
    sources = chain(first, sources)
    if linter.jobs < 2 or sum(map(_weight, first)) < SERIAL_BYTES:
        for done, source in enumerate(sources, 1):
            yield linter.inspect(source).to_record()
            linter.progress(done, count)
    else:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(linter.jobs, initializer=_start_worker) as pool:
            try:
                yield from _on_executor(pool, linter, sources, count, 2 * linter.jobs, meanwhile)
            except BaseException:
                # Ctrl-C ends all at once: portions that are waiting are not started.
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _on_executor(
    pool: Executor,
    linter: Linter,
    sources: Iterable[Source],
    count: int,
    ahead: int,
    meanwhile: Callable[[], None] | None,
) -> Iterator[bytes]:
    """The same on any executor, with `ahead` portions submitted at a time.

    The contents of the files are sent, so its workers need no common file system.
    """
    job = Job(linter.config, tuple(linter.rules.named("file", "article")), linter.words, linter.dialect.generator)
    waiting: deque[Future[list[bytes]]] = deque()
    done = 0
    portions = chunks(sources)
    while True:
        while len(waiting) < ahead and (portion := next(portions, None)):
            waiting.append(pool.submit(run_chunk, job, portion))
        if not waiting:
            return
        if meanwhile:
            meanwhile()
            meanwhile = None
        records = waiting.popleft().result()
        yield from records
        done += len(records)
        linter.progress(done, count)


class Judged(Struct, frozen=True):
    """The findings in articles that need the site, and which keys they depend on."""

    findings: dict[str, Sequence[Diagnostic]]
    """By path."""
    dependents: dict[str, array[int]]
    """By key, which of the articles depend on it: their indexes in the order in which they were given.

    The index behind these stands for the libraries of the site.
    """
    rows: dict[tuple[str, str], bytes]
    """What was found out meanwhile and is to be stored, by table and key."""


class _Job(Struct, frozen=True):
    """What is to be judged: a forked process has it in its memory, so it need not be sent."""

    linter: Linter
    inspections: Mapping[str, Inspection]
    paths: Sequence[str]
    site: Site


_job: _Job | None = None
"""Set while processes are forked, for them alone."""


def judge_all(
    linter: Linter, inspections: Mapping[str, Inspection], paths: Sequence[str], site: Site | None, *, stores: bool
) -> Judged:
    """The findings in articles that need the site; none without a site. With `stores`, rows too.

    The site is too large to be sent: several processes judge articles where they can be forked from this one.
    """
    global _job
    judged = Judged({}, {}, {})
    if site is None:
        return judged
    site.is_stored = stores
    job = _Job(linter, inspections, paths, site)
    if linter.jobs < 2 or len(paths) < SERIAL_ARTICLES or sys.platform != "linux":
        for at, path in enumerate(paths):
            judged.findings[path] = _judge(job, at, judged.dependents)
        judged.rows.update(_rows(job))
        return judged
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    size = max(100, len(paths) // (8 * linter.jobs))
    portions = [range(at, min(at + size, len(paths))) for at in range(0, len(paths), size)]
    # This process takes its share: each of the others has to make copies of the memory that it touches.
    own = len(portions) // linter.jobs
    _job = job
    try:
        with ProcessPoolExecutor(linter.jobs - 1, get_context("fork"), _start_worker) as pool:
            try:
                waiting = [pool.submit(_judge_portion, portion) for portion in portions[own:]]
                for at in (at for portion in portions[:own] for at in portion):
                    judged.findings[paths[at]] = _judge(job, at, judged.dependents)
                for portion, future in zip(portions[own:], waiting, strict=True):
                    _merge(judged, [paths[at] for at in portion], *future.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        _job = None
    judged.rows.update(_rows(job))
    return judged


def _rows(job: _Job) -> dict[tuple[str, str], bytes]:
    """What was found out meanwhile, by table and key; nothing where nothing is stored."""
    return {(name, key): value for name, key, value in job.site.take_rows()} if job.site.is_stored else {}


def _judge(job: _Job, at: int, dependents: dict[str, array[int]]) -> Sequence[Diagnostic]:
    """The findings in one article, by its index; it is added to the `dependents` of the keys that it reads."""
    page = job.inspections[job.paths[at]].page
    if page is None:
        return ()
    with job.site.recorder.recording() as keys:
        findings = job.linter.site_findings(job.site, page)
    add_dependent(dependents, keys, at)
    return findings


def add_dependent(dependents: dict[str, array[int]], keys: Iterable[str], at: int) -> None:
    """Add an article, by its index, to the dependents of keys."""
    for key in keys:
        if key in dependents:
            dependents[key].append(at)
        else:
            dependents[key] = array("I", (at,))


def _judge_portion(portion: Sequence[int]) -> tuple[list[bytes], dict[str, array[int]], dict[tuple[str, str], bytes]]:
    """The findings in each of these articles as bytes, the dependents and the rows; runs in a forked process."""
    assert _job
    dependents: dict[str, array[int]] = {}
    findings = [findings_to_bytes(_judge(_job, at, dependents)) for at in portion]
    return findings, dependents, _rows(_job)


def _merge(
    judged: Judged,
    paths: Sequence[str],
    findings: Sequence[bytes],
    dependents: Mapping[str, array[int]],
    rows: Mapping[tuple[str, str], bytes],
) -> None:
    """Add the results of a forked process."""
    judged.rows.update(rows)
    judged.findings.update((path, findings_from_bytes(data)) for path, data in zip(paths, findings, strict=True))
    for key, places in dependents.items():
        if key in judged.dependents:
            judged.dependents[key].extend(places)
        else:
            judged.dependents[key] = places


def chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """The sources in portions of about the same number of bytes."""
    sources = iter(sources)
    while portion := list(_first(sources, CHUNK_BYTES)):
        yield portion


def _first(sources: Iterator[Source], size: int) -> Iterator[Source]:
    """The first sources that have `size` bytes together, or all."""
    while size > 0 and (source := next(sources, None)):
        size -= _weight(source)
        yield source


def _weight(source: Source) -> int:
    """About how much work the inspection of a source is, in bytes."""
    return len(source.data) + 500


def run_chunk(job: Job, sources: Sequence[Source]) -> list[bytes]:
    """The records of a portion of sources; runs in a worker."""
    linter = _linter(_Keyed(job))
    with no_collector():
        return [linter.inspect(source).to_record() for source in sources]


class _Keyed:
    """A job that can be the key of a cache."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.key = (job.config.inputs, job.rules, job.words, job.generator)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=4)
def _linter(keyed: _Keyed) -> Linter:
    from postlint.config.rule_selection import Rules, rules_named
    from postlint.run.linter import Linter

    linter = Linter(keyed.job.config, Rules.of(rules_named(keyed.job.config, keyed.job.rules)))
    linter.words = keyed.job.words
    linter.dialect = dialect_named(keyed.job.generator)
    return linter


def _start_worker() -> None:
    """Let a worker ignore Ctrl-C, and end with the process that has started it, however that ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that has started it ends: else it would wait for work, its output open."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def no_collector() -> Iterator[None]:
    """Switch the cyclic garbage collector off: what a run makes lives to its end or has no reference cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
