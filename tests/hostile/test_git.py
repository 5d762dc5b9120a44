"""`--since` and `--only-changed` ask git about a stranger's repository: nothing that it holds or names is run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pull_request.repository import ENVIRONMENT, SITE, Repository

TEA = "content/posts/tea.md"
COMMANDS = [
    ("check", "--isolated", "--no-cache", "--since", "main"),
    ("fix", "--diff", "--no-cache", "--since", "main"),
    ("links", "--offline", "--no-cache", "--only-changed=main"),
]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a mark when it is run."""
    file = tmp_path / "program"
    file.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\nexit 1\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A branch that breaks a link; its files look changed to git, so it would read each of them."""
    made = Repository(tmp_path / "checkout", SITE)
    made.branch()
    made.edit(TEA, "slug: tea", "slug: green-tea")
    made.commit()
    made.edit(TEA, "Boil it.", "Boil it well.")
    return made


def harmless(repository: Repository, program: Path, *codes: int, where: str = ".") -> None:
    """No command runs the program, whatever it ends with."""
    for command in COMMANDS:
        done = repository.postlint(*command, where)
        assert done.returncode in codes, done.stderr
        assert "Traceback" not in done.stderr
        assert not (program.parent / "ran").exists(), command


def test_the_program_would_be_run(repository: Repository, program: Path) -> None:
    """What the others rest on: git itself does run it."""
    repository.git("config", "core.fsmonitor", str(program))
    repository.git("status")
    assert (program.parent / "ran").exists()


def bare(folder: Path, program: Path) -> None:
    """Files as a pull request can bring them, which git takes for a repository when it is asked in their folder."""
    inner = Repository(folder.parent / "made for it", SITE)
    inner.git("branch", "-q", "-f", "other")
    for name in ("HEAD", "config", "index", "objects", "refs"):
        source = inner.folder / ".git" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    config = f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = {program}\n"
    (folder / "config").write_text(config)
    shutil.rmtree(inner.folder)


@pytest.mark.parametrize("where", [".", "site", "site/content", "site/content/posts"])
def test_a_folder_that_looks_like_a_repository(tmp_path: Path, program: Path, where: str) -> None:
    made = Repository(tmp_path / "checkout", {f"site/{path}": text for path, text in SITE.items()})
    made.branch()
    place = made.folder / "site" if where == "." else made.folder / where
    bare(place, program)
    # It does what it is for: git in that folder runs the program.
    subprocess.run(["git", "status"], cwd=place, env=ENVIRONMENT, capture_output=True, check=False)
    if (tmp_path / "ran").exists():
        (tmp_path / "ran").unlink()
    made.edit(f"site/{TEA}", "slug: tea", "slug: green-tea")
    for start in dict.fromkeys((where, "site", "site/content")):
        harmless(made, program, 0, 1, where=start)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("core.fsmonitor", "{}"),
        ("core.hooksPath", "hooks"),
        ("core.pager", "{}"),
        ("core.editor", "{}"),
        ("core.sshCommand", "{}"),
        ("diff.external", "{}"),
        ("diff.evil.command", "{}"),
        ("diff.evil.textconv", "{}"),
        ("filter.evil.clean", "{}"),
        ("filter.evil.process", "{}"),
        ("alias.diff", "!{}"),
        ("alias.rev-parse", "!{}"),
        ("credential.helper", "{}"),
        ("gpg.program", "{}"),
    ],
)
def test_what_a_configuration_names(repository: Repository, program: Path, key: str, value: str) -> None:
    repository.write({".gitattributes": "* filter=evil diff=evil\n"})
    repository.write({".git/info/attributes": "* filter=evil diff=evil\n"})
    hooks = repository.folder / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "fsmonitor-watchman", "query-watchman"):
        shutil.copy(program, hooks / name)
    repository.git("config", key, value.format(program))
    (program.parent / "ran").unlink(missing_ok=True)
    harmless(repository, program, 0, 1)


def test_a_submodule_with_its_own_configuration(tmp_path: Path, program: Path) -> None:
    module = Repository(
        tmp_path / "module", {"pots.md": "---\ntitle: Pots\n---\n\nText.\n", ".gitattributes": "* filter=e\n"}
    )
    made = Repository(tmp_path / "checkout", SITE)
    made.git("submodule", "--quiet", "add", str(module.folder), "content/shop")
    made.commit()
    made.branch()
    inner = Repository.__new__(Repository)
    inner.folder = made.folder / "content/shop"
    inner.git("config", "core.fsmonitor", str(program))
    inner.git("config", "filter.e.clean", str(program))
    inner.edit("pots.md", "Text.", "Texts.")
    made.edit(TEA, "slug: tea", "slug: green-tea")
    (tmp_path / "ran").unlink(missing_ok=True)
    harmless(made, program, 0, 1)


def test_a_remote_that_is_a_program(repository: Repository, program: Path, tmp_path: Path) -> None:
    """An object that is missing would be fetched, by a program that the remote names."""
    origin = repository.folder
    partial = tmp_path / "partial"
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("stash", "-q")
    repository.git("clone", "-q", "--filter=blob:none", f"file://{origin}", str(partial))
    clone = Repository.__new__(Repository)
    clone.folder = partial
    clone.git("config", "remote.origin.url", f"ext::{program} %S")
    clone.git("config", "protocol.ext.allow", "always")
    (tmp_path / "ran").unlink(missing_ok=True)
    for command in COMMANDS:
        done = clone.postlint(
            *command[:-1], "--since=origin/main" if command[0] != "links" else "--only-changed=origin/main"
        )
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "ran").exists()


def test_a_working_tree_elsewhere_is_refused(repository: Repository, program: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    repository.git("config", "core.worktree", str(tmp_path / "elsewhere"))
    harmless(repository, program, 2)


def test_a_second_repository_is_refused(repository: Repository, program: Path) -> None:
    inner = Repository(repository.folder / "inner", SITE)
    inner.git("config", "core.fsmonitor", str(program))
    (program.parent / "ran").unlink(missing_ok=True)
    done = repository.postlint("check", "--no-cache", "--since", "main", ".")
    assert done.returncode == 2
    assert "check it by itself" in done.stderr
    assert not (program.parent / "ran").exists()


@pytest.mark.parametrize(
    "revision", ["--output=ran", "-h", "--exec-path=.", "--upload-pack=x", "@{-1}", "", "main --output=ran"]
)
def test_a_revision_is_no_option(repository: Repository, program: Path, revision: str) -> None:
    before = {path.name for path in repository.folder.iterdir()}
    done = repository.postlint("check", "--no-cache", f"--since={revision}", ".")
    assert done.returncode in (0, 1, 2)
    assert {path.name for path in repository.folder.iterdir()} == before


def test_a_git_in_the_folder_is_not_the_git(
    repository: Repository, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(program, repository.folder / "git")
    path = f".::content:{ENVIRONMENT['PATH']}"
    monkeypatch.setitem(ENVIRONMENT, "PATH", path)
    harmless(repository, program, 0, 1)
