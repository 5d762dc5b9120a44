"""The only place that runs git, so that git runs no program of a repository, and writes nothing.

A stranger's working tree may have folders that look like repositories, attributes that name filters, and links. git is
therefore run at the top of one repository only, which is found by its `.git` and not by git itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from postlint.facts.files import read_bytes, real

# A hook of git sets these for its own repository; with them, git would use that one instead.
_OF_HOOKS = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_OBJECT_DIRECTORY GIT_COMMON_DIR GIT_NAMESPACE"
    " GIT_EXTERNAL_DIFF GIT_PAGER GIT_CEILING_DIRECTORIES GIT_DISCOVERY_ACROSS_FILESYSTEM".split()
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # What a partial clone lacks is not fetched: a remote names the program that does it.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
)


class GitError(Exception):
    """git cannot be run. The message says why, and what to do about it."""


class GitFailed(GitError):
    """git ended with an error. The message is that of git."""


def top_of(folder: Path) -> Path | None:
    """The top of the repository that a folder is in, found by its `.git`; None where there is none."""
    start = real(folder)
    return next((place for place in (start, *start.parents) if (place / ".git").exists()), None)


class Repository:
    """One repository with a working tree."""

    def __init__(self, top: Path) -> None:
        """The repository whose `.git` is in the folder `top`. Raises GitError where git takes another one for it."""
        self.top = real(top)
        try:
            output = self.run("rev-parse", "--absolute-git-dir", "--show-toplevel")
        except GitFailed as error:
            raise GitError(f"git cannot be asked about {top}: {error}") from error
        paths = [real(os.fsdecode(line)) for line in output.splitlines()]
        if paths != [git_folder(self.top), self.top]:
            raise GitError(f"git takes {' and '.join(map(str, paths))} for the repository in {top}, so it is not asked")

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder is in. Raises GitError."""
        if top := top_of(folder):
            return cls(top)
        raise GitError(f"{folder} is in no git repository")

    def run(self, *arguments: str, data: bytes | None = None, options: Iterable[str] = ()) -> bytes:
        """The output of a reading command of git; `data` is its input. Raises GitFailed, or GitError without git."""
        # Most runs need no git.
        import subprocess

        environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS} | _ENVIRONMENT
        environment["GIT_CEILING_DIRECTORIES"] = str(self.top.parent)
        command = [_program(), *_OPTIONS, *options, "-C", str(self.top), *arguments]
        done = subprocess.run(
            command,
            input=data,
            stdin=None if data else subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            check=False,
        )
        if done.returncode:
            message = " ".join(done.stderr.decode("utf-8", "replace").split())
            raise GitFailed(message or f"git ended with {done.returncode}")
        return done.stdout

    def commit(self, revision: str) -> str | None:
        """The id of the commit that a revision names; None where there is none."""
        if not revision.strip() or revision.startswith("-"):
            return None
        try:
            output = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        except GitFailed:
            return None
        return output.decode("ascii", "replace").strip()

    def diff(self, *arguments: str) -> bytes:
        """The output of `git diff`, without any program that the configuration or attributes name."""
        return self.run(
            "diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", *arguments, options=self._no_filters
        )

    @cached_property
    def _no_filters(self) -> tuple[str, ...]:
        """Options that switch off each configured filter: git would run it on files that look changed."""
        try:
            names = self.run("config", "-z", "--name-only", "--get-regexp", r"^filter\.").split(b"\0")
        except GitFailed:
            # No filter is configured.
            return ()
        options: list[str] = []
        for driver in sorted({os.fsdecode(name).rpartition(".")[0] for name in names if name}):
            if "=" in driver or "\n" in driver:
                raise GitError(f"the configuration of git has a {driver!r} that cannot be switched off")
            for key, value in (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")):
                options += "-c", f"{driver}.{key}={value}"
        return tuple(options)

    def tracks(self, folder: Path) -> bool:
        """Whether any file in a folder below the top is tracked."""
        within = real(folder).relative_to(self.top)
        return bool(self.run("ls-files", "-z", "--", str(within)))


def git_folder(top: Path) -> Path:
    """Where the `.git` of a working tree is or leads: a folder, or the one that a file names."""
    entry = top / ".git"
    if entry.is_dir():
        return real(entry)
    try:
        named = os.fsdecode(read_bytes(entry)).removeprefix("gitdir:").strip()
    except OSError as error:
        raise GitError(f"{entry} cannot be read: {error.strerror}") from error
    return real(top / named)


def _program() -> str:
    """The path of the installed git: never one from the folder that is checked, nor from a relative one in PATH."""
    from shutil import which

    folders = [place for place in os.environ.get("PATH", os.defpath).split(os.pathsep) if Path(place).is_absolute()]
    program = which("git", path=os.pathsep.join(folders))
    if program is None or not Path(program).is_absolute():
        raise GitError("git is not installed here")
    return program
