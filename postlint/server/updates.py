"""The two ways of bringing a site up to date while somebody writes: at once as far as it is cheap, and then the rest.

At once, a changed article is judged again, and so are those that depend on its own facts: its URL, its headings, its
title. What is made of all articles together, such as which spelling is rare on the site, takes longer and hardly ever
changes: it is made anew when nobody writes. From then on all findings are those of `check`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from postlint.run.parallel import Judged, judge_all
from postlint.run.site_update import Findings, SiteUpdate
from postlint.site.answers import TABLE, answer_row
from postlint.site.library.library import told_by
from postlint.site.rows import ChangedRows

if TYPE_CHECKING:
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles
    from postlint.run.site_update import _Stored
    from postlint.server.memory_cache import MemoryCache
    from postlint.site.rows import Rows
    from postlint.site.site import Site


class Cancelled(Exception):
    """Somebody writes again: what would be found is of no use."""


class _LiveUpdate(SiteUpdate):
    """An update of a site whose articles the editor may have."""

    def _restored(self, stored: _Stored) -> Site:
        return self._reading(super()._restored(stored))

    def _renewed(self, site: Site, stored: _Stored) -> Site:
        return self._reading(super()._renewed(site, stored))

    def as_stored(self) -> Site:
        """The site as it is stored, with the articles as they are now."""
        return self._restored(self._stored(ChangedRows(self._cache.index)))

    def warm(self) -> Site:
        """The same, with all that functions make of the whole site made."""
        site, functions = self.as_stored(), self._functions()
        for name, _ in self._cache.index.facts(TABLE):
            if name in functions:
                self._safely(answer_row, site, name, functions[name])
        return site

    def _reading(self, site: Site) -> Site:
        files = self._files
        site.read = lambda path: files.read(path).data
        return site


class QuickUpdate(_LiveUpdate):
    """The findings as far as they depend on the facts of changed articles themselves; nothing is stored."""

    def __init__(self, linter: Linter, files: SiteFiles, cache: MemoryCache, before: Site | None) -> None:
        """`before` is the site as it was."""
        super().__init__(linter, files, cache, before)
        self._large = cache.large

    def _outdated_answers(self, rows: Rows) -> Iterable[str]:
        return ()

    def _outdated_groups(self, rows: Rows, names: Iterable[str]) -> Iterable[str]:
        return [name for name in names if name not in self._large]

    def _keys(self) -> Iterator[str]:
        return (key for key in super()._keys() if key != "*")

    def _renewed(self, site: Site, stored: _Stored) -> Site:
        renewed = super()._renewed(site, stored)
        renewed.take_over(site)
        return renewed

    def _from_built(self) -> Findings:
        """Of a site that has to be built: the changed articles are judged as if it were still the same."""
        findings = self._known(set())
        for path in self._files.reported:
            if path in findings:
                continue
            inspection = self._files.inspections[path]
            is_there = self._before is not None and self._before.page(path) is not None
            findings[path] = self._linter.all_findings(inspection, self._before if is_there else None)
        return findings


class ExactUpdate(_LiveUpdate):
    """The findings of `check`."""

    def __init__(
        self,
        linter: Linter,
        files: SiteFiles,
        cache: MemoryCache,
        before: Site | None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """`before` is the site when it was last exact; whoever is cancelled raises Cancelled."""
        super().__init__(linter, files, cache, before)
        self._is_cancelled = is_cancelled
        changed = ((path, cache.former(path), files.inspections[path].page) for path in cache.changed)
        self._tells_the_same = not linter.config.rule_folders and all(
            old and new and told_by(old) == told_by(new) for _, old, new in changed
        )

    def _keys(self) -> Iterator[str]:
        # Of all articles, only the librarian is asked.
        return (key for key in super()._keys() if key != "*" or not self._tells_the_same)

    def _renewed(self, site: Site, stored: _Stored) -> Site:
        renewed = super()._renewed(site, stored)
        if self._tells_the_same:
            renewed.take_over_libraries(site)
        return renewed

    def _judge(self, paths: list[str], site: Site | None, found: Findings) -> Judged:
        judged = Judged({}, {})
        for at, path in enumerate(paths):
            if self._is_cancelled():
                raise Cancelled
            one = judge_all(self._linter, self._files.inspections, [path], site)
            judged.findings.update(one.findings)
            for key in one.asked:
                judged.asked.setdefault(key, array("I")).append(at)
            found[path] = self._linter.apply_suppressions(self._files.inspections[path], one.findings.get(path, ()))
        return judged
