"""Every command of the documentation is run on a copy of the example site, and every configuration is loaded."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ROOT, SITE, postlint, write
from test_documentation import PAGES, commands

NOT_RUN = {
    "links": "it needs the network; tests/external compares what it prints on a server of its own",
    "server": "it serves until the editor ends it; tests/server talks to it",
    "check --executor dask": "it needs a cluster; tests/test_cluster.py has one",
}
"""Beginnings of commands, and why they are not run here."""
STANDS_FOR = {
    "new-rule": "new-rule house/greeting",
    "explain": "explain link/broken",
    "explain RULE": "explain link/broken",
    "explain house/greeting": "explain link/broken",
    "test": "test lint/rules",
    "fix --since": "fix --since main",
    "check --since REV": "check --since main",
}
"""What is left out of a sentence, or stands for something of the reader's own."""
VARIABLES = {"$CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"}
RULE = '''"""“Hello” is no beginning."""

from postlint import Bad, Good, Rule


class Greeting(Rule):
    good = [Good("Good day.")]
    bad = [Bad("⟦Hello⟧ there.")]

    def check(self, doc):
        at = doc.text.find("Hello")
        if at >= 0:
            yield self.at(doc, (at, at + 5), "begin otherwise")
'''


def runnable() -> dict[str, str]:
    """The page that shows it, by command."""
    found = {}
    for page, line in commands():
        arguments = " ".join(re.sub(r"\[[A-Z/]+\]|…|\.\.\.", "", line).split()[1:])
        for name, value in VARIABLES.items():
            arguments = arguments.replace(name, value)
        arguments = STANDS_FOR.get(arguments, arguments)
        if not arguments.startswith(tuple(NOT_RUN)):
            found.setdefault(arguments, page)
    return found


RUNNABLE = runnable()


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site as a repository with a branch, as it is on a server, and a rule of its own."""
    site = tmp_path_factory.mktemp("documented") / "site"
    shutil.copytree(SITE, site)
    write(site, {"lint/rules/house/short_greeting.py": RULE})
    git(site, "init", "--quiet", "--initial-branch", "main")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "The site")
    git(site, "update-ref", "refs/remotes/origin/main", "main")
    return site


@pytest.mark.parametrize("arguments", RUNNABLE)
def test_it_runs(arguments: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reports something, or nothing; it says of none that it could not run."""
    site = tmp_path / "site"
    shutil.copytree(repository, site)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address, *rest: opened.append(address) or True)
    # Only `clean --all` looks at it, and it is not to take away what other tests have stored.
    result = postlint(*shlex.split(arguments), cwd=site, env={"POSTLINT_CACHE_DIR": str(tmp_path / "cache")})
    assert result.code in (0, 1), result.err
    assert len(opened) == ("--open" in arguments)


def test_what_is_not_run_is_shown() -> None:
    """No reason is left over."""
    lines = [" ".join(line.split()[1:]) for _, line in commands()]
    assert all(any(line.startswith(beginning) for line in lines) for beginning in NOT_RUN)


# --- configurations

TOML = re.compile(r"^```toml\n(.*?)^```$", re.M | re.S)
CONFIGURATIONS = [
    (page.name, text)
    for page in PAGES
    for text in TOML.findall(page.read_text("utf-8"))
    if not text.startswith("[language-server")  # of an editor
]


@pytest.mark.parametrize(("page", "text"), CONFIGURATIONS)
def test_a_configuration_is_one(page: str, text: str, repository: Path, tmp_path: Path) -> None:
    """Each key is known, and has a value of its type."""
    site = tmp_path / "site"
    shutil.copytree(repository, site)
    write(site, {"postlint.toml": text})
    env = {"POSTLINT_EXAMPLE_TOKEN": "x"}
    assert postlint("check", cwd=site, env=env).code in (0, 1)
    # A word that is none is noticed: what is shown is looked at.
    write(site, {"postlint.toml": f"nothing-of-this-name = 1\n{text}"})
    assert postlint("check", cwd=site, env=env).code == 2


def learned_from() -> dict[str, str]:
    """The articles of the site that docs/init.md tells of."""
    files = {"hugo.toml": "", "layouts/shortcodes/card.html": "", "static/images/tea.png": "x"}
    alone = {7: "a-day", 107: "tea", 207: "why"}
    for at in range(280):
        fields = [f"title: Notes on tea, part {at}", f"date: {2000 + at // 12}-{at % 12 + 1:02}-15"]
        fields += ["author: Jo"] if at not in alone else []
        fields += ["cover: /images/tea.png"] if at >= 18 else []
        # The newest have neither.
        fields += ["authors: [Jo, Kim]" if at % 2 else "authors: Jo"] if at < 255 else []
        fields += [f"categories: [{'Tools' if at % 3 else 'People'}]"] if at < 255 else []
        card = f'{{{{< card picture="/images/tea.png" to="/posts/post-{at + 84}/" words="Some words, part {at}." >}}}}'
        text = "\n".join(["---", *fields, "---", "", "A cup of tea.", *(["", card] if at < 84 else []), ""])
        files[f"content/posts/{alone.get(at, f'post-{at}')}.md"] = text
    return files


def test_what_init_learns(folder: Path) -> None:
    page = (ROOT / "docs" / "init.md").read_text("utf-8")
    (shown,) = (text for text in TOML.findall(page) if text.startswith("# Learned"))
    write(folder, learned_from())
    printed = postlint("init", "--dry-run", cwd=folder).out
    assert printed.partition("\n")[2].partition("\nNothing is written")[0].rstrip() == shown.rstrip()


# --- what installs and builds

MAKE = re.compile(r"^ {4}make ([a-z]+)|`make ([a-z]+)", re.M)
PIP = re.compile(r"pip install [^\n`]*?\[([a-z,]+)\]")
SCRIPTS = re.compile(r"`(?:python )?((?:bench|tests|docs)/[\w/]+\.py)((?: --[a-z-]+)*)")
TEXTS = {page.name: page.read_text("utf-8") for page in [*PAGES, ROOT / "ARCHITECTURE.md"]}


def test_targets_of_make() -> None:
    """They are there. They are not run: they set up an environment from an index, and run these tests."""
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    shown = {name or other for text in TEXTS.values() for name, other in MAKE.findall(text)}
    assert {"demo", "test", "quick"} <= shown <= known


def test_extras() -> None:
    """They are there. They are not installed: that needs an index of packages."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"].keys()
    shown = {extra for text in TEXTS.values() for extras in PIP.findall(text) for extra in extras.split(",")}
    assert {"spelling", "report", "lsp"} <= shown <= known


def test_scripts() -> None:
    """They are there, with the options that are named. They are not run: they need real sites, or much time."""
    shown = {script for text in TEXTS.values() for script in SCRIPTS.findall(text)}
    assert len(shown) >= 5
    for name, options in sorted(shown):
        file = ROOT / name
        assert file.is_file(), name
        for option in options.split():
            done = subprocess.run(
                [sys.executable, file, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert option in done.stdout, f"{name} {option}"


# --- what else a block shows

FENCE = re.compile(r"^```(\w*)\n([\s\S]*?)^```$", re.M)
INDENTED = re.compile(r"(?<=\n\n)(?: {4}.*\n|\n(?= {4}))+")
OTHERS = {
    "postlint": "run above",
    "make": "its targets are looked for above",
    "pip": "its extras are looked for above",
    "cd": "of the reader's own folders",
    "git": "tests/pull_request/test_ci_page.py runs the blocks of docs/ci.md",
    "npm": "it needs the registry of npm; tests/server/test_vscode.py tests what it packs",
    "code": "it needs VS Code",
    "python3": "it makes an environment in the reader's home",
    "~/.local/share/postlint/bin/pip": "it installs into that environment",
    '"[markdown]":': "a setting of VS Code",
    "$": "tests/test_screen.py compares the first screen of README.md with what is printed",
}
"""What a line of a block begins with, and how it is held to what is true, or why it is not run."""


def blocks(text: str) -> Iterator[str]:
    """The blocks of a page that show commands, or are in no language."""
    yield from (block for language, block in FENCE.findall(text) if language == "sh")
    for block in INDENTED.findall(FENCE.sub("", text)):
        yield textwrap.dedent(block)


def test_each_line_of_a_block_is_held_to_something() -> None:
    seen = set()
    for text in TEXTS.values():
        for block in blocks(text):
            for line in block.splitlines():
                # What is shown beside a command may go on in the next line.
                seen |= {line.split()[0]} if line[:1].strip() else set()
                if line.startswith("$"):
                    break
    assert seen == set(OTHERS)
