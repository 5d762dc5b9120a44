"""A Hugo site: what it is asked, answered of its tables and of what is known without its articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property
from typing import Any

from postlint.document.front_matter.values import table
from postlint.facts.encoding import encoded
from postlint.facts.page import Link, Page
from postlint.site.hugo import build_outputs
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.contents import SUFFIXES
from postlint.site.hugo.inputs import HugoInputs
from postlint.site.hugo.link_resolver import Resolver
from postlint.site.hugo.page_ids import PageIds
from postlint.site.hugo.page_lookup import Finder
from postlint.site.hugo.site_map import SiteMap, kind_of_near, near_table
from postlint.site.link_target import Near, Target
from postlint.site.recorder import Recorder, Values
from postlint.site.rows import Row
from postlint.site.suggestions import NEAREST, Nearest

TableSource = Callable[[str], Values[Any]]


class Hugo:
    """What Hugo makes of a site."""

    def __init__(self, inputs: HugoInputs, made: Sequence[str], recorder: Recorder, values: TableSource) -> None:
        """`made` are the folders whose pages templates make of data; `values` is what the tables are looked up in."""
        self.inputs = inputs
        self.root = inputs.root
        self.config = inputs.config
        self.languages = inputs.languages
        self.templates = inputs.templates
        self.made = made
        self.recorder = recorder
        missing = inputs.layout.missing_targets
        self.missing_content = bool(made) or any(text.startswith("content") for text in missing)
        """Whether a part of the content is made by templates, or elsewhere: a name alone may mean a page in it."""
        self.missing_targets = (*(text.partition("/")[2] for text in missing), *made)
        self.map = SiteMap(recorder, self.languages, values)
        self._resolver = Resolver(self)
        self.ids = PageIds(self)
        self._nearest: dict[str, Nearest] = {}
        self._last: tuple[Page | None, Set[str], Entry | None] = None, frozenset(), None

    # --- what a site is asked

    def entry(self, page: Page) -> Entry | None:
        """The page in its own language; None for a file that is no page by itself."""
        # Every rule asks about the article that is judged, which is taken down once.
        last, asked, entry = self._last
        if last is not page or asked is not self.recorder.keys:
            entries = self.map.sources.get(page.path)
            entry = entries[0] if entries else None
            self._last = page, self.recorder.keys, entry
        return entry

    def holds(self, page: Page) -> bool:
        """Whether the file of an article is a part of the site, and does not just stand beside it, as a README does."""
        return self.inputs.is_content(page.path)

    def resolve(self, entry: Entry, link: Link) -> Target:
        """Where a link leads from one of the pages that a file makes."""
        return self._resolver.resolve(entry, link)

    def at(self, url: str, start: Page | None = None) -> Target:
        """What stands at an absolute path of the site."""
        entry = (start and self.entry(start)) or self.map.get(next(iter(self.languages)), "/")
        assert entry
        path, mark, fragment = url.partition("#")
        return self._resolver.lookup.path(path, fragment if mark else None, entry)

    @property
    def finder(self) -> Finder:
        """What finds a page by a path."""
        return self._resolver.finder

    def owners(self, folder: str) -> Iterator[Page]:
        """The articles of the bundles that a folder of the sources is part of."""
        endings = [*SUFFIXES, *(f"{language}.{suffix}" for language in self.languages for suffix in SUFFIXES)]
        while folder:
            for ending in endings:
                for entry in self.map.sources.get(f"{folder}/index.{ending}") or ():
                    if entry.page:
                        self.recorder.note(f"page:{entry.page.path}")
                        yield entry.page
            folder = folder.rpartition("/")[0]

    def homeless(self, page: Page) -> Entry:
        """What stands for an article that has no page of its own, such as a Markdown file within a bundle."""
        language = next(iter(self.languages))
        folder, _, name = page.path.rpartition("/")
        why = "is part of a bundle and has no page of its own"
        return Entry("page", language, "/" + page.path, folder, name, page=page, state="unrendered", why=why)

    def shows_html(self, entry: Entry) -> bool:
        """Whether HTML in the text of a page reaches its readers."""
        path = entry.page.path.lower() if entry.page else ""
        return self.languages[entry.language].unsafe or path.endswith((".html", ".htm"))

    @cached_property
    def _modes(self) -> dict[str, str]:
        return {kind: self._mode(kind) for kind in ("link", "image")}

    def hook_mode(self, kind: str) -> str:
        """How links or images are rendered: plain, embedded (by Hugo's own hook), or custom (by one of the site)."""
        return self._modes[kind]

    def _mode(self, kind: str) -> str:
        first = next(iter(self.languages.values()))
        wanted = first.link_hook if kind == "link" else first.image_hook
        if wanted == "always":
            return "embedded"
        hook = self.templates.hook(kind)
        if hook is not False:
            return "custom"
        # Languages that are named count, even where it is one.
        automatic = wanted == "auto" and table(self.config, "languages") and not first.duplicate_resources
        return "embedded" if automatic or wanted == "fallback" else "plain"

    @cached_property
    def is_moved(self) -> bool:
        """Whether the site is built for another path of its host than the configuration says."""
        addresses = {(language.host, language.base) for language in self.languages.values() if language.host}
        return not self.inputs.has_given_address and any(
            build_outputs.is_moved(self.root, *address) for address in addresses
        )

    @cached_property
    def shares_host(self) -> bool:
        """Whether other repositories of its owner have folders beside the site."""
        return build_outputs.shares_host(self.root)

    @cached_property
    def has_unknown_base(self) -> bool:
        """Whether only the build knows the address of the site, and so the path that it stands at."""
        # A domain of its own has the site at its root.
        return "CNAME" not in self.map.files and self._has_unknown_base

    @cached_property
    def _has_unknown_base(self) -> bool:
        if self.inputs.has_given_address or any(language.base != "/" for language in self.languages.values()):
            return False
        return build_outputs.has_unknown_address(self.root)

    @cached_property
    def unknown_formats(self) -> bool:
        """Whether pages are written in formats that only a theme which is not here can define."""
        named = {name for language in self.languages.values() for names in language.outputs.values() for name in names}
        known = {name for language in self.languages.values() for name in language.formats}
        return bool(self.inputs.layout.missing_modules) and not named <= known

    @cached_property
    def menu_paths(self) -> frozenset[str]:
        """The paths, without slashes at their ends, that the menus of the configuration lead to.

        Where nothing is known of the host's redirects, that of a page which has moved to another host counts too.
        """
        tables = [self.config, *(table(self.config, f"languages.{language}") for language in self.languages)]
        menus = [menu for options in tables for key in ("menu", "menus") for menu in table(options, key).values()]
        entries = [entry for menu in menus for entry in (menu if isinstance(menu, list) else [menu])]
        urls = [entry.get("url") for entry in entries if isinstance(entry, dict)]
        here = r"(?:https?://[^/]*)?/" if not self.inputs.redirects.any else "/(?!/)"
        matches = (re.match(here + r"([^?#]*)", url) for url in urls if isinstance(url, str))
        return frozenset(match[1].strip("/") for match in matches if match) - {""}

    # --- nearness

    def built_by(self, path: str) -> str:
        """The file that names what would be published at a path, relative to the site and without its language."""
        # What is there need not be built.
        self.recorder.note("names")
        return self.inputs.build_outputs.names(path)

    def near(self, path: str, language: str) -> list[Near]:
        """What a path may have meant."""
        kind = kind_of_near(path, language)
        # What depends on the answer depends on the paths that were near, and not on all.
        self.recorder.note(f"{NEAREST} {near_table(kind)}:{path}")
        if kind not in self._nearest:
            with self.recorder.recording():
                self._nearest[kind] = Nearest(self.map.near(kind).items())
        return self._nearest[kind].find(path)

    def take_rows(self) -> Iterator[Row]:
        """What was near to the paths that were looked for since this was last called, to be stored."""
        for kind, nearest in self._nearest.items():
            for path, known in nearest.considered.items():
                yield f"{NEAREST} {near_table(kind)}", path, encoded(known)
            nearest.considered.clear()
