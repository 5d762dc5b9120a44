"""What earlier runs concluded about the articles of a site, for as long as nothing that it depends on has changed.

A conclusion depends on its article, on the outlines of all others, on the other files of the site, on the day and on
the rules. Where all of these are as they were, by size and time, nothing is read and no site is made; where an
article changed and its outline did not, the conclusions about the others still hold.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postlint.facts.finding_records import diagnostic_from_data, diagnostic_to_data, to_json
from postlint.run.cache import RACY, Store, stable_mtime
from postlint.site.generators import watched_files

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.run.site_files import SiteFiles

# At the root of a site: tools, and what the generator itself makes. Hugo reads nothing there, unless it is told to.
_SKIPPED = frozenset(("node_modules", "public"))
_MAX_DEPTH = 40


class _Entry(NamedTuple):
    """What is remembered of one article: how its file was, its outline, and the findings in it as JSON."""

    size: int
    mtime: int
    digest: str
    outline: str
    findings: str
    """ "" where none were asked for."""
    against: str
    """Those among them that need the site, and those that were suppressed."""


class FindingsCache:
    """The conclusions about one site. `problem` says why what was there could not be used, if so."""

    def __init__(self, folder: Path, tree: SiteFiles, key: str) -> None:
        """Read what is remembered in `folder`; `key` is what it depends on besides the files of the site."""
        self.tree = tree
        self._files = dict(sorted(_files(str(tree.root)))) | dict(_around(tree.root))
        self._store = Store(folder, tree.root, "verdicts", key)
        self.problem = ""
        self._known: dict[str, _Entry] = {}
        """Those of a site that had the same articles and other files."""
        try:
            lines = self._store.lines()
            state = next(lines, b"").decode()
            known = dict(map(_parsed, lines))
            self._known = known if known and state == self._state(known) else {}
        except ValueError as error:
            self.problem = self._store.unusable(error)

    def _state(self, articles: Container[str]) -> str:
        """A digest of all files of the site that are no articles, and of which articles there are.

        "" where one of them is so young that a further change of it could not be told.
        """
        parts = [str(self.tree.root)]
        for path, status in self._files.items():
            if path in articles:
                parts.append(path)
            elif stable_mtime(status) != RACY:
                parts.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}")
            else:
                return ""
        return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    @property
    def articles(self) -> Collection[str]:
        """All articles of the site, where no file has come or gone since; else none."""
        return self._known.keys() if self.tree.reported.keys() <= self._known.keys() else ()

    def status(self, path: str) -> os.stat_result | None:
        """How a file of the site was when this was made; None for one that was not there."""
        return self._files.get(path)

    def unchanged(self) -> dict[str, list[Diagnostic]] | None:
        """The findings in the reported articles, where no file of the site has changed; None where one may have."""
        wanted = [self._known.get(path) for path in self.tree.reported]
        if not all(wanted_one and wanted_one.findings for wanted_one in wanted):
            return None
        for path, known in self._known.items():
            status = self._files.get(path)
            if not status or known.mtime == RACY or (known.size, known.mtime) != (status.st_size, status.st_mtime_ns):
                return None
        found = self._read({path: self._known[path].findings for path in self.tree.reported})
        return found if found.keys() == self.tree.reported.keys() else None

    def changed(self, digests: Mapping[str, str]) -> bool:
        """Whether an article has come, gone or changed; `digests` are those of the contents of the articles."""
        return {path: known.digest for path, known in self._known.items()} != dict(digests)

    def reusable(self, digests: Mapping[str, str]) -> dict[str, list[Diagnostic]]:
        """The findings in those reported articles that are as they were, where the outlines of all others are too.

        `digests` are those of the contents of the articles.
        """
        inspections = self.tree.inspections
        if inspections.keys() != self._known.keys():
            self._known = {}
        for path, known in self._known.items():
            if known.outline != inspections[path].outline:
                self._known = {}
                return {}
        return self._read(
            {
                path: known.findings
                for path, known in self._known.items()
                if path in self.tree.reported and known.findings and digests.get(path) == known.digest
            }
        )

    def relocated(self) -> dict[str, list[Diagnostic]]:
        """The findings that need the site in those reported articles of which only other text changed, by path.

        Asked after `holding`, which says whether the outlines of all others are as they were.
        """
        before = {
            path: known.against
            for path, (digest, _) in self.tree.former.items()
            if path in self.tree.reported and (known := self._known.get(path)) and known.findings
            if known.digest == digest
        }
        if not before:
            return {}
        from postlint.run.relocate import relocate

        found: dict[str, list[Diagnostic]] = {}
        for path, findings in self._read(before).items():
            old, new = self.tree.former[path][1].page, self.tree.inspections[path].page
            after = relocate(findings, old, new) if old and new else None
            if after is not None:
                found[path] = after
        return found

    def _read(self, texts: Mapping[str, str]) -> dict[str, list[Diagnostic]]:
        """The findings that are stored as these texts; none at all, and a problem, where one of them is damaged."""
        try:
            return {path: _findings(text) for path, text in texts.items()}
        except ValueError as error:
            self.problem = self._store.unusable(error)
            self._known = {}
            return {}

    def save(
        self,
        found: Mapping[str, list[Diagnostic]],
        against: Mapping[str, list[Diagnostic]],
        digests: Mapping[str, str],
    ) -> None:
        """Remember the findings in the reported articles, and of the others what still holds.

        `against` are those that need the site, in the articles that were concluded about anew.
        """
        names = set(self.tree.names)
        state = self._state(names) if self._files.keys() >= names and not self.tree.beside else ""
        if not state:
            return
        lines = [state]
        for path in self.tree.names:
            status, digest, known = self._files[path], digests.get(path, ""), self._known.get(path)
            if path in against:
                findings, site = _dumped(found[path]), _dumped(against[path])
            elif known and known.findings and digest == known.digest:
                findings, site = known.findings, known.against
            else:
                findings, site = _dumped(found[path]) if path in found else "", "[]"
            outline = self.tree.inspections[path].outline
            fields = (status.st_size, stable_mtime(status), digest, outline, json.dumps(path), findings, site)
            lines.append("\t".join(map(str, fields)))
        self._store.write(line.encode("utf-8", "surrogatepass") for line in lines)


def _parsed(line: bytes) -> tuple[str, _Entry]:
    """An article and what is remembered of it. Raises ValueError where the line is something else."""
    size, mtime, digest, outline, path, findings, against = line.decode("utf-8", "surrogatepass").split("\t", 6)
    return json.loads(path), _Entry(int(size), int(mtime), digest, outline, findings, against)


def _findings(text: str) -> list[Diagnostic]:
    """The findings that `_dumped` made a text of. Raises ValueError where it is something else."""
    try:
        return [diagnostic_from_data(load) for load in json.loads(text)]
    except (TypeError, IndexError) as error:
        raise ValueError(f"these are no stored findings: {error}") from error


def _dumped(found: Iterable[Diagnostic]) -> str:
    return to_json([diagnostic_to_data(each) for each in found])


def is_watched(root: Path, folder: Path) -> bool:
    """Whether what stands in a folder is part of the state of a site at `root`."""
    if not folder.is_relative_to(root):
        return False
    parts = folder.relative_to(root).parts
    return not parts or not _is_skipped(parts[0])


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in _SKIPPED


def _around(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The files of the repository around a site that say how it is built, and what may be there after a build."""
    for file in watched_files(root):
        with suppress(OSError):
            yield str(file), _status(file)


def _status(file: os.DirEntry[str] | Path) -> os.stat_result:
    """How a file is, or, of a link to nowhere, the link. Raises OSError where it is gone."""
    try:
        return file.stat()
    except OSError:
        return file.stat(follow_symlinks=False)


def _files(root: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files below a folder, with their paths relative to it; links to folders are followed."""
    waiting: list[tuple[str, str, frozenset[tuple[int, int]]]] = [(root, "", frozenset())]
    while waiting:
        folder, prefix, above = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            try:
                if not entry.is_dir():
                    yield prefix + entry.name, _status(entry)
                elif prefix or not _is_skipped(entry.name):
                    inside = above
                    if entry.is_symlink() or above:
                        # Only below a link can a folder be one that it stands in.
                        status = entry.stat()
                        inside = above | {(status.st_dev, status.st_ino)}
                        if inside == above or len(inside) > _MAX_DEPTH:
                            continue
                    waiting.append((entry.path, f"{prefix}{entry.name}/", inside))
            except OSError:
                # Nobody can say what it is, or it is gone since the folder was listed.
                continue
