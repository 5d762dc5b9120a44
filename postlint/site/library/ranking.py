"""Ranks articles by the words of a query: weights of words by field (BM25F), and further signals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from heapq import nlargest, nsmallest
from math import exp, log
from typing import NamedTuple

from msgspec import Struct

from postlint.site.library.editions import Editions, parts_of, shared
from postlint.site.library.index import Index

Fields = Mapping[str, list[str]]
"""The stems of an article by field."""

# By field: its weight, how much its length counts, and its usual length in words. All numbers are measured on the
# links of public sites, by `bench/library.py`.
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
"""The weight of a word that links to the article have elsewhere."""
_TITLE = 0.5
_EXACT = 0.3
"""The bonus for a title of exactly these words."""
_SAME = 1.5
_NAME = 0.2
_POPULAR = 0.15
"""The bonus for the logarithm of the number of articles that link to one."""
_NEAR, _BACK, _TERMS = 0.2, 0.2, 0.2
"""The bonuses for the same folders as the querying article, for a link back to it, and for its terms."""
_OTHER_EDITION = 0.7
_FARTHER = 0.9
_MOST, _FEWEST, _SHARE = 60, 16, 0.5
"""So many articles are scored at most: those with most of the words; after so many, those with this share of what the
first has.
"""
_ROUNDING = 1 + 1e-9
_CERTAINTY = (-3.2, 5.4, 1.6, 0.7, 0.7, 0.8)
"""How certain an answer is, by logistic regression: the constant, and the weights of its lead over the next answer, of
the share of the words that it has, of the share of its title that is among them, of the share of them that its title
has, and of their number."""


class Query(Struct, frozen=True):
    """The words that articles are searched by."""

    stems: tuple[str, ...]
    """The words, each once."""
    linked: Mapping[str, Mapping[int, int]]
    """By stem and number of an article, how many articles link to it with that stem."""
    same: Mapping[int, int]
    """By number of an article, how many articles link to it with exactly these words."""
    source: str
    """The path of the article that has the words, which is no answer itself; "" for none."""


class Articles(Struct, frozen=True):
    """The articles that are searched, and their facts by path."""

    index: Index
    path: Callable[[int], str]
    number: Callable[[str], int | None]
    has: Callable[[str], bool]
    """Whether a path is that of one: the words may be those of a file outside the site, such as a README."""
    fields: Callable[[str], Fields]
    inbound: Callable[[str], Set[int]]
    """The articles that link to one, by number."""
    editions: Editions


class Ranked(NamedTuple):
    """An answer: the path of an article, and how likely it is the one."""

    path: str
    score: float
    known: float
    """The share of the words that it has, from 0 to 1, weighted by rarity."""


def rank(query: Query, articles: Articles, limit: int) -> list[Ranked]:
    """The articles that the words may mean, the likeliest first."""
    rarity = {stem: articles.index.rarity(stem) for stem in query.stems}
    source = _Source(query.source, articles)
    scores = {
        path: _score(path, query, articles, rarity) * source.nearness(path)
        for path in _candidates(query, articles, rarity, source.number)
    }
    if articles.editions:
        scores = _nearest_editions(scores, query.source, articles.editions)
    scores = _nearest_namesakes(scores, query.source, articles.fields)
    order = nsmallest(limit + 1, scores, key=lambda path: (-scores[path], path))
    return [_ranked(path, order, scores, query, articles) for path in order[:limit]]


class _Source:
    """The article that has the words of a query, and how near others are to it."""

    def __init__(self, path: str, articles: Articles) -> None:
        """`path` is "" for none."""
        self._articles = articles
        self.number = articles.number(path) if path else None
        """Its number; None for a file outside the site."""
        self._parts = parts_of(path) if path else ()
        self._inbound = articles.inbound(path) if path else ()
        terms = dict.fromkeys(articles.fields(path)["terms"]) if path and articles.has(path) else {}
        self._terms = {stem: articles.index.rarity(stem) for stem in terms}
        self._whole = sum(self._terms.values())

    def nearness(self, path: str) -> float:
        """The factor for an article by the folders and terms that both have, and by a link back; from 1 on."""
        folders = max(len(self._parts) - 1, 1)
        value = 1 + _NEAR * shared(parts_of(path), self._parts) / folders
        if self._inbound and self._articles.number(path) in self._inbound:
            value *= 1 + _BACK
        if self._whole:
            terms = {*self._articles.fields(path)["terms"]}
            value *= 1 + _TERMS * sum(rarity for stem, rarity in self._terms.items() if stem in terms) / self._whole
        return value


def _candidates(query: Query, articles: Articles, rarity: Mapping[str, float], source: int | None) -> list[str]:
    """The articles with most of the words, weighted by rarity; of equal ones, those that have them in name or path.

    `source` is the number of the article that has the words, which is none of them.
    """
    index, editions = articles.index, articles.editions
    known = [stem for stem in query.stems if index.frequency(stem) or query.linked.get(stem)]
    distinctive = [stem for stem in known if not index.is_usual(stem)] or known
    sums: dict[int, float] = {}
    rest = sum(rarity[stem] for stem in distinctive)
    for stem in sorted(distinctive, key=lambda stem: (-rarity[stem], stem)):
        having = {*index.articles(stem), *query.linked.get(stem, ())} - {source}
        # Of a frequent word, no more articles are looked at than may be among the best.
        for number in having if rest * _ROUNDING >= _least_of_few(sums) else having & sums.keys():
            sums[number] = sums.get(number, 0.0) + rarity[stem]
        rest -= rarity[stem]
    edition = editions.folder(query.source) if editions else ()
    # Only of those that may be among them, the paths are read.
    most = nlargest(_MOST, sums.values())
    least = max(most[-1], min(_SHARE * most[0], most[:_FEWEST][-1])) if most else 0.0
    best = {articles.path(number): total for number, total in sums.items() if total >= least}

    def order(path: str) -> tuple[float, bool, float, int, str]:
        name = parts_of(path)[-1].lower()
        in_name, in_path = (sum(stem in text for stem in distinctive) for text in (name, path))
        return -best[path], bool(edition) and editions.folder(path) != edition, -in_name / len(name), -in_path, path

    return nsmallest(_MOST, best, key=order)


def _least_of_few(sums: Mapping[int, float]) -> float:
    """The least sum by which an article may be a candidate, when further words only add to the sums."""
    most = nlargest(_FEWEST, sums.values())
    return min(_SHARE * most[0], most[-1]) if len(most) == _FEWEST else 0.0


def _score(path: str, query: Query, articles: Articles, rarity: Mapping[str, float]) -> float:
    """The score of an article by its words, title and name, and by the links to it."""
    index, fields, number = articles.index, articles.fields(path), articles.number(path) or 0
    score = 0.0
    for stem in query.stems:
        weight = _LINKED * query.linked.get(stem, {}).get(number, 0) + _weight_in(fields, stem)
        score += rarity[stem] * weight / (_SATURATION + weight)
    title = dict.fromkeys(fields["title"])
    if whole := sum(map(index.rarity, title)):
        score *= 1 + _TITLE * sum(rarity.get(stem, 0.0) for stem in title) / whole
    if title.keys() == rarity.keys():
        score *= 1 + _EXACT
    if query.same:
        score *= 1 + _SAME * query.same.get(number, 0) / (sum(query.same.values()) + 0.5)
    inbound = articles.inbound(path)
    score *= 1 + _POPULAR * log(1 + len(inbound) - (articles.number(query.source) in inbound))
    return score * (1 + _NAME) if fields["names"] == [*query.stems] else score


def _weight_in(fields: Fields, stem: str) -> float:
    """The weight of a stem by the fields that it stands in, each normalised by its length."""
    weight = 0.0
    for name, stems in fields.items():
        if count := stems.count(stem):
            boost, length_share, usual_length = _FIELDS[name]
            weight += boost * count / (1 - length_share + length_share * len(stems) / usual_length)
    return weight


def _nearest_editions(scores: Mapping[str, float], source: str, editions: Editions) -> dict[str, float]:
    """The scores with one edition of each page: the nearest one, with the best score of all of them."""
    pages: dict[str, float] = {}
    for path, score in scores.items():
        page = editions.page(path)
        pages[page] = max(score, pages.get(page, 0.0))
    edition = editions.folder(source)
    # An article hardly means itself in another edition.
    pages.pop(editions.page(source), None)
    nearest: dict[str, float] = {}
    for page, score in pages.items():
        path = editions.nearest(page, source, scores)
        folder = editions.folder(path)
        nearest[path] = score * _OTHER_EDITION if edition and folder and folder != edition else score
    return nearest


def _nearest_namesakes(scores: Mapping[str, float], source: str, fields: Callable[[str], Fields]) -> dict[str, float]:
    """The scores, where of articles with the same title the one nearest to `source` gets the best."""
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
    """An article as an answer; its score is the share of right answers among those on public sites that are like it."""
    index = articles.index
    other = next((scores[candidate] for candidate in order if candidate != path), 0.0)
    lead = (scores[path] - other) / max(scores[path], other)
    rarity = {stem: index.rarity(stem) for stem in query.stems}
    title = {stem: index.rarity(stem) for stem in articles.fields(path)["title"]}
    in_title = sum(weight for stem, weight in rarity.items() if stem in title)
    known = sum(weight for stem, weight in rarity.items() if _has(path, stem, query, articles))
    total, title_total = sum(rarity.values()), sum(title.values()) or 1.0
    values = (1.0, lead, known / total, in_title / title_total, in_title / total, min(len(rarity), 6) / 6)
    certainty = sum(weight * value for weight, value in zip(_CERTAINTY, values, strict=True))
    return Ranked(path, 1 / (1 + exp(-certainty)), known / total)


def _has(path: str, stem: str, query: Query, articles: Articles) -> bool:
    """Whether an article, or a link to it, has a stem."""
    in_fields = any(stem in stems for stems in articles.fields(path).values())
    return in_fields or articles.number(path) in query.linked.get(stem, ())
