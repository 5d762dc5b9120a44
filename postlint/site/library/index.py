"""An index of articles by their words, and the links by theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

_USUAL = 0.2
_FEW = 10
"""A word is usual that more than this share of the articles have, and more than so many."""


LIBRARY = "library"
"""The table whose keys stand for the whole library of a language."""
USES_LIBRARY = f"{LIBRARY} used"
"""The key of everything that uses a library: which of its keys change with an article has to be found out."""
POSTINGS, FREQUENCY, LINKED = "postings", "frequency", "linked"
"""The kinds of keys of a stem: the articles that have it, about how many these are, and the links that have it."""
CONTENT, INBOUND, PLACES = "content", "inbound", "places"
"""The kinds of keys of an article: what is indexed of it, and which articles link to it; and the key of the editions of
the articles.
"""


def key_of(kind: str, language: str, what: str) -> str:
    """The key of a fact in the library of a language; `what` is a stem or the path of an article."""
    return f"{LIBRARY} {kind}:{language}:{what}"


class Index(Struct):
    """The articles of one language by their stems; records which facts were read."""

    postings: Callable[[str], Sequence[int]]
    """The numbers of the articles that have a stem in any field."""
    count: int = 0
    size: int = -1
    """About how many articles there are, for comparing stems; -1 for exactly `count`."""
    frequencies: Callable[[str], int] | None = None
    """In about how many articles a stem stands, where that is counted; else it is found out by `postings`."""
    read: set[tuple[str, str]] = field(default_factory=set)
    """The facts that were read: the kind of each, and its stem or article."""

    def articles(self, stem: str) -> Sequence[int]:
        """The numbers of the articles that have a stem in any field."""
        self.read.add((POSTINGS, stem))
        return self.postings(stem)

    def frequency(self, stem: str) -> int:
        """In about how many articles a stem stands."""
        self.read.add((FREQUENCY, stem))
        return self.frequencies(stem) if self.frequencies is not None else rounded(len(self.postings(stem)))

    def is_usual(self, stem: str) -> bool:
        """Whether so many articles have a stem that it distinguishes none of them."""
        return is_usual(self.frequency(stem), self._size)

    def rarity(self, stem: str) -> float:
        """The weight of a stem (inverse document frequency): the higher, the fewer articles have it."""
        frequency = self.frequency(stem)
        return log(1 + (max(self._size, frequency) - frequency + 0.5) / (frequency + 0.5))

    @property
    def _size(self) -> int:
        return self.count if self.size < 0 else self.size


def is_usual(frequency: int, size: int) -> bool:
    """Whether a stem that `frequency` of `size` articles have distinguishes none of them."""
    return frequency > max(_USUAL * size, _FEW)


def rounded(number: int) -> int:
    """A number rounded down, by a thirtieth at most, so that it does not change with each article."""
    less = max(number.bit_length() - 6, 0)
    return number >> less << less


def indexed_content(page: Page) -> object:
    """All that a library reads of an article: the library changes only where this does."""
    links = {(link.text, link.url, link.name, link.image) for link in page.links if link.text and link.url}
    headings = [(heading.level == 1, heading.text) for heading in page.headings]
    return page.data, headings, page.opening, links


def articles_of(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The articles of each language that a library has, by their paths."""
    if site.has_page(page):
        yield site.language(page), [page.path]


def rounded_count(counts: Mapping[str, int]) -> int:
    """About how many articles are counted."""
    return rounded(len(counts))
