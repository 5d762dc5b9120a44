"""A folder of Markdown files: what can be said of links where no generator is known, or just its name."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from postlint.document.dialect import Dialect
from postlint.facts.page import Link, Page
from postlint.site import dates, heading_ids
from postlint.site.generator import Rendering
from postlint.site.heading_ids import TEMPLATE, GitHubStyle
from postlint.site.link_target import Near, Target, leads_to_no_part
from postlint.site.other_generators import linking
from postlint.site.recorder import Recorder
from postlint.site.rows import ChangedRows, Row, Rows
from postlint.site.shortcode_links import NOTES, links_of
from postlint.site.suggestions import Nearest, near, near_ids
from postlint.site.url_paths import split

_PUBLISHED = ("public", "static")
"""Folders whose files generators publish as they are, beside what they make of the folder of the articles."""
_CONFIGURATIONS = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_NO_PART = frozenset((".git", "node_modules"))
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class PlainPage:
    """An article of a plain folder: it has no URL, and is there for whoever opens its file."""

    page: Page
    kind: str = "page"
    language: str = ""
    bundle: str = ""
    state: str = "published"
    why: str = ""
    url: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        return self.path.rpartition("/")[0].partition("/")[0]

    @property
    def path(self) -> str:
        return self.page.path

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def fields(self) -> Mapping[str, Any]:
        return self.page.fields


class PlainFolder:
    """A folder in which relative links lead to files, as a host of repositories shows them.

    Of a generator whose name alone is known, what is not there may be made by it.
    """

    name = "none"
    knows_urls = False
    languages: tuple[str, ...] = ()
    base_url = ""
    writes_aliases = False
    shortcodes: tuple[str, ...] = ()
    has_templates = False

    def __init__(self, root: Path, pages: Iterable[Page], options: Mapping[str, Any], dialect: Dialect) -> None:
        self.root = root
        self.dialect = dialect
        self.folders = (root,)
        self._options = options
        self.recorder = Recorder()
        given = options.get("root")
        self._top = (root / str(given)) if given is not None else None
        self._shortcodes: Mapping[str, Any] = options.get("shortcodes") or {}
        self._pages = {page.path: page for page in pages}
        self._style = GitHubStyle()
        self._near: Nearest | None = None
        self._linking = linking(dialect.generator)

    def rows(self) -> Iterator[Row]:
        return iter(())

    def take_rows(self) -> Iterator[Row]:
        return iter(())

    def renewed(self, rows: Rows, page: Callable[[str], Page | None], pages: Callable[[], list[Page]]) -> PlainFolder:
        return self

    def update(
        self, rows: ChangedRows, changed: Collection[str], names: Container[str], page: Callable[[str], Page | None]
    ) -> bool:
        return False

    def article_of(self, row: Row) -> str:
        return ""

    def names_depend_on(self, path: str) -> bool:
        return True

    def moves(self, before: tuple[str, str, bytes | None], after: bytes | None) -> bool:
        return True

    def with_pages(self, changes: Mapping[str, Page | None]) -> PlainFolder:
        pages = (page for page in {**self._pages, **changes}.values() if page)
        return PlainFolder(self.root, pages, self._options, self.dialect)

    def entry(self, page: Page) -> PlainPage:
        return PlainPage(page)

    def entries(self) -> Iterator[PlainPage]:
        return map(PlainPage, self._pages.values())

    def holds(self, page: Page) -> bool:
        return page.path in self._pages

    def at(self, url: str) -> Target:
        return Target("unknown", why="the URLs of the site are not known")

    def has_file(self, path: str) -> bool:
        return False

    def file_urls(self) -> Iterator[str]:
        return iter(())

    def same_url(self, page: Page) -> tuple[Page, ...]:
        return ()

    def alias_claims(self, page: Page) -> Iterator[tuple[str, Page, bool]]:
        return iter(())

    def missing_reference(self) -> str:
        return "it leads nowhere"

    def is_unseen(self, page: Page) -> bool:
        return False

    def rendering(self, page: Page) -> Rendering:
        return Rendering(wiki_links=self._linking.wiki)

    def shows_file_name(self, page: Page) -> bool:
        return False

    def renders_field(self, name: str) -> bool:
        return False

    def reads_field(self, name: str) -> bool:
        return True

    def archetype_with(self, field: str, value: str) -> str:
        return ""

    def shortcode(self, name: str) -> bool | None:
        return None

    def overrides(self, shortcode: str) -> bool | None:
        return None

    def is_paired(self, shortcode: str) -> bool | None:
        return None

    def resolve_from(self, entry: PlainPage, link: Link) -> Target:
        return self.resolve(entry.page, link)

    def heading_ids_of(self, entry: PlainPage) -> list[str | None]:
        return self.heading_ids(entry.page)

    def date_of(self, page: Page, kind: str) -> datetime | None:
        """As most generators read it: from the front matter, or from a name such as `2024-01-15-title.md`."""
        name = page.path.rpartition("/")[2].rpartition(".")[0]
        return dates.date_of(kind, page.fields, name, {"date": [":default", ":filename"]})

    def output_formats(self, page: Page) -> frozenset[str] | None:
        return None

    def links(self, page: Page) -> Iterator[Link]:
        """All links of a page, those in declared parameters of shortcodes too."""
        yield from page.links
        yield from links_of(page, self._shortcodes)

    def heading_ids(self, page: Page) -> list[str | None]:
        """The id of each heading of a page; None where it cannot be known."""
        return heading_ids.heading_ids(page, self._style)

    def ids(self, page: Page) -> frozenset[str] | None:
        """The ids of a page; None where a shortcode may add some."""
        return self._known(page) if all(call.name in self._quiet for call in page.calls) else None

    @property
    def _quiet(self) -> frozenset[str]:
        """The shortcodes that make no id beyond those that their calls show."""
        return NOTES | self.dialect.shortcodes

    def _known(self, page: Page) -> frozenset[str]:
        return heading_ids.all_ids(page, self._style)[0]

    def resolve(self, page: Page, link: Link) -> Target:
        """Where a link of an article leads."""
        if link.url is None or link.kind == "ref":
            return Target("unknown", why="is made by a shortcode or a template")
        url = link.url.strip()
        if TEMPLATE.search(url) or url.startswith("{"):
            return Target("unknown", why="is filled in by a template")
        if scheme := _SCHEME.match(url):
            web = scheme[0].lower() in ("http:", "https:", "//")
            return Target("external" if web else "other", url if web else None)
        reference = split(url)
        if not reference.path:
            if not url:
                return Target("other", why="is empty")
            return replace(self._anchored(page, reference.fragment), same_page=True)
        path = unquote(reference.path)
        if path.startswith("@/"):
            return Target("unknown", why="is a path of Zola's")
        if path.startswith("/") and self._top is None:
            return Target("unknown", why="starts at the root of a site, which is not known")
        target = self._file(page, path, reference.fragment)
        if target.result == "broken" and self._linking.by_routes and self._may_be_made(path):
            return Target("unknown", why="may be made by the generator of the site")
        if target.result == "broken" and not link.image and self._is_of_site(posixpath.dirname(page.path)):
            return Target("unknown", why="may be made by the site in a folder of this one")
        return target

    def _file(self, page: Page, path: str, fragment: str | None) -> Target:
        """What a path from an article, or from the configured root, leads to."""
        folder = self.root / posixpath.dirname(page.path)
        place = (self._top / path.lstrip("/")) if path.startswith("/") and self._top else folder / path
        name = posixpath.normpath(place.as_posix())
        within = posixpath.relpath(name, self.root.as_posix())
        if within.startswith("../"):
            return Target("unknown", why="leads out of the folder that is checked")
        try:
            there = Path(name).exists()
        except (OSError, ValueError):
            return Target("unknown", why="cannot be looked up")
        if there:
            found = self._pages.get(within)
            return self._anchored(found, fragment) if found else Target("file", within, path=within)
        return self._missing(within, Path(name))

    def _may_be_made(self, path: str) -> bool:
        """Whether a generator may lead elsewhere than to a file beside the article: to a page, or a file of that name.

        Each has its way to look for files, from the top of the site, from the URL of the page, or by their names.
        """
        name = posixpath.basename(path)
        return not posixpath.splitext(name)[1] or name.lower() in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names of all files, in lower case."""
        found: set[str] = set()
        for _, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if name not in _NO_PART]
            found.update(map(str.lower, files))
        return frozenset(found)

    def _is_of_site(self, folder: str) -> bool:
        """Whether a folder within this one, or one around it, has the configuration of a site or of a part of one."""
        while folder:
            if any((self.root / folder / name).is_file() for name in _CONFIGURATIONS):
                return True
            folder = posixpath.dirname(folder)
        return False

    def _missing(self, within: str, place: Path) -> Target:
        # Without a suffix it may be a page of whatever generator makes a site of this, and so may HTML.
        suffix = posixpath.splitext(within)[1]
        if suffix in (".html", ".htm"):
            return Target("unknown", why="may be made by a generator")
        if any((self.root / folder / within.partition("/")[2]).is_file() for folder in _PUBLISHED):
            return Target("unknown", why="may be published from a folder of files beside the articles")
        bare = not suffix
        if bare and any(place.with_name(place.name + suffix).exists() for suffix in (".md", ".markdown", ".html")):
            return Target("unknown", why="names a file without its suffix")
        try:
            names = {file.name.lower(): file.name for file in place.parent.iterdir()}
        except OSError:
            names = {}
        nearest = self._nearest(within)
        if other := names.get(place.name.lower()):
            shown = posixpath.join(posixpath.dirname(within), other)
            return Target("broken", within, why=f"differs by case from {shown}", case_of=shown, find_nearest=nearest)
        return Target("broken", within, why="there is no such file", find_nearest=nearest)

    def _anchored(self, page: Page, fragment: str | None) -> Target:
        target = Target("page", page.path, page, "published", path=page.path)
        if fragment is None or leads_to_no_part(fragment):
            return target
        wanted, known = unquote(fragment), self._known(page)
        target = replace(target, anchor=wanted)
        if wanted in known or fragment in known:
            return target
        by_case = next((text for text in known if text.lower() == wanted.lower()), "")
        if by_case and self._linking.keeps_case:
            return replace(target, result="unknown", why="a generator may make this anchor of a heading")
        if by_case:
            why = f"differs by case from #{by_case}"
            return replace(target, result="broken-anchor", why=why, anchor_case_of=by_case)
        if self.ids(page) is None:
            return replace(target, result="unknown", why="a shortcode may add the anchor")
        spelt = wanted.casefold() if self._linking.keeps_case else wanted
        if any(heading_ids.may_be_made_of(spelt, heading.text) for heading in page.headings):
            return replace(target, result="unknown", why="a generator may make this anchor of a heading")
        # Many write ids in plain letters, whatever those of the heading are.
        alike = sorted(id for id in known if id.isascii() or not (wanted.isascii() and self._linking.by_routes))
        near = near_ids(wanted, alike)
        if self._linking.by_routes and not near():
            return replace(target, result="unknown", why="a template of the site may have the anchor")
        return replace(target, result="broken-anchor", why=f"has no anchor #{wanted}", find_nearest=near)

    def _nearest(self, within: str) -> Callable[[], list[Near]]:
        def find() -> list[Near]:
            if self._near is None:
                self._near = Nearest(near(page.path, page.title, page.path) for page in self._pages.values())
            return self._near.find(within)

        return find
