"""A run over the articles of one site: each file once, then the site made of their facts, then the findings."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.diagnostic import Diagnostic
from postlint.facts.inspection import Inspection, Source
from postlint.run.article_repairs import ArticleRepairs, Fixed
from postlint.run.index import DAMAGE
from postlint.run.linter import Linter, is_failure
from postlint.run.site_cache import SiteCache, open_cache
from postlint.run.site_files import Inspections, SiteFiles, trees
from postlint.site.generator import ConfigError

if TYPE_CHECKING:
    from postlint.site.site import Site

Prepare = Callable[[SiteFiles], None]
"""Gives a site filters of its findings, when all its articles were looked at."""
Wanted = Callable[[Diagnostic], bool]
Found = dict[str, Sequence[Diagnostic]]
"""The findings in articles, by path."""


class SiteRun:
    """One run over the articles of one site: they are looked at, judged, and repaired in memory."""

    def __init__(self, linter: Linter, files: SiteFiles, prepare: Prepare | None = None) -> None:
        self.linter = linter.for_site(files.root)
        self.files = files
        self._prepare = prepare
        self._cache: SiteCache | None = None
        self._site: Site | None = None
        self._repairs = ArticleRepairs(self.linter, files)

    # --- checking

    def check(self) -> None:
        """Find what is to be reported. Raises ConfigError."""
        try:
            self._check()
        except DAMAGE:
            self._begin_anew()
            self._check()
        finally:
            self._close()
        self.files.diagnostics += self.files.failures.values()

    def _check(self) -> None:
        found = self._found_with_cache()
        if self.files.filters:
            self._conclude(found)
        else:
            self.files.diagnostics = [finding for path in self.files.reported for finding in found[path]]

    def _found_with_cache(self, *, looks: bool = False) -> Found:
        """The findings in the reported articles, before filters; `looks` where more will be asked of the articles."""
        self._cache = open_cache(self.linter, self.files)
        known = self._cache.unchanged() if self._cache and self._prepare is None and not looks else None
        if known is not None:
            return {**known}
        self._inspect()
        if self._prepare:
            self._prepare(self.files)
        return self._judged()

    def _begin_anew(self) -> None:
        """Give up what is stored, which is not what it seems."""
        self.linter.say(
            f"the cache in {self.linter.config.cache_folder} cannot be used and is made anew: it is damaged"
        )
        if self._cache:
            self._cache.forget()
        self.files.inspections = Inspections()
        self.files.filters.clear()
        self._site = None

    def _close(self) -> None:
        if self._cache:
            self._cache.close()
            self._cache = None

    def inspect(self) -> None:
        """Look at every article of the site that no earlier run has seen as it is now."""
        try:
            self._cache = open_cache(self.linter, self.files)
            self._inspect()
            for inspection in self.files.inspections.values():
                # All that is stored is read at once: what cannot be used is known now.
                if inspection.page:
                    _ = inspection.page.links, inspection.page.headings
        except DAMAGE:
            self._begin_anew()
            self._cache = None
            self._inspect()
        if self._cache:
            self._cache.save_records()
        self._close()

    def _inspect(self) -> None:
        cache, files = self._cache, self.files
        if cache is None or cache.articles is None:
            files.find()
        else:
            files.take(cache.articles)
        waiting = cache.load(files.names) if cache else files.names
        if waiting:
            self._look_at(waiting)

    def _look_at(self, paths: Sequence[str]) -> None:
        """Look at articles of which nothing is known, and store what is found."""
        from postlint.run.parallel import inspect_all

        contents: dict[str, bytes] = {}

        def sources() -> Iterator[Source]:
            for path in paths:
                source = self.files.read(path)
                if self._cache and not source.error:
                    contents[path] = source.data
                yield source

        meanwhile = partial(self.files.prepare, self.linter) if self.linter.rules.named("site", "words") else None
        for path, record in zip(paths, inspect_all(self.linter, sources(), len(paths), meanwhile), strict=True):
            inspection = self.files.inspections[path] = Inspection.from_record(record)
            # While other processes work, there is time to decode it.
            _ = inspection.page
            content = contents.pop(path, None)
            # What failed may not fail again.
            if self._cache and content is not None and not any(map(is_failure, inspection.diagnostics)):
                self._cache.put(path, content, record)

    # --- judging

    @property
    def site(self) -> Site | None:
        """The site as the articles are now; None where no rule needs it. Raises ConfigError."""
        if self._site is None and (self.linter.rules.named("site", "words") or self.files.filters):
            try:
                self._site = self.files.site(self.linter)
            except (*DAMAGE, ConfigError):
                raise
            except Exception as error:
                self.files.fail(next(iter(self.files.reported)), "what looks at the whole site", error)
        return self._site

    def _judged(self) -> Found:
        """The findings in the reported articles, those that still hold taken over, and the others stored."""
        from postlint.run.parallel import judge_all

        files, cache = self.files, self._cache
        if cache and cache.keeps_findings:
            from postlint.run.site_update import SiteUpdate

            update = SiteUpdate(self.linter, files, cache)
            findings = update.findings()
            self._site = update.site
            return findings
        if cache:
            cache.save_records()
        judged = judge_all(self.linter, files.inspections, [*files.reported], self.site, stores=False)
        return {
            path: self.linter.apply_suppressions(files.inspections[path], judged.findings.get(path, ()), self.site)
            for path in files.reported
        }

    def _conclude(self, found: Found | None) -> None:
        """Report the findings that the filters leave, and those of the filters in files that are gone.

        `found` are the findings before filters, where they are known.
        """
        more = self._more()
        gone = [path for path in more if path not in self.files.inspections]
        findings = [finding for path in gone for finding in self.linter.drop_ignored(path, more[path])]
        for path in self.files.reported:
            findings += self._filtered(path, self._findings(path, more, found))
        self.files.diagnostics = findings

    def _more(self) -> dict[str, list[Diagnostic]]:
        """What the filters add, by path."""
        by_path: dict[str, list[Diagnostic]] = {}
        for filter in self.files.filters:
            for finding in filter.extra(self.site if filter.needs_site else None):
                by_path.setdefault(finding.path, []).append(finding)
        return by_path

    def _findings(self, path: str, more: dict[str, list[Diagnostic]], found: Found | None = None) -> list[Diagnostic]:
        """The findings in an article with those that the filters add; `found` are the ones that are known."""
        if found and path not in more:
            return [*found[path]]
        return self.linter.all_findings(self.files.inspections[path], self.site, more.get(path, ()))

    def _filtered(self, path: str, findings: list[Diagnostic]) -> list[Diagnostic]:
        failures = [finding for finding in findings if is_failure(finding)] if self.files.filters else []
        for filter in self.files.filters:
            findings = [finding for finding in findings if not is_failure(finding)]
            findings = filter.keep(path, findings, self.site if filter.needs_site else None)
        return findings + failures

    # --- repairing

    def fix(self, *, unsafe: bool, wanted: Wanted) -> list[Fixed]:
        """Repair the articles in memory, pass by pass until nothing changes, and find what remains.

        Of the fixes only those of findings that are `wanted` are applied.
        """
        from postlint.run.fixer import MAX_PASSES

        findings: Found | None = self._first_findings()
        for _ in range(MAX_PASSES):
            if not self._fix_pass(findings, unsafe, wanted):
                break
            findings = None
            # The site of a pass refers to itself, and a run that has switched it off does not look for what does.
            if not gc.isenabled():
                gc.collect()
        self._conclude(findings)
        self.files.diagnostics += self.files.failures.values()
        return self._repairs.fixed

    def _first_findings(self) -> Found:
        """The findings before anything is repaired, by path; what is stored may be damaged."""
        try:
            return self._found_with_cache(looks=True)
        except DAMAGE:
            self._begin_anew()
            return self._found_with_cache(looks=True)
        finally:
            self._close()

    def _fix_pass(self, found: Found | None, unsafe: bool, wanted: Wanted) -> bool:
        """One pass over the articles; whether any of them changed."""
        more = self._more()

        def find(path: str, known: Found | None) -> list[Diagnostic]:
            return [finding for finding in self._filtered(path, self._findings(path, more, known)) if wanted(finding)]

        changed = [path for path in self.files.reported if self._is_repaired(path, find, found, unsafe)]
        if changed:
            self._site = None
        return bool(changed)

    def _is_repaired(self, path: str, find: Callable[..., list[Diagnostic]], found: Found | None, unsafe: bool) -> bool:
        """One pass over one article; whether its text changed."""
        findings = find(path, found)
        if not any(finding.fix for finding in findings):
            return False
        if path not in self._repairs:
            # What is known of it may be stored by an earlier run; what is repaired is the content at hand.
            self._repairs.inspect(self.files.source(path))
            findings = find(path, None)
        try:
            return self._repairs.repair(path, findings, unsafe=unsafe)
        except Exception as error:
            self.files.fail(path, "the repair", error)
            return False


def runs(linter: Linter, files: Iterable[Path | str], prepare: Prepare | None = None) -> list[SiteRun]:
    """A run for each site that the files belong to; `prepare` may give a site filters of its findings."""
    return [SiteRun(linter, site_files, prepare) for site_files in trees(files, linter)]


def check(linter: Linter, files: Iterable[Path | str], prepare: Prepare | None = None) -> list[SiteFiles]:
    """Check articles, by the site that each belongs to. `prepare` may give a site filters of its findings."""
    found = runs(linter, files, prepare)
    for run in found:
        run.check()
    return [run.files for run in found]


def inspected(linter: Linter, files: Iterable[Path | str]) -> list[SiteFiles]:
    """The sites that articles belong to, with every article of them looked at."""
    found = runs(linter, files)
    for run in found:
        run.inspect()
    return [run.files for run in found]


def fix(
    linter: Linter,
    files: Iterable[Path | str],
    *,
    unsafe: bool,
    prepare: Prepare | None = None,
    wanted: Wanted = lambda finding: True,
) -> tuple[list[SiteFiles], list[Fixed]]:
    """Repair articles in memory, pass by pass until nothing changes, and check what remains. Nothing is written.

    Of the fixes only those of findings that are `wanted` are applied.
    """
    found = runs(linter, files, prepare)
    fixed = [outcome for run in found for outcome in run.fix(unsafe=unsafe, wanted=wanted)]
    return [run.files for run in found], fixed
