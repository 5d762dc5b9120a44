"""Every example of every rule, executed; and what every rule file has to have."""

from __future__ import annotations

import gc
import inspect
from pathlib import Path

import pytest
from examples import RULES, SETTINGS, Bench, Case, case_id, cases, unmark, with_bom, with_crlf

from postlint.lazy_regex import _Pattern
from postlint.rule import FileRule, SuppressionRule, options_of

CASES = list(cases())
NESTING = [
    case
    for case in CASES
    if case.example.nests
    and not case.example.text.startswith(("+++", "---", "{"))
    and not issubclass(case.rule, FileRule)
]
FIXED = [case for case in CASES if case.bad and case.bad.fixed is not None]


@pytest.fixture
def bench(case: Case, tmp_path: Path) -> Bench:
    return Bench(case, tmp_path if case.example.site is not None else None)


def spans(bench: Bench, text: str) -> list[tuple[int, int]]:
    return [tuple(part.span) for part in bench.find(text)]


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_flags_exactly_what_is_marked(bench: Bench, case: Case) -> None:
    text, marked = unmark(case.example.text)
    assert bool(marked) == bool(case.bad), "a bad example has marks, and a good one none"
    assert spans(bench, text) == marked
    if case.bad and (case.bad.message or case.bad.severity):
        first = bench.find(text)[0]
        assert (case.bad.message or "") in first.message
        assert first.severity == (case.bad.severity or first.severity)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_newlines_and_byte_order_mark_change_nothing(bench: Bench, case: Case) -> None:
    if issubclass(case.rule, FileRule):
        pytest.skip("is about the bytes of a file")
    for change in (with_crlf, with_bom):
        text, marked = unmark(change(case.example.text))
        assert spans(bench, text) == marked, change.__name__


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("case", NESTING, ids=case_id)
def test_finds_the_same_elsewhere(bench: Bench, case: Case, setting: str) -> None:
    text, marked = unmark(SETTINGS[setting](case.example.text))
    assert spans(bench, text) == marked


@pytest.mark.parametrize("case", FIXED, ids=case_id)
def test_fix(bench: Bench, case: Case) -> None:
    assert case.bad and case.bad.fixed is not None
    text, _ = unmark(case.bad.text)
    fixed, dropped = bench.fix(text)
    assert not dropped
    assert fixed == case.bad.fixed
    left = [finding for finding in bench.find(fixed) if finding.fix]
    assert not left, "what was fixed is clean"


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("case", [case for case in FIXED if case in NESTING], ids=case_id)
def test_fix_elsewhere(bench: Bench, case: Case, setting: str) -> None:
    assert case.bad and case.bad.fixed is not None
    text, _ = unmark(SETTINGS[setting](case.bad.text))
    fixed, dropped = bench.fix(with_crlf(text))
    assert not dropped
    assert fixed == with_crlf(SETTINGS[setting](case.bad.fixed))


@pytest.mark.parametrize("name", RULES)
def test_rule_is_complete(name: str) -> None:
    rule = RULES[name]
    doc = inspect.cleandoc(rule.__doc__ or "")
    first = doc.split("\n", 1)[0]
    assert first.endswith("."), "the documentation begins with a sentence"
    assert rule.good, "a rule needs an example in which it finds nothing"
    assert rule.bad, "a rule needs an example of what it finds"
    for option in options_of(rule).values():
        assert option.description
    fixes = any(bad.fixed is not None for bad in rule.bad)
    source = inspect.getsource(rule)
    if "Fix.safe(" in source or "Fix.unsafe(" in source:
        assert fixes, "a rule that fixes shows a fixed text"
    if "Fix.unsafe(" in source:
        assert "## Fix safety" in doc, "an unsafe fix says why it is unsafe"


def test_a_rule_has_documentation_of_its_own() -> None:
    pages = [rule.__doc__ for rule in RULES.values()]
    assert len(set(pages)) == len(pages)


def test_names_are_files() -> None:
    for name, rule in RULES.items():
        assert rule.name == name
        family, _, word = name.partition("/")
        assert family and word
        assert not word.startswith("no-") or name == "image/no-alt", "a name names what is found"
        assert not issubclass(rule, SuppressionRule) or family == "suppression"


def test_every_expression_compiles() -> None:
    """Those that are compiled when they are used, also where no example uses them."""
    later = [each for each in gc.get_objects() if isinstance(each, _Pattern)]
    assert len(later) > 50
    for each in later:
        assert each.pattern
