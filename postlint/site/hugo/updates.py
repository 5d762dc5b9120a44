"""The rows of a site whose articles have changed, come or gone, as far as that is known without building it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterator
from datetime import date
from pathlib import Path

from postlint.facts.encoding import encoded
from postlint.facts.page import Page
from postlint.site.hugo import cascade, publication, urls
from postlint.site.hugo.built_tables import redirects_of
from postlint.site.hugo.content_tree import ContentTree, Entry, entry_of
from postlint.site.hugo.contents import Item
from postlint.site.hugo.contributions import Contributions, NeedsBuild, put_list
from postlint.site.hugo.hugo import Hugo
from postlint.site.hugo.permalinks import slug_of
from postlint.site.hugo.settings import Settings
from postlint.site.hugo.site_map import TERMS, place
from postlint.site.hugo.site_records import SECTION_SLUGS, has_section_slug
from postlint.site.hugo.term_updates import PLACE, TermUpdates
from postlint.site.rows import ChangedRows


class Articles:
    """The articles of a site as they are now."""

    def __init__(self, names: Container[str], page: Callable[[str], Page | None]) -> None:
        """`page` gives the article of a file."""
        self.names = names
        self.page = page


def update(hugo: Hugo, rows: ChangedRows, changed: Collection[str], articles: Articles, today: date) -> bool:
    """Change the stored rows by the articles of these paths; false where the site has to be built.

    `hugo` is the site as it is stored, with the articles as they were.
    """
    try:
        with hugo.recorder.recording():
            _Update(hugo, rows, articles, today).bring_in(changed)
    except NeedsBuild:
        return False
    return True


class _Update:
    """The rows that change with some articles."""

    def __init__(self, hugo: Hugo, rows: ChangedRows, articles: Articles, today: date) -> None:
        self._hugo = hugo
        self._rows = rows
        self._articles = articles
        self._today = today
        self._contributions = Contributions(hugo, rows)
        self._terms = TermUpdates(hugo, rows, self._contributions)

    def bring_in(self, changed: Collection[str]) -> None:
        """Change the rows. Raises NeedsBuild."""
        items = {(item.language, item.path): item for path in changed for item in self._items(path)}
        sources = set(changed)
        for item in items.values():
            old, new = self._entries(item)
            sources |= {entry.page.path for entry in (old, new) if entry and entry.page}
            self._contributions.exchange(old, new)
            self._terms.count(old, new)
        self._terms.renew(self._make)
        self._contributions.finish()
        for source in sources:
            put_list(self._rows, "sources", source, [*self._refs(source)])

    def _items(self, path: str) -> Iterator[Item]:
        """What an article is, or was, by itself."""
        if self._rows.fact("inputs", "layout") != encoded(repr(self._hugo.inputs.layout)):
            raise NeedsBuild
        for item in self._hugo.inputs.contents.items_at(path):
            if not item.is_page:
                raise NeedsBuild
            yield item

    def _settings(self, language: str) -> Settings:
        return self._hugo.languages[language]

    def _refs(self, source: str) -> Iterator[str]:
        """The pages that a file makes, in their order."""
        for item in self._hugo.inputs.contents.items_at(source):
            first = next(self._hugo.inputs.contents.items_in(item, self._articles.names), None)
            if first and first.source == source:
                yield place(item.language, self._path(item))

    def _path(self, item: Item) -> str:
        return entry_of(item, _NONE, item.stem == "index", self._settings(item.language)).path

    # --- the pages themselves

    def _entries(self, item: Item) -> tuple[Entry | None, Entry | None]:
        """What was at the place of an item, and what is."""
        first = next(self._hugo.inputs.contents.items_in(item, self._articles.names), None)
        path = self._path(item)
        stored = self._hugo.map.get(item.language, path)
        if self._hugo.map.shadowed.get(place(item.language, path)):
            raise NeedsBuild
        old = self._checked(stored, item) if stored else None
        page = self._articles.page(first.source) if first else None
        if first is None or page is None:
            if first or old is None or old.kind != "page":
                raise NeedsBuild
            self._see_that_none_comes(old)
            return old, None
        new = entry_of(first, page, first.stem == "index", self._settings(item.language))
        self._see_that_it_is_plain(new)
        if old is None:
            self._see_that_none_goes(new)
            self._make(new)
            return None, new
        # Whichever file makes the page, the files beside it are those of the same place.
        new.resources = old.resources
        self._make(new)
        self._see_that_files_stay(old, new)
        self._see_that_those_below_stay(old, new)
        return old, new

    def _checked(self, stored: Entry, item: Item) -> Entry:
        """A stored page, found out anew of the article as it was: that has to give the same."""
        page = stored.page
        if page is None:
            raise NeedsBuild
        made = next((one for one in self._hugo.inputs.contents.items_in(item, (page.path,))), None)
        if made is None:
            raise NeedsBuild
        old = entry_of(made, page, stored.bundle == "leaf", self._settings(item.language))
        old.resources = stored.resources
        self._see_that_it_is_plain(old)
        self._make(old)
        if old.ref != stored.ref or any(getattr(old, name) != getattr(stored, name) for name in PLACE):
            raise NeedsBuild
        return old

    def _see_that_it_is_plain(self, entry: Entry) -> None:
        if entry.kind not in ("page", "section") or not (entry.page and entry.page.readable):
            raise NeedsBuild
        if has_section_slug(entry):
            raise NeedsBuild

    def _make(self, entry: Entry) -> None:
        """Find out what becomes of a page with the sections above it."""
        tree = ContentTree(self._hugo.languages)
        for above in self._above(entry.language, entry.path):
            fields = above.page.fields if above.page else {}
            parts = (above.kind, above.language, above.path, above.folder, above.stem, above.bundle)
            tree.add(Entry(*parts, above.page, fields))
        tree.add(entry)
        settings = self._settings(entry.language)
        for made in (False, True):
            cascade.apply(tree, self._hugo.languages, self._hugo.inputs.environment, made=made)
        publication.judge(entry, settings, self._today)
        urls.place(tree, self._hugo.languages)
        if entry.state == "published":
            entry.aliases = tuple(url for url, _ in urls.alias_files(entry, settings))

    def _above(self, language: str, path: str) -> Iterator[Entry]:
        """The pages above a place that are there."""
        while path != "/":
            path = path.rpartition("/")[0] or "/"
            if above := self._hugo.map.get(language, path):
                yield above

    # --- what others have to do with it

    def _see_that_files_stay(self, old: Entry, new: Entry) -> None:
        """See that nothing else changes than the page."""
        if {*redirects_of(old)} != {*redirects_of(new)}:
            raise NeedsBuild
        stays = all(getattr(old, name) == getattr(new, name) for name in ("state", "base"))
        if not (stays and old.fields.get("build") == new.fields.get("build")) and self._has_files(new):
            raise NeedsBuild

    def _see_that_those_below_stay(self, old: Entry, new: Entry) -> None:
        """See that nothing is handed down that was not before, and that what is below a section keeps its place."""
        settings = self._settings(new.language)
        same_slug = slug_of(old, settings) == slug_of(new, settings)
        if _cascade(old) != _cascade(new) or (new.kind != "page" and not same_slug):
            raise NeedsBuild
        is_named_so = same_slug and old.title == new.title
        if not is_named_so and self._rows.fact("inputs", SECTION_SLUGS) != encoded(False):
            raise NeedsBuild

    def _has_files(self, entry: Entry) -> bool:
        """Whether files are published with a page."""
        return bool(entry.resources) or self._settings(entry.language).duplicate_resources

    def _see_that_none_comes(self, old: Entry) -> None:
        """See that a page which goes makes no other one come, and that no section goes with it."""
        others = (ref for ref in self._rows.beginning("entry", f"{old.language}:{self._head(old)}/") if ref != old.ref)
        if old.page and "cascade" in old.page.fields:
            raise NeedsBuild
        is_needed = self._rows.fact(TERMS, old.ref) is not None or self._head(old) in self._taxonomies(old)
        if is_needed or self._has_files(old) or any(redirects_of(old)):
            raise NeedsBuild
        if old.bundle and self._is_folder(old.folder, None):
            raise NeedsBuild
        if self._head(old) == old.path:
            if any(True for _ in others):
                raise NeedsBuild
        elif not self._is_in_section(old) or not any(True for _ in others):
            raise NeedsBuild

    def _see_that_none_goes(self, new: Entry) -> None:
        """See that a page which comes takes no place in a bundle, and makes no section and no bundle."""
        settings = self._settings(new.language)
        if new.kind != "page" or "cascade" in new.fields:
            raise NeedsBuild
        if settings.duplicate_resources or any(redirects_of(new)):
            raise NeedsBuild
        if self._head(new) != new.path and not self._is_in_section(new):
            raise NeedsBuild
        languages = self._hugo.languages
        if any(above.bundle == "leaf" for language in languages for above in self._above(language, new.path)):
            raise NeedsBuild
        # A bundle has the files beside it, and since some release an article those in a folder of its name.
        folder = new.folder if new.bundle else f"{new.folder}/{new.stem}".lstrip("/")
        if (new.bundle or settings.joins_folders) and self._is_folder(folder, new.page):
            raise NeedsBuild

    @staticmethod
    def _head(entry: Entry) -> str:
        """The path of the top-level section of a page, or of one at the root."""
        return "/" + entry.path[1:].partition("/")[0]

    def _taxonomies(self, entry: Entry) -> set[str]:
        """The paths of the pages of taxonomies."""
        settings = self._settings(entry.language)
        return {"/" + settings.spelling.logical(plural) for plural in settings.taxonomies}

    def _is_in_section(self, entry: Entry) -> bool:
        """Whether the top-level section of a page is there, with it or without it."""
        section = self._hugo.map.get(entry.language, self._head(entry))
        if section is None or section.page:
            return section is not None
        return section.kind == "section" and section.folder == entry.folder.partition("/")[0]

    def _is_folder(self, folder: str, page: Page | None) -> bool:
        """Whether there is a folder of the content, in any case, that holds anything but one article."""
        logical = next(iter(self._hugo.languages.values())).spelling.logical
        above, _, name = folder.rpartition("/")
        wanted = logical(name)
        for mount in self._hugo.inputs.layout.of("content"):
            start = f"{mount.target}/" if mount.target else ""
            if not f"{above}/".startswith(start) and above:
                # What is mounted may be a folder of this name.
                if mount.target and f"{folder}/".startswith(start):
                    return True
                continue
            place = mount.source / above[len(start) :]
            same = (inner for inner in _listed(place) if logical(inner) == wanted)
            for inner in map(place.__truediv__, same):
                own = str(self._hugo.root / page.path) if page else ""
                if inner.is_dir() and any(f"{inner}{os.sep}{file}" != own for file in _listed(inner)):
                    return True
        return False


def _listed(folder: Path) -> list[str]:
    """The names of what stands in a folder; nothing where there is none."""
    try:
        return os.listdir(folder)  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []


def _cascade(entry: Entry) -> object:
    """What a page hands down."""
    return entry.page.fields.get("cascade") if entry.page else None


_NONE = Page("", {}, {})
