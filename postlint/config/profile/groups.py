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
_PIECES = frozenset("include includes shared snippet snippets partial partials fragment fragments".split())


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of a section, or the pages of it and its subsections."""

    section: str
    """As the configuration names it: `blog`, or `*/blog` where each language has a folder."""
    index: bool
    """Whether these are the `_index.md`."""
    pages: tuple[Page, ...]

    @property
    def table(self) -> tuple[str, ...]:
        """Where its settings stand in the configuration."""
        return ("front-matter", "sections", self.section, *(("index",) if self.index else ()))


def groups(site: Site, pages: Iterable[Page]) -> list[Group]:
    """The groups that are large enough to learn from, the larger ones first; folders of includes are in none."""
    given = list(pages)
    left_out = {folder for folder, _ in include_folders(site, given)}
    found: dict[tuple[str, bool], list[Page]] = defaultdict(list)
    for page in given:
        if page.has_front_matter and page.readable and not _is_left_out(page, site, left_out):
            found[section_name(page, site), is_index(page)].append(page)
    for section, index in list(found):
        # Too few pages of sections to say anything by themselves are judged as the articles are.
        if index and len(found[section, True]) < LEAST:
            del found[section, True]
    large = [Group(section, index, tuple(some)) for (section, index), some in found.items() if len(some) >= LEAST]
    return sorted(large, key=lambda group: (-len(group.pages), group.section, group.index))


def include_folders(site: Site, pages: Iterable[Page]) -> Iterator[tuple[str, int]]:
    """The folders of pieces that others include, and how many articles they hold: none of them is a page by itself."""
    by_folder: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        by_folder[page.path.rpartition("/")[0]].append(page)
    for folder, here in sorted(by_folder.items()):
        name = folder.rpartition("/")[2].lower().lstrip("_")
        pieces = all(not site.has_page(page) or site.state(page) == "unrendered" for page in here)
        if folder and site.has_urls and pieces and (name in _PIECES or len(here) > 2):
            yield folder, len(here)


def section_name(page: Page, site: Site) -> str:
    """The section of an article, as the configuration names it."""
    folders = folder_of(page.path)
    section = site.section(page)
    if not folders:
        return ROOT
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


def _is_left_out(page: Page, site: Site, folders: set[str]) -> bool:
    return page.path.rpartition("/")[0] in folders or (
        site.has_urls and site.dialect.is_fragment(page.path) and "content" in page.path.split("/")
    )
