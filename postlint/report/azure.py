"""Logging commands of Azure Pipelines, which shows findings in the summary of a run."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Severity
from postlint.messages import without_control
from postlint.report import Results

# Azure knows no third level; a `debug` line is shown to nobody.
_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "warning"}


def render(results: Results) -> Iterator[str]:
    """A command for each finding."""
    for finding in results.diagnostics:
        place = finding.place
        properties = {
            "type": _TYPES[finding.severity],
            "sourcepath": finding.path,
            "linenumber": str(place.line),
            "columnnumber": str(place.column),
            "code": finding.rule,
        }
        joined = "".join(f"{name}={_property(value)};" for name, value in properties.items())
        yield f"##vso[task.logissue {joined}]{_text(finding.message)}\n"


def _text(value: str) -> str:
    return without_control(value).replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(";", "%3B").replace("]", "%5D")
