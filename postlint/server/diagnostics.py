"""Findings as diagnostics of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from postlint.diagnostic import Severity

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.server.positions import Positions

SOURCE = "postlint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
PositionsOf = Callable[[str], "Positions"]
"""Returns the positions in the text of an article, by its path from the root of the site."""


def of_configuration(message: str, line: int) -> types.Diagnostic:
    """A problem in a file of the configuration; `line` is counted from 1."""
    start = types.Position(line - 1, 0)
    place = types.Range(start, start)
    return types.Diagnostic(place, message, types.DiagnosticSeverity.Error, "configuration", source=SOURCE)


def to_protocol(
    root: Path, findings: Sequence[Diagnostic], positions: PositionsOf, pages: str
) -> list[types.Diagnostic]:
    """Findings in one article; `pages` is the address below which the pages of rules are, "" for none."""
    return [_diagnostic(root, finding, positions, pages) for finding in findings]


def _diagnostic(root: Path, finding: Diagnostic, positions: PositionsOf, pages: str) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(
            types.Location((root / other.path).as_uri(), positions(other.path).range(other.place.span)), other.message
        )
        for other in finding.related
    ]
    # The editor opens the address at a click, and the site configures it: so it may be a web page only.
    page = pages.startswith(("https://", "http://"))
    return types.Diagnostic(
        positions(finding.path).range(finding.place.span),
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(f"{pages.removesuffix('/')}/{finding.rule}") if page else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if is_unnecessary(finding) else None,
        related_information=related or None,
    )


def is_unnecessary(finding: Diagnostic) -> bool:
    """Whether the fix only deletes the text of the finding."""
    edits = finding.fix.edits if finding.fix else ()
    span = finding.place.span
    return bool(edits) and all(not edit.text for edit in edits) and any(edit.span.contains(span) for edit in edits)
