"""The URL of each page, and the file it is published as."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from postlint.document.front_matter.values import text_of, texts
from postlint.facts.path_patterns import glob
from postlint.site.hugo.content_tree import ContentTree, Entry
from postlint.site.hugo.permalinks import Tokens, UnknownToken, slug_of
from postlint.site.hugo.settings import Settings
from postlint.site.url_paths import clean

_Folders = dict[tuple[str, str, str], str]
"""The paths that folders of the content tree become: by language, folder as written, and logical path."""


def place(tree: ContentTree, languages: Mapping[str, Settings]) -> None:
    """Give each page its URL and its file. A page whose URL Hugo refuses keeps none."""
    folders: _Folders = {}
    for entry in tree:
        settings = languages[entry.language]
        try:
            _place(entry, tree, settings, folders)
        except UnknownToken:
            entry.url = entry.file = None
        if settings.top and entry.file is not None:
            entry.file, entry.base = settings.top + entry.file, settings.top + entry.base


def _place(entry: Entry, tree: ContentTree, settings: Settings, folders: _Folders) -> None:
    if given := text_of(entry.fields.get("url")):
        if "://" not in given:
            _place_at(entry, given, tree, settings)
        return
    path = _pattern_path(entry, tree, settings)
    if path is None:
        path = _tree_path(entry, tree, settings, folders)
    ugly = settings.is_ugly(entry.section)
    target = settings.prefix + path
    entry.base = _folder(target)
    if ugly and entry.kind in ("page", "term") and path:
        entry.file = f"{target}.html"
        entry.url = settings.base + entry.file
    else:
        entry.file = f"{entry.base}index.html"
        entry.url = settings.base + (entry.file if ugly else entry.base)


def _folder(path: str) -> str:
    return path.rstrip("/") + "/" if path.strip("/") else ""


def _place_at(entry: Entry, given: str, tree: ContentTree, settings: Settings) -> None:
    """Publish a page at the URL that it asks for: as it is written, but for the language of a relative one."""
    path = Tokens(entry, tree, settings).expand(given) if ":" in given else given
    path = clean("/" + path) if path.startswith("/") else clean(f"/{settings.prefix}{path}")
    path = path.lstrip("/")
    if path.endswith("/index.html") or path == "index.html":
        path = path.removesuffix("index.html")
    if "." in path.rpartition("/")[2][:-1]:
        entry.file, entry.base = path, _folder(posixpath.splitext(path)[0])
    else:
        entry.base = _folder(path)
        entry.file = f"{entry.base}index.html"
    entry.url = settings.base + (path if entry.file == path else entry.base)


def _pattern_path(entry: Entry, tree: ContentTree, settings: Settings) -> str | None:
    """The path that a permalink pattern gives the page; None where there is none for it."""
    pattern = pattern_of(entry, settings)
    if pattern is None or entry.kind == "home":
        return None
    return Tokens(entry, tree, settings).path(pattern)


def pattern_of(entry: Entry, settings: Settings) -> str | None:
    """The permalink pattern that holds for a page."""
    for target, pattern in settings.patterns:
        if _targets(target, entry):
            return pattern
    patterns = settings.permalinks.get(entry.kind, {})
    section = entry.section
    return patterns.get(section) or (None if section else patterns.get("/"))


def _targets(target: Mapping[str, Any], entry: Entry) -> bool:
    kinds, paths = texts(target.get("kind") or []), texts(target.get("path") or [])
    return (not kinds or any(glob(kind.lower()).match(entry.kind) for kind in kinds)) and (
        not paths or any(glob(path.lower()).match(entry.path) for path in paths)
    )


def _tree_path(entry: Entry, tree: ContentTree, settings: Settings, folders: _Folders) -> str:
    """The path that the place in the content tree gives."""
    if entry.kind == "home":
        return ""
    spelling = settings.spelling
    if entry.bundle or entry.page is None:
        above, _, name = entry.folder.rpartition("/")
    else:
        above, name = entry.folder, entry.stem
    key = entry.language, above, entry.path.rpartition("/")[0]
    if key not in folders:
        folders[key] = _folder_path(above, tree.parents(entry), settings)
    slug = slug_of(entry, settings)
    return folders[key] + ((slug and spelling.text(slug).strip("/")) or spelling.file(name))


def _folder_path(folder: str, sections: Iterable[Entry], settings: Settings) -> str:
    """The path that a folder of the content tree becomes, with a slash at its end; the slugs of its sections count."""
    spelling = settings.spelling
    parts = [spelling.file(part) for part in folder.split("/")] if folder else []
    for section in sections:
        depth = section.path.count("/")
        if section.kind in ("section", "taxonomy") and section.page and depth <= len(parts):
            parts[depth - 1] = spelling.text(slug_of(section, settings)).strip("/") or parts[depth - 1]
    return "/".join([*parts, ""])


def alias_files(entry: Entry, settings: Settings) -> list[tuple[str, str]]:
    """The aliases of a page: their URLs, decoded, and the files that Hugo writes for them."""
    files: list[tuple[str, str]] = []
    given = entry.fields.get("aliases")
    if entry.url is None or entry.file is None or not given:
        return files
    top = settings.top
    folder = posixpath.dirname(entry.base[len(top) :].rstrip("/"))
    ugly = settings.is_ugly(entry.section)
    for alias in given.split() if isinstance(given, str) else texts(given):
        if "://" in alias or not alias.strip("/"):
            continue
        start = settings.prefix if alias.startswith("/") else folder + "/"
        path = clean("/" + start + alias.lstrip("/") if alias.startswith("/") else f"/{start}{alias}").strip("/")
        if path.startswith("../") or path == "..":
            continue
        if path.endswith(".html"):
            files.append((settings.base + path, top + path))
        elif ugly:
            files.append((f"{settings.base}{path}.html", f"{top}{path}.html"))
        else:
            files.append((f"{settings.base}{path}/", f"{top}{path}/index.html"))
    return files
