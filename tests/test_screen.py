"""The first screen: what a terminal shows, at any width, and that what it tells to do ends what it tells of."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import termios
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from command import ROOT, SITE, environment, postlint, write

COMMAND = re.compile(r"`(postlint [^`]+)`")
ESCAPE = re.compile(r"\033\[[0-9;]*[mK]")
PLANTED = {
    "front-matter/empty-field": 46,
    "link/padded-destination": 11,
    "heading/skipped-level": 6,
    "link/alias": 6,
}
"""The habits of the notes of the example site, and of one article, and in how many findings each shows."""


def screen(*arguments: str, cwd: Path, width: int = 80, env: Mapping[str, str] | None = None) -> str:
    """What a terminal of this width shows of a call."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    command = [sys.executable, "-m", "postlint", *arguments]
    changed = environment({"PYTHONPATH": str(ROOT), **(env or {})})
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, cwd=cwd, env=changed) as running:
        os.close(follower)
        parts: list[bytes] = []
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
        assert running.wait(120) in (0, 1)
    os.close(leader)
    shown = b"".join(parts).decode("utf-8").replace("\r\n", "\n")
    # The bar of a run that takes long is gone when it ends.
    return "\n".join(line.rpartition("\r")[2].removeprefix("\033[K") for line in shown.split("\n"))


def copied(folder: Path) -> Path:
    """The example site, in a repository of its own."""
    (folder / "site" / ".git").mkdir(parents=True)
    ignored = shutil.ignore_patterns(".postlint_cache")
    return Path(shutil.copytree(SITE, folder / "site", dirs_exist_ok=True, ignore=ignored))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, which no test changes: what one run has found, the next ones know."""
    return copied(tmp_path_factory.mktemp("example"))


def planted(site: Path) -> Counter[str]:
    found = postlint("check", "content/notes", "--output-format", "json", cwd=site).data["diagnostics"]
    return Counter(finding["rule"] for finding in found)


def test_the_example_site_has_its_habits(site: Path) -> None:
    assert planted(site) == {**PLANTED, "link/padded-destination": PLANTED["link/padded-destination"] - 2}


def test_an_editor_reads_twenty_five_lines(site: Path) -> None:
    """The article with errors, each habit once with what ends it, and advice in one sentence."""
    lines = screen("check", cwd=site, env={"NO_COLOR": "1"}).splitlines()
    assert len(lines) <= 25
    assert lines[0] == "content/articles/remote-standups.md  1 error, 3 warnings"
    text = "\n".join(lines)
    assert text.count("tags") == 1
    assert "46 of 63 articles: “tags” is empty" in text
    assert "it comes from archetypes/default.md:5" in text
    assert " and 43 more" in text
    assert "pieces of advice in 48 articles: 47 front-matter/empty-field" in text.replace("\n", " ")


def test_the_commands_end_the_habits(tmp_path: Path) -> None:
    """As they are printed, in that order; only those that repair."""
    site = copied(tmp_path)
    text = screen("check", cwd=site, env={"NO_COLOR": "1"}).replace("\n", " ")
    commands = [shlex.split(command)[1:] for command in COMMAND.findall(text)]
    assert all(planted(site)[rule] for rule in PLANTED)
    for command in commands:
        if command[0] == "fix":
            assert postlint(*command, cwd=site).code in (0, 1)
    assert planted(site) == {}
    assert postlint("check", cwd=site).code == 0


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog of 300 articles with 600 findings of many kinds."""
    slips = [
        "A [link ](/b/) and *that *which we want.",
        "TODO: write this.\n\n## Empty\n\n## Next\n\nText.",
        "Look at [this](example.org) and ![](/picture.png).",
        "It is is so, and **this **too.",
        "[Nowhere](/articles/{number}-gone/) and [again](/nowhere/).",
    ]
    folder = tmp_path_factory.mktemp("large")
    files = {"hugo.toml": "", "static/picture.png": ""}
    for number in range(300):
        title = f"An article that has a name of its own and the number {number}"
        front = f"+++\ntitle = '{title}'\ndescription = 'About {number}.'\ndate = 2024-01-01\n+++\n\n"
        files[f"content/articles/an-article-with-a-long-name-{number}.md"] = (
            front + slips[number % len(slips)].format(number=number) + "\n"
        )
    (folder / ".git").mkdir()
    return write(folder, files)


def test_three_hundred_articles_on_one_screen(large: Path) -> None:
    found = postlint("check", cwd=large).lines
    assert 600 <= len(found) <= 700
    shown = screen("check", cwd=large, env={"NO_COLOR": "1"})
    lines = shown.splitlines()
    assert len(lines) <= 45
    assert lines[0].endswith(("2 errors", "1 error, 1 warning", "1 error"))
    for command in ("postlint check --all", "postlint doctor", "postlint baseline"):
        assert f"`{command}`" in shown
    assert "Not shown: " in shown


def test_all_shows_all(large: Path) -> None:
    found = postlint("check", cwd=large).lines
    lines = screen("check", "--all", "--advice", cwd=large, env={"NO_COLOR": "1"}).splitlines()
    assert sum(1 for line in lines if re.match(r" +\d+  (error|warning|info)", line)) == len(found)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_lines_fit(width: int, site: Path, large: Path) -> None:
    """No line is wider than the terminal, but for a command; each file is named whole."""
    for folder in (site, large):
        lines = screen("check", cwd=folder, width=width, env={"NO_COLOR": "1"}).splitlines()
        assert [line for line in lines if len(line) > width and not COMMAND.fullmatch(line.strip())] == []
        names = {file.name for file in folder.rglob("*.md")}
        shown = re.findall(r"[^/\s…]+\.md(?=[:\s])", "\n".join(lines))
        assert shown and set(shown) <= names


def test_the_terminal_decides_nothing_else(large: Path) -> None:
    """The same articles in the same order at every width, with colours and without."""

    def articles(**options: object) -> list[str]:
        text = ESCAPE.sub("", screen("check", cwd=large, **options))  # type: ignore[arg-type]
        return [line.split(".md")[0][-4:] for line in text.splitlines() if re.match(r"content/\S+\.md  ", line)]

    shown = articles()
    assert shown == articles(width=120) == articles(env={"NO_COLOR": "1"}) != []


def test_colours(site: Path) -> None:
    assert "\033[" in screen("check", cwd=site)
    assert "\033[" not in screen("check", cwd=site, env={"NO_COLOR": "1"})
    assert "\033[" not in screen("check", "--color", "never", cwd=site)


def test_a_pipe_gets_everything(large: Path) -> None:
    """Whole and sorted by path, whatever the terminal shows."""
    lines = postlint("check", cwd=large).lines
    paths = [line.split(":")[0] for line in lines]
    assert paths == sorted(paths)
    assert lines == postlint("check", "--output-format", "concise", cwd=large).lines
    found = postlint("check", "--output-format", "json", cwd=large).data["diagnostics"]
    assert len(found) == len(lines)


def test_commands_are_about_the_same_articles(site: Path) -> None:
    shown = screen("check", "content/notes", "--ignore", "heading", cwd=site, env={"NO_COLOR": "1"}).replace("\n", " ")
    commands = COMMAND.findall(shown)
    assert "postlint fix --unsafe --ignore heading content/notes" in commands
    assert all(command.endswith(" content/notes") for command in commands)


def test_a_healthy_site(folder: Path) -> None:
    write(folder, {"a.md": "Text.\n"})
    assert screen("check", cwd=folder, env={"NO_COLOR": "1"}) == "No findings in 1 article.\n"


def test_only_advice(folder: Path) -> None:
    write(folder, {"a.md": "[a]( /b)\n"})
    shown = screen("check", cwd=folder, env={"NO_COLOR": "1"})
    assert shown.splitlines()[0].startswith("1 piece of advice in 1 article: 1 link/padded-destination;")
    assert "No errors or warnings in 1 article." in shown
    assert "a.md" in screen("check", "--advice", cwd=folder)


def test_the_readme_shows_it(site: Path) -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    start = lines.index("    $ postlint check") + 1
    shown = screen("check", cwd=site, width=90, env={"NO_COLOR": "1"}).splitlines()
    assert [line.removeprefix("    ") for line in lines[start : start + len(shown)]] == shown
