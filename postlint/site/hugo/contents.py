"""The files of the content: what each is by the mounts of a site, and which of several has a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from postlint.site.folders import files_below
from postlint.site.hugo.mounts import Layout, Mount, path_from
from postlint.site.hugo.settings import Settings

SUFFIXES = frozenset(
    "md markdown mdown html htm adoc asciidoc ad pandoc pdc rst org".split(),
)
"""The suffixes of files that Hugo takes for pages."""
_BARE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?!!--)")
_BEGINNING = 1000
"""So many bytes of a file of HTML say whether it begins with a tag."""


class Item(NamedTuple):
    """A file of the content tree."""

    path: str
    """Within the content tree, as written."""
    source: str
    """Relative to the root of the site."""
    language: str
    stem: str
    """The name of the file without language and suffix."""
    is_page: bool
    suffix: str

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


class Contents:
    """Which files are which items of the content tree, by the mounts of a site."""

    def __init__(
        self,
        layout: Layout,
        root: Path,
        languages: Mapping[str, Settings],
        disabled: frozenset[str],
        ignored: list[str],
        *,
        copies_html: bool = False,
    ) -> None:
        """`copies_html` is true for a release that publishes a file of HTML without front matter as it is."""
        self._mounts = [(mount, path_from(root, mount.source)) for mount in layout.of("content")]
        self._languages = languages
        self._disabled = disabled
        self._ignored = [pattern for expression in ignored if (pattern := _compiled(expression))]
        self._copies_html = copies_html

    def items(self, also: Collection[str] = ()) -> list[Item]:
        """Every file of the content tree, once for each language that it is mounted for, but for those not built.

        `also` are paths of files, from the root of the site, that count whether they are there or not.
        """
        items: dict[tuple[str, str], Item] = {}
        for mount, base in self._mounts:
            for path in _mounted_files(mount, {path[len(base) :] for path in also if path.startswith(base)}):
                for item in self._made(mount, base, path):
                    items.setdefault((item.language, item.path), item)
        return list(items.values())

    def items_at(self, source: str) -> Iterator[Item]:
        """All that a file is by itself, whether another one takes its place or not."""
        for mount, base in self._mounts:
            path = source[len(base) :] if source.startswith(base) else ""
            if (path or source == base.rstrip("/")) and (not mount.files or mount.takes(path)):
                yield from self._made(mount, base, path)

    def items_in(self, item: Item, articles: Container[str]) -> Iterator[Item]:
        """Those articles that may have the place of an item, the one that has it first."""
        for mount, base in self._mounts:
            target = f"{mount.target}/" if mount.target else ""
            path = item.path[len(target) :] if item.path.startswith(target) else ""
            source = base + path if path else base.rstrip("/")
            if source in articles and (not mount.files or mount.takes(path)):
                yield from (made for made in self._made(mount, base, path) if _same_place(made, item))

    def _made(self, mount: Mount, base: str, path: str) -> Iterable[Item]:
        source = base + path if path else base.rstrip("/")
        name = source.rpartition("/")[2]
        if name.startswith((".", "#")) or name.endswith("~") or any(one.search(source) for one in self._ignored):
            return ()
        target = "/".join(part for part in (mount.target, path) if part)
        made = _item(target, source, mount, self._languages, self._disabled)
        if self._copies_html and name.endswith((".html", ".htm")) and _is_bare_html(mount.source / path):
            return (item._replace(is_page=False) for item in made)
        return made


def _is_bare_html(file: Path) -> bool:
    """Whether a file of HTML begins with a tag, and not with a front matter."""
    try:
        with file.open("rb") as begun:
            return _BARE.match(begun.read(_BEGINNING)) is not None
    except OSError:
        return False


def _same_place(one: Item, other: Item) -> bool:
    return (one.language, one.path) == (other.language, other.path)


def _mounted_files(mount: Mount, also: set[str]) -> Iterator[str]:
    if mount.source.is_file():
        yield ""
        return
    names = files_below(mount.source)
    if also:
        names = sorted(also.union(names), key=lambda name: name.split("/"))
    for path in names:
        if not mount.files or mount.takes(path):
            yield path


def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except re.error:
        return None


def _item(
    target: str, source: str, mount: Mount, languages: Mapping[str, Settings], disabled: frozenset[str]
) -> Iterator[Item]:
    folder, _, name = target.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    is_page = bool(stem) and suffix.lower() in SUFFIXES
    stem, named = _language_of(stem if stem else name, {*languages, *disabled})
    if named in disabled:
        return
    default = next(iter(languages))
    chosen = [named] if named else [language for language in languages if language in mount.languages] or [default]
    if mount.languages and not any(language in mount.languages for language in chosen):
        return
    path = f"{folder}/{name}" if folder else name
    for language in chosen:
        yield Item(path, source, language, stem, is_page, suffix)


def _language_of(stem: str, languages: Collection[str]) -> tuple[str, str]:
    """The stem of a file name up to the language that it may name, the last of them, and that language."""
    end = len(stem)
    while (dot := stem.rfind(".", 0, end)) > 0:
        if (named := stem[dot + 1 : end].lower()) in languages:
            return stem[:dot], named
        end = dot
    return stem, ""
