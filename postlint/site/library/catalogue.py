"""What a library indexes of its articles: what is stored of them, and those that have changed since."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter

from postlint.site.library.catalogue_changes import NO_CHANGES, Changes
from postlint.site.library.editions import Editions
from postlint.site.library.references import Reference
from postlint.site.library.stored_catalogue import NOWHERE, Outline, StoredCatalogue, StoredLink, rows_of, successive
from postlint.site.rows import Row

_FEWEST, _PART = 20, 256
"""A catalogue is stored again after so many changed articles, of a large site this part of all,"""
_LINKS, _LINKS_PART = 400, 64
"""or after so many changed links, of many this part."""


class Link:
    """Words that link something, the articles that have the link, and where it leads, once it is resolved."""

    __slots__ = ("keys", "path", "reference", "sources", "stems", "target")

    def __init__(self, reference: Reference, stems: tuple[str, ...]) -> None:
        self.reference = reference
        self.stems = stems
        """The stems of its words, each once."""
        self.sources: set[int] = set()
        """The numbers of the articles that have it."""
        self.path: str | None = None
        """The path of the article to which it leads, "" for none; None until it is resolved."""
        self.target: int | None = None
        """The number of that article, NOWHERE for none or one that is not of the catalogue; None until it is asked."""
        self.keys: bytes | None = None
        """The keys that were read to resolve it, as short digests; None where nothing is stored."""


class Catalogue:
    """The indexed content of the articles of a language, which have numbers."""

    def __init__(
        self,
        stems: Callable[[str], list[str]],
        stored: StoredCatalogue | None = None,
        changes: Changes = NO_CHANGES,
    ) -> None:
        """`stems` gives those of a text; `stored` is what an earlier run has indexed, `changes` what has changed since.

        The articles that are there of those that have changed are to be added; all with their links, where nothing is.
        """
        self._stems = stems
        self._stored = stored
        self._first = stored.count if stored else 0
        self._changed = {path: at for path in changes.paths if stored and (at := stored.number(path)) is not None}
        """The numbers of stored articles that are not taken as they are stored, by path."""
        self._outdated = {*self._changed.values()}
        self._numbers: dict[str, int] = {}
        """The numbers of the articles that were added, by path."""
        self._new: list[str] = []
        """The paths of those of them that have the numbers from `_first` on."""
        self._postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self._merged: dict[str, list[int]] = {}
        """By stem, those that are stored and these, where somebody asked; no article is added after that."""
        self._known: dict[str, int | None] = {}
        """The numbers of stored articles by path, where somebody asked."""
        self._links: dict[Reference, Link] = {}
        """The links that are not taken as they are stored."""
        self._read: dict[int, Link] = {}
        self._stale = {*changes.stale}
        """The numbers of stored links that are not taken as they are stored."""
        for changed in changes.links:
            link = self._add_link(changed.reference, map(self._register, changed.sources))
            link.path, link.keys = changed.target, changed.keys

    def _register(self, path: str) -> int:
        """The number of an article that is there."""
        number = self.number(path)
        if number is None:
            number = self._changed.get(path, -1)
            if number < 0:
                number = self._first + len(self._new)
                self._new.append(path)
            self._numbers[path] = number
        return number

    def add(self, path: str, stems: Iterable[str]) -> None:
        """Add an article that has changed or come, with its stems; its links are among the changes."""
        number = self._register(path)
        for stem in stems:
            self._postings[stem].append(number)

    def add_all(self, paths: list[str], postings: defaultdict[str, array[int]]) -> None:
        """Add all articles, where nothing is stored: their paths in order, and their places in it by stem."""
        self._new, self._postings = paths, postings
        self._numbers = {path: number for number, path in enumerate(paths)}

    def add_links(self, path: str, references: Iterable[Reference]) -> None:
        """Add the links of an article, where nothing is stored."""
        number = self._numbers[path]
        for reference in references:
            self._add_link(reference, (number,))

    def _add_link(self, reference: Reference, sources: Iterable[int]) -> Link:
        if reference not in self._links:
            self._links[reference] = self._link_of(reference)
        link = self._links[reference]
        link.sources.update(sources)
        return link

    def _link_of(self, reference: Reference) -> Link:
        return Link(reference, tuple(dict.fromkeys(self._stems(reference.text))))

    # --- articles

    @property
    def count(self) -> int:
        """How many articles there are."""
        return self._first - len(self._outdated) + len(self._numbers)

    @property
    def is_due(self) -> bool:
        """Whether it is to be stored: nothing is, or much is not taken as it is stored."""
        articles = max(len(self._outdated), len(self._new))
        if self._stored is None or articles >= max(_FEWEST, self._first // _PART):
            return True
        return len(self._links) >= max(_LINKS, self._stored.link_count // _LINKS_PART)

    def editions(self) -> Editions:
        """The editions of the articles."""
        if self._stored and not self._new and len(self._numbers) == len(self._outdated):
            return Editions(self._stored.editions)
        return Editions.of(self.paths())

    def paths(self) -> list[str]:
        """The paths of all articles, in order."""
        stored = self._stored.paths() if self._stored else ()
        return sorted([*(path for path in stored if path not in self._changed), *self._numbers])

    def beginning(self, prefix: str) -> list[str]:
        """The paths of the articles that begin with a prefix."""
        if not self._stored:
            return list(successive(self._new, prefix, bisect_left(self._new, prefix)))
        stored = (path for path in self._stored.beginning(prefix) if path not in self._changed)
        return [*stored, *(path for path in self._numbers if path.startswith(prefix))]

    def path(self, number: int) -> str:
        """The path of an article."""
        if self._stored and number < self._first:
            return self._stored.path(number)
        return self._new[number - self._first]

    def number(self, path: str) -> int | None:
        """The number of the article of a path; None where there is none."""
        if not self._stored or path in self._changed or path in self._numbers:
            return self._numbers.get(path)
        if path not in self._known:
            self._known[path] = self._stored.number(path)
        return self._known[path]

    def postings(self, stem: str) -> Sequence[int]:
        """The numbers of the articles that have a stem in any field."""
        own = self._postings.get(stem, ())
        if not self._stored:
            return own
        if not (own or self._outdated):
            return self._stored.postings(stem)
        if stem not in self._merged:
            stored = self._stored.postings(stem)
            self._merged[stem] = [*(number for number in stored if number not in self._outdated), *own]
        return self._merged[stem]

    # --- links

    def links(self) -> list[Link]:
        """All links, in order."""
        return sorted([*self._links.values(), *self._stored_links()], key=attrgetter("reference"))

    def own_links(self) -> Iterable[Link]:
        """The links that are not taken as they are stored."""
        return self._links.values()

    def links_with(self, stem: str, most: int | None = None) -> list[int | Link] | None:
        """The links that have a stem among their words, those that are stored by number; None for more than `most`."""
        stored, own = self._stored.links_with(stem) if self._stored else (), self._by_stem.get(stem, ())
        if most is not None and len(stored) - len(self._stale) + len(own) > most:
            return None
        links: list[int | Link] = [*(number for number in stored if number not in self._stale), *own]
        return None if most is not None and len(links) > most else links

    def links_of_words(self, stems: Sequence[str]) -> list[int | Link]:
        """The links whose words have just these stems, in this order; those that are stored by number."""
        if not stems:
            return []
        stored = self._links_of_words(stems) if self._stored else ()
        own = (link for link in self._by_stem.get(stems[0], ()) if link.stems == tuple(stems))
        return [*(number for number in stored if number not in self._stale), *own]

    def _links_of_words(self, stems: Sequence[str]) -> Iterator[int]:
        """The numbers of stored links whose words have just these stems: only of those, all is read."""
        assert self._stored
        by_stem = sorted(map(self._stored.links_with, stems), key=len)
        for number in sorted({*by_stem[0]}.intersection(*by_stem[1:])):
            if self._stored.outline(number).stems == len(stems) and self._stored_link(number).stems == tuple(stems):
                yield number

    def outline(self, number: int) -> Outline:
        """Where a stored link leads, how many articles have it, and how many stems."""
        assert self._stored
        outline = self._stored.outline(number)
        return outline if self._is_there(outline.target) else outline._replace(target=NOWHERE)

    def link(self, link: int | Link) -> Link:
        """A link, which may be given by the number of a stored one."""
        return self._stored_link(link) if isinstance(link, int) else link

    def stored_inbound(self, number: int) -> set[int]:
        """The articles that have stored links to an article, as far as they are taken as they are stored."""
        if not self._stored or number >= self._first:
            return set()
        sources: set[int] = set()
        for link, having in self._stored.inbound(number):
            if link not in self._stale:
                sources.update(having)
        return sources

    def _is_there(self, number: int) -> bool:
        return number not in self._outdated or self.path(number) in self._numbers

    def _stored_link(self, number: int) -> Link:
        if number not in self._read:
            assert self._stored
            stored = self._stored.link(number)
            link = self._read[number] = self._link_of(stored.reference)
            link.sources.update(stored.sources)
            link.target = stored.target if self._is_there(stored.target) else NOWHERE
            link.path = self.path(link.target) if link.target != NOWHERE else ""
            link.keys = stored.keys
        return self._read[number]

    def _stored_links(self) -> Iterator[Link]:
        count = self._stored.link_count if self._stored else 0
        return (self._stored_link(number) for number in range(count) if number not in self._stale)

    @cached_property
    def _by_stem(self) -> dict[str, list[Link]]:
        by_stem: dict[str, list[Link]] = {}
        for link in self._links.values():
            for stem in link.stems:
                by_stem.setdefault(stem, []).append(link)
        return by_stem

    # --- storing

    def rows(self, language: str, editions: Editions) -> Iterator[Row]:
        """The rows that store all of it, where each link is resolved, with its editions."""
        paths = self.paths()
        place = {self.number(path): at for at, path in enumerate(paths)}
        links: list[tuple[StoredLink, tuple[str, ...]]] = []
        outgoing: dict[int, list[int]] = {}
        for at, link in enumerate(self.links()):
            sources = sorted(map(place.__getitem__, link.sources))
            for source in sources:
                outgoing.setdefault(source, []).append(at)
            target = place.get(self.number(link.path or ""), NOWHERE)
            links.append((StoredLink(link.reference, sources, target, link.keys or b""), link.stems))
        articles = [(path, outgoing.get(at, [])) for at, path in enumerate(paths)]
        return rows_of(language, articles, self._placed_postings(paths, place), links, editions.rows())

    def _placed_postings(self, paths: list[str], place: Mapping[int | None, int]) -> Mapping[str, array[int]]:
        """By stem, the places of the articles that have it, which are in the order of their paths."""
        if self._stored is None and paths == self._new:
            return self._postings
        stems = {*self._postings, *(self._stored.stems() if self._stored else ())}
        return {stem: array("I", sorted(map(place.__getitem__, self.postings(stem)))) for stem in stems}
