"""What a library indexes of its articles, as plain data, which is stored and updated article by article."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

from postlint.facts.encoding import Damaged, decoder, encoded
from postlint.site.library.references import Reference
from postlint.site.rows import ChangedRows, Row, Rows

CATALOGUE, CHANGED = "catalogue", "catalogue changed"
"""The tables of stored catalogues by language, and of the articles that have changed since they were stored."""
_MOST = 20
"""A catalogue is stored again after so many changed articles, or so many resolved links."""


class Entry(NamedTuple):
    """What a library indexes of an article."""

    stems: Iterable[str]
    references: Iterable[Reference]


class Target(NamedTuple):
    """Where a link leads."""

    source: str
    """The path of the article for which it was resolved."""
    path: str
    """The path of the article to which it leads; "" for none."""
    keys: bytes | None
    """The keys that were read to resolve it, as short digests; None where nothing is stored."""


class Catalogue:
    """The indexed content of the articles of a language."""

    def __init__(self) -> None:
        self.paths: dict[str, None] = {}
        """The articles, in order."""
        self.postings: dict[str, set[str]] = {}
        """By stem, the paths of the articles that have it in any field."""
        self.sources: dict[Reference, set[str]] = {}
        """By link, the paths of the articles that have it; in order."""
        self.targets: dict[Reference, Target] = {}
        """Where links lead, of those that were resolved."""

    def add(self, path: str, entry: Entry) -> None:
        """Add an article."""
        self.paths[path] = None
        for stem in entry.stems:
            if stem in self.postings:
                self.postings[stem].add(path)
            else:
                self.postings[stem] = {path}
        for reference in entry.references:
            self.sources.setdefault(reference, set()).add(path)

    def remove(self, paths: set[str]) -> None:
        """Remove articles."""
        for path in paths:
            self.paths.pop(path, None)
        _remove_from(self.postings, paths)
        _remove_from(self.sources, paths)

    def sort(self) -> None:
        """Sort paths and links, so that their order does not depend on when they were added."""
        self.paths = dict.fromkeys(sorted(self.paths))
        self.sources = dict(sorted(self.sources.items()))

    def to_bytes(self) -> bytes:
        """The whole catalogue as bytes."""
        number = {path: at for at, path in enumerate(self.paths)}
        postings = {stem: sorted(map(number.__getitem__, paths)) for stem, paths in sorted(self.postings.items())}
        references = [
            (reference, sorted(map(number.__getitem__, paths)), self._stored_target(reference))
            for reference, paths in self.sources.items()
        ]
        return encoded(([*self.paths], postings, references))

    def _stored_target(self, reference: Reference) -> Target | None:
        """Where a link leads, to be stored; None where it was not resolved, or its keys are not known."""
        target = self.targets.get(reference)
        return target if target is not None and target.keys is not None else None

    @classmethod
    def from_bytes(cls, data: bytes) -> Catalogue:
        """The catalogue that `to_bytes` encoded. Raises Damaged for other bytes."""
        catalogue = cls()
        try:
            paths, postings, references = _decode_catalogue(data)
            catalogue.paths = dict.fromkeys(paths)
            catalogue.postings = {stem: {paths[at] for at in places} for stem, places in postings.items()}
            for reference, places, target in references:
                catalogue.sources[reference] = {paths[at] for at in places}
                if target is not None:
                    catalogue.targets[reference] = target
        except (TypeError, ValueError, IndexError) as error:
            raise Damaged(f"this is no stored library: {error}") from error
        return catalogue


_References = list[tuple[Reference, list[int], Target | None]]
_decode_changes = decoder(tuple[list[str], list[int]])
_decode_catalogue = decoder(tuple[list[str], dict[str, list[int]], _References])


def _remove_from(table: dict[Any, set[str]], paths: set[str]) -> None:
    """Remove paths from the sets of a table, and the keys whose set is empty then."""
    for key, members in [*table.items()]:
        if not members.isdisjoint(paths):
            members -= paths
            if not members:
                del table[key]


def digests(keys: Iterable[str]) -> array[int]:
    """Short digests of keys: where two keys have the same one, more links are resolved again than have to be."""
    return array("H", sorted({crc32(key.encode("utf-8", "surrogatepass")) & 0xFFFF for key in keys}))


def stored_catalogue(rows: Rows, language: str) -> tuple[Catalogue, list[str]] | None:
    """The stored catalogue of a language, and which articles have changed since; None where none is stored."""
    data = rows.fact(CATALOGUE, language)
    if data is None:
        return None
    catalogue, (changed, stale) = Catalogue.from_bytes(data), _changes_since(rows, language)
    if stale:
        targets = catalogue.targets.items()
        catalogue.targets = {reference: target for reference, target in targets if stale.isdisjoint(_keys_of(target))}
    return catalogue, sorted(changed)


def _keys_of(target: Target) -> array[int]:
    try:
        return array("H", target.keys or b"")
    except ValueError as error:
        raise Damaged(f"these are no stored keys: {error}") from error


def _changes_since(rows: Rows, language: str) -> tuple[set[str], set[int]]:
    """The articles that have changed since the catalogue was stored, and the digests of stale keys of its targets."""
    data = rows.fact(CHANGED, language)
    if data is None:
        return set(), set()
    try:
        changed, stale = _decode_changes(data)
    except ValueError as error:
        raise Damaged(f"these are no stored changes: {error}") from error
    return {*changed}, {*stale}


def is_stored(rows: Rows, language: str) -> bool:
    """Whether the catalogue of a language is stored."""
    return language in rows.beginning(CATALOGUE, language)


def rows_of(language: str, catalogue: Catalogue) -> Iterator[Row]:
    """The rows that store the catalogue of a language."""
    yield CATALOGUE, language, catalogue.to_bytes()
    yield CHANGED, language, encoded(((), ()))


def is_due(changed: int, resolved: int) -> bool:
    """Whether so many articles have changed, or links been resolved, that a catalogue is to be stored again."""
    return max(changed, resolved) >= _MOST


def note_changes(rows: ChangedRows, language: str, paths: Iterable[str] = (), stale: Iterable[str] = ()) -> None:
    """Add to the stored changes since the catalogue of a language was stored.

    `paths` are articles that were changed, added or removed; `stale` are keys of links that may lead elsewhere now.
    """
    if is_stored(rows, language):
        changed, stale_digests = _changes_since(rows, language)
        rows.put(
            (CHANGED, language, encoded((sorted(changed.union(paths)), sorted(stale_digests.union(digests(stale))))))
        )


def forget(rows: ChangedRows) -> None:
    """Remove all stored catalogues."""
    for table in (CATALOGUE, CHANGED):
        for language in [*rows.beginning(table, "")]:
            rows.remove(table, language)
