"""In how many articles of a language each stem stands: counted when it is needed, and stored in blocks."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from postlint.facts.encoding import decoder, encoded
from postlint.site.library.index import FREQUENCY, articles_of, key_of, rounded, rounded_count
from postlint.site.library.stored_catalogue import FREQUENCIES
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of
from postlint.site.stored_counts import recount_row, stored_counts

if TYPE_CHECKING:
    from postlint.site.rows import ChangedRows, Row, Rows
    from postlint.site.site import Site

_BLOCK = 256
"""The frequencies of so many successive stems are stored in one row."""
_decode_first = decoder(list[str])


class Postings(NamedTuple):
    """The articles of a language by their stems."""

    paths: list[str]
    """The paths of the articles, in order; they are numbered so."""
    by_stem: defaultdict[str, array[int]]
    """The numbers of the articles that have a stem in any field, rising."""


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
        self._is_given = False

    def __call__(self, stem: str) -> int:
        """In about how many articles a stem stands."""
        return self[stem]

    def __missing__(self, stem: str) -> int:
        frequency = self[stem] = rounded(self._number(stem))
        return frequency

    def _number(self, stem: str) -> int:
        """The number of articles that have a stem."""
        if self._stored is None:
            return len(self.postings.by_stem.get(stem, ()))
        block = _block_of(self._language, stem, self._first)
        if block not in self._read:
            self._read[block] = stored_counts(self._stored, FREQUENCIES, block)
        return self._read[block].get(stem, 0)

    @cached_property
    def postings(self) -> Postings:
        """The articles by their stems, all of which are read for that."""
        postings, site, words = Postings([], defaultdict(partial(array, "I"))), self._site, words_of(self._language)
        by_stem = postings.by_stem
        with site.recorder.recording():
            for path in sorted(site.counted(articles_of).get(self._language) or ()):
                if page := site.page(path):
                    number = len(postings.paths)
                    postings.paths.append(path)
                    for stem in stems_of(texts_of(site, page), words):
                        by_stem[stem].append(number)
        return postings

    def rows(self) -> Iterator[Row]:
        """The rows that store them, once; none where they are stored, or nobody has asked."""
        if self._stored is None and "postings" in self.__dict__ and not self._is_given:
            self._is_given = True
            by_stem = self.postings.by_stem
            stems = sorted(by_stem)
            yield FREQUENCIES, self._language, encoded(stems[::_BLOCK])
            for at in range(0, len(stems), _BLOCK):
                counts = {stem: len(by_stem[stem]) for stem in stems[at : at + _BLOCK]}
                yield FREQUENCIES, f"{self._language}:{at // _BLOCK}", encoded(counts)


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
