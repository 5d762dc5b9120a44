"""The files of a site as they are now: their paths, sizes and times, and the digests of those that a build reads."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from postlint.run.cache import Status, digest_of, stable_mtime
from postlint.run.folder_tree import StoredTree, racy_since, stored_tree, tree_to_bytes
from postlint.run.stored_bytes import encode
from postlint.run.transaction import File
from postlint.site.folders import is_folder, walk
from postlint.site.generators import read_files, watched_files
from postlint.text import blake2b

_DEEP = 30
# At the root of a site: tools, and what the generator itself makes. Hugo reads nothing there, unless it is told to.
_SKIPPED = frozenset(("node_modules", "public"))


class Seen(NamedTuple):
    """The status of a file that has not changed."""

    st_size: int
    st_mtime_ns: int


class SiteState:
    """All files of a site and of what is around it."""

    def __init__(self, root: Path, known: bytes = b"") -> None:
        """`known` are the stored files of an earlier run; see `folder_tree`."""
        self.root = root
        self.has_links = False
        """Whether any folder is a link to another one."""
        self._links = False
        """Whether anything is a link, or a folder that cannot be read."""
        self._since = racy_since()
        self._folders: list[str] = []
        self._stats: dict[str, Status] = {}
        self._known = known
        stored = stored_tree(known)
        self._entries: Mapping[str, os.DirEntry[str] | None]
        self._entries = self._listed() if stored is None else self._listed_again(stored)
        self.paths = self._entries.keys()
        """All files, by path from the root."""

    @cached_property
    def tree(self) -> bytes:
        """The files of this run, to be stored; empty where they are stored already, or may not be."""
        if self._links or not self._folders:
            return b""
        tree = tree_to_bytes(self._entries, self._folders, self._since)
        return b"" if tree == self._known else tree

    def _listed(self) -> dict[str, os.DirEntry[str] | None]:
        self._folders.clear()
        return dict(walk(str(self.root), self._chosen, self._unread))

    def _listed_again(self, stored: StoredTree) -> dict[str, os.DirEntry[str] | None]:
        """The files; only the folders that have changed are listed."""
        files: dict[str, os.DirEntry[str] | None] = dict.fromkeys(stored.files)
        if not stored.changed:
            return files
        changed = {folder[len(str(self.root)) :].lstrip(os.sep): folder for folder in stored.changed}
        for path in stored.files:
            if path.rpartition("/")[0] in changed:
                del files[path]
        for name, folder in changed.items():
            prefix = f"{name}/" if name else ""
            if os.path.isdir(folder):  # noqa: PTH112
                listed = walk(folder, lambda at, entries: self._chosen(at, entries, stored.folders), self._unread)
                files |= {prefix + path: entry for path, entry in listed}
        # Links, and folders within so many others, are a matter of how the whole is searched.
        if self._links or any(path.count("/") > _DEEP for path in files):
            return self._listed()
        self._folders = [*{*stored.folders}.difference(stored.changed).union(self._folders)]
        return files

    def _unread(self, folder: str) -> None:
        # It may be readable later, with the same times.
        self._links = True

    def _chosen(
        self, folder: str, entries: list[os.DirEntry[str]], but: Container[str] = ()
    ) -> Iterable[os.DirEntry[str]]:
        """The entries of a folder to list, without the folders `but`, by path."""
        links = [entry for entry in entries if entry.is_symlink()]
        self._links = self._links or bool(links)
        self._folders.append(folder)
        self.has_links = self.has_links or any(map(is_folder, links))
        if but:
            entries = [entry for entry in entries if entry.path not in but or not is_folder(entry)]
        if folder != str(self.root):
            return entries
        return [entry for entry in entries if not (is_skipped(entry.name) and is_folder(entry))]

    def status(self, path: str) -> Status | None:
        """The status of a file; that of the link where it leads nowhere; None where there is no file."""
        if path not in self._entries:
            return None
        entry = self._entries[path]
        if entry is None:
            # Cached, as an entry caches it: the answer is the same for the whole run.
            if path not in self._stats:
                try:
                    self._stats[path] = os.stat(f"{self.root}{os.sep}{path}")  # noqa: PTH116
                except OSError:
                    return None
            return self._stats[path]
        try:
            return entry.stat()
        except OSError:
            with suppress(OSError):
                return entry.stat(follow_symlinks=False)
        return None

    def unchanged(self, known: Iterable[tuple[str, File]]) -> set[str]:
        """The paths of the files whose size and time are those that are known."""
        unchanged: set[str] = set()
        start, stats, entries, status_of = f"{self.root}{os.sep}", self._stats, self._entries, os.stat
        for path, file in known:
            try:
                # Without a call for each: there are many.
                if entries[path] is None and path not in stats:
                    stats[path] = status_of(start + path)
                status = stats.get(path) or self.status(path)
            except OSError:
                continue
            if status and status.st_size == file[0] and status.st_mtime_ns == file[1]:
                unchanged.add(path)
                if path in stats:
                    # Of all that is known of a file no more is kept than is asked: there are many.
                    stats[path] = Seen(file[0], file[1])
        return unchanged

    @cached_property
    def around(self) -> dict[str, os.stat_result]:
        """The files of the repository around the site that configure its build, with their status."""
        files: dict[str, os.stat_result] = {}
        for file in watched_files(self.root):
            with suppress(OSError):
                files[str(file)] = file.stat()
        return files

    def names(self, articles: Container[str]) -> str:
        """A digest of the names of all files but `articles`."""
        names = "\n".join(sorted(name for name in self._entries if name not in articles))
        return blake2b(encode(names), digest_size=16).hexdigest()

    def inputs(self, known: Mapping[str, File], folders: Iterable[str]) -> dict[str, File]:
        """The files, other than articles, whose contents the site depends on, by path.

        `known` are those of an earlier run; `folders` are those of whose files the contents count.
        """
        inputs: dict[str, File] = {}
        for path, status in self._statuses(folders):
            file = known.get(path)
            mtime = stable_mtime(status)
            if file is None or mtime < 0 or (file.size, file.mtime) != (status.st_size, mtime):
                digest = self._digest(path)
                file = file if file and file.digest == digest and mtime == file.mtime else None
                file = file or File(status.st_size, mtime, digest)
            inputs[path] = file
        return inputs

    def _statuses(self, folders: Iterable[str]) -> Iterator[tuple[str, Status]]:
        for path in read_files(self._entries, folders):
            if status := self.status(path):
                yield path, status
        yield from self.around.items()

    def _digest(self, path: str) -> bytes:
        try:
            return digest_of((self.root / path).read_bytes())
        except OSError:
            return b""


def is_skipped(name: str) -> bool:
    """Whether a folder at the root of a site is no part of it."""
    return name.startswith(".") or name in _SKIPPED


def is_watched(root: Path, folder: Path) -> bool:
    """Whether the files in a folder are part of the state of a site at `root`."""
    if not folder.is_relative_to(root):
        return False
    parts = folder.relative_to(root).parts
    return not parts or not is_skipped(parts[0])
