"""The command line: what it looks at, what it says, and how it exits."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, environment, found, postlint, process, write
from samples import CLEAN, ERROR, INFO, OWN_RULE, PADDED, WARNING

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
        (["--select", "link/paded-text"], "did you mean 'link/padded-text'"),
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
    taken = ["a.md", "b.markdown", "c.MD", "d/e/f.md", "content/g.md", "über/ö ü.md", "x/index.md", "y/index_old.md"]
    left = [
        ".h.md", ".i/j.md", "k.txt", "themes/t/l.md", "node_modules/m.md", "public/n.md", "archetypes/o.md",
        "layouts/p.md", "venv/q.md", "ignored/r.md", "s.tmp.md", "d/e/u.md", "v/kept.md.bak", "x/index_old.md",
        "exampleSite/content/w.md",
    ]  # fmt: skip
    write(folder, dict.fromkeys([*taken, *left], WARNING))
    write(folder, {".gitignore": "ignored/\n*.tmp.md\n", "d/.gitignore": "u.md\n"})
    seen = {line.split(":")[0] for line in postlint("check", cwd=folder).lines}
    assert seen == set(taken)


def test_the_folders_of_which_jekyll_makes_no_pages_hold_no_articles(folder: Path) -> None:
    taken = ["a.md", "_posts/b.md", "_drafts/c.md", "_pages/d.md", "_recipes/e.md", "_includes/f.md", "x/_old/g.md"]
    taken += ["x/assets/j.md"]
    write(folder, dict.fromkeys([*taken, "_draft/h.md", "_old/i.md", "assets/k/l.md", "vendor/m.md"], WARNING))
    config = "include: [_pages]\ncollections:\n  recipes:\nshow_draft-posts: true\n"
    write(folder, {"_config.yml": config, "Gemfile": ""})
    assert {line.split(":")[0] for line in postlint("check", cwd=folder).lines} == set(taken)
    (folder / "Gemfile").unlink()
    (folder / "_config.yml").unlink()
    write(folder, {"_layouts/n.html": ""})
    assert {line.split(":")[0] for line in postlint("check", cwd=folder).lines} == {*taken, "_draft/h.md", "_old/i.md"}
    shutil.rmtree(folder / "_layouts")
    write(folder, {"_config.yml": ""})
    (folder / "_posts/b.md").unlink()
    (folder / "_posts").rmdir()
    (folder / "_includes/f.md").unlink()
    (folder / "_includes").rmdir()
    assert "_draft/h.md" in {line.split(":")[0] for line in postlint("check", cwd=folder).lines}


def test_the_example_of_a_theme_is_its_content(folder: Path) -> None:
    write(folder, {"theme.toml": "", "layouts/a.html": "", "exampleSite/content/w.md": WARNING})
    assert {line.split(":")[0] for line in postlint("check", cwd=folder).lines} == {"exampleSite/content/w.md"}


def test_the_templates_of_a_theme_are_no_articles(folder: Path) -> None:
    write(folder, dict.fromkeys(["README.md", "layouts/home.readme.md"], WARNING))
    seen = {line.split(":")[0] for line in postlint("check", cwd=folder).lines}
    assert seen == {"README.md", "layouts/home.readme.md"}
    write(folder, {"theme.toml": "", "hugo.toml": ""})
    assert {line.split(":")[0] for line in postlint("check", cwd=folder).lines} == {"README.md"}


@pytest.mark.parametrize("command", ["check", "fix", "site"])
@pytest.mark.parametrize("files", [{"a.txt": ""}, {"hugo.toml": "", "content/a.txt": ""}])
def test_a_folder_without_articles_is_told(folder: Path, command: str, files: dict[str, str]) -> None:
    write(folder, files)
    result = postlint(command, cwd=folder)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[0] == "postlint: there are no articles in this folder: nothing there ends in .md"


def test_files_that_are_left_out_by_name_are_no_empty_folder(folder: Path) -> None:
    write(folder, {"a.md": WARNING, "postlint.toml": "exclude = ['a.md']\n"})
    assert postlint("check", "a.md", cwd=folder).err == ""
    assert postlint("check", "-q", cwd=folder).err == ""


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
    # How a name gets into a process is another question only where it is not ASCII.
    result = (
        postlint("check", "--", path.name, cwd=folder) if name.isascii() else process("check", "--", name, cwd=folder)
    )
    assert (result.code, result.err) == (1, "")
    assert PADDED in result.out
    again = postlint("check", cwd=folder)
    assert (again.err, again.out) == ("", result.out), "what is remembered of it is found again"
    assert postlint("check", "--output-format", "full", cwd=folder).code == 1
    (each,) = postlint("check", "--output-format", "json", cwd=folder).data["diagnostics"]
    assert os.fsencode(each["path"]) == name, "a program gets back the very name"
    assert postlint("fix", "--diff", "--", path.name, cwd=folder).code == 1
    assert postlint("fix", "--", path.name, cwd=folder).code == 0
    assert path.read_text() == "[a](/b)\n"
    assert {file.name for file in folder.iterdir()} == {".git", path.name}


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
        assert result.out.startswith(f"{path}:1:3: warning {PADDED} ")
        assert result.code == 1
    assert (folder / "content/a.md").read_text() == CLEAN


def test_stdin_without_a_name(folder: Path) -> None:
    result = postlint("check", "-", cwd=folder, stdin=WARNING.encode())
    assert (result.code, found(result)) == (1, [(1, PADDED)])


def test_stdin_shows_its_own_lines(folder: Path) -> None:
    write(folder, {"a.md": "another text, on the disk\n"})
    arguments = ["check", "--stdin-filename", "a.md", "--output-format", "full"]
    assert "   1 | [a ](/b)\n" in postlint(*arguments, cwd=folder, stdin=WARNING.encode()).out


@pytest.mark.parametrize("text", [WARNING, ERROR, CLEAN, "\ufeff[a ](/b)\r\n\r\nno newline", ""])
def test_fix_stdin(text: str, folder: Path) -> None:
    """The repaired article goes to standard output, every byte of it, and no file changes."""
    write(folder, {"a.md": "on the disk\n"})
    result = postlint("fix", "--stdin-filename", "a.md", cwd=folder, stdin=text.encode())
    assert result.raw == text.replace("a ]", "a]").encode()
    assert result.code == (1 if text == ERROR else 0)
    assert (folder / "a.md").read_text() == "on the disk\n"


def test_fix_stdin_that_is_no_text(folder: Path) -> None:
    """What cannot be repaired comes out as it went in: an editor would put it in the place of the text."""
    result = postlint("fix", "--stdin-filename", "a.md", cwd=folder, stdin=b"caf\xe9 [a ](/b)\n")
    assert result.raw == b"caf\xe9 [a ](/b)\n"
    assert result.code == 1


def test_stdin_and_paths_together(folder: Path) -> None:
    write(folder, {"a.md": CLEAN})
    assert postlint("check", "-", "a.md", cwd=folder).code == 2
    assert postlint("check", "--stdin-filename", "b.md", "a.md", cwd=folder).code == 2


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
    assert process(cwd=folder, env=env).out == "plain,--unsafe\nplain,--unsafe-fixes\nplain,--unfixable\n"


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
    assert result.out.startswith("ü.md:1:3: ")


def test_doctor_names_rules_that_lack_lists_of_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from postlint.cli import main

    (tmp_path / "a.md").write_text("A text.\n", encoding="utf-8")
    # The lists themselves stay: an empty one would be cached, for all tests that come later in this process.
    monkeypatch.setattr("postlint.helpers.word_lists.missing_lists", lambda: ["codespell_lib", "spellchecker"])
    shown = CliRunner().invoke(main, ["doctor", "--isolated", "--no-cache", str(tmp_path)]).output
    assert "spelling/misspelling and spelling/rare-variant find nothing without lists of words" in shown
    assert "postlint[spelling]" in shown
