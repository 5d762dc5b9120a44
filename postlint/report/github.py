"""Workflow commands of GitHub Actions, which shows findings at their lines in a pull request.

GitHub shows ten annotations of each level in a step: the gravest come first, and the last one says how many more there
are. What is not annotated is in the log all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Diagnostic, Severity
from postlint.messages import without_control
from postlint.report import Results, printable, summary

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10


def render(results: Results) -> Iterator[str]:
    """A command for each finding that GitHub will show, a line for each other one, and the count."""
    left = dict.fromkeys(Severity, _SHOWN)
    # The closing notice takes the place of one.
    left[Severity.INFO] -= 1
    more = 0
    for finding in sorted(results.diagnostics, key=lambda finding: (finding.severity.rank, finding.order)):
        if left[finding.severity]:
            left[finding.severity] -= 1
            yield _command(finding)
        else:
            more += 1
            place = finding.place
            line = f"{finding.path}:{place.line}:{place.column}: {finding.severity} {finding.rule} {finding.message}"
            yield _no_command(line) + "\n"
    if results.diagnostics:
        rest = f" {more} more are in the log of this step." if more else ""
        yield f"::notice title=postlint::{_text(summary(results) + rest)}\n"


def _command(finding: Diagnostic) -> str:
    place = finding.place
    properties = {"file": finding.path, "line": place.line, "col": place.column, "endLine": place.end_line}
    if place.end_line == place.line:
        properties["endColumn"] = place.end_column
    properties["title"] = f"postlint {finding.rule}"
    joined = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {joined}::{_text(finding.message)}\n"


def _text(value: str) -> str:
    return without_control(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")


def _no_command(value: str) -> str:
    """A line of the log that is no command: those begin with `::`, or have `##[` in them."""
    line = printable(value).replace("##[", "## [")
    return f"./{line}" if line.startswith(":") else line
