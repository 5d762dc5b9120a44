"""The articles of a site by section and kind: those that are written in the same way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from postlint.config.front_matter_schema import ROOT, folder_of
from postlint.config.profile.proposal import LEAST
from postlint.facts.page import Page
from postlint.site.site import Site

_DEEPEST = 2
"""How many tables a field may stand in."""


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of a section, or the pages of it and its subsections."""

    section: str
    """As the configuration names it: `blog`, or `*/blog` where each language has a folder."""
    index: bool
    """Whether these are the `_index.md`."""
    pages: tuple[Page, ...]
    others: tuple[Page, ...] = ()
    """Pages of the section that are held to the types and forms of its articles."""

    @property
    def table(self) -> tuple[str, ...]:
        """Where its settings stand in the configuration."""
        return ("front-matter", "sections", self.section, *(("index",) if self.index else ()))


def groups(site: Site, pages: Iterable[Page]) -> list[Group]:
    """The groups that are large enough to learn from, the larger ones first; folders of includes are in none."""
    found: dict[tuple[str, bool], list[Page]] = defaultdict(list)
    for page in pages:
        if page.has_front_matter and page.readable and not is_piece(page, site):
            found[section_name(page, site), is_index(page)].append(page)
    large = [
        # Too few pages of sections to say anything by themselves are judged as the articles are.
        Group(section, index, tuple(some), () if index else tuple(found.get((section, True), ())))
        for (section, index), some in found.items()
        if len(some) >= LEAST
    ]
    return sorted(large, key=lambda group: (-len(group.pages), group.section, group.index))


def is_piece(page: Page, site: Site) -> bool:
    """Whether an article is no page by itself, but a piece that others include."""
    if not site.has_urls:
        return False
    hidden = not site.has_page(page) or site.state(page) == "unrendered"
    return hidden or (site.dialect.is_fragment(page.path) and "content" in page.path.split("/"))


def pieces(site: Site) -> Iterator[tuple[str, int]]:
    """The pieces that have a front matter, and could be taken for articles: folders of them, with "/", and files.

    With each, how many they are. Those in folders such as `_includes` are known by that.
    """
    by_folder: dict[str, list[Page]] = defaultdict(list)
    for page in site.pages:
        by_folder[page.path.rpartition("/")[0]].append(page)
    for folder, here in sorted(by_folder.items()):
        found = [page for page in here if page.has_front_matter and is_piece(page, site)]
        if not found or site.dialect.is_fragment(found[0].path):
            continue
        if folder and len(found) == len(here) > 1:
            yield f"{folder}/", len(found)
        else:
            yield from ((page.path, 1) for page in found)


def section_name(page: Page, site: Site) -> str:
    """The section of an article, as the configuration names it."""
    folders = folder_of(page.path)
    section = site.section(page)
    if not folders:
        return ROOT
    if not section and len(folders) == 1 and site.has_urls:
        return f"*/{ROOT}"
    place = folders.index(section) if section in folders[:2] else 0
    # Below the folder of a language, the section has one name in all of them.
    return f"*/{section}" if place else folders[0]


def fields_of(page: Page) -> Iterator[tuple[str, Any]]:
    """The fields of an article by name, those in tables with dots, and their values."""
    yield from _fields(page.data, "", 0)


def _fields(data: dict[str, Any] | Any, prefix: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        name = str(key)
        # A dot parts the names of tables, and the settings of postlint are no facts of the site.
        if "." in name or not name.strip() or (prefix + name).lower() in ("params.postlint", "postlint"):
            continue
        yield prefix + name, value
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _fields(value, f"{prefix}{name}.", depth + 1)


def is_index(page: Page) -> bool:
    """Whether an article is the page of a section."""
    return page.path.rpartition("/")[2].startswith("_index.")
