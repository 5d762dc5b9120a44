"""Broken and hostile input: always a clear finding or message and the promised exit code, and nothing is lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from command import Result, found, postlint, write
from growth import LENGTH, LIMIT, ratio

from postlint.run import article_writer, site_files

PADDED = "link/padded-text"
UNREADABLE = "file/unreadable"
CLEAN = "Text.\n"
WARNING = "[a ](/b)\n"
FIXED = "[a](/b)\n"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def both(folder: Path, *arguments: str | Path) -> Result:
    """What `check` says. `fix` says the same, and changes nothing."""
    before = contents(folder)
    result = postlint("check", *arguments, cwd=folder)
    fixed = postlint("fix", *arguments, cwd=folder)
    assert (fixed.code, fixed.out) == (result.code, result.out)
    assert contents(folder) == before
    return result


# --- what a file may hold

TEXTS: dict[str, tuple[bytes, str, str]] = {
    "Latin-1": (b"text\ncaf\xe9\n", UNREADABLE, "byte 9, in line 2"),
    "UTF-16": ("text".encode("utf-16"), UNREADABLE, ""),
    "a cut character": ("é".encode()[:1], UNREADABLE, "byte 1, in line 1"),
    "an encoded surrogate": (b"\xed\xa0\x80", UNREADABLE, ""),
    "NUL bytes": (b"a\nb\0c\0\n", UNREADABLE, "line 2"),
    "an image that is called an article": (b"\x89PNG\r\n\x1a\n\0\0", UNREADABLE, ""),
    "front matter without end": (b"+++\ntitle = 'x'\n\ntext\n", "front-matter/invalid-syntax", "+++"),
    "YAML front matter without end": (b"---\ntitle: x\n\ntext\n", "front-matter/invalid-syntax", "---"),
    "JSON front matter without end": (b'{"title": "x"\n\ntext\n', "front-matter/invalid-syntax", ""),
    "TOML that is none": (b"+++\ntitle = \n+++\ntext\n", "front-matter/invalid-syntax", ""),
    "YAML that is none": (b"---\ntitle: 'x\n---\ntext\n", "front-matter/invalid-syntax", ""),
    "YAML that is no table": (b"---\n- a\n---\ntext\n", "front-matter/invalid-syntax", ""),
    "YAML that grows without end": (
        b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n" + b"e: &e [*e]\n---\ntext\n",
        "front-matter/invalid-syntax",
        "",
    ),
    "front matter nested without end": (
        b"+++\na = " + b"[" * 5000 + b"]" * 5000 + b"\n+++\n",
        "front-matter/invalid-syntax",
        "",
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_file_that_cannot_be_used(case: str, folder: Path) -> None:
    """It is a finding that says why, and the others are looked at."""
    data, rule, said = TEXTS[case]
    write(folder, {"a.md": data, "b.md": "[a](example.org)\n"})
    result = both(folder)
    assert result.code == 1
    mine = [line for line in result.lines if line.startswith("a.md:")]
    assert len(mine) == 1
    assert f"error {rule} " in mine[0] and said in mine[0]
    assert "b.md:1:5: error link/bare-domain" in result.out


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\xef\xbb\xbf",
        b"\r",
        b"+++\ntitle = 'x'\n+++\n",
        b"---\ntitle: x\n---",
        b'{"title": "x"}',
        b"+++\n+++\n",
        b"---\n---\n",
        "\u2028\x85\x0b\x0c".encode(),
        b"\x01\x02\x7f\n",
        "\ufffe\uffff\U0010ffff\n".encode(),
    ],
    ids=repr,
)
def test_a_file_with_little_in_it(data: bytes, folder: Path) -> None:
    """No finding that fails a run, and no change."""
    write(folder, {"a.md": data})
    assert both(folder, "--ignore", "text,front-matter/missing-field").code == 0


LONG: dict[str, Callable[[int], str]] = {
    "a line": lambda size: "word " * (size // 5),
    "a word": lambda size: "a" * size,
    "brackets": lambda size: "[" * size,
    "closed brackets": lambda size: "[]" * (size // 2),
    "links without end": lambda size: "[a](" * (size // 4),
    "stars": lambda size: "*" * size,
    "stars and letters": lambda size: "*a " * (size // 3),
    "markers of both kinds": lambda size: "*a_ " * (size // 4),
    "backticks": lambda size: "".join("`" * (at % 50) + " " for at in range(size // 25)),
    "comments without end": lambda size: "<!-- " * (size // 5),
    "tags without end": lambda size: "<a " * (size // 3),
    "addresses": lambda size: "a@" * (size // 2),
    "shortcodes without end": lambda size: "{{< a " * (size // 6),
    "quotes": lambda size: "> " * (size // 2),
    "items": lambda size: "- " * (size // 2),
    "newlines": lambda size: "\n" * size,
    "cells": lambda size: "|a" * (size // 2) + "\n" + "|-" * (size // 2) + "\n",
    "rows": lambda size: "|a|b|\n|-|-|\n" + "|a|b|\n" * (size // 6),
    "definitions": lambda size: "a\n: b\n\n" * (size // 7),
    "footnotes": lambda size: "".join(f"[^{at}]: a\n" for at in range(size // 12)),
    "references": lambda size: "".join(f"[{at}]: /a\n" for at in range(size // 12)),
    "entities": lambda size: "&amp" * (size // 4),
}


@pytest.mark.parametrize("case", LONG)
def test_a_long_text(case: str, folder: Path) -> None:
    """100 KB of anything are looked at like other articles, and the time grows with the size, not with its square."""

    def check(text: str) -> None:
        write(folder, {"a.md": text})
        result = postlint("check", "--no-cache", cwd=folder)
        assert result.code in (0, 1)
        assert UNREADABLE not in result.out

    check(LONG[case](LENGTH))
    assert ratio(check, LONG[case]) <= LIMIT


def test_five_megabytes_in_a_line(folder: Path) -> None:
    text = ("word " * 1_000 + "[a link](/b) and *more*, ") * 1_000 + "[a ](/b)"
    assert len(text) > 5_000_000
    write(folder, {"a.md": text})
    result = postlint("fix", "--no-cache", "--select", PADDED, "--output-format", "full", cwd=folder)
    assert (result.code, result.lines) == (0, ["No findings in 1 article."])
    assert (folder / "a.md").read_text() == text.removesuffix("[a ](/b)") + "[a](/b)"


def test_a_file_beyond_all_use(folder: Path) -> None:
    write(folder, {"a.md": b"a" * 21_000_000})
    result = both(folder)
    assert result.code == 1
    assert f"a.md:1:1: error {UNREADABLE} the file has 21.0 MB" in result.out


# --- what stands in the tree


def test_a_loop_of_folders(folder: Path) -> None:
    """A link to a folder above is not followed, so the search ends and each article is found once."""
    write(folder, {"content/a.md": WARNING})
    (folder / "content" / "loop").symlink_to(folder)
    (folder / "content" / "self").symlink_to(folder / "content" / "self")
    result = postlint("check", cwd=folder)
    assert result.out.count(PADDED) == 1
    assert result.code == 1


def test_a_loop_of_links(folder: Path) -> None:
    (folder / "a.md").symlink_to("b.md")
    (folder / "b.md").symlink_to("a.md")
    for arguments in ([], ["a.md", "b.md"]):
        result = postlint("check", *arguments, cwd=folder)
        assert result.code == 1
        assert [line.split(" ")[2] for line in result.lines] == [UNREADABLE] * 2


@pytest.mark.parametrize("arguments", [[], ["a.md"]], ids=["found", "named"])
def test_a_link_to_nothing(arguments: list[str], folder: Path) -> None:
    (folder / "a.md").symlink_to("gone.md")
    result = both(folder, *arguments)
    assert result.code == 1
    assert f"a.md:1:1: error {UNREADABLE} " in result.out and "does not exist" in result.out


def test_a_folder_that_is_called_an_article(folder: Path) -> None:
    write(folder, {"a.md/b.md": WARNING})
    assert postlint("check", cwd=folder).out.startswith("a.md/b.md:1:3: ")
    assert postlint("check", "a.md", cwd=folder).out.startswith("a.md/b.md:1:3: ")


@pytest.mark.parametrize("arguments", [[], ["pipe.md"]], ids=["found", "named"])
def test_a_pipe(arguments: list[str], folder: Path) -> None:
    """Nobody writes into it: whoever reads it would wait for ever."""
    os.mkfifo(folder / "pipe.md")
    result = postlint("check", *arguments, cwd=folder)
    assert result.code == 1
    assert result.out.startswith(f"pipe.md:1:1: error {UNREADABLE} ")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no such devices here")
def test_a_device(folder: Path) -> None:
    (folder / "a.md").symlink_to("/dev/zero")
    result = postlint("check", cwd=folder)
    assert result.code == 1
    assert UNREADABLE in result.out


def test_a_file_that_may_not_be_read(folder: Path) -> None:
    """Where the tests run as root, everything may be read: the refusal is made up."""
    write(folder, {"a.md": CLEAN, "b.md": WARNING})
    read = site_files.read_bytes

    def refuse(path: str, largest: int) -> bytes:
        if Path(path).name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, largest)

    with patch.object(site_files, "read_bytes", refuse):
        result = postlint("check", "--no-cache", cwd=folder)
    assert result.code == 1
    assert f"a.md:1:1: error {UNREADABLE} the file cannot be read: permission denied" in result.out
    assert f"b.md:1:3: warning {PADDED}" in result.out


def test_a_file_that_goes_while_it_is_looked_for(folder: Path) -> None:
    write(folder, {"a.md": CLEAN})
    read = site_files.read_bytes

    def gone(path: str, largest: int) -> bytes:
        Path(path).unlink()
        return read(path, largest)

    with patch.object(site_files, "read_bytes", gone):
        result = postlint("check", "--no-cache", cwd=folder)
    assert result.code == 1
    assert UNREADABLE in result.out


# --- what happens while a file is repaired


def before_writing(monkeypatch: pytest.MonkeyPatch, happen: Callable[[Path], object]) -> None:
    """Let something happen to each file between its repair in memory and its writing."""
    write_file = article_writer.write

    def late(path: Path, before: bytes, after: bytes, within: Path) -> None:
        happen(path)
        write_file(path, before, after, within)

    monkeypatch.setattr(article_writer, "write", late)


def test_a_file_that_changes_while_it_is_repaired(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody else wrote stays; the other files are repaired."""
    write(folder, {"a.md": WARNING, "b.md": WARNING})
    before_writing(monkeypatch, lambda path: path.write_text("new\n") if path.name == "a.md" else None)
    result = postlint("fix", cwd=folder)
    assert result.code == 2
    assert "a.md changed while it was being repaired; it is left as it is" in result.err
    assert contents(folder) == {"a.md": b"new\n", "b.md": FIXED.encode()}


def test_a_file_that_changes_at_the_last_moment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new text is on the disk already, under another name."""
    write(folder, {"a.md": WARNING})
    sync = os.fsync

    def change(handle: int) -> None:
        sync(handle)
        (folder / "a.md").write_text("new\n")

    monkeypatch.setattr(os, "fsync", change)
    assert postlint("fix", "--no-cache", cwd=folder).code == 2
    assert contents(folder) == {"a.md": b"new\n"}


def test_a_file_that_is_deleted_while_it_is_repaired(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"a.md": WARNING})
    before_writing(monkeypatch, Path.unlink)
    result = postlint("fix", cwd=folder)
    assert result.code == 2
    assert "a.md cannot be written: No such file" in result.err
    assert contents(folder) == {}


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("os.fsync", OSError(28, "No space left on device")),
        ("postlint.run.article_writer._unnamed", PermissionError(13, "Permission denied")),
        ("os.replace", OSError(30, "Read-only file system")),
    ],
)
def test_a_disk_that_refuses(name: str, error: OSError, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise error

    write(folder, {"a.md": WARNING})
    monkeypatch.setattr(name, refuse)
    result = postlint("fix", "--no-cache", cwd=folder)
    assert result.code == 2
    assert f"a.md cannot be written: {error.strerror}" in result.err
    assert contents(folder) == {"a.md": WARNING.encode()}


def test_what_was_not_written_is_not_called_repaired(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"a.md": WARNING, "b.md": WARNING * 2})
    before_writing(monkeypatch, lambda path: path.write_text("new\n") if path.name == "b.md" else None)
    assert "Repaired 1 finding in 1 article." in postlint("fix", cwd=folder).err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    write(folder, {"sub/a.md": WARNING})
    (folder / "sub").chmod(0o555)
    try:
        result = postlint("fix", cwd=folder)
    finally:
        (folder / "sub").chmod(0o755)
    assert result.code == 2
    assert "sub/a.md cannot be written: Permission denied" in result.err
    assert contents(folder) == {"sub/a.md": WARNING.encode()}


def test_a_run_that_is_interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is the old one or the new one, and nothing else is left behind."""

    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    write(folder, {"a.md": WARNING})
    monkeypatch.setattr(os, "fsync", interrupt)
    assert postlint("fix", "--no-cache", cwd=folder).code == 130
    assert contents(folder) == {"a.md": WARNING.encode()}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o444])
def test_permissions_are_kept(mode: int, folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    (folder / "a.md").chmod(mode)
    assert postlint("fix", cwd=folder).code == 0
    assert stat.S_IMODE((folder / "a.md").stat().st_mode) == mode


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n\n", b"\r"], ids=repr)
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\r\n", "𝒳\n\t\r\n \u2028".encode()], ids=repr)
def test_every_other_byte_is_kept(start: bytes, end: bytes, folder: Path) -> None:
    write(folder, {"a.md": start + b"[a ](/b)" + end})
    assert postlint("fix", "--select", PADDED, cwd=folder).code == 0
    assert contents(folder) == {"a.md": start + b"[a](/b)" + end}


def test_a_file_without_repairs_is_not_written(folder: Path) -> None:
    write(folder, {"a.md": "[a](example.org)\n"})
    before = (folder / "a.md").stat()
    postlint("fix", cwd=folder)
    after = (folder / "a.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


# --- links while a file is repaired


def test_a_link_within_the_site_is_followed(folder: Path) -> None:
    """The file it leads to is repaired, once, and the link stays one."""
    write(folder, {"en/a.md": WARNING, "de/keep.txt": ""})
    (folder / "de" / "a.md").symlink_to("../en/a.md")
    result = postlint("fix", cwd=folder)
    assert (result.code, result.out) == (0, "")
    assert (folder / "de" / "a.md").is_symlink()
    assert (folder / "en" / "a.md").read_text() == FIXED


@pytest.mark.parametrize("named", [False, True], ids=["found", "named"])
def test_a_link_out_of_the_site(named: bool, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody expects a repair of this site to change files elsewhere."""
    other = write(tmp_path_factory.mktemp("other"), {"secret.md": WARNING})
    (folder / "a.md").symlink_to(other / "secret.md")
    result = postlint("fix", *["a.md"][: int(named)], cwd=folder)
    assert result.code == 2
    assert "outside of the site" in result.err
    assert (other / "secret.md").read_text() == WARNING
    assert (folder / "a.md").is_symlink()
    assert [file.name for file in other.iterdir()] == ["secret.md"]


def test_a_linked_folder_out_of_the_site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = write(tmp_path_factory.mktemp("other"), {"a.md": WARNING})
    (folder / "sub").symlink_to(other)
    assert postlint("fix", cwd=folder).code == 0, "it is not searched"
    assert postlint("fix", "sub/a.md", cwd=folder).code == 2
    assert (other / "a.md").read_text() == WARNING


def test_a_linked_site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The way to the site itself may be a link: everything in it is in the site."""
    other = write(tmp_path_factory.mktemp("other"), {"site/.git/HEAD": "", "site/a.md": WARNING})
    (folder / "site").symlink_to(other / "site")
    assert postlint("fix", ".", cwd=folder / "site").code == 0
    assert (other / "site" / "a.md").read_text() == FIXED


def test_findings_after_a_refusal(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What could not be repaired is still told, also where others were."""
    other = write(tmp_path_factory.mktemp("other"), {"secret.md": WARNING})
    write(folder, {"b.md": WARNING})
    (folder / "a.md").symlink_to(other / "secret.md")
    result = postlint("fix", cwd=folder)
    assert "a.md" in result.err
    assert found(result) == []
    assert (folder / "b.md").read_text() == FIXED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["check", "rules", "site"])
def test_output_that_cannot_be_written_is_told(tmp_path: Path, command: str) -> None:
    write(tmp_path, {"a.md": "[a ](/b)\n"})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "postlint", command], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr) == (2, b"postlint: could not go on: No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="a matter of shells")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1)])
def test_output_that_nobody_reads(tmp_path: Path, closed: str, code: int) -> None:
    write(tmp_path, {"a.md": "[a ](/b)\n"})
    command = f"'{sys.executable}' -m postlint check {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (code, "")
