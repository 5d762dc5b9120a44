"""The links within the articles of one language, by their words, and the articles to which they lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.site.library.catalogue import Catalogue, Target, digests
from postlint.site.library.index import INBOUND, LINKED, PLACES, Index
from postlint.site.library.references import Reference, target_of

if TYPE_CHECKING:
    from postlint.site.library.words import Words
    from postlint.site.site import Site

_COMMON = 500
"""A stem of more links distinguishes none of their targets."""


class Links:
    """The links of a library."""

    def __init__(self, site: Site, catalogue: Catalogue, words: Words, index: Index) -> None:
        """`index` records what is read; `catalogue` gets the targets of the links that are resolved."""
        self._site = site
        self._catalogue = catalogue
        self._index = index
        self._resolved: set[str] = set()
        self._stems: dict[Reference, tuple[str, ...]] = {}
        self._by_stem: dict[str, dict[Reference, None]] = {}
        for reference in catalogue.sources:
            stems = self._stems[reference] = tuple(dict.fromkeys(words.stems(reference.text)))
            for stem in stems:
                self._by_stem.setdefault(stem, {})[reference] = None

    def for_site(self, site: Site) -> Links:
        """The same links for another state of the site, in which all lead where they led."""
        links = copy(self)
        links._site = site
        return links

    def take_resolved(self) -> set[str]:
        """The keys that were read of the site to resolve links since this was last called."""
        resolved, self._resolved = self._resolved, set()
        return resolved

    def items(self) -> Iterable[tuple[Reference, tuple[str, ...]]]:
        """All links with the stems of their words."""
        return self._stems.items()

    def stems(self, reference: Reference) -> tuple[str, ...]:
        """The stems of the words of a link."""
        return self._stems[reference]

    def sources(self, reference: Reference) -> set[str]:
        """The paths of the articles that have a link."""
        return self._catalogue.sources[reference]

    def linked(self, stems: tuple[str, ...], excluded: str) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
        """How many articles link to each article with a stem, by stem and target; and with exactly these stems.

        Links with exactly these stems in the article `excluded` do not count.
        """
        linked: dict[str, dict[str, int]] = {}
        same: dict[str, int] = {}
        for stem in stems:
            references = self._with_stem(stem)
            if len(references) > _COMMON:
                continue
            counts = linked[stem] = {}
            for reference in references:
                target = self.target(reference)
                if not target:
                    continue
                is_same = self._stems[reference] == stems
                sources = self.sources(reference)
                if count := len(sources) - (is_same and excluded in sources):
                    counts[target] = counts.get(target, 0) + count
                    if is_same and stem == stems[0]:
                        same[target] = same.get(target, 0) + count
        return linked, same

    def targets_of(self, stems: tuple[str, ...], source: str) -> Iterator[str]:
        """The targets of links with exactly these stems, by path, those of links in `source` alone left out."""
        for reference in self._with_stem(stems[0]) if stems else ():
            is_of_others = self._stems[reference] == stems and self.sources(reference) != {source}
            if is_of_others and (target := self.target(reference)):
                yield target

    def inbound(self, path: str) -> Collection[str]:
        """The paths of the articles that link to one."""
        self._index.read.add((INBOUND, path))
        return self._inbound.get(path, ())

    def target(self, reference: Reference) -> str:
        """The path of the article to which a link leads; "" for anything else."""
        self._index.read.add((PLACES, ""))
        first = min(self.sources(reference))
        target = self._catalogue.targets.get(reference)
        if target is None or target.source != first:
            page = self._site.page(first)
            assert page
            with self._site.recorder.noted() as keys:
                path = target_of(self._site, page, reference)
            key_digests = None
            if self._site.is_stored:
                self._resolved |= keys
                key_digests = digests(keys).tobytes()
            target = self._catalogue.targets[reference] = Target(first, path, key_digests)
        return target.path if target.path in self._catalogue.paths else ""

    def _with_stem(self, stem: str) -> Mapping[Reference, None]:
        """The links that have a stem."""
        self._index.read.add((LINKED, stem))
        return self._by_stem.get(stem, {})

    @cached_property
    def _inbound(self) -> dict[str, set[str]]:
        """By path, the articles that link to one."""
        inbound: dict[str, set[str]] = {}
        for reference, sources in self._catalogue.sources.items():
            if target := self.target(reference):
                inbound.setdefault(target, set()).update(sources)
        return inbound
