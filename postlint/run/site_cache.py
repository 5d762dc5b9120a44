"""The cache of one site on disk: the results of earlier runs that are still valid, and those that this run adds."""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from postlint.facts.records import Exports, exports_from, findings_from_bytes, findings_to_bytes, page_from, record_from
from postlint.run.cache import digest_of, stable_mtime
from postlint.run.cache_folder import prepare
from postlint.run.cached_files import TREE, CachedFiles
from postlint.run.index import DAMAGE, LIBRARY_NUMBER, Index, Unusable, file_name, forget
from postlint.run.linter import is_failure
from postlint.run.site_state import is_skipped, is_watched
from postlint.run.stored_bytes import compressed, encode
from postlint.run.transaction import File, Stale, Transaction
from postlint.site.generators import content_sources, read_folders
from postlint.text import blake2b

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page
    from postlint.run.linter import Linter
    from postlint.run.parallel import Judged
    from postlint.run.site_files import SiteFiles
    from postlint.site.rows import Row
    from postlint.site.site import Site

_NO_EXPORTS = Exports("", "", "")


class SiteCache(CachedFiles):
    """The stored facts and findings of one site."""

    def __init__(self, linter: Linter, files: SiteFiles, index: Index) -> None:
        super().__init__(linter, files, index)
        self._numbers = {path: file.number for path, file in self._known.items()}
        self._next = max(self._numbers.values(), default=-1) + 1
        self._new_files: dict[str, File] = {}
        self._new_records: dict[int, bytes] = {}
        self.changed: dict[str, tuple[Exports, Exports]] = {}
        """The changed and added articles, each with its exports before and after."""

    # --- records

    def load(self, names: Iterable[str]) -> list[str]:
        """Use the stored inspections of unchanged articles; returns the other paths, which are to be inspected."""
        waiting: list[str] = []
        stored: dict[str, int] = {}
        for path in names:
            if path in self._same or self._has_same_content(path):
                stored[path] = self._numbers[path]
            else:
                waiting.append(path)
        self._files.inspections.store(stored, self.index.record)
        return waiting

    def _has_same_content(self, path: str) -> bool:
        known, status = self._known.get(path), self._status(path)
        if known is None or status is None or known.size != status.st_size:
            return False
        if known.digest != digest_of(self._files.read(path).data):
            return False
        mtime = stable_mtime(status)
        if mtime != known.mtime:
            self._new_files[path] = known._replace(mtime=mtime)
        return True

    def put(self, path: str, data: bytes, record: bytes) -> None:
        """Add the record of an inspected article, to be stored at the end."""
        known, status = self._known.get(path), self._status(path)
        number = known.number if known else self._next
        before = self.index.record(number) if known else b""
        old = exports_from(record_from(before)) if before else _NO_EXPORTS
        self.changed[path] = old, exports_from(record_from(record))
        if status is None or self._files.contents:
            return
        self._next += known is None
        self._numbers[path] = number
        self._new_files[path] = File(len(data), stable_mtime(status), digest_of(data), number)
        self._new_records[number] = record

    def previous(self, path: str) -> Page | None:
        """The facts of an article as they were last stored; None where they were not."""
        data = self.index.record(self._known[path].number) if path in self._known else b""
        return page_from(data, record_from(data)) if data else None

    @property
    def has_news(self) -> bool:
        """Whether any record of an article is to be stored."""
        return bool(self._new_files)

    # --- findings

    @cached_property
    def keeps_findings(self) -> bool:
        """Whether the findings in the articles are stored: a rule of the site's own may depend on anything."""
        return self._files.whole and not self._linter.config.rule_folders and not self._files.contents

    def unchanged(self) -> dict[str, Sequence[Diagnostic]] | None:
        """The stored findings in the reported articles; None where any file of the site may have changed."""
        wanted = {*self._own, *self._files.reported}
        if not self.keeps_findings or not self.is_same_site or not wanted <= self._same:
            return None
        findings = self.stored(self._files.reported)
        if len(findings) != len(self._files.reported):
            return None
        if self.state.tree:
            # A run that changes nothing else has listed all folders.
            with suppress(Stale, sqlite3.Error, OSError), self._write() as transaction:
                self._put_tree(transaction)
        return findings

    def stored(self, paths: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        """The stored findings by path, of those of the articles that have any stored."""
        wanted = [(path, self._numbers[path]) for path in paths if path in self._numbers]
        known = self.index.all_findings() if len(wanted) > 50 else {}
        by_path: dict[str, Sequence[Diagnostic]] = {}
        for path, number in wanted:
            data = known.get(number) if known else self.index.findings(number)
            if data is not None:
                by_path[path] = findings_from_bytes(data)
        return by_path

    def dependents(self, keys: Iterable[str]) -> set[int]:
        """The numbers of the articles whose findings depend on any of these keys."""
        return {number for numbers in self.index.dependents(keys).values() for number in numbers}

    def number(self, path: str) -> int | None:
        """The number under which an article is stored."""
        return self._numbers.get(path)

    # --- at the end

    def save_records(self) -> None:
        """Store the records of the articles of this run, without findings that need the site."""
        removed = self.removed
        if not (self._new_files or removed):
            return
        with suppress(Stale, sqlite3.Error, OSError), self._write() as transaction:
            # What is stored of the site is of other articles.
            if self.changed or removed:
                transaction.clear("findings", "facts", "dependents")
                transaction.remove_meta("site")
            self._put_articles(transaction, removed)

    def save(
        self,
        rows: Iterable[Row] | None,
        changed: Mapping[tuple[str, str], bytes | None],
        outdated: Iterable[int] | None,
        by_path: Mapping[str, Sequence[Diagnostic]],
        judged: Judged,
    ) -> None:
        """Store the results of this run.

        `rows` are all facts about the site, or None where only some have `changed`; `outdated` are the numbers of the
        articles whose stored findings are no longer valid, or None for all; `by_path` are new findings.
        """
        with suppress(Stale, sqlite3.Error, OSError), self._write() as transaction:
            numbers = [self._numbers[path] for path in by_path if path in self._numbers]
            places = [*(self._numbers.get(path, -1) for path in by_path), LIBRARY_NUMBER]
            if outdated is None:
                transaction.clear("findings", "dependents")
                dependents = {
                    key: array("I", (places[at] for at in at_all if places[at] >= 0))
                    for key, at_all in judged.dependents.items()
                }
            else:
                renewed = {self._numbers[path] for path in self.changed if path in self._numbers}
                transaction.remove("findings", {*outdated, *renewed, *numbers})
                dependents = self._added(judged.dependents, places)
            if rows is not None:
                transaction.clear("facts")
                transaction.put_facts(rows)
            else:
                transaction.change_facts(changed)
            transaction.put_dependents(dependents.items())
            self._put_articles(transaction, self.removed)
            # What failed may not fail again: it is not stored.
            stored = (path for path in by_path if path in self._numbers and not any(map(is_failure, by_path[path])))
            data = ((self._numbers[path], findings_to_bytes(by_path[path])) for path in stored)
            transaction.put("findings", data)
            self._put_site(transaction)
        if not self._known:
            self.index.remove_old(time.time())

    def _added(self, dependents: Mapping[str, array[int]], places: Sequence[int]) -> dict[str, array[int]]:
        """The dependents of those keys that have more of them now: all, by key."""
        added: dict[str, array[int]] = {}
        before = self.index.dependents(dependents)
        for key, at_all in dependents.items():
            known = before.get(key) or array("I")
            new = {places[at] for at in at_all} - {-1, *known}
            if new:
                known.extend(new)
                added[key] = known
        return added

    def _put_articles(self, transaction: Transaction, removed: Iterable[str]) -> None:
        numbers = [self._numbers[path] for path in removed]
        for table in ("files", "records", "findings"):
            transaction.remove(table, numbers)
        standalone = self._files.standalone
        switched = (
            path
            for path in self._files.names
            if path in self._known and self._known[path].standalone != (path in standalone)
        )
        files = {path: self._known[path] for path in switched} | self._new_files
        if not self._is_here:
            # All times that are stored are those of this checkout from now on.
            files = self._known | files
            transaction.set({"place": str(self._files.root)})
        transaction.put_files({path: file._replace(standalone=path in standalone) for path, file in files.items()})
        transaction.put_records(self._new_records)
        self._put_tree(transaction)

    def _put_tree(self, transaction: Transaction) -> None:
        if tree := self.state.tree:
            # It is written often, so it has to be fast.
            transaction.put("records", [(TREE, compressed(tree, 1))])

    def _put_site(self, transaction: Transaction) -> None:
        meta = self.index.meta
        values = {"site": "1", "day": str(self._linter.today), "names": self.state.names({*(self.articles or ())})}
        if not self.has_same_inputs or "folders" not in meta:
            values["folders"] = "\n".join(read_folders(self._files.root))
            content = content_sources(self._files.root)
            # The state of the site has no files of skipped folders.
            is_listed = not any(is_skipped(source.partition("/")[0]) for source in content if source != ".")
            values["content"] = "\n".join(content) if is_listed else ""
        if self._inputs != self.index.inputs():
            transaction.clear("inputs")
            transaction.put_inputs(self._inputs)
        transaction.set(values)

    def _write(self) -> Transaction:
        return self.index.write(self.index.meta.get("generation", ""))

    def can_store(self, site: Site) -> bool:
        """Whether a change of anything that a site depends on would be noticed."""
        return self.keeps_findings and site.within(partial(is_watched, self._files.root))

    def close(self) -> None:
        """Close the database."""
        self.index.close()

    def forget(self) -> None:
        """Remove all that is stored."""
        self.index.forget()


def open_cache(linter: Linter, files: SiteFiles) -> SiteCache | None:
    """The cache of a site; None where there can be none."""
    folder = linter.config.cache_folder
    if folder is None:
        return None
    key = key_of(linter)
    for _ in range(2):
        try:
            prepare(folder)
            return SiteCache(linter, files, Index(folder, files.root, key))
        except (Unusable, *DAMAGE) as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            linter.notify(f"the cache in {folder} cannot be used and is made anew: {error}")
            forget(folder / file_name(files.root, key))
        except OSError:
            return None
    return None


def key_of(linter: Linter) -> str:
    """The digest of all that stored results depend on, besides the files of the site."""
    config = linter.config
    parts = [
        linter.code,
        config.inputs,
        *linter.rules.named("file", "article", "site", "words", "suppression"),
        repr((sorted(config.site.items()), sorted(config.per_file_ignores.items()))),
        str(linter.whole),
        linter.dialect.generator,
    ]
    return blake2b(encode("\0".join(parts)), digest_size=16).hexdigest()
