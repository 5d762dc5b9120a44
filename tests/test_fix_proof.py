"""Repairs among each other: articles made of defects side by side, in every setting, repaired and proven.

`bench/corpus.py --fix` does the same to every article of real sites.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import postlint, write
from examples import RULES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quick import examples

from postlint.cli.example_texts import SETTINGS, unmark, with_bom, with_crlf
from postlint.cli.rule_examples import TODAY
from postlint.config.configuration import Config
from postlint.config.rule_selection import Rules
from postlint.diagnostic import Diagnostic
from postlint.document.document import Document
from postlint.facts.inspection import Source
from postlint.rule import AnyRule, Rule
from postlint.run.article_repairs import Fixed
from postlint.run.fixer import damage
from postlint.run.linter import Linter
from postlint.run.site_run import fix

ARTICLE = [rule for rule in RULES.values() if issubclass(rule, Rule)]
DEFECTS = [
    unmark(bad.text)[0]
    for rule in ARTICLE
    for bad in rule.bad
    if bad.fixed is not None
    and bad.nests
    and not bad.options
    and not bad.schema
    and not bad.text.startswith(("+", "-", "{"))
]
HEALTHY = [
    "A paragraph with *emphasis*, `code` and [a link](/there/).\n",
    "Zwölf Boxkämpfer 👩‍👩‍👧 jagen 日本語 🎉 quer.\n",
    "## A heading\n",
    "- one\n- two\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "> a quote\n",
    "```\ncode *as *it is\n```\n",
    '{{< figure src="/a.png" alt="a" >}}\n',
    "1. one\n2. two\n",
]
# What was a paragraph becomes a heading or a picture, and is then judged as one: that was wrong before, and hidden.
REVEALED = {"heading/skipped-level", "section/empty", "image/no-alt"}
PLACES = st.sampled_from(["as it is", *SETTINGS])
BLOCKS = st.lists(st.tuples(st.sampled_from(DEFECTS) | st.sampled_from(HEALTHY), PLACES), min_size=1, max_size=6)


def article(blocks: list[tuple[str, str]], change: str) -> str:
    parts = [SETTINGS[place](text) if place in ("in a block quote", "in an item") else text for text, place in blocks]
    text = "\n".join(part if part.endswith("\n") else part + "\n" for part in parts)
    if change == "below a front matter":
        text = SETTINGS[change](text)
    return {"CRLF": with_crlf, "BOM": with_bom}.get(change, str)(text)


def linter(rules: list[type[AnyRule]]) -> Linter:
    return Linter(Config(Path("/site")), Rules.of([rule() for rule in rules]), today=TODAY)


def repaired(
    text: str, *, unsafe: bool, rules: list[type[AnyRule]] = ARTICLE
) -> tuple[str, Fixed | None, list[Diagnostic]]:
    """The text after `fix`, what was done, and what is still found."""
    file = Path("/site/article.md")
    runner = linter(rules)
    runner.contents[file] = text.encode()
    trees, outcomes = fix(runner, [file], unsafe=unsafe)
    after = outcomes[0].after.decode() if outcomes else text
    return after, outcomes[0] if outcomes else None, trees[0].diagnostics


def findings(text: str) -> Counter[str]:
    found = linter(ARTICLE).inspect(Source("article.md", text.encode())).diagnostics
    return Counter(finding.rule for finding in found)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS, st.sampled_from(["", "CRLF", "BOM", "below a front matter"]), st.booleans())
def test_repairs_hold_beside_one_another(blocks: list[tuple[str, str]], change: str, unsafe: bool) -> None:
    text = article(blocks, change)
    after, outcome, left = repaired(text, unsafe=unsafe)
    if outcome is None:
        return
    fixes = [finding.fix for finding in outcome.applied if finding.fix]
    assert not damage(Document("article.md", text), after, fixes), "only what the fixes declare may change"
    again, _, _ = repaired(after, unsafe=unsafe)
    assert again == after, "a second run changes nothing"
    before = findings(text)
    counted = Counter(finding.rule for finding in left if RULES[finding.rule].enabled and finding.rule not in REVEALED)
    new = {rule: number for rule, number in counted.items() if number > before[rule]}
    assert not new, "a repair brings no finding that was not there"


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS, st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(blocks: list[tuple[str, str]], chance: random.Random) -> None:
    text = article(blocks, "")
    shuffled = list(ARTICLE)
    chance.shuffle(shuffled)
    assert repaired(text, unsafe=True, rules=shuffled)[0] == repaired(text, unsafe=True)[0]


@pytest.mark.parametrize("defect", DEFECTS, ids=[f"{number}" for number in range(len(DEFECTS))])
def test_every_defect_beside_every_setting(defect: str) -> None:
    """The same as above, once for each defect and not by chance: in a list, in a quote, with CRLF."""
    for place in SETTINGS:
        text = with_crlf(article([(HEALTHY[1], ""), (defect, place), (HEALTHY[0], "")], ""))
        after, _, _ = repaired(text, unsafe=True)
        assert "\n" not in after.replace("\r\n", ""), "newlines stay what they are"
        assert repaired(after, unsafe=True)[0] == after


@pytest.mark.parametrize("unsafe", [False, True])
def test_what_another_repair_stood_in_the_way_of_is_repaired_in_the_same_run(unsafe: bool) -> None:
    """Without the empty heading the line below would go on with the item, until it is a heading itself."""
    text = "> s\n- T\n#\n##-"
    after, _, _ = repaired(text, unsafe=unsafe)
    assert repaired(after, unsafe=unsafe)[0] == after
    assert "\n#\n" not in after


def test_each_text_is_parsed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What proves a repair is what the next pass looks at; what is not repaired is parsed once."""
    texts: list[tuple[str, str]] = []
    make = Document.__init__

    def noted(self: Document, path: str, text: str, *more: Any) -> None:
        texts.append((path, text))
        make(self, path, text, *more)

    monkeypatch.setattr(Document, "__init__", noted)
    write(folder, {"a.md": "[a ](/b/) and [c ](/b/)\n", "b.md": "Text.\n"})
    assert postlint("fix", cwd=folder).code == 0
    count = Counter(texts)
    first = ("a.md", "[a ](/b/) and [c ](/b/)\n")
    assert count.pop(first) == 2, "once for what is stored, and once to be repaired"
    assert set(count.values()) == {1}
    assert len(count) == 2, "the repaired article, and the other one"
