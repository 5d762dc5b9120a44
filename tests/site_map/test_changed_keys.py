"""Which keys of a library change with an article: exactly those of what differs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from postlint.site.library.changes import ChangedKeys, changed_keys, has_other_editions
from postlint.site.site import Site
from site_map.sites import site_of

TEA = "content/tea.md"
FILES = {
    "hugo.toml": "baseURL = 'https://example.org/'\n[languages.en]\n[languages.de]\n",
    "content/_index.md": "",
    "content/pot.md": "---\ntitle: Iron pot\n---\n",
    "content/cup.md": "---\ntitle: Cup\n---\n",
    TEA: "---\ntitle: Green leaf\n---\n\n[boil it](/pot/)\n",
}


def changed(folder: Path, files: Mapping[str, str | None], path: str = TEA) -> ChangedKeys:
    """The keys that change with an article, where some files are other ones, or gone."""
    new = {name: text for name, text in {**FILES, **files}.items() if text is not None}
    before, after = site_of(folder / "before", FILES), site_of(folder / "after", new)
    return changed_keys(path, (before, before.page(path)), (after, after.page(path)))


def keys(found: ChangedKeys) -> set[str]:
    """The keys by kind and name."""
    return {key.removeprefix("library ").replace(":en:", " ") for key in found.keys}


def test_another_word_in_the_title(tmp_path: Path) -> None:
    found = changed(tmp_path, {TEA: "---\ntitle: Black leaf\n---\n\n[boil it](/pot/)\n"})
    assert keys(found) == {"library:en", f"content {TEA}", "postings green", "postings black"}
    assert found.languages == {"en"}
    assert not found.moved


def test_another_link(tmp_path: Path) -> None:
    found = changed(tmp_path, {TEA: "---\ntitle: Green leaf\n---\n\n[brew it](/cup/)\n"})
    links = {"linked boil", "linked brew", "linked it", "inbound content/pot.md", "inbound content/cup.md"}
    assert keys(found) == {"library:en", f"content {TEA}", *links}, "a link alone is no text of the article"


def test_the_same_link_to_another_article(tmp_path: Path) -> None:
    found = changed(tmp_path, {TEA: "---\ntitle: Green leaf\n---\n\n[boil it](/cup/)\n"})
    assert not any(key.startswith("postings") for key in keys(found)), "the words are the same"
    assert {"linked boil", "linked it", "inbound content/pot.md", "inbound content/cup.md"} <= keys(found)


def test_nothing_that_is_indexed(tmp_path: Path) -> None:
    found = changed(tmp_path, {TEA: FILES[TEA] + "\n" * 3})
    assert found == ChangedKeys(set(), set(), set(), {})


@pytest.mark.parametrize("there", [True, False])
def test_an_article_that_comes_or_goes(tmp_path: Path, there: bool) -> None:
    name = "content/new.md" if there else "content/cup.md"
    found = changed(tmp_path, {name: "---\ntitle: Cup\n---\n" if there else None}, name)
    stem = {"postings new"} if there else set()
    assert keys(found) == {"library:en", f"content {name}", "postings cup", *stem}
    assert found.moved == found.languages == {"en"}


def test_an_article_that_no_library_has(tmp_path: Path) -> None:
    hidden = "---\ntitle: Green leaf\nbuild:\n  render: never\n---\n"
    found = changed(tmp_path, {TEA: hidden})
    site = site_of(tmp_path / "now", FILES | {TEA: hidden})
    page = site.page(TEA)
    assert page
    assert found.moved == ({"en"} if not site.has_page(page) else set())
    assert changed(tmp_path / "none", {}, "content/none.md") == ChangedKeys(set(), set(), set(), {})


def test_an_article_in_another_language(tmp_path: Path) -> None:
    before, after = (
        site_of(
            tmp_path / f"{name}s", {**FILES, "hugo.toml": f"defaultContentLanguage = '{name}'\n" + FILES["hugo.toml"]}
        )
        for name in ("en", "de")
    )
    found = changed_keys(TEA, (before, before.page(TEA)), (after, after.page(TEA)))
    assert found.moved == found.languages == {"en", "de"}
    assert {"library:en", "library:de"} <= found.keys


def editions_differ(site: Site, added: set[str], removed: set[str]) -> bool:
    return has_other_editions(site, "en", added, removed)


def test_whether_there_are_other_editions(tmp_path: Path) -> None:
    names = ("setup", "upgrade", "network", "storage")
    paths = [f"content/docs/{version}/{name}.md" for version in ("v1", "v2") for name in names]
    site = site_of(tmp_path, {"content/_index.md": "", **{path: f"---\ntitle: {path}\n---\n" for path in paths}})
    assert not editions_differ(site, set(), set())
    assert editions_differ(site, {paths[0]}, set()), "three pages are too few"
    assert editions_differ(site, {*paths[4:]}, set())
    assert not editions_differ(site, set(), {"content/blog/post.md"})
    assert editions_differ(site, set(), {"content/docs/v2/users.md"})
