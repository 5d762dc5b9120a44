"""What a build may bring along, and nobody can see here: what `.gitignore` or a script of the build names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pathspec import GitIgnoreSpec

from postlint.site.builds import named_below, repository_folders
from postlint.site.mounts import Layout

_PAGES = ("", ".md", "/index.md", "/_index.md")


class Brought:
    """What the `.gitignore` files and the build of a site and of the repository around it name."""

    def __init__(self, root: Path, layout: Layout) -> None:
        self._root = root
        self._folders = [
            (mount, suffixes)
            for kind, suffixes in (("content", _PAGES), ("static", ("",)))
            for mount in layout.of(kind)
        ]
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._top = repository_folders(root)[-1]

    def names(self, path: str) -> str:
        """The file that names what would be published at a path, relative to the site and without its language."""
        return next((name for file in self._sources(path.strip("/")) if (name := self._named_by(file))), "")

    @cached_property
    def _scripted(self) -> dict[str, str]:
        """The files and folders that the build names and that are not here, in lower case, and which file does."""
        return named_below(self._root, {mount.source for mount, _ in self._folders})

    def _sources(self, path: str) -> Iterator[Path]:
        """The files that would be published at a path."""
        for mount, suffixes in self._folders:
            inside = f"{path}/".removeprefix(f"{mount.target}/" if mount.target else "").rstrip("/")
            if inside and (not mount.target or f"{path}/".startswith(f"{mount.target}/")) and mount.source.is_dir():
                yield from (mount.source / (inside + suffix) for suffix in suffixes)

    def _named_by(self, file: Path) -> str:
        if self._is_ignored(file):
            return ".gitignore"
        names = (str(each).lower() for each in (file, *file.parents))
        return next((self._scripted[name] for name in names if name in self._scripted), "")

    def _is_ignored(self, file: Path) -> bool:
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
            try:
                lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
            except OSError:
                lines = []
            if lines and not any(folder.is_relative_to(mount.source) for mount, _ in self._folders):
                # A bare name above the content, such as `resources/`, means what tools write, wherever it may match.
                lines = [line for line in lines if "/" in line.strip().strip("/") or "*." in line]
            self._specs[folder] = GitIgnoreSpec.from_lines(map(str.lower, lines)) if lines else None
        return self._specs[folder]
