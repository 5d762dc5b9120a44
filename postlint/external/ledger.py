"""What earlier runs learnt of each URL: a line of JSON for each answer, added as it comes in. Data, never code.

The last line of a URL counts. Lines are only added, under a lock, so a run that is killed loses nothing it was told,
and runs at the same time do not get in each other's way; when most lines are outdated, the file is written anew.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from postlint.external.outcome import DAY, Outcome, State
from postlint.facts.files import open_regular
from postlint.run.cache import write_whole
from postlint.run.cache_folder import prepare, used

_HEADER = b'{"postlint":"links 1"}\n'
_LARGEST = 256 * 1024 * 1024
_SOON = 6 * 3_600.0
"""For how long the failures of a run that was interrupted are taken as asked."""
_FORGOTTEN = 400 * DAY


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one URL."""

    outcome: Outcome
    etag: str = ""
    looked: frozenset[str] = frozenset()
    """The ids that were looked for on the page."""
    run: str = ""
    """The run that asked."""


class Ledger:
    """The entries of a folder. `problem` says why a part of what was there could not be used, if so."""

    def __init__(self, folder: Path | None, name: str = "links", *, trusted: bool = True) -> None:
        """Read what is in the folder `name` within `folder`; without a folder, nothing is remembered.

        One that is not `trusted` was brought along by a repository: that a URL leads elsewhere is not believed.
        """
        self.file = folder / name / "ledger.jsonl" if folder else None
        self.trusted = trusted
        self.problem = ""
        self.run = os.urandom(6).hex()
        self.entries: dict[str, Entry] = {}
        self._open: set[str] = set()
        """Runs that began and did not come to their end."""
        self._lines = 0
        self._anew = False
        """Whether the file is to be written from the start."""
        if self.file:
            self._load(self.file)

    # --- reading

    def _load(self, file: Path) -> None:
        ended: set[str] = set()
        bad = 0
        try:
            for line in _read(file):
                self._lines += 1
                try:
                    self._take(json.loads(line), ended)
                except (ValueError, TypeError, KeyError, RecursionError):
                    bad += 1
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            self.problem = f"what is known of links in {file} cannot be used and is made anew: {reason}"
            self._anew = True
            return
        self._open = {entry.run for entry in self.entries.values() if entry.run} - ended
        if bad > 1:
            # One torn line is what a run leaves that was killed while it wrote.
            self.problem = f"{bad} lines of {file} cannot be used and are left out"
            self._lines += 1_000_000

    def _take(self, data: Any, ended: set[str]) -> None:
        if "ended" in data:
            ended.update(str(run) for run in data["ended"])
            return
        url, outcome = data["url"], Outcome.from_data(data)
        texts = (url, data.get("etag", ""), data.get("run", ""), outcome.target, outcome.via)
        if not all(isinstance(text, str) and text.isprintable() for text in texts) or not _can_be_sent(texts[1]):
            raise ValueError("a text has characters that it cannot have")
        if max(outcome.checked, outcome.good, outcome.since) > time.time() + (DAY if self.trusted else 0):
            raise ValueError("it is from the future")
        if not self.trusted and max(outcome.good, outcome.since) > outcome.checked:
            raise ValueError("it knows more than was asked")
        looked = frozenset(data.get("looked", ()))
        if not all(isinstance(value, str) for value in looked):
            raise ValueError("an id is no text")
        self.entries[url] = Entry(outcome, data.get("etag", ""), looked, data.get("run", ""))

    # --- asking

    def known(self, url: str, ids: frozenset[str], age: float) -> Outcome | None:
        """The outcome that need not be asked again: good, not older than about `age` seconds, and all ids looked for.

        Ages differ by a quarter from URL to URL, so that what was asked on one day is not all asked again on another.
        """
        entry = self.entries.get(url)
        if entry is None or not ids <= entry.looked:
            return None
        if not self.trusted and (entry.outcome.state is State.MOVED or entry.outcome.target):
            # Where it leads may be written into an article.
            return None
        passed = time.time() - entry.outcome.checked
        if entry.outcome.state.failed or entry.outcome.cause == entry.outcome.cause.RATE:
            return entry.outcome if entry.run in self._open and passed < _SOON else None
        spread = blake2b(url.encode(), digest_size=2).digest()
        return entry.outcome if passed < age * (0.75 + 0.5 * int.from_bytes(spread) / 65_535) else None

    def last(self, url: str) -> Entry | None:
        """The last that is known of a URL, however old."""
        return self.entries.get(url)

    # --- writing

    def add(self, url: str, outcome: Outcome, etag: str, looked: frozenset[str]) -> Outcome:
        """Remember an outcome; it comes back with what earlier runs say of the same URL."""
        outcome = _with_history(outcome, self.entries.get(url))
        entry = self.entries[url] = Entry(outcome, etag if _can_be_sent(etag) else "", looked, self.run)
        self._append(_line(url, entry))
        return outcome

    def close(self) -> None:
        """The run came to its end: its failures are asked again by the next one."""
        if any(entry.run == self.run for entry in self.entries.values()):
            self._append(json.dumps({"ended": sorted(self._open | {self.run})}).encode() + b"\n")
        if self.file and self._lines > 2 * len(self.entries) + 1_000:
            with suppress(OSError, ValueError):
                self._rewrite(self.file)

    def _append(self, line: bytes) -> None:
        if self.file is None:
            return
        self._lines += 1
        try:
            with _locked(self.file, own=self.trusted):
                if self._anew and not _is_ours(self.file):
                    write_whole(self.file, [_HEADER])
                self._anew = False
                _add(self.file, line)
        except (OSError, ValueError) as error:
            self.problem = self.problem or f"{self.file} cannot be written: {error}"
            self.file = None

    def _rewrite(self, file: Path) -> None:
        """Write the last line of each URL only, those of other runs included."""
        with _locked(file, own=self.trusted):
            now = Ledger(file.parent.parent, file.parent.name, trusted=self.trusted)
            young = time.time() - _FORGOTTEN
            keep = {url: entry for url, entry in now.entries.items() if entry.outcome.checked > young}
            ended = json.dumps({"ended": sorted({entry.run for entry in keep.values()} - now._open)}).encode() + b"\n"
            write_whole(file, [_HEADER, *(_line(url, entry) for url, entry in keep.items()), ended])


def _with_history(outcome: Outcome, before: Entry | None) -> Outcome:
    """An outcome with the times and failures that came before it. What may pass changes nothing about failures."""
    last = before.outcome if before else Outcome(State.SKIPPED)
    if outcome.state in (State.ALIVE, State.MOVED):
        return replace(outcome, good=outcome.checked)
    if outcome.state is State.DEAD:
        since = last.since if last.failures else outcome.checked
        return replace(outcome, good=last.good, since=since, failures=last.failures + 1)
    return replace(outcome, good=last.good, since=last.since, failures=last.failures)


def _can_be_sent(etag: str) -> bool:
    """Whether an ETag can go into a header as it is."""
    return etag.isascii() and etag.isprintable() and len(etag) <= 200


def _line(url: str, entry: Entry) -> bytes:
    data: dict[str, Any] = {"url": url, **entry.outcome.to_data(), "run": entry.run}
    if entry.etag:
        data["etag"] = entry.etag
    if entry.looked:
        data["looked"] = sorted(entry.looked)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _regular(file: Path, flags: int) -> int:
    """A descriptor of a file that is neither a link nor a device: the folder may be a stranger's."""
    return open_regular(file, flags, links=False)


def _read(file: Path) -> Iterator[bytes]:
    """The lines after the header. Raises ValueError where there is none."""
    with os.fdopen(_regular(file, os.O_RDONLY), "rb") as stream:
        used(file)
        if os.fstat(stream.fileno()).st_size > _LARGEST:
            raise ValueError("it is too large")
        if stream.readline(len(_HEADER)) != _HEADER:
            raise ValueError("it is none of postlint's")
        yield from (line for line in stream if line != b"\n")


def _is_ours(file: Path) -> bool:
    """Whether another run has made the file anew meanwhile."""
    try:
        next(_read(file), b"")
    except (OSError, ValueError):
        return False
    return True


def _add(file: Path, line: bytes) -> None:
    """Add a line in one write."""
    handle = _regular(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        # The line before may have been torn by the end of its run.
        os.write(handle, (b"\n" if os.fstat(handle).st_size else _HEADER) + line)
    finally:
        os.close(handle)


@contextmanager
def _locked(file: Path, *, own: bool) -> Iterator[None]:
    """With a folder to write to; one process at a time, where the system has locks."""
    if file.parent.is_symlink():
        raise ValueError(f"{file.parent} is a link to somewhere else")
    if not file.parent.is_dir():
        if own:
            prepare(file.parent.parent)
        file.parent.mkdir(exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = _regular(file.with_name("lock"), os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
