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
    monkeypatch.setattr(site_state, "now", lambda: time.time_ns() + 10**12)


def make(root: Path) -> Path:
    for name in ("a.md", "content/a.md", "content/deep/b.md", "content/deep/c/d.md", ".git/x", "static/e.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def wait() -> None:
    """Wait until the clock of the file system has gone on."""
    time.sleep(0.03)


@pytest.mark.usefixtures("settled")
def test_files_that_come_and_go_are_seen(tmp_path: Path) -> None:
    root, chance = make(tmp_path), random.Random(1)
    kept = 0
    for step in range(60):
        tree = SiteState(root).tree
        assert tree
        wait()
        folders = [folder for folder in root.rglob("*") if folder.is_dir() and ".git" not in folder.parts]
        files = [file for file in root.rglob("*") if file.is_file() and ".git" not in file.parts]
        old = {folder: folder.stat() for folder in folders}
        match chance.randrange(7):
            case _ if len(files) < 4:
                make(root)
            case 0:
                chance.choice(files).write_text("another text")
            case 1:
                (chance.choice(folders) / f"new{step}.md").write_text("")
            case 2:
                chance.choice(files).unlink()
            case 3:
                file = chance.choice(files)
                file.rename(chance.choice(folders) / f"moved{step}.md")
            case 4:
                (chance.choice(folders) / f"folder{step}" / "x").mkdir(parents=True)
            case 5:
                shutil.rmtree(chance.choice(folders))
            case _:
                (root / ".git" / f"{step}").write_text("")
        # Whoever copies a site sets the times of its folders.
        for folder, status in old.items() if chance.random() < 0.4 else ():
            if folder.is_dir():
                os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns))
        again, anew = SiteState(root, tree), SiteState(root)
        assert [*again.paths] == [*anew.paths]
        assert again.names(()) == anew.names(())
        for path in anew.paths:
            one, other = again.status(path), anew.status(path)
            assert one and other
            assert (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)
        kept += again.tree == b""
    assert 10 < kept < 50


@pytest.mark.usefixtures("settled")
def test_what_may_change_unseen_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path / "site")
    assert SiteState(root).tree
    (tmp_path / "other").mkdir()
    (root / "content" / "link").symlink_to(tmp_path / "other")
    assert SiteState(root).tree == b""
    (root / "content" / "link").unlink()
    wait()
    monkeypatch.undo()
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
    assert folder_tree.kept_files(data) is None
    assert [*SiteState(make(tmp_path), data).paths] == [*SiteState(tmp_path).paths]
