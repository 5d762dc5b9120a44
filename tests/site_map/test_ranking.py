"""What speaks for an article that some words may mean: each signal by itself, on articles that are alike but for it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from postlint.site.library import ranking
from postlint.site.library.editions import Editions
from postlint.site.library.index import Index
from postlint.site.library.ranking import Articles, Query, rank

FIELDS = ("title", "names", "description", "headings", "terms", "opening")


def articles(texts: Mapping[str, Mapping[str, str]], inbound: Mapping[str, set[str]] | None = None) -> Articles:
    """Articles by path, with the words of their fields, and which others link to them."""
    fields = {path: {name: given.get(name, "").split() for name in FIELDS} for path, given in texts.items()}
    numbers = {path: number for number, path in enumerate(fields)}
    postings: dict[str, list[int]] = {}
    for path, words in fields.items():
        for stem in {stem for stems in words.values() for stem in stems}:
            postings.setdefault(stem, []).append(numbers[path])
    links = {path: {numbers[source] for source in sources} for path, sources in (inbound or {}).items()}
    return Articles(
        Index(lambda stem: postings.get(stem, []), len(fields)),
        [*fields].__getitem__,
        numbers.get,
        fields.__contains__,
        fields.__getitem__,
        lambda path: links.get(path, set()),
        Editions({}),
    )


def order(found: Articles, words: str = "tea", source: str = "") -> list[str]:
    return [ranked.path for ranked in rank(Query(tuple(words.split()), {}, {}, source), found, 3)]


TEA = {"title": "tea and cup"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TEA, {"opening": "tea and cup"}),
        ({"title": "tea"}, TEA),
        ({**TEA, "names": "tea"}, {**TEA, "names": "tea cup"}),
        ({**TEA, "terms": "tea"}, TEA),
    ],
    ids=["title", "exact", "name", "term"],
)
def test_of_two_articles_the_fields_decide(first: dict[str, str], second: dict[str, str]) -> None:
    assert order(articles({"a.md": first, "b.md": second})) == ["a.md", "b.md"]
    assert order(articles({"a.md": second, "b.md": first})) == ["b.md", "a.md"]


def test_one_in_the_same_folders_is_nearer() -> None:
    found = articles({"a/s.md": {}, "a/x.md": {"title": "tea x"}, "b/x.md": {"title": "tea y"}})
    assert order(found, source="a/s.md") == ["a/x.md", "b/x.md"]
    found = articles({"b/s.md": {}, "a/x.md": {"title": "tea x"}, "b/x.md": {"title": "tea y"}})
    assert order(found, source="b/s.md") == ["b/x.md", "a/x.md"]


def test_how_near_an_article_is() -> None:
    texts = {"a/b/s.md": {"terms": "pot cup"}, "a/b/x.md": {}, "a/y.md": {}, "z.md": {"terms": "pot"}}
    source = ranking._Source("a/b/s.md", articles(texts, {"a/b/s.md": {"a/y.md"}}))
    assert source.nearness("a/b/x.md") == pytest.approx(1.2)
    assert source.nearness("a/y.md") == pytest.approx(1.1 * 1.2), "half of the folders, and a link back"
    share = source.nearness("z.md")
    assert 1.05 < share < 1.15, "one of two terms, the more frequent one"
    assert ranking._Source("", articles(texts)).nearness("a/y.md") == 1.0


def test_more_inbound_links_are_better() -> None:
    texts = {"a.md": {"title": "tea x"}, "b.md": {"title": "tea y"}, "c.md": {}, "s.md": {}}
    assert order(articles(texts, {"b.md": {"c.md"}})) == ["b.md", "a.md"]
    assert order(articles(texts, {"b.md": {"s.md"}}), source="s.md") == ["a.md", "b.md"], "its own link says nothing"


def test_of_namesakes_the_nearest_is_meant() -> None:
    texts = {"a/x.md": TEA, "b/x.md": {**TEA, "opening": "tea"}, "b/s.md": {}, "a/s.md": {}}
    assert order(articles(texts), source="a/s.md") == ["a/x.md", "b/x.md"]
    assert order(articles(texts), source="b/s.md") == ["b/x.md", "a/x.md"]


def test_an_article_is_no_answer_to_its_own_words() -> None:
    assert order(articles({"a.md": TEA, "b.md": TEA}), source="a.md") == ["b.md"]


def test_the_weights_are_those_that_were_measured() -> None:
    """Whoever changes one measures anew (`bench/library.py`), and puts the new figures here."""
    texts = {
        "v1/a/tea.md": {"title": "green tea", "names": "tea", "description": "a pot of tea", "terms": "pot leaf"},
        "v1/a/pot.md": {"title": "pot and cup", "headings": "tea in a pot", "opening": "tea tea tea and more"},
        "v1/b/cup.md": {"title": "tea", "names": "cup", "terms": "tea", "opening": "the cup of a day"},
        "v1/b/leaf.md": {"title": "leaf", "description": "green leaf", "terms": "leaf", "opening": "a leaf"},
        "v1/a/day.md": {"title": "day", "terms": "leaf day"},
    }
    inbound = {"v1/a/day.md": {"v1/b/cup.md"}, "v1/a/pot.md": {"v1/b/cup.md", "v1/b/leaf.md"}}
    found = articles(texts, inbound)
    tea, pot, cup, leaf, _ = range(5)
    linked = {"tea": {pot: 2, cup: 1}, "green": {leaf: 1}}
    queries = (
        Query(("tea",), {}, {}, ""),
        Query(("green", "tea"), linked, {}, "v1/a/day.md"),
        Query(("tea", "cup"), linked, {pot: 2, cup: 1}, "v1/b/leaf.md"),
        Query(("leaf", "nothing"), {}, {tea: 1}, "v1/a/day.md"),
    )
    answers = [
        [(each.path, round(each.score, 4), round(each.known, 4)) for each in rank(query, found, 4)] for query in queries
    ]
    assert answers == [
        [
            ("v1/b/cup.md", 0.7399, 1.0),
            ("v1/a/tea.md", 0.1663, 1.0),
            ("v1/a/pot.md", 0.0237, 1.0),
        ],
        [
            ("v1/a/tea.md", 0.9764, 1.0),
            ("v1/b/cup.md", 0.0066, 0.3811),
            ("v1/b/leaf.md", 0.0031, 0.6189),
            ("v1/a/pot.md", 0.0016, 0.3811),
        ],
        [
            ("v1/a/pot.md", 0.3327, 1.0),
            ("v1/b/cup.md", 0.4072, 1.0),
            ("v1/a/tea.md", 0.003, 0.3811),
        ],
        [
            ("v1/b/leaf.md", 0.4082, 0.1782),
            ("v1/a/tea.md", 0.0163, 0.1782),
        ],
    ]
