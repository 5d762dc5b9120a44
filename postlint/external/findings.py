"""What the rules about links say of an article, less what is suppressed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from postlint.facts.inspection import Inspection
from postlint.run.linter import Linter, rule_failure

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.external.uses import Outcomes
    from postlint.facts.page import Page
    from postlint.rule import LinkRule


def findings(linter: Linter, page: Page, outcomes: Outcomes) -> list[Diagnostic]:
    """The findings of the link rules of `linter` in an article; its other rules over articles and sites do not run."""
    rules = cast("list[LinkRule]", linter.rules.of_kind("link"))
    diagnostics: list[Diagnostic] = []
    for rule in rules:
        try:
            diagnostics += rule.check(page, outcomes)
        except Exception as error:
            diagnostics.append(rule_failure(rule, page.path, error))
    return linter.all_findings(Inspection(page, tuple(diagnostics)), None)
