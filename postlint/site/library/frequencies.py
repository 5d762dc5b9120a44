"""In how many articles of a language each stem stands: counted when it is needed, and stored in buckets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary
from zlib import crc32

from postlint.site.library.index import FREQUENCY, articles_of, key_of, rounded, rounded_count
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.groups import Counts
    from postlint.site.site import Site

_MOST_CACHED = 5000
"""The stems of so many articles are kept for the library that is built next."""
_BUCKETS = 32
"""How many buckets the frequencies of a language are stored in."""


class Frequencies(dict[str, int]):
    """In about how many articles of a language each stem stands; no key is recorded for reading it."""

    def __init__(self, site: Site, language: str) -> None:
        super().__init__()
        self._site = site
        self._language = language

    def __call__(self, stem: str) -> int:
        """In about how many articles a stem stands."""
        return self[stem]

    def __missing__(self, stem: str) -> int:
        with self._site.recorder.recording():
            frequency = self[stem] = rounded(self._counts(stem).get(stem, 0))
        return frequency

    def _counts(self, stem: str) -> Counts:
        """The number of articles by stem, this one among them."""
        if self._site.has_counted(stems_of_articles):
            return self._site.counted(stems_of_articles).get(_buckets(self._language)[stem]) or {}
        return self._counted

    @cached_property
    def _counted(self) -> Counts:
        """The number of articles by stem, of this language alone: while nothing is stored, no other is counted."""
        site, counts = self._site, Counter[str]()
        cached = _cached_stems.setdefault(site, {})
        for path in site.counted(articles_of).get(self._language) or ():
            if page := site.page(path):
                stems = stems_of(texts_of(site, page), words_of(self._language))
                counts.update(stems)
                if len(cached) < _MOST_CACHED:
                    cached[path] = page, [*stems]
        return counts


def stems_of_articles(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The stems of an article by bucket: few buckets are read."""
    if site.has_page(page):
        bucket_of = _buckets(site.language(page))
        buckets: dict[str, list[str]] = {}
        for stem in stems_of_article(site, page):
            bucket = bucket_of[stem]
            if bucket in buckets:
                buckets[bucket].append(stem)
            else:
                buckets[bucket] = [stem]
        yield from buckets.items()


def stems_of_article(site: Site, page: Page) -> Iterable[str]:
    """The stems of an article, each once; cached where they were just counted."""
    known, stems = _cached_stems.get(site, {}).get(page.path, (None, ()))
    return stems if known is page else stems_of(texts_of(site, page), words_of(site.language(page)))


_cached_stems: WeakKeyDictionary[Site, dict[str, tuple[Page, list[str]]]] = WeakKeyDictionary()
"""By site and path, the stems of counted articles: the library that is built next needs them again."""


class _Buckets(dict[str, str]):
    """The bucket that the frequency of each stem of a language is stored in."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, stem: str) -> str:
        bucket = self[stem] = f"{self._language}:{crc32(stem.encode()) % _BUCKETS}"
        return bucket


@cache
def _buckets(language: str) -> _Buckets:
    return _Buckets(language)


def frequency_keys(bucket: str, before: Counts, after: Counts) -> Iterator[str]:
    """The keys of the stems of a bucket whose rounded frequency differs between two counts."""
    language = bucket.partition(":")[0]
    for stem, number in before.items():
        if rounded(number) != rounded(after.get(stem, 0)):
            yield key_of(FREQUENCY, language, stem)


def size_of(site: Site, language: str) -> int:
    """How many articles the library of a language has, rounded; the caller depends on that alone."""
    size: int = site.concluded(rounded_count, articles_of, language)
    return size
