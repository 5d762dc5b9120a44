"""A Hugo site: everything that is known of it, built once from its pages and the files on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from postlint.document.front_matter.values import table
from postlint.facts.page import Link, Page
from postlint.site.hugo import build_outputs, cascade, content_tree, generated, output, publication, urls
from postlint.site.hugo.content_tree import Entry, Item
from postlint.site.hugo.inputs import HugoInputs
from postlint.site.hugo.link_resolver import Resolver
from postlint.site.hugo.mounts import path_from
from postlint.site.hugo.page_ids import PageIds
from postlint.site.hugo.page_lookup import Finder
from postlint.site.link_target import Near, Target
from postlint.site.suggestions import Nearest, near

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf")


class Hugo:
    """What Hugo makes of a site."""

    def __init__(self, inputs: HugoInputs, items: list[Item], pages: Iterable[Page], today: date) -> None:
        """`items` are the files of the content."""
        self.inputs = inputs
        self.root = inputs.root
        self.config = inputs.config
        self.languages = inputs.languages
        self.templates = inputs.templates
        adapters = content_tree.adapters(items)
        made = [self.languages[item.language].spelling.logical(item.folder) for item in adapters]
        missing = inputs.layout.missing_targets
        self.missing_content = bool(made) or any(text.startswith("content") for text in missing)
        """Whether a part of the content is made by templates, or elsewhere: a name alone may mean a page in it."""
        self.missing_targets = (*(text.partition("/")[2] for text in missing), *made)
        files = [item for item in items if item not in adapters]
        self.tree = content_tree.build(files, {page.path: page for page in pages}, self.languages)
        cascade.apply(self.tree, self.languages, inputs.environment)
        self._judge(today)
        self.output = output.publish(self.tree, inputs.layout, self.languages, str(self.root))
        self._resolver = Resolver(self)
        self.ids = PageIds(self)
        self._nearest: dict[str, Nearest] = {}

    def _judge(self, today: date) -> None:
        """Give every page its state and its URL, and add those that Hugo makes by itself."""
        tree = self.tree
        for entry in tree:
            publication.judge(entry, self.languages[entry.language], today)
        generated.add_sections(tree, self.languages)
        generated.add_terms(tree, self.languages)
        cascade.apply(tree, self.languages, self.inputs.environment, made=True)
        for entry in tree:
            if entry.page is None:
                publication.judge(entry, self.languages[entry.language], today)
        urls.place(tree, self.languages)

    # --- what a site is asked

    def entry(self, page: Page) -> Entry | None:
        """The page in its own language; None for a file that is no page by itself."""
        found = self.tree.sources.get(page.path)
        return found[0] if found else None

    def holds(self, page: Page) -> bool:
        """Whether the file of an article is a part of the site, and does not just stand beside it, as a README does."""
        return self._is_content(page.path)

    def _is_content(self, path: str) -> bool:
        return f"{path}/".startswith(self._content)

    @cached_property
    def _content(self) -> tuple[str, ...]:
        """What the paths of files begin with that are a part of the site, from its root, each with "/" at its end."""
        return tuple({path_from(self.root, mount.source) for mount in self.inputs.layout.of("content")})

    def resolve(self, entry: Entry, link: Link) -> Target:
        """Where a link leads from one of the pages that a file makes."""
        return self._resolver.resolve(entry, link)

    def at(self, url: str, start: Page | None = None) -> Target:
        """What stands at an absolute path of the site."""
        entry = (start and self.entry(start)) or self.tree.get(next(iter(self.languages)), "/")
        assert entry
        path, mark, fragment = url.partition("#")
        return self._resolver.lookup.path(path, fragment if mark else None, entry)

    @property
    def finder(self) -> Finder:
        """What finds a page by a path."""
        return self._resolver.finder

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
    def file_names(self) -> dict[str, list[str]]:
        """The paths of all files that are published or may be, by their names."""
        found: dict[str, list[str]] = {}
        for path in (*self.output.files, *self.output.hidden_files, *self.output.assets):
            found.setdefault(path.rpartition("/")[2], []).append("/" + path)
        return found

    @cached_property
    def static_files(self) -> frozenset[str]:
        """The files outside of the content, by their paths from the root of the site, that are published or may be."""
        things = (thing.path for thing in self.output.files.values() if thing.path)
        return frozenset(path for path in (*things, *self.output.assets.values()) if not self._is_content(path))

    @cached_property
    def is_moved(self) -> bool:
        """Whether the site is built for another path of its host than the configuration says."""
        addresses = {(language.host, language.base) for language in self.languages.values() if language.host}
        return not self.inputs.has_given_address and any(
            build_outputs.is_moved(self.root, *address) for address in addresses
        )

    @cached_property
    def has_unknown_base(self) -> bool:
        """Whether only the build knows the address of the site, and so the path that it stands at."""
        if self.inputs.has_given_address or any(language.base != "/" for language in self.languages.values()):
            return False
        # A domain of its own has the site at its root.
        return "CNAME" not in self.output.files and build_outputs.has_unknown_address(self.root)

    @cached_property
    def page_redirects(self) -> frozenset[str]:
        """The paths, without slashes at their ends, that pages claim for a template that writes redirects."""
        found: set[str] = set()
        for entry in self.tree if self.templates.of_redirects() else ():
            given = entry.fields.get("redirects")
            for each in given if isinstance(given, list) else ():
                source = each.get("from") if isinstance(each, dict) else None
                if isinstance(source, str):
                    found.add((source if source.startswith("/") else entry.base + source).strip("/"))
        return frozenset(found)

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
        menus = [menu for each in tables for key in ("menu", "menus") for menu in table(each, key).values()]
        entries = [entry for menu in menus for entry in (menu if isinstance(menu, list) else [menu])]
        urls = [entry.get("url") for entry in entries if isinstance(entry, dict)]
        here = r"(?:https?://[^/]*)?/" if not self.inputs.redirects.any else "/(?!/)"
        found = (re.match(here + r"([^?#]*)", url) for url in urls if isinstance(url, str))
        return frozenset(match[1].strip("/") for match in found if match) - {""}

    # --- nearness

    @cached_property
    def top_folders(self) -> frozenset[str]:
        """The folders at the root of the published site that the site itself fills."""
        return frozenset(file.partition("/")[0] for file, thing in self.output.files.items() if thing.path)

    @cached_property
    def page_folders(self) -> frozenset[str]:
        """The folders at the root of the published site that hold pages, and their languages."""
        return frozenset(file.partition("/")[0] for file, thing in self.output.files.items() if thing.entry)

    def near(self, path: str, language: str) -> list[Near]:
        """What a path may have meant."""
        kind = "file" if path.lower().endswith(_IMAGES) else language
        if kind not in self._nearest:
            self._nearest[kind] = Nearest(self._files() if kind == "file" else self._urls(language))
        return self._nearest[kind].find(path)

    def _urls(self, language: str) -> Iterator[tuple[str, Near]]:
        for entry in self.tree.entries[language].values():
            if entry.url and entry.state != "unrendered":
                path = entry.page.path if entry.page else ""
                yield near(self.languages[language].written(entry.url), entry.title, path, entry.state)

    def _files(self) -> Iterator[tuple[str, Near]]:
        first = next(iter(self.languages.values()))
        for file, thing in self.output.files.items():
            if thing.kind == "file" and file.lower().endswith(_IMAGES):
                yield near(first.written(first.base + file), "", thing.path)
