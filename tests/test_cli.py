"""The command line: what it looks at, what it says and in which form, and how it exits."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from command import ROOT, environment, found, postlint, process, write

INFO = "+++\ntitle = 'A'\ntags = []\n+++\n\nText.\n"
WARNING = "[a]( /b)\n"
ERROR = "[a](example.org)\n"
CLEAN = "Text.\n"
PADDED = "link/padded-destination"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository of its own: nothing above it counts."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def rules_in(folder: Path, *arguments: str) -> list[str]:
    """The rules of what is found there, sorted."""
    return sorted({line.split(" ")[2] for line in postlint("check", *arguments, cwd=folder).lines})


# --- exit codes

EXITS = {
    "nothing found": (CLEAN, [], 0),
    "an info is advice": (INFO, [], 0),
    "a warning": (WARNING, [], 1),
    "an error": (ERROR, [], 1),
    "info is enough": (INFO, ["--fail-on", "info"], 1),
    "a warning is not enough": (WARNING, ["--fail-on", "error"], 0),
    "an error is enough": (ERROR, ["--fail-on", "error"], 1),
    "whatever is found": (ERROR, ["--exit-zero"], 0),
    "an unknown option": (CLEAN, ["--wat"], 2),
    "an unknown severity": (CLEAN, ["--fail-on", "fatal"], 2),
    "an unknown format": (CLEAN, ["--output-format", "yaml"], 2),
    "an unknown rule": (CLEAN, ["--select", "link/nothing"], 2),
    "a path that is not there": (CLEAN, ["missing.md"], 2),
    "a configuration that is not there": (CLEAN, ["--config", "missing.toml"], 2),
    "a wrong call is wrong whatever is found": (ERROR, ["--exit-zero", "--wat"], 2),
    "nowhere to write to": (CLEAN, ["--output-file", "no/such/folder/out.txt"], 2),
}


@pytest.mark.parametrize("case", EXITS)
@pytest.mark.parametrize("command", ["check", "fix"])
def test_exit_code(command: str, case: str, folder: Path) -> None:
    text, options, code = EXITS[case]
    write(folder, {"a.md": text})
    fixed = command == "fix" and text == WARNING and code == 1
    result = postlint(command, *options, cwd=folder)
    assert result.code == (0 if fixed else code)
    if code == 2:
        assert result.out == "", "what is wrong with a call is no finding"
        assert result.err.strip()
        assert (folder / "a.md").read_text() == text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["missing.md"], "missing.md"),
        (["--config", "missing.toml"], "missing.toml"),
        (["--select", "link/paded-destination"], "did you mean 'link/padded-destination'"),
        (["--extend-select", "lnik"], "did you mean 'link'"),
        (["--ignore", "emphasis/stray_space"], "did you mean 'emphasis/stray-space'"),
        (["--output-format", "jsn"], "did you mean 'json'"),
    ],
)
def test_a_wrong_call_names_the_word(options: list[str], said: str, folder: Path) -> None:
    assert said in postlint("check", *options, cwd=folder).err


def test_findings_and_nothing_else_on_stdout(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    result = postlint("check", cwd=folder)
    assert result.err == ""
    assert len(result.lines) == 1


def test_the_version(folder: Path) -> None:
    import postlint as package

    assert postlint("--version", cwd=folder).out == f"postlint {package.__version__}\n"


@pytest.mark.parametrize("command", ["check", "fix", "links", "rules", "explain", "completion"])
def test_help(command: str, folder: Path) -> None:
    result = postlint(command, "--help", cwd=folder)
    assert result.code == 0
    assert result.out.startswith(f"Usage: postlint {command}")
    assert command in postlint("--help", cwd=folder).out


def test_an_unknown_command(folder: Path) -> None:
    result = postlint("chek", cwd=folder)
    assert result.code == 2
    assert "chek" in result.err


# --- which files


def test_which_files_are_articles(folder: Path) -> None:
    taken = ["a.md", "b.markdown", "c.MD", "d/e/f.md", "content/g.md", "über/ö ü.md"]
    left = [
        ".h.md", ".i/j.md", "k.txt", "themes/t/l.md", "node_modules/m.md", "public/n.md", "archetypes/o.md",
        "layouts/p.md", "venv/q.md", "ignored/r.md", "s.tmp.md", "d/e/u.md", "v/kept.md.bak",
    ]  # fmt: skip
    write(folder, dict.fromkeys([*taken, *left], WARNING))
    write(folder, {".gitignore": "ignored/\n*.tmp.md\n", "d/.gitignore": "u.md\n"})
    seen = {line.split(":")[0] for line in postlint("check", cwd=folder).lines}
    assert seen == set(taken)


def test_a_file_that_is_named_is_taken(folder: Path) -> None:
    """Whatever it is called, and though .gitignore names it: somebody wants to know."""
    write(folder, {"a.txt": WARNING, "public/b.md": WARNING, ".gitignore": "public\n"})
    lines = postlint("check", "a.txt", "public/b.md", cwd=folder).lines
    assert [line.split(":")[0] for line in lines] == ["a.txt", "public/b.md"]


def test_gitignore_above_the_folder_counts(folder: Path) -> None:
    write(folder, {"content/a.md": WARNING, "content/b.md": WARNING, ".gitignore": "/content/b.md\n"})
    assert len(postlint("check", "content", cwd=folder).lines) == 1
    assert len(postlint("check", cwd=folder / "content").lines) == 1


def test_each_file_once_in_order(folder: Path) -> None:
    write(folder, {"b.md": WARNING, "a/c.md": WARNING, "a.md": WARNING})
    lines = postlint("check", "b.md", ".", "./b.md", "a", "a/../b.md", cwd=folder).lines
    assert [line.split(":")[0] for line in lines] == sorted(["a.md", "a/c.md", "b.md"])


def test_paths_are_relative_to_where_one_stands(folder: Path) -> None:
    write(folder, {"content/a.md": WARNING, "other/b.md": CLEAN})
    assert postlint("check", "../content", cwd=folder / "other").out.startswith("../content/a.md:1:")
    assert postlint("check", folder / "content", cwd=folder / "content").out.startswith("a.md:1:")


def test_exclude(folder: Path) -> None:
    """Patterns as in .gitignore, relative to the configuration; also for files that are named: a hook names all."""
    names = ["a.md", "drafts/b.md", "content/drafts/c.md", "content/d.md", "content/old-e.md"]
    write(folder, dict.fromkeys(names, WARNING))
    write(folder, {"postlint.toml": 'exclude = ["/drafts", "old-*.md"]\n'})
    expected = ["a.md", "content/d.md", "content/drafts/c.md"]
    for arguments in ([], names):
        lines = postlint("check", *arguments, cwd=folder).lines
        assert [line.split(":")[0] for line in lines] == expected


ODD_NAMES = [
    b"a b.md",
    b"-rf.md",
    b"--fix.md",
    "ü日🙂.md".encode(),
    b"a\nb.md",
    b"caf\xe9.md",
    b"[x]*?.md",
    b"'\"$(x)`.md",
]


@pytest.mark.parametrize("name", ODD_NAMES, ids=repr)
def test_odd_names(name: bytes, folder: Path) -> None:
    path = folder / os.fsdecode(name)
    try:
        path.write_text(WARNING)
    except OSError:
        pytest.skip("no file can have this name here")
    result = process("check", "--", name, cwd=folder)
    assert (result.code, result.err) == (1, "")
    assert PADDED in result.out
    again = postlint("check", cwd=folder)
    assert (again.err, again.out) == ("", result.out), "what is remembered of it is found again"
    assert postlint("check", "--output-format", "full", cwd=folder).code == 1
    (each,) = postlint("check", "--output-format", "json", cwd=folder).data["diagnostics"]
    assert os.fsencode(each["path"]) == name, "a program gets back the very name"
    assert process("fix", "--diff", "--", name, cwd=folder).code == 1
    assert postlint("fix", "--", path.name, cwd=folder).code == 0
    assert path.read_text() == "[a](/b)\n"
    assert {each.name for each in folder.iterdir()} == {".git", ".postlint_cache", path.name}


def test_options_end_at_two_hyphens(folder: Path) -> None:
    write(folder, {"--exit-zero": WARNING})
    assert postlint("check", "--", "--exit-zero", cwd=folder).code == 1


# --- standard input


def test_check_stdin(folder: Path) -> None:
    """The article is judged at its path, whether or not it is there; the file itself is not read."""
    write(folder, {"content/a.md": CLEAN, "postlint.toml": '[per-file-ignores]\n"content/*" = ["link"]\n'})
    result = postlint("check", "--stdin-filename", "content/b.md", cwd=folder, stdin=WARNING.encode())
    assert (result.code, result.out) == (0, "")
    for path in ("other/b.md", "a.md"):
        result = postlint("check", "--stdin-filename", path, cwd=folder, stdin=WARNING.encode())
        assert result.out.startswith(f"{path}:1:5: warning {PADDED} ")
        assert result.code == 1
    assert (folder / "content/a.md").read_text() == CLEAN


def test_stdin_without_a_name(folder: Path) -> None:
    result = postlint("check", "-", cwd=folder, stdin=WARNING.encode())
    assert (result.code, found(result)) == (1, [(1, PADDED)])


def test_stdin_shows_its_own_lines(folder: Path) -> None:
    write(folder, {"a.md": "another text, on the disk\n"})
    arguments = ["check", "--stdin-filename", "a.md", "--output-format", "full"]
    assert "   1 | [a]( /b)\n" in postlint(*arguments, cwd=folder, stdin=WARNING.encode()).out


@pytest.mark.parametrize("text", [WARNING, ERROR, CLEAN, "\ufeff[a]( /b)\r\n\r\nno newline", ""])
def test_fix_stdin(text: str, folder: Path) -> None:
    """The repaired article goes to standard output, every byte of it, and no file changes."""
    write(folder, {"a.md": "on the disk\n"})
    result = postlint("fix", "--stdin-filename", "a.md", cwd=folder, stdin=text.encode())
    assert result.raw == text.replace("( /b", "(/b").encode()
    assert result.code == (1 if text == ERROR else 0)
    assert (folder / "a.md").read_text() == "on the disk\n"


def test_fix_stdin_that_is_no_text(folder: Path) -> None:
    """What cannot be repaired comes out as it went in: an editor would put it in the place of the text."""
    result = postlint("fix", "--stdin-filename", "a.md", cwd=folder, stdin=b"caf\xe9 [a]( /b)\n")
    assert result.raw == b"caf\xe9 [a]( /b)\n"
    assert result.code == 1


def test_stdin_and_paths_together(folder: Path) -> None:
    write(folder, {"a.md": CLEAN})
    assert postlint("check", "-", "a.md", cwd=folder).code == 2
    assert postlint("check", "--stdin-filename", "b.md", "a.md", cwd=folder).code == 2


# --- selection

EMPHASIS = "It is *that *which we want.\n"
MANY = f"+++\ntitle = 'A'\ntags = []\n+++\n\n[a]( /b)\n\n{EMPHASIS}\n[e](example.org)\n"
BY_DEFAULT = ["emphasis/stray-space", "front-matter/empty-field", "link/bare-domain", PADDED]

SELECTIONS: dict[str, tuple[list[str], str, list[str]]] = {
    "the default": ([], "", BY_DEFAULT),
    "one rule": (["--select", PADDED], "", [PADDED]),
    "a family": (["--select", "link"], "", ["link/bare-domain", PADDED]),
    "several": (["--select", f"{PADDED},emphasis"], "", ["emphasis/stray-space", PADDED]),
    "several times": (["--select", PADDED, "--select", "emphasis"], "", ["emphasis/stray-space", PADDED]),
    "without one": (["--ignore", PADDED], "", ["emphasis/stray-space", "front-matter/empty-field", "link/bare-domain"]),
    "without a family": (["--ignore", "link"], "", ["emphasis/stray-space", "front-matter/empty-field"]),
    "a family without one": (["--select", "link", "--ignore", PADDED], "", ["link/bare-domain"]),
    "none": (["--ignore", "ALL"], "", []),
    "of the file": ([], 'select = ["link"]', ["link/bare-domain", PADDED]),
    "the call over the file": (["--select", "emphasis"], 'select = ["link"]', ["emphasis/stray-space"]),
    "the call adds to the file": (
        ["--extend-select", "emphasis"],
        f'select = ["{PADDED}"]',
        ["emphasis/stray-space", PADDED],
    ),
    "the file ignores": ([], 'ignore = ["link", "front-matter"]', ["emphasis/stray-space"]),
    "both ignore": (["--ignore", "front-matter"], 'ignore = ["link"]', ["emphasis/stray-space"]),
    "what the call names, the file cannot ignore": (["--select", PADDED], f'ignore = ["{PADDED}"]', [PADDED]),
}


@pytest.mark.parametrize("case", SELECTIONS)
def test_selection(case: str, folder: Path) -> None:
    options, config, expected = SELECTIONS[case]
    write(folder, {"a.md": MANY, "postlint.toml": config})
    assert rules_in(folder, *options) == expected


def test_all_is_more_than_the_default(folder: Path) -> None:
    listed = json.loads(postlint("rules", "--output-format", "json", cwd=folder).out)
    off = [rule["name"] for rule in listed if not rule["enabled"]]
    assert off, "some rules are off by default"
    write(folder, {"a.md": MANY})
    assert set(rules_in(folder)) <= set(rules_in(folder, "--select", "ALL"))
    assert not set(off) & set(rules_in(folder))


def test_rules_that_are_off_can_be_asked_for(folder: Path) -> None:
    write(folder, {"a.md": CLEAN, "rules/own/off.py": OWN_RULE.replace("True", "False")})
    write(folder, {"postlint.toml": 'rule-folders = ["rules"]'})
    assert "own/off" not in rules_in(folder)
    for options in (["--extend-select", "own/off"], ["--select", "own"], ["--select", "ALL"]):
        assert "own/off" in rules_in(folder, *options)


def test_per_file_ignores(folder: Path) -> None:
    write(folder, dict.fromkeys(["a.md", "old/b.md", "old/new/c.md"], WARNING + "\n" + EMPHASIS))
    write(folder, {"postlint.toml": f'[per-file-ignores]\n"old/**" = ["{PADDED}"]\n"old/new/*.md" = ["emphasis"]\n'})
    seen = [tuple(line.split(" ")[::2][:2]) for line in postlint("check", cwd=folder).lines]
    assert [(where.split(":")[0], rule) for where, rule in seen] == [
        ("a.md", PADDED),
        ("a.md", "emphasis/stray-space"),
        ("old/b.md", "emphasis/stray-space"),
    ]


OWN_RULE = '''"""The word that this site does not use.

Our readers know it as something else.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity


class Own(Rule):
    severity = Severity.ERROR
    enabled = True
    word: Annotated[str, "the word"] = "Text"

    good = [Good("a\\n")]
    bad = [Bad("⟦Text⟧\\n")]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.prose:
            at = block.prose.text.find(self.word)
            if at >= 0:
                yield self.at(doc, block.prose.span(at, at + len(self.word)), f"{self.word} is not our word")
'''


def test_rules_of_the_site(folder: Path) -> None:
    write(folder, {"content/a.md": "Text.\n\nWord.\n", "lint/rules/own/our_word.py": OWN_RULE})
    write(folder, {"lint/postlint.toml": 'rule-folders = ["rules"]\n'})
    result = postlint("check", "--config", "lint/postlint.toml", cwd=folder)
    assert result.out == "content/a.md:1:1: error own/our-word Text is not our word\n"
    options = '[rules."own/our-word"]\nword = "Word"\nseverity = "info"\n'
    write(folder, {"lint/postlint.toml": 'rule-folders = ["rules"]\n' + options})
    result = postlint("check", "--config", "lint/postlint.toml", cwd=folder)
    assert (result.code, result.out) == (0, "content/a.md:3:1: info own/our-word Word is not our word\n")


def test_a_rule_of_the_site_may_not_take_the_name_of_another(folder: Path) -> None:
    write(folder, {"rules/link/bare_domain.py": OWN_RULE, "postlint.toml": 'rule-folders = ["rules"]\n'})
    result = postlint("check", cwd=folder)
    assert result.code == 2
    assert "link/bare-domain" in result.err


# --- the configuration


def test_the_names_of_the_configuration(folder: Path) -> None:
    """One file counts: postlint.toml before .postlint.toml before pyproject.toml."""
    files = {
        "postlint.toml": f'select = ["{PADDED}"]',
        ".postlint.toml": 'select = ["link/bare-domain"]',
        "pyproject.toml": '[tool.postlint]\nselect = ["emphasis"]',
    }
    write(folder, {"a.md": MANY, **files})
    for name, expected in zip(files, [PADDED, "link/bare-domain", "emphasis/stray-space"], strict=True):
        assert rules_in(folder) == [expected]
        (folder / name).unlink()
    assert rules_in(folder) == BY_DEFAULT


@pytest.mark.parametrize("text", ["[tool.other]\na = 1\n", "tool = 3\n", "[project\n", ""])
def test_a_pyproject_that_is_not_for_postlint(text: str, folder: Path) -> None:
    """The search goes on above it, and what is wrong with it is not postlint's to say."""
    write(folder, {"postlint.toml": 'select = ["emphasis"]', "b/pyproject.toml": text, "b/a.md": MANY})
    assert rules_in(folder / "b") == ["emphasis/stray-space"]


def test_the_nearest_configuration_counts(folder: Path) -> None:
    write(folder, {"postlint.toml": 'select = ["link"]', "b/.postlint.toml": 'select = ["emphasis"]', "b/c/a.md": MANY})
    assert rules_in(folder, "b/c") == ["emphasis/stray-space"], "it is nearest to the article, not to who calls"
    assert rules_in(folder / "b" / "c") == ["emphasis/stray-space"]
    assert rules_in(folder, "b/c/a.md") == ["emphasis/stray-space"]


def test_the_repository_is_the_limit(folder: Path) -> None:
    write(folder, {"postlint.toml": 'select = ["emphasis"]', "b/c/a.md": MANY})
    assert rules_in(folder / "b" / "c") == ["emphasis/stray-space"]
    (folder / "b" / ".git").mkdir()
    assert rules_in(folder / "b" / "c") == BY_DEFAULT
    (folder / "b" / ".git").rmdir()
    write(folder, {"b/.git": "gitdir: elsewhere\n"})  # a worktree, or a submodule
    assert rules_in(folder / "b" / "c") == BY_DEFAULT


def test_isolated(folder: Path) -> None:
    write(folder, {"a.md": MANY, "postlint.toml": "this is no configuration"})
    assert postlint("check", cwd=folder).code == 2
    assert rules_in(folder, "--isolated") == BY_DEFAULT


def test_a_configuration_that_is_named(folder: Path) -> None:
    write(folder, {"a.md": MANY, "postlint.toml": 'select = ["link"]', "other.toml": 'select = ["emphasis"]'})
    assert rules_in(folder, "--config", "other.toml") == ["emphasis/stray-space"]


def test_settings(folder: Path) -> None:
    config = (
        f'fail-on = "error"\n[rules."{PADDED}"]\nseverity = "info"\n[rules."link/bare-domain"]\nseverity = "warning"\n'
    )
    write(folder, {"a.md": WARNING + "\n" + ERROR, "postlint.toml": config})
    result = postlint("check", cwd=folder)
    assert [line.split(" ")[1:3] for line in result.lines] == [["info", PADDED], ["warning", "link/bare-domain"]]
    assert result.code == 0
    assert postlint("check", "--fail-on", "warning", cwd=folder).code == 1, "the call is stronger"


WRONG = {
    "an unknown option": ("\nselct = ['link']\n", 2, "did you mean 'select'"),
    "an unknown option of a table": ("[site]\n\nrot = 'x'\n", 3, "did you mean 'root'"),
    "an unknown rule": ("select = [\n'link',\n'lnk']\n", 3, "did you mean 'link'"),
    "a rule with a slip": ("ignore = ['link/bare-domian']\n", 1, "did you mean 'link/bare-domain'"),
    "a rule of a path": ("[per-file-ignores]\n'*.md' = ['emphasys']\n", 2, "did you mean 'emphasis'"),
    "the table of a rule": ("[rules.'link/bare-domian']\n", 1, "did you mean 'link/bare-domain'"),
    "an option of a rule": ("[rules.'file/unreadable']\n\nlargst = 1\n", 3, "did you mean 'largest'"),
    "the type of a rule's option": ("[rules.'file/unreadable']\nlargest = '1'\n", 2, "a whole number"),
    "a truth value is no number": ("[rules.'file/unreadable']\nlargest = true\n", 2, "a whole number"),
    "a rule that is no table": ("[rules]\n'link/bare-domain' = 3\n", 2, "a table"),
    "a severity": ("[rules.'link/bare-domain']\nseverity = 'eror'\n", 2, "did you mean 'error'"),
    "a severity that is no text": ("fail-on = 3\n", 1, "error, warning and info"),
    "a text for a list": ("exclude = 'x'\n", 1, "a list"),
    "a number in a list": ("select = ['link', 1]\n", 1, "a whole number"),
    "a list for a table": ("a.b = 1\nsite = []\n", 1, "unknown option 'a'"),
    "a number for a table": ("site = 1\n", 1, "a table"),
    "the type of a field": ("[front-matter.fields.x]\ntype = 'strng'\n", 2, "did you mean 'string'"),
    "an option of a field": ("[front-matter.fields.x]\ntyp = 'string'\n", 2, "did you mean 'type'"),
    "a pattern": ("[front-matter.fields.x]\npattern = '('\n", 2, "pattern"),
    "a field that is no table": ("[front-matter.fields]\nx = 3\n", 2, "a table"),
    "a section in a section": ("[front-matter.sections.a.sections.b]\nrequired = ['x']\n", 1, "sections"),
    "a section's field": ("[front-matter.sections.a.fields.x]\n\ntype = 'txt'\n", 3, "no type"),
    "a folder without rules": ("rule-folders = [\n'nowhere']\n", 2, "'nowhere'"),
    "no TOML": ("select = ['link'\nb = 1\n", 2, "no valid TOML"),
    "a text without end": ("\n\nselect = ['link\n", 3, "no valid TOML"),
    "a key that is given twice": ("select = []\n\nselect = []\n", 3, "no valid TOML"),
    "Windows newlines": ("exclude = []\r\n\r\nselct = 1\r\n", 3, "did you mean 'select'"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_configuration(case: str, folder: Path) -> None:
    """Its file, the line, and what it was meant to be; in a pyproject.toml as well."""
    text, line, said = WRONG[case]
    write(folder, {"postlint.toml": text, "a.md": WARNING})
    result = postlint("check", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert f"postlint.toml:{line}: " in result.err
    assert said in result.err
    (folder / "postlint.toml").unlink()
    if text.startswith("[") and "'(' " not in text:
        inner = re.sub(r"^\[", "[tool.postlint.", text, flags=re.M)
        write(folder, {"pyproject.toml": "[project]\nname = 'x'\n" + inner})
        result = postlint("check", cwd=folder)
        assert f"pyproject.toml:{line + 2}: " in result.err
        assert said in result.err


def test_a_configuration_that_is_not_utf_8(folder: Path) -> None:
    write(folder, {"postlint.toml": b"# 1\n# caf\xe9\n"})
    result = postlint("check", cwd=folder)
    assert result.code == 2
    assert "postlint.toml:2: " in result.err and "UTF-8" in result.err


@pytest.mark.parametrize("text", ["[tool]\npostlint = 3\n", "[tool.postlint]\nselect = ['link'\n"])
def test_a_wrong_part_of_a_pyproject(text: str, folder: Path) -> None:
    write(folder, {"pyproject.toml": text, "a.md": WARNING})
    result = postlint("check", cwd=folder)
    assert result.code == 2
    assert "pyproject.toml:2: " in result.err


# --- formats


def test_concise(folder: Path) -> None:
    write(folder, {"b.md": "\n  [ä]( /b)\n", "a.md": ERROR})
    assert [" ".join(line.split(" ")[:3]) for line in postlint("check", cwd=folder).lines] == [
        "a.md:1:5: error link/bare-domain",
        f"b.md:2:7: warning {PADDED}",
    ]


def test_json(folder: Path) -> None:
    """The contract with programs: its keys, its order, and offsets in characters of the file as it stands."""
    text = "\ufeff+++\r\ntitle = '𝒳'\r\ntags = []\r\n+++\r\n\r\n🙂 [a]( /b)\r\n\r\n[e](example.org)\r\n"
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
    assert fixed == text.replace("( /b", "(/b").replace("(example", "(https://example")


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
    related = [(each["path"], other) for each in data["diagnostics"] for other in each["related"]]
    if not related:
        pytest.skip("no rule here relates two articles")
    for path, other in related:
        assert list(other) == ["path", "message", "start", "end"]
        assert (folder / other["path"]).is_file()
        assert other["message"] and path


def excerpt(folder: Path, text: str, select: str = PADDED) -> list[str]:
    """The lines that `full` shows under its first line."""
    write(folder, {"a.md": text})
    return postlint("check", "--select", select, "--output-format", "full", cwd=folder).lines[1:3]


@pytest.mark.parametrize(
    ("text", "shown", "caret"),
    [
        ("[a]( /b)", "[a]( /b)", "    ^"),
        ("日本 [a]( /b) 語", "日本 [a]( /b) 語", "         ^"),
        ("🙂 [a]( /b)", "🙂 [a]( /b)", "       ^"),
        ("e\u0301 [a]( /b)", "e\u0301 [a]( /b)", "      ^"),
        ("a\t[a]( /b)", "a   [a]( /b)", "        ^"),
        ("日\t[a]( /b)", "日  [a]( /b)", "        ^"),
        ("[a](  \t/b)", "[a](    /b)", "    ^^^^"),
        ("\ufeff[a]( /b)", "[a]( /b)", "    ^"),
        ("a\x1b[31m [a]( /b)", "a\ufffd[31m [a]( /b)", "           ^"),
        ("\u202ea [a]( /b)", "\ufffda [a]( /b)", "       ^"),
    ],
)
def test_full_points_at_the_characters(text: str, shown: str, caret: str, folder: Path) -> None:
    """Under wide characters two columns for each, under tabs as many as they take; and no character takes over."""
    assert excerpt(folder, text + "\n") == [f"   1 | {shown}", f"     | {caret}"]


def test_full_shows_the_part_of_a_long_line(folder: Path) -> None:
    source, caret = excerpt(folder, "word " * 500 + "[a]( /b)" + " word" * 500 + "\n")
    assert source.startswith("   1 | …") and source.endswith("…")
    assert len(source) < 130
    assert source[caret.index("^") - 1 : caret.index("^") + 3] == "( /b"


def test_full_of_a_finding_over_lines(folder: Path) -> None:
    """The caret goes to the end of the first line; a message that quotes such a text stays one line."""
    config = 'rule-folders = ["rules"]\n[rules."own/our-word"]\nword = "one\\ntwo"\n'
    write(folder, {"rules/own/our_word.py": OWN_RULE, "postlint.toml": config})
    source, caret = excerpt(folder, "text one\ntwo text\n", "own/our-word")
    assert (source, caret) == ("   1 | text one", "     |      ^^^")


def test_full_has_all_that_is_known(folder: Path) -> None:
    write(folder, {"a.md": "x\n\n" + WARNING + "\n" + ERROR})
    lines = postlint("check", "--output-format", "full", cwd=folder).lines
    assert lines[0].startswith(f"a.md:3:5: warning {PADDED}: ")
    assert lines[3].startswith("     = fix: ")
    assert lines[8].startswith("     = unsafe fix: ")
    assert lines[-1] == (
        "1 error, 1 warning in 1 article. 1 can be repaired with `postlint fix`, 1 more with `postlint fix --unsafe`."
    )


def test_full_is_for_terminals(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    assert "   1 | " in postlint("check", cwd=folder, terminal=True).out
    assert "   1 | " not in postlint("check", cwd=folder).out
    assert "   1 | " not in postlint("check", "--output-format", "concise", cwd=folder, terminal=True).out


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
    assert "3 repaired by `postlint fix`" in result.lines[0]
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


# --- the rules


def test_rules(folder: Path) -> None:
    lines = postlint("rules", cwd=folder).lines
    assert any(re.match(r"link/bare-domain +error +on +fix +\S", line) for line in lines)
    names = [line.split()[0] for line in lines]
    assert names == sorted(names)
    listed = json.loads(postlint("rules", "--output-format", "json", cwd=folder).out)
    assert [rule["name"] for rule in listed] == names


def test_rules_of_the_site_are_listed(folder: Path) -> None:
    write(folder, {"rules/own/our_word.py": OWN_RULE, "postlint.toml": 'rule-folders = ["rules"]\n'})
    assert "own/our-word" in postlint("rules", cwd=folder).out
    page = postlint("explain", "own/our-word", cwd=folder).out
    assert page.startswith("# own/our-word\n")
    for part in ("Our readers know it as something else.", "`word`", "⟦Text⟧"):
        assert part in page


def test_explain_an_unknown_rule(folder: Path) -> None:
    result = postlint("explain", "link/bare-domian", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "did you mean 'link/bare-domain'" in result.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, folder: Path) -> None:
    result = postlint("completion", shell, cwd=folder)
    assert result.code == 0
    assert "_POSTLINT_COMPLETE" in result.out


def test_completion_of_commands_and_options(folder: Path) -> None:
    """What the shell asks for while somebody types."""
    env = {"_POSTLINT_COMPLETE": "bash_complete", "COMP_WORDS": "postlint fi", "COMP_CWORD": "1"}
    assert process(cwd=folder, env=env).out == "plain,fix\n"
    env |= {"COMP_WORDS": "postlint fix --un", "COMP_CWORD": "2"}
    assert process(cwd=folder, env=env).out == "plain,--unsafe\n"


# --- as a process


def test_as_a_module(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    result = process("check", cwd=folder)
    assert (result.code, result.err) == (1, "")
    assert found(result) == [(1, PADDED)]


def test_a_reader_that_has_seen_enough(folder: Path) -> None:
    """`postlint check | head -1` ends without a word about it."""
    write(folder, {"a.md": (WARNING + "\n") * 3_000})
    command = [sys.executable, "-m", "postlint", "check", "--no-cache"]
    env = environment({"PYTHONPATH": str(ROOT)})
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) in (0, 1)


def test_an_output_that_is_no_unicode(folder: Path) -> None:
    """Findings are UTF-8 whatever the terminal is, as the articles are."""
    write(folder, {"ü.md": WARNING})
    result = process("check", "--output-format", "full", cwd=folder, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert result.code == 1
    assert result.out.startswith("ü.md:1:5: ")
