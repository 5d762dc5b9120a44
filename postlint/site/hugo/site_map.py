"""What stands where on a Hugo site, in tables: all that links are looked up in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

from postlint.site.hugo.content_tree import ContentTree, Entry, name_key
from postlint.site.hugo.contents import Item
from postlint.site.hugo.generated import term_path, terms_given
from postlint.site.hugo.output import OutputFile, SiteOutput
from postlint.site.hugo.permalinks import slug_of
from postlint.site.hugo.settings import Settings
from postlint.site.hugo.urls import pattern_of
from postlint.site.link_target import Near
from postlint.site.recorder import Recorder, Table, Values
from postlint.site.suggestions import near
from postlint.site.url_paths import lower

BUILT = ("published", "unrendered")
"""The states of pages that Hugo builds."""
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf")
TERMS = "terms"
"""The table of the terms, by the key of their pages, with how many articles write each in which way."""
NEAR_FILES = "file"
"""What stands for a language where the nearest file is asked for."""


def place(language: str, path: str) -> str:
    """A logical path in a language, as a key."""
    return f"{language}:{path}"


def kind_of_near(path: str, language: str) -> str:
    """Among which targets the nearest to a path is looked for: the files, or the pages of a language."""
    return NEAR_FILES if path.lower().endswith(_IMAGES) else language


def _entry(entry: Entry) -> Iterator[str]:
    yield f"entry:{entry.ref}"


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    return (f"entry:{entry.ref}" for entry in entries)


def _output(file: OutputFile) -> Iterator[str]:
    return _entry(file.entry) if file.entry else iter(())


class SiteMap:
    """The tables of one site. Keys of files are paths relative to the published site, decoded."""

    def __init__(
        self, recorder: Recorder, languages: Mapping[str, Settings], values: Callable[[str], Values[Any]]
    ) -> None:
        """`values` gives what a table is looked up in, by its name."""
        self._recorder = recorder
        self._languages = languages
        self._values = values
        self.pages: Table[Entry] = self._table("entry")
        """The pages by language and logical path."""
        self.sources: Table[list[Entry]] = self._table("sources", _entries)
        """By the path of a file, the pages that it makes, the one of its own language first."""
        self.shadowed: Table[list[Entry]] = self._table("shadowed", _entries)
        """The pages that lose to another file, by language and logical path."""
        self.files: Table[OutputFile] = self._table("files", _output)
        """What is output."""
        self.hidden: Table[Entry] = self._table("hidden", _entry)
        """Pages that are not output, by the file they would be."""
        self.hidden_files: Table[str] = self._table("hidden_files")
        """The files of their bundles."""
        self.assets: Table[str] = self._table("assets")
        """Files that Hugo publishes when they are asked for, with their place in the site."""
        self.withheld: Table[str] = self._table("withheld")
        """The files of bundles that are output only when they are asked for, likewise."""
        self.duplicates: Table[list[Entry]] = self._table("duplicates", _entries)
        """The pages of each file that more than one page is output as."""
        self.aliases: Table[list[Entry]] = self._table("aliases", _entries)
        """The pages that claim each alias, by the file that would be written."""
        self.lowered: Table[str] = self._table("lowered")
        """The first file of each path in lower case."""
        self.file_names: Table[list[str]] = self._table("file_names")
        """The paths of all files that are output or may be, each with a slash before it, by their names."""
        self.static_files: Table[bool] = self._table("static_files")
        """The files outside of the content, by their paths from the root of the site, that are output or may be."""
        self.top_folders: Table[bool] = self._table("top_folders")
        """The folders at the root of the published site that the site itself fills."""
        self.page_folders: Table[bool] = self._table("page_folders")
        """The folders at the root of the published site that hold pages, and their languages."""
        self.folders: Table[bool] = self._table("folders")
        """All folders of the published site, each with "/" at its end."""
        self.unreadable: Table[bool] = self._table("unreadable")
        """The folders in which articles are published whose front matter cannot be read.

        Where a pattern says so that asks for more than its place, the number of parts of such a path.
        """
        self.unslugged: Table[bool] = self._table("unslugged")
        """The folders of sections that have a slug as they are without it, each with "/" at its end."""
        self.page_redirects: Table[bool] = self._table("page_redirects")
        """The paths, without slashes at their ends, that pages claim for a template that writes redirects."""
        self.page_names: Table[list[Entry]] = self._table("page_names", _entries)
        """The pages that are built by language and the last part of their logical paths."""
        self.resources: Table[bool] = self._table("resources")
        """The files of all bundles, by their paths within them as Hugo compares them."""
        self._near: dict[str, Table[Near]] = {}

    def _table(self, name: str, notes: Callable[[Any], Iterable[str]] | None = None) -> Table[Any]:
        return Table(name, self._recorder, lambda: self._values(name), notes)

    def near(self, kind: str) -> Table[Near]:
        """The targets that a broken link may have meant: the pages of a language, or the files."""
        if kind not in self._near:
            self._near[kind] = self._table(f"near_{kind}")
        return self._near[kind]

    def get(self, language: str, path: str) -> Entry | None:
        """The page at a logical path."""
        return self.pages.get(f"{language}:{path}")

    def translations(self, entry: Entry) -> Iterator[Entry]:
        """The same page in the other languages."""
        for language in self._languages:
            if language != entry.language and (found := self.get(language, entry.path)):
                yield found

    def find(self, path: str) -> tuple[OutputFile, str] | None:
        """What a server gives for a path, and the file: for a folder, its index."""
        if path.endswith("/") or not path:
            file = path + "index.html"
            output = self.files.get(file)
        else:
            file = path
            output = self.files.get(path)
            if output is None:
                file = path + "/index.html"
                output = self.files.get(file)
        return (output, file) if output else None

    def find_hidden(self, path: str) -> Entry | None:
        """The page that is not output and would stand at a path."""
        stem = path.rstrip("/")
        return self.hidden.get(f"{stem}/index.html".lstrip("/")) or self.hidden.get(stem)

    def find_by_case(self, path: str) -> str | None:
        """The file that a path means if case did not matter."""
        low = lower(path)
        return self._in_any_case(low) or self._in_any_case(f"{low.rstrip('/')}/index.html".lstrip("/"))

    def _in_any_case(self, low: str) -> str | None:
        return self.lowered.get(low) or (low if low in self.files else None)


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
            found = self._near_files() if kind == NEAR_FILES else self._near_urls(kind)
            return dict(sorted(dict(found).items()))
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
        found: dict[str, bool] = {}
        for entry in self.tree:
            if entry.page is not None and not entry.page.readable and entry.url:
                pattern = pattern_of(entry, self._languages[entry.language]) or ""
                dated = re.search(r":(?!section|slug|filename|contentbasename|title)", pattern)
                found[str(entry.base.count("/")) if dated else entry.base.rstrip("/").rpartition("/")[0]] = True
        return found

    def _unslugged(self) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for entry in self.tree:
            if entry.kind == "section" and entry.url and slug_of(entry, self._languages[entry.language]):
                settings = self._languages[entry.language]
                above = entry.base.strip("/").rpartition("/")[0]
                name = settings.spelling.file(entry.path.rpartition("/")[2])
                found[f"{above}/{name}/".lstrip("/")] = True
        return found

    def _page_redirects(self) -> dict[str, bool]:
        return dict.fromkeys(
            (path for entry in self.tree for path in redirects_of(entry)) if self._redirected else (), True
        )

    def _page_names(self) -> dict[str, list[Entry]]:
        found = _grouped(
            (key, entry)
            for entries in self.tree.entries.values()
            for entry in entries.values()
            if (key := name_of_page(entry))
        )
        for entries in found.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: entry.ref)
        return found

    def _terms(self) -> dict[str, dict[str, int]]:
        found: dict[str, Counter[str]] = {}
        for entries in self.tree.entries.values():
            for entry in entries.values():
                settings = self._languages[entry.language]
                for plural, term in terms_given(entry, settings):
                    key = place(entry.language, term_path(plural, term, settings))
                    found.setdefault(key, Counter())[f"{plural}\t{term}"] += 1
        return {key: dict(sorted(counts.items())) for key, counts in found.items()}

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
            if output.kind == "file" and file.lower().endswith(_IMAGES):
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
    found: dict[str, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
