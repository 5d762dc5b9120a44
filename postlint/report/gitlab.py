"""GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterator

from postlint.diagnostic import Severity
from postlint.report import Results
from postlint.scope.fingerprints import fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(results: Results) -> Iterator[str]:
    """A list of findings; a fingerprint names no line, so that a moved finding is the same one."""
    prints = fingerprints(results.diagnostics, results.texts)
    findings = [
        {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": mark,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.place.line, "end": finding.place.end_line}},
        }
        for finding, mark in zip(results.diagnostics, prints, strict=True)
    ]
    yield json.dumps(findings, ensure_ascii=False, indent=1) + "\n"
