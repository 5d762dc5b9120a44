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
            "articles-0123456789abcdef": "a list",
            "links/ledger.jsonl": '{"a": 1}\n',
            "links/lock": "locked",
        },
    )
    before = tree(folder)
    for place in (".", str(folder), "content/..", "content", "links", ".git"):
        result = postlint("clean", "--cache-dir", place, cwd=folder)
        assert result.code == 0
        assert result.err.startswith("There is no cache in ")
        assert tree(folder) == before


def test_a_cache_goes_and_what_stands_in_it_stays(folder: Path) -> None:
    write(folder, {"hugo.toml": "title = 'x'\n", "content/a.md": ARTICLE})
    assert postlint("check", "--cache-dir", "kept", cwd=folder).code == 0
    assert any((folder / "kept").iterdir())
    write(folder, {"kept/mine.txt": "mine"})
    result = postlint("clean", "--cache-dir", "kept", cwd=folder)
    assert "The folder stays: other files are in it." in result.err
    assert tree(folder / "kept") == {"mine.txt"}
    (folder / "kept/mine.txt").unlink()
    postlint("check", "--cache-dir", "kept", cwd=folder)
    assert "Removed" in postlint("clean", "--cache-dir", "kept", cwd=folder).err
    assert not (folder / "kept").exists()


def test_links_are_not_followed(folder: Path) -> None:
    """Neither a link in the place of a file, nor one in the place of a folder within the cache."""
    write(
        folder, {"hugo.toml": "title = 'x'\n", "content/a.md": ARTICLE, "other/lock": "", "there": "postlint cache 7\t"}
    )
    postlint("check", "--cache-dir", "kept", cwd=folder)
    (folder / "kept/links").symlink_to(folder / "other")
    (folder / "kept/articles-0123456789abcdef").symlink_to(folder / "there")
    postlint("clean", "--cache-dir", "kept", cwd=folder)
    assert tree(folder / "kept") == {"links", "articles-0123456789abcdef"}
    assert (folder / "other/lock").exists() and (folder / "there").exists()


def test_a_path_that_is_not_there_is_an_error_of_use(folder: Path) -> None:
    write(folder, {"hugo.toml": "title = 'x'\n", "content/a.md": ARTICLE})
    postlint("check", cwd=folder)
    before = tree(folder)
    result = postlint("clean", "nope", cwd=folder)
    assert result.code == 2 and "nope does not exist" in result.err
    assert tree(folder) == before
