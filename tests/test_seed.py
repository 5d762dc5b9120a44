"""The main job: what is found in a real article, what is repaired of it, and the same in all its disguises."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from command import SITE, found, postlint, write
from corpora import SEED

Finding = tuple[int, str]


class Article(NamedTuple):
    """An article with its known defects: the finding of each line, and what repairs make of it."""

    text: str
    infos: Sequence[Finding]
    findings: Sequence[Finding]
    safe: Sequence[tuple[str, str]]
    unsafe: Sequence[tuple[str, str]]


PADDED = "link/padded-destination"
KINDS = [
    "emphasis/stray-space",
    "link/padded-destination",
    "emphasis/stray-space",
    "link/padded-destination",
    "editorial/unresolved-related",
    "link/bare-domain",
]
EXAMPLE = SITE / "content" / "articles" / "remote-standups.md"


def seed() -> Article:
    lines = [100, 116, 127, 167, 169, 174]
    return Article(
        SEED.read_bytes().decode("utf-8"),
        [(9, "front-matter/empty-field"), (lines[1], PADDED), (lines[3], PADDED)],
        [(line, kind) for line, kind in zip(lines, KINDS, strict=True) if kind != PADDED],
        [
            ("*that *is", "*that* is"),
            ("]( /articles/ai-", "](/articles/ai-"),
            ("*you *the", "*you* the"),
            ("]( /articles/find-", "](/articles/find-"),
        ],
        [("(Scrum.org)", "(https://Scrum.org)")],
    )


def example() -> Article:
    return Article(
        EXAMPLE.read_bytes().decode("utf-8"),
        [(9, "front-matter/empty-field"), (55, PADDED), (84, PADDED)],
        [(line, kind) for line, kind in zip([37, 55, 64, 84, 86, 91], KINDS, strict=True) if kind != PADDED],
        [
            ("*that *is", "*that* is"),
            ("]( /articles/handover", "](/articles/handover"),
            ("*you *the", "*you* the"),
            ("]( /articles/retro", "](/articles/retro"),
        ],
        [("(Scrumguides.org)", "(https://Scrumguides.org)")],
    )


@pytest.fixture(
    params=[
        pytest.param(seed, marks=pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here")),
        example,
    ],
    ids=["seed", "example"],
)
def article(request: pytest.FixtureRequest) -> Article:
    made: Article = request.param()
    return made


def repaired(text: str, changes: Sequence[tuple[str, str]]) -> str:
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


# --- disguises


def same(text: str) -> str:
    return text


def with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_bom(text: str) -> str:
    return "\ufeff" + text


def parts(text: str) -> tuple[str, list[str], list[str]]:
    """The fence of the front matter, the lines within, and those of the body."""
    fence, *lines = text.split("\n")
    end = lines.index(fence)
    return fence, lines[:end], lines[end + 1 :]


def in_quote(text: str) -> str:
    fence, front, body = parts(text)
    return "\n".join([fence, *front, fence, *(f"> {line}" if line else ">" for line in body)])


def below_yaml(text: str) -> str:
    _, front, body = parts(text)
    return "\n".join(["---", *(re.sub(r"^(\w+) = ", r"\1: ", line) for line in front), "---", *body])


def all_at_once(text: str) -> str:
    return with_bom(with_crlf(in_quote(below_yaml(text))))


DISGUISES: list[Callable[[str], str]] = [same, with_crlf, with_bom, in_quote, below_yaml, all_at_once]


@pytest.fixture(params=DISGUISES, ids=lambda disguise: disguise.__name__)
def disguise(request: pytest.FixtureRequest) -> Callable[[str], str]:
    chosen: Callable[[str], str] = request.param
    return chosen


def test_findings(article: Article, disguise: Callable[[str], str], tmp_path: Path) -> None:
    """Exactly these lines, out of the box; the characters named are the same in every disguise."""
    write(tmp_path, {"a.md": disguise(article.text), "plain.md": article.text})
    result = postlint("check", "a.md", cwd=tmp_path)
    assert found(result) == article.findings
    assert result.code == 1
    infos = [line for line in result.lines if ": info " in line]
    assert len(infos) == len(article.infos)
    for line, (number, rule) in zip(infos, article.infos, strict=True):
        assert line.startswith(f"a.md:{number}:") and f" {rule} " in line

    texts = {}
    for name in ("a.md", "plain.md"):
        text = (tmp_path / name).read_bytes().decode("utf-8")
        data = postlint("check", name, "--output-format", "json", cwd=tmp_path).data["diagnostics"]
        texts[name] = [text[each["start"]["offset"] : each["end"]["offset"]] for each in data]
    assert texts["a.md"] == texts["plain.md"]


def test_columns_in_disguise(article: Article, tmp_path: Path) -> None:
    """A quote moves the columns by its mark; nothing else moves them."""
    columns = {}
    for disguise in DISGUISES:
        write(tmp_path, {"a.md": disguise(article.text)})
        lines = postlint("check", "a.md", "--ignore", "front-matter", cwd=tmp_path).lines
        columns[disguise] = [int(line.split(":")[2]) for line in lines]
    for disguise, found_there in columns.items():
        moved = 2 if disguise in (in_quote, all_at_once) else 0
        assert found_there == [column + moved for column in columns[same]], disguise.__name__


def test_fix(article: Article, disguise: Callable[[str], str], tmp_path: Path) -> None:
    """Those that are certain are repaired, and no other byte changes."""
    write(tmp_path, {"a.md": disguise(article.text)})
    result = postlint("fix", "a.md", cwd=tmp_path)
    assert (tmp_path / "a.md").read_bytes() == disguise(repaired(article.text, article.safe)).encode("utf-8")
    assert found(result) == article.findings[2:]
    assert result.code == 1
    assert "Repaired 4 findings in 1 article." in result.err
    assert "1 more fix with --unsafe." in result.err


def test_fix_unsafe(article: Article, disguise: Callable[[str], str], tmp_path: Path) -> None:
    write(tmp_path, {"a.md": disguise(article.text)})
    result = postlint("fix", "--unsafe", "a.md", cwd=tmp_path)
    changed = disguise(repaired(article.text, [*article.safe, *article.unsafe]))
    assert (tmp_path / "a.md").read_bytes() == changed.encode("utf-8")
    assert found(result) == [article.findings[2]]
    again = postlint("fix", "--unsafe", "a.md", cwd=tmp_path)
    assert (tmp_path / "a.md").read_bytes() == changed.encode("utf-8")
    assert "Repaired 0 findings in 0 articles." in again.err


# --- the example site


def test_the_example_site_has_no_other_defects() -> None:
    result = postlint("check", "--no-cache", cwd=SITE)
    assert found(result) == example().findings
    assert {line.split(":")[0] for line in result.lines if ": info " not in line} == {
        "content/articles/remote-standups.md"
    }


def test_fix_in_the_example_site(tmp_path: Path) -> None:
    """With the site around it, the Related line finds its article, and is written as the other ones are."""
    shutil.copytree(SITE, tmp_path / "site")
    postlint("fix", "--unsafe", cwd=tmp_path / "site")
    after = (tmp_path / "site" / EXAMPLE.relative_to(SITE)).read_text(encoding="utf-8")
    made = example()
    related = (
        ("Related: The First Month", "**Related**: [The First Month"),
        ("New Editor.", "New Editor](/articles/onboarding-new-editor/)."),
    )
    expected = repaired(made.text, [*made.safe, *made.unsafe, *related])
    assert list(difflib.unified_diff(expected.splitlines(), after.splitlines(), n=0)) == []
    for file in (SITE / "content").rglob("*.md"):
        if file != EXAMPLE and file.parent.name != "notes":
            assert (tmp_path / "site" / file.relative_to(SITE)).read_bytes() == file.read_bytes()
    assert postlint("check", cwd=tmp_path / "site").code == 0
