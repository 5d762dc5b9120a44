"""The same run in one process and in several: the same findings, and the same errors."""

from __future__ import annotations

import gc
from pathlib import Path
from unittest.mock import patch

import pytest
from command import SITE, postlint, write

from postlint.config.loading import load
from postlint.facts.inspection import Source
from postlint.run import parallel as work
from postlint.run.active_rules import active_rules
from postlint.run.linter import Linter

ARTICLE = "+++\ntitle = 'An article'\ndate = 2024-01-01\n+++\n\n[a](#nowhere) and [b ](/c/)\n"


@pytest.fixture(autouse=True)
def several() -> object:
    """Let processes be made for a handful of articles."""
    with patch.multiple(work, SERIAL_BYTES=0, SERIAL_ARTICLES=2, CHUNK_BYTES=3000):
        yield


def test_findings_are_the_same(tmp_path: Path) -> None:
    alone = postlint("check", "--no-cache", "--jobs", "1", "--output-format", "json", cwd=SITE)
    assert postlint("check", "--no-cache", "--jobs", "3", "--output-format", "json", cwd=SITE) == alone
    assert len(alone.data["diagnostics"]) > 5


def test_more_articles_than_a_portion(tmp_path: Path) -> None:
    files = {f"content/posts/{number}.md": ARTICLE for number in range(250)}
    write(tmp_path, {"hugo.toml": "baseURL = 'https://example.org/'\n", **files})
    alone = postlint("check", "--no-cache", "--jobs", "1", cwd=tmp_path)
    assert postlint("check", "--no-cache", "--jobs", "2", cwd=tmp_path) == alone
    assert len(alone.lines) > 500


def test_a_rule_that_fails_in_another_process_is_named(tmp_path: Path) -> None:
    rule = (
        '"""A rule."""\n\nfrom postlint import SiteRule\n\n\nclass Fails(SiteRule):\n'
        "    def check(self, page, site):\n        raise KeyError(page.path)\n        yield\n"
    )
    files = {f"content/{number}.md": ARTICLE for number in range(5)}
    own = {"postlint.toml": 'rule-folders = ["lint"]\n', "lint/own/fails.py": rule, "hugo.toml": "baseURL = '/'\n"}
    write(tmp_path, {**files, **own})
    result = postlint("check", "--no-cache", "--jobs", "2", cwd=tmp_path)
    assert result.code == 2
    assert "content/0.md:1:1: error postlint/failed the rule own/fails" in result.out
    assert "KeyError" in result.out
    assert "defect of postlint" not in result.err


def test_a_configuration_that_cannot_be_read_ends_several_processes_as_it_ends_one(tmp_path: Path) -> None:
    files = {f"content/{number}.md": ARTICLE for number in range(60)}
    write(tmp_path, {"hugo.toml": "baseURL = 'https://example.org/\n", **files})
    alone = postlint("check", "--no-cache", "--jobs", "1", cwd=tmp_path)
    assert postlint("check", "--no-cache", "--jobs", "2", cwd=tmp_path) == alone
    assert alone.code == 2
    assert "hugo.toml:1: the quote" in alone.err


def test_what_the_pass_makes_has_no_reference_cycles() -> None:
    """It runs without the collector: what it leaves in a cycle would stay in memory to the end."""
    text = (
        "---\ntitle: A title\n---\n\n## A *heading* with `code` {#own}\n\n"
        "- An [item **with** ![b](b.png)](/a/ 'c') <b>x</b>\n  ~~and~~ more\n\n"
        "| [a][1] | `b` |\n|---|---|\n| *c* | d |\n\n"
        '<div id="a">\n\n{{< figure src="a.png" >}}\n\n[1]: /a/\n'
    )
    config = load(Path("/"), None, isolated=True)
    linter = Linter(config, active_rules(config))
    source = Source("content/a.md", text.encode())
    linter.inspect(source)
    gc.collect()
    gc.disable()
    try:
        linter.inspect(source).to_record()
        assert gc.collect() == 0
    finally:
        gc.enable()
