"""What earlier runs found out about one site, as far as it still holds, and what this run adds to it."""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from postlint.facts.encoding import Damaged
from postlint.facts.records import Exports, exports_from, findings_from_bytes, findings_to_bytes, page_from, record_from
from postlint.run.cache import digest_of, stable_mtime
from postlint.run.cache_folder import prepare
from postlint.run.index import DAMAGE, LIBRARIANS, Index, Unusable, file_name, forget
from postlint.run.known_files import TREE, KnownFiles
from postlint.run.linter import is_failure
from postlint.run.site_state import is_skipped, is_watched
from postlint.run.stored_bytes import encode, packed
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


class SiteCache(KnownFiles):
    """The stored facts and findings of one site."""

    def __init__(self, linter: Linter, files: SiteFiles, index: Index) -> None:
        super().__init__(linter, files, index)
        self._numbers = {path: file.number for path, file in self._known.items()}
        self._next = max(self._numbers.values(), default=-1) + 1
        self._new_files: dict[str, File] = {}
        self._new_records: dict[int, bytes] = {}
        self.changed: dict[str, tuple[Exports, Exports]] = {}
        """The articles whose content has changed, or that are new: what they exported, and what they export."""

    # --- records

    def load(self, names: Iterable[str]) -> list[str]:
        """Take over what is known of the articles that are as they were; the others, which are to be looked at."""
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
        """Take over what the pass over the content of an article yielded."""
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

    def former(self, path: str) -> Page | None:
        """An article as it was when it was last looked at."""
        data = self.index.record(self._known[path].number) if path in self._known else b""
        return page_from(data, record_from(data)) if data else None

    @property
    def has_news(self) -> bool:
        """Whether there is anything to store of the articles by themselves."""
        return bool(self._new_files)

    # --- findings

    @cached_property
    def keeps_findings(self) -> bool:
        """Whether the findings in the articles are stored: a rule of the site's own may depend on anything."""
        return self._files.whole and not self._linter.config.rule_folders and not self._files.contents

    def unchanged(self) -> dict[str, Sequence[Diagnostic]] | None:
        """The findings in the reported articles, where no file of the site has changed; None where one may have."""
        wanted = {*self._own, *self._files.reported}
        if not self.keeps_findings or not self.is_same_site or not wanted <= self._same:
            return None
        found = self.stored(self._files.reported)
        if len(found) != len(self._files.reported):
            return None
        if self.state.tree:
            # A run that changes nothing else has listed all folders.
            with suppress(Stale, sqlite3.Error, OSError), self._write() as transaction:
                self._put_tree(transaction)
        return found

    def stored(self, paths: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        """The findings in articles as they are stored; of those that are to be judged, there are none."""
        wanted = [(path, self._numbers[path]) for path in paths if path in self._numbers]
        known = self.index.all_findings() if len(wanted) > 50 else {}
        by_path: dict[str, Sequence[Diagnostic]] = {}
        for path, number in wanted:
            data = known.get(number) if known else self.index.findings(number)
            if data is not None:
                try:
                    by_path[path] = findings_from_bytes(data)
                except ValueError as error:
                    raise Damaged(f"these are no stored findings: {error}") from error
        return by_path

    def asked(self, keys: Iterable[str]) -> set[int]:
        """The numbers of the articles that asked for any of these keys."""
        return {number for numbers in self.index.asked(keys).values() for number in numbers}

    def number(self, path: str) -> int | None:
        """The number by which an article is stored."""
        return self._numbers.get(path)

    # --- at the end

    def save_records(self) -> None:
        """Store what this run has found out about articles by themselves."""
        gone = self.gone
        if not (self._new_files or gone):
            return
        with suppress(Stale, sqlite3.Error, OSError), self._write() as transaction:
            # What is known of the site is of other articles.
            if self.changed or gone:
                transaction.clear("findings", "facts", "asked")
                transaction.remove_meta("site")
            self._put_articles(transaction, gone)

    def save(
        self,
        rows: Iterable[Row] | None,
        changed: Mapping[tuple[str, str], bytes | None],
        outdated: Iterable[int] | None,
        by_path: Mapping[str, Sequence[Diagnostic]],
        judged: Judged,
    ) -> None:
        """Store what this run has found out.

        `rows` are all facts about the site, or None where only some have `changed`; `outdated` are the articles that
        are to be judged again, or None where all are; `found` are new findings.
        """
        with suppress(Stale, sqlite3.Error, OSError), self._write() as transaction:
            numbers = [self._numbers[path] for path in by_path if path in self._numbers]
            places = [*(self._numbers.get(path, -1) for path in by_path), *LIBRARIANS]
            if outdated is None:
                transaction.clear("findings", "asked")
                asked = {
                    key: array("I", (places[at] for at in at_all if places[at] >= 0))
                    for key, at_all in judged.asked.items()
                }
            else:
                renewed = {self._numbers[path] for path in self.changed if path in self._numbers}
                transaction.remove("findings", {*outdated, *renewed, *numbers})
                asked = self._added(judged.asked, places)
            if rows is not None:
                transaction.clear("facts")
                transaction.put_facts(rows)
            else:
                transaction.change_facts(changed)
            transaction.put_asked(asked.items())
            self._put_articles(transaction, self.gone)
            # What failed may not fail again: it is not stored.
            stored = (path for path in by_path if path in self._numbers and not any(map(is_failure, by_path[path])))
            data = ((self._numbers[path], findings_to_bytes(by_path[path])) for path in stored)
            transaction.put("findings", data)
            self._put_site(transaction)
        if not self._known:
            self.index.remove_old(time.time())

    def _added(self, asked: Mapping[str, array[int]], places: Sequence[int]) -> dict[str, array[int]]:
        """Who asked for keys, with those who do now."""
        found: dict[str, array[int]] = {}
        before = self.index.asked(asked)
        for key, at_all in asked.items():
            known = before.get(key) or array("I")
            new = {places[at] for at in at_all} - {-1, *known}
            if new:
                known.extend(new)
                found[key] = known
        return found

    def _put_articles(self, transaction: Transaction, gone: Iterable[str]) -> None:
        numbers = [self._numbers[path] for path in gone]
        for table in ("files", "records", "findings"):
            transaction.remove(table, numbers)
        beside = self._files.beside
        moved = (
            path for path in self._files.names if path in self._known and self._known[path].beside != (path in beside)
        )
        files = {path: self._known[path] for path in moved} | self._new_files
        if not self._is_here:
            # All times that are stored are those of this checkout from now on.
            files = self._known | files
            transaction.set({"place": str(self._files.root)})
        transaction.put_files({path: file._replace(beside=path in beside) for path, file in files.items()})
        transaction.put_records(self._new_records)
        self._put_tree(transaction)

    def _put_tree(self, transaction: Transaction) -> None:
        if tree := self.state.tree:
            # It is written again and again.
            transaction.put("records", [(TREE, packed(tree, 1))])

    def _put_site(self, transaction: Transaction) -> None:
        meta = self.index.meta
        values = {"site": "1", "day": str(self._linter.today), "names": self.state.names({*(self.articles or ())})}
        if not self.has_same_inputs or "folders" not in meta:
            values["folders"] = "\n".join(read_folders(self._files.root))
            content = content_sources(self._files.root)
            # What stands elsewhere is not among the files that are looked at.
            is_seen = not any(is_skipped(source.partition("/")[0]) for source in content if source != ".")
            values["content"] = "\n".join(content) if is_seen else ""
        if self._inputs != self.index.inputs():
            transaction.clear("inputs")
            transaction.put_inputs(self._inputs)
        transaction.set(values)

    def _write(self) -> Transaction:
        return self.index.write(self.index.meta.get("generation", ""))

    def can_store(self, site: Site) -> bool:
        """Whether all that a site depends on is seen to change."""
        return self.keeps_findings and site.within(partial(is_watched, self._files.root))

    def close(self) -> None:
        """Let go of the database."""
        self.index.close()

    def forget(self) -> None:
        """Remove all that is stored."""
        self.index.forget()


def open_cache(linter: Linter, files: SiteFiles) -> SiteCache | None:
    """What is stored of a site; None where nothing can be."""
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
            linter.say(f"the cache in {folder} cannot be used and is made anew: {error}")
            forget(folder / file_name(files.root, key))
        except OSError:
            return None
    return None


def key_of(linter: Linter) -> str:
    """All that what is stored of a site depends on, besides its files."""
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
