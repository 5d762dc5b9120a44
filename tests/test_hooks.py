"""The hooks of pre-commit, as pre-commit itself runs them: the project installed by pip, on a site under git."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from command import ROOT, environment, write

# What pip says where it has no index to ask: then the hooks can be installed by nobody.
OFFLINE = re.compile(
    "No matching distribution found|Temporary failure in name|Could not find a version|ConnectionError"
)


class Hook(NamedTuple):
    """What became of one hook."""

    passed: bool
    output: str


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def project_in(folder: Path) -> Path:
    """The files of the project as they are now, in a repository of their own."""
    folder.mkdir()
    if (ROOT / ".git").exists():
        names = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
        for name in names:
            if name and not name.startswith(("tests/", "bench/", "fixtures/")) and (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, folder / name)
    else:
        shutil.copytree(ROOT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".venv", "tests", "fixtures"))
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The project")
    return folder


PADDED = "[a link ](/articles/kept/)\n"
FRONT = "+++\ntitle = '{}'\ndate = 2026-01-02\n+++\n\n"
SITE = {
    "hugo.toml": 'baseURL = "https://example.org/"\n',
    "content/articles/kept.md": FRONT.format("Kept") + "See [the other one](/articles/gone/).\n",
    "content/articles/gone.md": FRONT.format("Gone") + "It is there.\n",
    "content/articles/old.md": FRONT.format("Old") + PADDED,
    "notes.txt": PADDED,
}


def changed_site_in(folder: Path) -> Path:
    """A site in which one article was deleted and one is new, right before the commit."""
    folder.mkdir()
    site = write(folder, SITE)
    git(site, "init", "--quiet")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "The site")
    git(site, "rm", "--quiet", "content/articles/gone.md")
    write(site, {"content/articles/new.md": FRONT.format("New") + PADDED, "new.txt": PADDED})
    git(site, "add", "--all")
    return site


def run_hooks(project: Path, site: Path, home: Path) -> dict[str, Hook]:
    env = environment({"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    env = {key: value for key, value in env.items() if not key.startswith(("PYTHON", "GIT_"))}
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(project), "--verbose", "--color", "never"]
    done = subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, timeout=600, check=False)
    if OFFLINE.search(done.stdout + done.stderr):
        pytest.skip("pip cannot install the project here: no package index answers")
    assert "An error has occurred" not in done.stdout, done.stdout + done.stderr
    parts = re.split(r"^(?=.*\.{3,}(?:Passed|Failed|\(no files.*\)Skipped)$)", done.stdout, flags=re.M)[1:]
    found = {}
    for part in parts:
        (name,) = re.findall(r"^- hook id: (\S+)$", part, re.M)
        found[name] = Hook(part.splitlines()[0].endswith("Passed"), part)
    return found


def test_the_hooks(tmp_path: Path) -> None:
    """All in one run: pre-commit installs the project anew for each one, and that is what takes the time."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    site = changed_site_in(tmp_path / "site")
    hooks = run_hooks(project_in(tmp_path / "project"), site, tmp_path / "home")
    assert list(hooks) == ["postlint", "postlint-fix", "postlint-site"]
    checks_what_changes(hooks["postlint"])
    repairs_what_changes(hooks["postlint-fix"], site)
    finds_what_a_deletion_breaks(hooks["postlint-site"])
    # What postlint remembers is not offered for the commit.
    status = git(site, "status", "--porcelain").splitlines()
    assert {line[3:] for line in status} == {"content/articles/gone.md", "content/articles/new.md", "new.txt"}


def checks_what_changes(hook: Hook) -> None:
    """The new article and no other one; its links are judged by the whole site."""
    assert not hook.passed
    assert "- exit code: 1" in hook.output
    lines = [line for line in hook.output.splitlines() if " link/" in line]
    assert [line.split(" ")[:3] for line in lines] == [["content/articles/new.md:6:8:", "warning", "link/padded-text"]]


def repairs_what_changes(hook: Hook, site: Path) -> None:
    """pre-commit fails a hook that changes files: somebody is to look at them."""
    assert not hook.passed
    assert "- files were modified by this hook" in hook.output
    assert "- exit code: 1" not in hook.output, "nothing is left to find"
    assert (site / "content/articles/new.md").read_text().endswith("[a link](/articles/kept/)\n")
    assert (site / "content/articles/old.md").read_text().endswith(PADDED)
    assert (site / "new.txt").read_text() == PADDED


def finds_what_a_deletion_breaks(hook: Hook) -> None:
    """The article with the link is not part of the change."""
    assert not hook.passed
    assert re.search(r"^content/articles/kept\.md:6:\d+: error link/\S+ .*/articles/gone/", hook.output, re.M)
    assert "content/articles/old.md:6:8: warning link/padded-text" in hook.output
