"""Which of the files that were found below the given paths are articles of the sites that they stand in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from postlint.run.discovery import Roots
from postlint.site.generators import content_folders, root_above


def without_others(files: Iterable[str], given: Iterable[Path], roots: Roots | None = None) -> list[str]:
    """The files without those that stand in a site and are no part of its content, such as a README or a backup.

    What was named, by itself or by a folder within the site, stays: it is checked by itself. `roots` has the roots of
    sites that are known, and gets the others.
    """
    named = [os.path.normpath(path.absolute()) for path in given]
    roots = {} if roots is None else roots
    places: dict[Path, list[str]] = {}
    kept: list[str] = []
    for folder, here in groupby(files, key=lambda file: file.rpartition(os.sep)[0] or os.sep):
        root = root_above(folder, roots)
        if root is None:
            kept += here
            continue
        if root not in places:
            within = [path for path in named if path != str(root) and _holds(str(root), path)]
            # Where all that is reported was named, nothing is to be left out.
            places[root] = within if len(within) == len(named) else [*map(str, content_folders(root)), *within]
        if folder in places[root] or folder.startswith(tuple(place.rstrip(os.sep) + os.sep for place in places[root])):
            kept += here
        else:
            kept += (file for file in here if file in places[root])
    return kept


def _holds(folder: str, path: str) -> bool:
    """Whether a path is a folder, or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
