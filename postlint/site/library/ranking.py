"""Which articles some words mean: weights of words by field (BM25F), and what else speaks for an article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from heapq import nsmallest
from math import exp, log
from typing import NamedTuple

from msgspec import Struct

from postlint.site.library.editions import Editions, Parts, shared
from postlint.site.library.index import Index

Fields = Mapping[str, list[str]]
"""The stems of an article by field."""

# A field counts so much, and a word of it the less the more words the field has beyond so many. All numbers are
# measured on the links of public sites, by `bench/library.py`.
_FIELDS = {
    "title": (4.0, 0.3, 6),
    "names": (3.0, 0.3, 5),
    "description": (1.5, 0.5, 18),
    "headings": (1.2, 0.6, 30),
    "terms": (1.0, 0.3, 4),
    "opening": (0.8, 0.3, 80),
}
_SATURATION = 1.5
_LINKED = 4.0
"""What a word counts that a link to the article has elsewhere."""
_TITLE = 0.5
_EXACT = 0.3
"""What it counts that a title has just these words."""
_SAME = 1.5
_NAME = 0.2
_POPULAR = 0.15
"""What it counts, by the logarithm, how many articles link to one."""
_NEAR, _BACK, _TERMS = 0.2, 0.2, 0.2
"""What it counts that both stand in the same folders, that one links the asking article, and that it has its terms."""
_OTHER_EDITION = 0.7
_FARTHER = 0.9
_CONSIDERED = 60
"""So many articles that have most of the words are looked at more closely."""
_CERTAINTY = (-3.2, 5.4, 1.6, 0.7, 0.7, 0.8)
"""How certain an answer is (logistic regression): at all, by how far it is ahead of the next, by the share of the words
that it has, of its title that they name, and of them that its title has, and by how many they are."""


class Query(Struct, frozen=True):
    """What is asked."""

    stems: tuple[str, ...]
    """The words, each once."""
    linked: Mapping[str, Mapping[str, int]]
    """By stem, the articles that links lead to which have it, and from how many articles."""
    same: Mapping[str, int]
    """The articles that links with just these words lead to, and from how many articles."""
    source: str
    """The path of the article that asks: it is no answer itself."""


class Articles(Struct, frozen=True):
    """What is known of the articles."""

    index: Index
    holds: Callable[[str], bool]
    """Whether a path is that of one: what asks may be a file beside the site, such as a README."""
    fields: Callable[[str], Fields]
    inbound: Callable[[str], Collection[str]]
    """The articles that link to one."""
    editions: Editions
    parts: Callable[[str], Parts]
    """The folders of one, and its name."""


class Ranked(NamedTuple):
    """An answer: the path of an article, and how likely it is the one."""

    path: str
    score: float
    known: float
    """The share of the words that it has, rare ones counting more."""


def rank(query: Query, articles: Articles, limit: int) -> list[Ranked]:
    """The articles that the words may mean, the likeliest first."""
    rarity = {stem: articles.index.rarity(stem) for stem in query.stems}
    asking = _Asking(query.source, articles)
    scores = {
        path: _score(path, query, articles, rarity) * asking.nearness(path)
        for path in _candidates(query, articles, rarity)
    }
    if articles.editions:
        scores = _nearest_editions(scores, query.source, articles.editions)
    scores = _nearest_namesakes(scores, query.source, articles.fields)
    order = nsmallest(limit + 1, scores, key=lambda path: (-scores[path], path))
    return [_ranked(path, order, scores, query, articles) for path in order[:limit]]


class _Asking:
    """The article that asks, as far as it tells which ones it may mean."""

    def __init__(self, source: str, articles: Articles) -> None:
        """`source` is its path, "" for none."""
        self._articles = articles
        self._parts = articles.parts(source) if source else ()
        self._inbound = articles.inbound(source) if source else ()
        terms = dict.fromkeys(articles.fields(source)["terms"]) if source and articles.holds(source) else {}
        self._terms = {stem: articles.index.rarity(stem) for stem in terms}
        self._whole = sum(self._terms.values())

    def nearness(self, path: str) -> float:
        """How much more speaks for an article: their folders, a link to the one that asks, and terms of both."""
        folders = max(len(self._parts) - 1, 1)
        value = 1 + _NEAR * shared(self._articles.parts(path), self._parts) / folders
        if path in self._inbound:
            value *= 1 + _BACK
        if self._whole:
            terms = {*self._articles.fields(path)["terms"]}
            value *= 1 + _TERMS * sum(rare for stem, rare in self._terms.items() if stem in terms) / self._whole
        return value


def _candidates(query: Query, articles: Articles, rarity: Mapping[str, float]) -> list[str]:
    """The articles with most of the words, rare ones counting more; of equal ones, those whose file is called so."""
    index, editions = articles.index, articles.editions
    known = [stem for stem in query.stems if index.frequency(stem) or query.linked.get(stem)]
    telling = [stem for stem in known if not index.is_usual(stem)] or known
    sums: dict[str, float] = {}
    for stem in telling:
        rare = rarity[stem]
        linked = query.linked.get(stem, {})
        for path in index.articles(stem):
            sums[path] = sums.get(path, 0.0) + rare
        for path in linked:
            sums[path] = sums.get(path, 0.0) + (rare if not index.has(path, stem) else rare / 2)
    sums.pop(query.source, None)
    own = editions.folder(query.source) if editions else ()

    def order(path: str) -> tuple[float, bool, int, str]:
        called = sum(stem in path for stem in telling)
        return -sums[path], bool(own) and editions.folder(path) != own, -called, path

    likely = nsmallest(2 * _CONSIDERED, sums, key=order)
    if len(likely) <= _CONSIDERED:
        return likely

    def named(path: str) -> tuple[float, float]:
        title = dict.fromkeys(articles.fields(path)["title"])
        return -sums[path], -sum(stem in rarity for stem in title) / (len(title) or 1)

    return sorted(likely, key=named)[:_CONSIDERED]


def _score(path: str, query: Query, articles: Articles, rarity: Mapping[str, float]) -> float:
    """What the words say of an article, and what else speaks for it: its title, its name, and the links to it."""
    index, fields = articles.index, articles.fields(path)
    score = 0.0
    for stem in query.stems:
        weight = _LINKED * query.linked.get(stem, {}).get(path, 0)
        if index.has(path, stem):
            weight += _weight_in(fields, stem)
        score += rarity[stem] * weight / (_SATURATION + weight)
    title = dict.fromkeys(fields["title"])
    if whole := sum(map(index.rarity, title)):
        score *= 1 + _TITLE * sum(rarity.get(stem, 0.0) for stem in title) / whole
    if title.keys() == rarity.keys():
        score *= 1 + _EXACT
    if query.same:
        score *= 1 + _SAME * query.same.get(path, 0) / (sum(query.same.values()) + 0.5)
    inbound = articles.inbound(path)
    score *= 1 + _POPULAR * log(1 + len(inbound) - (query.source in inbound))
    return score * (1 + _NAME) if fields["names"] == [*query.stems] else score


def _weight_in(fields: Fields, stem: str) -> float:
    """What it counts that a word stands in these fields."""
    weight = 0.0
    for name, stems in fields.items():
        if count := stems.count(stem):
            worth, part, usual = _FIELDS[name]
            weight += worth * count / (1 - part + part * len(stems) / usual)
    return weight


def _nearest_editions(scores: Mapping[str, float], source: str, editions: Editions) -> dict[str, float]:
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


def _nearest_namesakes(scores: Mapping[str, float], source: str, fields: Callable[[str], Fields]) -> dict[str, float]:
    """The same scores, where of articles with one title the one that stands nearest to the asking one has the best."""
    titles: dict[tuple[str, ...], list[str]] = {}
    for path in scores:
        titles.setdefault(tuple(fields(path)["title"]), []).append(path)
    namesakes = dict(scores)
    for title, paths in titles.items():
        if title and len(paths) > 1:
            near = sorted(paths, key=lambda path: (-_shared_folders(path, source), -scores[path], path))
            namesakes.update(zip(near, sorted((scores[path] for path in paths), reverse=True), strict=True))
            most = _shared_folders(near[0], source)
            for path in near:
                if _shared_folders(path, source) < most:
                    namesakes[path] *= _FARTHER
    return namesakes


def _shared_folders(one: str, other: str) -> int:
    """How many folders two paths have in common."""
    count = 0
    for name, same in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if name != same:
            break
        count += 1
    return count


def _ranked(path: str, order: list[str], scores: Mapping[str, float], query: Query, articles: Articles) -> Ranked:
    """An article as an answer; its score is the share of right ones among those of public sites that look like it."""
    index = articles.index
    other = next((scores[candidate] for candidate in order if candidate != path), 0.0)
    ahead = (scores[path] - other) / max(scores[path], other)
    rarity = {stem: index.rarity(stem) for stem in query.stems}
    title = {stem: index.rarity(stem) for stem in articles.fields(path)["title"]}
    named = sum(rare for stem, rare in rarity.items() if stem in title)
    known = sum(rare for stem, rare in rarity.items() if _has(path, stem, query, index))
    asked = sum(rarity.values())
    values = (1.0, ahead, known / asked, named / (sum(title.values()) or 1.0), named / asked, min(len(rarity), 6) / 6)
    certainty = sum(weight * value for weight, value in zip(_CERTAINTY, values, strict=True))
    return Ranked(path, 1 / (1 + exp(-certainty)), known / asked)


def _has(path: str, stem: str, query: Query, index: Index) -> bool:
    return index.has(path, stem) or path in query.linked.get(stem, ())
