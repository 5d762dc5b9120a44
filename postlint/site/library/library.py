"""The librarian of a site: its articles, found by what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from copy import copy
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple

from postlint.facts.page import Page
from postlint.site.library.catalogue import Catalogue, Told, is_worth_it, rows_of
from postlint.site.library.editions import Editions, parts_of, shared
from postlint.site.library.frequencies import size_of, stems_of_article
from postlint.site.library.index import COUNTED, FREQUENCY, PLACES, TOLD, Index, articles_of, key_of
from postlint.site.library.links import Links
from postlint.site.library.mentions import Mention, Names, support, trust
from postlint.site.library.ranking import Articles, Query, rank
from postlint.site.library.references import Reference, references_of
from postlint.site.library.texts import texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.site.rows import Row
    from postlint.site.site import Site

_MISNAMED = 0.985
_ENOUGH, _OF_FEW = 6.0, 1.2
"""What a name tells at least that words are looked for by; on a small site, where no word is rare, less."""
_LIKELY = 60
"""So many articles that are named are looked at more closely."""
_NAMING = ("title", "names", "description", "headings", "terms")
_ALIKE = 16
"""So many of its rarest words tell what an article is like."""
_VAGUE = 3
"""Words that lead to so many articles, and to none of them in most cases, mean none."""


class Match(NamedTuple):
    """An article that some words may mean."""

    page: Page
    score: float
    """How likely it is the one that is meant: the share of right ones among answers of this score, from 0 to 1."""
    known: float
    """The share of the words that it has, rare ones counting more."""


class Library:
    """The articles of one language of a site by what they are about."""

    def __init__(self, site: Site, language: str, stored: tuple[Catalogue, list[str]] | None = None) -> None:
        """`stored` is what an earlier run knew of the articles, if so, with the paths of those that have changed."""
        self._site = site
        self._language = language
        self._words = words_of(language)
        catalogue, self._changed = self._catalogue_of(stored)
        self._catalogue = catalogue
        self._index = Index(catalogue.having, len(catalogue.paths), size_of(site, language), site.frequencies(language))
        self._links = Links(site, catalogue, self._words, self._index)
        self._known: dict[str, dict[str, list[str]]] = {}
        self._paths = {path: parts_of(path) for path in catalogue.paths}
        self._found = len(catalogue.targets)

    def _catalogue_of(self, stored: tuple[Catalogue, list[str]] | None) -> tuple[Catalogue, int]:
        """What the articles tell, and how many of them have changed since that was stored; -1 where it was not."""
        if stored is None:
            catalogue, changed = Catalogue(), -1
            known = self._site.counted(articles_of).get(self._language) or ()
            pages = [page for path in known if (page := self._site.page(path))]
        else:
            catalogue, paths = stored
            catalogue.remove({*paths})
            changed = len(paths)
            there = (page for path in paths if (page := self._site.page(path)) and self._site.has_page(page))
            pages = [page for page in there if self._site.language(page) == self._language]
        base = self._site.base_url.rstrip("/")
        for page in pages:
            catalogue.add(page.path, Told(stems_of_article(self._site, page), references_of(page, base)))
        catalogue.sort()
        return catalogue, changed

    def rows(self) -> Iterator[Row]:
        """What is to be stored of it, where that was not said yet, or much has changed since."""
        if self._changed < 0 or is_worth_it(self._changed, len(self._catalogue.targets) - self._found):
            yield from rows_of(self._language, self._catalogue)
            self._changed, self._found = 0, len(self._catalogue.targets)

    def take_asked(self) -> set[str]:
        """The keys of what was asked for since this was last called."""
        asked = {key_of(kind, self._language, what) for kind, what in self._index.asked}
        if any(kind == FREQUENCY for kind, _ in self._index.asked):
            asked.add(COUNTED)
        self._index.asked.clear()
        return asked

    def note_size(self) -> None:
        """Note that somebody asked who depends on how many articles there are."""
        size_of(self._site, self._language)

    def take_resolved(self) -> set[str]:
        """The keys that were asked of the site, since this was last called, to find out where links lead."""
        return self._links.take_resolved()

    def taken_over(self, site: Site) -> Library:
        """The same articles with what is told about them, of a site in which no other ones are."""
        library = copy(self)
        library._site, library._links = site, self._links.taken_over(site)
        return library

    @property
    def _editions(self) -> Editions:
        self._index.asked.add((PLACES, ""))
        return self._all_editions

    @cached_property
    def _all_editions(self) -> Editions:
        return Editions(self._paths)

    def named(self, text: str, limit: int = 3) -> list[Match]:
        """The articles that some words may mean, wherever they stand; the likeliest first."""
        return self._about(text, "", limit, apart=False)

    def about(self, text: str, page: Page, limit: int = 3, *, apart: bool = False) -> list[Match]:
        """The articles that these words of an article may mean, the likeliest first.

        With `apart`, what the same words of this very article link does not count.
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
        articles = Articles(self._index, self._holds, self._fields, self._links.inbound, self._editions, parts_of)
        return [Match(self._page(path), score, known) for path, score, known in rank(query, articles, limit)]

    def linked_by(self, words: str, page: Page) -> list[Page]:
        """The articles that links of just these words in other articles lead to."""
        stems = tuple(dict.fromkeys(self._words.stems(words)))
        return [self._page(path) for path in sorted({*self._links.targets_of(stems, page.path)})]

    def is_meant(self, words: str, page: Page, other: Page, score: float) -> bool:
        """Whether words of an article mean another one with at least this score.

        Not where it is of another edition, has the name or nearly the title of the section that it stands in, or is not
        the only one whose title has just these words.
        """
        own, there = self._editions.folder(page.path), self._editions.folder(other.path)
        if (own and there and own != there) or self._is_like_its_section(other.path):
            return False
        found = self.about(words, page)
        if not found or found[0].page is not other or found[0].score < score:
            return False
        stems = {*self._words.stems(words)}
        return all({*self._fields(match.page.path)["title"]} != stems for match in found[1:])

    def _is_like_its_section(self, path: str) -> bool:
        """Whether an article has the name of its section, or its title but for a word, as an overview has."""
        parts = self._paths[path]
        section = next((other for other, places in self._paths.items() if places == parts[:-1]), None)
        if section is None:
            return False
        title, above = ({*self._fields(article)["title"]} for article in (path, section))
        return parts[-2] == parts[-1] or (bool(above) and above <= title and len(title - above) <= 1)

    def mentions(self, texts: Sequence[str], page: Page, linked: Collection[str]) -> list[Mention]:
        """Where texts of an article name others that are not among those linked, by path; the surest first."""
        tokens = [list(self._words.tokens(text)) for text in texts]
        found = self._names.mentions(tokens, {page.path, *linked, *self._other_editions(page.path)})
        words = {stem for text in tokens for stem, _, _ in text}
        beside = [{stem for stem, _, _ in text} for text in tokens]
        likely = [
            mention._replace(weight=mention.weight * self._support(mention, page, words, beside[mention.text]))
            for mention in found[:_LIKELY]
        ]
        return sorted(likely, key=lambda mention: (-mention.weight, mention.path)) + found[_LIKELY:]

    def _support(self, mention: Mention, page: Page, words: Set[str], beside: Set[str]) -> float:
        """How much more speaks for an article that is named: what else of it stands in the text and beside the name."""
        near = beside - {*mention.stems}
        folders = shared(self._paths[mention.path], self._paths[page.path]) / max(len(self._paths[page.path]) - 1, 1)
        return support(self._naming(mention.path), words, near, self._index.rarity, folders)

    def _other_editions(self, path: str) -> Iterator[str]:
        """The articles that belong to another edition than an article."""
        own = self._editions.folder(path)
        if own:
            yield from (other for other in self._paths if self._editions.folder(other) not in ((), own))

    @cached_property
    def _names(self) -> Names:
        enough = min(_ENOUGH, _OF_FEW * log(1 + len(self._paths)))
        names = Names(self._index.rarity, self._index.is_usual, enough)
        for path in self._paths:
            page = self._page(path)
            if self._site.published(page) and self._site.kind(page) in ("page", "section"):
                for name in {tuple(self._fields(path)[field]): None for field in ("title", "names")}:
                    names.add(path, name)
        for reference, stems in self._links.items():
            target = self._links.target(reference)
            if target and len(self.linked_by(reference.text, self._page(target))) == 1:
                names.add(target, stems, self._trust(reference, target))
        return names

    def _trust(self, reference: Reference, target: str) -> float:
        """How much the words of a link are a name of its target."""
        if len(self._links.sources(reference)) > 1:
            return 1.0
        return trust(self._links.stems(reference), self._naming(target), self._index.rarity)

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

    def misnamed(self, words: str, telling: Set[str], page: Page, target: Page) -> Page | None:
        """The article that the words of a link name for certain; `telling_words`, which is asked first, gives some."""
        linked = self.linked_by(words, page)
        found = [] if target in linked else self.about(words, page, 1, apart=True)
        if not found or found[0].page is target or found[0].score < _MISNAMED:
            return None
        path = found[0].page.path
        if self._editions.page(path) == self._editions.page(target.path):
            return None
        return found[0].page if telling <= {*self._fields(path)["title"]} else None

    def content_words(self, text: str) -> int:
        """How many words of a text tell what it is about: those that few articles have."""
        stems = dict.fromkeys(self._words.stems(text))
        return sum(len(stem) > 1 and not self._index.is_usual(stem) for stem in stems)

    def _is_vague(self, same: Mapping[str, int], stems: tuple[str, ...]) -> bool:
        """Whether links with the same words lead to this and that, as "here" and "the previous article" do.

        Not where one of these articles has the words for its title.
        """
        pages: dict[str, int] = {}
        for path, count in same.items():
            page = self._editions.page(path)
            pages[page] = pages.get(page, 0) + count
        titles = {tuple(self._fields(path)["title"]) for path in same}
        if stems in titles:
            return False
        return len(pages) >= _VAGUE and len(titles) > 1 and max(pages.values()) <= sum(pages.values()) / 2

    def _holds(self, path: str) -> bool:
        return self._site.page(path) is not None

    def _page(self, path: str) -> Page:
        page = self._site.page(path)
        assert page
        return page

    def _fields(self, path: str) -> dict[str, list[str]]:
        """The stems of an article by field."""
        self._index.asked.add((TOLD, path))
        if path not in self._known:
            texts = texts_of(self._site, self._page(path))
            self._known[path] = {name: self._words.stems(text) for name, text in texts.items()}
        return self._known[path]
