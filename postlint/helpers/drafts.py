"""How much counts what is unfinished in an article that is a draft."""

from __future__ import annotations

from postlint.diagnostic import Severity


def severity_of_unfinished(draft: object) -> Severity | None:
    """Advice where the field `draft` is true, as its author knows of it; None, the rule's own, elsewhere."""
    return Severity.INFO if draft is True else None
