"""What an article could be linked with: articles like it, and those that should link to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.helpers.related_articles import (
    is_in_menu,
    likeliest_mentions,
    linked_articles,
    missing_inbound,
    similar_articles,
    unlinked_articles,
)
from postlint.site.site import Site
from tests.site_map.sites import site_of

TEA = "Green tea and black tea, with a pot of clay and water from the well.\n"
SITE = {
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "content/tea.md": f"+++\ntitle = 'Tea before noon'\n+++\n\n{TEA}\nSee [the pot](/pot/).\n",
    "content/pot.md": f"+++\ntitle = 'A pot for tea'\n+++\n\n{TEA}\nDrink tea before noon, they say.\n",
    "content/well.md": f"+++\ntitle = 'Water from the well'\nmenus = 'main'\n+++\n\n{TEA}",
    "content/plan.md": f"+++\ntitle = 'Tea in spring'\ndraft = true\n+++\n\n{TEA}",
    "content/teas/_index.md": f"+++\ntitle = 'Teas'\nmenu = 'main'\n+++\n\n{TEA}",
    "content/cups.md": f"+++\ntitle = 'Cups'\n+++\n\n{TEA}\nSee [tea](/tea/).\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(tmp_path, SITE)


def test_articles_that_are_published(site: Site) -> None:
    tea = site.page("content/tea.md")
    assert tea
    assert {page.title for page in similar_articles(tea, site, 9)} == {"A pot for tea", "Water from the well", "Cups"}
    assert len(similar_articles(tea, site, 2)) == 2
    assert {page.title for page in unlinked_articles(tea, site, 9)} == {"Water from the well", "Cups"}


def test_articles_that_should_link_to_one(site: Site) -> None:
    tea = site.page("content/tea.md")
    assert tea
    found = list(missing_inbound(tea, site, 9))
    assert [(page.title, mention and mention.words) for page, mention in found] == [
        ("A pot for tea", "tea before noon"),
        ("Water from the well", None),
    ]
    assert len(list(missing_inbound(tea, site, 1))) == 1
    assert len(list(missing_inbound(tea, site, 2))) == 2


def test_links_and_menus(site: Site) -> None:
    assert linked_articles(site) == {"content/pot.md", "content/tea.md"}
    pages = {page.path: page for page in site.pages}
    assert [is_in_menu(pages[f"content/{name}.md"], site) for name in ("tea", "well", "teas/_index")] == [
        False,
        True,
        True,
    ]


def test_mentions(site: Site) -> None:
    pot = site.page("content/pot.md")
    assert pot
    doc = site.document(pot)
    found = likeliest_mentions(doc, pot, site, 9)
    assert found[0].words == "tea before noon"
    assert len(likeliest_mentions(doc, pot, site, 1)) == 1
    least = found[0].score
    assert likeliest_mentions(doc, pot, site, 9, least=least)
    assert likeliest_mentions(doc, pot, site, 9, least=least + 0.001) == []
    assert likeliest_mentions(doc, pot, site, 9, alike=0) == []
