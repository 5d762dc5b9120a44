"""The librarian of a site: its articles, found by what they are about."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from postlint.facts.page import Link, Page
from postlint.site.library.editions import Editions
from postlint.site.library.index import Index
from postlint.site.library.ranking import Query, Ranked, rank
from postlint.site.library.references import Reference, References
from postlint.site.library.words import Words, words_of
from postlint.text import Range

if TYPE_CHECKING:
    from postlint.site.site import Site

_HYPHENS = re.compile(r"[-_.]+")
_INDEX = re.compile(r"(?:/(?:_?index|readme))?(?:\.[\w-]+)?\.\w+$", re.I)
_TERMS = ("tags", "categories", "keywords", "series")
_USUAL = 0.2
"""A word that this share of the articles has tells nothing of any of them."""
_TELLING = 2
"""So many words that few articles have, a text must have to mean one of them."""
_COMMON = 500
"""A word of so many links tells little of where one leads."""
_NOWHERE = Range(0, 0, 1, 1, 1, 1)


class Match(NamedTuple):
    """An article that some words may mean."""

    page: Page
    score: float
    """How likely it is the one that is meant: the share of right ones among answers of this score, from 0 to 1."""


class Library:
    """The articles of one language of a site by what they are about."""

    def __init__(self, site: Site, language: str) -> None:
        self._site = site
        self._words: Words = words_of(language)
        pages = [page for page in site.pages if site.has_page(page) and site.language(page) == language]
        self._index = Index()
        self._references = References()
        for page in pages:
            self._index.add(page.path, self._fields(page))
        for page in pages:
            self._references.add(page.path, self._of(page))
        self._targets: dict[Reference, int | None] = {}

    @cached_property
    def _editions(self) -> Editions:
        return Editions({path: tuple(_INDEX.sub("", path).split("/")) for path in self._index.numbers})

    def about(self, text: str, page: Page, limit: int = 3, *, apart: bool = False) -> list[Match]:
        """The articles that these words of an article may mean, the likeliest first.

        With `apart`, what the same words of this very article link does not count.
        """
        stems = tuple(dict.fromkeys(self._words.stems(text)))
        if not stems:
            return []
        linked, same = self._linked(stems, page.path if apart else "")
        query = Query(stems, linked, same, page.path)
        return [self._match(found) for found in rank(query, self._index, self._editions, limit)]

    def linked_by(self, words: str, page: Page) -> Page | None:
        """The published article that all links of just these words in other articles lead to."""
        if self.content_words(words) < _TELLING:
            return None
        stems = tuple(dict.fromkeys(self._words.stems(words)))
        references = [one for one in self._references.by_stem.get(stems[0], ()) if one.stems == stems]
        targets = {self._target(one) for one in references if self._references.sources[one] != [page.path]}
        if len(targets) != 1 or (number := targets.pop()) is None:
            return None
        other = self._site.page(self._index.paths[number])
        return other if other and other is not page and self._site.published(other) else None

    def content_words(self, text: str) -> int:
        """How many words of a text tell what it is about: those that few articles have."""
        most = _USUAL * len(self._index.numbers)
        stems = dict.fromkeys(self._words.stems(text))
        return sum(len(stem) > 1 and len(self._index.postings.get(stem, ())) < most for stem in stems)

    def _match(self, ranked: Ranked) -> Match:
        page = self._site.page(ranked.path)
        assert page
        return Match(page, ranked.score)

    # --- what is taken in

    def _fields(self, page: Page) -> dict[str, list[str]]:
        """The stems of an article by field."""
        fields, stems = self._site.fields(page), self._words.stems
        title = page.title or _text(fields.get("title"))
        called = _text(fields.get("linktitle"))
        name = _INDEX.sub("", page.path).rpartition("/")[2]
        names = [name, _text(fields.get("slug")), *(_last(alias) for alias in self._site.aliases(page))]
        described = (fields.get("description") or fields.get("summary"), fields.get("subtitle"))
        headings = [heading.text for heading in page.headings]
        return {
            "title": stems(f"{title} {called}" if called != title else title),
            "names": stems(_HYPHENS.sub(" ", " ".join(dict.fromkeys(names)))),
            "description": stems(" ".join(map(_text, described))),
            "headings": stems(" ".join(headings)),
            "terms": stems(" ".join(_listed(fields))),
            "opening": stems(page.opening),
        }

    def _of(self, page: Page) -> Iterator[Reference]:
        """The links of an article whose words may say something of an article of this site."""
        folder = posixpath.dirname(page.path)
        base = self._site.base_url.rstrip("/")
        for link in page.links:
            url = link.url or ""
            if link.image or not link.text or not url or url.startswith(("#", "mailto:")):
                continue
            if "://" in url[:10] and not (base and url.startswith(base)):
                continue
            stems = tuple(dict.fromkeys(self._words.stems(link.text)))
            if stems:
                whole = url.startswith("/") or "://" in url[:10]
                yield Reference(stems, url, link.name, "" if whole else folder)

    # --- where links lead

    def _linked(self, stems: tuple[str, ...], apart: str) -> tuple[dict[str, dict[int, int]], dict[int, int]]:
        """By stem, the articles to which links with it lead, and from how many articles; and those with just these."""
        linked: dict[str, dict[int, int]] = {}
        same: dict[int, int] = {}
        for stem in stems:
            references = self._references.by_stem.get(stem, ())
            if len(references) > _COMMON:
                continue
            counts = linked[stem] = {}
            for reference in references:
                target = self._target(reference)
                if target is None:
                    continue
                equal = reference.stems == stems
                sources = self._references.sources[reference]
                count = len(sources) - (equal and apart in sources)
                if count:
                    counts[target] = counts.get(target, 0) + count
                    if equal and stem == stems[0]:
                        same[target] = same.get(target, 0) + count
        return linked, same

    def _target(self, reference: Reference) -> int | None:
        """The number of the article to which a link leads; None for anything else."""
        if reference not in self._targets:
            source = self._site.page(self._references.sources[reference][0])
            assert source
            kind = "ref" if reference.name in ("ref", "relref") else "link"
            link = Link(kind, reference.destination, reference.destination, _NOWHERE, _NOWHERE, name=reference.name)
            there = self._site.resolve(source, link).page
            self._targets[reference] = self._index.numbers.get(there.path) if there else None
        return self._targets[reference]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _last(url: str) -> str:
    return url.strip("/").rpartition("/")[2].removesuffix(".html")


def _listed(fields: Mapping[str, object]) -> Iterable[str]:
    for name in _TERMS:
        value = fields.get(name)
        yield from (_text(term) for term in value) if isinstance(value, list) else (_text(value),)
