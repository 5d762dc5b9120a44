"""One site in memory: its articles as the editor has them, and what is found in them, kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.facts.inspection import Source
from postlint.run.fixer import MAX_PASSES, repair
from postlint.run.site_cache import open_cache
from postlint.run.site_files import SiteFiles, read
from postlint.server.contents import Contents
from postlint.server.looked import Looked, statuses
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


class Settled(NamedTuple):
    """What brings a site up to date: plain data."""

    saved: Saved | None
    made: dict[str, Any]
    """What functions made of the whole site, by their names."""
    contents: Contents | None


class LiveSite:
    """The articles of one site, and the findings in them."""

    def __init__(self, linter: Linter, looked: Looked) -> None:
        self.root = looked.root
        self.linter = linter.for_site(looked.root)
        self.texts: dict[str, bytes] = {}
        """The articles that the editor has, by path."""
        self.findings = looked.findings
        """Before a baseline leaves anything out; those of `check`, once it is settled."""
        self.version = 0
        """Another one with each change."""
        self._statuses = looked.statuses
        self.files = LiveFiles(looked.root, whole=looked.whole, reported=looked.reported)
        self.files.take(looked.names)
        self._cache = self._filled(looked)
        self.files.inspections = self._cache.inspections()
        self._site: Site | None = None
        self._exact: Site | None = None
        self._contents: Contents | None = None
        self.answers: Answers = {}
        """What rules found since all was exact, as far as no change could make it something else."""

    def _filled(self, looked: Looked) -> MemoryCache:
        """What is known of the site, from what a run has stored."""
        stored = open_cache(self.linter, self.files) if looked.generation else None
        try:
            same = stored and stored.index.meta.get("generation") == looked.generation
            index = stored.index if stored and same else None
            cache = MemoryCache(index, looked.findings, keeps_site=looked.whole)
        finally:
            if stored:
                stored.close()
        if index is None:
            cache.fill(looked.contents or self._inspected(looked.names))
        return cache

    def _inspected(self, paths: Iterable[str]) -> Iterable[tuple[str, bytes, bytes]]:
        for path in paths:
            source = read(self.root, path, {})
            yield path, source.data, self.linter.inspect(source).to_record()

    # --- what it is asked

    @property
    def site(self) -> Site | None:
        """The site as it is known now; None where it is not."""
        if self._site is None and self._cache.is_same_site:
            self._site = QuickUpdate(self.linter, self.files, self._cache, None).as_stored()
        elif self._site is None and not self._cache.keeps_site:
            self._site = self.files.site(self.linter)
        return self._site

    @property
    def contents(self) -> Contents:
        """What the articles have that is offered to who writes, as of a moment ago."""
        if self._contents is None:
            self._contents = Contents(self.site)
        return self._contents

    def page(self, path: str) -> Page | None:
        """The facts of an article as it is now."""
        site = self.site
        if site and (page := site.page(path)):
            return page
        return self.files.inspections[path].page if path in self.files.inspections else None

    def asked(self, keys: Iterable[str]) -> list[str] | None:
        """The articles that have asked the site for any of these keys; None where nobody has noted that."""
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
        """The text of an article with all safe fixes applied, pass by pass; `keep` says which findings count."""
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
        """Take an article as the editor has it; None where it has it no more, so that its file counts."""
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
            self.files.take([*self.files.names, path])
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

        def kept(other: str, rule: str) -> list[Diagnostic]:
            found = [finding for finding in known.get(other, ()) if finding.rule == rule]
            return [*shift.moved(found)] if other == path else found

        update = QuickUpdate(self.linter, self.files, self._cache, site, kept, path, self.answers)
        self.findings = dict(update.findings())
        self._site = update.site or site
        self._forget_pages()

    def _forget_pages(self) -> None:
        """Let go of what was read of stored articles."""
        self.files.inspections = self._cache.inspections()

    # --- and then

    @property
    def is_settled(self) -> bool:
        """Whether the findings are those of `check`, and all is known for the next change."""
        return not self._cache.changed and (self._cache.has_same_inputs or not self._cache.keeps_site)

    @property
    def is_warm(self) -> bool:
        """Whether the first change has nothing to wait for."""
        return self._contents is not None

    def settling(self) -> Callable[[], Settled]:
        """What brings all up to date, in another process if need be."""
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
        """The articles as they are now."""
        files = LiveFiles(self.root, whole=self.files.whole, reported=dict(self.files.reported))
        files.take(self.files.names)
        files.unsaved = dict(self.files.unsaved)
        for path, data in self.texts.items():
            files.replace(Source(path, data))
        files.inspections = view.inspections()
        return files

    def settle(self, settled: Settled) -> None:
        """Take over what was found out of the site as it is."""
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
        """Whether the site is to be loaded again; the files of articles that have other contents are taken in."""
        now, before = statuses(self.root), self._statuses
        changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        if not all(path in now and path in before and path in self.files.reported for path in changed):
            return True
        self._statuses = now
        for path in changed - self.texts.keys():
            self._update(path, read(self.root, path, {}))
        return False
