"""What is known of one site, in the memory of the server: where `SiteUpdate` takes findings from and stores them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from postlint.facts.records import Exports, exports_from, page_from, record_from
from postlint.run.cache import digest_of
from postlint.run.index import LIBRARIANS, MemoryIndex
from postlint.run.site_files import Inspections
from postlint.site.groups import stored_names

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page
    from postlint.run.index import Index
    from postlint.run.parallel import Judged
    from postlint.site.rows import Row
    from postlint.site.site import Site

_NO_EXPORTS = Exports("", "", "")
_LARGE = 50_000
"""A count of so many bytes is one of all words of a site."""
Changes = Mapping[tuple[str, str], "bytes | None"]


class Saved(NamedTuple):
    """What was found out of a site: plain data."""

    rows: list[Row] | None
    """All facts about the site; None where only some have changed."""
    changed: Changes
    everything: bool
    """Whether all articles were judged."""
    by_path: dict[str, Sequence[Diagnostic]]
    judged: Judged


class MemoryCache:
    """The facts and findings of one site when they were last exact, and the articles that have changed since.

    By the contract of `KnownSite`. The files around the articles are taken to be as they were: where one of them
    changes, all is loaded again.
    """

    gone: set[str] = set()
    is_same_day = True
    has_other_files = False
    has_other_names = False

    def __init__(
        self, stored: Index | None, findings: Mapping[str, Sequence[Diagnostic]], *, keeps_site: bool = True
    ) -> None:
        """`stored` is what a run has stored of the site, None where it has not; `findings` are what it found.

        `keeps_site` is false for files that are no site: there is nothing that could be stored of it.
        """
        self.index: Index = MemoryIndex(stored)
        self.keeps_site = keeps_site
        self.has_same_inputs = "site" in self.index.meta
        """Whether the site is known: where it cannot be stored, it is not before it was first brought up to date."""
        self.changed: dict[str, tuple[Exports, Exports]] = {}
        self._findings = dict(findings)
        known = self.index.files()
        self._numbers = {path: file.number for path, file in known.items()}
        self._digests = {path: file.digest for path, file in known.items()}
        self._known = set(self._numbers) if self.has_same_inputs else set()
        """The articles that were there when all was exact."""
        self._records: dict[int, bytes] = {}
        """Of changed articles."""
        self.saved: Saved | None = None
        """What was found out, to be stored."""

    @property
    def is_same_site(self) -> bool:
        return self.has_same_inputs and self.changed.keys() <= self._known

    @property
    def has_news(self) -> bool:
        return bool(self.changed)

    @cached_property
    def large(self) -> set[str]:
        """The names of counts of so many words that they are not brought up to date at once."""
        counts = [name for name in stored_names(self.index) if name.startswith("count ")]
        return {name for name in counts if any(len(value) > _LARGE for _, value in self.index.facts(name))}

    def inspections(self) -> Inspections:
        """What the pass over each article yielded: read when it is asked for."""
        inspections = Inspections()
        inspections.store(self._numbers, self._record)
        return inspections

    def _record(self, number: int) -> bytes:
        return self._records.get(number) or self.index.record(number)

    def fill(self, contents: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Take over the contents of articles, by path, and what the pass over each yielded."""
        records: dict[int, bytes] = {}
        for path, data, record in contents:
            self._digests[path] = digest_of(data)
            records[self._numbers.setdefault(path, len(self._numbers))] = record
        with self.index.write("") as transaction:
            transaction.put_records(records)
        self.index.read_meta()

    def has(self, path: str, data: bytes) -> bool:
        """Whether this is the content of an article that was last looked at."""
        return self._digests.get(path) == digest_of(data)

    def put(self, path: str, data: bytes, record: bytes) -> None:
        """Take over what the pass over the content of an article yielded."""
        self._digests[path] = digest_of(data)
        number = self._numbers.setdefault(path, len(self._numbers) and max(self._numbers.values()) + 1)
        before = self.index.record(number)
        old = exports_from(record_from(before)) if before else _NO_EXPORTS
        self.changed[path] = old, exports_from(record_from(record))
        self._records[number] = record

    def former(self, path: str) -> Page | None:
        data = self.index.record(self._numbers[path])
        return page_from(data, record_from(data)) if data else None

    def number(self, path: str) -> int | None:
        return self._numbers.get(path)

    def stored(self, paths: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        return {path: self._findings[path] for path in paths if path in self._findings}

    def asked(self, keys: Iterable[str]) -> set[int]:
        return {number for numbers in self.index.asked(keys).values() for number in numbers}

    def paths(self, keys: Iterable[str]) -> list[str]:
        """The articles that asked for any of these keys, and those that have changed."""
        numbers = self.asked(keys)
        return [path for path, number in self._numbers.items() if number in numbers or path in self.changed]

    @property
    def changes_titles(self) -> bool:
        """Whether front matter, headings or shortcodes have changed."""
        return any(old[:2] != new[:2] for old, new in self.changed.values())

    def can_store(self, site: Site) -> bool:
        return True

    # --- at the end: what is found out is stored when somebody says so

    def view(self) -> MemoryCache:
        """The same as it is now, for who brings it up to date elsewhere; `commit` stores what was found out."""
        view = copy(self)
        view.changed, view._numbers, view._records = dict(self.changed), dict(self._numbers), dict(self._records)
        view._digests = dict(self._digests)
        view.saved = None
        return view

    def save_records(self) -> None:
        """Nothing: what is known of articles is stored by `commit`."""

    def save(
        self,
        rows: Iterable[Row] | None,
        changed: Changes,
        outdated: Iterable[int] | None,
        by_path: Mapping[str, Sequence[Diagnostic]],
        judged: Judged,
    ) -> None:
        self.saved = Saved(None if rows is None else [*rows], changed, outdated is None, dict(by_path), judged)

    def commit(self, saved: Saved, reported: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        """Store what was found out; the findings in the articles that are reported, which are exact from now on."""
        places = [*(self._numbers[path] for path in saved.by_path), *LIBRARIANS]
        with self.index.write(self.index.meta.get("generation", "")) as transaction:
            if saved.everything:
                transaction.clear("asked")
                asked = {key: array("I", (places[at] for at in at_all)) for key, at_all in saved.judged.asked.items()}
            else:
                asked = self._added(saved.judged.asked, places)
            if saved.rows is not None:
                transaction.clear("facts")
                transaction.put_facts(saved.rows)
            else:
                transaction.change_facts(saved.changed)
            transaction.put_asked(asked.items())
            transaction.put_records(self._records)
        self.index.read_meta()
        self.__dict__.pop("large", None)
        self._findings = {path: saved.by_path.get(path, self._findings.get(path, ())) for path in reported}
        self.has_same_inputs = self.keeps_site
        self._known = set(self._numbers)
        self._records.clear()
        self.changed.clear()
        return self._findings

    def _added(self, asked: Mapping[str, array[int]], places: Sequence[int]) -> dict[str, array[int]]:
        """Who asked for keys, with those who do now."""
        added: dict[str, array[int]] = {}
        before = self.index.asked(asked)
        for key, at_all in asked.items():
            known = before.get(key) or array("I")
            if new := {places[at] for at in at_all} - {*known}:
                known.extend(new)
                added[key] = known
        return added
