"""The generators that are known: which of them makes a site of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from postlint.document.dialect import Dialect
from postlint.site.generator import Generator, Prepared, Recalled
from postlint.site.other_generators import generator_of, other_dialect
from postlint.site.other_generators import unpublished_folders as unpublished_folders

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.rows import Rows

# Each is a package of this folder with a module `sources`, which has `may_be_root`, `is_marked`, `is_root`,
# `has_content`, `content_folders`, `content_sources`, `names_below`, `content_names`, `archetypes`, `watched_files`,
# `read_folders`, `read_files`, `remember`, `own_hosts`, `prepare`, `restore`, `dialect`, `DIALECTS`, `DIALECT` and
# `ASSUMED`. It is loaded when it is first asked.
_KNOWN = ("hugo",)


@cache
def _sources() -> tuple[ModuleType, ...]:
    return tuple(import_module(f"postlint.site.{name}.sources") for name in _KNOWN)


def _of(root: Path) -> ModuleType | None:
    return next((sources for sources in _sources() if sources.is_root(root)), None)


def prepare(root: Path, options: Mapping[str, Any]) -> Prepared:
    """What makes the site at `root` of its articles. Raises ConfigError where its own configuration cannot be read."""
    if sources := _of(root):
        return cast(Prepared, sources.prepare(root, options))
    from postlint.site.plain_folder import PlainFolder

    return lambda pages, today: PlainFolder(root, pages, options, dialect_of(root))


def restore(
    root: Path,
    options: Mapping[str, Any],
    rows: Rows,
    page: Callable[[str], Page | None],
    pages: Callable[[], list[Page]],
    today: date,
) -> Generator:
    """The site at `root` of which an earlier run has stored all that its generator found out.

    `page` gives the article of a file, `pages` all of them. Raises ConfigError.
    """
    sources = _of(root)
    assert sources
    return cast(Generator, sources.restore(root, options, rows, page, pages, today))


@cache
def default_dialect() -> Dialect:
    """The dialect of articles: an article of no known site is taken for one of the first generator's."""
    return cast(Dialect, _sources()[0].DIALECT)


def dialect_of(root: Path) -> Dialect:
    """The dialect of the articles of a folder: that of its generator, where anything tells which it is."""
    if sources := _of(root):
        return cast(Dialect, sources.dialect(root))
    other = generator_of(root)
    return other_dialect(other) if other else cast(Dialect, _sources()[0].ASSUMED)


def dialect_named(generator: str) -> Dialect:
    """The dialect of a generator by its name."""
    known = (dialect for sources in _sources() for dialect in sources.DIALECTS)
    return next((dialect for dialect in known if dialect.generator == generator), None) or other_dialect(generator)


def find_root(path: Path) -> Path | None:
    """The nearest folder, from `path` upward, that is the root of a site; None where there is none."""
    return root_above(str(path if path.is_dir() else path.parent), {})


def root_above(folder: str, known: dict[str, Path | None]) -> Path | None:
    """The same for a folder. `known` has the answers for folders that were asked about, and takes the new ones."""
    asked: list[str] = []
    root: Path | None = None
    while folder not in known:
        asked.append(folder)
        # A path is made of few of them.
        if any(
            sources.may_be_root(folder) and sources.is_root(Path(folder)) and sources.has_content(Path(folder))
            for sources in _sources()
        ):
            root = Path(folder)
            break
        above = folder.rpartition(os.sep)[0] or os.sep
        if folder == above:
            break
        folder = above
    else:
        root = known[folder]
    known.update(dict.fromkeys(asked, root))
    return root


def note_listed(folder: str, names: Iterable[str], known: dict[str, Path | None]) -> None:
    """Put into `known`, as `root_above` does, what it says of a folder that was listed, where that takes no search.

    `names` is what stands in it. Without the configuration of a site, a folder belongs where the one around it does.
    """
    above = known.get(folder.rpartition(os.sep)[0], ...)
    if above is not ... and folder not in known:
        names = set(names)
        if not any(sources.is_marked(names) for sources in _sources()):
            known[folder] = above


def content_names(root: Path) -> list[str]:
    """The paths of the files of a site that are articles, relative to its root, with "/", sorted."""
    sources = _of(root) or _sources()[0]
    return cast("list[str]", sources.content_names(root))


def content_sources(root: Path) -> list[str]:
    """The folders and files that hold the articles of a site, if they are there; see `names_below`. Raises ConfigError.

    Relative to its root.
    """
    sources = _of(root) or _sources()[0]
    return cast("list[str]", sources.content_sources(root))


def names_below(paths: Iterable[str], content: Collection[str]) -> list[str]:
    """Of the paths of all files of a site those that are articles; `content` is what `content_sources` gave."""
    return cast("list[str]", _sources()[0].names_below(paths, content))


def content_folders(root: Path) -> list[Path]:
    """The folders, and the single files, that hold the articles of a site."""
    sources = _of(root) or _sources()[0]
    return cast("list[Path]", sources.content_folders(root))


def content_files(root: Path) -> list[Path]:
    """The files of a site that are articles, sorted."""
    return [root / name for name in content_names(root)]


def archetypes(root: Path) -> list[Path]:
    """The templates of a site that its new articles are made of, sorted."""
    sources = _of(root)
    return cast("list[Path]", sources.archetypes(root)) if sources else []


def watched_files(root: Path) -> list[Path]:
    """The files around a site, outside of its folder, that say how it is built."""
    sources = _of(root) or _sources()[0]
    return cast("list[Path]", sources.watched_files(root))


def read_folders(root: Path) -> list[str]:
    """The folders of a site in which the contents of files matter, and not just their names; see `read_files`.

    Raises ConfigError where the site's own configuration cannot be read.
    """
    sources = _of(root) or _sources()[0]
    return cast("list[str]", sources.read_folders(root))


def read_files(paths: Iterable[str], folders: Iterable[str]) -> list[str]:
    """Those of the files of a site, by their paths from its root, whose contents matter though they are no articles.

    `folders` are those of `read_folders`.
    """
    known, within = [*paths], tuple(folders)
    return [path for sources in _sources() for path in cast("list[str]", sources.read_files(known, within))]


def remember_settings(memory: Callable[[str], Recalled] | None) -> None:
    """Have remembered what the texts of the generators' own configurations say; `memory` gives where, by the text."""
    for sources in _sources():
        sources.remember(memory)


def own_hosts(root: Path, options: Mapping[str, Any]) -> list[str]:
    """The hosts that the configuration of a site, or `[site]` of postlint's, names as its own."""
    sources = _of(root) or _sources()[0]
    return cast("list[str]", sources.own_hosts(root, options))


def is_configuration(path: str) -> bool:
    """Whether a file of a site, by its path from the root, is its configuration or one of its templates."""
    return any(sources.is_configuration(path) for sources in _sources())
