"""Which articles some words mean: weights of words by field (BM25F), and what else speaks for an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from postlint.site.library.editions import Editions
from postlint.site.library.index import Index

_SATURATION = 1.5
_LINKED = 4.0
"""What a word counts that a link to the article has elsewhere."""
_TITLE = 0.5
_SAME = 1.5
_NAME = 0.2
_OTHER_EDITION = 0.7
_CONSIDERED = 40


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked."""

    stems: tuple[str, ...]
    """The words, each once."""
    linked: Mapping[str, Mapping[int, int]]
    """By stem, the articles that links lead to which have it, and from how many articles."""
    same: Mapping[int, int]
    """The articles that links with just these words lead to, and from how many articles."""
    source: str
    """The path of the article that asks: it is no answer itself."""


class Ranked(NamedTuple):
    """An answer: the path of an article, and how likely it is the one."""

    path: str
    score: float


def rank(query: Query, index: Index, editions: Editions, limit: int) -> list[Ranked]:
    """The articles that the words may mean, the likeliest first."""
    rarity = {stem: index.rarity(stem) for stem in query.stems}
    scores = _by_words(query, index, rarity)
    scores.pop(index.numbers.get(query.source, -1), None)
    best = sorted(scores, key=lambda number: (-scores[number], number))
    if not editions:
        best = best[:_CONSIDERED]
    by_path = {index.paths[number]: scores[number] * _boost(number, query, index, rarity) for number in best}
    if editions:
        by_path = _nearest(by_path, query.source, editions)
    order = sorted(by_path, key=lambda path: (-by_path[path], path))[: limit + 1]
    return [Ranked(path, _certainty(by_path, order, path, query, index)) for path in order[:limit]]


def _by_words(query: Query, index: Index, rarity: Mapping[str, float]) -> dict[int, float]:
    """The articles that have any of the words, with the sum of what each word says."""
    scores: dict[int, float] = {}
    for stem in query.stems:
        weights = dict(index.weights(stem))
        for number, count in query.linked.get(stem, {}).items():
            weights[number] = weights.get(number, 0.0) + _LINKED * count
        rare = rarity[stem]
        for number, weight in weights.items():
            scores[number] = scores.get(number, 0.0) + rare * weight / (_SATURATION + weight)
    return scores


def _boost(number: int, query: Query, index: Index, rarity: Mapping[str, float]) -> float:
    """What else speaks for an article: its title and name, and links elsewhere with the same words."""
    card = index.cards[number]
    whole = sum(map(index.rarity, card.title))
    part = sum(rarity[stem] for stem in card.title if stem in rarity)
    boost = 1 + _TITLE * part / whole if whole else 1.0
    if query.same:
        boost *= 1 + _SAME * query.same.get(number, 0) / (sum(query.same.values()) + 0.5)
    return boost * (1 + _NAME) if card.name == " ".join(query.stems) else boost


def _nearest(scores: Mapping[str, float], source: str, editions: Editions) -> dict[str, float]:
    """Of each page that is there in several editions, the nearest one only, with what the best of them has."""
    pages: dict[str, float] = {}
    for path, score in scores.items():
        page = editions.page(path)
        pages[page] = max(score, pages.get(page, 0.0))
    own = editions.folder(source)
    # What is asked for is hardly the same page again.
    pages.pop(editions.page(source), None)
    found: dict[str, float] = {}
    for page, score in pages.items():
        path = editions.nearest(page, source, scores)
        folder = editions.folder(path)
        found[path] = score * _OTHER_EDITION if own and folder and folder != own else score
    return found


def _certainty(scores: Mapping[str, float], order: list[str], path: str, query: Query, index: Index) -> float:
    other = next((candidate for candidate in order if candidate != path), "")
    ratio = scores[path] / scores[other] if other else 2.0
    return 1 / (1 + exp(-4 * (ratio - 1)))
