"""One line for each finding: `path:line:column: severity rule message`."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.report import Results, printable


def render(results: Results) -> Iterator[str]:
    """A line for each finding."""
    for finding in results.diagnostics:
        place = finding.place
        path, message = printable(finding.path), printable(finding.message)
        yield f"{path}:{place.line}:{place.column}: {finding.severity} {finding.rule} {message}\n"
