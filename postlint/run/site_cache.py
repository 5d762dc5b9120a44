"""What earlier runs found out about one site, as far as it still holds, and what this run adds to it."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from postlint.facts.records import Damaged, findings_from_bytes, record_from
from postlint.run.cache import digest_of, prepare, stable_mtime
from postlint.run.index import File, Index, Stale, Unusable, encode, file_name, forget
from postlint.run.site_state import SiteState, is_watched
from postlint.site.generators import is_read, read_folders

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles
    from postlint.site.site import Site


@dataclass(slots=True)
class _New:
    """What this run has found out, to be stored at its end."""

    files: dict[str, File] = field(default_factory=dict)
    """Of articles whose record is stored already, or is among the new ones."""
    records: dict[int, bytes] = field(default_factory=dict)


class SiteCache:
    """The stored facts and findings of one site."""

    def __init__(self, linter: Linter, files: SiteFiles, index: Index) -> None:
        self._linter = linter
        self._files = files
        self._index = index
        self._known = index.files()
        self._numbers = {path: file.number for path, file in self._known.items()}
        self._next = max(self._numbers.values(), default=-1) + 1
        self._new = _New()
        self._changed: set[str] = set()
        """The articles whose content has changed, or is new."""
        self._outlines_changed = False

    # --- the files

    @cached_property
    def state(self) -> SiteState:
        """The files of the site as they are now."""
        return SiteState(self._files.root)

    @cached_property
    def _inputs(self) -> dict[str, File]:
        """The files, other than articles, whose contents the site depends on. Raises ConfigError."""
        folders = json.loads(self._index.meta.get("folders", "null"))
        known = self._index.inputs()
        if folders is not None:
            inputs = self.state.inputs(known, partial(is_read, folders=tuple(folders)))
            if _digests(inputs) == _digests(known):
                return inputs
        # Which files these are, the configuration says.
        return self.state.inputs(known, partial(is_read, folders=tuple(read_folders(self._files.root))))

    @cached_property
    def is_same_site(self) -> bool:
        """Whether there are the same files as when findings were stored, with the same contents but for articles."""
        meta, index = self._index.meta, self._index
        articles = {path for path, file in self._known.items() if not file.beside}
        return (
            meta.get("names") == self.state.names(self._known)
            and meta.get("day") == str(self._linter.today)
            and all(path in self.state for path in articles)
            and _digests(self._inputs) == _digests(index.inputs())
        )

    def articles(self) -> Iterable[str] | None:
        """All articles of the site, where no file has come or gone; None where they are to be looked for."""
        if not (self._files.whole and self.is_same_site):
            return None
        return [path for path, file in self._known.items() if not file.beside]

    def status(self, path: str) -> os.stat_result | None:
        """How an article is on disk."""
        if self._files.whole and path in self.state and not self._files.contents:
            return self.state.status(path)
        return self._files.status(path)

    def _is_same(self, path: str) -> bool:
        """Whether an article is as it was, by size and time."""
        known, status = self._known.get(path), self.status(path)
        return bool(known and status and known[:2] == (status.st_size, status.st_mtime_ns))

    # --- records

    def load(self, names: Iterable[str]) -> list[str]:
        """Take over what is known of the articles that are as they were; the others, which are to be looked at."""
        waiting: list[str] = []
        stored: dict[str, int] = {}
        for path in names:
            if self._is_same(path) or self._has_same_content(path):
                stored[path] = self._numbers[path]
            else:
                waiting.append(path)
        self._files.inspections.store(stored, self._index.record)
        return waiting

    def _has_same_content(self, path: str) -> bool:
        known, status = self._known.get(path), self.status(path)
        if known is None or status is None or known.size != status.st_size:
            return False
        if known.digest != digest_of(self._files.read(path).data):
            return False
        mtime = stable_mtime(status)
        if mtime != known.mtime:
            self._new.files[path] = known._replace(mtime=mtime)
        return True

    def put(self, path: str, data: bytes, record: bytes) -> None:
        """Take over what the pass over the content of an article yielded."""
        known, status = self._known.get(path), self.status(path)
        self._changed.add(path)
        if status is None or self._files.contents:
            self._outlines_changed = True
            return
        number = known.number if known else self._next
        self._next += known is None
        self._numbers[path] = number
        before = self._index.record(number) if known else b""
        if not before or record_from(before).exports != record_from(record).exports:
            self._outlines_changed = True
        self._new.files[path] = File(len(data), stable_mtime(status), digest_of(data), number)
        self._new.records[number] = record

    # --- findings

    @property
    def keeps_findings(self) -> bool:
        """Whether the findings in the articles are stored: a rule of the site's own may depend on anything."""
        return self._files.whole and not self._linter.config.rule_folders and not self._files.contents

    def unchanged(self) -> dict[str, tuple[Diagnostic, ...]] | None:
        """The findings in the reported articles, where no file of the site has changed; None where one may have."""
        if not self.keeps_findings or not self.is_same_site or not all(map(self._is_same, self._known)):
            return None
        found = self._stored(self._files.reported)
        return found if len(found) == len(self._files.reported) else None

    def reusable(self) -> dict[str, tuple[Diagnostic, ...]]:
        """The findings in those reported articles that are as they were, on a site that is."""
        if not self.keeps_findings or not self.is_same_site or self._outlines_changed:
            return {}
        return self._stored(path for path in self._files.reported if path not in self._changed)

    def _stored(self, paths: Iterable[str]) -> dict[str, tuple[Diagnostic, ...]]:
        found: dict[str, tuple[Diagnostic, ...]] = {}
        for path in paths:
            data = self._index.findings(self._numbers[path]) if path in self._numbers else None
            if data is not None:
                try:
                    found[path] = findings_from_bytes(data)
                except ValueError as error:
                    raise Damaged(f"these are no stored findings: {error}") from error
        return found

    # --- at the end

    def save(self, judged: Mapping[str, bytes], site: Site | None) -> None:
        """Store what this run has found out; `judged` are the findings that are new, encoded."""
        meta = self._index.meta
        keeps = self.keeps_findings and (site is None or site.within(partial(is_watched, self._files.root)))
        gone = [path for path in self._known if path not in self._files.names] if self._files.whole else []
        anew = keeps and not self.is_same_site
        if not (self._new.files or judged or gone or anew):
            return
        generation = meta.get("generation", "")
        try:
            with self._index.write(generation) as transaction:
                if self._outlines_changed or anew or not keeps:
                    transaction.clear("findings")
                numbers = [self._numbers[path] for path in gone]
                for table in ("files", "records", "findings"):
                    transaction.remove(table, numbers)
                files = {
                    path: file._replace(beside=path in self._files.beside) for path, file in self._new.files.items()
                }
                transaction.put_files(files)
                transaction.put("records", self._new.records.items())
                values = {"generation": os.urandom(8).hex()}
                if keeps:
                    rows = ((self._numbers[path], data) for path, data in judged.items() if path in self._numbers)
                    transaction.remove(
                        "findings", (self._numbers[path] for path in self._changed & self._numbers.keys())
                    )
                    transaction.put("findings", rows)
                    transaction.clear("inputs")
                    transaction.put_inputs(self._inputs)
                    values |= {"day": str(self._linter.today), "names": self.state.names({*self._files.names})}
                    values["folders"] = json.dumps(read_folders(self._files.root))
                transaction.set(values)
            if "generation" not in meta:
                self._index.remove_old(time.time())
        except (Stale, sqlite3.Error, OSError):
            # A cache that cannot be written is no reason to fail.
            pass

    def close(self) -> None:
        """Let go of the database."""
        self._index.close()

    def forget(self) -> None:
        """Remove all that is stored."""
        self._index.forget()


def _digests(inputs: Mapping[str, File]) -> dict[str, bytes]:
    return {path: file.digest for path, file in inputs.items()}


def open_cache(linter: Linter, files: SiteFiles) -> SiteCache | None:
    """What is stored of a site; None where nothing can be."""
    folder = linter.config.cache_folder
    if folder is None:
        return None
    key = _key(linter)
    for _ in range(2):
        try:
            prepare(folder)
            return SiteCache(linter, files, Index(folder, files.root, key))
        except (Unusable, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            linter.say(f"the cache in {folder} cannot be used and is made anew: {error}")
            forget(folder / file_name(files.root, folder, key))
        except OSError:
            return None
    return None


def _key(linter: Linter) -> str:
    """All that what is stored of a site depends on, besides its files."""
    config = linter.config
    parts = [
        linter.code,
        config.inputs,
        *linter.rules.named("file", "article", "site", "suppression"),
        repr((sorted(config.site.items()), sorted(config.per_file_ignores.items()))),
        str(linter.whole),
    ]
    return blake2b(encode("\0".join(parts)), digest_size=16).hexdigest()
