"""The findings in a site of which earlier runs know something: who is to be judged again, and against what.

An article is judged again where its content has changed, or where an answer has changed that it asked for. The answers
are rows of tables: those of the generator's, and those of groups and counts. Where only articles have changed, and none
of them in a way that may change more than its own rows, the site is the stored one with a few rows changed; otherwise
it is built anew of the stored pages, and its rows are compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from types import FunctionType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from postlint.facts.page import Page
from postlint.facts.records import decoded
from postlint.run.index import DAMAGE
from postlint.run.parallel import Judged, judge_all
from postlint.site.answers import TABLE as answers_table
from postlint.site.answers import answer_row
from postlint.site.generator import ConfigError
from postlint.site.groups import name_of, regroup, stored_names
from postlint.site.library.index import told_by
from postlint.site.rows import ChangedRows
from postlint.site.site import Site
from postlint.site.word_answers import TABLE as words_table
from postlint.site.word_answers import Known, asked_answers, ordered, renew, stored_answers

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.facts.records import Exports
    from postlint.run.index import Index
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles
    from postlint.site.rows import Row, Rows

_Made = TypeVar("_Made")
Findings = dict[str, "Sequence[Diagnostic]"]
Changes = Mapping[tuple[str, str], "bytes | None"]


class KnownSite(Protocol):
    """What is known of a site, on disk or in memory, as far as it still holds; what is found out is added to it."""

    index: Index
    changed: dict[str, tuple[Exports, Exports]]
    """The articles whose content has changed, or that are new: what they exported, and what they export."""

    @property
    def gone(self) -> set[str]:
        """The articles of the site that are known and are there no more."""

    @property
    def is_same_site(self) -> bool:
        """Whether there are the same files as when findings were stored, with the same contents but for articles."""

    @property
    def has_same_inputs(self) -> bool:
        """Whether all files but articles are there whose contents count, and these are as they were."""

    @property
    def is_same_day(self) -> bool:
        """Whether findings were stored on this day."""

    @property
    def has_other_files(self) -> bool:
        """Whether any file has come or gone."""

    @property
    def has_news(self) -> bool:
        """Whether there is anything to store of the articles by themselves."""

    def former(self, path: str) -> Page | None:
        """An article as it was when it was last looked at."""

    def number(self, path: str) -> int | None:
        """The number by which an article is stored."""

    def stored(self, paths: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        """The findings in articles as they are stored; of those that are to be judged, there are none."""

    def asked(self, keys: Iterable[str]) -> set[int]:
        """The numbers of the articles that asked for any of these keys."""

    def can_store(self, site: Site) -> bool:
        """Whether all that a site depends on is seen to change."""

    def save_records(self) -> None:
        """Store what this run has found out about articles by themselves."""

    def save(
        self,
        rows: Iterable[Row] | None,
        changed: Changes,
        outdated: Iterable[int] | None,
        by_path: Mapping[str, Sequence[Diagnostic]],
        judged: Judged,
    ) -> None:
        """Store what this run has found out; see SiteCache."""


class _Stored:
    """A site that is stored, with the articles as they are now."""

    def __init__(self, files: SiteFiles, rows: Rows, former: Mapping[str, Page | None]) -> None:
        """`former` are articles as they were, which are to be taken instead."""
        self.rows = rows
        self._files = files
        self._former = former

    def page(self, path: str) -> Page | None:
        """The article of a file."""
        if path in self._former:
            return self._former[path]
        inspections = self._files.inspections
        return inspections[path].page if path in inspections and path not in self._files.beside else None

    def pages(self) -> list[Page]:
        """All articles."""
        return [page for path in self._files.names if (page := self.page(path))]


class SiteUpdate:
    """Finds what is to be reported of a site, and brings what is stored of it up to date."""

    def __init__(self, linter: Linter, files: SiteFiles, cache: KnownSite, before: Site | None = None) -> None:
        """`before` is the site as it was, where somebody has kept it: what needs no article is taken from it."""
        self._linter = linter
        self._before = before
        self._files = files
        self._cache = cache
        self.site: Site | None = None
        """The site, where one was needed."""

    def findings(self) -> Findings:
        """The findings in the reported articles. Raises ConfigError and Damaged."""
        return self._from_stored() if self._is_stored() else self._from_built()

    def _is_stored(self) -> bool:
        """Whether the rows of the site's generator are as they are stored."""
        return self._cache.is_same_site and not self._cache.gone

    def _exports(self) -> Iterator[tuple[str, Any, Any]]:
        """The changed articles of the site with what they exported and export."""
        beside = self._files.beside
        return ((path, *exports) for path, exports in self._cache.changed.items() if path not in beside)

    # --- the stored site

    def _from_stored(self) -> Findings:
        """The findings where the site is the stored one but for what is in articles."""
        cache, rows = self._cache, ChangedRows(self._cache.index)
        if any(True for _ in self._exports()) and not self._safely(self._bring_up_to_date, rows):
            self.site = None
            return self._from_built()
        keys = {*self._keys(), *_keys_of(rows.changed)}
        outdated = cache.asked(keys) | self._with_new_answers(rows.changed, cache.index)
        known = self._known(outdated)
        rest = [path for path in self._files.reported if path not in known]
        judged = self._judge(rest, self._restored(self._stored(rows)) if rest and self._needs_site else None, known)
        if rest or outdated or cache.changed or cache.has_news:
            if self.site:
                new = self._made(self.site, judged)
                rows.changed |= {(name, key): value for name, key, value in new}
            cache.save(None, rows.changed, outdated, {path: known[path] for path in rest}, judged)
        return known

    def _bring_up_to_date(self, rows: ChangedRows) -> bool:
        """Change the rows by what has changed in articles; whether that can be done one by one."""
        functions, names = self._functions(), stored_names(rows)
        answers = self._outdated_answers(rows)
        if not {*answers, *(name.partition(" ")[2] for name in names)} <= functions.keys():
            return False
        exports = [*self._exports()]
        former = {path: self._cache.former(path) for path, _, _ in exports}
        changed = [path for path, old, new in exports if old.front != new.front]
        site = before = self._restored(
            _Stored(self._files, self._cache.index, former) if changed else self._stored(rows)
        )
        for path in changed:
            old_page, page = former[path], self._files.inspections[path].page
            if not (old_page and page and before.generator.update(rows, old_page, page)):
                return False
        if changed:
            site = self.site = self._renewed(before, self._stored(rows))
        words: dict[tuple[str, str], set[str]] = {}
        for path, old, new in exports:
            pages = (before, former[path]), (site, self._files.inspections[path].page)
            for name in self._outdated_groups(rows, names) if old != new else ():
                function = functions[name.partition(" ")[2]]
                given = [which.groups.given(function, page) if page else [] for which, page in pages]
                for key, more in regroup(rows, name, path, *given).items():
                    words.setdefault((name, key), set()).update(more)
        self._renew_words(rows, {key for key, changed_words in words.items() if changed_words}, functions)
        for name in answers:
            rows.put(answer_row(site, name, functions[name]))
        return True

    @staticmethod
    def _renew_words(rows: ChangedRows, changed: Set[tuple[str, str]], functions: Mapping[str, Any]) -> None:
        """Have the answers made anew for the words of languages whose counts have changed, by count and language."""
        counts: dict[tuple[str, str], dict[str, int]] = {}
        for known in stored_answers(rows):
            key = f"count {known.words_of}", known.language
            if key not in changed:
                continue
            if key not in counts:
                data = rows.fact(*key)
                counts[key] = ordered(decoded(data)) if data is not None else {}
            make = functions[known.name]
            renew(rows, known, make(counts[key], known.language) if counts[key] else {})

    def _with_new_answers(self, changed: Mapping[tuple[str, str], Any], rows: Rows) -> set[int]:
        """The numbers of the articles that have a word of which there was no answer before, and is one now.

        They have not asked for it. `rows` are those that are stored.
        """
        words = {
            key.partition(":")[2]
            for (name, key), value in changed.items()
            if name.startswith(f"{words_table} ") and value is not None and rows.fact(name, key) is None
        }
        numbers: set[int] = set()
        for path in self._files.names if words else ():
            page, number = self._files.inspections[path].page, self._cache.number(path)
            if page and number is not None and not words.isdisjoint(_forms(page.words)):
                numbers.add(number)
        return numbers

    def _outdated_answers(self, rows: Rows) -> Iterable[str]:
        """The functions over the whole site whose answers are to be compared now."""
        return [name for name, _ in rows.facts(answers_table)]

    def _outdated_groups(self, rows: Rows, names: Iterable[str]) -> Iterable[str]:
        """Those of the groups and counts that are to be brought up to date now."""
        return names

    def _stored(self, rows: Rows) -> _Stored:
        return _Stored(self._files, rows, {})

    def _restored(self, stored: _Stored) -> Site:
        if self.site is None and self._before:
            self.site = self._renewed(self._before, stored)
        elif self.site is None:
            options, today = self._linter.config.site, self._linter.today
            self.site = Site.restored(self._files.root, options, stored, stored.pages, today)
        return self.site

    def _renewed(self, site: Site, stored: _Stored) -> Site:
        """A site with other articles and rows."""
        return site.renewed(stored, stored.pages)

    # --- the site built anew

    def _from_built(self) -> Findings:
        """The findings where the site is built of its articles."""
        cache = self._cache
        if not self._needs_site:
            return self._without_site()
        site = self.site = self._files.site(self._linter)
        if not cache.can_store(site):
            found: Findings = {}
            self._judge([*self._files.reported], site, found)
            cache.save_records()
            return found
        old = cache.index.all_facts() if cache.has_same_inputs else {}
        rows = list(site.generator.rows())
        outdated = self._safely(self._outdated, site, old, rows) if old else None
        known = {} if outdated is None else self._known(outdated)
        rest = [path for path in self._files.reported if path not in known]
        judged = self._judge(rest, site, known)
        kept = {key for name, key in old if name == answers_table} if outdated is not None else set()
        rows += self._made(site, judged, kept)
        cache.save(rows, {}, outdated, {path: known[path] for path in rest}, judged)
        return known

    def _made(self, site: Site, judged: Judged, kept: Iterable[str] = ()) -> Iterator[Row]:
        """What was made of all articles, as far as it was asked for, by this process or another one."""
        functions = self._functions()
        asked = {key.removeprefix("once:") for key in judged.asked if key.startswith("once:")}
        grouped = {":".join(key.split(":")[:2]) for key in judged.asked if key.startswith(("group ", "count "))}
        self._safely(site.groups.complete, grouped, functions)
        self._safely(site.word_answers.complete, asked_answers(judged.asked), functions)
        yield from site.groups.rows()
        yield from site.word_answers.rows()
        for name in asked.union(kept) & functions.keys():
            if row := self._safely(answer_row, site, name, functions[name]):
                yield row

    def _without_site(self) -> Findings:
        """The findings where no rule asks the site."""
        cache = self._cache
        known = self._known(set()) if cache.has_same_inputs else {}
        rest = [path for path in self._files.reported if path not in known]
        judged = self._judge(rest, None, known)
        outdated: set[int] | None = set() if cache.has_same_inputs else None
        cache.save(None, {}, outdated, {path: known[path] for path in rest}, judged)
        return known

    def _outdated(self, site: Site, old: Changes, rows: Iterable[Row]) -> set[int] | None:
        """The numbers of the articles that are to be judged again; None where all are."""
        names = [key for name, key in old if name == "groups"]
        functions = self._functions()
        answers = [key for name, key in old if name == answers_table]
        words = [Known(*key.split("\t")) for name, key in old if name == words_table]
        if site.groups.complete(names, functions) or not {*answers} <= functions.keys():
            return None
        if not site.word_answers.complete(words, functions):
            return None
        made = (answer_row(site, name, functions[name]) for name in answers)
        own = (*site.groups.rows(), *site.word_answers.rows())
        new = {(name, key): value for name, key, value in (*rows, *own, *made)}
        changed = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
        if any(name == "inputs" for name, _ in changed):
            return None
        # What the librarian says may depend on states and files too.
        keys = {*self._keys(), *_keys_of(changed), "*"}
        if not self._cache.is_same_day:
            keys.add("today")
        if self._cache.has_other_files:
            keys.add("names")
        added = {key: new[key] for key in changed if key in new}
        return self._cache.asked(keys) | self._with_new_answers(added, self._cache.index)

    # --- both

    @staticmethod
    def _safely(function: Callable[..., _Made], *arguments: Any) -> _Made | None:
        """What a function gives; None where it fails: a rule that does is reported where it is asked."""
        try:
            return function(*arguments)
        except (*DAMAGE, ConfigError):
            raise
        except Exception:
            return None

    @property
    def _needs_site(self) -> bool:
        return bool(self._linter.rules.named("site", "words"))

    def _keys(self) -> Iterator[str]:
        """The keys that have changed with the articles themselves."""
        for path, old, new in self._exports():
            if old.front != new.front:
                yield f"page:{path}"
            if old.ids != new.ids:
                yield f"ids:{path}"
            if not self._tells_the_same:
                yield "*"
        for path in self._cache.gone:
            yield from (f"page:{path}", f"ids:{path}", "*")

    @cached_property
    def _tells_the_same(self) -> bool:
        """Whether changed articles tell the librarian the same as before: nobody else is asked of all articles."""
        pages = ((self._cache.former(path), self._files.inspections[path].page) for path, _, _ in self._exports())
        same = all(old and new and told_by(old) == told_by(new) for old, new in pages)
        # A rule of the site's own may ask for anything.
        return same and not self._linter.config.rule_folders

    def _known(self, outdated: set[int]) -> Findings:
        """The stored findings in reported articles that still hold."""
        cache = self._cache
        paths = (path for path in self._files.reported if path not in cache.changed)
        return cache.stored(path for path in paths if cache.number(path) not in outdated)

    def _judge(self, paths: list[str], site: Site | None, found: Findings) -> Judged:
        """Judge articles: what is found is added."""
        judged = judge_all(self._linter, self._files.inspections, paths, site)
        for path in paths:
            inspection = self._files.inspections[path]
            found[path] = self._linter.apply_suppressions(inspection, judged.findings.get(path, ()))
        return judged

    def _functions(self) -> dict[str, Callable[..., Any]]:
        """The functions that rules group and count articles by, among others, by name."""
        rules = (*self._linter.rules.of_kind("site"), *self._linter.rules.of_kind("words"))
        modules = {type(rule).__module__ for rule in rules}
        modules |= {name for name in sys.modules if name.startswith(("postlint.helpers.", "postlint.site.titles"))}
        values = [value for name in modules for value in vars(sys.modules[name]).values()]
        return {name_of(value): value for value in values if isinstance(value, FunctionType)}


def _forms(words: str) -> set[str]:
    """Words as they are written, and without the ending of an owner."""
    forms = set(words.split(" "))
    return forms | {word.removesuffix("'s") for word in forms}


def _keys_of(changed: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The keys under which changed rows are asked for."""
    for name, key in changed:
        yield f"{name}:{key}"
        yield f"{name}:*"
        # Of several tables, and stored in none.
        yield f"file_names:{key.rpartition('/')[2]}"
