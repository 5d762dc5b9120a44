"""Which files changed since a revision: asked of git, which is not made to write anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from postlint.run.repository import GitError as GitError
from postlint.run.repository import GitFailed, Repository, top_of

_LINK, _MODULE, _FILE = "120000", "160000", "100"
_DEEPEN = "fetch the whole history with `git fetch --unshallow` (in actions/checkout: `fetch-depth: 0`)"


class Blob(Struct, frozen=True):
    """A file as a revision has it."""

    repository: Repository
    """The one that holds it."""
    id: str
    link: bool
    """Whether it is a link, and its content where it leads."""


@dataclass(slots=True)
class Changes:
    """The files that differ between a revision and the working tree, by path from the top of the repository."""

    repository: Repository
    before: dict[str, Blob] = field(default_factory=dict)
    """Those that were there and are another or no more, as they were."""
    after: set[str] = field(default_factory=set)
    """Those that are there and were another or not yet."""
    renamed: dict[str, str] = field(default_factory=dict)
    """The old path of each that git takes for renamed, by the new one."""

    @property
    def top(self) -> Path:
        """The folder that the paths start from."""
        return self.repository.top

    def covers(self, folder: Path) -> None:
        """Raise GitError where a folder is not in the repository that was asked, or in another one within it."""
        if (top := top_of(folder)) != self.top:
            where = f"in the repository {top}" if top else "in no git repository"
            raise GitError(f"{folder} is {where}, and what changed was asked of {self.top}: check it by itself")


def changes_since(folder: Path, revision: str) -> Changes:
    """What changed since the branch of HEAD left `revision`, with what is not committed. Raises GitError."""
    if top_of(folder) is None:
        raise GitError(f"{folder} is in no git repository, so nothing says what changed since then")
    repository = Repository.around(folder)
    return _changes(repository, merge_base(repository, revision))


def changes_at(repository: Repository, commit: str) -> Changes:
    """What changed since a commit, with what is not committed. Raises GitError."""
    return _changes(repository, commit)


def uncommitted(folder: Path) -> frozenset[Path] | None:
    """The files that are not as the last commit has them; None where there is none, or git cannot be asked."""
    try:
        if top_of(folder) is None:
            return None
        changes = _changes(Repository.around(folder), "HEAD")
    except GitError:
        return None
    return frozenset(changes.top / path for path in changes.before.keys() | changes.after)


def contents(blobs: Mapping[str, Blob]) -> Iterator[tuple[str, bytes]]:
    """The content of files as a revision has them. Raises GitError."""
    for repository in dict.fromkeys(blob.repository for blob in blobs.values()):
        paths = [path for path, blob in blobs.items() if blob.repository is repository]
        for path, (head, data) in zip(paths, objects(repository, [blobs[path].id for path in paths]), strict=True):
            if data is None:
                raise GitError(f"git does not have {path} as it was ({head}): {_DEEPEN}")
            yield path, data


def objects(repository: Repository, ids: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    """What git says of each object, and its content; None for what it does not have, or what is no file.

    Raises GitError.
    """
    answer = memoryview(repository.run("cat-file", "--batch", data="".join(f"{name}\n" for name in ids).encode()))
    for _ in ids:
        end = bytes(answer[:200]).index(b"\n")
        head, answer = bytes(answer[:end]).decode(), answer[end + 1 :]
        _, *rest = head.split()
        # Of what it does not have, git says no more than that.
        size = int(rest[1]) if len(rest) == 2 else -1
        yield head, bytes(answer[:size]) if rest[:1] == ["blob"] else None
        answer = answer[size + 1 :]


def merge_base(repository: Repository, revision: str) -> str:
    """The commit that both HEAD and a revision come from. Raises GitError."""
    if not revision.strip():
        raise GitError("--since is to name a revision, such as origin/main; it was given nothing")
    head, other = repository.commit("HEAD"), repository.commit(revision)
    if head is None:
        raise GitError("the repository has no commit yet to compare with")
    if other is None:
        raise GitError(f"there is no revision {revision!r} in this repository; {how_to_get(repository, revision)}")
    try:
        return repository.run("merge-base", other, head).split()[0].decode()
    except GitFailed as error:
        if _is_shallow(repository):
            raise GitError(f"this clone does not reach back to where it left {revision!r}: {_DEEPEN}") from error
        raise GitError(f"HEAD and {revision!r} have no commit in common, so there is nothing to compare") from error


def _is_shallow(repository: Repository) -> bool:
    return repository.run("rev-parse", "--is-shallow-repository").strip() == b"true"


def how_to_get(repository: Repository, revision: str) -> str:
    """What to do where a revision is missing."""
    shallow = _is_shallow(repository)
    remote, slash, branch = revision.partition("/")
    if slash and branch and remote == "origin":
        return f"get it with `git fetch {remote} {branch}:refs/remotes/{revision}`" + (f", or {_DEEPEN}" * shallow)
    return f"the clone is shallow: {_DEEPEN}" if shallow else "fetch it, or name another one"


def _changes(repository: Repository, base: str) -> Changes:
    changes = Changes(repository)
    fields = iter(os.fsdecode(repository.diff("--raw", "-z", "--no-abbrev", "-M", "-l1500", base, "--")).split("\0"))
    modules = dict(_modules(repository))
    for head in fields:
        if head:
            old_mode, new_mode, old, _, status = head.lstrip(":").split()
            path = next(fields)
            target = next(fields) if status[0] in "RC" else path
            if status[0] == "R":
                changes.renamed[target] = path
            if _MODULE in (old_mode, new_mode):
                modules[path] = old if old_mode == _MODULE else ""
            if old_mode == _LINK or old_mode.startswith(_FILE):
                changes.before[path] = Blob(repository, old, old_mode == _LINK)
            if new_mode == _LINK or new_mode.startswith(_FILE):
                changes.after.add(target)
    untracked = os.fsdecode(repository.run("ls-files", "-z", "--others", "--exclude-standard")).split("\0")
    # A repository within, which is no submodule, is listed as a folder.
    changes.after |= {path for path in untracked if path and not path.endswith("/")}
    for path, old in modules.items():
        _add_module(changes, path, old)
    return changes


def _modules(repository: Repository) -> Iterator[tuple[str, str]]:
    """The paths of all submodules and their commits: git is not made to look into them by itself."""
    for entry in os.fsdecode(repository.run("ls-files", "-z", "--stage")).split("\0"):
        if entry.startswith(_MODULE):
            head, _, path = entry.partition("\t")
            yield path, head.split()[1]


def _add_module(found: Changes, path: str, old: str) -> None:
    """Add what changed within a submodule since its commit `old`; one that is not checked out is on neither side."""
    folder = found.top / path
    if not (folder / ".git").exists():
        return
    module = Repository(folder)
    if not old:
        inner = Changes(module, after=set(_listed(module)))
    elif module.commit(old) is None:
        raise GitError(f"the submodule {path} does not have its earlier commit: `git -C {path} fetch origin {old}`")
    else:
        inner = _changes(module, old)
    found.before |= {f"{path}/{name}": blob for name, blob in inner.before.items()}
    found.after |= {f"{path}/{name}" for name in inner.after}
    found.renamed |= {f"{path}/{new}": f"{path}/{name}" for new, name in inner.renamed.items()}


def _listed(repository: Repository) -> Iterator[str]:
    listed = os.fsdecode(repository.run("ls-files", "-z", "--cached", "--others", "--exclude-standard"))
    return filter(None, listed.split("\0"))
