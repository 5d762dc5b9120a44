"""A run over the articles of one site: inspects each file once, makes the site of their facts, and judges them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from postlint.diagnostic import Diagnostic
from postlint.facts.inspection import Inspection, Source
from postlint.run.article_repairs import ArticleRepairs, Fixed
from postlint.run.index import DAMAGE
from postlint.run.linter import Linter, is_failure
from postlint.run.site_cache import SiteCache, open_cache
from postlint.run.site_files import Inspections, SiteFiles, files_by_site
from postlint.site.generator import ConfigError

if TYPE_CHECKING:
    from postlint.site.site import Site

Prepare = Callable[[SiteFiles], None]
"""Adds filters to the findings of a site, after all its articles were inspected."""
Wanted = Callable[[Diagnostic], bool]
Findings = dict[str, Sequence[Diagnostic]]
"""The findings in articles, by path."""
_Answer = TypeVar("_Answer")


class SiteRun:
    """One run over the articles of one site, which inspects, judges and repairs them in memory."""

    def __init__(self, linter: Linter, files: SiteFiles, prepare: Prepare | None = None) -> None:
        self.linter = linter.for_site(files.root)
        self.files = files
        self._prepare = prepare
        self._cache: SiteCache | None = None
        self._site: Site | None = None
        self._repairs = ArticleRepairs(self.linter, files)

    # --- checking

    def check(self) -> None:
        """Set the diagnostics of the files. Raises ConfigError."""
        try:
            self._check()
        except DAMAGE:
            self._discard_cache()
            self._check()
        finally:
            self._close()
        self.files.diagnostics += self.files.failures.values()

    def _check(self) -> None:
        findings = self._findings_with_cache()
        if self.files.filters:
            self._report(findings)
        else:
            self.files.diagnostics = [finding for path in self.files.reported for finding in findings[path]]

    def _findings_with_cache(self, *, needs_articles: bool = False) -> Findings:
        """The findings in the reported articles, before filters; with `needs_articles`, all articles are loaded."""
        self._cache = open_cache(self.linter, self.files)
        known = self._cache.unchanged() if self._cache and self._prepare is None and not needs_articles else None
        if known is not None:
            return {**known}
        self._inspect()
        if self._prepare:
            self._prepare(self.files)
        return self._judged()

    def answer(self, question: Callable[[Site], _Answer]) -> _Answer:
        """What a question about the site is answered, by what is stored of it as far as that is valid.

        No article is judged. Raises ConfigError.
        """
        # What is reported of a folder without a site are all articles that it has.
        if self.files.whole:
            self.files.reported.clear()
        try:
            return self._answered(question)
        except DAMAGE:
            self._discard_cache()
            return self._answered(question)
        finally:
            self._close()

    def _answered(self, question: Callable[[Site], _Answer]) -> _Answer:
        self._cache = cache = open_cache(self.linter, self.files)
        self._inspect()
        if cache and cache.keeps_findings:
            from postlint.run.site_update import SiteUpdate

            answer: _Answer = SiteUpdate(self.linter, self.files, cache).answer(question)
            return answer
        if cache:
            cache.save_records()
        return question(self.files.site(self.linter))

    def _discard_cache(self) -> None:
        """Remove the cache, which is damaged, and all that was read of it."""
        self.linter.notify(
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
        """Inspect every article of the site that has changed since it was stored."""
        try:
            self._cache = open_cache(self.linter, self.files)
            self._inspect()
            for inspection in self.files.inspections.values():
                # All parts are decoded now, so that damage is noticed here.
                if inspection.page:
                    _ = inspection.page.links, inspection.page.headings
        except DAMAGE:
            self._discard_cache()
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
            files.set_articles(cache.articles)
        waiting = cache.load(files.names) if cache else files.names
        if waiting:
            self._inspect_files(waiting)

    def _inspect_files(self, paths: Sequence[str]) -> None:
        """Inspect articles, and add their records to the cache."""
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

    def _judged(self) -> Findings:
        """The findings in the reported articles; valid ones come from the cache, which gets the others."""
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

    def _report(self, known: Findings | None) -> None:
        """Set the diagnostics: the filtered findings, and those that filters add in files that were removed.

        `known` are the findings before filters, or None for those of the articles as they are now.
        """
        extra = self._extra()
        removed = [path for path in extra if path not in self.files.inspections]
        findings = [finding for path in removed for finding in self.linter.drop_ignored(path, extra[path])]
        for path in self.files.reported:
            findings += self._filtered(path, self._findings(path, extra, known))
        self.files.diagnostics = findings

    def _extra(self) -> dict[str, list[Diagnostic]]:
        """The findings that the filters add, by path."""
        by_path: dict[str, list[Diagnostic]] = {}
        for filter in self.files.filters:
            for finding in filter.extra(self.site if filter.needs_site else None):
                by_path.setdefault(finding.path, []).append(finding)
        return by_path

    def _findings(
        self, path: str, extra: dict[str, list[Diagnostic]], known: Findings | None = None
    ) -> list[Diagnostic]:
        """The findings in an article with the `extra` ones of filters; from the `known` ones where there are none."""
        if known and path not in extra:
            return [*known[path]]
        return self.linter.all_findings(self.files.inspections[path], self.site, extra.get(path, ()))

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

        findings: Findings | None = self._first_findings()
        for _ in range(MAX_PASSES):
            if not self._fix_pass(findings, unsafe, wanted):
                break
            findings = None
            # The site of a pass has reference cycles, and is not freed where the collector is switched off.
            if not gc.isenabled():
                gc.collect()
        self._report(findings)
        self.files.diagnostics += self.files.failures.values()
        return self._repairs.fixed

    def _first_findings(self) -> Findings:
        """The findings before anything is repaired, by path, also where the cache is damaged."""
        try:
            return self._findings_with_cache(needs_articles=True)
        except DAMAGE:
            self._discard_cache()
            return self._findings_with_cache(needs_articles=True)
        finally:
            self._close()

    def _fix_pass(self, known: Findings | None, unsafe: bool, wanted: Wanted) -> bool:
        """Repair each article once; whether any of them changed."""
        extra = self._extra()

        def find(path: str, known: Findings | None) -> list[Diagnostic]:
            return [finding for finding in self._filtered(path, self._findings(path, extra, known)) if wanted(finding)]

        changed = [path for path in self.files.reported if self._is_repaired(path, find, known, unsafe)]
        if changed:
            self._site = None
        return bool(changed)

    def _is_repaired(
        self, path: str, find: Callable[..., list[Diagnostic]], known: Findings | None, unsafe: bool
    ) -> bool:
        """Repair one article once; whether its text changed."""
        findings = find(path, known)
        if not any(finding.fix for finding in findings):
            return False
        if path not in self._repairs:
            # Its inspection may be of an earlier run; the content at hand is repaired.
            self._repairs.inspect(self.files.source(path))
            findings = find(path, None)
        try:
            return self._repairs.repair(path, findings, unsafe=unsafe)
        except Exception as error:
            self.files.fail(path, "the repair", error)
            return False


def runs(linter: Linter, files: Iterable[Path | str], prepare: Prepare | None = None) -> list[SiteRun]:
    """A run for each site that the files belong to; `prepare` may give a site filters of its findings."""
    return [SiteRun(linter, site_files, prepare) for site_files in files_by_site(files, linter)]


def check(linter: Linter, files: Iterable[Path | str], prepare: Prepare | None = None) -> list[SiteFiles]:
    """Check articles, by the site that each belongs to. `prepare` may give a site filters of its findings."""
    site_runs = runs(linter, files, prepare)
    for run in site_runs:
        run.check()
    return [run.files for run in site_runs]


def inspected(linter: Linter, files: Iterable[Path | str]) -> list[SiteFiles]:
    """The sites that articles belong to, with every article of them inspected."""
    site_runs = runs(linter, files)
    for run in site_runs:
        run.inspect()
    return [run.files for run in site_runs]


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
    site_runs = runs(linter, files, prepare)
    fixed = [outcome for run in site_runs for outcome in run.fix(unsafe=unsafe, wanted=wanted)]
    return [run.files for run in site_runs], fixed
