"""The tables of a site that was built in memory, and what of a page goes into them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

from postlint.site.hugo.content_tree import ContentTree, Entry, name_key
from postlint.site.hugo.contents import Item
from postlint.site.hugo.generated import term_path, terms_given
from postlint.site.hugo.output import SiteOutput
from postlint.site.hugo.permalinks import slug_of
from postlint.site.hugo.settings import Settings
from postlint.site.hugo.site_map import BUILT, IMAGES, NEAR_FILES, TERMS, place
from postlint.site.hugo.urls import pattern_of
from postlint.site.link_target import Near
from postlint.site.recorder import Values
from postlint.site.suggestions import near
from postlint.site.url_paths import lower


class BuiltTables:
    """The tables of a site that was built in memory; each is made when it is first looked up."""

    def __init__(
        self,
        tree: ContentTree,
        output: SiteOutput,
        languages: Mapping[str, Settings],
        is_content: Callable[[str], bool],
        redirected: bool,
    ) -> None:
        """`redirected` says whether a template of the site writes redirects."""
        self.tree = tree
        self.output = output
        self._languages = languages
        self._is_content = is_content
        self._redirected = redirected

    def values(self, name: str) -> Values[Any]:
        """What a table of this name is looked up in."""
        if name.startswith("near_"):
            kind = name.removeprefix("near_")
            targets = self._near_files() if kind == NEAR_FILES else self._near_urls(kind)
            return dict(sorted(dict(targets).items()))
        given: Values[Any] | None = getattr(self.output, name, None)
        return getattr(self, f"_{name}")() if given is None else given

    @property
    def patterns_have_slugs(self) -> bool:
        """Whether any permalink has the titles or slugs of sections."""
        return any(
            "sectionslug" in f"{settings.permalinks} {settings.patterns}" for settings in self._languages.values()
        )

    def stored(self, name: str) -> Iterable[tuple[str, Any]]:
        """Of a table, what cannot be told from others: of paths in lower case, those that are no file, or several."""
        values = self.values(name)
        if name != "lowered":
            return values.items()
        several: Set[str] = frozenset()
        if len(self.output.files) > sum(1 for _ in values.items()):
            counts = Counter(map(lower, self.output.files))
            several = {low for low, count in counts.items() if count > 1}
        return ((key, value) for key, value in values.items() if key != value or key in several)

    @property
    def names(self) -> Iterator[str]:
        """The names of all tables."""
        yield from ("sources", "shadowed", "files", "hidden", "hidden_files", "assets", "withheld")
        yield from ("duplicates", "aliases", "lowered", "static_files", "top_folders", "page_folders")
        yield from ("folders", "unreadable", "unslugged", "page_redirects", "page_names", "resources", TERMS)
        yield f"near_{NEAR_FILES}"
        yield from (f"near_{language}" for language in self._languages)

    def _entry(self) -> dict[str, Entry]:
        return {
            place(language, path): entry
            for language, entries in self.tree.entries.items()
            for path, entry in entries.items()
        }

    def _sources(self) -> dict[str, list[Entry]]:
        return self.tree.sources

    def _shadowed(self) -> dict[str, list[Entry]]:
        return _grouped((place(entry.language, entry.path), entry) for entry in self.tree.shadowed)

    def _lowered(self) -> dict[str, str]:
        return {lower(file): file for file in reversed(self.output.files)}

    def _file_names(self) -> dict[str, list[str]]:
        return by_name((*self.output.files, *self.output.hidden_files, *self.output.assets))

    def _static_files(self) -> dict[str, bool]:
        outputs = (output.path for output in self.output.files.values() if output.path)
        paths = (*outputs, *self.output.assets.values())
        return dict.fromkeys((path for path in paths if not self._is_content(path)), True)

    def _top_folders(self) -> dict[str, bool]:
        files = (file for file, output in self.output.files.items() if output.path)
        return dict.fromkeys((file.partition("/")[0] for file in files), True)

    def _page_folders(self) -> dict[str, bool]:
        files = (file for file, output in self.output.files.items() if output.entry)
        return dict.fromkeys((file.partition("/")[0] for file in files), True)

    def _folders(self) -> dict[str, bool]:
        tops = {file.rpartition("/")[0] for file in self.output.files} - {""}
        return dict.fromkeys((f"{top}/"[: match.end()] for top in tops for match in re.finditer("/", f"{top}/")), True)

    def _unreadable(self) -> dict[str, bool]:
        folders: dict[str, bool] = {}
        for entry in self.tree:
            if entry.page is not None and not entry.page.readable and entry.url:
                pattern = pattern_of(entry, self._languages[entry.language]) or ""
                dated = re.search(r":(?!section|slug|filename|contentbasename|title)", pattern)
                folders[str(entry.base.count("/")) if dated else entry.base.rstrip("/").rpartition("/")[0]] = True
        return folders

    def _unslugged(self) -> dict[str, bool]:
        folders: dict[str, bool] = {}
        for entry in self.tree:
            if entry.kind == "section" and entry.url and slug_of(entry, self._languages[entry.language]):
                settings = self._languages[entry.language]
                above = entry.base.strip("/").rpartition("/")[0]
                name = settings.spelling.file(entry.path.rpartition("/")[2])
                folders[f"{above}/{name}/".lstrip("/")] = True
        return folders

    def _page_redirects(self) -> dict[str, bool]:
        return dict.fromkeys(
            (path for entry in self.tree for path in redirects_of(entry)) if self._redirected else (), True
        )

    def _page_names(self) -> dict[str, list[Entry]]:
        by_page_name = _grouped(
            (key, entry)
            for entries in self.tree.entries.values()
            for entry in entries.values()
            if (key := name_of_page(entry))
        )
        for entries in by_page_name.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: entry.ref)
        return by_page_name

    def _terms(self) -> dict[str, dict[str, int]]:
        counts_of: dict[str, Counter[str]] = {}
        for entries in self.tree.entries.values():
            for entry in entries.values():
                settings = self._languages[entry.language]
                for plural, term in terms_given(entry, settings):
                    key = place(entry.language, term_path(plural, term, settings))
                    counts_of.setdefault(key, Counter())[f"{plural}\t{term}"] += 1
        return {key: dict(sorted(counts.items())) for key, counts in counts_of.items()}

    def _resources(self) -> dict[str, bool]:
        named = (entry.resources.items() for entry in self.tree)
        files = ((name, item) for items in named for name, item in items if not item.is_page)
        return dict.fromkeys((key for name, item in files for key in resource_names(name, item)), True)

    def _near_urls(self, language: str) -> Iterator[tuple[str, Near]]:
        for entry in self.tree.entries[language].values():
            if target := near_of(entry, self._languages[language]):
                yield target

    def _near_files(self) -> Iterator[tuple[str, Near]]:
        first = next(iter(self._languages.values()))
        for file, output in self.output.files.items():
            if output.kind == "file" and file.lower().endswith(IMAGES):
                yield near(first.written(first.base + file), "", output.path)


def resource_names(name: str, item: Item) -> Iterator[str]:
    """The names of a file of a bundle: as it is, and without the language that it may name."""
    yield name_key(name)
    head, slash, last = name.rpartition("/")
    plain = f"{item.stem}.{item.suffix}"
    if plain != last and item.stem:
        yield name_key(head + slash + plain)


def name_of_page(entry: Entry) -> str:
    """The key under which a page is found by the last part of its logical path; "" for one that is not."""
    if entry.state not in BUILT or entry.path == "/":
        return ""
    return place(entry.language, entry.path.rpartition("/")[2])


def near_of(entry: Entry, settings: Settings) -> tuple[str, Near] | None:
    """A page as a target that may be near; None where it has no URL."""
    if not entry.url or entry.state == "unrendered":
        return None
    return near(settings.written(entry.url), entry.title, entry.page.path if entry.page else "", entry.state)


def redirects_of(entry: Entry) -> Iterator[str]:
    """The paths, without slashes at their ends, that a page claims for a template that writes redirects."""
    given = entry.fields.get("redirects")
    for one in given if isinstance(given, list) else ():
        source = one.get("from") if isinstance(one, dict) else None
        if isinstance(source, str):
            yield (source if source.startswith("/") else entry.base + source).strip("/")


def by_name(paths: Iterable[str]) -> dict[str, list[str]]:
    """Paths of the published site, each with a slash before it, by the names of their files."""
    return _grouped((path.rpartition("/")[2], "/" + path) for path in paths)


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    by_key: dict[str, list[Any]] = {}
    for key, value in pairs:
        by_key.setdefault(key, []).append(value)
    return by_key
