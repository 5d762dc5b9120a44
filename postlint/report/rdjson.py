"""reviewdog's diagnostic format, with fixes as suggestions. Its columns count bytes of UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from postlint.diagnostic import Diagnostic, Fix
from postlint.report import Results
from postlint.text import Lines, Span

_SOURCE = {"name": "postlint"}


def render(results: Results) -> Iterator[str]:
    """One result with all findings."""
    path, text, lines = None, "", Lines("")
    diagnostics: list[dict[str, Any]] = []
    for finding in results.diagnostics:
        if finding.path != path:
            path, text = finding.path, results.texts(finding.path)
            lines = Lines(text)
        diagnostics.append(_diagnostic(finding, text, lines))
    yield json.dumps({"source": _SOURCE, "diagnostics": diagnostics}, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(finding: Diagnostic, text: str, lines: Lines) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": finding.path, "range": _range(finding.place.span, text, lines)},
        "severity": finding.severity.upper(),
        "code": {"value": finding.rule},
    }
    if finding.fix:
        diagnostic["suggestions"] = [_suggestion(finding.fix, text, lines)]
    return diagnostic


def _suggestion(fix: Fix, text: str, lines: Lines) -> dict[str, Any]:
    """A fix as one replacement: several suggestions would be alternatives."""
    edits = sorted(fix.edits)
    start, end = edits[0].span.start, max(edit.span.end for edit in edits)
    parts: list[str] = []
    position = start
    for edit in edits:
        parts += text[position : edit.span.start], edit.text
        position = edit.span.end
    return {"range": _range(Span(start, end), text, lines), "text": "".join([*parts, text[position:end]])}


def _range(span: Span, text: str, lines: Lines) -> dict[str, Any]:
    return {"start": _position(span.start, text, lines), "end": _position(span.end, text, lines)}


def _position(offset: int, text: str, lines: Lines) -> dict[str, int]:
    line = lines.number(offset)
    before = text[lines.starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
