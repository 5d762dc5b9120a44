"""Which folders are editions of the same pages, as those of two versions of a documentation are."""

from __future__ import annotations

import pytest

from postlint.site.library.editions import Editions, parts_of, shared

NAMES = ("setup", "upgrade", "network", "storage", "users")


def versions(*folders: str, names: tuple[str, ...] = NAMES) -> list[str]:
    return [f"{folder}/{name}.md" for folder in folders for name in names]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("docs/v1/setup.md", ("docs", "v1", "setup")),
        ("docs/v1/setup.de.md", ("docs", "v1", "setup")),
        ("docs/v1/setup/index.md", ("docs", "v1", "setup")),
        ("docs/v1/setup/_index.en-us.md", ("docs", "v1", "setup")),
        ("docs/README.md", ("docs",)),
        ("setup.md", ("setup",)),
    ],
)
def test_the_parts_of_a_path(path: str, parts: tuple[str, ...]) -> None:
    assert parts_of(path) == parts


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("a/b/c", "a/b/d", 2), ("a/b", "a/b/c", 2), ("a/b", "b/b", 0), ("a", "a", 1), ("x/b", "y/b", 0)],
)
def test_how_many_folders_two_paths_share(one: str, other: str, count: int) -> None:
    assert shared(tuple(one.split("/")), tuple(other.split("/"))) == count
    assert shared(tuple(other.split("/")), tuple(one.split("/"))) == count


def test_folders_with_the_same_pages_are_editions() -> None:
    editions = Editions.of([*versions("docs/v1", "docs/v2"), "docs/v1/only.md", "docs/about.md", "blog/v1.md"])
    assert editions
    assert editions.folder("docs/v2/users.md") == ("docs", "v2")
    assert editions.folder("docs/v1/only.md") == ("docs", "v1"), "all that is in the folder"
    assert editions.folder("docs/about.md") == editions.folder("blog/v1.md") == editions.folder("none.md") == ()
    assert editions.page("docs/v1/users.md") == editions.page("docs/v2/users.md") != "docs/v1/users.md"
    assert editions.page("docs/about.md") == "docs/about.md"
    assert editions.page("docs/v1/users.md") != editions.page("docs/v1/setup.md")


def test_pages_deep_in_an_edition_and_the_innermost_edition() -> None:
    editions = Editions.of(versions("v1/guide", "v2/guide"))
    assert editions.folder("v1/guide/users.md") == ("v1",)
    nested = Editions.of(versions("v1/win", "v1/mac", "v2/win", "v2/mac"))
    assert nested.folder("v1/win/users.md") == ("v1", "win")


@pytest.mark.parametrize(("names", "is_one"), [(NAMES[:4], True), (NAMES[:3], False)])
def test_four_of_the_same_pages_make_an_edition(names: tuple[str, ...], is_one: bool) -> None:
    assert bool(Editions.of(versions("v1", "v2", names=names))) is is_one


@pytest.mark.parametrize(("others", "is_one"), [(6, True), (7, False)])
def test_two_of_five_pages_must_stand_in_another_one_too(others: int, is_one: bool) -> None:
    own = [f"v1/own{at}.md" for at in range(others)]
    editions = Editions.of([*versions("v1", "v2", "v3", names=NAMES[:4]), *own])
    assert bool(editions.folder("v1/own0.md")) is is_one
    assert editions.folder("v2/setup.md") == ("v2",)


def test_where_hardly_any_name_comes_twice_there_are_none() -> None:
    """A quick look: of so many other articles, the few editions count for nothing."""
    few = versions("v1", "v2", names=NAMES[:4])
    assert Editions.of([*few, *(f"posts/{at}.md" for at in range(31))])
    assert not Editions.of([*few, *(f"posts/{at}.md" for at in range(32))])


def test_bundles_of_a_blog_are_no_editions() -> None:
    assert not Editions.of(f"content/posts/{name}/index.md" for name in "abcdefgh")


def test_old_and_new_parents_of_editions_are_one_family() -> None:
    """The documentation that moved to another folder has the same pages there."""
    old, new = versions("docs/v1", "docs/v2"), versions("archive/v0", "archive/v00", names=(*NAMES[:3], "x", "y"))
    editions = Editions.of([*old, *new])
    assert editions.page("docs/v1/setup.md") == editions.page("archive/v0/setup.md")
    apart = Editions.of([*old, *versions("archive/v0", "archive/v00", names=(NAMES[0], "w", "x", "y", "z"))])
    assert apart.page("docs/v1/setup.md") != apart.page("archive/v0/setup.md")


@pytest.mark.parametrize(("same", "is_one"), [(2, True), (1, False)])
def test_families_have_two_of_five_pages_in_common(same: int, is_one: bool) -> None:
    names = (*NAMES[:same], *"uvwxyz"[: 5 - same])
    many = tuple(f"more{at}" for at in range(20))
    editions = Editions.of([*versions("a/v1", "a/v2", names=(*NAMES, *many)), *versions("b/v1", "b/v2", names=names)])
    assert (editions.page("a/v1/setup.md") == editions.page("b/v1/setup.md")) is is_one


def test_the_nearest_edition_of_a_page() -> None:
    editions = Editions.of(versions("docs/v1", "docs/v2", "docs/v3"))
    page = editions.page("docs/v1/setup.md")
    assert editions.nearest(page, "docs/v2/users.md", {}) == "docs/v2/setup.md"
    assert editions.nearest(page, "blog/x.md", {"docs/v2/setup.md": 0.5}) == "docs/v2/setup.md", "the best score"
    assert editions.nearest(page, "docs/v1/users.md", {"docs/v2/setup.md": 0.5}) == "docs/v1/setup.md", (
        "the nearest first"
    )
    assert editions.nearest(page, "blog/x.md", {}) == "docs/v3/setup.md"
    assert editions.nearest("blog/x.md", "docs/v1/users.md", {}) == "blog/x.md"


def test_editions_are_the_same_from_their_rows() -> None:
    paths = versions("docs/v1", "docs/v2")
    editions = Editions.of(paths)
    again = Editions(editions.rows())
    assert again == editions
    assert [again.nearest(again.page(path), path, {}) for path in paths] == paths
    assert editions != Editions.of(versions("docs/v1", "docs/v3"))
    assert editions != "docs"
    assert not Editions([])
