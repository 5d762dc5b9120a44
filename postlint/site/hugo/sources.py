"""The sources of a Hugo site as files: where its root is, which of them are articles, and what makes it of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from postlint.document.dialect import Dialect
from postlint.document.front_matter.values import get
from postlint.site.generator import ConfigError, Generator, Prepared
from postlint.site.hugo.archetypes import archetypes as archetypes
from postlint.site.hugo.build_outputs import OLD_KEYS, is_for_old_renderer, named_release
from postlint.site.hugo.build_stops import REMOVED_IN
from postlint.site.hugo.config import FORMATS, is_hugo, load, may_be_hugo, may_set
from postlint.site.hugo.config import is_marked as is_marked
from postlint.site.hugo.config import remember as remember
from postlint.site.hugo.fields import AssumedDialect, HugoDialect

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.rows import Rows

_SETTINGS = ("_redirects", ".gitignore", ".htaccess")
_MAIN_FILES = frozenset(f"{stem}.{suffix}" for stem in ("hugo", "config") for suffix in FORMATS)

DIALECT: Dialect = HugoDialect()
_OLD = HugoDialect(takes_removed=True)
_OLDER = HugoDialect(takes_removed=True, reads_comments=True)
_OLDEST = HugoDialect(takes_removed=True, reads_comments=True, is_commonmark=False)
_COMMENTS_UNREAD_IN = 123
ASSUMED: Dialect = AssumedDialect()
DIALECTS: tuple[Dialect, ...] = (DIALECT, _OLD, _OLDER, _OLDEST, ASSUMED)


def dialect(root: Path) -> Dialect:
    """The dialect of the release that builds a site."""
    release = named_release(root)
    try:
        # What a run over one article need not read is not read.
        settings = load(root) if may_set(root, OLD_KEYS) else {}
    except ConfigError:
        settings = {}
    if is_for_old_renderer(settings, release):
        return _OLDEST
    if release is None or release >= REMOVED_IN:
        return DIALECT
    return _OLDER if release < _COMMENTS_UNREAD_IN else _OLD


may_be_root = may_be_hugo
is_root = is_hugo


def prepare(root: Path, options: Mapping[str, Any]) -> Prepared:
    """What makes the site at `root` of its articles. Raises ConfigError where its configuration cannot be read."""
    from postlint.site.hugo.generator import HugoGenerator
    from postlint.site.hugo.inputs import HugoInputs

    inputs = HugoInputs(root, options)
    items = inputs.items()
    return lambda pages, today: HugoGenerator.built(inputs, items, pages, today)


def restore(
    root: Path,
    options: Mapping[str, Any],
    rows: Rows,
    page: Callable[[str], Page | None],
    pages: Callable[[], list[Page]],
    today: date,
) -> Generator:
    """The site of which an earlier run has stored all. Raises ConfigError where its configuration cannot be read."""
    from postlint.site.hugo.generator import HugoGenerator
    from postlint.site.hugo.inputs import HugoInputs

    return HugoGenerator.stored(HugoInputs(root, options), rows, page, pages, today)


def has_content(root: Path) -> bool:
    """Whether a folder that has a configuration has content too."""
    from postlint.site.hugo.mounts import layout_of

    if (root / "content").is_dir():
        return True
    try:
        return any(True for _ in layout_of(root, load(root)).of("content"))
    except ConfigError:
        return False


def content_folders(root: Path) -> list[Path]:
    """The folders, and the single files, that are mounted as content; without a readable configuration, `content`."""
    from postlint.site.hugo.mounts import layout_of

    try:
        return [mount.source for mount in layout_of(root, load(root)).of("content")]
    except ConfigError:
        return [root / "content"]


def content_names(root: Path) -> list[str]:
    """The paths of the files of a site that are articles, relative to its root, with "/", sorted."""
    from postlint.site.folders import files_below
    from postlint.site.hugo.contents import SUFFIXES

    folders = content_folders(root)
    found: set[str] = set()
    for folder in _outermost(folder for folder in folders if folder.is_relative_to(root)):
        base = folder.relative_to(root).as_posix()
        names = [base] if folder.is_file() else [f"{base}/{name}" for name in files_below(folder)]
        found.update(name for name in names if name.rpartition(".")[2].lower() in SUFFIXES and _is_visible(name))
    return sorted(name.removeprefix("./") for name in found)


def content_sources(root: Path) -> list[str]:
    """The paths of the folders and files that are content if they are there, relative to the root of a site.

    Raises ConfigError.
    """
    from postlint.site.hugo.mounts import all_mounts

    sources = {mount.source for mount in all_mounts(root, load(root))[0] if mount.component == "content"}
    return sorted(source.relative_to(root).as_posix() for source in sources if source.is_relative_to(root))


def names_below(paths: Iterable[str], sources: Collection[str]) -> list[str]:
    """Those of the paths of all files of a site that are articles, sorted; `sources` are those of `content_sources`."""
    from postlint.site.hugo.contents import SUFFIXES

    folders = tuple(f"{source}/" for source in sources if source != ".")
    anywhere = "." in sources
    return sorted(
        path
        for path in paths
        if (anywhere or path.startswith(folders) or path in sources)
        and path.rpartition(".")[2].lower() in SUFFIXES
        and _is_visible(path)
    )


def _outermost(paths: Iterable[Path]) -> Iterator[Path]:
    """Those of the paths that are not below another of them, each once."""
    wanted = set(paths)
    return (path for path in wanted if wanted.isdisjoint(path.parents))


def _is_visible(name: str) -> bool:
    last = name.rpartition("/")[2]
    return not last.startswith((".", "#"))


def watched_files(root: Path) -> list[Path]:
    """The files around a site, up to the root of its repository, that say how it is built and what a build makes."""
    from postlint.site.hugo.build_outputs import watched_files

    return watched_files(root)


def read_folders(root: Path) -> list[str]:
    """The folders of a site in which the contents of files matter, and not just their names, such as its templates.

    Relative to its root, each with "/" at its end. Raises ConfigError.
    """
    from postlint.site.hugo.mounts import layout_of, path_from

    config = load(root)
    layouts = {path_from(root, mount.source) for mount in layout_of(root, config).of("layouts")}
    return sorted(
        {"config/", "archetypes/", "_vendor/", f"{str(config.get('themesdir') or 'themes').strip('/')}/", *layouts}
    )


def read_files(paths: Iterable[str], folders: tuple[str, ...]) -> list[str]:
    """The files whose contents matter though they are no articles; `folders` are those of `read_folders`."""
    return [
        path
        for path in paths
        if path.startswith(folders)
        or path in _MAIN_FILES
        # Of files that are published as they are, ids are read.
        or (path.endswith((".html", ".htm")) and not path.startswith("content/"))
        or (
            ("_redirects" in path or ".gitignore" in path or ".htaccess" in path)
            and path.rpartition("/")[2].startswith(_SETTINGS)
        )
    ]


def own_hosts(root: Path, options: Mapping[str, Any]) -> list[str]:
    """The hosts of the site, as its configuration and `[site]` of postlint's name them."""
    bases = [options.get("base-url")]
    try:
        data = load(root)
    except (ConfigError, OSError):
        data = {}
    languages = data.get("languages")
    bases += [data.get("baseurl"), *(get(language, "baseurl") for language in dict(languages or {}).values())]
    return [host for base in bases if base and (host := urlsplit(str(base)).hostname)]


def is_configuration(path: str) -> bool:
    """Whether a file is the configuration of a site, or one of its templates."""
    return path in _MAIN_FILES or path.startswith(("config/", "layouts/"))
