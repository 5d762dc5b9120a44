"""Which of the files below the given paths are articles of their sites."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from postlint.run.discovery import Roots
from postlint.site.generators import content_folders, root_above


def only_content(files: Iterable[str], given: Iterable[Path], roots: Roots | None = None) -> list[str]:
    """The files without those of a site that are not part of its content, such as a README or a backup.

    Files that were given, or that are below a given folder within the site, stay. `roots` has the roots of folders that
    are known, and gets the others.
    """
    given_paths = [os.path.normpath(path.absolute()) for path in given]
    roots = {} if roots is None else roots
    content: dict[Path, list[str]] = {}
    chosen: list[str] = []
    for folder, members in groupby(files, key=lambda file: file.rpartition(os.sep)[0] or os.sep):
        root = root_above(folder, roots)
        if root is None:
            chosen += members
            continue
        if root not in content:
            within = [path for path in given_paths if path != str(root) and _is_within(path, str(root))]
            # Where all given paths are within the site, nothing else was found, and nothing is left out.
            content[root] = within if len(within) == len(given_paths) else [*map(str, content_folders(root)), *within]
        if any(_is_within(folder, place) for place in content[root]):
            chosen += members
        else:
            chosen += (file for file in members if file in content[root])
    return chosen


def _is_within(path: str, folder: str) -> bool:
    """Whether a path is a folder, or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
