"""Finds the articles below the given paths."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from postlint.facts.files import read_text
from postlint.facts.path_patterns import PathPatterns
from postlint.lazy_regex import pattern
from postlint.site.folders import is_folder, walk
from postlint.site.generators import note_listed, root_above, unpublished_folders

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})

# Folders without articles, wherever they are: tools, and copies of other people's work.
SKIPPED = frozenset("node_modules bower_components _vendor venv __pycache__".split())
# Folders without articles at the root of a site, or of a theme: templates, builds, themes.
SKIPPED_IN_SITE = frozenset("archetypes layouts themes public resources vendor".split())
# The example of a theme, at the root of a site that was made of the theme.
_EXAMPLE = frozenset(("exampleSite",))
# "index_old.md" in the folder of "index.md": a copy that is not published.
_COPY = pattern(r"index[._-](?:old|bak|backup|copy|orig)\.md")


Roots = dict[str, "Path | None"]
"""The roots of the sites that folders belong to; None for a folder of no site."""


class NoSuchPath(Exception):
    """A given path does not exist; the message is that path."""


def articles(paths: Iterable[Path], root: Path, exclude: Iterable[str] = (), roots: Roots | None = None) -> list[str]:
    """The articles at and below the paths, as absolute paths, each once, sorted.

    A given file is an article whatever its name is, unless `exclude` matches it (patterns as in .gitignore, relative to
    `root`). Folders are searched without following links, and without what .gitignore excludes. `roots` gets the roots
    of the sites that the folders belong to, as `root_above` finds them. Raises NoSuchPath.
    """
    excluded = _Patterns(root, exclude)
    files: dict[str, None] = {}
    for path in paths:
        file = os.path.normpath(path.absolute())
        if path.is_dir():
            files |= dict.fromkeys(_below(file, excluded, {} if roots is None else roots))
        elif not (path.exists() or path.is_symlink()):
            raise NoSuchPath(str(path))
        elif not excluded.match(file):
            files[file] = None
    return sorted(files, key=lambda file: file.replace(os.sep, "\0"))


def is_found(file: Path, start: Path, root: Path, exclude: Iterable[str] = ()) -> bool:
    """Whether `articles` finds a file below the folder `start`, which may not exist yet."""
    path = str(file)
    if file.suffix.lower() not in SUFFIXES or not file.is_relative_to(start):
        return False
    patterns = [_Patterns(root, exclude), *_ignored_above(start)]
    folder = str(start)
    *folders, name = file.relative_to(start).parts
    for part in folders:
        patterns.append(_gitignore(Path(folder)))
        skipped = _skipped(folder, os.listdir(folder) if Path(folder).is_dir() else [])  # noqa: PTH208
        folder = f"{folder.rstrip(os.sep)}{os.sep}{part}"
        is_excluded = _is_matched(folder, patterns, folder=True)
        if part.startswith(".") or part in skipped or is_excluded or Path(folder).is_symlink():
            return False
    if name.startswith(".") or (_COPY.fullmatch(name) and Path(folder, "index.md").exists()):
        return False
    return not _is_matched(path, [*patterns, _gitignore(Path(folder))])


class _Patterns:
    """Patterns as in .gitignore, for what is below a folder."""

    def __init__(self, base: Path, lines: Iterable[str]) -> None:
        self._prefix = str(base).rstrip(os.sep) + os.sep
        lines = [*lines]
        self.is_empty = not lines
        """Whether there are none, and nothing is matched."""
        self._patterns = PathPatterns(lines)

    def match(self, path: str, *, folder: bool = False) -> bool:
        """Whether they match a path."""
        if not path.startswith(self._prefix):
            return False
        inside = path[len(self._prefix) :].replace(os.sep, "/")
        return self._patterns.exclude(inside + "/" * folder)


def _below(start: str, excluded: _Patterns, roots: Roots) -> Iterator[str]:
    """The articles below a folder, and the folders that cannot be searched, so that these are reported."""
    unreadable: list[str] = []
    root_above(start, roots)
    patterns = {start: _ignored_above(Path(start))}

    def choose(folder: str, entries: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        ignored = patterns.pop(folder)
        names = [entry.name for entry in entries]
        note_listed(folder, names, roots)
        if ".gitignore" in names:
            ignored = [*ignored, _gitignore(Path(folder))]
        skipped = _skipped(folder, names)
        tried = [pattern for pattern in (excluded, *ignored) if not pattern.is_empty]
        for entry in entries:
            name, path = entry.name, entry.path
            if name.startswith("."):
                continue
            if is_folder(entry):
                if entry.is_symlink() or name in skipped or _is_matched(path, tried, folder=True):
                    continue
                patterns[path] = ignored
                yield entry
                continue
            is_article = "." + name.rpartition(".")[2].lower() in SUFFIXES and name not in skipped
            if is_article and not _is_matched(path, tried):
                yield entry

    yield from (entry.path for _, entry in walk(start, choose, unreadable.append))
    yield from unreadable


def _skipped(folder: str, names: list[str]) -> Set[str]:
    """The entries of a folder that are no articles and have none below them; `names` are all its entries."""
    has_content = "content" in names and Path(folder, "content").is_dir()
    in_site = has_content or {"theme.toml", "layouts"} <= {*names}
    skipped = SKIPPED | SKIPPED_IN_SITE if in_site else SKIPPED
    if has_content:
        skipped |= _EXAMPLE
    if "index.md" in names:
        skipped |= {name for name in names if _COPY.fullmatch(name)}
    return skipped | unpublished if (unpublished := unpublished_folders(folder, names)) else skipped


def _is_matched(path: str, patterns: Iterable[_Patterns], *, folder: bool = False) -> bool:
    return any(pattern.match(path, folder=folder) for pattern in patterns)


def _ignored_above(start: Path) -> list[_Patterns]:
    """The patterns of .gitignore from the root of the repository down to the folder above; none outside of any."""
    above: list[Path] = []
    folder = start
    while not (folder / ".git").exists():
        if folder == folder.parent:
            return []
        folder = folder.parent
        above.append(folder)
    return [_gitignore(folder) for folder in above]


def _gitignore(folder: Path) -> _Patterns:
    """The patterns of the .gitignore of a folder; none where it has none."""
    try:
        lines = read_text(folder / ".gitignore").splitlines()
    except OSError:
        lines = []
    return _Patterns(folder, lines)
