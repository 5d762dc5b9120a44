"""Suppressions: what each comment silences, in each of its forms, and what is said of those that do nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command import found, postlint, write

PADDED = "link/padded-text"
STRAY = "emphasis/stray-space"
UNUSED = "suppression/unused"
UNKNOWN = "suppression/unknown-rule"
BAD = "[a ](/b)"
BOTH = "[a ](/b) is *that *which we want"


def findings(folder: Path, text: str, *options: str) -> list[tuple[int, str]]:
    write(folder, {"content/a.md": text})
    result = postlint("check", "--no-cache", *options, cwd=folder)
    assert result.code == (1 if found(result) else 0)
    return sorted(found(result))


def html(words: str) -> str:
    return f"<!-- postlint-{words} -->"


def definition(words: str) -> str:
    return f"[//]: # (postlint-{words})"


def quoted_definition(words: str) -> str:
    return f'[//]: # "postlint-{words}"'


FORMS = pytest.mark.parametrize("form", [html, definition, quoted_definition], ids=lambda form: form.__name__)

# The text with COMMENT for the comment, the words of the comment, and the findings that are left.
SCOPES: dict[str, tuple[str, str, list[tuple[int, str]]]] = {
    "the next line": ("COMMENT\n\n{0}\n\n{0}\n", f"disable-next-line {PADDED}", [(5, PADDED)]),
    "the next line of any rule": ("COMMENT\n\n{0}\n\n{0}\n", "disable-next-line", [(5, PADDED)]),
    "the next line after blank ones": ("COMMENT\n\n\n\n{0}\n", f"disable-next-line {PADDED}", []),
    "the next line only": ("COMMENT\n\ntext\n{0}\n", "disable-next-line", [(4, PADDED), (1, UNUSED)]),
    "from here": ("{0}\n\nCOMMENT\n\n{0}\n\n{0}\n", f"disable {PADDED}", [(1, PADDED)]),
    "the file": ("{0}\n\n{0}\n\nCOMMENT\n", f"disable-file {PADDED}", []),
    "the file, from its end": ("{0}\n\ntext\n\nCOMMENT\n", "disable-file", []),
    "another rule": ("COMMENT\n\n{0}\n", f"disable-next-line {STRAY}", [(3, PADDED), (1, UNUSED)]),
    "a family": ("COMMENT\n\n{0}\n", "disable-next-line link", []),
    "another family": ("COMMENT\n\n{0}\n", "disable-next-line emphasis", [(3, PADDED), (1, UNUSED)]),
    "all": ("COMMENT\n\n{0}\n", "disable-next-line ALL", []),
    "several": ("COMMENT\n\n{1}\n", f"disable-next-line {PADDED} {STRAY}", []),
    "several with commas": ("COMMENT\n\n{1}\n", f"disable-next-line {PADDED}, emphasis", []),
    "one of several": ("COMMENT\n\n{1}\n", f"disable-next-line {PADDED}", [(3, STRAY)]),
    "one that is not needed": ("COMMENT\n\n{0}\n", f"disable-next-line {PADDED} {STRAY}", [(1, UNUSED)]),
    "a name with a slip": (
        "COMMENT\n\n{0}\n",
        "disable-next-line link/paded-text",
        [(3, PADDED), (1, UNKNOWN)],
    ),
    "a word with a slip": ("COMMENT\n\n{0}\n", "disable-nextline", [(3, PADDED), (1, UNKNOWN)]),
}


@FORMS
@pytest.mark.parametrize("case", SCOPES)
def test_scope(case: str, form: object, folder: Path) -> None:
    text, words, left = SCOPES[case]
    assert callable(form)
    assert findings(folder, text.replace("COMMENT", form(words)).format(BAD, BOTH)) == sorted(left)


@FORMS
def test_disable_and_enable(form: object, folder: Path) -> None:
    """What is between them is silenced; an `enable` without names ends all, one with names those."""
    assert callable(form)
    off, on = form("disable"), form("enable")
    assert findings(folder, f"{BAD}\n\n{off}\n\n{BAD}\n\n{on}\n\n{BAD}\n") == [(1, PADDED), (9, PADDED)]
    off = form(f"disable {PADDED} {STRAY}")
    on = form(f"enable {STRAY}")
    assert findings(folder, f"{off}\n\n{BOTH}\n\n{on}\n\n{BOTH}\n") == [(7, STRAY)]
    assert findings(folder, f"{off}\n\n{BOTH}\n\n{form('enable')}\n\n{BOTH}\n") == [(7, STRAY), (7, PADDED)]


def test_the_same_line(folder: Path) -> None:
    """Only HTML can stand in a line with text."""
    assert findings(folder, f"{BAD} {html(f'disable-line {PADDED}')}\n{BAD}\n") == [(2, PADDED)]
    assert findings(folder, f"text\ntext {html('disable-line')} {BAD}\n") == []
    assert findings(folder, f"| a |\n|---|\n| {BAD} {html('disable-line')} |\n| {BAD} |\n") == [(4, PADDED)]


def test_a_comment_over_several_lines(folder: Path) -> None:
    """`disable-line` means every line that the comment touches, and `-next-line` the one after its last."""
    comment = f"<!-- postlint-disable-next-line\n  {PADDED}\n  {STRAY}\n-->"
    assert findings(folder, f"{comment}\n{BOTH}\n\n{BAD}\n") == [(7, PADDED)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("start", ["", "\ufeff", "+++\ntitle = 'x'\n+++\n\n"], ids=["", "BOM", "front matter"])
def test_wherever_the_text_stands(newline: str, start: str, folder: Path) -> None:
    if newline == "\r" and "title" in start:
        pytest.skip("TOML knows no such newline")
    text = start + f"{html('disable-next-line')}\n\n{BAD}\n\n{BAD}\n"
    line = start.count("\n") + 5
    assert findings(folder, text.replace("\n", newline)) == [(line, PADDED)]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_in_quotes_and_items(mark: str, folder: Path) -> None:
    rest = "> " if mark == "> " else " " * len(mark)
    lines = [html(f"disable-next-line {PADDED}"), "", BAD, "", BAD]
    text = mark + lines[0] + "\n" + "".join((rest + line).rstrip() + "\n" for line in lines[1:])
    assert findings(folder, text) == [(5, PADDED)]


@pytest.mark.parametrize("text", ["```\n{0}\n```\n\n{1}\n", "`{0}`\n\n{1}\n", "    {0}\n\n{1}\n", "\\{0}\n\n{1}\n"])
def test_what_is_shown_silences_nothing(text: str, folder: Path) -> None:
    """An article about postlint may show its comments."""
    assert (len(text.splitlines()), PADDED) in findings(folder, text.format(html("disable-next-line"), BAD))


# --- front matter

FRONT_MATTER = {
    "TOML": '+++\n[params.postlint]\nignore = ["RULES"]\n+++\n',
    "TOML on a line": '+++\nparams.postlint.ignore = ["RULES"]\n+++\n',
    "YAML": '---\nparams:\n  postlint:\n    ignore: ["RULES"]\n---\n',
    "YAML in lines": "---\nparams:\n  postlint:\n    ignore:\n      - RULES\n---\n",
    "JSON": '{"params": {"postlint": {"ignore": ["RULES"]}}}\n',
}


@pytest.mark.parametrize("kind", FRONT_MATTER)
def test_front_matter(kind: str, folder: Path) -> None:
    """The whole article, its front matter included."""
    front = FRONT_MATTER[kind]
    first = front.count("\n") + 2
    text = f"\n{BOTH}\n\n{BAD}\n"
    assert findings(folder, front.replace("RULES", PADDED) + text) == [(first, STRAY)]
    assert findings(folder, front.replace("RULES", "link") + text) == [(first, STRAY)]
    assert findings(folder, front.replace("RULES", "ALL") + text) == []
    (unused,) = findings(folder, front.replace("RULES", "heading/empty") + "\ntext\n")
    assert unused[1] == UNUSED and unused[0] < first
    left = findings(folder, front.replace("RULES", "lnik") + text)
    assert [rule for _, rule in left] == [UNKNOWN, STRAY, PADDED, PADDED]


def test_a_wrong_value_in_the_front_matter(folder: Path) -> None:
    for value in ("3", "[3]", "[true]"):
        left = findings(folder, f"+++\n[params.postlint]\nignore = {value}\n+++\n\n{BAD}\n")
        assert left == [(3, UNKNOWN), (6, PADDED)], value
    assert findings(folder, f'+++\n[params.postlint]\nignore = "{PADDED}"\n+++\n\n{BAD}\n') == []


# --- unused


def test_what_did_not_run_is_not_called_unused(folder: Path) -> None:
    """With a part of the rules, nobody knows whether the comment is needed."""
    text = f"{html(f'disable-next-line {PADDED}')}\n\n{BAD}\n\n{html('disable-next-line')}\n\n{BAD}\n"
    for options in (["--select", "heading,suppression"], ["--ignore", PADDED]):
        assert (1, UNUSED) not in findings(folder, text, *options)
    assert findings(folder, text, "--select", "heading,suppression") == []


def test_a_comment_that_silences_several_is_used(folder: Path) -> None:
    assert findings(folder, f"{html('disable link')}\n\n{BAD}\n\n{BAD}\n") == []


def test_two_comments_for_one_finding(folder: Path) -> None:
    """Both silence it, so neither is called unused: to remove both would bring it back."""
    assert findings(folder, f"{html('disable-file link')}\n\n{html('disable-next-line')}\n\n{BAD}\n") == []


def test_fix_removes_what_is_unused(folder: Path) -> None:
    """With its line where it has one; and a comment that is used stays."""
    used = html(f"disable-next-line {PADDED}")
    text = f"{html(f'disable-next-line {STRAY}')}\ntext {html('disable-line')} end\n\n{used}\n\n{BAD}\n"
    write(folder, {"a.md": text})
    assert postlint("fix", cwd=folder).code == 0
    assert (folder / "a.md").read_text() == f"text  end\n\n{used}\n\n{BAD}\n"


def test_findings_about_comments_can_be_silenced_by_name(folder: Path) -> None:
    """But not by a comment without names: it would silence what is said of itself."""
    comment = html(f"disable-next-line {STRAY}")
    assert findings(folder, f"{html('disable-file suppression')}\n\n{comment}\n\n{BAD}\n") == [(5, PADDED)]
    assert (1, UNUSED) in findings(folder, f"{html('disable-file')}\n\ntext\n")


def test_a_silenced_finding_is_not_repaired(folder: Path) -> None:
    text = f"{html(f'disable-file {PADDED}')}\n\n{BAD}\n"
    write(folder, {"a.md": text})
    postlint("fix", "--unsafe", cwd=folder)
    assert (folder / "a.md").read_text() == text


# --- reasons, and places


@pytest.mark.parametrize("form", [html, definition], ids=["html", "definition"])
def test_a_reason(form: Callable[[str], str], folder: Path) -> None:
    """What stands behind ` -- ` names no rule."""
    comment = form(f"disable-next-line {PADDED} -- the shop is {STRAY} elsewhere")
    assert findings(folder, f"{comment}\n\n{BOTH}\n") == [(3, STRAY)]
    assert findings(folder, f"{form('disable-next-line -- as they write it > so')}\n\n{BOTH}\n") == []


@pytest.mark.parametrize("words", ["disable-next-line", "disable-file", "disable"])
def test_without_the_hyphen(words: str, folder: Path) -> None:
    assert findings(folder, f"<!-- postlint {words} {PADDED} -->\n\n{BAD}\n") == []
    assert findings(folder, f"<!-- postlint is quiet here -->\n\n{BAD}\n") == [(3, PADDED)]


@pytest.mark.parametrize("fence", ["+++", "---"])
def test_a_comment_in_the_front_matter(fence: str, folder: Path) -> None:
    """It cannot work there, and where it would is said."""
    equals = " = 'A'" if fence == "+++" else ": A"
    text = f"{fence}\ntitle{equals}\n# postlint-disable-file {PADDED}\n{fence}\n\n{BAD}\n"
    assert findings(folder, text) == [(3, UNKNOWN), (6, PADDED)]
    assert "under [params.postlint]" in postlint("check", cwd=folder).out


def test_per_file_ignores_hold_for_suppressions(folder: Path) -> None:
    write(folder, {"postlint.toml": "[per-file-ignores]\n'content/*' = ['suppression']\n"})
    assert findings(folder, f"<!-- postlint-disable-file {PADDED} -->\n\ntext\n") == []


ADDED = {
    "a paragraph": f"{BAD}\n",
    "in the middle of one": f"One\n{BAD}\ntwo\n",
    "both": f"{BOTH}\n",
    "a list": f"- one\n- {BAD}\n",
    "a quote": f"> {BAD}\n",
    "a table": f"| a | b |\n|---|---|\n| {BAD} | c |\n| d | e |\n",
    "a heading": f"## {BAD}\n\nText.\n",
    "front matter": "---\ntitle: A\ndate: 2024-02-31\n---\n\nText.\n",
    "no newline at the end": BAD,
    "CRLF": f"One\r\n\r\n{BAD}\r\n",
    "code beside it": f"```\n{BAD}\n```\n\n{BAD}\n",
}


@pytest.mark.parametrize("case", ADDED)
def test_comments_are_added_where_they_work(case: str, folder: Path) -> None:
    """Afterwards nothing is found, and a reader sees what was there before."""
    text = ADDED[case]
    before = findings(folder, text)
    assert before
    done = postlint("check", "--add-suppressions", cwd=folder)
    assert (done.code, done.out) == (0, "")
    assert f"Silenced {len(before)} finding" in done.err
    after = (folder / "content/a.md").read_bytes().decode()
    assert (
        re.sub(r"(?m)^[> ]*<!-- postlint[^>]*-->(?:\r?\n|\Z)| <!-- postlint[^>]*-->", "", after).strip() == text.strip()
    )
    assert findings(folder, after) == []
    assert ("\r\n" in text) == ("\r\n" in after)
