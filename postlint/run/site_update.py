"""The findings in a site of which earlier runs know something: who is to be judged again, and against what.

An article is judged again where its content has changed, or where an answer has changed that it asked for. The answers
are rows of tables: those of the generator's, and those of groups and counts. Where only articles have changed, and none
of them in a way that may change more than its own rows, the site is the stored one with a few rows changed; otherwise
it is built anew of the stored pages, and its rows are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from postlint.facts.page import Page
from postlint.run.asking_functions import AskingFunctions
from postlint.run.index import DAMAGE, LIBRARIANS
from postlint.run.parallel import Judged, add_asked, judge_all
from postlint.run.stored_site import (
    Functions,
    Renewal,
    StoredSite,
    is_of_functions,
    regroup_articles,
    renew_conclusions,
    renew_words,
)
from postlint.site.answers import TABLE as answers_table
from postlint.site.answers import answer_row
from postlint.site.generator import ConfigError
from postlint.site.groups import SINCE, Recount, stored_names
from postlint.site.library.catalogue import forget, note_changes
from postlint.site.library.index import ASKED, LIBRARY, PLACES, STEMS, key_of, told_by
from postlint.site.rows import ChangedRows
from postlint.site.site import Site
from postlint.site.word_answers import TABLE as words_table
from postlint.site.word_answers import asked_answers, stored_answers

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
    def has_other_names(self) -> bool:
        """Whether any file that is no article has come or gone."""

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
        self._told: set[str] = set()
        """The keys of what librarians were asked for and that has changed."""
        self._recounted: Mapping[tuple[str, str], Recount] = {}
        """The counts that have changed."""
        self._resolved: dict[str, set[str]] = {}
        """By language, the keys that say where the new links of changed articles lead."""

    def findings(self) -> Findings:
        """The findings in the reported articles. Raises ConfigError and Damaged."""
        return self._from_stored() if self._is_stored() else self._from_built()

    def _is_stored(self) -> bool:
        """Whether nothing but articles has changed since the site was stored."""
        cache = self._cache
        return cache.has_same_inputs and cache.is_same_day and not cache.has_other_names

    def _exports(self) -> Iterator[tuple[str, Any, Any]]:
        """The changed articles of the site with what they exported and export."""
        beside = self._files.beside
        return ((path, *exports) for path, exports in self._cache.changed.items() if path not in beside)

    # --- the stored site

    def _from_stored(self) -> Findings:
        """The findings where the site is the stored one but for what is in articles."""
        cache, rows = self._cache, ChangedRows(self._cache.index)
        has_changed = bool(cache.gone) or any(True for _ in self._exports())
        if has_changed and not self._safely(self._bring_up_to_date, rows):
            self.site = None
            return self._from_built()
        keys = {*self._keys(), *_keys_of(rows.changed), *self._told}
        outdated = cache.asked(keys) | self._with_new_answers(rows.changed, cache.index)
        known = self._known(outdated)
        rest = [path for path in self._files.reported if path not in known]
        judged = self._judge(rest, self._restored(self._stored(rows)) if rest and self._needs_site else None, known)
        if rest or outdated or has_changed or cache.changed or cache.has_news:
            if self.site:
                new = self._made(self.site, judged)
                rows.changed |= {(name, key): value for name, key, value in new}
            cache.save(None, rows.changed, outdated, {path: known[path] for path in rest}, judged)
        return known

    def _bring_up_to_date(self, rows: ChangedRows) -> bool:
        """Change the rows by what has changed in articles; whether that can be done one by one."""
        answers, names = self._outdated_answers(rows), self._names_to_renew(rows)
        functions = self._functions
        if not functions.has_all((*answers, *(name.partition(" ")[2] for name in names))):
            return False
        cache, exports = self._cache, [*self._exports()]
        former = {path: cache.former(path) for path in (*(path for path, _, _ in exports), *cache.gone)}
        changed = [path for path, old, new in exports if old.front != new.front or not former[path]]
        changed += cache.gone
        after = self._stored(rows)
        site = before = self._restored(StoredSite(self._files, cache.index, former) if changed else after)
        if changed:
            articles = {*self._files.names} - self._files.beside
            if not before.generator.update(rows, changed, articles, after.page):
                return False
            site = self.site = self._renewed(before, after)
        others = self._articles_of(before, rows)
        renewals = [
            Renewal(path, (before, former[path] if path in former else after.page(path)), (site, after.page(path)))
            for path in sorted({*self._exporting_otherwise, *cache.gone, *others})
        ]
        self._regroup(rows, names, renewals, functions)
        for name in answers:
            rows.put(answer_row(site, name, functions[name]))
        same = {path for path, _, _ in exports} - {*self._telling_otherwise} - others
        self._told = self._told_keys([renewal for renewal in renewals if renewal.path not in same], rows)
        if changed:
            self._told |= {"*"} if others - {*changed} else set()
            names_changed = {"names"} if self._has_other_names(site) else set[str]()
            self._told |= names_changed | {*self._moved_keys(site, rows, names_changed)}
        return True

    def _articles_of(self, site: Site, rows: ChangedRows) -> set[str]:
        """The paths of the articles of which the changed tables of the generator say something else."""
        found: set[str] = set()
        for (name, key), value in rows.changed.items():
            for data in (self._cache.index.fact(name, key), value):
                if data is not None and not is_of_functions(name):
                    found.add(site.generator.article_of((name, key, data)))
        return found - {""}

    def _told_keys(self, renewals: Sequence[Renewal], rows: ChangedRows) -> set[str]:
        """The keys of what librarians were asked for and that has changed with articles."""
        if not renewals:
            return set()
        if not self._cache.asked((ASKED,)):
            forget(rows)
            return set()
        from postlint.site.library.library import changed_keys, frequency_keys, has_other_editions

        keys: set[str] = set()
        told: dict[str, set[str]] = {}
        moved: dict[str, list[Renewal]] = {}
        for renewal in renewals:
            with renewal.before[0].recorder.noted(), renewal.after[0].recorder.noted():
                changed = changed_keys(*renewal)
            keys |= changed.keys
            for language in changed.languages:
                told.setdefault(language, set()).add(renewal.path)
            for language, asked in changed.resolved.items():
                self._resolved.setdefault(language, set()).update(asked)
            for language in changed.moved:
                moved.setdefault(language, []).append(renewal)
        for language, paths in told.items():
            note_changes(rows, language, paths)
        for table, shelf in self._recounted:
            if table == f"count {STEMS}":
                recount = self._recounted[table, shelf]
                keys.update(frequency_keys(shelf, recount.changed, recount.counts))
        for language, which in moved.items():
            there, gone = ({renewal.path for renewal in which if self._is_in(language, *renewal[at])} for at in (2, 1))
            site, places = which[0].after[0], key_of(PLACES, language, "")
            if self._cache.asked((places,)) and has_other_editions(site, language, there - gone, gone - there):
                keys.add(places)
        return keys

    @staticmethod
    def _is_in(language: str, site: Site, page: Page | None) -> bool:
        """Whether an article is one of a language, before or after."""
        with site.recorder.noted():
            return page is not None and site.has_page(page) and site.language(page) == language

    def _names_to_renew(self, rows: Rows) -> list[str]:
        """The groups and counts that the changed articles may be in: what librarians count, if they tell anything."""
        names = [*self._outdated_groups(rows, stored_names(rows))]
        if self._telling_otherwise or self._cache.gone:
            return names
        return [name for name in names if name != f"count {STEMS}"]

    def _regroup(
        self, rows: ChangedRows, names: Iterable[str], renewals: Iterable[Renewal], functions: Functions
    ) -> None:
        """Bring groups, counts, and what is made of words, up to date."""
        changed = self._recounted = regroup_articles(rows, names, functions, renewals)
        renew_conclusions(rows, changed, functions)
        renew_words(rows, changed, functions)

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
        rows = ChangedRows(cache.index)
        outdated = self._safely(self._compare, site, rows) if cache.has_same_inputs else None
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
        """What was made of all articles, as far as it was asked for, by this process or another one."""
        functions = self._functions
        asked = {key.removeprefix("once:") for key in judged.asked if key.startswith("once:")}
        self._safely(site.groups.complete, judged.asked, functions)
        self._safely(site.word_answers.complete, asked_answers(judged.asked), functions)
        yield from site.groups.rows()
        yield from site.word_answers.rows()
        yield from ((name, key, value) for (name, key), value in judged.libraries.items())
        for name in filter(functions.__contains__, asked):
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

    def _compare(self, site: Site, rows: ChangedRows) -> set[int] | None:
        """Bring the rows up to date; the numbers of the articles to be judged again, None where all are."""
        all_names = [*self._outdated_groups(rows, stored_names(rows))]
        functions, answers = self._functions, [name for name, _ in rows.facts(answers_table)]
        names = {name.partition(" ")[2] for name in stored_names(rows)}
        words = {name for known in stored_answers(rows) for name in (known.name, known.words_of)}
        if not functions.has_all((*answers, *names, *words)):
            return None
        changed = self._change_tables(site, rows)
        if any(name == "inputs" for name, _ in rows.changed):
            return None
        former = {path: self._cache.former(path) for path in {*self._cache.changed, *self._cache.gone}}
        new = site.with_stored(self._stored(rows))
        before = site.renewed(StoredSite(self._files, self._cache.index, former), list)
        renewals = [
            Renewal(path, (before, before.page(path)), (new, new.page(path)))
            for path in sorted({*self._exporting_otherwise, *self._cache.gone, *changed})
        ]
        self._regroup(rows, all_names, renewals, functions)
        for name in answers:
            rows.put(answer_row(new, name, functions[name]))
        keys = {*self._keys(), *_keys_of(rows.changed), "*", *self._told_keys(renewals, rows)}
        names = {"names"} if self._has_other_names(site) else set[str]()
        keys |= names
        keys.update(self._moved_keys(site, rows, names))
        if not self._cache.is_same_day:
            keys.add("today")
        return self._cache.asked(keys) | self._with_new_answers(rows.changed, self._cache.index)

    def _has_other_names(self, site: Site) -> bool:
        """Whether what the build of the site names may be something else, as files have come or gone."""
        cache = self._cache
        articles = {*cache.gone, *(path for path, _, _ in self._exports() if cache.former(path) is None)}
        return cache.has_other_names or any(map(site.generator.names_depend_on, articles))

    def _moved_keys(self, site: Site, rows: ChangedRows, others: Set[str]) -> Iterator[str]:
        """The keys of the librarians for whom a link may lead elsewhere; `others` have changed beside the rows."""
        moved = {
            (name, key)
            for (name, key), value in rows.changed.items()
            if not is_of_functions(name) and site.generator.moves((name, key, self._cache.index.fact(name, key)), value)
        }
        keys = {*_keys_of(moved), *others}
        asked = self._cache.asked(keys)
        for language, number in zip(site.librarians, LIBRARIANS, strict=False):
            if number in asked:
                note_changes(rows, language, moved=keys)
                yield from (key_of(PLACES, language, ""), f"{LIBRARY}:{language}")

    def _change_tables(self, site: Site, rows: ChangedRows) -> set[str]:
        """Put the tables of the generator into the rows; the paths of articles of which it says something else."""
        new = {(name, key): value for name, key, value in site.generator.rows()}
        old = {
            (name, key): value
            for name in self._cache.index.tables
            if not is_of_functions(name)
            for key, value in self._cache.index.facts(name)
        }
        rows.changed = {key: new.get(key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        return self._articles_of(site, rows)

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
        for path in self._cache.gone:
            yield from (f"page:{path}", f"ids:{path}", "*")
        for path in self._telling_otherwise:
            yield from ("*", f"{LIBRARY}:{self._language(path)}")

    def _language(self, path: str) -> str:
        """The language of an article that is there."""
        page = self._files.inspections[path].page
        if not (self.site and page):
            return ""
        with self.site.recorder.noted():
            return self.site.language(page)

    @cached_property
    def _telling_otherwise(self) -> list[str]:
        """The changed articles that tell the librarian something else than before: nobody else is asked of all."""
        pages = ((path, self._cache.former(path), self._files.inspections[path].page) for path, _, _ in self._exports())
        return [path for path, old, new in pages if not (old and new and told_by(old) == told_by(new))]

    @property
    def _exporting_otherwise(self) -> set[str]:
        """The changed articles that others may ask for, or a librarian: a link that they have no more is no export."""
        return {path for path, old, new in self._exports() if old != new} | {*self._telling_otherwise}

    @property
    def _tells_the_same(self) -> bool:
        # A rule of the site's own may ask for anything.
        return not self._telling_otherwise and not self._linter.config.rule_folders

    def _known(self, outdated: set[int]) -> Findings:
        """The stored findings in reported articles that still hold."""
        cache = self._cache
        paths = (path for path in self._files.reported if path not in cache.changed)
        return cache.stored(path for path in paths if cache.number(path) not in outdated)

    def _judge(self, paths: list[str], site: Site | None, found: Findings) -> Judged:
        """Judge articles: what is found is added."""
        judged = judge_all(self._linter, self._files.inspections, paths, site)
        for place, language in enumerate(site.librarians if site else (), len(paths)):
            add_asked(judged.asked, self._resolved.get(language, ()), place)
        for path in paths:
            inspection = self._files.inspections[path]
            found[path] = self._linter.apply_suppressions(inspection, judged.findings.get(path, ()), site)
        return judged

    @cached_property
    def _functions(self) -> AskingFunctions:
        """The functions that rules group and count articles by, among others, by name."""
        return AskingFunctions(self._linter.rules)


def _forms(words: str) -> set[str]:
    """Words as they are written, and without the ending of an owner."""
    forms = set(words.split(" "))
    return forms | {word.removesuffix("'s") for word in forms}


def _keys_of(changed: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The keys under which changed rows are asked for."""
    for table, key in changed:
        name = table.removeprefix(f"{SINCE} ")
        yield f"{name}:{key}"
        yield f"{name}:*"
        # Of several tables, and stored in none.
        yield f"file_names:{key.rpartition('/')[2]}"
