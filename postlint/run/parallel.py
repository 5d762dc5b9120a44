"""The per-file pass over many files: in this process, in several, or on any executor, with the same result."""

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
from typing import TYPE_CHECKING, NamedTuple

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
# How many portions are given to a cluster at a time: how many workers it has, it does not say.
_AHEAD = 64


class Job(Struct, frozen=True):
    """What a worker needs to know to put the rules to a file: data only, so that it can travel."""

    config: Config
    rules: tuple[str, ...]
    """The names of the rules that look at one file."""
    words: bool
    """Whether the words of articles are facts that a rule asks for."""
    generator: str
    """What makes a site of the files."""


def inspect_all(
    linter: Linter, sources: Iterable[Source], count: int, meanwhile: Callable[[], None] | None = None
) -> Iterator[bytes]:
    """The record of what the pass over each source yields, in order.

    `count` is how many sources there are. They are taken when they are needed, so that not all have to be in memory at
    once. Where other processes are at work, this one does `meanwhile` first.
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
                # Ctrl-C ends all at once: what is still waiting is not begun.
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
    """The same on any executor, with so many portions waiting or at work at a time.

    The contents of the files travel, so its workers need no common file system.
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


class Judged(NamedTuple):
    """What was found in articles that needs the site, and what was asked of it."""

    findings: dict[str, Sequence[Diagnostic]]
    """By path."""
    asked: dict[str, array[int]]
    """By key, which of the articles asked for it: their places in the order in which they were given.

    Behind them follow the librarians of the site, who ask where links lead.
    """
    libraries: dict[tuple[str, str], bytes]
    """What libraries know of their articles, to be stored."""


class _Job(NamedTuple):
    """What is to be judged: what a forked process finds in its memory, and need not be sent."""

    linter: Linter
    inspections: Mapping[str, Inspection]
    paths: Sequence[str]
    site: Site


_job: _Job | None = None
"""Set while processes are forked, for them alone."""


def judge_all(
    linter: Linter, inspections: Mapping[str, Inspection], paths: Sequence[str], site: Site | None, *, stores: bool
) -> Judged:
    """The findings in articles that need the site; none without a site. What libraries know is given if it `stores`.

    The site is too large to travel: several processes work on it where they can be made as copies of this one.
    """
    global _job
    judged = Judged({}, {}, {})
    if site is None:
        return judged
    site.is_stored = stores
    job = _Job(linter, inspections, paths, site)
    if linter.jobs < 2 or len(paths) < SERIAL_ARTICLES or sys.platform != "linux":
        for at, path in enumerate(paths):
            judged.findings[path] = _judge(job, at, judged.asked)
        judged.libraries.update(_libraries(job))
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
                    judged.findings[paths[at]] = _judge(job, at, judged.asked)
                for portion, future in zip(portions[own:], waiting, strict=True):
                    _take(judged, [paths[at] for at in portion], *future.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        _job = None
    judged.libraries.update(_libraries(job))
    return judged


def _libraries(job: _Job) -> dict[tuple[str, str], bytes]:
    """What is to be stored of the libraries that were made meanwhile; nothing where nothing is stored."""
    return {(name, key): value for name, key, value in job.site.rows_of_libraries()} if job.site.is_stored else {}


def _judge(job: _Job, at: int, asked: dict[str, array[int]]) -> Sequence[Diagnostic]:
    """The findings in one article; what is asked for is added."""
    page = job.inspections[job.paths[at]].page
    if page is None:
        return ()
    with job.site.recorder.noted() as keys:
        findings = job.linter.site_findings(job.site, page)
    add_asked(asked, keys, at)
    for place, resolved in enumerate(job.site.take_resolved(), len(job.paths)):
        add_asked(asked, resolved, place)
    return findings


def add_asked(asked: dict[str, array[int]], keys: Iterable[str], at: int) -> None:
    """Take down that an article asked for keys, by its place."""
    for key in keys:
        if key in asked:
            asked[key].append(at)
        else:
            asked[key] = array("I", (at,))


def _judge_portion(portion: Sequence[int]) -> tuple[list[bytes], dict[str, array[int]], dict[tuple[str, str], bytes]]:
    """The findings in each of these articles, as data, and what else is judged: what a forked process does."""
    assert _job
    asked: dict[str, array[int]] = {}
    findings = [findings_to_bytes(_judge(_job, at, asked)) for at in portion]
    return findings, asked, _libraries(_job)


def _take(
    judged: Judged,
    paths: Sequence[str],
    findings: Sequence[bytes],
    asked: Mapping[str, array[int]],
    libraries: Mapping[tuple[str, str], bytes],
) -> None:
    """Add what a forked process found out."""
    judged.libraries.update(libraries)
    judged.findings.update((path, findings_from_bytes(data)) for path, data in zip(paths, findings, strict=True))
    for key, places in asked.items():
        if key in judged.asked:
            judged.asked[key].extend(places)
        else:
            judged.asked[key] = places


def chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """The sources in portions of about the same number of bytes."""
    sources = iter(sources)
    while portion := list(_first(sources, CHUNK_BYTES)):
        yield portion


def _first(sources: Iterator[Source], size: int) -> Iterator[Source]:
    """Of the sources, as many as have so many bytes, or all."""
    while size > 0 and (source := next(sources, None)):
        size -= _weight(source)
        yield source


def _weight(source: Source) -> int:
    """About how much work there is for a source, in bytes."""
    return len(source.data) + 500


def run_chunk(job: Job, sources: Sequence[Source]) -> list[bytes]:
    """The records of a portion of sources: what a worker does."""
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
    """Ctrl-C is for the process that the user started; it ends the workers, which end with it however it ends."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that has started it is no more: else it would wait for work, its output open."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


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
