"""What a library takes from its articles, as plain data: it is stored, and renewed article by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from postlint.facts.records import Damaged, decoded, decoder, encoded
from postlint.site.library.index import Reference
from postlint.site.rows import ChangedRows, Row, Rows

CATALOGUE, CHANGED = "catalogue", "catalogue changed"
"""The tables of what libraries took from their articles, by language, and of the articles that have changed since."""
_MOVED = ""
"""Stands among those for all articles to which links may lead."""
_MOST = 20
"""Of so many changed articles, and so many links of which it was found out where they lead, it is stored anew."""


class Told(NamedTuple):
    """What a library takes from an article."""

    stems: Iterable[str]
    references: Iterable[Reference]


class Catalogue:
    """What the articles of a language tell."""

    def __init__(self) -> None:
        self.paths: dict[str, None] = {}
        """The articles, in order."""
        self.having: dict[str, set[str]] = {}
        """By stem, the paths of the articles that have it in any field."""
        self.sources: dict[Reference, set[str]] = {}
        """By link, the paths of the articles that have it; in order."""
        self.targets: dict[Reference, tuple[str, str]] = {}
        """From which article it was found out where a link leads, and the path of that article, "" for none."""

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
            (reference, sorted(map(at.__getitem__, paths)), self.targets.get(reference))
            for reference, paths in self.sources.items()
        ]
        return encoded(([*self.paths], having, references))

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


_References = list[tuple[Reference, list[int], tuple[str, str] | None]]
_all = decoder(tuple[list[str], dict[str, list[int]], _References])


def _take_out(table: dict[Any, set[str]], paths: set[str]) -> None:
    for key, there in [*table.items()]:
        if not there.isdisjoint(paths):
            there -= paths
            if not there:
                del table[key]


def stored(rows: Rows, language: str) -> tuple[Catalogue, list[str]] | None:
    """What was stored of a language, and which articles have changed since; None where nothing is."""
    data = rows.fact(CATALOGUE, language)
    if data is None:
        return None
    catalogue, changed = Catalogue.from_bytes(data), _changed(rows, language)
    if _MOVED in changed:
        catalogue.targets.clear()
    return catalogue, sorted(changed - {_MOVED})


def _changed(rows: Rows, language: str) -> set[str]:
    data = rows.fact(CHANGED, language)
    return {*(decoded(data) if data is not None else ())}


def is_stored(rows: Rows, language: str) -> bool:
    """Whether anything is stored of a language."""
    return language in rows.beginning(CATALOGUE, language)


def rows_of(language: str, catalogue: Catalogue) -> Iterator[Row]:
    """All of a language, to be stored."""
    yield CATALOGUE, language, catalogue.to_bytes()
    yield CHANGED, language, encoded([])


def is_worth_it(changed: int, resolved: int) -> bool:
    """Whether so much has changed, or was found out, that it is to be stored."""
    return max(changed, resolved) >= _MOST


def note_changes(rows: ChangedRows, language: str, paths: Iterable[str]) -> None:
    """Note which articles have changed, come or gone since the library of a language was stored."""
    if is_stored(rows, language):
        rows.put((CHANGED, language, encoded(sorted({*_changed(rows, language), *paths}))))


def forget_targets(rows: ChangedRows, language: str) -> None:
    """Note that links of a language may lead elsewhere."""
    note_changes(rows, language, [_MOVED])


def forget(rows: ChangedRows) -> None:
    """Forget all that is stored."""
    for table in (CATALOGUE, CHANGED):
        for language in [*rows.beginning(table, "")]:
            rows.remove(table, language)
