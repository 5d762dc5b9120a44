"""In how many articles of a language each stem stands: counted for those that ask, and stored in portions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary
from zlib import crc32

from postlint.site.library.index import FREQUENCY, about_so_many, articles_of, key_of, rounded
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.groups import Counts
    from postlint.site.site import Site

_MOST_KEPT = 5000
"""The stems of so many articles are kept for a library, once they were counted."""
_SHELVES = 32
"""In so many portions the numbers of all stems of a language are stored."""


class Frequencies(dict[str, int]):
    """In about how many articles of a language each stem stands; nobody has asked for that."""

    def __init__(self, site: Site, language: str) -> None:
        super().__init__()
        self._site = site
        self._language = language

    def __call__(self, stem: str) -> int:
        """In about how many articles a stem stands."""
        return self[stem]

    def __missing__(self, stem: str) -> int:
        with self._site.recorder.noted():
            often = self[stem] = rounded(self._counts(stem).get(stem, 0))
        return often

    def _counts(self, stem: str) -> Counts:
        """How often stems stand, this one among them."""
        if self._site.has_counted(stems_of_articles):
            return self._site.counted(stems_of_articles).get(_shelves(self._language)[stem]) or {}
        return self._own

    @cached_property
    def _own(self) -> Counts:
        """How often all stems of this language stand: while nothing is stored, the others need not be counted."""
        site, counts = self._site, Counter[str]()
        kept = _kept.setdefault(site, {})
        for path in site.counted(articles_of).get(self._language) or ():
            if page := site.page(path):
                stems = stems_of(texts_of(site, page), words_of(self._language))
                counts.update(stems)
                if len(kept) < _MOST_KEPT:
                    kept[path] = page, [*stems]
        return counts


def stems_of_articles(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The stems of an article in portions, as few of them are looked up."""
    if site.has_page(page):
        shelf_of = _shelves(site.language(page))
        shelves: dict[str, list[str]] = {}
        for stem in stems_of_article(site, page):
            shelf = shelf_of[stem]
            if shelf in shelves:
                shelves[shelf].append(stem)
            else:
                shelves[shelf] = [stem]
        yield from shelves.items()


def stems_of_article(site: Site, page: Page) -> Iterable[str]:
    """The stems of an article, each once; those of many are kept where they were just counted."""
    known, stems = _kept.get(site, {}).get(page.path, (None, ()))
    return stems if known is page else stems_of(texts_of(site, page), words_of(site.language(page)))


_kept: WeakKeyDictionary[Site, dict[str, tuple[Page, list[str]]]] = WeakKeyDictionary()
"""By site and path, the stems of articles that were counted: a library that is made next needs them again."""


class _Shelves(dict[str, str]):
    """In which portion the number of each stem of a language is stored."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, stem: str) -> str:
        shelf = self[stem] = f"{self._language}:{crc32(stem.encode()) % _SHELVES}"
        return shelf


@cache
def _shelves(language: str) -> _Shelves:
    return _Shelves(language)


def frequency_keys(shelf: str, before: Counts, after: Counts) -> Iterator[str]:
    """The keys of the stems that had these counts before, of which the number of articles is about another one now."""
    language = shelf.partition(":")[0]
    for stem, number in before.items():
        if rounded(number) != rounded(after.get(stem, 0)):
            yield key_of(FREQUENCY, language, stem)


def size_of(site: Site, language: str) -> int:
    """How many articles the library of a language has, rounded; whoever asks depends on that alone."""
    size: int = site.concluded(about_so_many, articles_of, language)
    return size
