"""The content tree: which file is which page, in which language, and whose files the others are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from postlint.facts.page import Page
from postlint.site.hugo.contents import Item
from postlint.site.hugo.settings import Settings
from postlint.site.url_paths import lower


class Entry(Struct, eq=False):
    """A page of the site in one language: one that a file makes, or one that Hugo makes by itself."""

    kind: str
    """page, section, home, taxonomy or term."""
    language: str
    path: str
    """Its logical path as Hugo compares it, such as `/blog/a-post`."""
    folder: str
    """The folder of its file within the content tree, as written; of a generated page, its logical path."""
    stem: str
    bundle: str = ""
    """leaf, branch, or "" for a single file."""
    page: Page | None = None
    """The article; None for a page that Hugo makes by itself."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """The front matter by lower-case key, with what cascades into it."""
    title: str = ""
    state: str = "published"
    why: str = ""
    """Why it is not published, in the words of an editor."""
    url: str | None = None
    """Decoded, with language and base path; None where it has none."""
    file: str | None = None
    """What it is published as, relative to the published site; None where it is not."""
    base: str = ""
    """The folder of the published site where its resources are, with a slash at its end unless it is empty."""
    aliases: tuple[str, ...] = ()
    resources: dict[str, Item] = field(default_factory=dict)
    """The files of a bundle by the path within it as written; of a single file, those in the folder of its name."""
    ref: str = ""
    """What names it among all pages."""

    def __post_init__(self) -> None:
        self.ref = f"{self.language}:{self.path}"

    @property
    def basename(self) -> str:
        """The name of the file without its suffix, or of the folder of a leaf bundle."""
        return self.folder.rpartition("/")[2] if self.bundle == "leaf" else self.stem

    @property
    def section(self) -> str:
        """The top-level section, "" for pages at the root."""
        head, _, rest = self.path[1:].partition("/")
        return head if rest or self.kind != "page" else ""


class ContentTree:
    """All pages of a site and all files of its content, by language."""

    def __init__(self, languages: Iterable[str]) -> None:
        self.entries: dict[str, dict[str, Entry]] = {language: {} for language in languages}
        """By language and logical path."""
        self.shadowed: list[Entry] = []
        """Pages that lose to another file of the same logical path."""
        self.unowned: list[Item] = []
        """Files outside of all bundles and of all sections with a page of their own."""
        self.sources: dict[str, list[Entry]] = {}
        """By the path of the file, the pages that it makes, the one of its own language first."""

    def __iter__(self) -> Iterator[Entry]:
        for entries in self.entries.values():
            yield from entries.values()
        yield from self.shadowed

    def get(self, language: str, path: str) -> Entry | None:
        """The page at a logical path."""
        return self.entries.get(language, {}).get(path)

    def add(self, entry: Entry) -> None:
        """Put a page into the tree."""
        self.entries[entry.language][entry.path] = entry

    def translations(self, entry: Entry) -> Iterator[Entry]:
        """The same page in the other languages."""
        for language in self.entries:
            if language != entry.language and (translated := self.get(language, entry.path)):
                yield translated

    def parents(self, entry: Entry) -> Iterator[Entry]:
        """The sections that hold a page, the nearest first, the home page last."""
        path = entry.path
        while path != "/":
            path = path.rpartition("/")[0] or "/"
            if parent := self.get(entry.language, path):
                yield parent


def adapters(items: Iterable[Item]) -> frozenset[Item]:
    """The files that make pages of data: which pages, only their templates know."""
    return frozenset(item for item in items if item.suffix == "gotmpl" and item.stem == "_content")


def build(items: list[Item], pages: Mapping[str, Page], languages: Mapping[str, Settings]) -> ContentTree:
    """The tree of the content files; pages that Hugo makes by itself are not in it yet."""
    tree = ContentTree(languages)
    leaves = {item.folder for item in items if item.is_page and item.stem == "index"}
    owners: dict[str, str | None] = {}
    files: list[Item] = []
    for item in items:
        owner = _owner(item.folder, leaves, owners)
        if item.is_page and (owner is None or (item.folder == owner and item.stem == "index")):
            _place(tree, _entry(item, owner, pages, languages[item.language]))
        else:
            files.append(item)
    _own(tree, files, owners, languages)
    return tree


def _owner(folder: str, leaves: set[str], owners: dict[str, str | None]) -> str | None:
    """The folder of the leaf bundle that a folder belongs to: the outermost."""
    if folder not in owners:
        above = _owner(folder.rpartition("/")[0], leaves, owners) if folder else None
        owners[folder] = above if above is not None else folder if folder in leaves else None
    return owners[folder]


def _entry(item: Item, owner: str | None, pages: Mapping[str, Page], settings: Settings) -> Entry:
    page = pages.get(item.source) or Page(item.source, {}, {}, readable=False)
    return entry_of(item, page, owner is not None, settings)


def entry_of(item: Item, page: Page, is_leaf: bool, settings: Settings) -> Entry:
    """The page that a file makes; `is_leaf` says whether it is that of a leaf bundle."""
    spelled = settings.spelling.logical("/" + item.folder)
    if item.stem == "_index":
        kind, path, bundle = _section_kind(spelled.strip("/"), settings), spelled, "branch"
    elif is_leaf:
        kind, path, bundle = "page" if item.folder else "home", spelled, "leaf"
    else:
        kind, bundle = "page", ""
        path = f"{spelled.rstrip('/')}/{settings.spelling.logical(item.stem)}"
    return Entry(kind, item.language, path, item.folder, item.stem, bundle, page, page.fields, page.title)


def _section_kind(path: str, settings: Settings) -> str:
    if not path:
        return "home"
    for plural in settings.taxonomies:
        if path == plural:
            return "taxonomy"
        if path.startswith(plural + "/"):
            return "term"
    return "section"


def _place(tree: ContentTree, entry: Entry) -> None:
    """Add the page of a file; of two files with one logical path, Hugo takes one and says nothing."""
    assert entry.page
    tree.sources.setdefault(entry.page.path, []).append(entry)
    there = tree.get(entry.language, entry.path)
    if there is not None and there.page:
        entry, second = sorted((entry, there), key=_precedence)
        second.state, second.why = "unrendered", f"loses its place to {entry.page.path if entry.page else ''}"
        tree.shadowed.append(second)
        # The place is the other's.
        second.ref += f":{second.page.path if second.page else ''}"
    tree.add(entry)


def _precedence(entry: Entry) -> tuple[bool, str]:
    return (not entry.bundle, entry.page.path if entry.page else "")


def _own(
    tree: ContentTree, files: list[Item], owners: Mapping[str, str | None], languages: Mapping[str, Settings]
) -> None:
    """Give each file that is no page to the bundle or section that publishes it."""
    for item in files:
        settings = languages[item.language]
        folder = owners.get(item.folder)
        if folder is None:
            folder = item.folder
            while folder and not _takes(tree.get(item.language, settings.spelling.logical("/" + folder)), settings):
                folder = folder.rpartition("/")[0]
        path = settings.spelling.logical("/" + folder)
        owner = tree.get(item.language, path)
        if owner is None and settings.duplicate_resources:
            owner = next((each for language in tree.entries if (each := tree.get(language, path))), None)
        if owner is not None and (owner.bundle or folder):
            owner.resources[item.path[len(folder) :].lstrip("/")] = item
        elif not folder and not item.is_page:
            tree.unowned.append(item)


def _takes(entry: Entry | None, settings: Settings) -> bool:
    """Whether the files in the folder of a page belong to it."""
    return entry is not None and (settings.joins_folders or entry.bundle != "" or entry.kind != "page")


def name_key(path: str) -> str:
    """The path of a resource as Hugo compares it."""
    return lower(path).replace(" ", "-")
