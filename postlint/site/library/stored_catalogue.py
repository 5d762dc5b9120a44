"""The stored index of the articles of a language: rows of which a query reads only those that it needs.

Articles are numbered in the order of their paths, links in that of their words. What is found by number or by a word
stands in blocks of successive ones, what is found by a key in buckets, by a digest of it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, takewhile
from typing import Any, NamedTuple, TypeVar

from postlint.facts.encoding import Damaged, Undecoded, decoder, encoded
from postlint.site.library.editions import Row as Edition
from postlint.site.library.references import Reference
from postlint.site.rows import Row, Rows

CATALOGUE = "catalogue"
"""The table of what is stored of each language; the names of the others begin so."""
_ARTICLES, _STEMS, _WORDS, _LINKS, _OUTLINES, _INBOUND, _KEYS = (
    f"{CATALOGUE} {name}" for name in ("articles", "stems", "words", "links", "outlines", "inbound", "keys")
)
NOWHERE = -1
"""Stands for the number of an article where there is none."""
FREQUENCIES = f"{CATALOGUE} frequencies"
"""The table of how many articles of each language have a stem."""
TABLES = (CATALOGUE, _ARTICLES, _STEMS, _WORDS, _LINKS, _OUTLINES, _INBOUND, _KEYS)
_BLOCK = 64
"""So many articles, or links, stand in one row."""
_OUTLINES_AT_ONCE = 1024
"""So many outlines of links stand in one row: of many links with a word, no more is read."""
_NUMBERS = 4096
"""About so many numbers stand in one row of stems: of one that more articles have, no others are read."""
_KEYS_BUCKET = 1024
"""About so many numbers stand in a bucket of keys."""
_NUMBER = "I"
"""The type of stored numbers."""
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
    key_buckets: int
    first_paths: list[str]
    """The first path of each block of articles."""
    first_stems: list[str]
    """The first stem of each block of them."""
    first_words: list[str]
    """The same of those that links have."""
    editions: list[Edition]


class _Article(NamedTuple):
    path: str
    links: list[int]
    """The numbers of its links."""


_Inbound = dict[int, Undecoded]
_decode_head = decoder(_Head)
_decode_articles = decoder(list[_Article])
_decode_numbers = decoder(dict[str, bytes])
_decode_links = decoder(list[StoredLink])
_decode_outlines = decoder(list[Outline])
_decode_inbound = decoder(_Inbound)
_decode_sources = decoder(list[tuple[int, list[int]]])
_decode_keys = decoder(dict[int, bytes])


class StoredCatalogue:
    """What is stored of the articles of a language, read in parts. All that reads raises Damaged."""

    def __init__(self, rows: Rows, language: str, head: bytes) -> None:
        """`head` is the value of the language in the table CATALOGUE."""
        self._rows = rows
        self._language = language
        self._head: _Head = _decode_head(head)
        if self._head.key_buckets < 1:
            raise Damaged("the stored library has no keys")
        self._known: dict[tuple[str, int], Any] = {}

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

    def beginning(self, prefix: str) -> Iterator[str]:
        """The paths of the articles that begin with a prefix."""
        for block in range(max(bisect_right(self._head.first_paths, prefix) - 1, 0), len(self._head.first_paths)):
            paths = [article.path for article in self._block(_ARTICLES, block, _decode_articles)]
            at = bisect_left(paths, prefix)
            yield from successive(paths, prefix, at)
            if at < len(paths) and not paths[-1].startswith(prefix):
                return

    def paths(self) -> Iterator[str]:
        """The paths of all articles, by number."""
        return (self.path(number) for number in range(self.count))

    def links_of(self, number: int) -> Sequence[int]:
        """The numbers of the links that an article has."""
        return self._article(number).links

    def postings(self, stem: str) -> Sequence[int]:
        """The numbers of the articles that have a stem in any field."""
        return self._numbers(_STEMS, self._head.first_stems, stem)

    def links_with(self, stem: str) -> Sequence[int]:
        """The numbers of the links that have a stem among their words."""
        return self._numbers(_WORDS, self._head.first_words, stem)

    def link(self, number: int) -> StoredLink:
        """A link by its number."""
        link: StoredLink = self._at(self._block(_LINKS, number // _BLOCK, _decode_links), number % _BLOCK)
        return link

    def link_number(self, reference: Reference) -> int | None:
        """The number of a link; None where there is none."""
        numbers = range(self.link_count)
        at = bisect_left(numbers, reference, key=lambda number: self.link(number).reference)
        return at if at in numbers and self.link(at).reference == reference else None

    def outline(self, number: int) -> Outline:
        """What is asked of each link that has a word, by its number."""
        block = self._block(_OUTLINES, number // _OUTLINES_AT_ONCE, _decode_outlines)
        outline: Outline = self._at(block, number % _OUTLINES_AT_ONCE)
        return outline

    def inbound(self, number: int) -> Iterator[tuple[int, Sequence[int]]]:
        """The links that lead to an article, each with the articles that have it; all by number."""
        block: _Inbound = self._block(_INBOUND, number // _BLOCK, _decode_inbound)
        if number in block:
            yield from _decode_sources(memoryview(block[number]))

    def links_by_key(self, digest: int) -> Sequence[int]:
        """The numbers of the links for which a key of this digest was read."""
        bucket = self._block(_KEYS, digest % self._head.key_buckets, _decode_keys)
        return _numbers(bucket.get(digest, b""))

    def stems(self) -> Iterator[str]:
        """All stems."""
        for block in range(len(self._head.first_stems)):
            yield from self._block(_STEMS, block, _decode_numbers)

    def _numbers(self, table: str, first: Sequence[str], stem: str) -> Sequence[int]:
        """The numbers of a stem; `first` has the first stem of each block."""
        block = bisect_right(first, stem) - 1
        return () if block < 0 else _numbers(self._block(table, block, _decode_numbers).get(stem, b""))

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
    articles: Sequence[tuple[str, list[int]]],
    postings: Mapping[str, array[int]],
    links: Sequence[tuple[StoredLink, Sequence[str]]],
    editions: Iterable[Edition],
) -> Iterator[Row]:
    """The rows that store what the articles of a language have.

    `articles` are paths, each with the numbers of its links; `links` are links with the stems of their words, each
    once. All numbers are places in these two.
    """
    with_stem: defaultdict[str, array[int]] = defaultdict(partial(array, _NUMBER))
    by_keys: dict[bytes, list[int]] = {}
    by_key: dict[int, array[int]] = {}
    inbound: dict[int, list[tuple[int, list[int]]]] = {}
    for at, (link, stems) in enumerate(links):
        for stem in stems:
            with_stem[stem].append(at)
        by_keys.setdefault(link.keys, []).append(at)
        if link.target != NOWHERE:
            inbound.setdefault(link.target, []).append((at, link.sources))
    # Links of one destination have the same keys.
    for keys, numbers in by_keys.items():
        for key in array(_NUMBER, keys):
            by_key.setdefault(key, array(_NUMBER)).extend(numbers)
    stem_blocks, word_blocks = [*_blocks_of(postings)], [*_blocks_of(with_stem)]
    key_buckets: list[dict[int, bytes]] = [{} for _ in range(sum(map(len, by_key.values())) // _KEYS_BUCKET + 1)]
    for key in sorted(by_key):
        key_buckets[key % len(key_buckets)][key] = by_key[key].tobytes()
    first_paths = [path for path, _ in articles[::_BLOCK]]
    first_stems, first_words = ([next(iter(block)) for block in blocks] for blocks in (stem_blocks, word_blocks))
    sizes = len(articles), len(links), len(key_buckets)
    yield CATALOGUE, language, encoded(_Head(*sizes, first_paths, first_stems, first_words, [*editions]))
    outlines = [Outline(link.target, len(link.sources), len(stems)) for link, stems in links]
    blocks: dict[str, Iterable[object]] = {
        _ARTICLES: _ranges(articles, _BLOCK),
        _STEMS: stem_blocks,
        _WORDS: word_blocks,
        _LINKS: _ranges([link for link, _ in links], _BLOCK),
        _OUTLINES: _ranges(outlines, _OUTLINES_AT_ONCE),
        _INBOUND: [{at: inbound[at] for at in some if at in inbound} for some in _ranges(range(len(articles)), _BLOCK)],
        _KEYS: key_buckets,
    }
    for table, parts in blocks.items():
        yield from ((table, f"{language}:{at}", encoded(part)) for at, part in enumerate(parts))


def successive(paths: Sequence[str], prefix: str, at: int) -> Iterator[str]:
    """The paths from a place on as long as they begin with a prefix."""
    return takewhile(lambda path: path.startswith(prefix), islice(paths, at, None))


def _blocks_of(numbers: Mapping[str, array[int]]) -> Iterator[dict[str, bytes]]:
    """The numbers of stems in blocks of successive ones."""
    block: dict[str, bytes] = {}
    size = 0
    for stem in sorted(numbers):
        size += len(numbers[stem])
        if size > _NUMBERS and block:
            yield block
            block, size = {}, len(numbers[stem])
        block[stem] = numbers[stem].tobytes()
    if block:
        yield block


def _ranges(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _numbers(data: bytes) -> array[int]:
    """Stored numbers. Raises Damaged."""
    numbers = array(_NUMBER)
    try:
        numbers.frombytes(data)
    except ValueError as error:
        raise Damaged(f"these are no stored numbers: {error}") from error
    return numbers
