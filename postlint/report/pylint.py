"""The lines that pylint writes, which many tools read: `path:line: [rule] message`."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Severity
from postlint.report import Results, printable

_LETTERS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.INFO: "I"}


def render(results: Results) -> Iterator[str]:
    """A line for each finding."""
    for finding in results.diagnostics:
        place, letter = finding.place, _LETTERS[finding.severity]
        message = printable(finding.message)
        yield f"{printable(finding.path)}:{place.line}: [{letter}({finding.rule})] {message}\n"
