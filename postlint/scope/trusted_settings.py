"""The configuration, the baseline and the rule folders of another revision: what a change brings along is not trusted.

They are copied into a folder of their own, laid out as in the repository, and read from there.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from postlint.config.loading import FILES
from postlint.facts.files import read_text, real
from postlint.run.repository import GitError, Repository, top_of
from postlint.scope import BASELINE
from postlint.scope.git import Blob, contents, how_to_get

_LINK, _FILE = "120000", "100"


class TrustedSettings:
    """The settings of a repository as a revision has them, in a folder of their own."""

    def __init__(self, repository: Repository, commit: str, folder: Path) -> None:
        self.repository = repository
        self.commit = commit
        self.folder = folder
        # Nothing above this folder counts.
        (folder / ".git").mkdir()

    def place(self, file: Path) -> Path:
        """Where the copy of a file or folder of the repository is, or would be; one from elsewhere is its own."""
        path = real(file)
        return self.folder / path.relative_to(self.repository.top) if self._is_inside(path) else path

    def take(self, files: Iterable[Path]) -> None:
        """Copy these files, and what is in these folders; what is not there or is a link is left out."""
        inside = [place.relative_to(self.repository.top) for file in files if self._is_inside(place := real(file))]
        if not inside:
            return
        listed = self.repository.run("ls-tree", "-r", "-z", self.commit, "--", *dict.fromkeys(map(str, inside)))
        blobs: dict[str, Blob] = {}
        for entry in filter(None, os.fsdecode(listed).split("\0")):
            head, _, path = entry.partition("\t")
            mode, _, name = head.split()
            if mode.startswith(_FILE):
                blobs[path] = Blob(self.repository, name, False)
        for path, data in contents(blobs):
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def _is_inside(self, path: Path) -> bool:
        return path.is_relative_to(self.repository.top)


@contextmanager
def trusted_settings(start: Path, revision: str, named: Iterable[Path] = ()) -> Iterator[TrustedSettings]:
    """The settings for a run in the folder `start`, and the files that are `named`, while they are used.

    Raises GitError.
    """
    top = top_of(start)
    if top is None:
        raise GitError(f"{start} is in no git repository, so there is no revision to take the configuration from")
    repository = Repository(top)
    commit = repository.commit(revision)
    if commit is None:
        raise GitError(f"there is no revision {revision!r} in this repository; {how_to_get(repository, revision)}")
    with TemporaryDirectory(prefix="postlint-", ignore_cleanup_errors=True) as name:
        settings = TrustedSettings(repository, commit, real(name))
        folders = [folder for folder in (real(start), *real(start).parents) if folder.is_relative_to(top)]
        files = [folder / name for folder in folders for name in (*FILES, "pyproject.toml", BASELINE)]
        files += named
        settings.take(files)
        extended = files
        while extended := [file for file in _settings(settings, extended, "extend") if file not in files]:
            settings.take(extended)
            files += extended
        settings.take(_settings(settings, files, "rule-folders"))
        yield settings


def _settings(settings: TrustedSettings, files: Iterable[Path], key: str) -> Iterator[Path]:
    """The files or folders that the configurations name under a key."""
    for file in files:
        try:
            data = tomllib.loads(read_text(settings.place(file)))
        except (OSError, ValueError, RecursionError):
            # Not there; what is wrong with one that counts is said when it is read.
            continue
        tools = data.get("tool")
        own = tools.get("postlint") if isinstance(tools, dict) else None
        for table in (data, own):
            value = table.get(key) if isinstance(table, dict) else None
            names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
            yield from (real(file.parent / name) for name in names if isinstance(name, str))
