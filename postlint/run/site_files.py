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
    """Decides which findings in the articles of a site are reported."""

    needs_site: bool
    """Whether it needs the site; otherwise it may be given none."""

    def extra(self, site: Site | None) -> list[Diagnostic]:
        """Findings that the filter adds; also in files that are not there."""

    def keep(self, path: str, findings: list[Diagnostic], site: Site | None) -> list[Diagnostic]:
        """Those of the findings in an article that are reported."""


class Inspections(MutableMapping[str, Inspection]):
    """The inspection of each article, by path; stored ones are read when they are needed."""

    def __init__(self) -> None:
        self._made: dict[str, Inspection] = {}
        self._stored: dict[str, int] = {}
        self._read: Callable[[int], bytes] = lambda number: b""

    def store(self, stored: Mapping[str, int], read: Callable[[int], bytes]) -> None:
        """Set the numbers of stored inspections by path, and the function that reads the record of a number."""
        self._stored, self._read = dict(stored), read

    def __getitem__(self, path: str) -> Inspection:
        if path not in self._made:
            self._made[path] = Inspection.from_record(self._read(self._stored[path]))
        return self._made[path]

    def __setitem__(self, path: str, inspection: Inspection) -> None:
        self._made[path] = inspection

    def __delitem__(self, path: str) -> None:
        removed = self._made.pop(path, None), self._stored.pop(path, None)
        if removed == (None, None):
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
    """The paths of all its articles, sorted; empty until they are searched."""
    standalone: frozenset[str] = frozenset()
    """The reported files that are no part of the site, such as a README in its folder."""
    inspections: Inspections = field(default_factory=Inspections)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """The findings in the reported articles; paths are relative to `root`."""
    failures: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)
    """What failed besides the rules, by article and part."""
    filters: list[FindingFilter] = field(default_factory=list)
    """Applied in this order to the findings; without any, all are reported."""
    _sources: dict[str, Source] = field(default_factory=dict)
    _make: Callable[[list[Page], date], Site] | None = None

    def fail(self, path: str, what: str, error: Exception) -> None:
        """Report that a part of postlint failed on an article; the run goes on."""
        self.failures.setdefault((path, what), failure(path, what, error))

    def find(self) -> None:
        """Search all articles of the site."""
        from postlint.site.generators import content_names

        self.set_articles(content_names(self.root) if self.whole else self.reported)

    def set_articles(self, articles: Iterable[str]) -> None:
        """Set the paths of the articles of the site; other reported files are `standalone`."""
        articles = set(articles)
        self.names = sorted({*self.reported, *articles})
        self.standalone = frozenset(self.reported.keys() - articles)

    def prepare(self, linter: Linter) -> None:
        """Load all of the site that needs none of its articles. Raises ConfigError."""
        from postlint.site.site import Site

        self._make = Site.prepared(self.root, linter.config.site)

    def site(self, linter: Linter, today: date | None = None) -> Site:
        """The site made of the inspections, on the day of the run or another one. Raises ConfigError."""
        if self._make is None:
            self.prepare(linter)
        # It refers to the names of all files, which are not needed any more.
        make, self._make = self._make, None
        assert make
        paths = (path for path in self.inspections if path not in self.standalone)
        site = make([page for path in paths if (page := self.inspections[path].page)], today or linter.today)
        site.read = lambda path: self.read(path).data
        return site

    def status(self, path: str) -> os.stat_result | None:
        """The status of a file of the site on disk; None where there is no file, or its content is replaced."""
        file = self.root / path
        if self.contents and file in self.contents:
            return None
        try:
            return file.stat()
        except OSError:
            return None

    def read(self, path: str) -> Source:
        """A file of the site as it is now, or the source that replaces it."""
        return self._sources.get(path) or read(self.root, path, self.contents)

    def source(self, path: str) -> Source:
        """A file of the site as it was when it was first read."""
        if path not in self._sources:
            self._sources[path] = read(self.root, path, self.contents)
        return self._sources[path]

    def text(self, path: str) -> str:
        """The text of a file of the site, with a replacement character for each byte that is not UTF-8."""
        return self.source(path).data.decode("utf-8", "replace")

    def replace(self, source: Source) -> None:
        """Use another content instead of that of a file."""
        self._sources[source.path] = source


def read(root: Path, path: str, contents: Mapping[Path, bytes]) -> Source:
    """A file of a site, or the content that replaces it in `contents`."""
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
    """Why the target of a symbolic link is not read as an article; "" where it is one by its name.

    Anything else, such as the settings of git or the environment of a process, must not appear in a report.
    """
    target = real(file)
    if not target.exists():
        return "it is a link to a file that does not exist"
    return "" if target.suffix.lower() in SUFFIXES else "it is a link to a file that is no article"


def files_by_site(files: Iterable[Path | str], linter: Linter) -> list[SiteFiles]:
    """The files to report on, grouped by the site that each belongs to."""
    from postlint.site.generators import root_above

    by_root: dict[Path, SiteFiles] = {}
    roots = dict(linter.roots)
    # Files of one folder follow one another, and belong to one site.
    for folder, members in groupby(map(str, files), key=lambda file: file.rpartition(os.sep)[0]):
        place = folder if os.sep in folder else folder + os.sep
        site_root = root_above(place, roots)
        root = site_root or linter.root_of(Path(place))
        site_files = by_root.setdefault(root, SiteFiles(root, linter.contents, whole=site_root is not None))
        prefix = len(str(root))
        site_files.reported |= dict.fromkeys(file[prefix:].lstrip(os.sep).replace(os.sep, "/") for file in members)
    return list(by_root.values())
