"""Words of an article that name another one: its title, its address, what links elsewhere call it, or some of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

_LEAST = 1.0
"""So much the words that stand there tell: less may be anything."""
_BETWEEN = 2
"""So many other words may stand between those of a name."""
_WIDEST = 6
_GAP = 0.15
"""What a word in between takes from what the words tell."""
_LONGEST = 14
_APART = 50
"""More than any words of one name are apart."""
_FOREIGN = 0.3
"""What words of one link count as a name of its target that has none of them."""
_ANY, _BESIDE, _SECTION = 5.0, 0.03, 0.5
"""What it counts that a text has words of the article that it names, the more the smaller that is; the words beside the
name, by what they tell; and that both stand in the same folders.
"""
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
    weight: float
    """By which mentions of several articles are compared."""
    stems: tuple[str, ...]
    """The words of the name that stand there."""


class _Name(NamedTuple):
    telling: frozenset[str]
    """Those that few articles have; all where there are none."""
    whole: float
    """What they tell together."""
    path: str
    weight: float


class _Place(NamedTuple):
    text: int
    start: int
    end: int
    stem: str


@dataclass(slots=True)
class Names:
    """What the articles of a language are called, by the words of it."""

    rarity: Callable[[str], float]
    is_usual: Callable[[str], bool]
    enough: float
    """What a name tells that is beyond doubt, as the sum of how rare its words are."""
    _names: list[_Name] = field(default_factory=list)
    _by_stem: dict[str, list[int]] = field(default_factory=dict)
    _stems: dict[str, set[str]] = field(default_factory=dict)
    """By path, those of all its names."""

    def add(self, path: str, stems: Iterable[str], weight: float = 1.0) -> None:
        """Take in a name of an article; one of less `weight` counts less."""
        name = frozenset(stems)
        telling = frozenset(stem for stem in name if not self.is_usual(stem)) or name
        if not name or len(name) > _LONGEST or all(stem.isdigit() for stem in name):
            return
        whole = self._told(telling)
        if whole >= _LEAST:
            for stem in telling:
                self._by_stem.setdefault(stem, []).append(len(self._names))
            self._names.append(_Name(telling, whole, path, weight))
            self._stems.setdefault(path, set()).update(name)

    def _told(self, stems: Iterable[str]) -> float:
        # Exactly, as the stems of a name have no order.
        return fsum(map(self.rarity, stems))

    def mentions(self, texts: Sequence[Sequence[Token]], linked: Collection[str]) -> list[Mention]:
        """Where articles are named that are not among those linked; of each the surest place, the surest first."""
        text = _Text(texts)
        upper: dict[int, float] = defaultdict(float)
        for stem in text.places:
            rare = self.rarity(stem)
            for number in self._by_stem.get(stem, ()):
                upper[number] += rare
        best: dict[str, Mention] = {}
        for number in sorted(upper):
            name = self._names[number]
            known = best.get(name.path)
            if name.path in linked or upper[number] < _LEAST:
                continue
            if known is None or known.weight < _weight(upper[number], name):
                found = self._found(name, text)
                if found and (known is None or known.weight < found.weight):
                    best[name.path] = found
        return sorted(best.values(), key=lambda mention: (-mention.weight, mention.path))

    def _found(self, name: _Name, text: _Text) -> Mention | None:
        """Where most of a name stands close together."""
        window = text.window(name.telling, self.rarity)
        if window is None:
            return None
        first, last, stems = window
        told = self._told(stems)
        if told < _LEAST:
            return None
        first, last = text.widened(first, last, self._stems[name.path])
        score = told / name.whole * told / (told + self.enough)
        start, end = text.tokens[first], text.tokens[last]
        return Mention(start.text, start.start, end.end, name.path, score, _weight(told, name), tuple(sorted(stems)))


def _weight(told: float, name: _Name) -> float:
    """How much it speaks for an article that so much of what its name tells stands there."""
    return float(told**1.5 / name.whole * name.weight)


class _Text:
    """The words of the texts of an article, by where they stand."""

    def __init__(self, texts: Sequence[Sequence[Token]]) -> None:
        self.tokens: dict[int, _Place] = {}
        self.places: dict[str, list[int]] = {}
        at = 0
        for number, tokens in enumerate(texts):
            for stem, start, end in tokens:
                self.tokens[at] = _Place(number, start, end, stem)
                self.places.setdefault(stem, []).append(at)
                at += 1
            at += _APART

    def window(self, stems: Collection[str], rarity: Callable[[str], float]) -> tuple[int, int, frozenset[str]] | None:
        """The first and last place of the words close together that tell most, and which they are."""
        order = sorted((at, stem) for stem in stems for at in self.places.get(stem, ()))
        widest = min(len(stems), _WIDEST) + _BETWEEN
        best: tuple[float, int, int, frozenset[str]] | None = None
        for index, (first, _) in enumerate(order):
            for last, seen, told in _growing(order, index, first + widest, rarity):
                value = told - _GAP * (last - first + 1 - len(seen))
                if best is None or value > best[0]:
                    best = value, first, last, frozenset(seen)
        return best and best[1:]

    def widened(self, first: int, last: int, stems: Collection[str]) -> tuple[int, int]:
        """The place with the words of names beside it."""
        while first - 1 in self.tokens and self.tokens[first - 1].stem in stems:
            first -= 1
        while last + 1 in self.tokens and self.tokens[last + 1].stem in stems:
            last += 1
        return first, last


def _growing(
    order: Sequence[tuple[int, str]], index: int, end: int, rarity: Callable[[str], float]
) -> Iterator[tuple[int, set[str], float]]:
    """The words from one on: after each that is new, where it stands, which there are, and what they tell."""
    seen: set[str] = set()
    told = 0.0
    for at, stem in order[index : index + end - order[index][0]]:
        if at >= end:
            return
        if stem not in seen:
            seen.add(stem)
            told += rarity(stem)
            yield at, seen, told


def support(own: Set[str], words: Set[str], near: Set[str], rarity: Callable[[str], float], folders: float) -> float:
    """How much more speaks for an article that is named, as a factor.

    `own` are its words; `words` those of the whole text that names it, and `near` those beside its name there;
    `folders` is the share of its folders that the naming article has in common with it.
    """
    # Exactly, as they have no order.
    known, whole = fsum(map(rarity, own & words)), fsum(map(rarity, own))
    beside = fsum(map(rarity, own & near))
    return (1 + known / (whole + _ANY)) * (1 + _BESIDE * beside) * (1 + _SECTION * folders)


def trust(stems: Iterable[str], own: Set[str], rarity: Callable[[str], float]) -> float:
    """How much the words of one link are a name of its target, from 0 to 1: less where it has not all of them."""
    told = {stem: rarity(stem) for stem in stems}
    share = fsum(told[stem] for stem in told if stem in own) / (fsum(told.values()) or 1.0)
    return _FOREIGN + (1 - _FOREIGN) * share
