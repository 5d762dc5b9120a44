"""How Hugo finds a page by a path: `ref`, `relref`, and its embedded render hooks."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from functools import partial

from postlint.site.hugo.built_tables import resource_names
from postlint.site.hugo.content_tree import Entry, name_key
from postlint.site.hugo.contents import SUFFIXES
from postlint.site.hugo.site_map import BUILT, SiteMap, place
from postlint.site.hugo.spelling import Spelling
from postlint.site.recorder import Recorder, Remembered

_NEAR = 10_000
"""How many answers are kept."""


class Ambiguous(Exception):
    """A bare name that several pages have."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self.entries = entries


class Finder:
    """Finds pages by their logical path."""

    def __init__(self, site_map: SiteMap, languages: Collection[str], recorder: Recorder) -> None:
        self._map = site_map
        self._languages = languages
        self._spelling = Spelling()
        self._from_root = Remembered(recorder, partial(self._find, None), _NEAR)

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
                named = self._map.get(language, path)
                if named is not None and (named.state in BUILT or not built):
                    return named
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
        if dot and language in self._languages:
            name = head_name
        if name in ("index", "_index"):
            return self._spelling.logical(head) or "/"
        return self._spelling.logical(f"{head}/{name}") or "/"

    def _by_name(self, ref: str, language: str) -> Entry | None:
        entries = self._map.page_names.get(place(language, self._logical(ref).rpartition("/")[2])) or []
        if len(entries) > 1:
            raise Ambiguous(entries)
        return entries[0] if entries else None

    def resource(self, entry: Entry, path: str) -> tuple[Entry, str] | None:
        """The bundle and the name of the file in it that a path means for a page: its own, or of a translation."""
        wanted = name_key(posixpath.normpath(path.lstrip("/")) if path else "")
        if wanted not in self._map.resources:
            return None
        for bundle in (entry, *self._map.translations(entry)):
            for name, item in bundle.resources.items():
                if not item.is_page and wanted in resource_names(name, item):
                    return bundle, name
        return None


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
