"""The tree of files as it was before a change: a folder of links to what stayed, and copies of what did not.

Only folders with a change in them are made; all others are links to those of the working tree, so that this takes no
longer for a large site than for a small one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from postlint.scope.git import Changes, contents


@contextmanager
def earlier_tree(changes: Changes) -> Iterator[Path]:
    """A folder that holds, while it is used, what was there before the changes. Raises GitError."""
    with TemporaryDirectory(prefix="postlint-", ignore_cleanup_errors=True) as name:
        # The real path: some systems have a link for the folder of temporary files.
        root = Path(name).resolve()
        lay_out(changes, root)
        yield root


def lay_out(changes: Changes, root: Path) -> None:
    """Put what was there before the changes into an empty folder. Raises GitError."""
    _link_unchanged(changes, root)
    for path, data in contents(changes.before):
        file = root / path
        if changes.before[path].link:
            file.symlink_to(os.fsdecode(data))
        else:
            file.write_bytes(data)


def _link_unchanged(changes: Changes, root: Path) -> None:
    """Make the folders that differ, with links to all in them that does not."""
    touched = changes.before.keys() | changes.after
    folders = {str(parent) for path in touched for parent in PurePosixPath(path).parents} | {"."}
    for path in changes.before:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    for folder in sorted(folders):
        there = changes.top / folder
        # A link in the place of a folder is a change of its own, and is not gone through.
        if there.is_symlink() or not there.is_dir():
            continue
        for entry in there.iterdir():
            path = str(PurePosixPath(folder) / entry.name)
            if path not in touched and path not in folders and entry.name != ".git":
                (root / folder).mkdir(parents=True, exist_ok=True)
                _link(entry, root / path)


def _link(source: Path, place: Path) -> None:
    try:
        place.symlink_to(source, target_is_directory=source.is_dir())
    except OSError:
        # Where links are not allowed, copies do as well.
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, place)
