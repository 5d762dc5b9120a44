"""The formats of findings: for people, for programs, with colours and without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from command import found, postlint, write
from samples import CLEAN, ERROR, MANY, OWN_RULE, PADDED, WARNING

from postlint.report import FORMATS

# --- formats


def test_concise(folder: Path) -> None:
    write(folder, {"b.md": "\n  [ä ](/b)\n", "a.md": ERROR})
    assert [" ".join(line.split(" ")[:3]) for line in postlint("check", cwd=folder).lines] == [
        "a.md:1:5: error link/bare-domain",
        f"b.md:2:5: warning {PADDED}",
    ]


def test_json(folder: Path) -> None:
    """The contract with programs: its keys, its order, and offsets in characters of the file as it stands."""
    text = "\ufeff+++\r\ntitle = '𝒳'\r\ntags = []\r\n+++\r\n\r\n🙂 [a ](/b)\r\n\r\n[e](example.org)\r\n"
    write(folder, {"content/a.md": text, "b.md": CLEAN})
    result = postlint("check", "--output-format", "json", cwd=folder)
    assert list(result.data) == ["version", "diagnostics", "summary"]
    assert result.data["version"] == 1
    assert result.data["summary"] == {
        "files": 2, "errors": 1, "warnings": 1, "infos": 1, "fixable": 1, "fixable_unsafe": 1,
    }  # fmt: skip
    shown = []
    for each in result.data["diagnostics"]:
        assert list(each) == ["path", "rule", "severity", "message", "start", "end", "related", "fix"]
        assert each["path"] == "content/a.md"
        for end in (each["start"], each["end"]):
            assert list(end) == ["line", "column", "offset"]
            before = text[: end["offset"]].removeprefix("\ufeff")
            assert end["line"] == before.count("\n") + 1
            assert end["column"] == len(before) - (before.rfind("\n") + 1) + 1
        shown.append((each["rule"], each["severity"], text[each["start"]["offset"] : each["end"]["offset"]]))
        for edit in (each["fix"] or {}).get("edits", []):
            assert list(each["fix"]) == ["safety", "title", "edits"]
            assert list(edit) == ["start", "end", "text"]
    assert shown == [
        ("front-matter/empty-field", "info", "tags"),
        (PADDED, "warning", " "),
        ("link/bare-domain", "error", "example.org"),
    ]
    fixes = [each["fix"] for each in result.data["diagnostics"]]
    assert fixes[0] is None
    assert [fix["safety"] for fix in fixes[1:]] == ["safe", "unsafe"]
    fixed = text
    for edit in [edit for fix in reversed(fixes[1:]) for edit in fix["edits"]]:
        fixed = fixed[: edit["start"]] + edit["text"] + fixed[edit["end"] :]
    assert fixed == text.replace("a ]", "a]").replace("(example", "(https://example")


def test_json_of_nothing(folder: Path) -> None:
    data = postlint("check", "--output-format", "json", cwd=folder).data
    assert data["diagnostics"] == []
    assert set(data["summary"].values()) == {0}


def test_json_names_related_places(folder: Path) -> None:
    """They have a path like that of the finding, and both ends."""
    write(
        folder,
        {
            "hugo.toml": "",
            "content/a.md": "+++\ntitle='A'\nurl='/x/'\n+++\nText.\n",
            "content/b.md": "+++\ntitle='B'\nurl='/x/'\n+++\nText.\n",
        },
    )
    data = postlint("check", "--select", "ALL", "--output-format", "json", cwd=folder).data
    related = [other for each in data["diagnostics"] for other in each["related"]]
    assert {each["path"] for each in related} == {"content/a.md", "content/b.md"}
    for each in related:
        assert list(each) == ["path", "message", "start", "end"]
        text = (folder / each["path"]).read_text()
        assert text[each["start"]["offset"] : each["end"]["offset"]] == "'/x/'"


def excerpt(folder: Path, text: str, select: str = PADDED) -> list[str]:
    """The lines that `full` shows under its first line."""
    write(folder, {"a.md": text})
    return postlint("check", "--select", select, "--output-format", "full", cwd=folder).lines[1:3]


@pytest.mark.parametrize(
    ("text", "shown", "caret"),
    [
        ("[a ](/b)", "[a ](/b)", "  ^"),
        ("日本 [a ](/b) 語", "日本 [a ](/b) 語", "       ^"),
        ("🙂 [a ](/b)", "🙂 [a ](/b)", "     ^"),
        ("e\u0301 [a ](/b)", "e\u0301 [a ](/b)", "    ^"),
        ("a\t[a ](/b)", "a   [a ](/b)", "      ^"),
        ("日\t[a ](/b)", "日  [a ](/b)", "      ^"),
        ("[a  \t](/b)", "[a      ](/b)", "  ^^^^^^"),
        ("\ufeff[a ](/b)", "[a ](/b)", "  ^"),
        ("a\x1b[31m [a ](/b)", "a\ufffd[31m [a ](/b)", "         ^"),
        ("\u202ea [a ](/b)", "\ufffda [a ](/b)", "     ^"),
    ],
)
def test_full_points_at_the_characters(text: str, shown: str, caret: str, folder: Path) -> None:
    """Under wide characters two columns for each, under tabs as many as they take; and no character takes over."""
    assert excerpt(folder, text + "\n") == [f"   1 | {shown}", f"     | {caret}"]


def test_full_shows_the_part_of_a_long_line(folder: Path) -> None:
    source, caret = excerpt(folder, "word " * 500 + "[a ](/b)" + " word" * 500 + "\n")
    assert source.startswith("   1 | …") and source.endswith("…")
    assert len(source) < 130
    assert source[caret.index("^") - 1 : caret.index("^") + 3] == "a ](/"[:4]


def test_full_of_a_finding_over_lines(folder: Path) -> None:
    """The caret goes to the end of the first line; a message that quotes such a text stays one line."""
    config = 'rule-folders = ["rules"]\n[rules."own/our-word"]\nword = "one\\ntwo"\n'
    write(folder, {"rules/own/our_word.py": OWN_RULE, "postlint.toml": config})
    source, caret = excerpt(folder, "text one\ntwo text\n", "own/our-word")
    assert (source, caret) == ("   1 | text one", "     |      ^^^")


def test_full_has_all_that_is_known(folder: Path) -> None:
    write(folder, {"a.md": "x\n\n" + WARNING + "\n" + ERROR})
    lines = postlint("check", "--output-format", "full", cwd=folder).lines
    assert lines[0].startswith(f"a.md:3:3: warning {PADDED}: ")
    assert lines[3].startswith("     = fix: ")
    assert lines[8].startswith("     = unsafe fix: ")
    assert lines[-1] == (
        "1 error, 1 warning in 1 article. 1 can be repaired with `postlint fix`, 1 more with `postlint fix --unsafe`."
    )


def test_the_overview_is_for_terminals(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    assert "1 warning in 1 article" in postlint("check", cwd=folder, terminal=True).out
    assert "1 warning" not in postlint("check", cwd=folder).out
    assert "1 warning" not in postlint("check", "--output-format", "concise", cwd=folder, terminal=True).out


def test_grouped(folder: Path) -> None:
    write(folder, {"a.md": "x\n\n" + WARNING + "\n" * 9 + ERROR, "b.md": WARNING})
    lines = postlint("check", "--output-format", "grouped", cwd=folder).lines
    assert [re.sub(r"( *\d+:\d+ \w+ \S+) .+", r"\1", line) for line in lines] == [
        "a.md:",
        f"   3:3 warning {PADDED}",
        "  13:5 error link/bare-domain",
        "",
        "b.md:",
        f"  1:3 warning {PADDED}",
        "",
    ]


def test_azure(folder: Path) -> None:
    """Nothing of a path or a message ends the command early."""
    write(folder, {"a;b].md": WARNING})
    (line,) = postlint("check", "--output-format", "azure", cwd=folder).lines
    head, _, message = line.partition(";]")
    assert head == (
        f"##vso[task.logissue type=warning;sourcepath=a%3Bb%5D.md;linenumber=1;columnnumber=3;code={PADDED}"
    )
    assert message.startswith("the link “a” has a space")


def test_pylint(folder: Path) -> None:
    """As the readers of pylint's lines look for them."""
    write(folder, {"a.md": WARNING + "\n" + ERROR})
    lines = postlint("check", "--output-format", "pylint", cwd=folder).lines
    form = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): \[(?P<letter>[EWI])\((?P<rule>[^)]+)\)\] (?P<message>.+)")
    read = [form.fullmatch(line) for line in lines]
    assert [(one["line"], one["letter"], one["rule"]) for one in read if one] == [
        ("1", "W", PADDED),
        ("3", "E", "link/bare-domain"),
    ]


def test_all_formats_have_the_same_findings(folder: Path) -> None:
    write(folder, {"a.md": MANY})
    rules = [line.split()[2] for line in postlint("check", cwd=folder).lines]
    for name in FORMATS:
        if name not in ("overview", "markdown"):
            out = postlint("check", "--output-format", name, cwd=folder).out
            assert all(rule in out or rule.replace("/", ".") in out for rule in rules), name


@pytest.mark.parametrize("base", ["https://rules.example/", "https://rules.example"])
def test_pages_of_rules(base: str, folder: Path) -> None:
    """A setting says where they are; without it there is no link."""
    write(folder, {"a.md": WARNING})
    assert "helpUri" not in postlint("check", "--output-format", "sarif", cwd=folder).out
    assert "see http" not in postlint("check", "--output-format", "full", cwd=folder).out
    write(folder, {"postlint.toml": f"rule-pages = '{base}'\n"})
    (rule,) = postlint("check", "--output-format", "sarif", cwd=folder).data["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == f"https://rules.example/{PADDED}"
    assert (
        f"     = see https://rules.example/{PADDED}\n" in postlint("check", "--output-format", "full", cwd=folder).out
    )


def test_output_file(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    to_stdout = postlint("check", "--output-format", "json", cwd=folder)
    result = postlint("check", "--output-format", "json", "--output-file", "out.json", cwd=folder)
    assert (result.code, result.out) == (1, "")
    assert (folder / "out.json").read_text() == to_stdout.out


def test_no_colours_in_a_file(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    postlint("check", "--output-format", "full", "--output-file", "out", "--color", "always", cwd=folder, terminal=True)
    assert "   1 | " in (folder / "out").read_text()
    assert "\033" not in (folder / "out").read_text()


def test_statistics(folder: Path) -> None:
    write(folder, {"a.md": WARNING * 2 + "\n" + ERROR, "b.md": WARNING})
    result = postlint("check", "--statistics", cwd=folder)
    assert [line.split()[:3] for line in result.lines] == [["3", "warning", PADDED], ["1", "error", "link/bare-domain"]]
    assert "3 can be repaired with `postlint fix`" in result.lines[0]
    assert result.code == 1


def test_quiet(folder: Path) -> None:
    write(folder, {"a.md": WARNING + "\n" + ERROR})
    assert postlint("fix", "--diff", cwd=folder).err
    result = postlint("fix", "-q", cwd=folder)
    assert result.err == ""
    assert found(result) == [(3, "link/bare-domain")]


# --- colours

COLOURS: dict[str, tuple[list[str], Mapping[str, str], bool, bool]] = {
    "a terminal": ([], {}, True, True),
    "no terminal": ([], {}, False, False),
    "a terminal that is dumb": ([], {"TERM": "dumb"}, True, False),
    "NO_COLOR": ([], {"NO_COLOR": "1"}, True, False),
    "an empty NO_COLOR says nothing": ([], {"NO_COLOR": ""}, True, True),
    "FORCE_COLOR": ([], {"FORCE_COLOR": "1"}, False, True),
    "NO_COLOR over FORCE_COLOR": ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    "always over NO_COLOR": (["--color", "always"], {"NO_COLOR": "1"}, False, True),
    "never over FORCE_COLOR": (["--color", "never"], {"FORCE_COLOR": "1"}, True, False),
}


@pytest.mark.parametrize("case", COLOURS)
def test_colours(case: str, folder: Path) -> None:
    options, env, terminal, colours = COLOURS[case]
    write(folder, {"a.md": WARNING})
    for command in (["check", "--output-format", "full"], ["fix", "--diff"]):
        result = postlint(*command, *options, cwd=folder, env=env, terminal=terminal)
        assert ("\033[" in result.out) == colours
        assert result.out.count("\033[0m") == result.out.count("\033[") / 2


def test_colours_change_nothing_else(folder: Path) -> None:
    write(folder, {"a.md": MANY})
    plain, painted = (
        postlint("check", "--output-format", "full", "--color", when, cwd=folder).out for when in ("never", "always")
    )
    assert re.sub(r"\033\[[0-9;]*m", "", painted) == plain
