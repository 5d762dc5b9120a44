"""Every example of every rule, executed; and what every rule file has to have."""

from __future__ import annotations

import gc

import pytest
from examples import RULES, Bench, case_id, cases
from quick import unless_quick

from postlint.cli.rule_examples import (
    Case,
    fixed_as_shown,
    fixed_elsewhere,
    flags_what_is_marked,
    incomplete,
    same_elsewhere,
    same_with_other_bytes,
)
from postlint.lazy_regex import _Pattern
from postlint.rule import FileRule, SuppressionRule

CASES = cases()
TEXTS = [case for case in CASES if not issubclass(case.rule, FileRule)]
NESTING = [case for case in CASES if case.nests]
FIXED = [case for case in CASES if case.bad and case.bad.fixed is not None]


@pytest.fixture(scope="module")
def benches() -> dict[str, Bench]:
    """One bench for all tests of an example: the files of its site are written once."""
    return {}


@pytest.fixture
def bench(case: Case, benches: dict[str, Bench], tmp_path_factory: pytest.TempPathFactory) -> Bench:
    if case.name not in benches:
        benches[case.name] = Bench(case, tmp_path_factory.getbasetemp() / "examples" / case.name)
    return benches[case.name]


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_flags_exactly_what_is_marked(bench: Bench, case: Case) -> None:
    assert flags_what_is_marked(bench) == ""


@pytest.mark.parametrize("case", unless_quick(TEXTS), ids=case_id)
def test_newlines_and_byte_order_mark_change_nothing(bench: Bench, case: Case) -> None:
    assert same_with_other_bytes(bench) == ""


@pytest.mark.parametrize("case", unless_quick(NESTING), ids=case_id)
def test_finds_the_same_elsewhere(bench: Bench, case: Case) -> None:
    assert same_elsewhere(bench) == ""


@pytest.mark.parametrize("case", FIXED, ids=case_id)
def test_fix(bench: Bench, case: Case) -> None:
    assert fixed_as_shown(bench) == ""


@pytest.mark.parametrize("case", unless_quick([case for case in FIXED if case.nests]), ids=case_id)
def test_fix_elsewhere(bench: Bench, case: Case) -> None:
    assert fixed_elsewhere(bench) == ""


@pytest.mark.parametrize("name", RULES)
def test_rule_is_complete(name: str) -> None:
    assert incomplete(RULES[name]) == ""


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
    # Runs of other tests take what is there out of the sight of the collector.
    gc.unfreeze()
    later = [value for value in gc.get_objects() if isinstance(value, _Pattern)]
    assert len(later) > 50
    for expression in later:
        assert expression.pattern is not None
