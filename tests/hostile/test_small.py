"""Names that a terminal would obey, signals, addresses within clouds, folders nobody may read, and ends of files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ROOT, environment, postlint, write
from examples import RULES

from postlint.external.addresses import is_public
from postlint.rule import FileRule, Rule

FRONT = "+++\ntitle = '{}'\n+++\n\n"
NAMES = [
    "a\nb.md",
    "a\x1b[31mb.md",
    "a\u202eb.md",
    "a`b``c.md",
    "a\r\nb::error::x.md",
    "a|b<i>.md",
    "a\x9bb.md",
    "a\u2067b.md",
]
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def odd(folder: Path) -> Path:
    """A site in which each article has an odd name, a link to repair and one that goes nowhere."""
    write(folder, {"hugo.toml": ""})
    for number, name in enumerate(NAMES):
        write(folder, {f"content/{name}": FRONT.format(number) + "[a ](/b)\n\n[x](gone.md)\n"})
    return folder


FORMATS = "full concise grouped github gitlab junit checkstyle markdown azure pylint sarif json jsonl rdjson".split()


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_is_obeyed(odd: Path, form: str) -> None:
    result = postlint("check", "--output-format", form, cwd=odd)
    assert result.code == 1
    # What programs read is as it is, but for what JSON and XML write otherwise.
    if form not in ("sarif", "json", "jsonl", "rdjson", "gitlab"):
        assert OBEYED.findall(result.out + result.err) == []
        assert "\n::error::x" not in result.out and not re.search(r"^b\.md", result.out, re.M)
    else:
        assert re.findall("[\x00-\x08\x0b-\x1f]", result.out) == []


@pytest.mark.parametrize(
    "arguments", [["fix", "--diff"], ["fix"], ["site"], ["baseline"], ["doctor"], ["check", "--show-config"]]
)
def test_no_message_is_obeyed(odd: Path, arguments: list[str]) -> None:
    for file in (odd / "content").iterdir():
        if arguments == ["fix"]:
            # Also where nothing can be written.
            file.with_suffix(".orig").symlink_to(file)
    result = postlint(*arguments, cwd=odd)
    assert OBEYED.findall(result.out + result.err) == []
    assert not re.search(r"^b(?:::error::x)?\.md", result.out + result.err, re.M)


def test_a_path_does_not_break_out_of_the_markdown_report(odd: Path) -> None:
    lines = [line for line in postlint("check", "--output-format", "markdown", cwd=odd).lines if "a`b``c" in line]
    assert lines and all("``` content/a`b``c.md:" in line for line in lines)


@pytest.mark.parametrize("name", ["no such\x1b[31m", "no\nsuch.md"])
def test_an_error_of_use_is_not_obeyed(folder: Path, name: str) -> None:
    result = postlint("check", name, cwd=folder)
    assert result.code == 2 and OBEYED.findall(result.err) == [] and result.err.count("\n") == 1


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_nothing_behind(folder: Path, end: signal.Signals) -> None:
    """Whenever it comes: each article is as it was or as it will be."""
    bad, good = FRONT.format("x") + "[a ](/b)\n" * 4, FRONT.format("x") + "[a](/b)\n" * 4
    for wait in (0.0, 0.05, 0.1):
        write(folder, {f"a{number}.md": bad for number in range(300)})
        command = [
            sys.executable,
            "-m",
            "postlint",
            "fix",
            "--no-cache",
            "--isolated",
            "--jobs",
            "1",
            "--select",
            "link",
        ]
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment({"PYTHONPATH": str(ROOT)}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        while process.poll() is None and not any((folder / f"a{n}.md").read_text() == good for n in (0, 1, 10)):
            time.sleep(0.005)
        time.sleep(wait)
        process.send_signal(end)
        process.communicate()
        left = {file.name for file in folder.iterdir()} ^ {".git", *(f"a{number}.md" for number in range(300))}
        if end == signal.SIGKILL:
            # Nothing can be done then: the new text of the article at hand may lie beside it.
            assert len(left) <= 1
            for name in left:
                assert re.fullmatch(r"\.a\d+\.md\.[0-9a-f]+", name)
                (folder / name).unlink()
        else:
            assert not left
        assert {file.read_text() for file in folder.glob("*.md")} <= {bad, good}


@pytest.mark.parametrize(
    "address",
    [
        "168.63.129.16",
        "::ffff:168.63.129.16",
        "161.26.0.10",
        "166.9.1.1",
        "100.100.100.200",
        "169.254.169.254",
        "fd00:ec2::254",
    ],
)
def test_addresses_within_clouds_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_a_folder_that_cannot_be_searched_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"hugo.toml": "", "content/secret/a.md": FRONT.format("x")})
    scan = os.scandir

    def refuse(path: str = ".") -> object:
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    for _ in range(2):
        result = postlint("check", cwd=folder)
        assert result.code == 1
        assert (
            "content/secret:1:1: error file/unreadable the file cannot be read: it is a folder that cannot be searched"
            in result.out
        )


def test_an_article_with_one_nul_is_checked(folder: Path) -> None:
    write(folder, {"a.md": FRONT.format("x") + "A line\0 break, and more of it.\n\n[a ](/b)\n"})
    result = postlint("check", cwd=folder)
    assert "link/padded-text" in result.out and "U+0000" in result.out


def test_no_repair_adds_a_newline_to_the_end(folder: Path) -> None:
    """Whatever is repaired, by whatever rule: nor does one take a newline away."""
    texts: dict[str, str] = {}
    for name, rule in RULES.items():
        if not issubclass(rule, Rule | FileRule):
            continue
        for number, example in enumerate(rule.bad):
            text = example.text.replace("⟦", "").replace("⟧", "")
            for end in ("", "\n"):
                texts[f"{name.replace('/', '-')}-{number}-{len(end)}.md"] = text.rstrip("\r\n") + end
    write(folder, {name: text.encode("utf-8", "surrogateescape") for name, text in texts.items()})
    assert postlint("fix", "--unsafe", "--isolated", "--extend-select", "ALL", cwd=folder).code in (0, 1)
    ends = {
        name: (folder / name).read_bytes().endswith(b"\n")
        for name, text in texts.items()
        if (folder / name).stat().st_size
    }
    changed = [name for name in ends if (folder / name).read_bytes() != texts[name].encode("utf-8", "surrogateescape")]
    assert len(changed) > 50
    assert [name for name in changed if ends[name] != texts[name].endswith("\n")] == []
