"""When the text of each article was changed last: asked of git, front matter left aside."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from postlint.facts.files import real
from postlint.report.html.survey import body_of
from postlint.run.cache import CachedValue
from postlint.run.discovery import SUFFIXES
from postlint.run.repository import GitError, Repository, top_of
from postlint.scope.git import objects

_MOST = 200_000
"""So many versions of articles are looked through."""
_FEW = 50
"""So many versions of an article are compared."""


class _Version(NamedTuple):
    time: int
    id: str


def last_changes(root: Path, memory: Callable[[str], CachedValue]) -> dict[str, date]:
    """The day of the last change of the text of each article, by its path from `root`; none where git cannot say.

    A commit that changes nothing but front matter does not count. `memory` remembers, by a name of the commit.
    """
    if top_of(root) is None:
        return {}
    try:
        repository = Repository.around(root)
        head = repository.commit("HEAD")
        if head is None:
            return {}
        remembered = memory(head)
        times = remembered.read()
        if not isinstance(times, dict):
            times = _times(repository, real(root).relative_to(repository.top).as_posix())
            remembered.write(times)
        # What is not committed was changed since: of that, nothing is known here.
        changed = set(os.fsdecode(repository.diff("--name-only", "-z", "HEAD", "--")).split("\0"))
    except GitError:
        return {}
    prefix = _prefix(repository, root)
    days = {path: datetime.fromtimestamp(time, UTC).date() for path, time in times.items() if isinstance(time, int)}
    return {path: day for path, day in days.items() if prefix + path not in changed}


def _prefix(repository: Repository, root: Path) -> str:
    within = real(root).relative_to(repository.top).as_posix()
    return "" if within == "." else f"{within}/"


def _times(repository: Repository, within: str) -> dict[str, int]:
    versions: dict[str, list[_Version]] = {}
    for path, version in islice(_versions(repository, within), _MOST):
        known = versions.setdefault(path, [])
        if len(known) < _FEW:
            known.append(version)
    prefix = "" if within == "." else f"{within}/"
    times = {path: found[0].time for path, found in versions.items()}
    pairs = {path: 1 for path, found in versions.items() if len(found) > 1}
    while pairs:
        bodies = _bodies(repository, [versions[path][at - step].id for path, at in pairs.items() for step in (1, 0)])
        same = {path: at for path, at in pairs.items() if _same(bodies, versions[path][at - 1], versions[path][at])}
        times |= {path: versions[path][at].time for path, at in same.items()}
        pairs = {path: at + 1 for path, at in same.items() if at + 1 < len(versions[path])}
    return {path.removeprefix(prefix): time for path, time in times.items() if time}


def _same(bodies: Mapping[str, str], one: _Version, other: _Version) -> bool:
    """Whether two versions have the same text, for all that is known."""
    return one.id in bodies and bodies[one.id] == bodies.get(other.id)


def _versions(repository: Repository, within: str) -> Iterator[tuple[str, _Version]]:
    """The versions of the articles that are there, the newest first, also under earlier names."""
    there = set(os.fsdecode(repository.run("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", within)).split("\0"))
    articles = {path: path for path in there if path.endswith(tuple(SUFFIXES))}
    """The articles by the name that they had."""
    for time, changes in _commits(repository, within):
        gone = {change.before: path for path, change in changes.items() if change.status == "D"}
        # Where it has only moved, its earlier versions have another name.
        moved = {
            gone[change.after]: articles.pop(path)
            for path, change in changes.items()
            if change.status == "A" and path in articles and change.after in gone
        }
        yield from (
            (articles[path], _Version(time, change.after))
            for path, change in changes.items()
            if path in articles and change.status != "D"
        )
        articles |= moved


class _Change(NamedTuple):
    before: str
    """The id of the file before."""
    after: str
    status: str


def _commits(repository: Repository, within: str) -> Iterator[tuple[int, dict[str, _Change]]]:
    """The time of each commit, the newest first, and the files that it changes; 0 for one that is not known whole."""
    command = ("log", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--first-parent", "-m")
    answer = repository.run(*command, "--format=%x01%H %ct", "HEAD", "--", within)
    unknown = _cut_off(repository)
    time, changes = 0, dict[str, _Change]()
    fields = iter(os.fsdecode(answer).split("\0"))
    for entry in fields:
        entry = entry.lstrip("\n")
        if entry.startswith("\x01"):
            yield time, changes
            commit, _, seconds = entry[1:].strip().partition(" ")
            time, changes = 0 if commit in unknown else int(seconds), {}
        elif entry.startswith(":"):
            _, _, before, after, status = entry.split()
            changes[next(fields, "")] = _Change(before, after, status[:1])
    yield time, changes


def _cut_off(repository: Repository) -> set[str]:
    """The commits at which a shallow clone ends: there, every file seems to be new."""
    if repository.run("rev-parse", "--is-shallow-repository").strip() != b"true":
        return set()
    return set(repository.run("rev-list", "--max-parents=0", "HEAD").decode().split())


def _bodies(repository: Repository, ids: list[str]) -> dict[str, str]:
    """The texts of versions without front matter, by their id; what git does not have is left out."""
    wanted = [*dict.fromkeys(ids)]
    return {
        name: body_of(data.decode("utf-8", "replace")).strip()
        for name, (_, data) in zip(wanted, objects(repository, wanted), strict=True)
        if data is not None
    }
