"""The stored index of the articles of a language: rows of which a query reads only those that it needs.

Articles are numbered in the order of their paths, links in that of their words. What is found by number stands in
blocks of successive numbers, what is found by a word or a key in buckets, by a digest of it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from postlint.facts.encoding import Damaged, Undecoded, decoder, encoded
from postlint.site.library.editions import Row as Edition
from postlint.site.library.references import Reference
from postlint.site.rows import Row, Rows

CATALOGUE = "catalogue"
"""The table of what is stored of each language; the names of the others begin so."""
_ARTICLES, _STEMS, _LINKS, _OUTLINES, _INBOUND, _KEYS = (
    f"{CATALOGUE} {name}" for name in ("articles", "stems", "links", "outlines", "inbound", "keys")
)
NOWHERE = -1
"""Stands for the number of an article where there is none."""
TABLES = (CATALOGUE, _ARTICLES, _STEMS, _LINKS, _OUTLINES, _INBOUND, _KEYS)
_BLOCK = 64
"""So many articles, or links, stand in one row."""
_OUTLINES_AT_ONCE = 1024
"""So many outlines of links stand in one row: of many links with a word, no more is read."""
_BUCKET = 4096
"""About so many numbers stand in a bucket of stems."""
_KEYS_BUCKET = 1024
"""About so many numbers stand in a bucket of keys."""
_T = TypeVar("_T")


class StoredLink(NamedTuple):
    """A link: its words and destination, the numbers of the articles that have it, and where it leads."""

    reference: Reference
    sources: list[int]
    target: int
    """The number of the article to which it leads; NOWHERE for none."""
    keys: bytes
    """The keys that were read to resolve it, as short digests."""


class Outline(NamedTuple):
    """What is asked of each link that has a word."""

    target: int
    """The number of the article to which it leads; NOWHERE for none."""
    sources: int
    """How many articles have it."""
    stems: int
    """How many stems its words have, each counted once."""


class _Head(NamedTuple):
    """How much is stored of a language."""

    articles: int
    links: int
    stem_buckets: int
    key_buckets: int
    first_paths: list[str]
    """The first path of each block of articles."""
    editions: list[Edition]


class _Article(NamedTuple):
    path: str
    links: list[int]
    """The numbers of its links, as differences."""


_Inbound = dict[int, Undecoded]
_decode_head = decoder(_Head)
_decode_articles = decoder(list[_Article])
_decode_stems = decoder(dict[str, Undecoded])
_decode_stem = decoder(tuple[list[int], list[int]])
_decode_links = decoder(list[StoredLink])
_decode_outlines = decoder(list[Outline])
_decode_inbound = decoder(_Inbound)
_decode_sources = decoder(list[tuple[int, list[int]]])
_decode_keys = decoder(dict[int, list[int]])


class StoredCatalogue:
    """What is stored of the articles of a language, read in parts. All that reads raises Damaged."""

    def __init__(self, rows: Rows, language: str, head: bytes) -> None:
        """`head` is the value of the language in the table CATALOGUE."""
        self._rows = rows
        self._language = language
        self._head: _Head = _decode_head(head)
        if min(self._head.stem_buckets, self._head.key_buckets) < 1:
            raise Damaged("the stored library has no words")
        self._known: dict[tuple[str, int], Any] = {}
        self._stems: dict[str, tuple[list[int], list[int]]] = {}

    @property
    def count(self) -> int:
        """How many articles there are; their numbers are below that."""
        return self._head.articles

    @property
    def link_count(self) -> int:
        """How many links there are; their numbers are below that."""
        return self._head.links

    @property
    def editions(self) -> list[Edition]:
        """The rows of the editions."""
        return self._head.editions

    def path(self, number: int) -> str:
        """The path of an article."""
        return self._article(number).path

    def number(self, path: str) -> int | None:
        """The number of the article of a path; None where there is none."""
        block = bisect_right(self._head.first_paths, path) - 1
        if block < 0:
            return None
        paths = [article.path for article in self._block(_ARTICLES, block, _decode_articles)]
        at = bisect_left(paths, path)
        return block * _BLOCK + at if paths[at : at + 1] == [path] else None

    def paths(self) -> Iterator[str]:
        """The paths of all articles, by number."""
        return (self.path(number) for number in range(self.count))

    def links_of(self, number: int) -> Sequence[int]:
        """The numbers of the links that an article has."""
        return _summed(self._article(number).links)

    def postings(self, stem: str) -> Sequence[int]:
        """The numbers of the articles that have a stem in any field."""
        return self._stem(stem)[0]

    def links_with(self, stem: str) -> Sequence[int]:
        """The numbers of the links that have a stem among their words."""
        return self._stem(stem)[1]

    def link(self, number: int) -> StoredLink:
        """A link by its number."""
        link = self._link(number)
        return link._replace(sources=_summed(link.sources))

    def link_number(self, reference: Reference) -> int | None:
        """The number of a link; None where there is none."""
        numbers = range(self.link_count)
        at = bisect_left(numbers, reference, key=lambda number: self._link(number).reference)
        return at if at in numbers and self._link(at).reference == reference else None

    def outline(self, number: int) -> Outline:
        """What is asked of each link that has a word, by its number."""
        block = self._block(_OUTLINES, number // _OUTLINES_AT_ONCE, _decode_outlines)
        outline: Outline = self._at(block, number % _OUTLINES_AT_ONCE)
        return outline

    def inbound(self, number: int) -> Iterator[tuple[int, Sequence[int]]]:
        """The links that lead to an article, each with the articles that have it; all by number."""
        block: _Inbound = self._block(_INBOUND, number // _BLOCK, _decode_inbound)
        if number in block:
            for link, sources in _decode_sources(memoryview(block[number])):
                yield link, _summed(sources)

    def links_by_key(self, digest: int) -> Sequence[int]:
        """The numbers of the links for which a key of this digest was read."""
        bucket = self._block(_KEYS, digest % self._head.key_buckets, _decode_keys)
        return _summed(bucket.get(digest, []))

    def stems(self) -> Iterator[str]:
        """All stems."""
        for bucket in range(self._head.stem_buckets):
            yield from self._block(_STEMS, bucket, _decode_stems)

    def _stem(self, stem: str) -> tuple[list[int], list[int]]:
        if stem not in self._stems:
            data = self._block(_STEMS, crc32(stem.encode()) % self._head.stem_buckets, _decode_stems).get(stem)
            articles, links = _decode_stem(memoryview(data)) if data is not None else ([], [])
            self._stems[stem] = _summed(articles), _summed(links)
        return self._stems[stem]

    def _link(self, number: int) -> StoredLink:
        """A link as it is stored: its sources are differences."""
        link: StoredLink = self._at(self._block(_LINKS, number // _BLOCK, _decode_links), number % _BLOCK)
        return link

    def _article(self, number: int) -> _Article:
        article: _Article = self._at(self._block(_ARTICLES, number // _BLOCK, _decode_articles), number % _BLOCK)
        return article

    def _at(self, block: Sequence[_T], at: int) -> _T:
        if at >= len(block):
            raise Damaged("the stored library lacks an article or a link")
        return block[at]

    def _block(self, table: str, at: int, decode: Callable[[bytes], Any]) -> Any:
        """One row of a table, decoded."""
        if (table, at) not in self._known:
            data = self._rows.fact(table, f"{self._language}:{at}")
            if data is None:
                raise Damaged("a part of the stored library is missing")
            self._known[table, at] = decode(data)
        return self._known[table, at]


def rows_of(
    language: str,
    articles: Sequence[tuple[str, Sequence[int]]],
    postings: Mapping[str, Sequence[int]],
    links: Sequence[tuple[StoredLink, Sequence[str]]],
    editions: Iterable[Edition],
) -> Iterator[Row]:
    """The rows that store what the articles of a language have.

    `articles` are paths, each with the numbers of its links; `links` are links with the stems of their words, each
    once. All numbers are places in these two.
    """
    with_stem: dict[str, list[int]] = {}
    by_key: dict[int, list[int]] = {}
    inbound: dict[int, list[tuple[int, list[int]]]] = {}
    for at, (link, stems) in enumerate(links):
        for stem in stems:
            with_stem.setdefault(stem, []).append(at)
        for key in array("I", link.keys):
            by_key.setdefault(key, []).append(at)
        if link.target != NOWHERE:
            inbound.setdefault(link.target, []).append((at, _differences(link.sources)))
    size = sum(map(len, postings.values())) + sum(map(len, with_stem.values()))
    head = _Head(
        len(articles),
        len(links),
        size // _BUCKET + 1,
        sum(map(len, by_key.values())) // _KEYS_BUCKET + 1,
        [path for path, _ in articles[::_BLOCK]],
        [*editions],
    )
    yield CATALOGUE, language, encoded(head)
    entries = [_Article(path, _differences(own)) for path, own in articles]
    yield from _blocks(language, _ARTICLES, entries, _BLOCK)
    stored_links = [link._replace(sources=_differences(link.sources)) for link, _ in links]
    yield from _blocks(language, _LINKS, stored_links, _BLOCK)
    outlines = [Outline(link.target, len(link.sources), len(stems)) for link, stems in links]
    yield from _blocks(language, _OUTLINES, outlines, _OUTLINES_AT_ONCE)
    numbered = [{at: inbound[at] for at in block if at in inbound} for block in _ranges(len(articles), _BLOCK)]
    yield from ((_INBOUND, f"{language}:{at}", encoded(block)) for at, block in enumerate(numbered))
    stem_buckets: list[dict[str, Any]] = [{} for _ in range(head.stem_buckets)]
    for stem in sorted(postings.keys() | with_stem.keys()):
        numbers = _differences(postings.get(stem, ())), _differences(with_stem.get(stem, ()))
        stem_buckets[crc32(stem.encode()) % head.stem_buckets][stem] = numbers
    yield from ((_STEMS, f"{language}:{at}", encoded(bucket)) for at, bucket in enumerate(stem_buckets))
    key_buckets: list[dict[int, Any]] = [{} for _ in range(head.key_buckets)]
    for key in sorted(by_key):
        key_buckets[key % head.key_buckets][key] = _differences(by_key[key])
    yield from ((_KEYS, f"{language}:{at}", encoded(bucket)) for at, bucket in enumerate(key_buckets))


def _blocks(language: str, table: str, items: Sequence[object], size: int) -> Iterator[Row]:
    for at, block in enumerate(_ranges(len(items), size)):
        yield table, f"{language}:{at}", encoded(items[block.start : block.stop])


def _ranges(count: int, size: int) -> list[range]:
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _differences(numbers: Sequence[int]) -> list[int]:
    """Rising numbers as the first one and by how much each is more than the one before: small ones take few bytes."""
    return [*numbers[:1], *(after - before for before, after in pairwise(numbers))]


def _summed(differences: Iterable[int]) -> list[int]:
    """The numbers of which these are the differences."""
    return [*accumulate(differences)]
