"""Limits of sizes that no example of a rule shows: examples are loaded with each run, and stay small."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from examples import RULES, Bench

from postlint.cli.rule_examples import Case, cases_of
from postlint.rule import Good

_MOST = 5_000


def said(folder: Path, rule: str, text: str, **example: Any) -> list[str]:
    return [finding.message for finding in Bench(Case(RULES[rule], Good(text, **example)), folder).find(text)]


@pytest.mark.parametrize(
    ("size", "options", "part"),
    [
        (20_000_000, {}, ""),
        (20_000_001, {}, "20.0 MB: files over 20 MB"),
        (1_000_000, {"largest": 1}, ""),
        (1_000_001, {"largest": 1}, "1.0 MB"),
    ],
)
def test_from_which_size_on_a_file_is_not_looked_at(
    tmp_path: Path, size: int, options: Mapping[str, Any], part: str
) -> None:
    found = said(tmp_path, "file/unreadable", "a" * size, options=options)
    assert len(found) == bool(part)
    assert all(part in message for message in found)


@pytest.mark.parametrize(("size", "found"), [(1_000_000, 0), (1_000_001, 1)])
def test_from_which_size_on_a_picture_is_too_large(tmp_path: Path, size: int, found: int) -> None:
    site = {"hugo.toml": "", "static/b.gif": "GIF89a" + "\0" * (size - 6)}
    messages = said(tmp_path, "image/too-large", "![A plan](/b.gif)\n", site=site)
    assert ["1.0 MB" in message for message in messages] == [True] * found


def test_examples_are_small() -> None:
    for case in cases_of(RULES):
        texts = [case.example.text, *(case.example.site or {}).values()]
        assert sum(map(len, texts)) < _MOST, f"{case.name} belongs into a test of its own"
