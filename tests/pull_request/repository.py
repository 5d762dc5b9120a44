"""A real git repository in a folder, with a small site in it, and postlint run there as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner, Result
from command import postlint

from postlint.cli import main

# Nothing of the user's own configuration of git, and the same author and times in every run.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "COVERAGE_"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "NO_COLOR": "1",
}

SITE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Drinks"\n',
    "layouts/_default/single.html": "{{ .Content }}",
    "content/posts/tea.md": (
        "---\ntitle: Tea\nslug: tea\n---\n\nHow to make tea.\n\n## Water\n\nBoil it.\n\n## Leaves\n\nTwo spoons.\n"
    ),
    "content/posts/coffee.md": (
        "---\ntitle: Coffee\n---\n\nAlso see [tea](/posts/tea/).\n\nThe [water](/posts/tea/#water) matters.\n"
    ),
    "content/posts/milk.md": "---\ntitle: Milk\n---\n\nGoes with [coffee](/posts/coffee/).\n",
    # What was wrong before any change: a run with --since is quiet about it.
    "content/posts/old.md": "---\ntitle: Old\n---\n\nA [dead link](/posts/gone-for-years/).\n\nStray * stars*.\n",
}


class Finding(NamedTuple):
    """What a test wants to know of a finding."""

    rule: str
    place: str
    causes: list[str]
    """`path:line message` of each related place."""


class Repository:
    """A git repository with a work tree."""

    def __init__(self, folder: Path, files: dict[str, str] | None = None) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        if files:
            self.write(files)
            self.commit("Begin")

    def git(self, *arguments: str) -> str:
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def write(self, files: dict[str, str]) -> None:
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write({path: text.replace(old, new, 1)})

    def commit(self, message: str = "Change") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def branch(self, name: str = "work") -> None:
        self.git("switch", "-q", "-c", name)

    def postlint(self, *arguments: str, cwd: str = ".", stdin: str = "") -> subprocess.CompletedProcess[str]:
        """What a user gets; within this process, which takes a tenth of the time to start one."""
        done = postlint(*arguments, cwd=self.folder / cwd, stdin=stdin.encode(), env=ENVIRONMENT)
        return subprocess.CompletedProcess(arguments, done.code, done.out, done.err)

    def here(self, *arguments: str, cwd: str = ".") -> Result:
        """The same as click has it; errors of use have other exit codes."""
        with chdir(self.folder / cwd):
            done = CliRunner().invoke(main, list(arguments), env=ENVIRONMENT)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def findings(self, *arguments: str, cwd: str = ".") -> list[Finding]:
        """What `postlint check` finds, advice left out."""
        done = self.here("check", "--no-cache", "--output-format", "json", *arguments, cwd=cwd)
        assert done.exit_code in (0, 1) and done.stdout, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
        return [
            Finding(
                each["rule"],
                f"{each['path']}:{each['start']['line']}",
                [f"{other['path']}:{other['start']['line']} {other['message']}" for other in each["related"]],
            )
            for each in found
            if each["severity"] != "info"
        ]
