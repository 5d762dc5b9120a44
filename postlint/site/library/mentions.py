"""Words of an article that name another one: its title, its address, what links elsewhere call it, or some of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

_LEAST = 1.0
"""The least total rarity of the words of a mention: less may be chance."""
_BETWEEN = 2
"""How many other words may stand between those of a name."""
_WIDEST = 6
_GAP = 0.15
"""What each word in between takes from the total rarity of the words."""
_LONGEST = 14
_APART = 50
"""The distance between two texts: more than any words of one name are apart."""
_FOREIGN = 0.3
"""The weight of the words of a single link as a name of its target, where that has none of them."""
_ANY, _BESIDE, _SECTION = 5.0, 0.03, 0.5
"""The weights of the context of a mention: other words of the article in the text, which weigh more the smaller this
number is; words of it beside the name, by their rarity; and the share of folders that both have in common.
"""
Token = tuple[str, int, int]
"""A stem, and where its word begins and ends in the text."""


class Mention(NamedTuple):
    """Words of an article that name another one."""

    text: int
    """The number of the text in which they stand."""
    start: int
    end: int
    path: str
    """The path of the article that they name."""
    score: float
    """How certain it is, from 0 to 1: by the share of the name that stands there, and by the rarity of its words."""
    weight: float
    """By which mentions of several articles are compared."""
    stems: tuple[str, ...]
    """The words of the name that stand there."""


class _Name(NamedTuple):
    distinctive: frozenset[str]
    """The stems that few articles have; all where there are none."""
    rarity: float
    """Their total rarity."""
    path: str
    weight: float


class _Place(NamedTuple):
    text: int
    start: int
    end: int
    stem: str


@dataclass(slots=True)
class Names:
    """The names of the articles of a language, by their stems."""

    rarity: Callable[[str], float]
    is_usual: Callable[[str], bool]
    enough: float
    """The total rarity of a name that is beyond doubt."""
    _names: list[_Name] = field(default_factory=list)
    _by_stem: dict[str, list[int]] = field(default_factory=dict)
    _stems: dict[str, set[str]] = field(default_factory=dict)
    """By path, the stems of all names of an article."""

    def add(self, path: str, stems: Iterable[str], weight: float = 1.0) -> None:
        """Add a name of an article; one of less `weight` counts less."""
        name = frozenset(stems)
        distinctive = frozenset(stem for stem in name if not self.is_usual(stem)) or name
        if not name or len(name) > _LONGEST or all(stem.isdigit() for stem in name):
            return
        rarity = self._total_rarity(distinctive)
        if rarity >= _LEAST:
            for stem in distinctive:
                self._by_stem.setdefault(stem, []).append(len(self._names))
            self._names.append(_Name(distinctive, rarity, path, weight))
            self._stems.setdefault(path, set()).update(name)

    def _total_rarity(self, stems: Iterable[str]) -> float:
        # Exactly, as the stems of a name have no order.
        return fsum(map(self.rarity, stems))

    def mentions(self, texts: Sequence[Sequence[Token]], linked: Collection[str]) -> list[Mention]:
        """The surest mention of each article that is not `linked` (paths), the surest first."""
        text = _Text(texts)
        upper: dict[int, float] = defaultdict(float)
        for stem in text.places:
            rarity = self.rarity(stem)
            for number in self._by_stem.get(stem, ()):
                upper[number] += rarity
        best: dict[str, Mention] = {}
        for number in sorted(upper):
            name = self._names[number]
            previous = best.get(name.path)
            if name.path in linked or upper[number] < _LEAST:
                continue
            if previous is None or previous.weight < _weight(upper[number], name):
                mention = self._mention(name, text)
                if mention and (previous is None or previous.weight < mention.weight):
                    best[name.path] = mention
        return sorted(best.values(), key=lambda mention: (-mention.weight, mention.path))

    def _mention(self, name: _Name, text: _Text) -> Mention | None:
        """The place where most of a name stands close together; None where too little of it does."""
        window = text.window(name.distinctive, self.rarity)
        if window is None:
            return None
        first, last, stems = window
        matched = self._total_rarity(stems)
        if matched < _LEAST:
            return None
        first, last = text.widened(first, last, self._stems[name.path])
        score = matched / name.rarity * matched / (matched + self.enough)
        start, end = text.tokens[first], text.tokens[last]
        return Mention(start.text, start.start, end.end, name.path, score, _weight(matched, name), tuple(sorted(stems)))


def _weight(matched: float, name: _Name) -> float:
    """The weight of a mention by the total rarity of those words of the name that stand there."""
    return float(matched**1.5 / name.rarity * name.weight)


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
        """The first and last place of the stems close together whose total rarity is highest, and which they are."""
        order = sorted((at, stem) for stem in stems for at in self.places.get(stem, ()))
        widest = min(len(stems), _WIDEST) + _BETWEEN
        best: tuple[float, int, int, frozenset[str]] | None = None
        for index, (first, _) in enumerate(order):
            for last, seen, total in _growing(order, index, first + widest, rarity):
                value = total - _GAP * (last - first + 1 - len(seen))
                if best is None or value > best[0]:
                    best = value, first, last, frozenset(seen)
        return best and best[1:]

    def widened(self, first: int, last: int, stems: Collection[str]) -> tuple[int, int]:
        """The first and last place, widened by the stems of names beside them."""
        while first - 1 in self.tokens and self.tokens[first - 1].stem in stems:
            first -= 1
        while last + 1 in self.tokens and self.tokens[last + 1].stem in stems:
            last += 1
        return first, last


def _growing(
    order: Sequence[tuple[int, str]], index: int, end: int, rarity: Callable[[str], float]
) -> Iterator[tuple[int, set[str], float]]:
    """After each new stem from `index` on: its place, the stems so far, and their total rarity."""
    seen: set[str] = set()
    total = 0.0
    for at, stem in order[index : index + end - order[index][0]]:
        if at >= end:
            return
        if stem not in seen:
            seen.add(stem)
            total += rarity(stem)
            yield at, seen, total


def support(own: Set[str], words: Set[str], near: Set[str], rarity: Callable[[str], float], folders: float) -> float:
    """The factor by which the context of a mention supports it, from 1 on.

    `own` are the stems of the named article, `words` those of the whole text that names it, and `near` those beside the
    name; `folders` is the share of its folders that the naming article has in common with it, from 0 to 1.
    """
    # Exactly, as they have no order.
    matched, whole = fsum(map(rarity, own & words)), fsum(map(rarity, own))
    beside = fsum(map(rarity, own & near))
    return (1 + matched / (whole + _ANY)) * (1 + _BESIDE * beside) * (1 + _SECTION * folders)


def trust(stems: Iterable[str], own: Set[str], rarity: Callable[[str], float]) -> float:
    """The weight of the words of one link as a name of its target, from 0 to 1: by the share of them that it has."""
    weights = {stem: rarity(stem) for stem in stems}
    share = fsum(weights[stem] for stem in weights if stem in own) / (fsum(weights.values()) or 1.0)
    return _FOREIGN + (1 - _FOREIGN) * share
