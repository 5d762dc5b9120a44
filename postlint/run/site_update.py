"""Incremental runs: which articles of a stored site are to be judged again, and against which site.

An article is judged again where its content has changed, or a row on which its findings depend. Rows are those of the
tables of the generator, and those of groups and counts. Where only articles have changed, and none of them in a way
that may change more than its own rows, the stored site is used with a few rows changed; otherwise the site is built of
the stored pages, and its rows are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from postlint.run.article_changes import ArticleChanges
from postlint.run.changed_tables import articles_of, change_tables, forget_suggestions, keys_of, with_new_answers
from postlint.run.library_changes import LibraryChanges
from postlint.run.parallel import Judged, add_dependent, judge_all
from postlint.run.rule_functions import RuleFunctions, safely
from postlint.run.stored_site import Functions, Renewal, StoredSite, regroup_articles, renew_conclusions, renew_words
from postlint.site.answers import TABLE as answers_table
from postlint.site.answers import answer_row
from postlint.site.groups import stored_names
from postlint.site.library.index import USES_LIBRARY
from postlint.site.rows import ChangedRows
from postlint.site.site import Site
from postlint.site.word_answers import asked_answers, stored_answers

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.run.cache_protocol import CacheProtocol
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles
    from postlint.run.stored_site import Count
    from postlint.site.rows import Row, Rows
    from postlint.site.stored_counts import Recount

Findings = dict[str, "Sequence[Diagnostic]"]
Question = Callable[[Site], Any]
"""What is asked about a site besides its findings."""


class SiteUpdate:
    """Finds the findings in a site, and updates its cache."""

    def __init__(self, linter: Linter, files: SiteFiles, cache: CacheProtocol, before: Site | None = None) -> None:
        """`before` is the site as it was, if it is in memory: what depends on no article is reused."""
        self._linter = linter
        self._before = before
        self._files = files
        self._cache = cache
        self.site: Site | None = None
        """The site, where one was needed."""
        self._changes = ArticleChanges(files, cache)
        self._library = LibraryChanges(cache)
        self._library_keys: set[str] = set()
        """The changed keys of libraries."""
        self._renewed_paths: set[str] = set()
        """The articles that have changed, or about which a row of the generator has."""
        self._recounted: Mapping[Count, Recount] = {}
        """The counts that have changed."""
        self._changed_keys: set[str] | None = None
        """The keys that have changed since the site was stored; None where it is built."""
        self._question: Question | None = None
        self._answer: Any = None

    def answer(self, question: Question) -> Any:
        """What a question about the site is answered, after the update; what is made for that is stored too.

        Raises ConfigError and Damaged.
        """
        self._question = question
        self.findings()
        return self._answer

    def findings(self) -> Findings:
        """The findings in the reported articles. Raises ConfigError and Damaged."""
        return self._from_stored() if self._is_stored() else self._from_built()

    def _is_stored(self) -> bool:
        """Whether nothing but articles has changed since the site was stored."""
        cache = self._cache
        return cache.has_same_inputs and cache.is_same_day and not cache.has_changed_names

    # --- the stored site

    def _from_stored(self) -> Findings:
        """The findings where the stored site is used, with changed rows."""
        cache, rows = self._cache, ChangedRows(self._cache.index)
        has_changed = bool(self._changes)
        if has_changed and not safely(self._update_rows, rows):
            self.site = None
            return self._from_built()
        keys = self._changed_keys = {*self._keys(), *keys_of(rows.changed), *self._library_keys}
        outdated = cache.dependents(keys) | self._with_new_answers(rows)
        known = self._known(outdated)
        rest = [path for path in self._files.reported if path not in known]
        needs_site = self._question or (rest and self._needs_site)
        judged = self._judge(rest, self._restored(self._stored(rows)) if needs_site else None, known)
        if rest or outdated or has_changed or cache.changed or cache.has_news or judged.rows:
            if self.site:
                new = self._made(self.site, judged)
                rows.changed |= {(name, key): value for name, key, value in new}
            cache.save(None, rows.changed, outdated, {path: known[path] for path in rest}, judged)
        return known

    def _update_rows(self, rows: ChangedRows) -> bool:
        """Update the rows by the changed articles; False where the site has to be built."""
        answers, names = self._outdated_answers(rows), [*self._outdated_groups(rows, stored_names(rows))]
        functions = self._functions
        if not functions.has_all((*answers, *(name.partition(" ")[2] for name in names))):
            return False
        cache, exports = self._cache, [*self._changes.exports()]
        previous = {path: cache.previous(path) for path in (*(path for path, _, _ in exports), *cache.removed)}
        changed = [path for path, old, new in exports if old.front != new.front or not previous[path]]
        changed += cache.removed
        after = self._stored(rows)
        site = before = self._restored(StoredSite(self._files, cache.index, previous) if changed else after)
        if changed:
            articles = {*self._files.names} - self._files.standalone
            if not before.generator.update(rows, changed, articles, after.page):
                return False
            site = self.site = self._renewed(before, after)
            forget_suggestions(rows)
        others = articles_of(before, rows, cache.index)
        renewals = [
            Renewal(path, (before, previous[path] if path in previous else after.page(path)), (site, after.page(path)))
            for path in sorted({*self._changes.for_others, *cache.removed, *others})
        ]
        self._regroup(rows, names, renewals, functions)
        for name in answers:
            rows.put(answer_row(site, name, functions[name]))
        same = {path for path, _, _ in exports} - {*self._changes.for_library} - others
        self._library_keys = self._changed_library_keys(
            [renewal for renewal in renewals if renewal.path not in same], rows
        )
        if changed:
            self._library_keys |= {"*"} if others - {*changed} else set()
            renamed = self._changes.name_keys(site)
            self._library_keys |= renamed | {*self._library.moved_links(site, rows, renamed)}
        return True

    def _changed_library_keys(self, renewals: Sequence[Renewal], rows: ChangedRows) -> set[str]:
        """The keys of libraries that have changed with articles."""
        return self._library.keys(renewals, rows)

    def _regroup(
        self, rows: ChangedRows, names: Iterable[str], renewals: Sequence[Renewal], functions: Functions
    ) -> None:
        """Update groups, counts, and the answers about words."""
        self._renewed_paths = {renewal.path for renewal in renewals}
        changed = self._recounted = regroup_articles(rows, names, functions, renewals)
        renew_conclusions(rows, changed, functions)
        renew_words(rows, changed, functions)

    def _outdated_answers(self, rows: Rows) -> Iterable[str]:
        """The functions over the whole site whose results are to be compared now."""
        return [name for name, _ in rows.facts(answers_table)]

    def _outdated_groups(self, rows: Rows, names: Iterable[str]) -> Iterable[str]:
        """Those of the groups and counts that are to be updated now."""
        return names

    def _stored(self, rows: Rows) -> StoredSite:
        return StoredSite(self._files, rows, {})

    def _restored(self, stored: StoredSite) -> Site:
        if self.site is None and self._before:
            self.site = self._renewed(self._before, stored)
        elif self.site is None:
            options, today = self._linter.config.site, self._linter.today
            self.site = Site.restored(self._files.root, options, stored, stored.pages, today)
        return self.site

    def _renewed(self, site: Site, stored: StoredSite) -> Site:
        """The site with other articles and rows."""
        return site.renewed(stored, stored.pages)

    # --- the site built anew

    def _from_built(self) -> Findings:
        """The findings where the site is built of all its articles."""
        cache = self._cache
        if not self._needs_site:
            return self._without_site()
        site = self.site = self._files.site(self._linter)
        if not cache.can_store(site):
            findings: Findings = {}
            self._judge([*self._files.reported], site, findings)
            cache.save_records()
            return findings
        rows = ChangedRows(cache.index)
        outdated = safely(self._compare, site, rows) if cache.has_same_inputs else None
        if outdated is None:
            return self._judged_anew(site)
        site = self.site = site.with_stored(self._stored(rows))
        known = self._known(outdated)
        rest = [path for path in self._files.reported if path not in known]
        judged = self._judge(rest, site, known)
        rows.changed |= {(name, key): value for name, key, value in self._made(site, judged)}
        cache.save(None, rows.changed, outdated, {path: known[path] for path in rest}, judged)
        return known

    def _judged_anew(self, site: Site) -> Findings:
        """The findings where all articles are judged."""
        known: Findings = {}
        judged = self._judge([*self._files.reported], site, known)
        rows = [*site.generator.rows(), *self._made(site, judged)]
        self._cache.save(rows, {}, None, dict(known), judged)
        return known

    def _made(self, site: Site, judged: Judged) -> Iterator[Row]:
        """The rows of what functions made of all articles, of those that findings depend on."""
        functions = self._functions
        once = {key.removeprefix("once:") for key in judged.dependents if key.startswith("once:")}
        safely(site.groups.complete, judged.dependents, functions)
        safely(site.word_answers.complete, asked_answers(judged.dependents), functions)
        yield from site.groups.rows()
        yield from site.word_answers.rows()
        yield from ((name, key, value) for (name, key), value in judged.rows.items())
        for name in filter(functions.__contains__, once):
            if row := safely(answer_row, site, name, functions[name]):
                yield row

    def _without_site(self) -> Findings:
        """The findings where no rule needs the site."""
        cache = self._cache
        known = self._known(set()) if cache.has_same_inputs else {}
        rest = [path for path in self._files.reported if path not in known]
        judged = self._judge(rest, None, known)
        outdated: set[int] | None = set() if cache.has_same_inputs else None
        cache.save(None, {}, outdated, {path: known[path] for path in rest}, judged)
        return known

    def _compare(self, site: Site, rows: ChangedRows) -> set[int] | None:
        """Update the rows; returns the numbers of the articles to be judged again, None for all."""
        cache = self._cache
        all_names = [*self._outdated_groups(rows, stored_names(rows))]
        functions, answers = self._functions, [name for name, _ in rows.facts(answers_table)]
        names = {name.partition(" ")[2] for name in stored_names(rows)}
        words = {name for known in stored_answers(rows) for name in (known.name, known.words_of)}
        if not functions.has_all((*answers, *names, *words)):
            return None
        change_tables(site, rows, cache.index)
        if any(name == "inputs" for name, _ in rows.changed):
            return None
        forget_suggestions(rows)
        previous = {path: cache.previous(path) for path in {*cache.changed, *cache.removed}}
        new = site.with_stored(self._stored(rows))
        before = site.renewed(StoredSite(self._files, cache.index, previous), list)
        renewals = [
            Renewal(path, (before, before.page(path)), (new, new.page(path)))
            for path in sorted({*self._changes.for_others, *cache.removed, *articles_of(site, rows, cache.index)})
        ]
        self._regroup(rows, all_names, renewals, functions)
        for name in answers:
            rows.put(answer_row(new, name, functions[name]))
        keys = {*self._keys(), *keys_of(rows.changed), "*", *self._changed_library_keys(renewals, rows)}
        renamed = self._changes.name_keys(site)
        keys |= {*renamed, *self._library.moved_links(site, rows, renamed)}
        if not cache.is_same_day:
            keys.add("today")
        return cache.dependents(keys) | self._with_new_answers(rows)

    def _with_new_answers(self, rows: ChangedRows) -> set[int]:
        return with_new_answers(rows, self._files, self._cache, self._recounted, self._renewed_paths, self._functions)

    # --- both

    @property
    def _needs_site(self) -> bool:
        return self._question is not None or bool(self._linter.rules.named("site", "words"))

    def _keys(self) -> Iterator[str]:
        """The keys of the articles themselves that have changed."""
        return self._changes.keys(self.site)

    @property
    def _keeps_libraries(self) -> bool:
        # A rule of the site's own may depend on anything.
        return not self._changes.for_library and not self._linter.config.rule_folders

    def _known(self, outdated: set[int]) -> Findings:
        """The stored findings in reported articles that are still valid."""
        cache = self._cache
        paths = (path for path in self._files.reported if path not in cache.changed)
        return cache.stored(path for path in paths if cache.number(path) not in outdated)

    def _judge(self, paths: list[str], site: Site | None, findings: Findings) -> Judged:
        """Judge articles, and add their findings to `findings`."""
        judged = judge_all(self._linter, self._files.inspections, paths, site, stores=True)
        if site and self._question:
            with site.recorder.recording():
                self._answer = self._question(site)
            judged.rows.update(((name, key), value) for name, key, value in site.take_rows())
            # The libraries depend on their own use, so that they are kept when articles change.
            add_dependent(judged.dependents, (USES_LIBRARY,), len(paths))
        for path in paths:
            inspection = self._files.inspections[path]
            findings[path] = self._linter.apply_suppressions(inspection, judged.findings.get(path, ()), site)
        return judged

    @cached_property
    def _functions(self) -> RuleFunctions:
        """The functions that rules group and count articles by, among others, by name."""
        return RuleFunctions(self._linter.rules)
