"""The library of a site: finds articles by what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from copy import copy
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple

from postlint.facts.page import Page
from postlint.site.library.catalogue import Catalogue, Link
from postlint.site.library.catalogue_changes import changes_since, no_changes
from postlint.site.library.editions import Editions, parts_of, shared
from postlint.site.library.frequencies import size_of
from postlint.site.library.index import CONTENT, PLACES, Index, key_of
from postlint.site.library.links import Links
from postlint.site.library.mentions import Mention, Names, support, trust
from postlint.site.library.ranking import Articles, Query, rank
from postlint.site.library.references import references_of
from postlint.site.library.stored_catalogue import CATALOGUE, StoredCatalogue
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.site.rows import Row, Rows
    from postlint.site.site import Site

_MISNAMED = 0.985
_ENOUGH, _OF_FEW = 6.0, 1.2
"""The total rarity of a name that is beyond doubt; on a small site, where no word is rare, less."""
_CONSIDERED = 60
"""How many of the mentioned articles are scored by their context too."""
_NAMING = ("title", "names", "description", "headings", "terms")
_ALIKE = 16
"""How many of the rarest words of an article others are compared by."""
_BEHIND = (".", "/_", "/i", "/I", "/r", "/R")
"""What may stand behind the folder of an article in the path of its section."""
_VAGUE = 3
"""Words that link so many articles, none of them in most cases, mean none."""


class Match(NamedTuple):
    """An article that some words may mean."""

    page: Page
    score: float
    """How likely it is meant: the share of right ones among answers of this score, from 0 to 1."""
    known: float
    """The share of the words that it has, from 0 to 1, weighted by rarity."""


class Library:
    """Finds the articles of one language of a site by what they are about."""

    def __init__(self, site: Site, language: str, rows: Rows | None = None) -> None:
        """`rows` are what earlier runs have stored."""
        self._site = site
        self._language = language
        self._words = words_of(language)
        self._catalogue = catalogue = self._catalogue_of(rows)
        self._is_due = catalogue.is_due
        self._index = Index(catalogue.postings, catalogue.count, size_of(site, language), site.frequencies(language))
        self._links = Links(site, catalogue, self._index)
        self._stems_by_field: dict[str, dict[str, list[str]]] = {}

    def _catalogue_of(self, rows: Rows | None) -> Catalogue:
        """The catalogue of the articles: what is stored of them, and those that have changed since, or all."""
        site, language = self._site, self._language
        self._head = rows.fact(CATALOGUE, language) if rows else None
        if rows and self._head is not None:
            changes = changes_since(rows, language)
            catalogue = Catalogue(self._words.stems, StoredCatalogue(rows, language, self._head), changes)
            for path in changes.paths:
                page = site.page(path)
                if page and site.has_page(page) and site.language(page) == language:
                    catalogue.add(path, stems_of(texts_of(site, page), self._words))
            return catalogue
        catalogue = Catalogue(self._words.stems)
        paths, postings = site.frequencies(language).postings
        catalogue.add_all(paths, postings)
        base = site.base_url.rstrip("/")
        for path in paths:
            catalogue.add_links(path, references_of(self._page(path), base))
        return catalogue

    def rows(self) -> Iterator[Row]:
        """The rows that store the catalogue; none where it is stored, and little has changed since."""
        if self._is_due:
            self._is_due = False
            self._links.resolve()
            yield from self._catalogue.rows(self._language, self._all_editions)
            yield no_changes(self._language)

    def is_stored_in(self, rows: Rows) -> bool:
        """Whether these rows are still those that it reads."""
        return rows.fact(CATALOGUE, self._language) == self._head

    def take_read(self) -> set[str]:
        """The keys of the facts that were read since this was last called."""
        keys = {key_of(kind, self._language, what) for kind, what in self._index.read}
        self._index.read.clear()
        return keys

    def note_size(self) -> None:
        """Record that the caller depends on how many articles there are."""
        size_of(self._site, self._language)

    def for_site(self, site: Site) -> Library:
        """The same library for another state of the site, in which all that is indexed is the same."""
        library = copy(self)
        library._site, library._links = site, self._links.for_site(site)
        return library

    @cached_property
    def _paths(self) -> list[str]:
        return self._catalogue.paths()

    @property
    def _editions(self) -> Editions:
        self._index.read.add((PLACES, ""))
        return self._all_editions

    @cached_property
    def _all_editions(self) -> Editions:
        return self._catalogue.editions()

    def named(self, text: str, limit: int = 3) -> list[Match]:
        """The articles that a text may mean, wherever it stands; the likeliest first."""
        return self._about(text, "", limit, apart=False)

    def about(self, text: str, page: Page, limit: int = 3, *, apart: bool = False) -> list[Match]:
        """The articles that a text of `page` may mean, the likeliest first.

        With `apart`, links with the same words in `page` itself do not count.
        """
        return self._about(text, page.path, limit, apart=apart)

    def _about(self, text: str, source: str, limit: int, *, apart: bool) -> list[Match]:
        stems = tuple(dict.fromkeys(self._words.stems(text)))
        if not stems:
            return []
        linked, same = self._links.linked(stems, source if apart else "")
        if self._is_vague(same, stems):
            return []
        other = self._words.spellings(text, lambda stem: self._index.frequency(stem) > 0)
        query = Query(tuple(dict.fromkeys([*stems, *other])), linked, same, source)
        return self._ranked(query, limit)

    def _ranked(self, query: Query, limit: int) -> list[Match]:
        articles = Articles(
            self._index,
            self._catalogue.path,
            self._catalogue.number,
            self._has,
            self._fields,
            self._links.inbound,
            self._editions,
        )
        return [Match(self._page(path), score, known) for path, score, known in rank(query, articles, limit)]

    def linked_by(self, words: str, page: Page) -> list[Page]:
        """The articles that links with exactly these words in other articles lead to."""
        stems = tuple(dict.fromkeys(self._words.stems(words)))
        targets = {*self._links.targets_of(stems, page.path)}
        return [self._page(path) for path in sorted(map(self._catalogue.path, targets))]

    def is_meant(self, words: str, page: Page, other: Page, score: float) -> bool:
        """Whether words of an article mean another one with at least this score.

        Not where it is of another edition, has the name or nearly the title of the section that it stands in, or is not
        the only one whose title has just these words.
        """
        edition, other_edition = self._editions.folder(page.path), self._editions.folder(other.path)
        if (edition and other_edition and edition != other_edition) or self._is_like_its_section(other.path):
            return False
        matches = self.about(words, page)
        if not matches or matches[0].page is not other or matches[0].score < score:
            return False
        stems = {*self._words.stems(words)}
        return all({*self._fields(match.page.path)["title"]} != stems for match in matches[1:])

    def _is_like_its_section(self, path: str) -> bool:
        """Whether an article has the name of its section, or its title but for a word, as an overview has."""
        parts = parts_of(path)
        folder = "/".join(parts[:-1])
        # Of a large site, few paths are read.
        near = [other for sign in _BEHIND for other in self._catalogue.beginning(folder + sign)]
        section = min((other for other in near if parts_of(other) == parts[:-1]), default=None)
        if section is None:
            return False
        title, section_title = ({*self._fields(article)["title"]} for article in (path, section))
        is_near = bool(section_title) and section_title <= title and len(title - section_title) <= 1
        return parts[-2] == parts[-1] or is_near

    def mentions(self, texts: Sequence[str], page: Page, linked: Collection[str]) -> list[Mention]:
        """Where texts of an article name others that are not `linked` (paths); the surest first."""
        tokens = [list(self._words.tokens(text)) for text in texts]
        mentions = self._names.mentions(tokens, {page.path, *linked, *self._other_editions(page.path)})
        words = {stem for text in tokens for stem, _, _ in text}
        by_text = [{stem for stem, _, _ in text} for text in tokens]
        weighted = [
            mention._replace(weight=mention.weight * self._support(mention, page, words, by_text[mention.text]))
            for mention in mentions[:_CONSIDERED]
        ]
        return sorted(weighted, key=lambda mention: (-mention.weight, mention.path)) + mentions[_CONSIDERED:]

    def _support(self, mention: Mention, page: Page, words: Set[str], text: Set[str]) -> float:
        """The factor by which the context supports a mention: its other words in the article and in the same text."""
        near = text - {*mention.stems}
        parts = parts_of(page.path)
        folders = shared(parts_of(mention.path), parts) / max(len(parts) - 1, 1)
        return support(self._naming(mention.path), words, near, self._index.rarity, folders)

    def _other_editions(self, path: str) -> Iterator[str]:
        """The articles that belong to another edition than an article."""
        edition = self._editions.folder(path)
        if edition:
            yield from (other for other in self._paths if self._editions.folder(other) not in ((), edition))

    @cached_property
    def _names(self) -> Names:
        enough = min(_ENOUGH, _OF_FEW * log(1 + len(self._paths)))
        names = Names(self._index.rarity, self._index.is_usual, enough)
        for path in self._paths:
            page = self._page(path)
            if self._site.published(page) and self._site.kind(page) in ("page", "section"):
                texts = texts_of(self._site, page)
                for name in {tuple(self._words.stems(texts[field])): None for field in ("title", "names")}:
                    names.add(path, name)
        for link, number in self._links.all():
            target = self._catalogue.path(number)
            if len(self.linked_by(link.reference.text, self._page(target))) == 1:
                names.add(target, link.stems, self._trust(link, target))
        return names

    def _trust(self, link: Link, target: str) -> float:
        """How much the words of a link are a name of its target."""
        if len(link.sources) > 1:
            return 1.0
        return trust(link.stems, self._naming(target), self._index.rarity)

    def _naming(self, path: str) -> set[str]:
        """The words of an article that stand where it is named or described."""
        fields = self._fields(path)
        return {stem for name in _NAMING for stem in fields[name]}

    def like(self, page: Page, limit: int) -> list[Match]:
        """The articles that are about the same as this one, the nearest first."""
        fields = self._fields(page.path)
        stems = dict.fromkeys([*fields["title"], *fields["terms"], *fields["description"], *fields["headings"]])
        rare = sorted(stems, key=lambda stem: (-self._index.rarity(stem), stem))[:_ALIKE]
        query = Query(tuple(stem for stem in stems if stem in rare), {}, {}, page.path)
        return self._ranked(query, limit) if query.stems else []

    def misnamed(self, words: str, distinctive: Set[str], page: Page, target: Page) -> Page | None:
        """The article that the words of a link name for certain; `distinctive` are their `distinctive_words`."""
        linked = self.linked_by(words, page)
        matches = [] if target in linked else self.about(words, page, 1, apart=True)
        if not matches or matches[0].page is target or matches[0].score < _MISNAMED:
            return None
        path = matches[0].page.path
        if self._editions.page(path) == self._editions.page(target.path):
            return None
        return matches[0].page if distinctive <= {*self._fields(path)["title"]} else None

    def content_words(self, text: str) -> int:
        """How many distinctive words a text has: those that few articles have."""
        stems = dict.fromkeys(self._words.stems(text))
        return sum(len(stem) > 1 and not self._index.is_usual(stem) for stem in stems)

    def _is_vague(self, same: Mapping[int, int], stems: tuple[str, ...]) -> bool:
        """Whether links with the same words lead to various articles, as "here" and "the previous article" do.

        Not where the words are the title of one of these articles.
        """
        pages: dict[str, int] = {}
        paths = {self._catalogue.path(number): count for number, count in same.items()}
        for path, count in paths.items():
            page = self._editions.page(path)
            pages[page] = pages.get(page, 0) + count
        titles = {tuple(self._fields(path)["title"]) for path in paths}
        if stems in titles:
            return False
        return len(pages) >= _VAGUE and len(titles) > 1 and max(pages.values()) <= sum(pages.values()) / 2

    def _has(self, path: str) -> bool:
        return self._site.page(path) is not None

    def _page(self, path: str) -> Page:
        page = self._site.page(path)
        assert page
        return page

    def _fields(self, path: str) -> dict[str, list[str]]:
        """The stems of an article by field."""
        self._index.read.add((CONTENT, path))
        if path not in self._stems_by_field:
            texts = texts_of(self._site, self._page(path))
            self._stems_by_field[path] = {name: self._words.stems(text) for name, text in texts.items()}
        return self._stems_by_field[path]
