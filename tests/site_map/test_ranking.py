"""What speaks for an article that some words may mean: each signal by itself, on articles that are alike but for it.

For each weight there is what it outweighs, and what outweighs it: which answers are right is measured by
`bench/library.py`, and no figure of it stands here.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from unittest.mock import patch

import pytest
from quick import examples

from postlint.site.library import ranking
from postlint.site.library.editions import Editions
from postlint.site.library.index import Index
from postlint.site.library.ranking import Articles, Query, Ranked, rank

FIELDS = ("title", "names", "description", "headings", "terms", "opening")
Texts = Mapping[str, Mapping[str, str]]


def articles(texts: Texts, inbound: Mapping[str, Iterable[str]] | None = None, others: int = 0) -> Articles:
    """Articles by path, with the words of their fields, and which others link to them; and some without words."""
    texts = {**texts, **{f"z/{at}.md": {} for at in range(others)}}
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
        Editions.of(path for path in fields if path[0] == "v"),
    )


def answers(
    found: Articles,
    words: str = "tea",
    source: str = "",
    linked: Mapping[str, Mapping[str, int]] | None = None,
    same: Mapping[str, int] | None = None,
    limit: int = 9,
) -> list[Ranked]:
    """The answers; `linked` and `same` say how many articles link to one, by its path."""

    def by_number(counts: Mapping[str, int]) -> dict[int, int]:
        return {number: count for path, count in counts.items() if (number := found.number(path)) is not None}

    links = {stem: by_number(counts) for stem, counts in (linked or {}).items()}
    return rank(Query(tuple(words.split()), links, by_number(same or {}), source), found, limit)


def order(*arguments: object, **more: object) -> list[str]:
    return [ranked.path for ranked in answers(*arguments, **more)]  # type: ignore[arg-type]


def prefers(first: Mapping[str, str], second: Mapping[str, str], words: str = "tea") -> bool:
    """Whether the first of two articles comes first, wherever it stands."""
    ahead, behind = (
        [path for path in order(articles({"a.md": one, "b.md": other}, others=20), words) if path[0] != "z"]
        for one, other in ((first, second), (second, first))
    )
    return ahead == ["a.md", "b.md"] and behind == ["b.md", "a.md"]


TEA = {"title": "tea and cup"}
LONG = " and".join(map(str, range(90)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TEA, {"opening": "tea and cup"}),
        ({"names": "tea and cup"}, {"opening": "tea and cup"}),
        ({"description": "tea and cup"}, {"opening": "tea and cup"}),
        ({"headings": "tea and cup"}, {"opening": "tea and cup"}),
        (TEA, {"terms": "tea and cup"}),
        ({"opening": "tea and cup"}, {"opening": "cup", "title": "cup"}),
        ({"title": "tea"}, TEA),
        (TEA, {"title": "tea and cup and pot and more"}),
        ({**TEA, "names": "tea"}, {**TEA, "names": "tea cup"}),
        ({**TEA, "terms": "tea"}, TEA),
        ({"title": "tea", "names": "cup"}, {**TEA, "names": "tea"}),
        ({"title": "the best of all tea"}, {"terms": "tea"}),
        ({"opening": "tea and more tea"}, {"opening": "tea and more milk"}),
        *(
            ({field: "tea"}, {field: f"tea {LONG}"})
            for field in ("names", "description", "headings", "terms", "opening")
        ),
    ],
)
def test_of_two_articles_the_fields_decide(first: Mapping[str, str], second: Mapping[str, str]) -> None:
    assert prefers(first, second) or order(articles({"a.md": first, "b.md": second}, others=20)) == ["a.md"]


def test_a_field_of_usual_length_weighs_about_as_much_as_a_short_one() -> None:
    """So much more weighs a word of a title than one of a longer field."""
    for words in ("tea a b c", "tea a b c d e f"):
        assert prefers({"title": words}, {"opening": "tea tea"}), words
    assert prefers({"opening": "tea tea tea a"}, {"opening": f"tea {LONG}"})


def test_two_words_are_more_than_one_however_often() -> None:
    assert prefers({"opening": "tea and cup"}, {"opening": "tea tea tea tea"}, "tea cup")
    assert prefers({"opening": "tea and cup"}, {"description": "tea and tea"}, "tea cup")


def test_a_rare_word_is_more_than_a_frequent_one() -> None:
    often = {f"o/{at}.md": {"opening": "tea"} for at in range(9)}
    found = articles({**often, "a.md": {"title": "x tea"}, "b.md": {"title": "x cup"}}, others=30)
    assert order(found, "tea cup")[0] == "b.md"


def test_the_share_of_a_title_is_weighed_by_rarity() -> None:
    """Of two words of the title, the rare one is the larger part of it."""
    often = {f"o/{at}.md": {"opening": "and"} for at in range(9)}
    texts = {**often, "a.md": {"title": "tea and"}, "b.md": {"title": "tea cup"}}
    assert order(articles(texts, others=30))[:2] == ["a.md", "b.md"]


def test_what_links_call_an_article_is_more_than_a_title() -> None:
    texts = {"a.md": {"title": "tea"}, "b.md": {"title": "tea and cup"}, "c.md": {"title": "pot"}}
    found = articles(texts, others=20)
    assert order(found) == ["a.md", "b.md"]
    assert order(found, same={"b.md": 1}, linked={"tea": {"b.md": 1}})[0] == "b.md"
    assert order(found, linked={"tea": {"c.md": 1}}) == ["a.md", "b.md", "c.md"], "one link with the word among others"
    assert order(found, same={"c.md": 3, "b.md": 1}, linked={"tea": {"c.md": 3, "b.md": 1}})[0] == "c.md"


def test_one_link_with_the_word_is_more_than_the_opening_and_less_than_a_title_of_it() -> None:
    texts = {"a.md": {"opening": "tea"}, "b.md": {"title": "pot"}, "c.md": {"title": "tea x", "names": "tea x"}}
    assert order(articles(texts, others=20), linked={"tea": {"b.md": 1}}) == ["c.md", "b.md", "a.md"]
    assert order(articles(texts, others=20), linked={"tea": {"b.md": 20}})[-1] == "a.md"


def test_the_links_to_one_of_several_say_less_the_more_there_are() -> None:
    texts = {
        "a.md": {"title": "tea"},
        "b.md": {"opening": "tea"},
        "c.md": {"opening": "tea"},
        "d.md": {"opening": "tea"},
    }
    found = articles(texts, others=20)
    for same, first in (({"b.md": 2}, "b.md"), ({"b.md": 2, "c.md": 2, "d.md": 2}, "a.md")):
        assert order(found, same=same, linked={"tea": same})[0] == first


def test_one_in_the_same_folders_is_nearer() -> None:
    texts = {"a/s.md": {}, "b/s.md": {}, "a/x.md": {"title": "tea x"}, "b/x.md": {"title": "tea y"}}
    assert order(articles(texts), source="a/s.md") == ["a/x.md", "b/x.md"]
    assert order(articles(texts), source="b/s.md") == ["b/x.md", "a/x.md"]


def test_an_article_far_away_with_the_word_in_its_title_is_nearer_by_words() -> None:
    texts = {"a/s.md": {"terms": "pot"}, "a/x.md": {"opening": "tea", "terms": "pot"}, "b/x.md": {"title": "tea y"}}
    for inbound in ({}, {"a/s.md": ["a/x.md"]}):
        assert order(articles(texts, inbound, others=20), source="a/s.md") == ["b/x.md", "a/x.md"]


def test_how_near_an_article_is() -> None:
    texts = {
        "a/b/s.md": {"terms": "pot cup"}, "a/b/x.md": {}, "a/y.md": {}, "z.md": {}, "pot.md": {"terms": "pot"},
        "cup.md": {"terms": "cup"}, "both.md": {"terms": "cup pot"}, "c.md": {"terms": "cup"}, "d.md": {"terms": "cup"},
    }  # fmt: skip
    source = ranking._Source("a/b/s.md", articles(texts, {"a/b/s.md": ["a/y.md"]}, others=20))
    apart = ranking._Source("a/b/s.md", articles(texts, others=20))
    near = source.nearness
    assert near("z.md") == 1.0, "nothing in common"
    assert near("a/b/x.md") > apart.nearness("a/y.md") > 1, "all folders, and half of them"
    assert near("a/y.md") > apart.nearness("a/y.md"), "a link back"
    assert near("both.md") > near("pot.md") > near("cup.md") > 1, "both terms, the rarer one, the other one"
    assert near("both.md") == pytest.approx(near("pot.md") + near("cup.md") - 1)
    assert 1.05 < near("a/b/x.md") < 2 and 1.05 < near("both.md") < 2
    none = ranking._Source("", articles(texts))
    assert {none.nearness(path) for path in texts} == {1.0}
    assert none.number is None
    assert ranking._Source("s.md", articles({"s.md": {}, "x.md": {}})).nearness("x.md") == 1.0, "no folder at all"


def test_words_outside_the_site_are_near_to_nothing_but_folders() -> None:
    texts = {"a/x.md": {"title": "tea x"}, "b/x.md": {"title": "tea y"}}
    assert order(articles(texts), source="b/README.md") == ["b/x.md", "a/x.md"]


def test_more_inbound_links_are_better() -> None:
    texts = {"a.md": {"title": "tea x"}, "b.md": {"title": "tea y"}, "c.md": {}, "s.md": {}}
    assert order(articles(texts, {"b.md": ["c.md"]})) == ["b.md", "a.md"]
    assert order(articles(texts, {"b.md": ["s.md"]}), source="s.md") == ["a.md", "b.md"], "its own link says nothing"
    both = {"a.md": ["s.md"], "b.md": ["c.md"]}
    assert order(articles(texts, both), source="s.md") == ["b.md", "a.md"]


def test_twenty_inbound_links_are_less_than_the_title() -> None:
    found = articles(
        {"a.md": {"title": "tea"}, "b.md": {"opening": "tea"}}, {"b.md": [f"z/{at}.md" for at in range(20)]}, 20
    )
    assert order(found) == ["a.md", "b.md"]


def test_of_namesakes_the_nearest_is_meant() -> None:
    texts = {"a/x.md": TEA, "b/x.md": {**TEA, "opening": "tea"}, "b/s.md": {}, "a/s.md": {}, "c.md": {"opening": "tea"}}
    found = articles(texts, others=20)
    assert order(found, source="a/s.md") == ["a/x.md", "b/x.md", "c.md"]
    assert order(found, source="b/s.md") == ["b/x.md", "a/x.md", "c.md"]
    deeper = articles({"a/b/x.md": TEA, "a/x.md": {**TEA, "terms": "tea"}, "a/b/s.md": {}}, others=20)
    assert order(deeper, source="a/b/s.md") == ["a/b/x.md", "a/x.md"]


def test_of_namesakes_as_near_as_each_other_none_is_farther() -> None:
    """They have the better score in turn, and their scores stay what they are beside another article."""
    texts = {"a/x.md": TEA, "a/y.md": TEA, "a/z.md": {"title": "tea or cup"}, "s.md": {}}
    scores = ranking._nearest_namesakes({"a/x.md": 2.0, "a/y.md": 3.0, "a/z.md": 2.5}, "a/s.md", articles(texts).fields)
    assert scores == {"a/x.md": 2.0, "a/y.md": 3.0, "a/z.md": 2.5}
    scores = ranking._nearest_namesakes({"a/x.md": 2.0, "b/x.md": 3.0}, "a/s.md", lambda path: {"title": ["tea"]})
    assert scores["a/x.md"] == 3.0 > scores["b/x.md"] > 1
    scores = ranking._nearest_namesakes({"a/x.md": 2.0, "b/x.md": 3.0}, "a/s.md", lambda path: {"title": []})
    assert scores == {"a/x.md": 2.0, "b/x.md": 3.0}, "articles without a title are no namesakes"


EDITIONS: Texts = {
    f"v/{version}/{name}.md": {"title": f"{name} guide"}
    for version in ("1", "2")
    for name in ("tea", "pot", "cup", "leaf", "milk")
}


def test_of_editions_the_own_one_is_meant() -> None:
    found = articles(EDITIONS, others=20)
    for version in ("1", "2"):
        assert order(found, "tea", f"v/{version}/pot.md") == [f"v/{version}/tea.md"], (
            "the other edition is the same page"
        )
        assert order(found, "pot guide", f"v/{version}/pot.md", limit=1) != [f"v/{3 - int(version)}/pot.md"]


def test_a_page_of_another_edition_alone_is_meant_less() -> None:
    texts = {**EDITIONS, "v/1/kettle.md": {"title": "kettle"}, "v/2/old.md": {"title": "kettle x"}}
    found = articles({**texts, "v/2/older.md": {"opening": "kettle"}}, others=20)
    assert order(found, "kettle", "v/1/pot.md")[0] == "v/1/kettle.md"
    assert order(found, "kettle", "v/2/pot.md") == ["v/1/kettle.md", "v/2/old.md", "v/2/older.md"]
    assert order(found, "kettle", "z/0.md")[0] == "v/1/kettle.md"
    alike = {**EDITIONS, "v/1/kettle.md": {"title": "kettle x"}, "v/2/old.md": {"title": "kettle y"}}
    assert order(articles(alike), "kettle", "v/2/pot.md") == ["v/2/old.md", "v/1/kettle.md"]


def test_an_article_is_no_answer_to_its_own_words() -> None:
    assert order(articles({"a.md": TEA, "b.md": TEA}), source="a.md") == ["b.md"]
    assert order(articles({"a.md": TEA, "b.md": TEA}), source="b.md") == ["a.md"]


def test_so_many_answers_as_are_asked_for() -> None:
    found = articles({f"{name}.md": {"title": f"tea {name}"} for name in "abc"})
    assert order(found, limit=2) == ["a.md", "b.md"]
    assert order(found, "coffee") == []
    assert answers(found, limit=1) == answers(found)[:1], "as sure as among others"


def test_usual_words_alone_find_what_they_can() -> None:
    """Where a word is not usual, those with usual words alone are no candidates."""
    usual = {f"{at}.md": {"title": f"tea {at}"} for at in range(30)}
    assert len(order(articles(usual), "tea")) == 9
    assert order(articles({**usual, "x.md": {"title": "oolong"}}), "tea oolong") == ["x.md"]
    assert order(articles({**usual, "x.md": {"title": "oolong"}}), "tea x", linked={"x": {"x.md": 1}}) == ["x.md"]


def score(texts: Texts, words: str, **more: object) -> float:
    """How likely the first answer is, which is to be a.md."""
    first = answers(articles(texts, others=30), words, **more)[0]  # type: ignore[arg-type]
    assert first.path == "a.md"
    assert 0 < first.score < 1
    return first.score


def test_an_answer_is_the_surer_the_farther_it_leads() -> None:
    words, other = "green tea leaf", {"title": "green tea x y z"}
    alone = score({"a.md": {"title": words}}, words)
    near = score({"a.md": {"title": words}, "b.md": other}, words)
    nearer = score({"a.md": {"title": words}, "b.md": {**other, "names": words}}, words)
    assert alone > near > nearer
    assert alone > 0.9
    twins = score({"a.md": {"title": words}, "b/x.md": {"title": words}}, words)
    assert twins < 0.7, "two of one title: neither is sure"


def test_an_answer_is_the_surer_the_more_of_the_words_it_has() -> None:
    title = {"a.md": {"title": "green tea leaf"}, "b.md": {"opening": "kettle"}}
    assert score(title, "green tea leaf") > score(title, "green tea leaf kettle")
    assert score({"a.md": {"opening": "tea pot"}}, "tea pot") > score({"a.md": {"opening": "tea"}}, "tea pot")
    other = {"b.md": {"opening": "tea and more"}}
    low, high = (score({"a.md": fields, **other}, "tea pot") for fields in ({"opening": "tea"}, {"title": "tea pot"}))
    assert low < 0.2 < 0.5 < high


def test_an_answer_is_the_surer_the_more_of_its_title_is_said() -> None:
    scores = [
        score({"a.md": {"title": title}}, "green tea") for title in ("green tea", "green tea x", "green tea x y z")
    ]
    assert scores[0] > scores[1] > scores[2]
    assert score({"a.md": {"title": "green tea"}}, "green tea") > score({"a.md": {"names": "green tea"}}, "green tea")


def test_an_answer_is_the_surer_the_more_words_there_are() -> None:
    words = "green tea leaf pot cup milk sugar".split()
    scores = [score({"a.md": {"title": " ".join(words[:at])}}, " ".join(words[:at])) for at in (1, 2, 4, 6, 7)]
    assert scores[0] < scores[1] < scores[2] < scores[3]
    assert scores[3] == scores[4], "beyond six, it makes no difference"


def test_how_many_of_the_words_an_answer_has() -> None:
    texts = {"a.md": {"title": "tea"}, **{f"o/{at}.md": {"opening": "cup"} for at in range(5)}}
    (half, *_) = answers(articles(texts, others=30), "tea cup")
    assert 0.5 < half.known < 1, "the rarer one of two"
    (whole,) = answers(articles(texts, others=30), "tea")
    assert whole.known == 1
    linked = answers(articles(texts, others=30), "tea pot", linked={"pot": {"a.md": 1}})
    assert linked[0].known == 1, "a link to it has the other word"


def test_a_word_in_a_field_of_usual_length_weighs_as_much_as_its_field() -> None:
    """In a shorter field more, in a longer one less; twice the word twice as much."""

    def weight(name: str, count: int, length: int) -> float:
        return ranking._weight_in({name: ["tea"] * count + ["x"] * (length - count)}, "tea")

    for name, (field, _, usual) in ranking._FIELDS.items():
        assert weight(name, 1, usual) == pytest.approx(field)
        assert weight(name, 2, usual) == pytest.approx(2 * field)
        assert weight(name, 1, usual // 2) > field > weight(name, 1, 2 * usual) > 0
    assert ranking._weight_in({"title": ["tea"], "opening": ["tea"]}, "tea") == pytest.approx(
        weight("title", 1, 1) + weight("opening", 1, 1)
    )


def test_one_link_of_these_words_is_less_than_an_article_of_this_title_and_name() -> None:
    found = articles({"a.md": {"title": "tea", "names": "tea"}, "c.md": {"title": "pot"}}, others=20)
    assert order(found, same={"c.md": 1}, linked={"tea": {"c.md": 1}}) == ["a.md", "c.md"]


def test_all_folders_are_all_however_many() -> None:
    found = articles({"a/s.md": {}, "a/x.md": {}, "b/c/d/s.md": {}, "b/c/d/x.md": {}})
    one, three = (ranking._Source(f"{folder}/s.md", found).nearness(f"{folder}/x.md") for folder in ("a", "b/c/d"))
    assert one == three > 1


def test_what_is_a_little_better_in_another_edition_is_not_meant() -> None:
    texts = {**EDITIONS, "v/1/old.md": {"title": "kettle x"}, "v/2/new.md": {"title": "kettle x y z a b c"}}
    found = articles({**texts, "z.md": {"title": "kettle x y z a b"}}, others=20)
    assert order(found, "kettle", "v/2/pot.md") == ["v/2/new.md", "z.md", "v/1/old.md"]
    assert order(found, "kettle", "z/0.md")[0] == "v/1/old.md", "from outside all editions, it is the best"
    assert order(found, "kettle", "v/1/pot.md")[0] == "v/1/old.md"


@pytest.mark.parametrize(
    ("better", "other", "scored"),
    [(15, "tea", 16), (16, "tea", 16), (16, "tea cup", 17), (60, "tea cup", 60)],
    ids=["few", "many", "most of the words", "at most"],
)
def test_after_a_few_articles_only_those_with_half_of_the_words_are_scored(
    better: int, other: str, scored: int
) -> None:
    texts = {f"{number}.md": {"opening": "tea cup pot"} for number in range(better)} | {"other.md": {"opening": other}}
    texts |= {f"leaf/{number}.md": {"opening": "leaf"} for number in range(100)}
    assert len(order(articles(texts), "tea cup pot", limit=100)) == scored


def test_of_articles_with_the_same_words_those_with_the_closest_names_are_scored() -> None:
    texts = {f"a/tea/{number:02}-cup-of-tea.md": {"title": f"tea {number}"} for number in range(60)}
    assert order(articles({**texts, "a/tea/_index.md": {"title": "tea"}}))[0] == "a/tea/_index.md"


def test_an_article_that_nothing_links_to_by_these_words_is_scored_too() -> None:
    texts = {f"{number:02}.md": {"opening": "tea"} for number in range(60)} | {"tea.md": {"title": "tea"}}
    linked = {"tea": {f"{number:02}.md": 1 for number in range(60)}}
    assert order(articles(texts), linked=linked, limit=1) == ["tea.md"]


def test_of_articles_with_the_same_words_those_of_the_own_edition_are_scored() -> None:
    own = {f"v/{version}/{version}{at}.md": {"opening": "kettle"} for version in ("1", "2") for at in range(60)}
    same: Texts = {f"v/{version}/same{at}.md": {} for version in ("1", "2") for at in range(60)}
    found = articles({**own, **same}, others=100)
    for version in ("1", "2"):
        scored = order(found, "kettle", f"v/{version}/same0.md", limit=100)
        assert len(scored) == 60 and all(path.startswith(f"v/{version}/") for path in scored)


@pytest.mark.parametrize("seed", range(examples(40)))
def test_articles_of_frequent_words_are_left_out_only_where_they_cannot_be_among_the_best(seed: int) -> None:
    chance = random.Random(seed)
    words = [f"w{number}" for number in range(12)]
    weights = [1 / (1 + number) for number in range(len(words))]
    texts = {f"a{at}.md": {"opening": " ".join(chance.choices(words, weights, k=2))} for at in range(250)}
    found = articles(texts, others=200)
    asked = " ".join(dict.fromkeys(chance.choices(words, k=4)))
    source = chance.choice([*texts, ""])
    few = answers(found, asked, source)
    with patch.object(ranking, "_least_of_few", lambda sums: 0.0):
        assert answers(found, asked, source) == few
