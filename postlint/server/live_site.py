"""One site in memory: its articles as the editor has them, and what is found in them, kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from postlint.diagnostic import FAILED
from postlint.facts.inspection import Source
from postlint.run.fixer import MAX_PASSES, repair
from postlint.run.site_cache import open_cache
from postlint.run.site_files import SiteFiles, read
from postlint.run.site_run import SiteRun
from postlint.run.site_state import SiteState
from postlint.server.contents import Contents
from postlint.server.memory_cache import MemoryCache
from postlint.server.updates import ExactUpdate, QuickUpdate
from postlint.text import decode, encode

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page
    from postlint.run.linter import Linter
    from postlint.site.site import Site

Findings = dict[str, "Sequence[Diagnostic]"]
Statuses = Mapping[str, tuple[int, int]]


class LiveFiles(SiteFiles):
    """The articles of a site, some of which only the editor has."""

    def __init__(self, root: Path, *, whole: bool, reported: dict[str, None]) -> None:
        super().__init__(root, {}, whole, reported)
        self.unsaved: dict[str, None] = {}
        """The articles that have no file."""

    def site(self, linter: Linter, today: date | None = None) -> Site:
        site = super().site(linter, today)
        for path in self.unsaved:
            if page := self.inspections[path].page:
                site = site.with_page(page)
        site.read = lambda path: self.read(path).data
        return site


class Loaded(NamedTuple):
    """A site as a run over its files has found it."""

    files: LiveFiles
    cache: MemoryCache
    findings: Findings
    site: Site | None
    statuses: Statuses


class Settled(NamedTuple):
    """A site that was brought up to date."""

    view: MemoryCache
    findings: Findings
    site: Site | None
    contents: Contents | None


def load(linter: Linter, found: SiteFiles) -> Loaded:
    """A site as it is on disk; `found` are its articles. Raises ConfigError."""
    seen = statuses(found.root)
    run = SiteRun(linter, found)
    run.check()
    findings: Findings = {path: [] for path in found.reported}
    for finding in found.diagnostics:
        findings[finding.path] = [*findings.get(finding.path, ()), finding]
    stored = open_cache(linter, found)
    try:
        is_known = bool(stored and stored.keeps_findings and not found.failures)
        cache = MemoryCache(stored.index if stored and is_known else None, findings, keeps_site=found.whole)
    finally:
        if stored:
            stored.close()
    files = LiveFiles(found.root, whole=found.whole, reported=found.reported)
    files.take(found.names or found.reported)
    if not is_known:
        inspections = found.inspections.items()
        cache.fill((path, found.read(path).data, inspection.to_record()) for path, inspection in inspections)
    files.inspections = cache.inspections()
    return Loaded(files, cache, findings, None if is_known else run.site, seen)


def statuses(root: Path) -> Statuses:
    """The sizes and times of all files that a site may depend on."""
    state = SiteState(root)
    found = {path: status for path in state.paths if (status := state.status(path))} | dict(state.around)
    return {path: (status.st_size, status.st_mtime_ns) for path, status in found.items()}


class LiveSite:
    """The articles of one site, and the findings in them."""

    def __init__(self, linter: Linter, loaded: Loaded) -> None:
        self.root = loaded.files.root
        self.linter = linter
        self.texts: dict[str, bytes] = {}
        """The articles that the editor has, by path."""
        self.findings: Findings = {}
        """Before a baseline leaves anything out; those of `check`, once it is settled."""
        self._version = 0
        self.take(loaded)

    def take(self, loaded: Loaded) -> None:
        """Begin anew with a site as it is on disk, and the texts that the editor has."""
        self.files, self._cache, self.findings, self._site, self._statuses = loaded
        self._exact = self._site
        self._contents: Contents | None = None
        self._version += 1
        texts, self.texts = self.texts, {}
        for path, data in texts.items():
            self.put(path, data)

    @property
    def site(self) -> Site | None:
        """The site as it is known now; None where it is not."""
        if self._site is None and self._cache.is_same_site:
            self._site = QuickUpdate(self.linter, self.files, self._cache, None).as_stored()
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
        self._version += 1
        self.files.replace(source)
        record = self.linter.inspect(source).to_record()
        self._cache.put(path, source.data, record)
        self._forget_pages()
        update = QuickUpdate(self.linter, self.files, self._cache, self._site)
        self.findings = dict(update.findings())
        self._site = update.site or self._site
        self._forget_pages()

    def _forget_pages(self) -> None:
        """Let go of what was read of stored articles."""
        self.files.inspections = self._cache.inspections()

    # --- and then

    @property
    def is_settled(self) -> bool:
        """Whether the findings are those of `check`."""
        return not self._cache.changed

    def warming(self) -> Callable[[], Callable[[], None] | None]:
        """What makes ready what the first change would wait for, in another thread; it gives what takes that over."""
        version, view = self._version, self._cache.view()
        files = self._copy(view)

        def warm() -> Callable[[], None] | None:
            is_known = view.has_same_inputs and self._site is None
            site = ExactUpdate(self.linter, files, view, None).warm() if is_known else self._site
            contents = Contents(site)
            files.inspections = view.inspections()

            def take() -> None:
                if version == self._version:
                    self._exact = self._site = site
                    self._contents = contents

            return take

        return warm

    def settling(self) -> Callable[[], Settled | None]:
        """What brings all up to date, in another thread if need be: None where an article has changed meanwhile."""
        version, view = self._version, self._cache.view()
        files = self._copy(view)

        def settle() -> Settled | None:
            update = ExactUpdate(self.linter, files, view, self._exact, lambda: version != self._version)
            findings = update.findings()
            contents = Contents(update.site or self._site) if view.changes_titles else self._contents
            return None if version != self._version else Settled(view, dict(findings), update.site, contents)

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
        """Take over what was brought up to date."""
        self._cache.commit(settled.view, settled.findings)
        self.findings = settled.findings
        self._exact = self._site = settled.site or self._site
        self._contents = settled.contents
        self._forget_pages()

    def repaired(self, path: str, keep: Callable[[SiteFiles, list[Diagnostic]], list[Diagnostic]]) -> str:
        """The text of an article with all safe fixes applied, pass by pass; `keep` says which findings count."""
        view = self._cache.view()
        files = self._copy(view)
        source = files.read(path)
        doc = self.linter.document(path, decode(source.data))
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
            findings = QuickUpdate(self.linter, files, view, self._site).findings()[path]
        return doc.text

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


def is_failure(finding: Diagnostic) -> bool:
    """Whether a part of postlint failed on an article."""
    return finding.rule == FAILED
