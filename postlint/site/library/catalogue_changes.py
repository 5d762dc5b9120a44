"""What has changed since the catalogue of a language was stored: stored beside it, and renewed with each change."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from postlint.facts.encoding import decoder, encoded
from postlint.site.library.index import INBOUND, LINKED, key_of
from postlint.site.library.references import Reference, references_of, target_of
from postlint.site.library.stored_catalogue import CATALOGUE, FREQUENCIES, NOWHERE, TABLES, StoredCatalogue
from postlint.site.stored_counts import SINCE

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.rows import ChangedRows, Row, Rows
    from postlint.site.site import Site

CHANGED = f"{CATALOGUE} changed"
"""The table of what has changed, by language."""


class ChangedLink(NamedTuple):
    """A link that is not taken as it is stored."""

    reference: Reference
    sources: list[str]
    """The paths of the articles that have it."""
    target: str
    """The path of the article of the catalogue to which it leads; "" for none."""
    keys: bytes
    """The keys that were read to resolve it, as short digests."""


class Changes(NamedTuple):
    """What has changed since a catalogue was stored."""

    paths: list[str]
    """The articles that have changed, come or gone."""
    stale: list[int]
    """The numbers of the stored links that are not taken as they are stored."""
    links: list[ChangedLink]
    """Those of them that are still there, and those of articles that have changed or come."""


NO_CHANGES = Changes([], [], [])
_decode = decoder(Changes)


def digests(keys: Iterable[str]) -> array[int]:
    """Short digests of keys: where two keys have the same one, more links are resolved again than have to be."""
    return array("I", sorted({crc32(key.encode("utf-8", "surrogatepass")) for key in keys}))


def changes_since(rows: Rows, language: str) -> Changes:
    """What has changed since the catalogue of a language was stored. Raises Damaged."""
    data = rows.fact(CHANGED, language)
    changes: Changes = NO_CHANGES if data is None else _decode(data)
    return changes


def no_changes(language: str) -> Row:
    """The row that says that nothing has changed."""
    return CHANGED, language, encoded(NO_CHANGES)


def is_stored(rows: Rows, language: str) -> bool:
    """Whether the catalogue of a language is stored."""
    return rows.fact(CATALOGUE, language) is not None


def forget(rows: ChangedRows) -> None:
    """Remove all stored catalogues and frequencies."""
    for table in (*TABLES, CHANGED, FREQUENCIES, f"{SINCE} {FREQUENCIES}"):
        for key in [*rows.beginning(table, "")]:
            rows.remove(table, key)


class Resolved(NamedTuple):
    """Where a link leads."""

    target: str
    """The path of the article; "" for none of the language of the link."""
    keys: bytes
    """See `keys_of_link`."""


def resolved(site: Site, page: Page, reference: Reference) -> Resolved:
    """Where a link of an article leads."""
    with site.recorder.recording() as read:
        target = target_of(site, page, reference)
    with site.recorder.recording():
        there = site.page(target) if target else None
        is_known = there and site.has_page(there) and site.language(there) == site.language(page)
    return Resolved(target if is_known else "", keys_of_link(read, target))


def keys_of_link(read: Iterable[str], target: str) -> bytes:
    """The keys that were read to resolve a link, as short digests.

    Beside them stands one for the article to which it leads, in any language.
    """
    return digests({*read, _key_of_target(target)}).tobytes()


def _key_of_target(path: str) -> str:
    """The key that stands for the article to which a link leads: it may come into a catalogue, or go."""
    return f"article {path}"


class _Link:
    """A link while it is brought up to date."""

    __slots__ = ("keys", "sources", "target")

    def __init__(self, sources: set[str], target: str | None, keys: bytes) -> None:
        self.sources = sources
        self.target = target
        """None for a link that is new."""
        self.keys = keys


class CatalogueUpdate:
    """Brings what is stored of the links of a language up to date, where articles or addresses have changed."""

    def __init__(self, rows: ChangedRows, language: str, stems: Callable[[str], list[str]]) -> None:
        """The catalogue of `language` is stored in `rows`; `stems` gives those of a text. Raises Damaged."""
        head = rows.fact(CATALOGUE, language)
        assert head is not None
        self._rows = rows
        self._language = language
        self._stems = stems
        self._stored = StoredCatalogue(rows, language, head)
        changes = changes_since(rows, language)
        self._paths = {*changes.paths}
        self._stale = {*changes.stale}
        self._links = {link.reference: _Link({*link.sources}, link.target, link.keys) for link in changes.links}

    def take(self, site: Site, changed: Collection[str], moved: Iterable[str] = ()) -> set[str]:
        """Take in articles that have changed, come or gone, by path, and links that may lead elsewhere.

        `moved` are the keys that have changed, by which links were resolved. Returns the keys of what has changed for
        those that use the library; what the changed articles themselves had and have of links is not among them.
        """
        come_or_gone = set()
        for path in changed:
            page = site.page(path)
            is_there = page and site.has_page(page) and site.language(page) == self._language
            if path in self._paths or (self._stored.number(path) is None) == bool(is_there):
                come_or_gone.add(_key_of_target(path))
            self._take_out(path)
            if page and is_there:
                for reference in references_of(page, site.base_url.rstrip("/")):
                    self._add(reference, path)
        keys = {*self._resolve(site, {*digests({*moved, *come_or_gone})})}
        links = [
            ChangedLink(reference, sorted(link.sources), link.target or "", link.keys)
            for reference, link in sorted(self._links.items())
            if link.sources
        ]
        self._rows.put((CHANGED, self._language, encoded(Changes(sorted(self._paths), sorted(self._stale), links))))
        return keys

    def _add(self, reference: Reference, path: str) -> None:
        """Add an article as a source of a link, which others may have too."""
        if reference not in self._links and (number := self._stored.link_number(reference)) is not None:
            self._take_over(number)
        self._links.setdefault(reference, _Link(set(), None, b"")).sources.add(path)

    def _take_out(self, path: str) -> None:
        """Take an article out as a source of links."""
        number = self._stored.number(path)
        if number is not None and path not in self._paths:
            for link in self._stored.links_of(number):
                self._take_over(link)
        self._paths.add(path)
        for changed in self._links.values():
            changed.sources.discard(path)

    def _take_over(self, number: int) -> None:
        """Take a stored link over."""
        if number not in self._stale:
            self._stale.add(number)
            stored = self._stored.link(number)
            sources = {path for path in map(self._stored.path, stored.sources) if path not in self._paths}
            target = self._stored.path(stored.target) if stored.target != NOWHERE else ""
            self._links.setdefault(stored.reference, _Link(set(), target, stored.keys)).sources |= sources

    def _resolve(self, site: Site, moved: set[int]) -> Iterator[str]:
        """Resolve the links that are new or may lead elsewhere; yields the keys of those that do."""
        for digest in moved:
            for number in self._stored.links_by_key(digest):
                self._take_over(number)
        for reference, link in self._links.items():
            if not link.sources or (link.target is not None and moved.isdisjoint(array("I", link.keys))):
                continue
            page = site.page(min(link.sources))
            assert page
            target, link_keys = resolved(site, page, reference)
            if link.target is not None and link.target != target:
                yield from (key_of(INBOUND, self._language, path) for path in (link.target, target) if path)
                yield from (key_of(LINKED, self._language, stem) for stem in self._stems(reference.text))
            link.target, link.keys = target, link_keys
