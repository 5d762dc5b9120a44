"""Which URLs and ids a broken link may have meant, the nearest first, with how alike they are."""

from __future__ import annotations

import pytest

from postlint.site.suggestions import Nearest, near, near_ids

URLS = [
    "/posts/gardening/",
    "/articles/gardening/",
    "/posts/garden-tools/",
    "/posts/garden-toils/",
    "/posts/garden-tolls/",
    "/x/garden-tools/",
    "/y/garden-tools/",
    "/posts/2021-05-06-roses/",
    "/a/roses/",
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("/posts/gardning/", [("/posts/gardening/", 96.6), ("/articles/gardening/", 68.8)]),
        # The same last part leads; of the same path as many are found as of others.
        ("/blog/gardening/", [("/posts/gardening/", 92.8), ("/articles/gardening/", 90.6)]),
        ("gardening.md", [("/posts/gardening/", 92.5), ("/articles/gardening/", 90.0)]),
        (
            "/posts/garden-tools/index.md",
            [("/posts/garden-tools/", 100.0), ("/posts/garden-toils/", 94.4), ("/posts/garden-tolls/", 94.4)],
        ),
        ("/posts/garden-tool/", [("/posts/garden-tools/", 97.1)]),
        # With a date before the name, in folders or elsewhere; of another day it is another one.
        ("/b/2021/05/06/roses", [("/posts/2021-05-06-roses/", 91.0), ("/a/roses/", 84.4)]),
        ("/posts/2021-05-07-roses/", [("/a/roses/", 82.4)]),
        ("", []),
        ("/", []),
        ("/qqq/", []),
    ],
)
def test_urls(wanted: str, found: list[tuple[str, float]]) -> None:
    nearest = Nearest(near(url) for url in URLS)
    assert [(each.url, each.score) for each in nearest.find(wanted)] == found


def test_what_is_known_of_a_target() -> None:
    path, target = near("/É/", "A title", "content/e.md", "draft")
    assert (path, target) == ("é", ("/%C3%89/", "A title", "content/e.md", "draft", 0.0))


@pytest.mark.parametrize(
    ("wanted", "known", "found"),
    [
        ("set-up", ["set-ups", "sets-up", "set-upp", "sett-up", "other"], ["#set-ups", "#sets-up", "#set-upp"]),
        ("Set-up", ["set-ups"], ["#set-ups"]),
        ("abcdef", ["abcxyz"], []),
        ("abcdefg", ["abcdxyz"], []),
        ("part-1", ["part-2"], []),
    ],
)
def test_ids(wanted: str, known: list[str], found: list[str]) -> None:
    assert [each.url for each in near_ids(wanted, known)()] == found
