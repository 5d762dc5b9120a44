"""Which rules run where nothing is configured."""

from __future__ import annotations

from examples import RULES

OFF = {
    "editorial/unlinked-mention",
    "external/anchor",
    "external/blocked",
    "heading/duplicate",
    "heading/h1",
    "link/generic-text",
    "link/tracking-parameters",
    "link/unused-definition",
    "search/description-length",
    "search/title-length",
    "site/orphan",
    "text/double-space",
    "text/extra-blank-lines",
    "text/mixed-quotes",
}


def test_which_rules_are_off() -> None:
    """A rule that is turned on finds something on the sites of those who never asked for it."""
    assert {name for name, rule in RULES.items() if not rule.enabled} == OFF
