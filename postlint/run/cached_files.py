"""The files of a site, as an earlier run stored them and as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.run.cache import RACY, Status
from postlint.run.site_state import SiteState
from postlint.site.generators import content_names, names_below, read_folders

if TYPE_CHECKING:
    from postlint.run.index import Index
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles
    from postlint.run.transaction import File

TREE = -1
"""The number of the record that has the paths of the site."""


class CachedFiles:
    """Compares the files of a site with those of an earlier run: changed, added and removed ones."""

    def __init__(self, linter: Linter, files: SiteFiles, index: Index) -> None:
        self._linter = linter
        self._files = files
        self.index = index
        # Times are comparable within the same checkout only; in another one, contents are compared.
        self._is_here = index.meta.get("place") == str(files.root)
        self._known = self._dated(index.files())

    def _dated(self, known: dict[str, File]) -> dict[str, File]:
        """The known files, without their times where these are of another checkout."""
        return known if self._is_here else {path: file._replace(mtime=RACY) for path, file in known.items()}

    @cached_property
    def state(self) -> SiteState:
        """The files of the site as they are now."""
        # Another checkout has other folders.
        return SiteState(self._files.root, self.index.record(TREE) if self._is_here else b"")

    @cached_property
    def _inputs(self) -> dict[str, File]:
        """The files, other than articles, whose contents the site depends on. Raises ConfigError."""
        known = self._dated(self.index.inputs())
        if folders := self.index.meta.get("folders"):
            inputs = self.state.inputs(known, folders.split("\n"))
            if _digests(inputs) == _digests(known):
                return inputs
        # Another configuration may read other files.
        return self.state.inputs(known, read_folders(self._files.root))

    @cached_property
    def has_same_inputs(self) -> bool:
        """Whether the site was stored, and all files whose contents count, articles aside, are unchanged."""
        return "site" in self.index.meta and _digests(self._inputs) == _digests(self.index.inputs())

    @cached_property
    def _own(self) -> set[str]:
        """The known articles of the site."""
        return {path for path, file in self._known.items() if not file.standalone}

    @cached_property
    def articles(self) -> list[str] | None:
        """The paths of all articles of the site as it is now; None for files that are no site."""
        if not self._files.whole:
            return None
        names = self._own_names if self.has_same_inputs and self._own <= self.state.paths else ""
        # Where no other file was added or removed, no article was added.
        if names and names == self.index.meta.get("names"):
            return [*self._own]
        content = self.index.meta.get("content") if self.has_same_inputs and not self.state.has_links else ""
        return names_below(self.state.paths, content.split("\n")) if content else content_names(self._files.root)

    @property
    def is_same_day(self) -> bool:
        """Whether findings were stored on this day."""
        return self.index.meta.get("day") == str(self._linter.today)

    @cached_property
    def has_changed_paths(self) -> bool:
        """Whether any file was added or removed."""
        return {*(self.articles or ())} != self._own or self.has_changed_names

    @cached_property
    def has_changed_names(self) -> bool:
        """Whether any file that is no article was added or removed."""
        articles = {*(self.articles or ())}
        return self.index.meta.get("names") != (
            self._own_names if articles == self._own else self.state.names(articles)
        )

    @cached_property
    def _own_names(self) -> str:
        return self.state.names(self._own)

    @property
    def is_same_site(self) -> bool:
        """Whether nothing but the contents of articles may have changed since findings were stored."""
        return self.has_same_inputs and self.is_same_day and not self.has_changed_paths

    def _status(self, path: str) -> Status | None:
        """The status of an article on disk; None where there is no file, or its content is replaced."""
        if self._files.whole and path in self.state.paths and not self._files.contents:
            return self.state.status(path)
        return self._files.status(path)

    @cached_property
    def _same(self) -> set[str]:
        """The articles that are unchanged, by size and time."""
        is_listed = self._files.whole and not self._files.contents
        listed = self.state.paths if is_listed else set[str]()
        same = self.state.unchanged(known for known in self._known.items() if known[0] in listed)
        for path in self._known.keys() - listed:
            status, file = self._files.status(path), self._known[path]
            if status and (status.st_size, status.st_mtime_ns) == (file.size, file.mtime):
                same.add(path)
        return same

    @cached_property
    def removed(self) -> set[str]:
        """The known articles of the site that were removed."""
        return self._own - {*(self.articles or ())} if self._files.whole else set()


def _digests(inputs: Mapping[str, File]) -> dict[str, bytes]:
    return {path: file.digest for path, file in inputs.items()}
