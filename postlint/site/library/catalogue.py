"""What a library takes from its articles, as plain data: it is stored, and renewed article by article."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

from postlint.facts.encoding import Damaged, decoder, encoded
from postlint.site.library.references import Reference
from postlint.site.rows import ChangedRows, Row, Rows

CATALOGUE, CHANGED = "catalogue", "catalogue changed"
"""The tables of what libraries took from their articles, by language, and of the articles that have changed since."""
_MOST = 20
"""Of so many changed articles, and so many links of which it was found out where they lead, it is stored anew."""


class Told(NamedTuple):
    """What a library takes from an article."""

    stems: Iterable[str]
    references: Iterable[Reference]


class Target(NamedTuple):
    """Where a link leads."""

    source: str
    """The path of the article from which that was found out."""
    path: str
    """Of the article to which it leads; "" for none."""
    asked: bytes | None
    """The keys that were asked for, as short digests; None where nothing is stored."""


class Catalogue:
    """What the articles of a language tell."""

    def __init__(self) -> None:
        self.paths: dict[str, None] = {}
        """The articles, in order."""
        self.having: dict[str, set[str]] = {}
        """By stem, the paths of the articles that have it in any field."""
        self.sources: dict[Reference, set[str]] = {}
        """By link, the paths of the articles that have it; in order."""
        self.targets: dict[Reference, Target] = {}
        """Where links lead, as far as that was found out."""

    def add(self, path: str, told: Told) -> None:
        """Take an article in."""
        self.paths[path] = None
        for stem in told.stems:
            if stem in self.having:
                self.having[stem].add(path)
            else:
                self.having[stem] = {path}
        for reference in told.references:
            self.sources.setdefault(reference, set()).add(path)

    def remove(self, paths: set[str]) -> None:
        """Take articles out."""
        for path in paths:
            self.paths.pop(path, None)
        _take_out(self.having, paths)
        _take_out(self.sources, paths)

    def sort(self) -> None:
        """Put all in an order that does not depend on which articles came first."""
        self.paths = dict.fromkeys(sorted(self.paths))
        self.sources = dict(sorted(self.sources.items()))

    def to_bytes(self) -> bytes:
        """All as bytes."""
        at = {path: number for number, path in enumerate(self.paths)}
        having = {stem: sorted(map(at.__getitem__, paths)) for stem, paths in sorted(self.having.items())}
        references = [
            (reference, sorted(map(at.__getitem__, paths)), self._known_target(reference))
            for reference, paths in self.sources.items()
        ]
        return encoded(([*self.paths], having, references))

    def _known_target(self, reference: Reference) -> Target | None:
        """Where a link leads, as far as it is known by what that was found out."""
        target = self.targets.get(reference)
        return target if target is not None and target.asked is not None else None

    @classmethod
    def from_bytes(cls, data: bytes) -> Catalogue:
        """What was stored. Raises Damaged."""
        found = cls()
        try:
            paths, having, references = _all(data)
            found.paths = dict.fromkeys(paths)
            found.having = {stem: {paths[at] for at in places} for stem, places in having.items()}
            for reference, places, target in references:
                found.sources[reference] = {paths[at] for at in places}
                if target is not None:
                    found.targets[reference] = target
        except (TypeError, ValueError, IndexError) as error:
            raise Damaged(f"this is no stored library: {error}") from error
        return found


_References = list[tuple[Reference, list[int], Target | None]]
_changes = decoder(tuple[list[str], list[int]])
_all = decoder(tuple[list[str], dict[str, list[int]], _References])


def _take_out(table: dict[Any, set[str]], paths: set[str]) -> None:
    for key, there in [*table.items()]:
        if not there.isdisjoint(paths):
            there -= paths
            if not there:
                del table[key]


def digests(keys: Iterable[str]) -> array[int]:
    """Short digests of keys: of others that have the same, more is found out again than has to be."""
    return array("H", sorted({crc32(key.encode("utf-8", "surrogatepass")) & 0xFFFF for key in keys}))


def stored(rows: Rows, language: str) -> tuple[Catalogue, list[str]] | None:
    """What was stored of a language, and which articles have changed since; None where nothing is."""
    data = rows.fact(CATALOGUE, language)
    if data is None:
        return None
    catalogue, (changed, moved) = Catalogue.from_bytes(data), _since(rows, language)
    if moved:
        targets = catalogue.targets.items()
        catalogue.targets = {reference: target for reference, target in targets if moved.isdisjoint(_read(target))}
    return catalogue, sorted(changed)


def _read(target: Target) -> array[int]:
    try:
        return array("H", target.asked or b"")
    except ValueError as error:
        raise Damaged(f"these are no stored keys: {error}") from error


def _since(rows: Rows, language: str) -> tuple[set[str], set[int]]:
    """The articles that have changed since, and the digests of the keys of what links may lead to."""
    data = rows.fact(CHANGED, language)
    if data is None:
        return set(), set()
    try:
        changed, moved = _changes(data)
    except ValueError as error:
        raise Damaged(f"these are no stored changes: {error}") from error
    return {*changed}, {*moved}


def is_stored(rows: Rows, language: str) -> bool:
    """Whether anything is stored of a language."""
    return language in rows.beginning(CATALOGUE, language)


def rows_of(language: str, catalogue: Catalogue) -> Iterator[Row]:
    """All of a language, to be stored."""
    yield CATALOGUE, language, catalogue.to_bytes()
    yield CHANGED, language, encoded(((), ()))


def is_worth_it(changed: int, resolved: int) -> bool:
    """Whether so much has changed, or was found out, that it is to be stored."""
    return max(changed, resolved) >= _MOST


def note_changes(rows: ChangedRows, language: str, paths: Iterable[str] = (), moved: Iterable[str] = ()) -> None:
    """Note which articles have changed, come or gone since the library of a language was stored.

    `moved` are the keys under which links may lead elsewhere.
    """
    if is_stored(rows, language):
        before = _since(rows, language)
        rows.put(
            (CHANGED, language, encoded((sorted(before[0].union(paths)), sorted(before[1].union(digests(moved))))))
        )


def forget(rows: ChangedRows) -> None:
    """Forget all that is stored."""
    for table in (CATALOGUE, CHANGED):
        for language in [*rows.beginning(table, "")]:
            rows.remove(table, language)
