"""Words of an article that name another one: its title, what links elsewhere call it, or most of these words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

_LEAST = 0.5
"""So much of what a name tells has to stand there."""
_WHOLE = 0.35
_WORD = 0.45
"""A name of several words that stands there as a whole may tell so much less than else is enough; one word, this."""
_BETWEEN = 2
"""So many other words may stand between those of a name."""
_LONGEST = 14
Token = tuple[str, int, int]
"""A stem, and where its word begins and ends in the text."""


class Mention(NamedTuple):
    """Words that name another article."""

    text: int
    """The number of the text in which they stand."""
    start: int
    end: int
    path: str
    """Of the article that they name."""
    score: float
    """How much of a name stands there, and how much that tells, from 0 to 1."""


@dataclass(slots=True)
class Names:
    """What the articles of a language are called, by the words of it."""

    rarity: Callable[[str], float]
    enough: float
    """What a name tells at least, as the sum of how rare its words are: less may be anything."""
    by_stem: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=dict)

    def add(self, path: str, stems: Iterable[str]) -> None:
        """Take in a name of an article."""
        name = frozenset(stems)
        if 0 < len(name) <= _LONGEST and self._told(name) >= self._enough(name):
            for stem in name:
                self.by_stem.setdefault(stem, []).append((name, path))

    def _enough(self, name: Collection[str]) -> float:
        """What a name tells at least that stands there as a whole."""
        return self.enough * (_WHOLE if len(name) > 1 else _WORD)

    def _told(self, stems: Iterable[str]) -> float:
        # Exactly, as the stems of a name have no order.
        return fsum(map(self.rarity, stems))

    def mentions(self, texts: Sequence[Sequence[Token]], linked: Collection[str]) -> list[Mention]:
        """Where articles are named that are not among those linked; of each the surest place, the surest first."""
        best: dict[str, Mention] = {}
        for number, tokens in enumerate(texts):
            for mention in self._in(number, tokens):
                known = best.get(mention.path)
                if mention.path not in linked and (known is None or mention.score > known.score):
                    best[mention.path] = mention
        # Of words that name several articles, the surest counts.
        taken: set[tuple[int, int]] = set()
        mentions: list[Mention] = []
        for mention in sorted(best.values(), key=lambda mention: (-mention.score, mention.path)):
            places = {(mention.text, at) for at in range(mention.start, mention.end)}
            if taken.isdisjoint(places):
                taken |= places
                mentions.append(mention)
        return mentions

    def _in(self, number: int, tokens: Sequence[Token]) -> Iterator[Mention]:
        places: dict[str, list[int]] = {}
        for at, (stem, _, _) in enumerate(tokens):
            places.setdefault(stem, []).append(at)
        names = dict.fromkeys(named for stem in places for named in self.by_stem.get(stem, ()))
        for name, path in names:
            there = name & places.keys()
            told, whole = self._told(there), self._told(name)
            enough = self._enough(name) if len(there) == len(name) else self.enough
            if told < enough or told < _LEAST * whole:
                continue
            if window := _window(there, places):
                first, last = window
                score = told / whole * told / (told + self.enough)
                yield Mention(number, tokens[first][1], tokens[last][2], path, score)


def _window(stems: Collection[str], places: dict[str, list[int]]) -> tuple[int, int] | None:
    """The first and last of the words that have all these stems near each other; None where they stand apart."""
    order = sorted((at, stem) for stem in stems for at in places[stem])
    for index, (first, _) in enumerate(order):
        seen: set[str] = set()
        for at, stem in order[index:]:
            if at - first >= len(stems) + _BETWEEN:
                break
            seen.add(stem)
            if len(seen) == len(stems):
                return first, at
    return None
