"""The files below a folder: one walk for all that look for files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_MAX_DEPTH = 40

Choose = Callable[[str, list[os.DirEntry[str]]], Iterable[os.DirEntry[str]]]
"""Which of the entries of a folder, given by its path, to look at."""


def walk(
    folder: str,
    choose: Choose = lambda folder, entries: entries,
    unreadable: Callable[[str], object] = lambda folder: None,
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder, with their paths relative to it with "/", in a stable order.

    Links to folders are followed unless they lead back to a folder that is being searched. A folder that cannot be
    read is empty, and `unreadable` gets its path.
    """

    def listed(folder: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=_name)
        except OSError:
            unreadable(folder)
            return iter(())
        return iter(choose(folder, ordered))

    above = [folder]
    """The folders that are being searched, each within the one before."""
    opened = [(listed(folder), "", False)]
    """What is left of each, what its paths begin with, and whether it, or one that holds it, is a link."""
    while opened:
        entries, prefix, linked = opened[-1]
        for entry in entries:
            if not is_folder(entry):
                yield prefix + entry.name, entry
                continue
            # Only below a link can a folder be one that holds it.
            inside = linked or entry.is_symlink()
            if len(above) <= _MAX_DEPTH and not (inside and _leads_back(entry.path, above)):
                above.append(entry.path)
                opened.append((listed(entry.path), f"{prefix}{entry.name}/", inside))
                break
        else:
            above.pop()
            opened.pop()


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _leads_back(folder: str, above: list[str]) -> bool:
    try:
        return any(Path(folder).samefile(one) for one in above)
    except OSError:
        return True


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def files_below(folder: Path) -> list[str]:
    """The paths of the files below a folder, relative to it with "/", in a stable order."""
    return [name for name, _ in walk(str(folder))]
