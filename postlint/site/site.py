"""The site: all its pages, and what stands at each of its URLs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from postlint.facts.page import Anchor as Anchor
from postlint.facts.page import Call as Call
from postlint.facts.page import Heading as Heading
from postlint.facts.page import Link as Link
from postlint.facts.page import Page as Page
from postlint.site.hugo.config import ConfigError as ConfigError
from postlint.site.hugo.config import is_hugo as _is_hugo
from postlint.site.hugo.config import may_be_hugo as _may_be_hugo
from postlint.site.link_target import Near as Near
from postlint.site.link_target import Target as Target
from postlint.site.url_paths import encode as _encode

if TYPE_CHECKING:
    from postlint.site.generator import Generator
    from postlint.site.hugo.content_tree import Entry
    from postlint.site.hugo.hugo import Hugo
    from postlint.site.plain_folder import Plain
    from postlint.site.titles import TitleMatch, Titles

_NEAR = 100
"""How many articles have their links kept."""

_Made = TypeVar("_Made")


class Site:
    """All pages of one site, and the answers about them. Nothing here reads the text of an article."""

    def __init__(self, root: Path, pages: Iterable[Page], today: date, hugo: Hugo | None, plain: Plain | None) -> None:
        self.root = root
        self.today = today
        self.pages = tuple(sorted(pages, key=lambda page: page.path))
        """Every article, by path."""
        self.hugo = hugo
        """What Hugo makes of it; None for a plain folder."""
        self._plain = plain
        self._links: dict[str, tuple[Link, ...]] = {}
        self._made: dict[Callable[[Site], Any], Any] = {}

    @classmethod
    def load(cls, root: Path, pages: Iterable[Page], *, today: date, options: Mapping[str, Any]) -> Site:
        """The site at `root` with these articles; `options` is `[site]` of the configuration.

        Raises ConfigError where the site's own configuration cannot be read.
        """
        return cls.prepared(root, options)(list(pages), today)

    @classmethod
    def prepared(cls, root: Path, options: Mapping[str, Any]) -> Callable[[list[Page], date], Site]:
        """What makes the site of its articles and a date; all that needs no article is found out at once.

        Raises ConfigError where the site's own configuration cannot be read.
        """
        if _is_hugo(root):
            from postlint.site.hugo.hugo import Hugo
            from postlint.site.hugo.inputs import HugoInputs

            inputs = HugoInputs(root, options)
            items = inputs.items()
            return lambda pages, today: cls(root, pages, today, Hugo(inputs, items, pages, today), None)
        from postlint.site.plain_folder import Plain

        return lambda pages, today: cls(root, pages, today, None, Plain(root, pages, options))

    @property
    def is_hugo(self) -> bool:
        """Whether it is a Hugo site; otherwise it is a plain folder, where pages have no URLs."""
        return self.hugo is not None

    def within(self, takes: Callable[[Path], bool]) -> bool:
        """Whether all folders that it is made of are such as `takes` says."""
        return self.hugo is not None and all(takes(mount.source) for mount in self.hugo.inputs.layout.mounts)

    def once(self, make: Callable[[Site], _Made]) -> _Made:
        """What a function makes of the whole site, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    # --- pages

    @cached_property
    def _by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self.pages}

    def page(self, path: str) -> Page | None:
        """The article of a file, by its path from the root of the site."""
        return self._by_path.get(path)

    def entry(self, page: Page) -> Entry | None:
        """What the generator makes of an article; None where it makes no page of it."""
        return self.hugo.entry(page) if self.hugo else None

    def url(self, page: Page) -> str | None:
        """The URL of an article as Hugo prints it, the one it would have if it is not published; None for none."""
        entry = self.entry(page)
        return _encode(entry.url) if entry and entry.url else None

    def state(self, page: Page) -> str:
        """published, draft, future, expired or unrendered."""
        if self.hugo is None:
            return "published"
        entry = self.entry(page)
        return entry.state if entry else "unrendered"

    def why_unpublished(self, page: Page) -> str:
        """Why an article is not published, as a phrase such as "is a draft"; "" where it is."""
        entry = self.entry(page)
        return entry.why if entry else ""

    def published(self, page: Page) -> bool:
        """Whether readers can open the page of an article."""
        return self.state(page) == "published"

    def kind(self, page: Page) -> str:
        """page, section, home, taxonomy or term."""
        entry = self.entry(page)
        return entry.kind if entry else "page"

    def section(self, page: Page) -> str:
        """The top-level section of an article, "" for one at the root."""
        entry = self.entry(page)
        return entry.section if entry else page.path.rpartition("/")[0].partition("/")[0]

    def language(self, page: Page) -> str:
        """The language of an article; "" in a plain folder."""
        entry = self.entry(page)
        return entry.language if entry else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that are built, the default one first."""
        return tuple(self.hugo.languages) if self.hugo else ()

    @property
    def base_url(self) -> str:
        """The address of the site, "" where it is not known."""
        return str(self.hugo.config.get("baseurl") or "") if self.hugo else ""

    def fields(self, page: Page) -> Mapping[str, Any]:
        """The front matter of an article by lower-case key, with what its sections hand down."""
        entry = self.entry(page)
        return entry.fields if entry else page.fields

    def aliases(self, page: Page) -> tuple[str, ...]:
        """The URLs of the aliases of an article, decoded."""
        entry = self.entry(page)
        return entry.aliases if entry else ()

    def page_at(self, url: str) -> Page | None:
        """The published article at a URL of the site, an absolute path; aliases do not count."""
        target = self.target_at(url)
        return target.page if target.result in ("page", "term") and target.ok else None

    def target_at(self, url: str) -> Target:
        """What stands at a URL of the site, an absolute path."""
        return self.hugo.at(url) if self.hugo else Target("unknown", why="the URLs of the site are not known")

    def has_file(self, path: str) -> bool:
        """Whether the path of any file that is published, or may be, ends in this one."""
        wanted = "/" + path.strip("./")
        names = self.hugo.file_names if self.hugo else {}
        return any(name.endswith(wanted) for name in names.get(wanted.rpartition("/")[2], ()))

    def same_url(self, page: Page) -> tuple[Page, ...]:
        """The other articles that are published at the URL of this one: only one of them can be seen."""
        entry = self.entry(page)
        if self.hugo is None or entry is None:
            return ()
        if entry in self.hugo.tree.shadowed:
            winner = self.hugo.tree.get(entry.language, entry.path)
            return (winner.page,) if winner and winner.page else ()
        shadowed = [
            each for each in self.hugo.tree.shadowed if (each.language, each.path) == (entry.language, entry.path)
        ]
        others = [
            duplicate for duplicate in self.hugo.output.duplicates.get(entry.file or "", ()) if duplicate is not entry
        ]
        return tuple(other.page for other in (*others, *shadowed) if other.page and entry.state == "published")

    def alias_claims(self, page: Page) -> Iterator[tuple[str, Page, bool]]:
        """The aliases of an article that another page has: the URL, the page, and whether it is its own URL."""
        entry = self.entry(page)
        if self.hugo is None or entry is None or entry.state != "published":
            return
        base = self.hugo.languages[entry.language].base
        for url in entry.aliases:
            file = url[len(base) :] + ("index.html" if url.endswith("/") else "")
            thing = self.hugo.output.files.get(file)
            if thing and thing.entry and thing.kind != "alias" and thing.entry is not entry and thing.entry.page:
                yield url, thing.entry.page, True
            for other in self.hugo.output.aliases.get(file, ()):
                if other is not entry and other.page and other.page is not page:
                    yield url, other.page, False

    # --- links and ids

    def links(self, page: Page) -> tuple[Link, ...]:
        """All links of an article, those in parameters of shortcodes too, in the order of the text."""
        if page.path not in self._links:
            # As articles are looked at one after the other, and a large site has many links, only a few are kept.
            if len(self._links) >= _NEAR:
                self._links.clear()
            found = self._generator.links(page)
            self._links[page.path] = tuple(sorted(found, key=lambda link: (link.node.start, link.place.start)))
        return self._links[page.path]

    def resolve(self, page: Page, link: Link) -> Target:
        """Where a link of an article leads."""
        return self._generator.resolve(page, link)

    @property
    def _generator(self) -> Generator:
        generator: Generator | None = self.hugo or self._plain
        assert generator
        return generator

    def ids(self, page: Page) -> frozenset[str] | None:
        """The ids of the page of an article; None where not all of them can be known."""
        if self._plain:
            return self._plain.ids(page)
        entry = self.entry(page)
        found = self.hugo.ids_of(entry) if self.hugo and entry else None
        return found.known if found and found.complete else None

    def heading_ids(self, page: Page) -> list[str | None]:
        """The id of each heading of an article: "" where it has none, None where it cannot be known."""
        if self._plain:
            return self._plain.heading_ids(page)
        entry = self.entry(page)
        return self.hugo.heading_ids(entry) if self.hugo and entry else [None] * len(page.headings)

    # --- titles and shortcodes

    @cached_property
    def _titles(self) -> dict[str, Titles]:
        from postlint.site.titles import Titles

        by_language: dict[str, list[Page]] = {}
        for page in self.pages:
            if self.kind(page) == "page" and (self.hugo is None or self.entry(page) is not None):
                by_language.setdefault(self.language(page), []).append(page)
        return {language: Titles(pages) for language, pages in by_language.items()}

    def titled(self, title: str, language: str) -> list[Page]:
        """The articles of this title, compared without case, quotes, dashes and full stop."""
        return self._titles[language].exact(title) if language in self._titles else []

    def title_matches(self, title: str, language: str) -> list[TitleMatch]:
        """The articles whose titles are nearest to one; at most three, the nearest first."""
        return self._titles[language].matches(title) if language in self._titles else []

    def shortcode(self, name: str) -> bool | None:
        """Whether there is a shortcode of this name; None where not all templates are present."""
        return self.hugo.templates.shortcode(name) if self.hugo else None

    @property
    def shortcodes(self) -> tuple[str, ...]:
        """The names of all shortcodes that are known."""
        return tuple(self.hugo.templates.shortcode_names) if self.hugo else ()


def find_root(path: Path) -> Path | None:
    """The nearest folder, from `path` upward, that is the root of a Hugo site; None where there is none."""
    return root_above(str(path if path.is_dir() else path.parent), {})


def root_above(folder: str, known: dict[str, Path | None]) -> Path | None:
    """The same for a folder. `known` has the answers for folders that were asked about, and takes the new ones."""
    asked: list[str] = []
    found: Path | None = None
    while folder not in known:
        asked.append(folder)
        # A path is made of few of them.
        if _may_be_hugo(folder) and _is_hugo(Path(folder)) and _has_content(Path(folder)):
            found = Path(folder)
            break
        above = folder.rpartition(os.sep)[0] or os.sep
        if folder == above:
            break
        folder = above
    else:
        found = known[folder]
    known.update(dict.fromkeys(asked, found))
    return found


def _has_content(root: Path) -> bool:
    from postlint.site.hugo.config import load
    from postlint.site.hugo.mounts import layout_of

    if (root / "content").is_dir():
        return True
    try:
        return any(True for _ in layout_of(root, load(root)).of("content"))
    except ConfigError:
        return False


def content_files(root: Path) -> list[Path]:
    """The files of a site that are articles, sorted. Without a readable configuration, those below `content`."""
    return [root / name for name in content_names(root)]


def content_names(root: Path) -> list[str]:
    """The paths of the files of a site that are articles, relative to its root, with "/", sorted."""
    from postlint.site.hugo.config import load
    from postlint.site.hugo.content_tree import SUFFIXES
    from postlint.site.hugo.mounts import files_below, layout_of

    try:
        folders = [mount.source for mount in layout_of(root, load(root)).of("content")]
    except ConfigError:
        folders = [root / "content"]
    found: set[str] = set()
    for folder in _outermost(folder for folder in folders if folder.is_relative_to(root)):
        base = folder.relative_to(root).as_posix()
        names = [base] if folder.is_file() else [f"{base}/{name}" for name in files_below(folder)]
        found.update(name for name in names if name.rpartition(".")[2].lower() in SUFFIXES and _visible(name))
    return sorted(name.removeprefix("./") for name in found)


def _outermost(paths: Iterable[Path]) -> Iterator[Path]:
    """Those of the paths that are not below another of them, each once."""
    wanted = set(paths)
    return (path for path in wanted if wanted.isdisjoint(path.parents))


def _visible(name: str) -> bool:
    last = name.rpartition("/")[2]
    return not last.startswith((".", "#"))


def describe(site: Site) -> dict[str, Any]:
    """What postlint thinks a site is, as data for JSON."""
    from postlint.site.describe import describe as described

    return described(site)
