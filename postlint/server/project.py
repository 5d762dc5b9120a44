"""A folder that the editor has opened: its configuration, its sites, and the findings in them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from postlint.config.loading import FILES, load
from postlint.config.rule_selection import SelectionError
from postlint.run.active_rules import active_rules
from postlint.run.cache_folder import CacheRefused, cache_folder
from postlint.run.content_files import only_content
from postlint.run.discovery import articles, is_found
from postlint.run.linter import Linter
from postlint.run.site_files import files_by_site
from postlint.scope import BASELINE
from postlint.scope.baseline import Baseline, BaselineError, Entry, Known, read
from postlint.server.disk_scan import DiskScan, scan_site
from postlint.server.live_site import LiveSite
from postlint.site.generator import ConfigError
from postlint.site.generators import find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.config.configuration import Config
    from postlint.diagnostic import Diagnostic

_PROBLEM = re.compile(r"(.+?):(\d+): (.+)", re.S)
_UNUSABLE = (SelectionError, ConfigError, BaselineError)


class Problem(NamedTuple):
    """Why nothing can be checked: an invalid configuration or baseline."""

    file: Path | None
    line: int
    message: str

    @classmethod
    def of(cls, error: Exception) -> Problem:
        """The problem of an error, whose message may begin with a file and a line."""
        place = _PROBLEM.fullmatch(str(error))
        return cls(Path(place[1]), int(place[2]), place[3]) if place else cls(None, 1, str(error))


class Opened(NamedTuple):
    """The results of a check of a folder as it is on disk: plain data."""

    config: Config
    jobs: int
    sites: list[DiskScan]
    entries: list[Entry] | None
    """The baseline; None where there is none."""
    state: object


def open_folder(folder: Path, *, trusted: bool, paths: Sequence[Path] = (), jobs: int = 1) -> Opened | Problem:
    """Check a folder, or these paths, as `postlint check` does; a Problem where that is not possible."""
    try:
        return _opened(folder, trusted, [*paths] or [folder], jobs)
    except _UNUSABLE as error:
        return Problem.of(error)


def _opened(folder: Path, trusted: bool, paths: Sequence[Path], jobs: int) -> Opened:
    state = state_of(folder)
    config = load(folder, trusted=trusted)
    try:
        config = replace(config, cache_folder=cache_folder(None, config.root))
    except CacheRefused:
        config = replace(config, cache_folder=None)
    linter = _linter(config, jobs)
    existing = [path for path in paths if path.exists()]
    content = only_content(articles(existing, config.root, config.exclude), existing)
    sites = [scan_site(linter, files) for files in files_by_site(content, linter)]
    file = config.root / BASELINE
    return Opened(config, jobs, sites, read(file) if file.exists() else None, state)


def _linter(config: Config, jobs: int) -> Linter:
    linter = Linter(config, active_rules(config), whole=not config.select)
    linter.jobs = jobs
    return linter


def state_of(folder: Path) -> object:
    """The sizes and times of the files that configure a check: where they differ, the folder is opened again."""
    states = []
    for above in (folder, *folder.parents):
        for name in (*FILES, "pyproject.toml", BASELINE, ".gitignore"):
            try:
                status = (above / name).stat()
            except OSError:
                continue
            states.append((above / name, status.st_size, status.st_mtime_ns))
        if (above / ".git").exists():
            break
    return states


class Project:
    """An opened folder: its sites, with the texts that the editor has."""

    def __init__(self, folder: Path, *, trusted: bool, single: bool = False) -> None:
        """With `single`, only the articles that the editor has are checked: the editor has not opened the folder."""
        self.folder = folder
        self.trusted = trusted
        self.single = single
        self.texts: dict[Path, bytes] = {}
        self.sites: dict[Path, LiveSite] = {}
        self.problem: Problem | None = None
        self.shown_problem: Problem | None = None
        """The problem that was last shown to the client."""
        self.config: Config | None = None
        self._linter: Linter | None = None
        self._baselines: Mapping[Path, Known] = {}
        """The filters of the baseline, by root of the site."""
        self._state: object = None

    # --- the disk

    def opening(self) -> Callable[[], Opened | Problem]:
        """The check of the folder as it is now, which may run in another process or thread."""
        paths, jobs = ([*self.texts] if self.single else []), os.cpu_count() or 1
        if self.single and not paths:
            paths = [self.folder / "nothing"]
        return partial(open_folder, self.folder, trusted=self.trusted, paths=paths, jobs=jobs)

    def load(self, opened: Opened | Problem) -> None:
        """Replace the sites by those that were opened; after a problem, all stays as it was."""
        if isinstance(opened, Problem):
            self.problem = opened
            self._state = state_of(self.folder)
            return
        self.problem = None
        self.config, jobs, sites, entries, self._state = opened
        self._linter = linter = _linter(self.config, jobs)
        self.sites = {scan.root: LiveSite(linter, scan) for scan in sites}
        baseline = None if entries is None else Baseline(entries, self.config.root)
        lives = self.sites.items() if baseline else ()
        self._baselines = {root: baseline.filter(linter, live.files) for root, live in lives if baseline}
        for file, data in self.texts.items():
            self._put(file, data)

    def is_outdated(self) -> bool:
        """Whether the folder has to be opened again; articles whose files have changed are updated."""
        if self._linter is None or self._state != state_of(self.folder) or self._linter.today != date.today():
            return True
        outdated = False
        for site in self.sites.values():
            outdated |= site.outdated()
        return outdated

    # --- the editor

    def put(self, file: Path, data: bytes | None) -> bool:
        """Set the content of an article in the editor, None where it was closed.

        Returns whether the folder is to be opened again, as the article was removed, or its site is not loaded yet.
        """
        if data is None:
            removed = self.texts.pop(file, None) is not None and not file.exists()
            if site := self._site(file):
                site[0].put(site[1], None)
            return removed or self.single
        self.texts[file] = data
        return not self._put(file, data)

    def _put(self, file: Path, data: bytes) -> bool:
        """Set the content of an article in its site; False where the site is not loaded yet."""
        site = self._site(file)
        if site is None and self._is_article(file) and (root := self._root(file)) in self.sites:
            site = self.sites[root], file.relative_to(root).as_posix()
        if site:
            site[0].put(site[1], data)
        return site is not None or not self._is_article(file) or not file.exists()

    def _is_article(self, file: Path) -> bool:
        """Whether `check` checks a file, which may not exist yet."""
        if self.config is None:
            return False
        given = [file] if self.single else [self.folder]
        return (self.single or is_found(file, self.folder, self.config.root, self.config.exclude)) and only_content(
            [str(file)], given
        ) == [str(file)]

    def _root(self, file: Path) -> Path:
        assert self._linter
        return find_root(file) or self._linter.root_of(file.parent)

    def _site(self, file: Path) -> tuple[LiveSite, str] | None:
        """The site that reports on an article, and the path of the article in it."""
        for root in (root for root in file.parents if root in self.sites):
            path = file.relative_to(root).as_posix()
            if path in self.sites[root].files.reported:
                return self.sites[root], path
        return None

    def site_of(self, file: Path) -> tuple[LiveSite, str] | None:
        """The site of an article, and the path of the article in it; None for a file that is none."""
        return self._site(file)

    # --- findings

    def findings(self, site: LiveSite, path: str) -> list[Diagnostic]:
        """The findings in an article that are reported."""
        findings = list(site.findings.get(path, ()))
        baseline = self._baselines.get(site.root)
        return baseline.keep(path, findings, None) if baseline else findings

    def repaired(self, site: LiveSite, path: str) -> str:
        """The text of an article with all safe fixes of what is reported applied."""
        baseline = self._baselines.get(site.root)
        if baseline is None:
            return site.repaired(path, lambda files, findings: findings)
        return site.repaired(path, lambda files, findings: baseline.of(files).keep(path, findings, None))

    @property
    def baseline_file(self) -> Path | None:
        """The file of the baseline, which may not exist."""
        return self.config.root / BASELINE if self.config else None

    def all_findings(self) -> Iterable[tuple[Path, Sequence[Diagnostic]]]:
        """The files of the folder with their findings, those of the baseline too."""
        for root, site in self.sites.items():
            yield from ((root / path, findings) for path, findings in site.findings.items())
