"""The cache of one site in the memory of the server, which `SiteUpdate` reads and writes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.facts.records import Exports, exports_from, page_from, record_from
from postlint.run.cache import digest_of
from postlint.run.index import LIBRARY_NUMBER, MemoryIndex
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
"""The size in bytes from which on a count is large, such as one of all words of a site."""
Changes = Mapping[tuple[str, str], "bytes | None"]


class Saved(Struct, frozen=True):
    """The results of an update, to be stored: plain data."""

    rows: list[Row] | None
    """All facts about the site; None where only some have changed."""
    changed: Changes
    everything: bool
    """Whether all articles were judged."""
    by_path: dict[str, Sequence[Diagnostic]]
    judged: Judged


class MemoryCache:
    """The facts and findings of one site as of the last exact update, and the articles that have changed since.

    Implements `CacheProtocol`. Other files than articles count as unchanged: where one of them changes, the site is
    loaded again.
    """

    removed: set[str] = set()
    is_same_day = True
    has_changed_paths = False
    has_changed_names = False

    def __init__(
        self, stored: Index | None, findings: Mapping[str, Sequence[Diagnostic]], *, keeps_site: bool = True
    ) -> None:
        """`stored` is the cache of a run over the site, None for no cache; `findings` are those of the run, by path.

        `keeps_site` is false for files that are no site: nothing of a site is stored.
        """
        self.index: Index = MemoryIndex(stored)
        self.keeps_site = keeps_site
        self.has_same_inputs = "site" in self.index.meta
        """Whether the site is stored; where the run could not store it, only after the first exact update."""
        self.changed: dict[str, tuple[Exports, Exports]] = {}
        self._findings = dict(findings)
        known = self.index.files()
        self._numbers = {path: file.number for path, file in known.items()}
        self._digests = {path: file.digest for path, file in known.items()}
        self._known = set(self._numbers) if self.has_same_inputs else set()
        """The paths of the articles of the last exact update."""
        self._records: dict[int, bytes] = {}
        """The records of changed articles, by number."""
        self.saved: Saved | None = None
        """The results of an update of this view, for `commit`."""

    @property
    def is_same_site(self) -> bool:
        return self.has_same_inputs and self.changed.keys() <= self._known

    @property
    def has_news(self) -> bool:
        return bool(self.changed)

    @cached_property
    def large(self) -> set[str]:
        """The names of counts that are too large to be updated at once."""
        counts = [name for name in stored_names(self.index) if name.startswith("count ")]
        return {name for name in counts if any(len(value) > _LARGE for _, value in self.index.facts(name))}

    def inspections(self) -> Inspections:
        """The inspection of each article, read when it is needed."""
        inspections = Inspections()
        inspections.store(self._numbers, self._record)
        return inspections

    def _record(self, number: int) -> bytes:
        return self._records.get(number) or self.index.record(number)

    def fill(self, contents: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Store articles: the path, the content, and the record of the inspection of each."""
        records: dict[int, bytes] = {}
        for path, data, record in contents:
            self._digests[path] = digest_of(data)
            records[self._numbers.setdefault(path, len(self._numbers))] = record
        with self.index.write("") as transaction:
            transaction.put_records(records)
        self.index.read_meta()

    def has(self, path: str, data: bytes) -> bool:
        """Whether this is the content of an article that was inspected last."""
        return self._digests.get(path) == digest_of(data)

    def put(self, path: str, data: bytes, record: bytes) -> None:
        """Add the record of an inspected article."""
        self._digests[path] = digest_of(data)
        number = self._numbers.setdefault(path, len(self._numbers) and max(self._numbers.values()) + 1)
        before = self.index.record(number)
        old = exports_from(record_from(before)) if before else _NO_EXPORTS
        self.changed[path] = old, exports_from(record_from(record))
        self._records[number] = record

    def previous(self, path: str) -> Page | None:
        data = self.index.record(self._numbers[path])
        return page_from(data, record_from(data)) if data else None

    def number(self, path: str) -> int | None:
        return self._numbers.get(path)

    def stored(self, paths: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        return {path: self._findings[path] for path in paths if path in self._findings}

    def dependents(self, keys: Iterable[str]) -> set[int]:
        return {number for numbers in self.index.dependents(keys).values() for number in numbers}

    def paths(self, keys: Iterable[str]) -> list[str]:
        """The paths of the articles that depend on any of these keys, and of those that have changed."""
        numbers = self.dependents(keys)
        return [path for path, number in self._numbers.items() if number in numbers or path in self.changed]

    @property
    def changes_titles(self) -> bool:
        """Whether front matter, headings or shortcodes have changed."""
        return any(old[:2] != new[:2] for old, new in self.changed.values())

    def can_store(self, site: Site) -> bool:
        return True

    # --- at the end: results are stored by `commit`

    def view(self) -> MemoryCache:
        """A copy of the cache as it is now, for an update in another process; `commit` stores its results."""
        view = copy(self)
        view.changed, view._numbers, view._records = dict(self.changed), dict(self._numbers), dict(self._records)
        view._digests = dict(self._digests)
        view.saved = None
        return view

    def save_records(self) -> None:
        """Do nothing: `commit` stores records."""

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
        """Store the results of an exact update; returns the findings in the reported articles, by path."""
        places = [*(self._numbers[path] for path in saved.by_path), LIBRARY_NUMBER]
        with self.index.write(self.index.meta.get("generation", "")) as transaction:
            if saved.everything:
                transaction.clear("dependents")
                dependents = {
                    key: array("I", (places[at] for at in at_all)) for key, at_all in saved.judged.dependents.items()
                }
            else:
                dependents = self._added(saved.judged.dependents, places)
            if saved.rows is not None:
                transaction.clear("facts")
                transaction.put_facts(saved.rows)
            else:
                transaction.change_facts(saved.changed)
            transaction.put_dependents(dependents.items())
            transaction.put_records(self._records)
        self.index.read_meta()
        self.__dict__.pop("large", None)
        self._findings = {path: saved.by_path.get(path, self._findings.get(path, ())) for path in reported}
        self.has_same_inputs = self.keeps_site
        self._known = set(self._numbers)
        self._records.clear()
        self.changed.clear()
        return self._findings

    def _added(self, dependents: Mapping[str, array[int]], places: Sequence[int]) -> dict[str, array[int]]:
        """The dependents of those keys that have more of them now: all, by key."""
        added: dict[str, array[int]] = {}
        before = self.index.dependents(dependents)
        for key, at_all in dependents.items():
            known = before.get(key) or array("I")
            if new := {places[at] for at in at_all} - {*known}:
                known.extend(new)
                added[key] = known
        return added
