"""The files of a site as an earlier run has found them: those that are there, or nothing is known of them."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from postlint.run import folder_tree, site_state
from postlint.run.site_state import SiteState

pytestmark = pytest.mark.skipif(os.name != "posix", reason="where the times of folders tell nothing, nothing is kept")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there now counts as old: the tests wait for another time themselves."""
    monkeypatch.setattr(site_state, "racy_since", lambda: time.time_ns() + 10**12)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are listed, as it happens."""
    found: list[str] = []
    scandir = os.scandir

    def noted(folder: str) -> object:
        found.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", noted)
    return found


def make(root: Path) -> Path:
    for name in ("a.md", "content/a.md", "content/deep/b.md", "content/deep/c/d.md", ".git/x", "static/e.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def wait() -> None:
    """Wait until the clock of the file system has gone on."""
    time.sleep(0.03)


def change(root: Path, chance: random.Random, step: int) -> None:
    """Have a file or folder come, go, move or be another one."""
    folders = [folder for folder in root.rglob("*") if folder.is_dir() and ".git" not in folder.parts]
    files = [file for file in root.rglob("*") if file.is_file() and ".git" not in file.parts]
    if len(files) < 6:
        make(root / f"more{step}")
        return
    file, folder, other = chance.choice(files), chance.choice(folders), chance.choice(folders)
    kind = chance.randrange(9)
    if kind == 0:
        file.write_text("another text")
    elif kind == 1:
        (folder / f"new{step}.md").write_text("")
    elif kind == 2:
        file.unlink()
    elif kind == 3:
        file.rename(folder / f"moved{step}.md")
    elif kind == 4:
        (folder / f"folder{step}" / "x").mkdir(parents=True)
    elif kind in (5, 6):
        shutil.rmtree(folder)
        if kind == 6:
            folder.write_text("a file in the place of a folder")
    elif kind == 7 and folder not in other.parents and folder != other:
        folder.rename(other / f"renamed{step}")
    else:
        (root / ".git" / f"{step}").write_text("")


@pytest.mark.usefixtures("settled")
def test_files_that_come_and_go_are_seen(tmp_path: Path) -> None:
    root, chance = make(tmp_path), random.Random(1)
    tree, stored = SiteState(root).tree, 0
    for step in range(100):
        assert tree
        wait()
        old = {folder: folder.stat() for folder in root.rglob("*") if folder.is_dir()}
        change(root, chance, step)
        # Whoever copies a site sets the times of its folders.
        for folder, status in old.items() if chance.random() < 0.4 else ():
            if folder.is_dir():
                os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns))
        again, anew = SiteState(root, tree), SiteState(root)
        assert {*again.paths} == {*anew.paths}
        assert again.names(()) == anew.names(())
        for path in anew.paths:
            one, other = again.status(path), anew.status(path)
            assert one and other
            assert (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)
        stored += again.tree == b""
        # What is known goes on from what was known before.
        tree = again.tree or tree
    assert 5 < stored < 60


@pytest.mark.usefixtures("settled")
def test_only_folders_that_have_changed_are_listed(tmp_path: Path, listed: list[str]) -> None:
    root = make(tmp_path)
    tree = SiteState(root).tree
    wait()
    (root / "content" / "deep" / "new.md").write_text("")
    (root / "content" / "deep" / "more").mkdir()
    listed.clear()
    state = SiteState(root, tree)
    assert {*state.paths} == {*SiteState(root).paths}
    assert listed[:2] == [str(root / "content" / "deep"), str(root / "content" / "deep" / "more")]
    listed.clear()
    assert {*SiteState(root, state.tree).paths} == {*state.paths}
    assert listed == []


def test_young_folders_alone_are_listed_again(
    tmp_path: Path, listed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path)
    young = (root / "content" / "deep" / "c").stat().st_ctime_ns
    wait()
    for folder in (root / "content" / "deep", root / "content", root / "static", root):
        (folder / "new").mkdir()
    wait()
    (root / "static" / "new" / "f.md").write_text("")
    since = (root / "static" / "new").stat().st_ctime_ns
    assert since > young
    monkeypatch.setattr(site_state, "racy_since", lambda: since)
    tree = SiteState(root).tree
    assert tree
    listed.clear()
    again = SiteState(root, tree)
    assert listed == [str(root / "static" / "new")]
    assert again.tree == b"", "it is known already"


@pytest.mark.usefixtures("settled")
def test_what_may_change_unseen_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path / "site")
    assert SiteState(root).tree
    (tmp_path / "other").mkdir()
    (root / "content" / "link").symlink_to(tmp_path / "other")
    assert SiteState(root).tree == b""
    (root / "content" / "link").unlink()
    wait()
    # As if no time had passed, however long this took.
    monkeypatch.setattr(site_state, "racy_since", lambda: root.stat().st_ctime_ns - 10**9)
    assert SiteState(root).tree == b"", "it is young"


@pytest.mark.usefixtures("settled")
def test_a_file_that_goes_while_a_run_is_at_work_is_as_it_was(tmp_path: Path) -> None:
    root = make(tmp_path)
    for tree in (b"", SiteState(root).tree):
        make(root)
        state = SiteState(root, SiteState(root).tree if tree else b"")
        before = state.status("a.md")
        (root / "a.md").unlink()
        assert before
        assert state.status("a.md") == before


@pytest.mark.parametrize("data", [b"", b"x", b"\x93\x01\x02\x03", b"\x93\x01\x90\x91\xa1a", b"\x01"])
def test_other_bytes_are_no_tree(tmp_path: Path, data: bytes) -> None:
    assert folder_tree.stored_tree(data) is None
    assert [*SiteState(make(tmp_path), data).paths] == [*SiteState(tmp_path).paths]
