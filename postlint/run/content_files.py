"""Which of the files that were found below the given paths are articles of the sites that they stand in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from postlint.site.generators import content_folders, root_above


def without_others(files: Iterable[Path], given: Iterable[Path]) -> list[Path]:
    """The files without those that stand in a site and are no part of its content, such as a README or a backup.

    What was named, by itself or by a folder within the site, stays: it is checked by itself.
    """
    named = [os.path.normpath(path.absolute()) for path in given]
    roots: dict[str, Path | None] = {}
    contents: dict[Path, list[str]] = {}
    kept: list[Path] = []
    for folder, here in groupby(files, key=lambda file: str(file.parent)):
        root = root_above(folder, roots)
        if root is None:
            kept += here
            continue
        if root not in contents:
            contents[root] = [str(path) for path in content_folders(root)]
        within = [path for path in named if path != str(root) and _holds(str(root), path)]
        places = (*contents[root], *within)
        kept += (file for file in here if any(_holds(place, str(file)) for place in places))
    return kept


def _holds(folder: str, path: str) -> bool:
    """Whether a path is a folder, or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
