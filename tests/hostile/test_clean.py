"""`postlint clean` removes what postlint made, and nothing else, wherever it is pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import postlint, write

ARTICLE = "+++\ntitle = 'A'\n+++\n\nText.\n"
IGNORES = ["", "# Made by postlint.\n*\n", "*\n", "/public/\n"]


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("ignore", IGNORES)
def test_a_repository_is_no_cache(folder: Path, ignore: str) -> None:
    """Whatever its .gitignore says, and also where its files have names that files of a cache have."""
    write(
        folder,
        {
            ".git/HEAD": "ref: refs/heads/main\n",
            ".gitignore": ignore + "# ours\n",
            "content/a.md": ARTICLE,
            "rules": "of our house",
            "site-0123456789abcdef-0123456789abcdef.db": "a list",
            "links/ledger.jsonl": '{"a": 1}\n',
            "links/lock": "locked",
        },
    )
    before = tree(folder)
    for place in (".", str(folder), "content/..", "content", "links", ".git"):
        result = postlint("clean", "--cache-dir", place, cwd=folder)
        assert result.code == 0
        assert result.err.startswith("There is nothing of postlint")
        assert tree(folder) == before
        assert postlint("clean", "--all", "--cache-dir", place, cwd=folder).code == 0
        assert tree(folder) == before


def test_a_cache_goes_and_what_stands_in_it_stays(folder: Path) -> None:
    write(folder, {"hugo.toml": "title = 'x'\n", "content/a.md": ARTICLE})
    assert postlint("check", "--cache-dir", "kept", cwd=folder).code == 0
    assert any((folder / "kept").iterdir())
    write(folder, {"kept/mine.txt": "mine"})
    result = postlint("clean", "--all", "--cache-dir", "kept", cwd=folder)
    assert "What is left there is not removed." in result.err
    assert tree(folder / "kept") == {"mine.txt"}
    (folder / "kept/mine.txt").unlink()
    postlint("check", "--cache-dir", "kept", cwd=folder)
    assert "Removed" in postlint("clean", "--all", "--cache-dir", "kept", cwd=folder).err
    assert not (folder / "kept").exists()


def test_links_are_not_followed(folder: Path) -> None:
    """Neither a link in the place of a file, nor one in the place of a folder within the cache."""
    write(
        folder, {"hugo.toml": "title = 'x'\n", "content/a.md": ARTICLE, "other/lock": "", "there": "SQLite format 3\0"}
    )
    postlint("check", "--cache-dir", "kept", cwd=folder)
    (folder / "kept/links").symlink_to(folder / "other")
    (folder / "kept/site-0123456789abcdef-0123456789abcdef.db").symlink_to(folder / "there")
    postlint("clean", "--all", "--cache-dir", "kept", cwd=folder)
    assert tree(folder / "kept") == {"links", "site-0123456789abcdef-0123456789abcdef.db"}
    assert (folder / "other/lock").exists() and (folder / "there").exists()


def test_a_path_that_is_not_there_is_an_error_of_use(folder: Path) -> None:
    write(folder, {"hugo.toml": "title = 'x'\n", "content/a.md": ARTICLE})
    postlint("check", "--cache-dir", "kept", cwd=folder)
    before = tree(folder)
    result = postlint("clean", "nope", "--cache-dir", "kept", cwd=folder)
    assert result.code == 2 and "nope does not exist" in result.err
    assert tree(folder) == before


def test_only_what_is_known_of_the_site_goes(folder: Path) -> None:
    for name in ("one", "two"):
        write(folder, {f"{name}/hugo.toml": "", f"{name}/content/a.md": ARTICLE})
        postlint("check", "--cache-dir", "../kept", cwd=folder / name)
    before = len(tree(folder / "kept"))
    assert "Removed 1 file " in postlint("clean", "one", "--cache-dir", "kept", cwd=folder).err
    assert len(tree(folder / "kept")) == before - 1
    assert "Removed " in postlint("clean", "--all", "--cache-dir", "kept", cwd=folder).err
    assert not (folder / "kept").exists()


def test_what_earlier_versions_left_is_named_once_and_removed(folder: Path) -> None:
    """It is never read: a repository may bring one along."""
    old = {f"{name}/.gitignore": "# Made by postlint.\n*\n" for name in (".postlint_cache", "kept")}
    old[".postlint_cache/rules"] = '["' + "0" * 32 + '", {}]'
    write(folder, {"hugo.toml": "", "content/a.md": ARTICLE, ".postlint_cache/mine": "mine", **old})
    said = [postlint("check", "--cache-dir", "kept", cwd=folder / "content").err for _ in range(3)]
    assert "`postlint clean` removes it" in said[0] and said[1:] == ["", ""]
    postlint("clean", "--cache-dir", "kept", cwd=folder)
    assert tree(folder / ".postlint_cache") == {"mine"}
