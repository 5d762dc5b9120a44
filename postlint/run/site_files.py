"""The articles of a run, by the site that each belongs to."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from postlint.diagnostic import Diagnostic
from postlint.facts.files import MEGABYTE, read_bytes, real
from postlint.facts.inspection import Inspection, Source
from postlint.run.discovery import SUFFIXES
from postlint.run.linter import Linter, failure

if TYPE_CHECKING:
    from datetime import date

    from postlint.facts.page import Page
    from postlint.site.site import Site


_LARGEST = 512 * MEGABYTE
"""More than any rule takes for an article, which says how large one may be."""


class FindingFilter(Protocol):
    """Says which findings in the articles of a site are reported."""

    needs_site: bool
    """Whether it asks the site; otherwise it may be given none."""

    def extra(self, site: Site | None) -> list[Diagnostic]:
        """Findings that no article and no site shows by itself; also in files that are not there."""

    def keep(self, path: str, findings: list[Diagnostic], site: Site | None) -> list[Diagnostic]:
        """Those of the findings in an article that are reported."""


class Inspections(MutableMapping[str, Inspection]):
    """What the pass over each article yielded, by path: what earlier runs know is read when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Inspection] = {}
        self._stored: dict[str, int] = {}
        self._read: Callable[[int], bytes] = lambda number: b""

    def store(self, stored: Mapping[str, int], read: Callable[[int], bytes]) -> None:
        """Say of which articles the record is stored, by a number, and what reads it."""
        self._stored, self._read = dict(stored), read

    def __getitem__(self, path: str) -> Inspection:
        if path not in self._made:
            self._made[path] = Inspection.from_record(self._read(self._stored[path]))
        return self._made[path]

    def __setitem__(self, path: str, inspection: Inspection) -> None:
        self._made[path] = inspection

    def __delitem__(self, path: str) -> None:
        known = self._made.pop(path, None), self._stored.pop(path, None)
        if known == (None, None):
            raise KeyError(path)

    def __contains__(self, path: object) -> bool:
        return path in self._made or path in self._stored

    def __iter__(self) -> Iterator[str]:
        yield from self._stored
        yield from (path for path in self._made if path not in self._stored)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class SiteFiles:
    """The articles of one site: those that are reported on, and all that are indexed."""

    root: Path
    contents: Mapping[Path, bytes]
    """Contents to use instead of those of a file."""
    whole: bool = False
    """Whether these are all articles of a site, and not some files of a folder."""
    reported: dict[str, None] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """All its articles, sorted; empty until they were looked for."""
    beside: frozenset[str] = frozenset()
    """The reported files that are no articles of the site, such as a README beside them."""
    inspections: Inspections = field(default_factory=Inspections)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """The findings in the reported articles; paths are relative to `root`."""
    failures: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)
    """What failed besides the rules, by article and part."""
    filters: list[FindingFilter] = field(default_factory=list)
    """Asked in this order which findings are reported; without any, all are."""
    _sources: dict[str, Source] = field(default_factory=dict)
    _make: Callable[[list[Page], date], Site] | None = None

    def fail(self, path: str, what: str, error: Exception) -> None:
        """Note that a part of postlint failed on an article, which is reported and does not end the run."""
        self.failures.setdefault((path, what), failure(path, what, error))

    def find(self) -> None:
        """Find all articles of the site."""
        from postlint.site.generators import content_names

        self.take(content_names(self.root) if self.whole else self.reported)

    def take(self, articles: Iterable[str]) -> None:
        """Take these for the articles of the site."""
        articles = set(articles)
        self.names = sorted({*self.reported, *articles})
        self.beside = frozenset(self.reported.keys() - articles)

    def prepare(self, linter: Linter) -> None:
        """Find out all of the site that needs none of its articles. Raises ConfigError."""
        from postlint.site.site import Site

        self._make = Site.prepared(self.root, linter.config.site)

    def site(self, linter: Linter, today: date | None = None) -> Site:
        """The site as the inspections have it, on the day of the run or another one. Raises ConfigError."""
        if self._make is None:
            self.prepare(linter)
        # It holds the names of all files, which are needed no more.
        make, self._make = self._make, None
        assert make
        paths = (path for path in self.inspections if path not in self.beside)
        site = make([page for path in paths if (page := self.inspections[path].page)], today or linter.today)
        site.read = lambda path: self.read(path).data
        return site

    def status(self, path: str) -> os.stat_result | None:
        """How a file of the site is on disk; None where it is not there, or what is used instead of its content."""
        file = self.root / path
        if self.contents and file in self.contents:
            return None
        try:
            return file.stat()
        except OSError:
            return None

    def read(self, path: str) -> Source:
        """A file of the site as it is now, or what was put in its place."""
        return self._sources.get(path) or read(self.root, path, self.contents)

    def source(self, path: str) -> Source:
        """A file of the site as it was when it was first asked for."""
        if path not in self._sources:
            self._sources[path] = read(self.root, path, self.contents)
        return self._sources[path]

    def text(self, path: str) -> str:
        """The text of a file of the site; what is no UTF-8 in it as replacement characters."""
        return self.source(path).data.decode("utf-8", "replace")

    def replace(self, source: Source) -> None:
        """Put another content in the place of a file's."""
        self._sources[source.path] = source


def read(root: Path, path: str, contents: Mapping[Path, bytes]) -> Source:
    """A file of a site, or what stands for it in `contents`."""
    if contents and (content := contents.get(root / path)) is not None:
        return Source(path, content)
    file = f"{root}{os.sep}{path}"
    try:
        mode = os.lstat(file).st_mode
        if stat.S_ISLNK(mode):
            if problem := linked(Path(file)):
                return Source(path, b"", problem)
            mode = os.stat(file).st_mode  # noqa: PTH116
        if stat.S_ISDIR(mode):
            return Source(path, b"", "it is a folder that cannot be searched")
        return Source(path, read_bytes(file, _LARGEST))
    except OSError as error:
        return Source(path, b"", error.strerror or str(error))


def linked(file: Path) -> str:
    """Why the file that a link leads to is not read as an article; "" where it is one by its name.

    Whatever else it is, such as the settings of git or what a process was given, is not to be shown in a report.
    """
    target = real(file)
    if not target.exists():
        return "it is a link to a file that does not exist"
    return "" if target.suffix.lower() in SUFFIXES else "it is a link to a file that is no article"


def trees(files: Iterable[Path | str], linter: Linter) -> list[SiteFiles]:
    """The files to report on, by the site that each belongs to."""
    from postlint.site.generators import root_above

    found: dict[Path, SiteFiles] = {}
    roots = dict(linter.roots)
    # Files of one folder follow one another, and are parts of one tree.
    for folder, here in groupby(map(str, files), key=lambda file: file.rpartition(os.sep)[0]):
        place = folder if os.sep in folder else folder + os.sep
        known = root_above(place, roots)
        root = known or linter.root_of(Path(place))
        tree = found.setdefault(root, SiteFiles(root, linter.contents, whole=known is not None))
        above = len(str(root))
        tree.reported |= dict.fromkeys(file[above:].lstrip(os.sep).replace(os.sep, "/") for file in here)
    return list(found.values())
