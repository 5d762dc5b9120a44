"""The examples of postlint's own rules."""

from __future__ import annotations

from pathlib import Path

from postlint.cli import rule_examples
from postlint.cli.rule_examples import Case, cases_of
from postlint.config.rule_files import load_rules, rules_folder

RULES = load_rules(rules_folder())


def cases() -> list[Case]:
    return list(cases_of(RULES))


def case_id(case: Case) -> str:
    return case.name


class Bench(rule_examples.Bench):
    """One of these rules, set to work on texts as an example says."""

    def __init__(self, case: Case, folder: Path) -> None:
        super().__init__(case, RULES, folder)
