"""An index of articles by their words: plain data, renewed article by article.

The weight of a word in an article depends on this article alone, so an index that was renewed answers as one that was
made anew.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

# A field counts so much, and a word of it the less the more words the field has beyond so many (BM25F). Measured on the
# links of public sites, by `bench/library.py`.
_FIELDS = {
    "title": (4.0, 0.3, 6),
    "names": (3.0, 0.3, 5),
    "description": (1.5, 0.5, 18),
    "headings": (1.2, 0.6, 30),
    "terms": (1.0, 0.3, 4),
    "opening": (0.8, 0.3, 80),
}
_STEPS = 32
"""So many steps has a weight of 1."""
_BITS = 12
_MOST = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Card:
    """What the index keeps of an article, to rank it and to take it out again."""

    title: tuple[str, ...]
    """The stems of its title."""
    name: str
    """Those of the last part of its address, as one text."""
    stems: tuple[str, ...]
    """All that lead to it, each once."""


@dataclass(slots=True)
class Index:
    """The articles of one language by their words."""

    numbers: dict[str, int] = field(default_factory=dict)
    """By path, the number of each article."""
    paths: dict[int, str] = field(default_factory=dict)
    cards: dict[int, Card] = field(default_factory=dict)
    postings: dict[str, array[int]] = field(default_factory=dict)
    """By stem, the articles that have it: the number, and in the last bits the weight."""
    next: int = 0

    def add(self, path: str, fields: Mapping[str, list[str]]) -> int:
        """Take an article in, by the stems of its fields; returns its number. One of that path is replaced."""
        self.remove(path)
        number, self.next = self.next, self.next + 1
        weights = _weights(fields)
        self.numbers[path], self.paths[number] = number, path
        self.cards[number] = Card(tuple(dict.fromkeys(fields["title"])), " ".join(fields["names"]), tuple(weights))
        for stem, weight in weights.items():
            posting = number << _BITS | min(round(weight * _STEPS) or 1, _MOST)
            if stem in self.postings:
                self.postings[stem].append(posting)
            else:
                self.postings[stem] = array("Q", (posting,))
        return number

    def remove(self, path: str) -> None:
        """Take an article out, where there is one of that path."""
        number = self.numbers.pop(path, None)
        if number is None:
            return
        del self.paths[number]
        for stem in self.cards.pop(number).stems:
            rest = array("Q", [posting for posting in self.postings[stem] if posting >> _BITS != number])
            if rest:
                self.postings[stem] = rest
            else:
                del self.postings[stem]

    def rarity(self, stem: str) -> float:
        """How much a word tells: the more, the fewer articles have it."""
        having = len(self.postings.get(stem, ()))
        return log(1 + (len(self.numbers) - having + 0.5) / (having + 0.5))

    def weights(self, stem: str) -> Iterable[tuple[int, float]]:
        """The articles that have a word, and its weight in each."""
        return [(posting >> _BITS, (posting & _MOST) / _STEPS) for posting in self.postings.get(stem, ())]


def _weights(fields: Mapping[str, list[str]]) -> dict[str, float]:
    """The weight of each word of an article, from all its fields."""
    weights: dict[str, float] = {}
    for name, stems in fields.items():
        weight, part, usual = _FIELDS[name]
        each = weight / (1 - part + part * len(stems) / usual)
        for stem, count in Counter(stems).items():
            weights[stem] = weights.get(stem, 0.0) + each * count
    return weights
