"""Which rules run where: the selection of a call, and the configuration with all that may be wrong in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import postlint, write
from samples import BY_DEFAULT, CLEAN, EMPHASIS, ERROR, MANY, OWN_RULE, PADDED, WARNING

from postlint.config.configuration import Config


def rules_in(folder: Path, *arguments: str) -> list[str]:
    """The rules of what is found there, sorted."""
    return sorted({line.split(" ")[2] for line in postlint("check", *arguments, cwd=folder).lines})


# --- selection

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
    "the type of a rule's option": ("[rules.'file/unreadable']\nlargest = '1'\n", 2, "an integer"),
    "a truth value is no number": ("[rules.'file/unreadable']\nlargest = true\n", 2, "an integer"),
    "a rule that is no table": ("[rules]\n'link/bare-domain' = 3\n", 2, "a table"),
    "a severity": ("[rules.'link/bare-domain']\nseverity = 'eror'\n", 2, "did you mean 'error'"),
    "a severity that is no text": ("fail-on = 3\n", 1, "error, warning or info"),
    "a text for a list": ("exclude = 'x'\n", 1, "a list"),
    "a number in a list": ("select = ['link', 1]\n", 1, "an integer"),
    "a list for a table": ("a.b = 1\nsite = []\n", 1, "unknown option 'a'"),
    "a number for a table": ("site = 1\n", 1, "a table"),
    "the type of a field": ("[front-matter.fields.x]\ntype = 'strng'\n", 2, "did you mean 'string'"),
    "an option of a field": ("[front-matter.fields.x]\ntyp = 'string'\n", 2, "did you mean 'type'"),
    "a pattern": ("[front-matter.fields.x]\npattern = '('\n", 2, "pattern"),
    "a field that is no table": ("[front-matter.fields]\nx = 3\n", 2, "a table"),
    "a section in a section": ("[front-matter.sections.a.sections.b]\nrequired = ['x']\n", 1, "sections"),
    "an index in an index": ("[front-matter.index.index]\nrequired = ['x']\n", 1, "index"),
    "a wrong form": ("[front-matter.fields.x]\nform = 'slugs'\n", 2, "did you mean 'slug'?"),
    "a wrong type of several": ("[front-matter.fields.x]\ntype = ['list', 'lsit']\n", 2, "did you mean 'list'?"),
    "a section's field": ("[front-matter.sections.a.fields.x]\n\ntype = 'txt'\n", 3, "type must be one of"),
    "a folder without rules": ("rule-folders = [\n'nowhere']\n", 2, "'nowhere'"),
    "no TOML": ("select = ['link'\nb = 1\n", 2, "not valid TOML"),
    "a text without end": ("\n\nselect = ['link\n", 3, "not valid TOML"),
    "a key that is given twice": ("select = []\n\nselect = []\n", 3, "not valid TOML"),
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


# --- what is asked of an article


ASKED = {
    "required": ["title"],
    "fields": {"title": {"type": "string", "max-length": 70}, "icon": {"required": True}},
    "sections": {
        ".": {"required": ["root"]},
        "de/.": {"required": ["language"]},
        "*/*/.": {"required": ["deep"]},
        "blog": {"required": ["author"], "fields": {"title": {"max-length": 50}}},
        "*/blog": {"required": ["editor"]},
        "en/blog": {"required": ["english"], "fields": {"title": {"max-length": 40}}, "index": {"required": ["icon"]}},
    },
}
"""A configuration whose sections have names of all kinds."""


@pytest.mark.parametrize(
    ("path", "required", "longest"),
    [
        ("content/blog/a.md", ["title", "author"], 50),
        ("content/blog/2024/deep/a.md", ["title", "author"], 50),
        ("content/blog/deep/a.md", ["title", "author", "deep"], 50),
        ("blog/a.md", ["title", "author"], 50),
        ("content/en/blog/a.md", ["title", "editor", "english", "deep"], 40),
        ("content/de/blog/deep/a.md", ["title", "editor"], 70),
        ("content/blogs/a.md", ["title"], 70),
        ("content/a.md", ["title", "root"], 70),
        ("content/de/a.md", ["title", "language"], 70),
        ("content/de/b/a.md", ["title", "deep"], 70),
        ("content/en/blog/deep/_index.md", ["icon"], 70),
        ("content/blog/_index.de.md", [], 50),
    ],
)
def test_what_is_asked_of_an_article(path: str, required: list[str], longest: int) -> None:
    asked = Config(Path(), front_matter=ASKED).schema(path)
    assert asked.get("required", []) == required
    assert asked["fields"]["title"]["max-length"] == longest
    assert asked["fields"]["icon"] == ({} if "_index" in path else {"required": True})
    assert asked["fields"]["title"]["type"] == "string"


def test_text_in_parameters(folder: Path) -> None:
    """What the configuration declares as text is read as such, with what is remembered or without, and is repaired."""
    pytest.importorskip("codespell_lib", reason="the words of rules about spelling are not installed")
    words = "This is the text of it and for all of you, and it is not as it was; we see that with the others.\n"
    text = f'{{{{< card words="We recieve it" style="recieve" >}}}}\n\n{{{{< plain "We recieve" >}}}}\n\n{words}'
    write(folder, {"hugo.toml": "", "content/b.md": text})
    rules = ("--select", "spelling/misspelling", "--output-format", "concise")
    assert postlint("check", *rules, cwd=folder).out == ""
    declared = '[site.shortcodes]\ncard = { text = ["words"] }\nplain = { text = ["0"] }\n'
    write(folder, {"postlint.toml": declared})
    for more in ([], [], ["--no-cache"]):
        found = [line.split(" ")[0] for line in postlint("check", *rules, *more, cwd=folder).lines]
        assert found == ["content/b.md:1:20:", "content/b.md:3:15:"]
    postlint("fix", "--unsafe", *rules, cwd=folder)
    repaired = 'card words="We receive it" style="recieve" >}}\n\n{{< plain "We receive"'
    assert repaired in (folder / "content/b.md").read_text()
