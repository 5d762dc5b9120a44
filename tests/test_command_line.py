"""What people expect who come from other linters: names of options, hints, and what `fix` says it did."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from command import found, postlint, process, write
from pull_request.repository import Repository
from samples import CLEAN, EMPHASIS, ERROR, PADDED, WARNING

# --- check --fix


def test_check_repairs(folder: Path) -> None:
    write(folder, {"a.md": WARNING + "\n" + ERROR})
    assert found(postlint("check", "--fix", cwd=folder)) == [(3, "link/bare-domain")]
    assert postlint("check", "--fix", "--unsafe", cwd=folder).code == 0
    assert (folder / "a.md").read_text() == "[a](/b)\n\n[a](https://example.org)\n"


def test_check_without_fix_repairs_nothing(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    assert postlint("check", "--unsafe", cwd=folder).code == 1
    assert (folder / "a.md").read_text() == WARNING
    assert postlint("check", "--diff", cwd=folder).out.startswith("--- a/a.md\n")
    assert (folder / "a.md").read_text() == WARNING


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--fixable", "emphasis"], [(1, PADDED)]),
        (["--unfixable", "emphasis"], [(3, "emphasis/stray-space")]),
        (["--unfixable", "ALL"], [(1, PADDED), (3, "emphasis/stray-space")]),
        (["--fixable", "link", "--unfixable", PADDED], [(1, PADDED), (3, "emphasis/stray-space")]),
    ],
)
def test_which_fixes(options: list[str], left: list[tuple[int, str]], folder: Path) -> None:
    write(folder, {"a.md": WARNING + "\n" + EMPHASIS})
    assert found(postlint("fix", *options, cwd=folder)) == left


def test_an_unknown_rule_to_fix(folder: Path) -> None:
    result = postlint("fix", "--fixable", "lnik", cwd=folder)
    assert result.code == 2
    assert "did you mean 'link'" in result.err


# --- what fix did


def test_fix_names_articles_and_rules(folder: Path) -> None:
    write(folder, {"a.md": WARNING * 2 + "\n" + EMPHASIS, "b.md": WARNING, "c.md": CLEAN})
    lines = postlint("fix", cwd=folder).err.splitlines()
    assert lines == [
        f"a.md: 2 {PADDED}, 1 emphasis/stray-space",
        f"b.md: 1 {PADDED}",
        "Repaired 4 findings in 2 articles.",
    ]


@pytest.mark.parametrize("option", ["-v", "--verbose", "--show-fixes"])
def test_fix_names_each_repair(option: str, folder: Path) -> None:
    write(folder, {"a.md": "Text.\n\n" + EMPHASIS})
    assert "  3: Move the space out of the emphasis" in postlint("fix", option, cwd=folder).err.splitlines()


def test_many_repaired_articles(folder: Path) -> None:
    write(folder, {f"{number:02}.md": WARNING for number in range(30)})
    lines = postlint("fix", "--diff", cwd=folder).err.splitlines()
    assert lines[-2:] == ["and 20 more articles; --verbose lists all", "Would repair 30 findings in 30 articles."]
    assert len(postlint("fix", "--diff", "-v", cwd=folder).err.splitlines()) == 61


def test_a_diff_of_nothing(folder: Path) -> None:
    """Although there is a finding that nothing repairs."""
    write(folder, {"a.md": ERROR})
    result = postlint("fix", "--diff", cwd=folder)
    assert (result.code, result.out) == (0, "")
    assert postlint("fix", "--diff", "--unsafe", cwd=folder).code == 1


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "site", {"a.md": WARNING, "b c.md": WARNING, "d.md": CLEAN})


def test_how_to_look_and_to_go_back(site: Repository) -> None:
    err = site.postlint("fix", "--no-cache").stderr.splitlines()
    assert err[-1] == "Look at the changes with `git diff`, undo them with `git restore -- a.md 'b c.md'`."
    subprocess.run("git restore -- a.md 'b c.md'", shell=True, cwd=site.folder, check=True)
    assert site.read("a.md") == site.read("b c.md") == WARNING


def test_other_work_is_not_lost(site: Repository) -> None:
    """Where a file that is repaired had uncommitted work, nothing is said that would undo both."""
    site.write({"a.md": WARNING + "\nMore.\n", "d.md": "Other work.\n"})
    err = site.postlint("fix", "--no-cache", "b c.md").stderr
    assert "`git restore -- 'b c.md'`" in err
    err = site.postlint("fix", "--no-cache").stderr
    assert "warning: there was uncommitted work in a.md" in err
    assert "git restore" not in err
    assert err.endswith("Look at the changes with `git diff`.\n")


def test_many_files_are_restored_at_once_where_all_was_committed(tmp_path: Path) -> None:
    site = Repository(tmp_path / "site", {f"{number}.md": WARNING for number in range(8)})
    assert "`git restore .`" in site.postlint("fix", "--no-cache").stderr


def test_without_git_nothing_is_said_of_it(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    assert "git" not in postlint("fix", cwd=folder).err


# --- what is reported


def test_severity(folder: Path) -> None:
    write(folder, {"a.md": WARNING + "\n" + ERROR + "\n[c]( /d)\n"})
    assert len(postlint("check", cwd=folder).lines) == 3
    assert [line.split()[1] for line in postlint("check", "--severity", "warning", cwd=folder).lines] == [
        "warning",
        "error",
    ]
    result = postlint("check", "--severity", "error", cwd=folder)
    assert found(result) == [(3, "link/bare-domain")]
    postlint("fix", "--severity", "error", cwd=folder)
    assert (folder / "a.md").read_text().startswith(WARNING)


def test_a_rule_that_is_off(folder: Path) -> None:
    write(folder, {"a.md": WARNING, "postlint.toml": f"[rules.'{PADDED}']\nseverity = 'off'\n"})
    assert postlint("check", cwd=folder).lines == []
    assert found(postlint("check", "--select", PADDED, cwd=folder)) == [(1, PADDED)]
    write(folder, {"postlint.toml": f"[rules.'{PADDED}']\nseverity = 'of'\n"})
    assert "did you mean 'off'" in postlint("check", cwd=folder).err


def test_show_files(folder: Path) -> None:
    write(folder, {"a.md": ERROR, "b/c.md": CLEAN, "d.txt": "", "postlint.toml": "exclude = ['x.md']\n", "x.md": ""})
    result = postlint("check", "--show-files", cwd=folder)
    assert (result.code, result.lines) == (0, ["a.md", "b/c.md"])


def test_a_place_that_was_copied(folder: Path) -> None:
    """`path:line:column` as findings have it; a file of that very name comes first."""
    write(folder, {"a.md": WARNING, "b.md:1": CLEAN, "b.md": WARNING})
    for place in ("a.md:1:3", "a.md:1", "a.md:1:3:"):
        assert found(postlint("check", place, cwd=folder)) == [(1, PADDED)]
    assert postlint("check", "b.md:1", cwd=folder).lines == []
    assert "c.md:1" in postlint("check", "c.md:1", cwd=folder).err


def test_a_hyphen_is_standard_output(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    for options in (["--output-file", "-"], ["--output-format", "concise=-"]):
        assert found(postlint("check", *options, cwd=folder)) == [(1, PADDED)]
    assert not (folder / "-").exists()


def test_force_color_of_zero(folder: Path) -> None:
    write(folder, {"a.md": WARNING})
    options = ["check", "--output-format", "full"]
    assert "\033" not in postlint(*options, cwd=folder, env={"FORCE_COLOR": "0"}).out
    assert "\033" in postlint(*options, cwd=folder, env={"FORCE_COLOR": "1"}).out


# --- hints


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "there is no command 'chek'; did you mean 'check'?"),
        (["a.md"], "did you mean 'postlint check a.md'?"),
        (["check", "--selct", "link"], "--select"),
        (["check", "--select", "lnik"], "did you mean 'link'?"),
        (["explain", "lnik"], "did you mean 'link'?"),
        (["rules", "emphassis"], "did you mean 'emphasis'?"),
    ],
)
def test_did_you_mean(arguments: list[str], said: str, folder: Path) -> None:
    write(folder, {"a.md": CLEAN})
    result = postlint(*arguments, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_families(folder: Path) -> None:
    names = [line.split()[0] for line in postlint("rules", "emphasis", "link/empty", cwd=folder).lines]
    assert "link/empty" in names and "emphasis/stray-space" in names
    assert all(name.startswith("emphasis/") for name in names if name != "link/empty")
    assert postlint("explain", "emphasis", cwd=folder).lines == postlint("rules", "emphasis", cwd=folder).lines
    listed = json.loads(postlint("rules", "emphasis", "--output-format", "json", cwd=folder).out)
    assert {rule["name"].split("/")[0] for rule in listed} == {"emphasis"}


def test_the_version_in_short(folder: Path) -> None:
    assert postlint("-V", cwd=folder).out == postlint("--version", cwd=folder).out


def test_help_fits_and_has_groups(folder: Path) -> None:
    from postlint.cli import COMMANDS

    lines = postlint("--help", cwd=folder).lines
    for name in COMMANDS:
        (line,) = [line for line in lines if line.split()[:1] == [name] and line.startswith("  ")]
        assert len(line) <= 80 and line.endswith(".")
    text = postlint("check", "--help", cwd=folder).out
    assert text.index("--select") < text.index("Advanced:") < text.index("--scheduler")


def test_completion_of_rules_and_formats(folder: Path) -> None:
    def completed(words: str) -> list[str]:
        env = {"_POSTLINT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
        return [line.partition(",")[2] for line in process(cwd=folder, env=env).out.splitlines()]

    assert "link/empty" in completed("postlint check --select link/e")
    assert "link/empty" in completed("postlint explain link/e")
    assert "emphasis,link/empty" in completed("postlint check --select emphasis,link/e")
    assert completed("postlint check --output-format sa") == ["sarif"]


@pytest.mark.parametrize("option", ["--since", "--only-changed", "--unsafe", "--unsafe-fixes", "--fix", "--advice"])
def test_links_has_the_same_names(option: str, folder: Path) -> None:
    assert option in postlint("links", "--help", cwd=folder).out


# --- the configuration


def test_extend(folder: Path) -> None:
    base = f"ignore = ['{PADDED}']\nfail-on = 'error'\n[rules.'link/bare-domain']\nseverity = 'info'\n"
    write(folder, {"shared/base.toml": base, "a.md": WARNING + "\n" + ERROR + "\n" + EMPHASIS})
    write(folder, {"postlint.toml": "extend = 'shared/base.toml'\n"})
    result = postlint("check", cwd=folder)
    assert result.code == 0
    assert [line.split()[2] for line in result.lines] == ["link/bare-domain", "emphasis/stray-space"]
    write(folder, {"postlint.toml": "extend = 'shared/base.toml'\nfail-on = 'warning'\nignore = ['emphasis']\n"})
    result = postlint("check", cwd=folder)
    assert (result.code, [line.split()[1:3] for line in result.lines]) == (0, [["info", "link/bare-domain"]])


EXTENDING = {
    "outside of the repository": ("../outside.toml", "outside of the repository"),
    "by an absolute path": ("/etc/hostname", "outside of the repository"),
    "through a link": ("link.toml", "outside of the repository"),
    "itself": ("postlint.toml", "extends itself"),
    "nothing": ("missing.toml", "there is no file 'missing.toml'"),
}


@pytest.mark.parametrize("case", EXTENDING)
def test_what_cannot_be_extended(case: str, tmp_path: Path) -> None:
    """The line is told; of what is outside nothing is read, and nothing shown."""
    name, said = EXTENDING[case]
    write(tmp_path, {"outside.toml": "secret_word = [", "site/postlint.toml": f"\nextend = '{name}'\n"})
    (tmp_path / "site/.git").mkdir()
    (tmp_path / "site/link.toml").symlink_to(tmp_path / "outside.toml")
    result = postlint("check", cwd=tmp_path / "site")
    assert (result.code, result.out) == (2, "")
    assert "postlint.toml:2: " in result.err
    assert said in result.err
    assert "secret" not in result.err


def test_extending_one_another(folder: Path) -> None:
    write(folder, {"postlint.toml": "extend = 'b.toml'\n", "b.toml": "extend = 'postlint.toml'\n"})
    assert "extends itself" in postlint("check", cwd=folder).err


@pytest.mark.parametrize(
    ("required", "said"),
    [
        (">=0.1", ""),
        (">=0.1,<99", ""),
        (">=99", "99 is required"),
        ("<0.1", "is required"),
        ("new", "is not a version"),
    ],
)
def test_required_version(required: str, said: str, folder: Path) -> None:
    write(folder, {"postlint.toml": f"required-version = '{required}'\n"})
    result = postlint("check", cwd=folder)
    assert result.code == (2 if said else 0)
    assert said in result.err


def test_two_configurations(folder: Path) -> None:
    write(folder, {"a.md": CLEAN, "postlint.toml": "", ".postlint.toml": "", "pyproject.toml": "[tool.postlint]\n"})
    err = postlint("check", cwd=folder).err
    assert "postlint: .postlint.toml is not read: postlint.toml is" in err
    assert "postlint: pyproject.toml is not read: postlint.toml is" in err
    assert postlint("check", "-q", cwd=folder).err == ""
    (folder / ".postlint.toml").unlink()
    write(folder, {"pyproject.toml": "[tool.other]\n"})
    assert postlint("check", cwd=folder).err == ""


def test_patterns_that_match_nothing(folder: Path) -> None:
    config = "exclude = ['old/posts/', '*.txt']\n[per-file-ignores]\n'news/*' = ['link']\n'b/*' = ['link']\n"
    write(folder, {"b/a.md": WARNING, "postlint.toml": config})
    err = postlint("check", cwd=folder).err.splitlines()
    assert err == [
        "postlint: postlint.toml: exclude names 'old/posts/', and there is no such file or folder",
        "postlint: postlint.toml: per-file-ignores names 'news/*', which matches no article",
    ]
    assert postlint("check", "b", cwd=folder).err == "", "a part of the site says nothing about the others"


# --- several sites


def test_several_sites_are_one_document(folder: Path) -> None:
    """A reader of JSON takes one; a single site is as it was."""
    article = "+++\ntitle = 'A'\n+++\n"
    write(folder, {"one/hugo.toml": "", "one/content/a.md": article, "two/hugo.toml": "", "two/content/b.md": article})
    both = postlint("site", "--output-format", "json", cwd=folder).data
    sources = [[page["source"] for page in site["pages"] if page["source"]] for site in both["sites"]]
    assert sources == [["content/a.md"], ["content/b.md"]]
    one = postlint("site", "one", "--output-format", "json", cwd=folder).data
    assert one == both["sites"][0]
    assert len(postlint("site", cwd=folder).lines) > 2
