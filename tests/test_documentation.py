"""The commands that the documentation shows are commands, and what it shows as their output is what they print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from command import ROOT, SITE, postlint

import postlint as face
from postlint import Change, Prose, nodes
from postlint.cli import COMMANDS, main

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
IN_TEXT = re.compile(r"(?<![\w`])`(postlint [a-z][^`]*)`")
IN_A_BLOCK = re.compile(r"^(?: {4,}(?:\$ )?| *\$ | *- (?:run: )?| *run: )(postlint [a-z-]+\b.*(?:\n +--.*)*)$", re.M)
PLACEHOLDERS = re.compile(r"\[[A-Z]+\]|…|\.\.\.")


def shown() -> Iterator[tuple[str, str, str]]:
    """Each command with the output that a page shows for it; those that use the network are in tests/external."""
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text("utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
                command, _, output = part.partition("\n")
                if not command.startswith("postlint links"):
                    yield page.name, command, output


def commands() -> Iterator[tuple[str, str]]:
    """Each command line of the documentation that calls postlint."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for line in dict.fromkeys((*IN_TEXT.findall(text), *IN_A_BLOCK.findall(text))):
            # What is shown beside a command stands behind two spaces, or is a comment.
            yield page.name, re.split(r" {2,}(?!-)|\s#", re.sub(r"\n +", " ", line))[0]


@pytest.mark.parametrize(("page", "command", "output"), list(shown()))
def test_outputs(page: str, command: str, output: str) -> None:
    result = postlint(*shlex.split(command)[1:], cwd=SITE)
    assert result.out.rstrip() == output.rstrip()


def test_something_is_shown() -> None:
    assert len(list(shown())) >= 2
    assert len(list(commands())) >= 25


@pytest.mark.parametrize(("page", "line"), list(commands()))
def test_commands(page: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is one that there is, with options that it has."""
    name, *arguments = shlex.split(PLACEHOLDERS.sub("", line))[1:]
    assert name in COMMANDS
    monkeypatch.chdir(tmp_path)
    command = main.get_command(click.Context(main), name)
    assert command is not None
    try:
        command.make_context(name, arguments, resilient_parsing=False)
    except click.NoSuchOption as error:
        pytest.fail(error.format_message())
    except click.UsageError:
        # A name of a file that is not here, or an argument that the sentence leaves out.
        pass
    except click.exceptions.Exit:
        pass


# --- what a rule may import

CONTRIBUTING = set(re.findall(r"`([\w.]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))


def test_what_a_rule_may_import_is_described() -> None:
    assert face._MODULE_OF.keys() | {"nodes"} <= CONTRIBUTING
    assert {change.name for change in Change} <= CONTRIBUTING


def test_nodes_and_prose_are_described() -> None:
    kinds = {name for name, value in vars(nodes).items() if isinstance(value, type) and issubclass(value, nodes.Node)}
    # What others are made of.
    assert kinds - {"Node", "Parent", "Phrasing", "Html", "ProseBlock", "_Kept"} <= CONTRIBUTING
    offered = {name.rpartition(".")[2] for name in CONTRIBUTING if name.startswith("block.prose.")}
    assert offered >= {"text", "masked"}
    assert all(hasattr(Prose, name) for name in (*offered, "runs", "brackets", "leftovers"))


def test_new_names_in_the_changelog_are_there() -> None:
    """What own rules of a site may have imported is called by its new name."""
    table = (ROOT / "CHANGELOG.md").read_text("utf-8").partition("| before | now |\n")[2].partition("\n\n")[0]
    cells = [line.split(" | ")[-1] for line in table.splitlines()[1:]]
    names = [name for cell in cells for name in re.findall(r"`(postlint(?:\.\w+)+)", cell)]
    assert len(names) >= 8
    for name in names:
        module, _, attribute = name.rpartition(".")
        try:
            import_module(name)
        except ModuleNotFoundError:
            assert hasattr(import_module(module), attribute), name
