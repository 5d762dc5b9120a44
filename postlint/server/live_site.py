"""One site in memory: its articles as the editor has them, and the findings in them, updated with each change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from postlint.facts.inspection import Source
from postlint.run.fixer import MAX_PASSES, repair
from postlint.run.site_cache import open_cache
from postlint.run.site_files import SiteFiles, read
from postlint.server.contents import Contents
from postlint.server.disk_scan import DiskScan, statuses
from postlint.server.memory_cache import MemoryCache, Saved
from postlint.server.shift import Shift
from postlint.server.updates import Answers, ExactUpdate, QuickUpdate
from postlint.text import decode, encode

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page
    from postlint.run.linter import Linter
    from postlint.site.site import Site


class LiveFiles(SiteFiles):
    """The articles of a site, some of which only the editor has."""

    def __init__(self, root: Path, *, whole: bool, reported: dict[str, None]) -> None:
        super().__init__(root, {}, whole, reported)
        self.unsaved: dict[str, None] = {}
        """The articles that have no file."""

    def site(self, linter: Linter, today: date | None = None) -> Site:
        site = super().site(linter, today)
        new = [path for path in self.unsaved if path in self.inspections]
        changes = {path: page for path in new if (page := self.inspections[path].page)}
        site = site.with_pages(changes) if changes else site
        site.read = lambda path: self.read(path).data
        return site


class Settled(Struct, frozen=True):
    """The results of an exact update: plain data."""

    saved: Saved | None
    made: dict[str, Any]
    """The results of functions over the whole site, by their names."""
    contents: Contents | None


class LiveSite:
    """The articles of one site, and the findings in them."""

    def __init__(self, linter: Linter, scan: DiskScan) -> None:
        self.root = scan.root
        self.linter = linter.for_site(scan.root)
        self.texts: dict[str, bytes] = {}
        """The articles that the editor has, by path."""
        self.findings = scan.findings
        """By path, without those of a baseline left out; those of `check` once the site is settled."""
        self.version = 0
        """Incremented with each change."""
        self._statuses = scan.statuses
        self.files = LiveFiles(scan.root, whole=scan.whole, reported=scan.reported)
        self.files.set_articles(scan.names)
        self._cache = self._filled(scan)
        self.files.inspections = self._cache.inspections()
        self._site: Site | None = None
        self._exact: Site | None = None
        self._contents: Contents | None = None
        self.answers: Answers = {}
        """The findings of rules since the last exact update that no later change has affected."""

    def _filled(self, scan: DiskScan) -> MemoryCache:
        """The cache in memory, with what a run has stored of the site."""
        stored = open_cache(self.linter, self.files) if scan.generation else None
        try:
            same = stored and stored.index.meta.get("generation") == scan.generation
            index = stored.index if stored and same else None
            cache = MemoryCache(index, scan.findings, keeps_site=scan.whole)
        finally:
            if stored:
                stored.close()
        if index is None:
            cache.fill(scan.contents or self._inspected(scan.names))
        return cache

    def _inspected(self, paths: Iterable[str]) -> Iterable[tuple[str, bytes, bytes]]:
        for path in paths:
            source = read(self.root, path, {})
            yield path, source.data, self.linter.inspect(source).to_record()

    # --- answers

    @property
    def site(self) -> Site | None:
        """The site as it is now; None where it has to be built first."""
        if self._site is None and self._cache.is_same_site:
            self._site = QuickUpdate(self.linter, self.files, self._cache, None).as_stored()
        elif self._site is None and not self._cache.keeps_site:
            self._site = self.files.site(self.linter)
        return self._site

    @property
    def contents(self) -> Contents:
        """The titles, headings and names that completion offers, as of the last exact update."""
        if self._contents is None:
            self._contents = Contents(self.site)
        return self._contents

    def page(self, path: str) -> Page | None:
        """The facts of an article as it is now."""
        site = self.site
        if site and (page := site.page(path)):
            return page
        return self.files.inspections[path].page if path in self.files.inspections else None

    def dependents(self, keys: Iterable[str]) -> list[str] | None:
        """The paths of the articles that depend on any of these keys; None where that is not recorded."""
        return self._cache.paths(keys) if self._cache.has_same_inputs else None

    def inspected(self, path: str, data: bytes) -> Page | None:
        """The facts of an article with this text; None where it cannot be read."""
        return self.linter.inspect(Source(path, data)).page

    def with_text(self, path: str, data: bytes) -> tuple[Page, Site] | None:
        """An article with another text, and the site with it; None where that cannot be read."""
        inspection, site = self.linter.inspect(Source(path, data)), self.site
        if inspection.page is None or site is None:
            return None
        if not self._cache.is_same_site:
            return inspection.page, site.with_page(inspection.page)
        view = self._cache.view()
        files = self._copy(view)
        view.put(path, data, inspection.to_record())
        files.inspections = view.inspections()
        site = QuickUpdate(self.linter, files, view, site).as_stored()
        page = site.page(path)
        return (page, site) if page else None

    def repaired(self, path: str, keep: Callable[[SiteFiles, list[Diagnostic]], list[Diagnostic]]) -> str:
        """The text of an article with all safe fixes applied, pass by pass; `keep` filters the findings."""
        view = self._cache.view()
        files = self._copy(view)
        doc = self.linter.document(path, decode(files.read(path).data))
        findings = self.findings.get(path, ())
        for _ in range(MAX_PASSES):
            done = repair(doc, keep(files, [*findings]))
            if done.text == doc.text:
                break
            source = Source(path, encode(done.text))
            inspection, parsed = self.linter.inspect_parsed(source)
            if parsed is None:
                break
            doc = parsed
            files.replace(source)
            view.put(path, source.data, inspection.to_record())
            files.inspections = view.inspections()
            findings = QuickUpdate(self.linter, files, view, self.site).findings()[path]
        return doc.text

    # --- at once

    def put(self, path: str, data: bytes | None) -> None:
        """Set the content of an article in the editor; None where the editor has closed it, so that its file counts."""
        if data is None:
            if self.texts.pop(path, None) is not None and path not in self.files.unsaved:
                self._update(path, read(self.root, path, {}))
            return
        if self.texts.get(path) == data:
            return
        self.texts[path] = data
        if path not in self.files.reported:
            self.files.unsaved[path] = None
            self.files.reported[path] = None
            self.files.set_articles([*self.files.names, path])
        self._update(path, Source(path, data))

    def _update(self, path: str, source: Source) -> None:
        if self._cache.has(path, source.data):
            return
        site, before, known = self.site, self.files.source(path), self.findings
        self.version += 1
        self.files.replace(source)
        self._cache.put(path, source.data, self.linter.inspect(source).to_record())
        self._forget_pages()
        shift = Shift(before.data.decode("utf-8", "replace"), source.data.decode("utf-8", "replace"))

        def previous(other: str, rule: str) -> list[Diagnostic]:
            findings = [finding for finding in known.get(other, ()) if finding.rule == rule]
            return [*shift.shifted(findings)] if other == path else findings

        update = QuickUpdate(self.linter, self.files, self._cache, site, previous, path, self.answers)
        self.findings = dict(update.findings())
        self._site = update.site or site
        self._forget_pages()

    def _forget_pages(self) -> None:
        """Drop the inspections that were read of stored articles."""
        self.files.inspections = self._cache.inspections()

    # --- and then

    @property
    def is_settled(self) -> bool:
        """Whether the findings are those of `check`, and the cache is ready for the next change."""
        return not self._cache.changed and (self._cache.has_same_inputs or not self._cache.keeps_site)

    @property
    def is_warm(self) -> bool:
        """Whether all is loaded that the first change and completion need."""
        return self._contents is not None

    def settling(self) -> Callable[[], Settled]:
        """The exact update of the site as it is now, which may run in another process."""
        view = self._cache.view()
        files = self._copy(view)
        before = self._exact or self.site

        def settle() -> Settled:
            update = ExactUpdate(self.linter, files, view, before)
            if view.changed or not view.has_same_inputs:
                update.findings()
            site = update.site if view.changed else update.warm() if view.has_same_inputs else None
            is_new = self._contents is None or view.changes_titles
            files.inspections = view.inspections()
            contents = Contents(site or before) if is_new else self._contents
            return Settled(view.saved, site.made() if site else {}, contents)

        return settle

    def _copy(self, view: MemoryCache) -> LiveFiles:
        """A copy of the articles as they are now, with the inspections of a view."""
        files = LiveFiles(self.root, whole=self.files.whole, reported=dict(self.files.reported))
        files.set_articles(self.files.names)
        files.unsaved = dict(self.files.unsaved)
        for path, data in self.texts.items():
            files.replace(Source(path, data))
        files.inspections = view.inspections()
        return files

    def settle(self, settled: Settled) -> None:
        """Apply the results of an exact update of the site as it is now."""
        changed = [*self._cache.changed]
        if settled.saved:
            self.findings = self._cache.commit(settled.saved, self.files.reported)
            self.answers.clear()
        self._contents = settled.contents
        self._forget_pages()
        if not self._cache.keeps_site:
            pages = {path: self.files.inspections[path].page for path in changed}
            self._site = self._exact = self.site.with_pages(pages) if self.site else None
        elif self._cache.is_same_site:
            update = QuickUpdate(self.linter, self.files, self._cache, self._exact)
            self._site = self._exact = update.as_known(settled.made)

    # --- the disk

    def outdated(self) -> bool:
        """Whether the site has to be loaded again; articles whose files have changed are updated."""
        now, before = statuses(self.root), self._statuses
        changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        if not all(path in now and path in before and path in self.files.reported for path in changed):
            return True
        self._statuses = now
        for path in changed - self.texts.keys():
            self._update(path, read(self.root, path, {}))
        return False
