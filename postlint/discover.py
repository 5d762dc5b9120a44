"""Which files a run is about: articles below the paths that were given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pathspec

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})

# Folders that hold no articles, wherever they are: tools, and copies of other people's work.
SKIPPED = frozenset("node_modules bower_components _vendor venv __pycache__".split())
# Folders that hold none where they stand beside the content of a site: templates, builds, themes.
SKIPPED_IN_SITE = frozenset("archetypes layouts themes public resources vendor".split())


class NoSuchPath(Exception):
    """A path that was given and does not exist."""


def articles(paths: Iterable[Path], root: Path, exclude: Iterable[str] = ()) -> list[Path]:
    """The articles at and below the paths, each once, sorted.

    A file that is named is taken whatever it is called, unless `exclude` names it (patterns as in .gitignore, relative
    to `root`). Folders are searched without following links, and what .gitignore names is left out. Raises NoSuchPath.
    """
    patterns = pathspec.GitIgnoreSpec.from_lines(exclude)
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_below(path.absolute(), root, patterns))
        elif path.exists() or path.is_symlink():
            file = Path(os.path.normpath(path.absolute()))
            if not _excluded(file, root, patterns):
                found[file] = None
        else:
            raise NoSuchPath(str(path))
    return sorted(found)


def _excluded(path: Path, root: Path, patterns: pathspec.GitIgnoreSpec, folder: bool = False) -> bool:
    if not path.is_relative_to(root):
        return False
    return patterns.match_file(path.relative_to(root).as_posix() + "/" * folder)


def _below(start: Path, root: Path, patterns: pathspec.GitIgnoreSpec) -> Iterator[Path]:
    ignored = _Ignored(start)
    for name, folders, files in os.walk(os.path.normpath(start)):
        folder = Path(name)
        ignored.enter(folder)
        skipped = SKIPPED | SKIPPED_IN_SITE if "content" in folders else SKIPPED
        folders[:] = sorted(
            each
            for each in folders
            if not each.startswith(".")
            and each not in skipped
            and not _excluded(folder / each, root, patterns, folder=True)
            and not ignored.covers(folder / each, folder=True)
        )
        for each in files:
            file = folder / each
            if file.suffix.lower() not in SUFFIXES or each.startswith("."):
                continue
            if not _excluded(file, root, patterns) and not ignored.covers(file):
                yield file


class _Ignored:
    """The .gitignore files from the root of the repository down to the folder being searched."""

    def __init__(self, start: Path) -> None:
        self._specs: dict[Path, pathspec.GitIgnoreSpec] = {}
        folder = start
        above = []
        while not (folder / ".git").exists():
            if folder == folder.parent:
                return
            folder = folder.parent
            above.append(folder)
        for each in above:
            self.enter(each)

    def enter(self, folder: Path) -> None:
        """Read the .gitignore of a folder, if it has one."""
        try:
            lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        self._specs[folder] = pathspec.GitIgnoreSpec.from_lines(lines)

    def covers(self, path: Path, *, folder: bool = False) -> bool:
        """Whether any of them names a path."""
        return any(
            spec.match_file(path.relative_to(base).as_posix() + "/" * folder)
            for base, spec in self._specs.items()
            if path.is_relative_to(base)
        )
