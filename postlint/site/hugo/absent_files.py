"""What a build may bring along, and nobody can see here: what `.gitignore` or a script of the build names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pathspec import GitIgnoreSpec

from postlint.site.hugo.build_outputs import named_below, repository_folders
from postlint.site.hugo.mounts import Layout

_PAGES = ("", ".md", "/index.md", "/_index.md")


class Brought:
    """What the `.gitignore` files and the build of a site and of the repository around it name."""

    def __init__(self, root: Path, layout: Layout) -> None:
        self._root = root
        self._mounts = [
            (f"{mount.source}{os.sep}", f"{mount.target}/" if mount.target else "", suffixes)
            for kind, suffixes in (("content", _PAGES), ("static", ("",)))
            for mount in layout.of(kind)
            if mount.source.is_dir()
        ]
        """The folders that are mounted, their places within the content or the static files, and what may follow."""
        self._specs: dict[str, GitIgnoreSpec | None] = {}
        self._top = str(repository_folders(root)[-1])

    def names(self, path: str) -> str:
        """The file that names what would be published at a path, relative to the site and without its language."""
        return next((name for file in self._sources(path.strip("/")) if (name := self._named_by(file))), "")

    @cached_property
    def _scripted(self) -> dict[str, str]:
        """The files and folders that the build names and that are not here, in lower case, and which file does."""
        return named_below(self._root, {Path(folder) for folder, _, _ in self._mounts})

    def _sources(self, path: str) -> Iterator[str]:
        """The files that would be published at a path."""
        for folder, target, suffixes in self._mounts:
            inside = f"{path}/".removeprefix(target).rstrip("/")
            if inside and f"{path}/".startswith(target):
                yield from (folder + inside + suffix for suffix in suffixes)

    def _named_by(self, file: str) -> str:
        if self._is_ignored(file):
            return ".gitignore"
        names = (name.lower() for name in (file, *_folders_above(file)))
        return next((self._scripted[name] for name in names if name in self._scripted), "")

    def _is_ignored(self, file: str) -> bool:
        for folder in _folders_above(file):
            if spec := self._spec(folder):
                # URLs are mostly in lower case, whatever the names of files are.
                found = spec.check_file(file[len(folder) :].strip(os.sep).replace(os.sep, "/").lower()).include
                if found is not None:
                    return found
            if folder == self._top:
                break
        return False

    def _spec(self, folder: str) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            try:
                lines = Path(folder, ".gitignore").read_text("utf-8", "replace").splitlines()
            except OSError:
                lines = []
            if lines and not any(f"{folder}{os.sep}".startswith(mounted) for mounted, _, _ in self._mounts):
                # A bare name above the content, such as `resources/`, means what tools write, wherever it may match.
                lines = [line for line in lines if "/" in line.strip().strip("/") or "*." in line]
            self._specs[folder] = GitIgnoreSpec.from_lines(map(str.lower, lines)) if lines else None
        return self._specs[folder]


def _folders_above(file: str) -> Iterator[str]:
    """The folders that a file stands in, the nearest first."""
    while os.sep in file:
        file = file.rpartition(os.sep)[0]
        yield file or os.sep
