"""A folder without a generator."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.site.site import Site
from tests.site_map.sites import write

FILES = {
    "README.md": "# Home\n",
    "docs/b.md": "# B b\n\n<a id='here'></a>\n",
    "docs/Image.png": "x",
    "docs/sub/c.md": "",
}


def resolve(folder: Path, destination: str, **options: Any) -> tuple[str, str]:
    """The result and the reason for a link in `docs/a.md`."""
    headings = "## Own\n\n## The C--API 1.2\n\n## Faster 🦀\n\n## Use `@raw(a)` {% new %}\n\n## எங்கே 2?\n\n"
    write(folder, {**FILES, "docs/a.md": f"{headings}[x]({destination})\n"})
    pages = [page_of(Document(path.relative_to(folder).as_posix(), path.read_text())) for path in folder.rglob("*.md")]
    site = Site.load(folder, pages, today=date(2026, 1, 1), options=options)
    page = site.page("docs/a.md")
    assert page and not site.has_urls
    link = site.links(page)[0]
    target = site.resolve(page, link)
    return target.result, target.why


@pytest.mark.parametrize(
    ("destination", "result", "why"),
    [
        ("b.md", "page", ""),
        ("./b.md#b-b", "page", ""),
        ("b.md#here", "page", ""),
        ("b.md#nope", "broken-anchor", "has no anchor #nope"),
        ("../README.md", "page", ""),
        ("sub/", "file", ""),
        ("Image.png", "file", ""),
        ("image.png", "broken", "differs by case from docs/Image.png"),
        ("nope.md", "broken", "there is no such file"),
        ("b", "unknown", "names a file without its suffix"),
        ("#own", "page", ""),
        ("#Own", "broken-anchor", "differs by case from #own"),
        ("/docs/b.md", "unknown", "starts at the root of a site, which is not known"),
        ("../../outside.md", "unknown", "leads out of the folder that is checked"),
        ("https://example.org/", "external", ""),
        ("mailto:a@b.cc", "other", ""),
        ("a%00b", "broken", "there is no such file"),
        ("#the-c-api-1-2", "unknown", "a generator may make this anchor of a heading"),
        ("#use-@raw(a)", "unknown", "a generator may make this anchor of a heading"),
        ("#Use-@raw(a)", "broken-anchor", "has no anchor #Use-@raw(a)"),
        ("#faster-crab", "unknown", "a generator may make this anchor of a heading"),
        ("#the-c-api-1-2-", "broken-anchor", "has no anchor #the-c-api-1-2-"),
        ("#the-c--api-1.2", "unknown", "a generator may make this anchor of a heading"),
        ("#எங்கே-2", "unknown", "a generator may make this anchor of a heading"),
        ("#எங்கோ-3", "broken-anchor", "has no anchor #எங்கோ-3"),
        ("nope.html", "unknown", "may be made by a generator"),
        ("@/docs/b.md", "unknown", "is a path of Zola's"),
    ],
)
def test_links(tmp_path: Path, destination: str, result: str, why: str) -> None:
    assert resolve(tmp_path, destination) == (result, why)


@pytest.mark.parametrize("folder", ["public", "static"])
def test_files_that_a_generator_publishes_beside_the_articles(tmp_path: Path, folder: str) -> None:
    assert resolve(tmp_path, "values.yaml")[0] == "broken"
    published = tmp_path / folder / "values.yaml"
    published.parent.mkdir()
    published.write_text("a: 1\n")
    assert resolve(tmp_path, "values.yaml")[0] == "unknown"


def test_links_from_a_configured_root(tmp_path: Path) -> None:
    assert resolve(tmp_path, "/b.md", root="docs")[0] == "page"
    assert resolve(tmp_path, "/nope.md", root="docs")[0] == "broken"


@pytest.mark.parametrize(
    ("shortcode", "anchor", "result"),
    [("toc", "nope", "unknown"), ("toc", "Own", "broken-anchor"), ("note", "nope", "broken-anchor")],
)
def test_shortcodes_may_add_anchors(tmp_path: Path, shortcode: str, anchor: str, result: str) -> None:
    assert resolve(tmp_path, f"#{anchor})\n\n{{{{< {shortcode} >}}}} [](b.md")[0] == result
