"""What a broken link may have meant, and when it is clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.helpers.link_fixes import alias_place, clearly_nearest, link_to, near, reference, tail_of
from postlint.site.link_target import Near, Target
from tests.site_map.sites import site_of


def there(score: float, state: str = "published", path: str = "content/b.md") -> Near:
    return Near("/b/", "B", path, state, score)


@pytest.mark.parametrize(
    ("scores", "clear"),
    [([], False), ([85], True), ([84], False), ([90, 88], True), ([90, 89], False), ([90, 80, 70], True)],
)
def test_the_nearest(scores: list[float], clear: bool) -> None:
    nearest = [there(score) for score in scores]
    assert clearly_nearest(nearest) is (nearest[0] if clear else None)


def test_the_nearest_is_published() -> None:
    assert clearly_nearest([there(100, "draft"), there(90)]) is None


def test_what_is_worth_naming(tmp_path: Path) -> None:
    page = site_of(tmp_path, {"content/a.md": "Text.\n"}).page("content/a.md")
    assert page
    nearest = [there(78), there(77.9), there(99, path=page.path)]
    assert near(page, Target("broken", find_nearest=lambda: nearest)) == nearest[:1]


@pytest.mark.parametrize(
    ("url", "line"),
    [("/old/", 2), ("/older/", 3), ("/a/older/index.html", 3), ("/very/old/", 5), ("/none/", 2)],
)
def test_the_place_of_an_alias(tmp_path: Path, url: str, line: int) -> None:
    text = "---\naliases: [/old/,\n  /older,\n  '',\n  very/old/]\n---\n"
    page = site_of(tmp_path, {"content/a.md": text}).page("content/a.md")
    assert page
    assert alias_place(page, url).line == line


def test_an_article_without_aliases(tmp_path: Path) -> None:
    page = site_of(tmp_path, {"content/a.md": "---\naliases: /old/\n---\n", "content/b.md": "Text.\n"})
    one, other = page.page("content/a.md"), page.page("content/b.md")
    assert one and other
    assert (alias_place(one, "/old/").line, alias_place(other, "/old/").line) == (2, 1)


def test_parts_of_destinations() -> None:
    assert [tail_of(each) for each in ("/a/", "/a/?b#c", "/a#c?d")] == ["", "?b#c", "#c?d"]
    assert reference("{{< relref", "/a") == '{{< relref "/a" >}}'
    assert reference("{{% ref", "/a") == '{{% ref "/a" %}}'
    assert link_to("/a/", image=True).image
    assert not link_to("/a/").image
