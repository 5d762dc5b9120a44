"""Hugo as a generator: what a site is asked, answered of the model of a Hugo site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from postlint.document.dialect import Dialect
from postlint.document.front_matter.values import table
from postlint.facts.encoding import encoded
from postlint.facts.page import Link, Page
from postlint.lazy_regex import pattern
from postlint.site.generator import Rendering
from postlint.site.hugo.built_tables import BuiltTables
from postlint.site.hugo.config import main_file, read
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.contents import Item
from postlint.site.hugo.fields import HugoDialect
from postlint.site.hugo.hugo import Hugo
from postlint.site.hugo.inputs import HugoInputs
from postlint.site.hugo.publication import date_of
from postlint.site.hugo.site_map import NEAR_FILES, place
from postlint.site.hugo.site_records import StoredTables, article_of, moves, rows_of
from postlint.site.link_target import Target
from postlint.site.recorder import Recorder
from postlint.site.rows import ChangedRows, Row, Rows
from postlint.site.shortcode_links import links_of

_ABSOLUTE = pattern(r"\s*(?:https?:)?//", re.I)


class HugoGenerator:
    """A Hugo site, by the contract of `postlint.site.generator`."""

    name = "hugo"
    knows_urls = True
    dialect: Dialect = HugoDialect()

    def __init__(self, hugo: Hugo, pages: Callable[[], list[Page]], today: date, tables: BuiltTables | None) -> None:
        """`pages` gives all articles; `tables` are those of a site that was built of them."""
        self.hugo = hugo
        self.recorder = hugo.recorder
        self.tables = tables
        self._pages = pages
        self._today = today
        self._edited: Mapping[str, bool] = {}
        """Of articles that were changed since, by path, whether they are there."""

    @classmethod
    def built(cls, inputs: HugoInputs, items: list[Item], pages: list[Page], today: date) -> HugoGenerator:
        """A site built of its articles; `items` are the files of the content, which are not kept: there are many."""
        from postlint.site.hugo.building import build

        hugo, tables = build(inputs, items, pages, today, Recorder())
        return cls(hugo, lambda: pages, today, tables)

    @classmethod
    def stored(
        cls,
        inputs: HugoInputs,
        rows: Rows,
        page: Callable[[str], Page | None],
        pages: Callable[[], list[Page]],
        today: date,
    ) -> HugoGenerator:
        """A site of which an earlier run has stored all; `page` gives the article of a file."""
        tables = StoredTables(rows, page)
        return cls(Hugo(inputs, tables.made(), Recorder(), tables.values), pages, today, None)

    def renewed(self, rows: Rows, page: Callable[[str], Page | None], pages: Callable[[], list[Page]]) -> HugoGenerator:
        return HugoGenerator.stored(self.hugo.inputs, rows, page, pages, self._today)

    def update(
        self, rows: ChangedRows, changed: Collection[str], names: Container[str], page: Callable[[str], Page | None]
    ) -> bool:
        from postlint.site.hugo.updates import Articles, update

        return update(self.hugo, rows, changed, Articles(names, page), self._today)

    def rows(self) -> Iterator[Row]:
        """All that is known of a site that was built, to be stored."""
        assert self.tables
        yield "inputs", "layout", encoded(repr(self.hugo.inputs.layout))
        yield from rows_of(self.tables, self.hugo.made)

    def take_rows(self) -> Iterator[Row]:
        return self.hugo.take_rows()

    def article_of(self, row: Row) -> str:
        return article_of(row)

    def names_depend_on(self, path: str) -> bool:
        return self.hugo.inputs.build_outputs.depends_on(path)

    def moves(self, before: tuple[str, str, bytes | None], after: bytes | None) -> bool:
        return moves(*before, after)

    def with_pages(self, changes: Mapping[str, Page | None]) -> HugoGenerator:
        inputs, edited = self.hugo.inputs, {**self._edited, **{path: bool(page) for path, page in changes.items()}}
        items = inputs.items(also=frozenset(path for path, there in edited.items() if there))
        items = [item for item in items if edited.get(item.source, True)]
        pages = [page for page in self._pages() if page.path not in changes]
        pages += [page for page in changes.values() if page]
        changed = HugoGenerator.built(inputs, items, pages, self._today)
        changed._edited = edited
        return changed

    @property
    def languages(self) -> Iterable[str]:
        return self.hugo.languages

    @property
    def base_url(self) -> str:
        return str(self.hugo.config.get("baseurl") or "")

    @property
    def folders(self) -> tuple[Path, ...]:
        return tuple(mount.source for mount in self.hugo.inputs.layout.mounts)

    @property
    def writes_aliases(self) -> bool:
        return self.hugo.config.get("disablealiases") is not True

    # --- pages

    def entry(self, page: Page) -> Entry | None:
        return self.hugo.entry(page)

    def entries(self) -> Iterator[Entry]:
        assert self.tables
        return iter(self.tables.tree)

    def holds(self, page: Page) -> bool:
        return self.hugo.holds(page)

    def date_of(self, page: Page, kind: str) -> datetime | None:
        entry = self.entry(page)
        return date_of(entry, self.hugo.languages[entry.language], kind) if entry else None

    def output_formats(self, page: Page) -> frozenset[str] | None:
        entry = self.entry(page)
        if entry is None or self.hugo.inputs.layout.missing_modules:
            return None
        return self.hugo.languages[entry.language].output_formats | self._theme_formats

    @cached_property
    def _theme_formats(self) -> frozenset[str]:
        """The names of the formats that themes and modules define, in lower case."""
        folders = {mount.source.parent for mount in self.hugo.inputs.layout.mounts}
        files = filter(None, map(main_file, folders))
        return frozenset(name for file in files for name in table(read(file), "outputformats"))

    def at(self, url: str) -> Target:
        return self.hugo.at(url)

    def has_file(self, path: str) -> bool:
        wanted = "/" + path.strip("./")
        paths = self.hugo.map.file_names.get(wanted.rpartition("/")[2]) or ()
        return any(path.endswith(wanted) for path in paths)

    def file_urls(self) -> Iterator[str]:
        return (near.url for _, near in self.hugo.map.near(NEAR_FILES).items())

    def same_url(self, page: Page) -> tuple[Page, ...]:
        there, entry = self.hugo.map, self.entry(page)
        if entry is None:
            return ()
        winner = there.get(entry.language, entry.path)
        shadowed = there.shadowed.get(place(entry.language, entry.path)) or ()
        if entry in shadowed:
            return (winner.page,) if winner and winner.page else ()
        others = [*(there.duplicates.get(entry.file or "") or ()), *shadowed] if entry.state == "published" else []
        # A folder that is mounted for two languages gives each of them the same file.
        return tuple(other.page for other in others if other.page and other.page.path != page.path)

    def alias_claims(self, page: Page) -> Iterator[tuple[str, Page, bool]]:
        entry, there = self.entry(page), self.hugo.map
        if entry is None or entry.state != "published":
            return
        base = self.hugo.languages[entry.language].base
        for url in entry.aliases:
            path = url[len(base) :] + ("index.html" if url.endswith("/") else "")
            output = there.files.get(path)
            if output and output.entry and output.kind != "alias" and output.entry is not entry and output.entry.page:
                yield url, output.entry.page, True
            for other in there.aliases.get(path) or ():
                if other is not entry and other.page and other.page is not page:
                    yield url, other.page, False

    # --- links and ids

    def links(self, page: Page) -> Iterator[Link]:
        yield from page.links
        yield from links_of(page, self.hugo.inputs.shortcode_options)

    def resolve(self, page: Page, link: Link) -> Target:
        entry = self.entry(page)
        if entry is None and not self.holds(page) and not _ABSOLUTE.match(link.url or ""):
            return Target("unknown", why="stands in a file that is no part of the site")
        return self.hugo.resolve(entry or self.hugo.homeless(page), link)

    def resolve_from(self, entry: Entry, link: Link) -> Target:
        return self.hugo.resolve(entry, link)

    def missing_reference(self) -> str:
        config = self.hugo.config
        if str(config.get("reflinkserrorlevel") or "error").lower() == "error":
            return "Hugo's build fails"
        instead = config.get("reflinksnotfoundurl")
        return f"Hugo makes it lead to {instead}" if instead else "Hugo makes it lead nowhere"

    def ids(self, page: Page) -> frozenset[str] | None:
        entry = self.entry(page)
        ids = self.hugo.ids.of(entry) if entry else None
        return ids.known if ids and ids.complete else None

    def heading_ids(self, page: Page) -> list[str | None]:
        entry = self.entry(page)
        return self.hugo.ids.heading_ids(entry) if entry else [None] * len(page.headings)

    def heading_ids_of(self, entry: Entry) -> list[str | None]:
        return self.hugo.ids.heading_ids(entry)

    # --- text and shortcodes

    def is_unseen(self, page: Page) -> bool:
        hugo = self.hugo
        if hugo.entry(page) is not None or not hugo.holds(page):
            return False
        shortcodes = hugo.templates.show_bundled_text
        if shortcodes is None:
            return False
        folder, _, name = page.path.rpartition("/")
        calls = [call for owner in hugo.owners(folder) for call in owner.calls if call.name in shortcodes]
        return not any(name in parameter.value for call in calls for parameter in call.parameters)

    def rendering(self, page: Page) -> Rendering:
        entry = self.entry(page) or self.hugo.homeless(page)
        settings = self.hugo.languages[entry.language]
        lists = entry.kind != "page" and self.hugo.templates.list_below(entry.kind)
        html, attributes = self.hugo.shows_html(entry), settings.block_attributes
        wiki = self.hugo.templates.makes_wiki_links
        return Rendering(html, settings.emoji, settings.line_breaks, attributes, lists, wiki)

    def shortcode(self, name: str) -> bool | None:
        return self.hugo.templates.shortcode(name)

    def overrides(self, shortcode: str) -> bool | None:
        return self.hugo.templates.overrides(shortcode)

    def is_paired(self, shortcode: str) -> bool | None:
        return self.hugo.templates.paired(shortcode) if not self.hugo.inputs.leaves_open else False

    @property
    def shortcodes(self) -> Iterable[str]:
        return self.hugo.templates.shortcode_names

    def shows_file_name(self, page: Page) -> bool:
        entry = self.entry(page)
        return entry is not None and self.hugo.templates.shows_file_name(entry.section)

    def renders_field(self, name: str) -> bool:
        return name in self.hugo.templates.rendered_fields

    def reads_field(self, name: str) -> bool:
        return self.hugo.templates.reads_field(name)

    def archetype_with(self, field: str, value: str) -> str:
        return self.hugo.inputs.archetype_texts.get((field, value), "")

    @property
    def has_templates(self) -> bool:
        return self.hugo.templates.present
