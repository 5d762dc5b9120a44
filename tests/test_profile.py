"""`postlint init`: what is learned of articles, how it is written, and that it holds for others."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import ROOT, environment, postlint, write

from bench.site_profile import held_out, site_of
from postlint.cli import surroundings
from postlint.config.profile.imports import glob_of
from postlint.config.schema import schema

Files = dict[str, str]
HUGO = 'baseURL = "https://example.com/"\n'


def articles(count: int, fields: Callable[[int], str], folder: str = "content/blog") -> Files:
    """So many articles, each with the fields that a function gives for its number."""
    return {f"{folder}/post-{at}.md": f"---\ntitle: Post {at}\n{fields(at)}---\n\nText.\n" for at in range(count)}


def learned(folder: Path, files: Files) -> dict[str, Any]:
    """The configuration that `init` writes for a site."""
    write(folder, {"hugo.toml": HUGO, **files})
    done = postlint("init", "--yes", cwd=folder)
    assert done.code == 0, done.err
    file = folder / "postlint.toml"
    config = tomllib.loads(file.read_text()) if file.exists() else {}
    jsonschema.validate(config, _schema())
    return config


@cache
def _schema() -> dict[str, Any]:
    return schema()


def blog(folder: Path, files: Files, section: str = "blog") -> dict[str, Any]:
    return dict(learned(folder, files).get("front-matter", {}).get("sections", {}).get(section, {}))


# --- what is learned


def test_required(folder: Path) -> None:
    """What 95 % have is required; what fewer have, what only old articles have, switches and what is empty are not.

    What a page is given without its field is not either.
    """

    def fields(at: int) -> str:
        return (
            f"date: 2024-{1 + at // 28:02}-{1 + at % 28:02}\n"
            + ("" if at == 7 else "author: Jo\n")
            + ("" if at % 10 == 3 else "cover: a\n")
            + ("" if at >= 192 else "guid: x-1\n")
            + f"slug: post-{at}\nurl: /post-{at}/\nlinkTitle: {at}\nlastmod: 2024-01-02\n"
            + "toc: true\naliases: [/old/]\nkeywords: []\nmeta: {a: {b: c}}\n"
        )

    assert blog(folder, articles(200, fields))["required"] == ["title", "date", "meta.a.b", "author"]
    text = (folder / "postlint.toml").read_text()
    assert '"author", # 199 of 200; 1 exception: content/blog/post-7.md\n' in text
    found = postlint("check", "--select", "front-matter", "--output-format", "concise", cwd=folder)
    assert [line.split(" ", 2)[2] for line in found.lines if "-field" in line and "empty" not in line] == [
        "front-matter/missing-field “author” is missing from the front matter: add it"
    ]


def test_fields_of_its_own(folder: Path) -> None:
    """What the site made up is required where 98 % have it, or all of the newest; what Hugo knows where 95 % do."""

    def fields(at: int) -> str:
        return (
            f"date: 2024-{1 + at // 28:02}-{1 + at % 28:02}\n"
            + ("" if at % 50 == 25 else "team: a\n")
            + ("" if at % 40 == 25 else "editor: Jo\n")
            + ("" if at % 40 == 25 else "description: Words\n")
            + ("" if at < 9 else "licence: free\n")
        )

    assert blog(folder, articles(200, fields))["required"] == ["title", "date", "team", "description", "licence"]


def test_fields_of_its_own_without_dates(folder: Path) -> None:
    """Which articles are the newest, nobody knows."""
    asked = blog(folder, articles(200, lambda at: "part: 1\n" + ("" if at < 9 else "licence: free\n")))
    assert asked["required"] == ["title", "part"]


def test_too_few(folder: Path) -> None:
    assert blog(folder, articles(19, lambda at: "author: Jo\n")) == {}
    assert not (folder / "postlint.toml").exists()


def test_types(folder: Path) -> None:
    """An empty list is a list; a date only where most are dates; a field with two kinds keeps both."""

    def fields(at: int) -> str:
        return (
            f"authors: {'[]' if at % 2 else '[Jo]'}\n"
            + f"updated: {'soon' if at == 4 else '2024-01-02' if at % 2 else chr(34) + '2024-01-02' + chr(34)}\n"
            + f"version: {'2024-01-02' if at == 4 else 'two'}\n"
            + f"by: {'Jo' if at % 3 else '[Jo, Al]'}\n"
            + f"stars: {'4.5' if at % 2 else 4}\n"
            + f"odd: {['1', 'a', '[a]', 'true'][at % 4]}\n"
        )

    fields_of = blog(folder, articles(60, fields))["fields"]
    assert {name: asked.get("type") for name, asked in fields_of.items()} == {
        "authors": "list",
        "updated": "date",
        "version": "string",
        "by": ["string", "list"],
        "stars": "number",
    }
    found = postlint("check", "--select", "front-matter/wrong-type", "--output-format", "concise", cwd=folder)
    assert [re.sub(".*wrong-type ", "", line) for line in found.lines] == [
        "“updated” must be a date; found soon",
        "“version” must be a string; found 2024-01-02",
    ]


def test_forms_and_lengths(folder: Path) -> None:
    def fields(at: int) -> str:
        return (
            f"slug: {1 if at == 5 else f'post-{at}'}\nimage: /pictures/{at}.png\nlink: https://example.org/{at}\n"
            f"date: 2024-01-{1 + at % 28:02}\ndescription: {'word ' * (200 if at == 9 else 30)}\n"
        )

    config = learned(folder, articles(60, fields))["front-matter"]
    assert config["sections"]["blog"]["fields"] == {
        "slug": {"form": "slug"},
        "image": {"form": "image-path"},
        "link": {"form": "url"},
        "date": {"form": "day"},
    }
    assert config["fields"] == {"title": {"max-length": 70}, "description": {"max-length": 300}}
    found = postlint("check", "--select", "front-matter/schema", "--output-format", "concise", cwd=folder)
    assert [line.split(":")[0] for line in found.lines] == ["content/blog/post-5.md", "content/blog/post-9.md"]


def test_sections_kinds_and_languages(folder: Path) -> None:
    """Each section has its own fields; pages of sections are a kind; below folders of languages a section is one."""
    config = 'defaultContentLanguage = "en"\n' + "".join(
        f'[languages.{name}]\ncontentDir = "content/{name}"\n' for name in ("en", "de")
    )
    files = {
        "hugo.toml": HUGO + config,
        **articles(12, lambda at: "author: Jo\n", "content/en/blog"),
        **articles(12, lambda at: "author: Jo\n", "content/de/blog"),
        **articles(22, lambda at: "chapter: 2\n", "content/en/docs"),
        **articles(12, lambda at: "legal: 2\n", "content/en"),
        **articles(12, lambda at: "legal: 2\n", "content/de"),
        "content/en/docs/_index.md": "---\ntitle: All of them\n---\n",
        **{f"content/en/docs/part-{at}/_index.md": f"---\ntitle: Part {at}\nicon: box\n---\n" for at in range(22)},
    }
    sections = learned(folder, files)["front-matter"]["sections"]
    index = sections.pop("*/docs/*")["index"]
    assert {name: sections[name]["required"] for name in sections} == {
        "*/blog": ["title", "author"],
        "*/.": ["title", "legal"],
        "*/docs": ["title", "chapter"],
    }
    assert index["required"] == ["title", "icon"]
    assert postlint("check", "--select", "front-matter/missing-field", cwd=folder).out == ""
    write(folder, {"content/en/docs/part-3/_index.md": "---\ntitle: Part\n---\n"})
    assert "“icon” is missing" in postlint("check", "--select", "front-matter/missing-field", cwd=folder).out


def test_pieces(folder: Path) -> None:
    """The files that other pages include are left out, and what is learned is not asked of them."""
    files = articles(30, lambda at: "author: Jo\n") | {
        f"content/blog/_includes/note-{at}.md": "---\ncolor: red\n---\n\nText.\n" for at in range(9)
    }
    files |= {f"content/blog/post-1/part-{at}.md": "---\ncolor: red\n---\n\nText.\n" for at in range(4)}
    files |= {"content/blog/post-1/index.md": files.pop("content/blog/post-1.md")}
    config = learned(folder, files)
    assert config["front-matter"]["sections"]["blog"]["required"] == ["title", "author"]
    assert config["per-file-ignores"] == {"/content/blog/post-1/*.md": ["front-matter/missing-field"]}
    assert "“author” is missing" not in postlint("check", cwd=folder).out


def test_few_pieces(folder: Path) -> None:
    """They are named one by one: the page that they belong to is asked for its fields."""
    files = articles(60, lambda at: "author: Jo\n") | {
        f"content/blog/part/{name}.md": "---\ncolor: red\n---\n\nText.\n" for name in ("index", "a", "b")
    }
    ignored = learned(folder, files)["per-file-ignores"]
    assert ignored == {f"/content/blog/part/{name}.md": ["front-matter/missing-field"] for name in "ab"}
    found = postlint("check", "--select", "front-matter/missing-field", "--output-format", "concise", cwd=folder).lines
    assert {line.split(":")[0] for line in found} == {"content/blog/part/index.md"}


def test_the_rest_of_the_site(folder: Path) -> None:
    """Terms and names are offered as comments; leads, parameters and the address are set."""

    def fields(at: int) -> str:
        return f"tags: [{'tools' if at % 2 else 'people'}]\n"

    files = articles(30, fields) | {
        "hugo.toml": "",
        "static/a.png": "x",
        **{
            f"content/notes/n-{at}.md": f"---\ntitle: Note {at}\n---\n\nLies weiter: Post {at}\n\n"
            f'{{{{< card picture="/a.png" to="/blog/post-{at}/" words="Some words {at}" '
            f'style="Some: {at}" >}}}}\n\n'
            f"On YouTube, see [it](https://blog.example.net/blog/post-{at}/).\n"
            for at in range(9)
        },
        "content/notes/other.md": "---\ntitle: Other\n---\n\nOn Youtube and Youtube.\n",
        "layouts/shortcodes/card.html": "",
    }
    config = learned(folder, files)
    assert config["site"]["shortcodes"] == {"card": {"image": ["picture"], "link": ["to"], "text": ["words"]}}
    assert config["rules"]["editorial/unresolved-related"]["leads"] == ["lies weiter"]
    assert "terms" not in config["front-matter"] and "text/term" not in config["rules"]
    text = (folder / "postlint.toml").read_text()
    assert '# [front-matter.terms]\n# tags = ["people", "tools"]  # the terms of 30 articles' in text
    assert '# Youtube = "YouTube"  # 1 article has the other' in text
    assert text.count("# Offered, and not set") == 1
    # With the marks of comments taken away, it is a configuration still.
    write(folder, {"postlint.toml": re.sub(r"(?m)^# (?=\[|\w+ = )", "", text)})
    assert postlint("check", "--select", "text/term", cwd=folder).code == 1


def test_address(folder: Path) -> None:
    links = articles(30, lambda at: "") | {
        f"content/a-{at}.md": f"[it](https://blog.example.dev/blog/post-{at}/)\n" for at in range(4)
    }
    write(folder, {"hugo.toml": "", **links})
    postlint("init", "--yes", cwd=folder)
    assert tomllib.loads((folder / "postlint.toml").read_text())["site"] == {"base-url": "https://blog.example.dev/"}


def test_few_pages_of_sections(folder: Path) -> None:
    """They are held to the types of the articles, so what they have counts too."""
    files = articles(40, lambda at: "chapter: 2\nauthor: Jo\n") | {
        f"content/blog/part-{at}/_index.md": "---\nchapter: two\n---\n" for at in range(4)
    }
    asked = blog(folder, files)
    assert asked["required"] == ["title", "author", "chapter"]
    assert asked["fields"]["chapter"]["type"] == ["integer", "string"]
    assert postlint("check", "--select", "front-matter/wrong-type,front-matter/missing-field", cwd=folder).out == ""


def test_plain_folder(folder: Path) -> None:
    """Where no generator is known, the folders above years and single articles are a section."""
    write(folder, {"README.md": "Text.\n"} | articles(15, lambda at: "by: Jo\n", "src/posts/2023"))
    write(folder, articles(15, lambda at: "by: Jo\n", "src/posts/2024"))
    write(folder, {f"src/notes/n-{at}/index.md": "---\ntitle: A\nof: Al\n---\n" for at in range(20)})
    postlint("init", "--yes", cwd=folder)
    sections = tomllib.loads((folder / "postlint.toml").read_text())["front-matter"]["sections"]
    assert {name: asked["required"] for name, asked in sections.items()} == {
        "src/posts": ["title", "by"],
        "src/notes": ["title", "of"],
    }
    assert postlint("check", cwd=folder).code == 0


# --- how it is written

SOME = articles(30, lambda at: "author: Jo\ncover: /a.png\n")


def test_twice(folder: Path) -> None:
    """The second time changes nothing; `--update` adds what has become true."""
    learned(folder, SOME)
    file = folder / "postlint.toml"
    first = file.read_text()
    write(folder, articles(300, lambda at: "author: Jo\ncover: /a.png\neditor: Al\n"))
    again = postlint("init", "--yes", cwd=folder)
    assert file.read_text() == first and "is left as it is" in again.out
    assert postlint("init", "--update", "--dry-run", cwd=folder).code == 0
    assert file.read_text() == first
    postlint("init", "--update", "--yes", cwd=folder)
    text = file.read_text()
    assert tomllib.loads(text)["front-matter"]["sections"]["blog"]["required"] == ["title", "author", "cover", "editor"]
    assert [line for line in first.splitlines() if line and line not in text.splitlines()] == []
    assert "There is nothing to add" in postlint("init", "--update", "--yes", cwd=folder).out
    assert file.read_text() == text
    write(folder, articles(200, lambda at: "author: Jo\neditor: Al\n"))
    said = postlint("init", "--update", "--yes", cwd=folder).err
    assert "'cover' is required in blog, and 100 of 300 have it: delete it there?" in said and "author" not in said


def test_what_is_not_meant(folder: Path) -> None:
    """A line that somebody has made a comment is not proposed again, but is in other sections."""
    fields = "author: Jo\ncover: /a.png\nteam: [a]\n"
    learned(folder, articles(30, lambda at: fields))
    file = folder / "postlint.toml"
    text = file.read_text()
    for line in ('    "author",', "team = {"):
        assert line in text
        text = text.replace(line, f"# {line.strip()}")
    file.write_text(text)
    assert "There is nothing to add: what the articles have in common is in postlint.toml already." in (
        postlint("init", "--update", "--yes", cwd=folder).out
    )
    assert file.read_text() == text
    write(folder, articles(30, lambda at: fields, "content/notes"))
    assert "`postlint init --update --yes` writes it" in postlint("init", "--update", cwd=folder).out
    postlint("init", "--update", "--yes", cwd=folder)
    sections = tomllib.loads(file.read_text())["front-matter"]["sections"]
    assert sections["blog"]["required"] == ["title", "cover", "team"] and "team" not in sections["blog"]["fields"]
    assert (
        sections["notes"]["required"] == ["title", "author", "cover", "team"] and "team" in sections["notes"]["fields"]
    )


KEPT = {
    "postlint.toml": '# ours\nignore = ["search"]  # not here\n\n[front-matter]\nrequired = ["title"] # yes\n\n'
    '[rules."text/term".words]\nGit = "git"\n',
    ".postlint.toml": 'fail-on = "error"\n',
    "pyproject.toml": '[project]\nname = "x" # y\n\n[tool.postlint]\nselect = ["ALL"] # z\n\n[tool.other]\na = 1\n',
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_there_stays(name: str, folder: Path) -> None:
    write(folder, {"hugo.toml": HUGO, **SOME, name: KEPT[name], ".markdownlint.json": '{"MD001": false}'})
    assert postlint("init", "--yes", cwd=folder).code == 0
    text = (folder / name).read_text()
    lines = iter(text.splitlines())
    assert all(line in lines for line in KEPT[name].splitlines() if line and "ignore" not in line), text
    assert "# not here" in text or name != "postlint.toml"
    assert "\n[" not in text.replace("\n\n[", "").replace("]\n[[", "")
    data = tomllib.loads(text)
    own = data["tool"]["postlint"] if name == "pyproject.toml" else data
    assert own["front-matter"]["sections"]["blog"]["required"] == ["title", "author", "cover"]
    assert "heading/skipped-level" in own["ignore"]
    assert postlint("check", cwd=folder).code in (0, 1)


def test_evidence_is_not_cut_in_a_name(folder: Path) -> None:
    files = articles(200, lambda at: "author: Jo\n") | articles(4, lambda at: "", f"content/blog/{'long-' * 16}name")
    learned(folder, files)
    (line,) = [line for line in (folder / "postlint.toml").read_text().splitlines() if '"author",' in line]
    assert re.fullmatch(r' +"author", # 200 of 204; 4 exceptions: content/blog/(long-)+name/post-0.md, …', line)


def test_other_newlines(folder: Path) -> None:
    write(folder, {"hugo.toml": HUGO, **SOME, "postlint.toml": '# ours\r\nfail-on = "error"\r\n'})
    postlint("init", "--yes", cwd=folder)
    data = (folder / "postlint.toml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 9
    assert "missing-field" not in postlint("check", cwd=folder).out


def test_nothing_is_written_unasked(folder: Path) -> None:
    write(folder, {"hugo.toml": HUGO, **SOME})
    for options in ([], ["--dry-run"], ["--dry-run", "--yes"]):
        shown = postlint("init", *options, cwd=folder)
        assert shown.code == 0 and '"author", # 30 of 30' in shown.out and "Nothing is written" in shown.out
        assert not (folder / "postlint.toml").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of its own")
@pytest.mark.parametrize("answer", ["y", "n"])
def test_asked_before_writing(answer: str, folder: Path) -> None:
    """On a terminal, each file is shown, then asked for."""
    import pty

    write(folder, {"hugo.toml": HUGO, **SOME, ".github/workflows/a.yml": "on: push\n"})
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "postlint", "init", "--jobs", "1"]
    env = environment({"PYTHONPATH": str(ROOT)})
    with subprocess.Popen(command, stdin=follower, stdout=subprocess.PIPE, cwd=folder, env=env) as running:
        os.write(leader, f"{answer}\nn\n".encode())
        shown = running.communicate(timeout=300)[0].decode()
    os.close(follower)
    os.close(leader)
    assert running.returncode == 0
    assert '"author", # 30 of 30' in shown.partition("Write postlint.toml?")[0]
    assert (folder / "postlint.toml").exists() == (answer == "y")
    assert not (folder / ".github/workflows/articles.yml").exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_further_offers(newline: str, folder: Path) -> None:
    """They stand below the heading that is there."""
    names = {f"content/notes/{at}.md": f"---\ntitle: {at}\n---\n\nSee YouTube and GitHub.\n" for at in range(9)}
    slips = {f"content/notes/{name}.md": f"---\ntitle: {name}\n---\n\nSee {name}.\n" for name in ("Youtube", "Github")}
    write(folder, {"postlint.toml": f'fail-on = "error"{newline}'})
    learned(folder, SOME | names | {path: slips[path] for path in ["content/notes/Youtube.md"]})
    write(folder, slips)
    postlint("init", "--update", "--yes", cwd=folder)
    text = (folder / "postlint.toml").read_bytes().decode()
    assert text.count(newline) == text.count("\n")
    lines = text.split(newline)
    at = lines.index('# [rules."text/term".words]')
    assert [line.split("  ")[0] for line in lines[at + 1 : at + 3]] == ['# Github = "GitHub"', '# Youtube = "YouTube"']
    assert text.count('# [rules."text/term".words]') == text.count("# Offered") == 1


def test_what_was_set_otherwise(folder: Path) -> None:
    """A setting that says something else is the editor's."""
    own = '[front-matter.sections.blog.fields]\ncover = { form = "url" }\n'
    write(folder, {"hugo.toml": HUGO, **SOME, "postlint.toml": own})
    postlint("init", "--update", "--yes", cwd=folder)
    text = (folder / "postlint.toml").read_text()
    assert own in text
    assert tomllib.loads(text)["front-matter"]["sections"]["blog"]["fields"]["cover"] == {"form": "url"}


def test_nothing_of_the_text(folder: Path) -> None:
    """Only names of fields, terms, names and paths stand in the file."""
    secret = articles(30, lambda at: f"author: Sekret {at}\ndescription: Sekret words\ncover: /sekret.png\n")
    learned(folder, secret)
    assert "sekret" not in (folder / "postlint.toml").read_text().lower()


def test_hostile_names(folder: Path) -> None:
    """Names of files and fields cannot leave their line, or the terminal obey them."""
    odd = articles(60, lambda at: "" if at < 1 else '"a\\nb = 1\\u001b": x\n"author # \\"x": y\n')
    odd = {name.replace("post-0", "post\n[x]\n\x1b[31m"): text for name, text in odd.items()}
    config = learned(folder, odd)
    assert set(config) <= {"front-matter"}
    assert config["front-matter"]["sections"]["blog"]["required"] == ["title", "a\nb = 1\x1b", 'author # "x']
    shown = postlint("init", "--update", "--dry-run", cwd=folder).out
    assert "\x1b" not in shown


# --- what other tools say


def test_imports(folder: Path) -> None:
    write(
        folder,
        {
            ".markdownlint.jsonc": '{\n // off\n "no-alt-text": false, "MD024": true, "MD013": {"line_length": 80},}',
            ".markdownlint.yaml": "MD042: false\nMD013: false\n",
            ".rumdl.toml": '[global]\ndisable = ["MD051"]\n',
            ".vale.ini": "StylesPath = styles\nVocab = House\n[*.md]\nBasedOnStyles = Vale\n",
            "styles/config/vocabularies/House/accept.txt": "practitoner\n(?i)x+\n",
            "styles/config/vocabularies/House/reject.txt": "utilize\n",
            "cspell.json": '{"words": ["nothing"], "flagWords": ["whitelist->allowlist"]}',
            ".lycheeignore": "^https://example\\.org/.*$\nlinkedin\\.com\n(a|b)\n",
        },
    )
    text = "The list of the day is for you and me, and it is not as long as it was; we have to see that. "
    site = articles(20, lambda at: "") | {
        f"content/notes/{at}.md": f"{text}The practitioner learns.\n" for at in range(20)
    }
    config = learned(folder, site | {"content/notes/slip.md": f"{text}The practitoner learns.\n"})
    assert config["ignore"] == ["anchor/broken", "link/empty"]
    assert config["links"]["exclude"] == ["https://example.org/*", "*linkedin.com*"]
    assert config["rules"]["text/term"]["words"] == {"utilize": "", "whitelist": "allowlist"}
    said = postlint("init", "--update", "--dry-run", cwd=folder).err
    assert ".lycheeignore: '(a|b)' is no pattern" in said and ".markdownlint.jsonc is not taken over" in said


@pytest.mark.parametrize(
    ("expression", "glob"),
    [
        (r"^https?://a\.org/\?q=1$", "http*://a.org/[?]q=1"),
        ("a.org", "*a.org*"),
        (r".*\.a\.org/.*", "*.a.org/*"),
        ("a[bc]", None),
        ("a+", None),
        (r"\d", None),
        ("", None),
    ],
)
def test_globs(expression: str, glob: str | None) -> None:
    assert glob_of(expression) == glob


def test_hostile_settings(tmp_path: Path) -> None:
    """Nothing from outside of the repository is read; what cannot be read is said, and hinders nothing."""
    write(tmp_path, {"secret/accept.txt": "sekret\n", "secret/list.json": '{"flagWords": ["sekret"]}'})
    folder = tmp_path / "site"
    (folder / ".git").mkdir(parents=True)
    (folder / "cspell.json").symlink_to(tmp_path / "secret" / "list.json")
    os.mkfifo(folder / ".lycheeignore")
    write(
        folder,
        {
            ".vale.ini": "StylesPath = ../secret\nVocab = ../..\n",
            ".rumdl.toml": "[global\n",
            ".markdownlint.json": "[" * 200_000,
            ".markdownlint.yaml": "a: &a [x]\nb: [*a, *a]\n",
            "cspell.yaml": "words: " + "[" * 100_000,
            "lychee.toml": "x = " + "1" * 2_000_000,
        },
    )
    config = learned(folder, SOME)
    assert set(config) == {"front-matter"}
    done = postlint("init", "--update", "--dry-run", cwd=folder)
    assert "cspell.json is not read: it leads out of the repository" in done.err
    assert ".markdownlint.json is not taken over" in done.err and "lychee.toml cannot be read" in done.err
    assert "sekret" not in done.err + done.out


def test_doctor_names_it(folder: Path) -> None:
    """Where what is learned makes a rule report less, `doctor` says how much."""
    notes = {f"content/n-{at}.md": f"---\ntitle: Note {at}\n---\n\n# A\n\n### B\n\nText.\n" for at in range(3)}
    write(folder, {"hugo.toml": HUGO, **notes})
    assert "postlint init" not in postlint("doctor", cwd=folder).out
    write(folder, {".markdownlint.json": '{"heading-increment": false}'})
    shown = postlint("doctor", cwd=folder).out
    assert "after which 3 of them are not reported: `postlint init`" in shown
    assert not (folder / "postlint.toml").exists()


# --- what stands around it


def test_hook_and_workflow(folder: Path) -> None:
    hooks = "# ours\nrepos:\n  - repo: https://example.org/x\n    rev: v1\n    hooks:\n      - id: x # y\n"
    jobs = "build:\n  script: make\n"
    files = {".pre-commit-config.yaml": hooks, ".gitlab-ci.yml": jobs, ".github/workflows/a.yml": "on: push\n"}
    learned(folder, SOME | files)
    assert (folder / ".pre-commit-config.yaml").read_text().startswith(f"{hooks}  - repo: https://github.com/postlint")
    assert (folder / ".gitlab-ci.yml").read_text().startswith(f"{jobs}\npostlint:\n")
    assert (folder / ".github/workflows/articles.yml").exists()
    assert list(surroundings.offers(folder)) == []


def test_they_are_those_of_the_documentation() -> None:
    text = (ROOT / "docs" / "ci.md").read_text()
    assert surroundings._WORKFLOW in text and surroundings._JOB in text


ODD_HOOKS = {
    "something after them": "repos:\n- repo: x\n  hooks: []\nci:\n  skip: [x]\n",
    "none": "repos: []\n",
    "in brackets": "repos: [{repo: x, hooks: []}]\n",
    "no YAML": "repos:\n  - [\n",
}


@pytest.mark.parametrize("case", ODD_HOOKS)
def test_hooks_that_are_left_alone(case: str, folder: Path) -> None:
    write(folder, {".pre-commit-config.yaml": ODD_HOOKS[case]})
    assert list(surroundings.offers(folder)) == []


def test_links_are_not_written_through(tmp_path: Path) -> None:
    folder, outside = tmp_path / "site", tmp_path / "outside"
    (folder / ".git").mkdir(parents=True)
    (folder / ".github").mkdir()
    outside.mkdir()
    (folder / ".github/workflows").symlink_to(outside)
    (folder / "postlint.toml").symlink_to(outside / "new.toml")
    write(folder, {"hugo.toml": HUGO, **SOME})
    done = postlint("init", "--yes", cwd=folder)
    assert list(outside.iterdir()) == [] and "is a link, and is left as it is" in done.err


@pytest.mark.parametrize("later", [False, True])
def test_baseline(later: bool, folder: Path) -> None:
    """It is written with what is learned, or afterwards."""
    files = articles(60, lambda at: "" if at == 3 else "author: Jo\n")
    write(folder, {"hugo.toml": HUGO, **files})
    if later:
        postlint("init", "--yes", cwd=folder)
        assert postlint("check", cwd=folder).code == 1
    postlint("init", "--yes", "--baseline", cwd=folder)
    assert postlint("check", cwd=folder).code == 0
    known = json.loads((folder / ".postlint-baseline.json").read_text())
    assert "missing-field" in json.dumps(known)


# --- it holds


def test_held_out(folder: Path) -> None:
    """Learned from most articles of a site, it finds what is changed in the others, and nothing else there."""
    rng = random.Random(7)

    def fields(at: int) -> str:
        return (
            f"date: 2024-01-{1 + at % 28:02}\nauthors: {rng.choice(['[Jo]', '[Jo, Al]', '[]'])}\n"
            f"slug: post-{at}\ncover: {{image: /p/{at}.png, alt: Words}}\nrating: {rng.randrange(5)}\n"
            + ("" if rng.random() < 0.3 else "series: Days\n")
        )

    write(folder, {"hugo.toml": HUGO, **articles(200, fields)})
    seen = held_out(site_of(folder))
    assert seen.held_out == 40 and seen.settings > 8
    assert seen.false == [] and seen.own == 0
    assert seen.removed[True] == seen.removed.total() > 100
    assert seen.changed[True] == seen.changed.total() > 100
