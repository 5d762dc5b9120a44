"""In how many articles of a language each stem stands: counted when it is needed, and stored in blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from postlint.facts.encoding import decoder, encoded
from postlint.site.library.index import FREQUENCY, articles_of, key_of, rounded, rounded_count
from postlint.site.library.stored_catalogue import FREQUENCIES
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of
from postlint.site.stored_counts import recount_row, stored_counts

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.rows import ChangedRows, Row, Rows
    from postlint.site.site import Site

_MOST_CACHED = 5000
"""The stems of so many articles are kept for the library that is built next."""
_BLOCK = 256
"""The frequencies of so many successive stems are stored in one row."""
_decode_first = decoder(list[str])


class Frequencies(dict[str, int]):
    """In about how many articles of a language each stem stands; no key is recorded for reading it."""

    def __init__(self, site: Site, language: str, rows: Rows | None) -> None:
        """`rows` are what earlier runs have stored. Nothing is counted until it is asked."""
        super().__init__()
        self._site = site
        self._language = language
        first = _first_stems(rows, language) if rows else None
        self._stored = None if first is None else rows
        self._first = first or ()
        self._read: dict[str, Mapping[str, int]] = {}
        self._all: Mapping[str, int] | None = None
        """The number of articles by stem, once they are counted."""
        self._is_given = False

    def __call__(self, stem: str) -> int:
        """In about how many articles a stem stands."""
        return self[stem]

    def __missing__(self, stem: str) -> int:
        frequency = self[stem] = rounded(self._counts(stem).get(stem, 0))
        return frequency

    @property
    def are_known(self) -> bool:
        """Whether they are stored, or counted already."""
        return self._stored is not None or self._all is not None

    def take(self, counts: Mapping[str, int]) -> None:
        """Take the number of articles by stem, which somebody has counted."""
        self._all = counts

    def _counts(self, stem: str) -> Mapping[str, int]:
        """The number of articles by stem, this one among them."""
        if self._stored is None:
            return self._counted
        block = _block_of(self._language, stem, self._first)
        if block not in self._read:
            self._read[block] = stored_counts(self._stored, FREQUENCIES, block)
        return self._read[block]

    @property
    def _counted(self) -> Mapping[str, int]:
        if self._all is None:
            with self._site.recorder.recording():
                self._all = self._count()
        return self._all

    def _count(self) -> Counter[str]:
        site, counts = self._site, Counter[str]()
        cached = _cached_stems.setdefault(site, {})
        for path in site.counted(articles_of).get(self._language) or ():
            if page := site.page(path):
                stems = stems_of(texts_of(site, page), words_of(self._language))
                counts.update(stems)
                if len(cached) < _MOST_CACHED:
                    cached[path] = page, [*stems]
        return counts

    def rows(self) -> Iterator[Row]:
        """The rows that store them, once; none where they are stored, or nobody has asked."""
        if self._stored is None and self._all is not None and not self._is_given:
            self._is_given = True
            counts = sorted(self._all.items())
            first = [stem for stem, _ in counts[::_BLOCK]]
            yield FREQUENCIES, self._language, encoded(first)
            for at in range(0, len(counts), _BLOCK):
                yield FREQUENCIES, f"{self._language}:{at // _BLOCK}", encoded(dict(counts[at : at + _BLOCK]))


def stems_of_article(site: Site, page: Page) -> Iterable[str]:
    """The stems of an article, each once; cached where they were just counted."""
    known, stems = _cached_stems.get(site, {}).get(page.path, (None, ()))
    return stems if known is page else stems_of(texts_of(site, page), words_of(site.language(page)))


_cached_stems: WeakKeyDictionary[Site, dict[str, tuple[Page, list[str]]]] = WeakKeyDictionary()
"""By site and path, the stems of counted articles: the library that is built next needs them again."""


def _block_of(language: str, stem: str, first: Sequence[str]) -> str:
    """The key of the row that has the frequency of a stem, by the first stem of each block when they were stored."""
    return f"{language}:{max(bisect_right(first, stem) - 1, 0)}"


def _first_stems(rows: Rows, language: str) -> list[str] | None:
    """The first stem of each stored block; None where no frequencies of a language are stored. Raises Damaged."""
    data = rows.fact(FREQUENCIES, language)
    first: list[str] | None = None if data is None else _decode_first(data)
    return first


def change_frequencies(rows: ChangedRows, language: str, more: Mapping[str, int]) -> Iterator[str]:
    """Change the stored frequencies, of each stem by so many; yields the keys of those that differ when rounded."""
    first = _first_stems(rows, language)
    if first is None:
        # Nobody can have read them; who did, would have to ask again.
        yield from (key_of(FREQUENCY, language, stem) for stem in more)
        return
    blocks: dict[str, dict[str, int]] = {}
    for stem, number in more.items():
        blocks.setdefault(_block_of(language, stem, first), {})[stem] = number
    for block, some in blocks.items():
        recount = recount_row(rows, FREQUENCIES, block, some)
        for stem, number in recount.changed.items():
            if rounded(number) != rounded(recount.counts.get(stem, 0)):
                yield key_of(FREQUENCY, language, stem)


def size_of(site: Site, language: str) -> int:
    """How many articles the library of a language has, rounded; the caller depends on that alone."""
    size: int = site.concluded(rounded_count, articles_of, language)
    return size
