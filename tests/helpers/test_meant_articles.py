"""Which article some words mean: the scores from which on it is named, offered, or certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from postlint.helpers.meant_articles import certain_article, likely_matches, nearest_by_words
from postlint.site.link_target import Near


def page(name: str) -> Any:
    return SimpleNamespace(path=f"content/{name}.md", title=name)


def link(words: str, url: str = "/q/a-b-z-y/") -> Any:
    return SimpleNamespace(text=words, url=url, destination=url)


def site_with(scores: Sequence[float], *, published: bool = True, names: str = "abc") -> Any:
    """A site that answers with articles of such scores."""
    found = [
        SimpleNamespace(page=page(names.split()[at] if " " in names else names[at]), score=score)
        for at, score in enumerate(scores)
    ]
    return SimpleNamespace(
        articles_about=lambda words, page, limit: found[:limit],
        published=lambda page: published,
        url=lambda page: f"/{page.title}/",
        state=lambda page: "published",
        stems=lambda text, page: re.findall(r"\w+", text),
    )


@pytest.mark.parametrize(
    ("scores", "named"),
    [([], 0), ([0.3], 1), ([0.29], 0), ([0.3, 0.02], 2), ([0.3, 0.019], 1), ([0.9, 0.5, 0.1], 3)],
)
def test_what_is_named(scores: list[float], named: int) -> None:
    assert len(likely_matches("words", page("x"), site_with(scores))) == named


def test_no_more_than_asked_for() -> None:
    assert len(likely_matches("words", page("x"), site_with([0.9, 0.5, 0.1]), 2)) == 2


@pytest.mark.parametrize(("score", "sure"), [(0.985, True), (0.984, False), (1.0, True)])
def test_what_is_certain(score: float, sure: bool) -> None:
    site: Any = site_with([score, 0.1])
    found = likely_matches("words", page("x"), site)
    assert certain_article(found, site) is (found[0].page if sure else None)
    assert certain_article(found, site_with([score], published=False)) is None
    assert certain_article([], site) is None


@pytest.mark.parametrize(
    ("words", "scores", "by_address", "first"),
    [
        # An address that is clearly near, and may be what the words mean.
        ("words", [0.5], [("a", 86)], ["a"]),
        # One that has the same name in another folder is meant whatever the words are.
        ("words", [0.5], [("z", 93)], ["z"]),
        ("words", [0.5], [("z", 92)], ["z"]),
        ("words", [0.99], [("z", 92)], ["a"]),
        ("words", [0.99], [("z", 93)], ["z"]),
        ("words", [0.99, 0.5], [("b", 80), ("z", 79)], ["a"]),
        ("words", [0.5, 0.4], [("b", 80), ("z", 79)], ["b"]),
        # Words alone have to be likely.
        ("words", [0.8, 0.4], [], ["a", "b"]),
        ("words", [0.79, 0.4], [], []),
        ("words", [0.1], [("z", 85), ("y", 79)], ["z"]),
        ("", [0.99], [("z", 85), ("y", 79)], ["z"]),
        ("", [0.99], [("z", 84)], []),
    ],
)
def test_words_and_addresses(
    words: str, scores: list[float], by_address: list[tuple[str, float]], first: list[str]
) -> None:
    nearest = [Near(f"/{name}/", name, f"content/{name}.md", "published", score) for name, score in by_address]
    found = nearest_by_words(link(words), page("x"), site_with(scores), nearest)
    assert [near.title for near in found] == first


@pytest.mark.parametrize(("title", "named"), [("a b z", True), ("a z", False)])
def test_an_address_shares_most_of_its_words(title: str, named: bool) -> None:
    nearest = [Near("/q/other/", title, "content/q.md", "published", 80)]
    assert nearest_by_words(link(""), page("x"), site_with([]), nearest) == (nearest if named else [])


def test_scores_are_of_a_hundred() -> None:
    (found,) = nearest_by_words(link("words"), page("x"), site_with([0.91234]), [])
    assert (found.url, found.title, found.path, found.state, found.score) == (
        "/a/", "a", "content/a.md", "published", 91.2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "names", "scores", "named"),
    [
        ("/old/part-4/", "part-5 other-part", [0.9, 0.8], ["other-part"]),
        ("/old/part-4.md#a", "part-5 other-part", [0.99, 0.8], ["other-part"]),
        ("/old/part-4/", "part-4 other", [0.99, 0.5], ["part-4"]),
        ("/old/part-four/", "part-5 other", [0.99, 0.5], ["part-5"]),
        ("me-a@example.org", "a b", [0.99, 0.5], []),
    ],
)
def test_another_number_is_another_page(url: str, names: str, scores: list[float], named: list[str]) -> None:
    found = nearest_by_words(link("words", url), page("x"), site_with(scores, names=names), [])
    assert [near.title for near in found] == named


def test_an_article_without_a_word_of_the_link_is_not_meant() -> None:
    assert nearest_by_words(link("words", "/q/"), page("x"), site_with([0.99]), []) == []
    assert nearest_by_words(link("words", "/a/"), page("x"), site_with([0.99]), []) != []
    assert nearest_by_words(link("of a"), page("x"), site_with([0.99]), []) != []


@pytest.mark.parametrize(
    ("url", "named"),
    [("/a.pdf", False), ("/a.PDF?v=2", False), ("/a.tgz", False), ("/a.html", True), ("/pdf/a", True)],
)
def test_a_document_is_no_article(url: str, named: bool) -> None:
    assert bool(nearest_by_words(link("of a", url), page("x"), site_with([0.99]), [])) == named


def test_one_word_says_too_little_where_the_address_has_others() -> None:
    site = site_with([0.99], names="tools b")
    assert nearest_by_words(link("tools", "/q/command-line/"), page("x"), site, []) == []
    assert nearest_by_words(link("tools", "/q/tools-line/"), page("x"), site, [])
    assert nearest_by_words(link("tools", "/q/line/"), page("x"), site, [])
    assert nearest_by_words(link("the tools", "/q/command-line/"), page("x"), site, [])
