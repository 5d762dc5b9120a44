"""How Hugo finds a page by a path: `ref`, `relref`, and its embedded render hooks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property, lru_cache, partial

from postlint.site.hugo.content_tree import SUFFIXES, ContentTree, Entry, Item, name_key
from postlint.site.hugo.spelling import Spelling

_BUILT = ("published", "unrendered")
_NEAR = 10_000
"""How many answers are kept."""


class Ambiguous(Exception):
    """A bare name that several pages have."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self.entries = entries


class Finder:
    """Finds pages by their logical path."""

    def __init__(self, tree: ContentTree) -> None:
        self.tree = tree
        self._spelling = Spelling()
        self._names: dict[str, dict[str, list[Entry]]] = {}
        self._from_root = lru_cache(_NEAR)(partial(self._find, None))

    def find(self, entry: Entry | None, ref: str, language: str, by_name: bool, built: bool = True) -> Entry | None:
        """The page that a path means, seen from `entry`; with `built` False, also one that Hugo would not build.

        `by_name` lets a bare name mean the only page of that name anywhere. Raises Ambiguous.
        """
        ref = ref.replace("\\", "/")
        ref = ref.rstrip("/") or "/"
        if not ref.startswith("/"):
            return self._find(entry, ref, language, built, by_name)
        # It means the same wherever it stands, and most links of a site lead to a few of its pages.
        return self._from_root(ref, language, built)

    def _find(self, entry: Entry | None, ref: str, language: str, built: bool, by_name: bool = False) -> Entry | None:
        for candidate, extension in _candidates(ref):
            for path in self._paths(entry, candidate, extension):
                found = self.tree.get(language, path)
                if found is not None and (found.state in _BUILT or not built):
                    return found
        if by_name and "/" not in ref:
            return self._by_name(ref, language)
        return None

    def _paths(self, entry: Entry | None, ref: str, extension: bool) -> Iterator[str]:
        """The logical paths that a reference to a file may mean, in Hugo's order."""
        if entry is not None and not ref.startswith("/"):
            folder = _folder(entry, whole=extension and ref.startswith("../"))
            yield self._logical(posixpath.join(folder, ref))
            if extension and entry.page:
                yield self._logical(posixpath.join("/" + entry.folder, ref))
        if not ref.startswith("."):
            yield self._logical("/" + ref)

    def _logical(self, path: str) -> str:
        path = posixpath.normpath("/" + path.lstrip("/"))
        head, _, name = path.rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        if dot and suffix.lower() in SUFFIXES:
            name = stem
        head_name, dot, language = name.rpartition(".")
        if dot and language in self.tree.entries:
            name = head_name
        if name in ("index", "_index"):
            return self._spelling.logical(head) or "/"
        return self._spelling.logical(f"{head}/{name}") or "/"

    def _by_name(self, ref: str, language: str) -> Entry | None:
        if language not in self._names:
            names = self._names[language] = {}
            for entry in self.tree.entries.get(language, {}).values():
                if entry.state in _BUILT and entry.path != "/":
                    names.setdefault(entry.path.rpartition("/")[2], []).append(entry)
        found = self._names[language].get(self._logical(ref).rpartition("/")[2], [])
        if len(found) > 1:
            raise Ambiguous(found)
        return found[0] if found else None

    def resource(self, entry: Entry, path: str) -> tuple[Entry, str] | None:
        """The bundle and the name of the file in it that a path means for a page: its own, or of a translation."""
        wanted = name_key(posixpath.normpath(path.lstrip("/")) if path else "")
        if wanted not in self._resources:
            return None
        for bundle in (entry, *self.tree.translations(entry)):
            for name, item in bundle.resources.items():
                if not item.is_page and wanted in _names(name, item):
                    return bundle, name
        return None

    @cached_property
    def _resources(self) -> frozenset[str]:
        """The files of all bundles, by their paths within them as Hugo compares them."""
        named = (entry.resources.items() for entry in self.tree)
        files = ((name, item) for items in named for name, item in items if not item.is_page)
        return frozenset(key for name, item in files for key in _names(name, item))


def _names(name: str, item: Item) -> Iterator[str]:
    """The names of a file of a bundle: as it is, and without the language that it may name."""
    yield name_key(name)
    head, slash, last = name.rpartition("/")
    plain = f"{item.stem}.{item.suffix}"
    if plain != last and item.stem:
        yield name_key(head + slash + plain)


def _candidates(ref: str) -> Iterator[tuple[str, bool]]:
    """The files that a reference may mean, and whether it names the file itself."""
    if "." in ref.rpartition("/")[2]:
        yield ref, True
        return
    if ref == "/":
        yield "/_index.md", False
    elif ref.endswith("/index"):
        yield ref + "/index.md", False
        yield ref + ".md", False
    else:
        yield ref + ".md", False


def _folder(entry: Entry, whole: bool) -> str:
    """The folder that a relative reference starts from."""
    if entry.bundle == "branch" or whole:
        return "/" + entry.folder
    folder = "/" + entry.folder
    return posixpath.dirname(folder) if entry.bundle == "leaf" else folder
