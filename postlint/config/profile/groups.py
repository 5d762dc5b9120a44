"""The articles of a site by section and kind: those that are written in the same way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from postlint.config.front_matter_schema import ROOT, folder_of, matches
from postlint.config.profile.proposal import LEAST
from postlint.facts.page import Page
from postlint.site.site import Site

_DEEPEST_SECTION = 3
"""How many folders a section has at most."""
_MANY = 3
"""From how many pieces of a folder on they are named together."""
_DEEPEST = 2
"""How many tables a field may stand in."""


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of a section, or the pages of its subsections."""

    section: str
    """As the configuration names it: `blog`, `*/blog` where each language has a folder, `blog/*` for subsections."""
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
    members: dict[tuple[str, bool], list[Page]] = defaultdict(list)
    others: dict[str, list[Page]] = defaultdict(list)
    left_out = {page.path for here in pieces(site).values() for page in here}
    for page in pages:
        if page.has_front_matter and page.readable and page.path not in left_out:
            members[key_of(page, site)].append(page)
            if is_index(page):
                others[section_name(page, site)].append(page)
    large = [
        Group(section, index, tuple(some), () if index else tuple(others[section]))
        for (section, index), some in members.items()
        # The page of a section itself is one of its kind.
        if len(some) >= LEAST and (not index or section.endswith("/*"))
    ]
    return sorted(large, key=lambda group: (-len(group.pages), group.section, group.index))


def pieces(site: Site) -> dict[str, list[Page]]:
    """The articles that are no pages by themselves, but pieces that others include: by pattern, as in .gitignore."""
    if not site.has_urls:
        return {}
    by_folder: dict[str, list[Page]] = defaultdict(list)
    for page in site.pages:
        by_folder[page.path.rpartition("/")[0]].append(page)
    found: dict[str, list[Page]] = {}
    for folder, here in sorted(by_folder.items()):
        single = [page for page in here if not site.has_page(page) or _is_fragment(site, page)]
        if folder and len(here) > 1 and all(map(partial(_is_hidden, site), here)):
            found[f"/{_escaped(folder)}/"] = here
        # Beside the page that they belong to, which is named with them: one line says less of one page than forty do.
        elif folder and len(single) >= _MANY and all(page in single or _is_named_index(page) for page in here):
            found |= {
                f"/{_escaped(folder)}/*{ending}": [page for page in single if page.path.endswith(ending)]
                for ending in sorted({PurePosixPath(page.path).suffix for page in single})
            }
        else:
            found |= {f"/{_escaped(page.path)}": [page] for page in single}
    return found


def _is_named_index(page: Page) -> bool:
    return page.path.rpartition("/")[2].removeprefix("_").startswith("index.")


def _escaped(path: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\*?[]!#" else sign for sign in path)


def _is_hidden(site: Site, page: Page) -> bool:
    return not site.has_page(page) or site.state(page) == "unrendered" or _is_fragment(site, page)


def _is_fragment(site: Site, page: Page) -> bool:
    """Whether the name of a folder says it, as everybody knows without a setting."""
    return site.dialect.is_fragment(page.path) and "content" in page.path.split("/")


def key_of(page: Page, site: Site) -> tuple[str, bool]:
    """The section and kind of an article: what it is grouped by. The pages of subsections have a name of their own."""
    section, index = section_name(page, site), is_index(page)
    below = f"{section}/*"
    return (below, True) if index and matches(below, folder_of(page.path)) else (section, index)


def section_name(page: Page, site: Site) -> str:
    """The section of an article, as the configuration names it."""
    folders = folder_of(page.path)
    section = site.section(page)
    if not folders:
        return ROOT
    if not site.has_urls:
        return _plain_section(page.path, folders)
    if not section and len(folders) == 1:
        # `*` would be the sections of the language that has no folder, too.
        return f"{folders[0] if site.once(_has_sections_at_the_top) else '*'}/{ROOT}"
    place = folders.index(section) if section in folders[:2] else 0
    # Below the folder of a language, the section has one name in all of them.
    return f"*/{section}" if place else folders[0]


def _has_sections_at_the_top(site: Site) -> bool:
    """Whether a section stands where other languages have their folders."""
    return any(site.section(page) and folder_of(page.path)[:1] == [site.section(page)] for page in site.pages)


def _plain_section(path: str, folders: list[str]) -> str:
    """The section where no generator is known: the folders above those of years and of single articles."""
    if len(folders) > 1 and path.rpartition("/")[2].startswith("index."):
        folders = folders[:-1]
    names = list(takewhile(lambda folder: not folder.isdigit(), folders))[:_DEEPEST_SECTION]
    return "/".join(names) or folders[0]


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
