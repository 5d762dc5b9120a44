"""Which files changed since a revision: asked of git, which is not made to write anything."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

# A hook of git sets these for its own repository; with them, another folder would be taken for that one.
_OF_HOOKS = frozenset("GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_OBJECT_DIRECTORY GIT_COMMON_DIR".split())
_LINK, _MODULE, _FILE = "120000", "160000", "100"
_DEEPEN = "fetch the whole history with `git fetch --unshallow` (in actions/checkout: `fetch-depth: 0`)"


class GitError(Exception):
    """Why it cannot be known what changed, and what to do about it."""


class Blob(NamedTuple):
    """A file as a revision has it."""

    top: Path
    """The repository that holds it."""
    id: str
    link: bool
    """Whether it is a link, and its content where it leads."""


@dataclass(slots=True)
class Changes:
    """The files that differ between a revision and the working tree, by path from the top of the repository."""

    top: Path
    before: dict[str, Blob] = field(default_factory=dict)
    """Those that were there and are another or no more, as they were."""
    after: set[str] = field(default_factory=set)
    """Those that are there and were another or not yet."""
    renamed: dict[str, str] = field(default_factory=dict)
    """The old path of each that git takes for renamed, by the new one."""


def changes_since(folder: Path, revision: str) -> Changes:
    """What changed since the branch of HEAD left `revision`, with what is not committed. Raises GitError."""
    top = _top(folder)
    base = _merge_base(top, revision)
    return _changes(top, base)


def uncommitted(folder: Path) -> frozenset[Path] | None:
    """The files that are not as the last commit has them; None where there is none, or git cannot be asked."""
    try:
        top = _top(folder)
        changes = _changes(top, "HEAD")
    except GitError:
        return None
    return frozenset(top / path for path in changes.before.keys() | changes.after)


def contents(blobs: Mapping[str, Blob]) -> Iterator[tuple[str, bytes]]:
    """The content of files as a revision has them. Raises GitError."""
    for top in dict.fromkeys(blob.top for blob in blobs.values()):
        paths = [path for path, blob in blobs.items() if blob.top == top]
        wanted = "".join(f"{blobs[path].id}\n" for path in paths).encode()
        answer = memoryview(_git(top, "cat-file", "--batch", data=wanted))
        for path in paths:
            head, answer = _line(answer)
            if not head.split()[1:2] == ["blob"]:
                raise GitError(f"git does not have {path} as it was ({head}): {_DEEPEN}")
            size = int(head.split()[2])
            yield path, bytes(answer[:size])
            answer = answer[size + 1 :]


def _line(data: memoryview) -> tuple[str, memoryview]:
    end = bytes(data[:200]).index(b"\n")
    return bytes(data[:end]).decode(), data[end + 1 :]


def _top(folder: Path) -> Path:
    try:
        answer = _git(folder, "rev-parse", "--show-toplevel")
    except _Failed as error:
        if "not a git repository" in str(error):
            raise GitError(f"{folder} is in no git repository, so nothing says what changed since then") from error
        raise GitError(f"git cannot be asked what changed: {error}") from error
    return Path(os.fsdecode(answer.rstrip(b"\n")))


def _merge_base(top: Path, revision: str) -> str:
    """The commit that both HEAD and a revision come from."""
    if not revision.strip():
        raise GitError("--since is to name a revision, such as origin/main; it was given nothing")
    if _commit(top, "HEAD") is None:
        raise GitError("the repository has no commit yet to compare with")
    shallow = _git(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if _commit(top, revision) is None:
        raise GitError(f"there is no revision {revision!r} in this repository; {_how_to_get(revision, shallow)}")
    try:
        return _git(top, "merge-base", revision, "HEAD").split()[0].decode()
    except _Failed as error:
        if shallow:
            raise GitError(f"this clone does not reach back to where it left {revision!r}: {_DEEPEN}") from error
        raise GitError(f"HEAD and {revision!r} have no commit in common, so there is nothing to compare") from error


def _how_to_get(revision: str, shallow: bool) -> str:
    remote, slash, branch = revision.partition("/")
    if slash and branch and remote == "origin":
        return f"get it with `git fetch {remote} {branch}:refs/remotes/{revision}`" + (f", or {_DEEPEN}" * shallow)
    return f"the clone is shallow: {_DEEPEN}" if shallow else "fetch it, or name another one"


def _commit(top: Path, revision: str) -> str | None:
    if revision.startswith("-"):
        return None
    try:
        return _git(top, "rev-parse", "--verify", "--quiet", revision + "^{commit}").decode().strip()
    except _Failed:
        return None


def _changes(top: Path, base: str) -> Changes:
    found = Changes(top)
    # Without --ignore-submodules=none, the configuration of a submodule could hide it.
    options = ("--raw", "-z", "--no-abbrev", "-M", "-l1500", "--no-ext-diff", "--ignore-submodules=none")
    fields = iter(os.fsdecode(_git(top, "diff", *options, base, "--")).split("\0"))
    for head in fields:
        if head:
            old_mode, new_mode, old, _, status = head.lstrip(":").split()
            path = next(fields)
            target = next(fields) if status[0] in "RC" else path
            if status[0] == "R":
                found.renamed[target] = path
            if _MODULE in (old_mode, new_mode):
                _add_module(found, path, old if old_mode == _MODULE else "")
            if old_mode == _LINK or old_mode.startswith(_FILE):
                found.before[path] = Blob(top, old, old_mode == _LINK)
            if new_mode == _LINK or new_mode.startswith(_FILE):
                found.after.add(target)
    untracked = os.fsdecode(_git(top, "ls-files", "-z", "--others", "--exclude-standard")).split("\0")
    # A repository within, which is no submodule, is listed as a folder.
    found.after |= {path for path in untracked if path and not path.endswith("/")}
    return found


def _add_module(found: Changes, path: str, old: str) -> None:
    """Add what changed within a submodule; one that is not checked out is on neither side."""
    folder = found.top / path
    if not (folder / ".git").exists():
        return
    if not old:
        inner = Changes(folder, after=set(_listed(folder)))
    elif _commit(folder, old) is None:
        raise GitError(f"the submodule {path} does not have its earlier commit: `git -C {path} fetch origin {old}`")
    else:
        inner = _changes(folder, old)
    found.before |= {f"{path}/{each}": blob for each, blob in inner.before.items()}
    found.after |= {f"{path}/{each}" for each in inner.after}
    found.renamed |= {f"{path}/{new}": f"{path}/{name}" for new, name in inner.renamed.items()}


def _listed(top: Path) -> Iterable[str]:
    return filter(
        None, os.fsdecode(_git(top, "ls-files", "-z", "--cached", "--others", "--exclude-standard")).split("\0")
    )


class _Failed(GitError):
    """What git said when it failed."""


def _git(folder: Path, *arguments: str, data: bytes | None = None) -> bytes:
    """The answer of git. Raises _Failed, and GitError where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], input=data, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed here, and nothing else can say what changed") from error
    if done.returncode:
        raise _Failed(" ".join(done.stderr.decode("utf-8", "replace").split()) or f"git ended with {done.returncode}")
    return done.stdout
