"""The links within the articles of one language, by their words, and the articles to which they lead."""

from __future__ import annotations

from collections.abc import Iterator, Set
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.site.library.catalogue import Catalogue, Link
from postlint.site.library.catalogue_changes import keys_of_link
from postlint.site.library.index import INBOUND, LINKED, Index
from postlint.site.library.references import Reference, target_of
from postlint.site.library.stored_catalogue import NOWHERE

if TYPE_CHECKING:
    from postlint.site.site import Site

_COMMON = 500
"""A stem of more links distinguishes none of their targets."""


class Links:
    """The links of a library. Articles and links are those of its catalogue, by number."""

    def __init__(self, site: Site, catalogue: Catalogue, index: Index) -> None:
        """`index` records what is read; the links of `catalogue` are resolved when they are needed."""
        self._site = site
        self._catalogue = catalogue
        self._index = index
        self._targets: dict[tuple[str, str, str], tuple[str, bytes | None]] = {}
        self._stored_inbound: dict[int, set[int]] = {}

    def for_site(self, site: Site) -> Links:
        """The same links for another state of the site, in which all lead where they led."""
        links = copy(self)
        links._site = site
        return links

    def linked(self, stems: tuple[str, ...], excluded: str) -> tuple[dict[str, dict[int, int]], dict[int, int]]:
        """How many articles link to each article with a stem, by stem and target; and with exactly these stems.

        Links with exactly these stems in the article of the path `excluded` do not count.
        """
        linked: dict[str, dict[int, int]] = {}
        same: dict[int, int] = {}
        without = self._catalogue.number(excluded) if excluded else None
        same_links = {*self._catalogue.links_of_words(stems)}
        for stem in stems:
            self._index.read.add((LINKED, stem))
            links = self._catalogue.links_with(stem, _COMMON)
            if links is None:
                continue
            counts = linked[stem] = {}
            for link in links:
                target, count = self._outline(link)
                if target == NOWHERE:
                    continue
                is_same = link in same_links
                if is_same and without in self._catalogue.link(link).sources:
                    count -= 1
                if count:
                    counts[target] = counts.get(target, 0) + count
                    if is_same and stem == stems[0]:
                        same[target] = same.get(target, 0) + count
        return linked, same

    def _outline(self, link: int | Link) -> tuple[int, int]:
        """The target of a link, and in how many articles it stands."""
        if isinstance(link, int):
            outline = self._catalogue.outline(link)
            return outline.target, outline.sources
        return self.target(link), len(link.sources)

    def targets_of(self, stems: tuple[str, ...], source: str) -> Iterator[int]:
        """The targets of links with exactly these stems, those of links in the article `source` alone left out."""
        if not stems:
            return
        self._index.read.add((LINKED, stems[0]))
        own = {self._catalogue.number(source)}
        for link in map(self._catalogue.link, self._catalogue.links_of_words(stems)):
            if link.sources != own and (target := self.target(link)) != NOWHERE:
                yield target

    def inbound(self, path: str) -> Set[int]:
        """The articles that link to one."""
        self._index.read.add((INBOUND, path))
        number = self._catalogue.number(path)
        if number is None:
            return frozenset()
        if number not in self._stored_inbound:
            self._stored_inbound[number] = self._catalogue.stored_inbound(number)
        stored, own = self._stored_inbound[number], self._own_inbound.get(number)
        return stored | own if own else stored

    def all(self) -> Iterator[tuple[Link, int]]:
        """The links that lead to an article, with that."""
        for link in self._catalogue.links():
            if (target := self.target(link)) != NOWHERE:
                yield link, target

    def target(self, link: Link) -> int:
        """The article to which a link leads; NOWHERE for anything else."""
        if link.target is None:
            if link.path is None:
                self._resolve(link)
            number = self._catalogue.number(link.path) if link.path else None
            link.target = NOWHERE if number is None else number
        return link.target

    def resolve(self) -> None:
        """Find out where all links lead that are to be stored."""
        for link in self._catalogue.own_links():
            if link.keys is None:
                self._resolve(link)

    def _resolve(self, link: Link) -> None:
        source, reference = min(map(self._catalogue.path, link.sources)), link.reference
        # Links of one destination lead to the same, whatever their words: only a relative one depends on its article.
        same = reference.destination.partition("#")[0], reference.name, source if reference.folder else ""
        if same not in self._targets:
            self._targets[same] = self._target_of(source, reference)
        link.path, link.keys = self._targets[same]

    def _target_of(self, source: str, reference: Reference) -> tuple[str, bytes | None]:
        """The path of the article to which a link of another one leads, and the keys that were read to resolve it."""
        site = self._site
        page = site.page(source)
        assert page
        with site.recorder.recording() as read:
            target = target_of(site, page, reference)
        known = target if target and self._catalogue.number(target) is not None else ""
        return known, keys_of_link(read, target) if site.is_stored else None

    @cached_property
    def _own_inbound(self) -> dict[int, set[int]]:
        """By article, those that link to it by links that are not taken as they are stored."""
        inbound: dict[int, set[int]] = {}
        for link in self._catalogue.own_links():
            if (target := self.target(link)) != NOWHERE:
                inbound.setdefault(target, set()).update(link.sources)
        return inbound
