"""What examples do not show of a finding: how sure its fix is, how it is called, and where else it points."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from examples import RULES, Bench

from postlint import Diagnostic, Range
from postlint.cli.rule_examples import Case
from postlint.rule import Good


def found(folder: Path, rule: str, text: str, **example: Any) -> list[Diagnostic]:
    return Bench(Case(RULES[rule], Good(text, **example)), folder).find(text)


@pytest.mark.parametrize(
    ("rule", "text", "safety", "title"),
    [
        ("emphasis/stray-space", "And perhaps *that *is it.\n", "safe", "Move the space out of the emphasis"),
        ("emphasis/stray-space", "It is ** so ** of it.\n", "safe", "Move the space out of the emphasis"),
        ("emphasis/stray-space", "It was the _ old _ way.\n", "unsafe", "Move the space out of the emphasis"),
        ("emphasis/stray-space", "It is **one **two and **three.\n", "unsafe", "Move the space out of the emphasis"),
        ("emphasis/stray-space", "在**（中） **中\n", "unsafe", "Move the space out of the emphasis"),
        ("text/literal-backslash", "It is and\\or so.\n", "unsafe", "Write and/or"),
        ("text/literal-backslash", "It is \\the end of it.\n", "unsafe", "Remove it"),
        ("text/double-space", "Two  spaces.\n", "safe", "Remove them"),
    ],
)
def test_fixes(tmp_path: Path, rule: str, text: str, safety: str, title: str) -> None:
    (finding,) = found(tmp_path, rule, text)
    assert finding.fix
    assert (finding.fix.safety.value, finding.fix.title) == (safety, title)


DRAFT = "+++\ntitle = 'A plan'\ndraft = true\n+++\n"
HEADLESS = "+++\ntitle = 'A plan'\nheadless = true\n+++\n"


@pytest.mark.parametrize(
    ("rule", "text", "site", "related"),
    [
        (
            "link/unpublished",
            "See [a plan](/b/).\n",
            {"hugo.toml": "", "content/b.md": DRAFT},
            [("content/b.md", 3, "this keeps it unpublished")],
        ),
        (
            "link/unpublished",
            "See [a plan](/b/).\n",
            {"hugo.toml": "", "content/b.md": HEADLESS},
            [("content/b.md", 1, "here")],
        ),
        (
            "site/path-case-collision",
            "Text.\n",
            {"content/articles/Example.md": "", "content/articles/EXAMPLE.md": ""},
            [("content/articles/EXAMPLE.md", 1, "the other file")],
        ),
    ],
)
def test_related_places(
    tmp_path: Path, rule: str, text: str, site: Mapping[str, str], related: list[tuple[str, int, str]]
) -> None:
    (finding,) = found(tmp_path, rule, text, site=site)
    assert [(other.path, other.place.line, other.message) for other in finding.related] == related


def test_a_paragraph_that_stands_twice_points_at_the_first(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "editorial/repeated-paragraph", "- one of the things that we do\n" * 2)
    assert [(other.place.line, other.message) for other in finding.related] == [(1, "here first")]


def test_an_article_that_is_gone_has_no_place(tmp_path: Path) -> None:
    tea = {"content/articles/tea.md": "---\ntitle: Tea\n---\nText\n"}
    site = {"hugo.toml": "baseURL = 'https://example.org/'\n"}
    (gone,) = found(tmp_path, "site/removed-without-redirect", "Text\n", site=site, before=site | tea)
    assert "was published at /articles/tea/ and is removed" in gone.message
    assert gone.path == "content/articles/tea.md"
    assert gone.place == Range(0, 0, 1, 1, 1, 1)


@pytest.mark.parametrize(("words", "safety"), [("A better day", "safe"), ("A day that is better", "unsafe")])
def test_a_related_article_is_linked_safely_by_its_title(tmp_path: Path, words: str, safety: str) -> None:
    site = {"hugo.toml": "", "content/b.md": "+++\ntitle = 'A Better Day'\n+++\n"}
    (finding,) = found(tmp_path, "editorial/unresolved-related", f"Related: {words}\n", site=site)
    assert finding.fix
    assert finding.fix.safety.value == safety
