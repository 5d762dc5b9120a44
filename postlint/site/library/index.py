"""An index of articles by their words, and the links by theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
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
"""The table that stands for what the library of a language says."""
STEMS = "library/frequencies.py:stems_of_articles"
"""The name of the function that gives the stems of an article."""
ASKED = f"{LIBRARY} asked"
"""Asked for by whoever asks a library: what changes with an article has to be found out."""
COUNTED = f"count {STEMS}:asked"
"""Asked for by whoever asks in how many articles a stem stands: that has to be stored."""
HAVING, FREQUENCY, LINKED, TOLD, INBOUND, PLACES = "having", "frequency", "linked", "told", "inbound", "places"
"""The kinds of facts: the articles that have a stem, and about how many; the links with one; what an article tells, and
who links it; which articles there are, with where their links lead.
"""
_NONE: frozenset[str] = frozenset()


def key_of(kind: str, language: str, what: str) -> str:
    """The key of a fact in the library of a language."""
    return f"{LIBRARY} {kind}:{language}:{what}"


class Index(Struct):
    """The articles of one language by their words."""

    having: dict[str, set[str]] = field(default_factory=dict)
    """By stem, the paths of the articles that have it in any field."""
    count: int = 0
    size: int = -1
    """About how many articles there are, by which words are compared; their number where it is not given."""
    often: Callable[[str], int] | None = None
    """In about how many articles a stem stands, likewise."""
    asked: set[tuple[str, str]] = field(default_factory=set)
    """What was asked for: the kind of a fact, and of which stem or article."""

    def articles(self, stem: str) -> Set[str]:
        """The paths of the articles that have a stem in any field."""
        self.asked.add((HAVING, stem))
        return self.having.get(stem, _NONE)

    def has(self, path: str, stem: str) -> bool:
        """Whether an article, of which all is asked that is told, has a stem in any field."""
        return path in self.having.get(stem, ())

    def frequency(self, stem: str) -> int:
        """In about how many articles a stem stands."""
        self.asked.add((FREQUENCY, stem))
        return self.often(stem) if self.often else rounded(len(self.having.get(stem, ())))

    def is_usual(self, stem: str) -> bool:
        """Whether so many articles have a word that it tells nothing of any of them."""
        return is_usual(self.frequency(stem), self._size)

    def rarity(self, stem: str) -> float:
        """How much a word tells: the more, the fewer articles have it."""
        having = self.frequency(stem)
        return log(1 + (max(self._size, having) - having + 0.5) / (having + 0.5))

    @property
    def _size(self) -> int:
        return self.count if self.size < 0 else self.size


def is_usual(often: int, size: int) -> bool:
    """Whether a word tells nothing of any article, as so many of all have it."""
    return often > max(_USUAL * size, _FEW)


def rounded(number: int) -> int:
    """A number rounded down, by a thirtieth at most: what is rare does not change with each article."""
    less = max(number.bit_length() - 6, 0)
    return number >> less << less


def told_by(page: Page) -> object:
    """All that a library takes from an article."""
    links = {(link.text, link.url, link.name, link.image) for link in page.links if link.text and link.url}
    headings = [(heading.level == 1, heading.text) for heading in page.headings]
    return page.data, headings, page.opening, links


def articles_of(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The articles of each language that a library has, by their paths."""
    if site.has_page(page):
        yield site.language(page), [page.path]


def about_so_many(counts: Mapping[str, int]) -> int:
    """About how many articles there are."""
    return rounded(len(counts))
