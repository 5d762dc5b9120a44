"""The cache: not in the repository, not from it, shared by its clones, and never grown without end."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from command import postlint, write
from pull_request.repository import Repository

from postlint.external.ledger import Ledger
from postlint.external.outcome import Outcome, State
from postlint.run import cache_folder
from postlint.run.linter import Linter

BAD = "+++\ntitle = 'A'\n+++\n\n[a ](/b)\n"
SITE = {"hugo.toml": "baseURL = 'https://example.org/'\n", "content/a.md": BAD, "content/b.md": BAD.replace("A", "B")}
FOUND = "content/a.md:5:3: warning link/padded-text"


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are parsed."""
    names: list[str] = []
    inspect = Linter.inspect

    def noting(self, source):  # type: ignore[no-untyped-def]
        names.append(source.path)
        return inspect(self, source)

    monkeypatch.setattr(Linter, "inspect", noting)
    return names


def test_nothing_is_made_in_the_repository(folder: Path) -> None:
    write(folder, SITE)
    before = tree(folder)
    for command in (
        ["check"],
        ["check", "--since", "HEAD"],
        ["site"],
        ["rules"],
        ["links", "--offline"],
        ["doctor"],
        ["clean"],
    ):
        postlint(*command, cwd=folder)
    assert tree(folder) == before


@pytest.mark.parametrize("path", ["contnet/articles", "content/nope.md", "nope"])
def test_a_mistyped_path_makes_nothing(folder: Path, path: str) -> None:
    write(folder, SITE)
    before = tree(folder)
    result = postlint("check", path, cwd=folder)
    assert result.code == 2 and f"there is no file or folder '{path}'" in result.err
    assert tree(folder) == before


def forged(folder: Path, site: Path, cache: Path) -> None:
    """A cache with rules that are off and articles without findings, as a run would leave it."""
    write(folder, SITE)
    postlint("check", "--cache-dir", str(cache), cwd=site)
    rules = cache / "rules"
    key, infos = json.loads(rules.read_text())
    rules.write_text(json.dumps([key, {name: [kind, False, *rest] for name, (kind, _, *rest) in infos.items()}]))


@pytest.mark.parametrize("place", [".postlint_cache", "cache", "content/cache"])
def test_a_cache_that_a_repository_brings_along_silences_nothing(tmp_path: Path, place: str) -> None:
    repository = Repository(tmp_path / "site", SITE)
    forged(repository.folder, repository.folder, repository.folder / place)
    assert FOUND not in postlint("check", "--cache-dir", place, cwd=repository.folder).out, "the forgery is good"
    shutil.rmtree(repository.folder / place)
    forged(repository.folder, repository.folder, repository.folder / place)
    (repository.folder / place / ".gitignore").unlink()
    repository.git("add", "-f", "--all")
    repository.commit()
    for arguments in (["--cache-dir", place], ["--cache-dir", str(repository.folder / place)], []):
        result = postlint("check", *arguments, cwd=repository.folder)
        assert FOUND in result.out
        if arguments:
            assert "git tracks files in the cache folder" in result.err
    result = postlint("check", cwd=repository.folder, env={"POSTLINT_CACHE_DIR": place})
    assert FOUND in result.out and "git tracks files" in result.err
    assert postlint("clean", "--all", "--cache-dir", place, cwd=repository.folder).code == 2
    assert repository.git("status", "--porcelain") == ""


def test_a_folder_in_a_repository_that_git_does_not_track_is_a_cache(tmp_path: Path, parsed: list[str]) -> None:
    """GitLab keeps files below the project only."""
    repository = Repository(tmp_path / "site", SITE)
    for _ in range(2):
        result = postlint("check", cwd=repository.folder, env={"POSTLINT_CACHE_DIR": ".cache/postlint"})
        assert FOUND in result.out and result.err == ""
    assert len(parsed) == 2
    assert repository.git("status", "--porcelain") == "", "it is not offered for a commit"


def test_clones_and_branches_share_what_is_known(tmp_path: Path, parsed: list[str]) -> None:
    origin = Repository(tmp_path / "origin", SITE)
    cache = str(tmp_path / "cache")
    for name in ("one", "two"):
        origin.git("clone", "-q", str(origin.folder), str(tmp_path / name))
        assert FOUND in postlint("check", "--cache-dir", cache, cwd=tmp_path / name).out
    assert len(parsed) == 2, "the second clone has the same articles"
    write(tmp_path / "two", {"content/a.md": BAD + "more\n"})
    assert FOUND in postlint("check", "--cache-dir", cache, cwd=tmp_path / "two").out
    assert parsed[2:] == ["content/a.md"]


def test_times_of_another_checkout_say_nothing(tmp_path: Path) -> None:
    """Two folders with the same remote, and files of the same size and time, but other contents."""
    cache = str(tmp_path / "cache")
    for name, target in (("one", "[a ](/b)"), ("two", "[a](/bc)"), ("one", "[a ](/b)")):
        folder = write(tmp_path / name, {**SITE, "content/a.md": BAD.replace("[a ](/b)", target), ".git/HEAD": ""})
        write(folder, {".git/config": '[remote "origin"]\n\turl = https://example.org/a.git\n'})
        for file in folder.rglob("*"):
            os.utime(file, (1_500_000_000, 1_500_000_000))
        assert (FOUND in postlint("check", "--cache-dir", cache, cwd=folder).out) is (name == "one")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://github.com/a/b.git", "git@github.com:a/b"),
        ("https://token@github.com/a/b", "ssh://git@github.com/a/b.git/"),
    ],
)
def test_a_site_is_known_by_its_remote(tmp_path: Path, one: str, other: str) -> None:
    names = set()
    for name, url in (("one", one), ("two", other), ("three", "https://github.com/a/c")):
        write(
            tmp_path / name,
            {".git/config": f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n[branch "main"]\n'},
        )
        names.add(cache_folder.identity(tmp_path / name))
    assert len(names) == 2


def test_what_nobody_used_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"one/hugo.toml": "", "one/content/a.md": BAD, "two/hugo.toml": "", "two/content/a.md": BAD})
    for name in ("one", "two"):
        postlint("check", "--cache-dir", "../kept", cwd=folder / name)
    files = sorted(folder.glob("kept/site-*.db"))
    long_ago = time.time() - 31 * 86_400
    for file in (files[0], folder / "kept/.gitignore"):
        os.utime(file, (long_ago, long_ago))
    write(folder, {"kept/mine": "mine"})
    os.utime(folder / "kept/mine", (long_ago, long_ago))
    cache_folder.expire(folder / "kept")
    assert sorted(folder.glob("kept/site-*.db")) == files[1:]
    assert (folder / "kept/mine").exists()
    monkeypatch.setattr(cache_folder, "_LARGEST", 10)
    cache_folder.expire(folder / "kept")
    assert files[1].exists(), "it was looked at today"
    os.utime(folder / "kept/.gitignore", (long_ago, long_ago))
    cache_folder.expire(folder / "kept")
    assert tree(folder / "kept") == {".gitignore", "mine"}


def test_a_dangling_link_in_a_cache_is_not_written_through(folder: Path) -> None:
    write(folder, {**SITE, "kept/x": ""})
    (folder / "kept/.gitignore").symlink_to(folder / "elsewhere")
    (folder / "kept/rules").symlink_to(folder / "elsewhere")
    (folder / f"kept/site-{cache_folder.identity(folder)}-{'0' * 16}.db").symlink_to(folder / "elsewhere")
    assert FOUND in postlint("check", "--cache-dir", "kept", cwd=folder).out
    assert not (folder / "elsewhere").exists()


# --- a ledger of links in the repository


def line(url: str, state: str, **more: object) -> str:
    return json.dumps({"url": url, "state": state, "cause": "STATUS", "status": 200, "run": "0" * 12, **more}) + "\n"


def test_a_ledger_of_the_repository_is_not_believed(tmp_path: Path) -> None:
    now = time.time()
    ledger = Ledger(tmp_path, "kept", trusted=False)
    outcomes = {
        "https://a.dev/": Outcome(State.ALIVE, status=200, checked=now - 60, good=now - 60),
        "https://b.dev/": Outcome(State.MOVED, status=301, target="https://evil.dev/", checked=now - 60, good=now - 60),
        "https://c.dev/": Outcome(State.ALIVE, status=200, checked=now + 600, good=now + 600),
    }
    for url, outcome in outcomes.items():
        ledger.add(url, outcome, "", frozenset())
    assert not (tmp_path / ".gitignore").exists(), "it is there to be committed"
    trusted, own = Ledger(tmp_path, "kept"), Ledger(tmp_path, "kept", trusted=False)
    assert trusted.known("https://b.dev/", frozenset(), 1e6) is not None
    assert own.known("https://a.dev/", frozenset(), 1e6) is not None
    assert own.known("https://b.dev/", frozenset(), 1e6) is None, "a target is asked for again before it is written"
    assert trusted.known("https://c.dev/", frozenset(), 1e6) is not None
    assert own.known("https://c.dev/", frozenset(), 1e6) is None, "nobody can have asked in the future"


def test_a_ledger_is_only_read_where_the_configuration_names_it(folder: Path) -> None:
    url = "http://192.0.2.1/"
    write(folder, {**SITE, "content/a.md": f"+++\ntitle = 'A'\n+++\n\n[x]({url})\n"})
    head = '{"postlint":"links 1"}\n'
    text = head + line(url, "moved", target="https://evil.dev/", checked=time.time() - 60, good=time.time() - 60)
    write(folder, {".postlint_cache/links/ledger.jsonl": text, "links/ledger.jsonl": text})
    for settings in ("", '[links]\nledger = "links"\n'):
        write(folder, {"postlint.toml": settings})
        result = postlint("links", "--offline", "--unsafe-fixes", cwd=folder)
        assert "evil.dev" not in (folder / "content/a.md").read_text()
        assert "evil.dev" not in result.out
