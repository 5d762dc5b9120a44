"""What `.gitignore` keeps out of the repository: files that a build may bring along, and that nobody can see here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.site.builds import repository_folders
from postlint.site.mounts import Layout

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_PAGES = ("", ".md", "/index.md", "/_index.md")


class Ignored:
    """The `.gitignore` files of a site and of the repository around it."""

    def __init__(self, root: Path, layout: Layout) -> None:
        self._folders = [
            (mount, suffixes)
            for kind, suffixes in (("content", _PAGES), ("static", ("",)))
            for mount in layout.of(kind)
        ]
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._top = repository_folders(root)[-1]

    def names(self, path: str) -> bool:
        """Whether what would be published at a path, relative to the site and without its language, is ignored."""
        return any(self._covers(file) for file in self._sources(path.strip("/")))

    def _sources(self, path: str) -> Iterator[Path]:
        """The files that would be published at a path."""
        for mount, suffixes in self._folders:
            inside = f"{path}/".removeprefix(f"{mount.target}/" if mount.target else "").rstrip("/")
            if inside and (not mount.target or f"{path}/".startswith(f"{mount.target}/")) and mount.source.is_dir():
                yield from (mount.source / (inside + suffix) for suffix in suffixes)

    def _covers(self, file: Path) -> bool:
        for folder in file.parents:
            spec = self._spec(folder)
            # URLs are mostly in lower case, whatever the names of files are.
            found = spec.check_file(file.relative_to(folder).as_posix().lower()).include if spec else None
            if found is not None:
                return found
            if folder == self._top:
                break
        return False

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            from pathspec import GitIgnoreSpec

            try:
                lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
            except OSError:
                lines = []
            if not any(folder.is_relative_to(mount.source) for mount, _ in self._folders):
                # A bare name above the content, such as `resources/`, means what tools write, wherever it may match.
                lines = [line for line in lines if "/" in line.strip().strip("/") or "*." in line]
            self._specs[folder] = GitIgnoreSpec.from_lines(map(str.lower, lines)) if lines else None
        return self._specs[folder]
