"""The state of a site at earlier commits: how many articles and findings there were, by today's rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec.structs import replace

from postlint.diagnostic import Severity
from postlint.facts.files import real
from postlint.facts.path_patterns import PathPatterns
from postlint.run.cache import CachedValue
from postlint.run.discovery import SUFFIXES
from postlint.run.linter import Linter
from postlint.run.repository import Repository
from postlint.run.site_files import SiteFiles
from postlint.run.site_run import SiteRun
from postlint.scope.git import Changes, changes_at
from postlint.scope.snapshot import lay_out


class Point(NamedTuple):
    """The state of a site on a day."""

    day: date
    commit: str
    """Its id; "" for the files as they are now."""
    articles: int
    errors: int
    warnings: int
    infos: int

    @classmethod
    def of(cls, day: date, commit: str, articles: int, counts: Counter[Severity]) -> Point:
        """The point of some findings, counted by severity."""
        return cls(day, commit, articles, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO])


def commits(repository: Repository, within: str, most: int) -> list[tuple[str, date]]:
    """The last commit of each month that changed something below a folder, for at most so many months; oldest first."""
    answer = repository.run("log", "--first-parent", "--format=%H %ct", "HEAD", "--", within).decode()
    months: dict[tuple[int, int], tuple[str, date]] = {}
    for line in answer.splitlines():
        commit, time = line.split()
        day = datetime.fromtimestamp(int(time), UTC).date()
        months.setdefault((day.year, day.month), (commit, day))
    return [months[month] for month in sorted(months)[-most:]]


def history(
    linter: Linter, files: SiteFiles, most: int, memory: CachedValue, tell: Callable[[int, int], None]
) -> list[Point]:
    """The states of a site at up to so many commits, the oldest first; `files` are its articles. Raises GitError."""
    repository = Repository.around(files.root)
    within = real(files.root).relative_to(repository.top).as_posix()
    remembered = memory.read()
    known = dict(_remembered(remembered if isinstance(remembered, dict) else {}))
    chosen = commits(repository, within, most)
    with TemporaryDirectory(prefix="postlint-", ignore_cleanup_errors=True) as name:
        place = Path(name).resolve()
        # From commit to commit few articles change: the newest first, each run knows what the one before has found.
        for number, (commit, day) in enumerate(reversed(chosen)):
            tell(number, len(chosen))
            if commit not in known:
                changes = changes_at(repository, commit)
                earlier = _linter(linter, repository.top, place, day)
                with _laid_out(changes, place / "site"):
                    names = _names(linter, files, changes, within)
                    known[commit] = _state(earlier, SiteFiles(place / "site" / within, {}, files.whole, names), commit)
    memory.write({commit: [str(point.day), *point[2:]] for commit, point in known.items()})
    return [known[commit] for commit, _ in chosen]


def _remembered(stored: dict[str, object]) -> Iterator[tuple[str, Point]]:
    for commit, value in stored.items():
        if isinstance(value, list) and len(value) == 5 and all(isinstance(count, int) for count in value[1:]):
            yield commit, Point(date.fromisoformat(value[0]), commit, *value[1:])


@contextmanager
def _laid_out(changes: Changes, folder: Path) -> Iterator[None]:
    """With the files of a commit in a folder."""
    folder.mkdir()
    try:
        lay_out(changes, folder)
        yield
    finally:
        rmtree(folder, ignore_errors=True)


def _linter(linter: Linter, top: Path, place: Path, day: date) -> Linter:
    """The same rules as of a day, with a cache of their own."""
    root = place / "site" / real(linter.config.root).relative_to(top)
    config = replace(linter.config, root=root, cache_folder=place / "cache")
    earlier = Linter(config, linter.rules, whole=linter.whole, today=day)
    earlier.jobs = linter.jobs
    return earlier


def _names(linter: Linter, files: SiteFiles, changes: Changes, within: str) -> dict[str, None]:
    """The articles of a site as they were before changes, by their paths from its root."""
    prefix = "" if within == "." else f"{within}/"
    before, after = (
        {path.removeprefix(prefix) for path in paths if path.startswith(prefix)}
        for paths in (changes.before, changes.after)
    )
    excluded = PathPatterns(linter.config.exclude)
    above = files.root.relative_to(linter.config.root).as_posix() if linter.config.exclude else ""
    gone = {
        path
        for path in before - after
        if PurePosixPath(path).suffix in SUFFIXES and not excluded.exclude(str(PurePosixPath(above, path)))
    }
    return dict.fromkeys(sorted({*files.reported} - (after - before) | gone))


def _state(linter: Linter, files: SiteFiles, commit: str) -> Point:
    """The state of the site, judged as of the day of its commit."""
    if not files.reported:
        return Point.of(linter.today, commit, 0, Counter())
    SiteRun(linter, files).check()
    counts = Counter(finding.severity for finding in files.diagnostics)
    return Point.of(linter.today, commit, len(files.reported), counts)
