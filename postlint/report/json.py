"""JSON for programs; version 1 of its form is stable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from postlint.diagnostic import Diagnostic, Fix, Safety, Severity
from postlint.report import Results
from postlint.text import Range


def render(results: Results) -> Iterator[str]:
    """One object, with the findings and a summary."""
    count = results.severities
    data = {
        "version": 1,
        "diagnostics": [diagnostic(finding) for finding in results.diagnostics],
        "summary": {
            "files": results.files,
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "infos": count[Severity.INFO],
            "fixable": results.fixable(Safety.SAFE),
            "fixable_unsafe": results.fixable(Safety.UNSAFE),
        },
    }
    yield json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def diagnostic(finding: Diagnostic) -> dict[str, Any]:
    """One finding as data."""
    return {
        "path": finding.path,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        **_ends(finding.place),
        "related": [{"path": path, "message": message, **_ends(place)} for path, place, message in finding.related],
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _ends(place: Range) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": place.line, "column": place.column, "offset": place.start},
        "end": {"line": place.end_line, "column": place.end_column, "offset": place.end},
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"safety": str(fix.safety), "title": fix.title, "edits": edits}
