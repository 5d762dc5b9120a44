"""Findings as plain data for JSON, and back. Nothing of it is ever executed."""

from __future__ import annotations

import json
from typing import Any

from postlint.diagnostic import Change, Diagnostic, Edit, Fix, Related, Safety, Severity
from postlint.text import Range, Span

# One for all: json.dumps would make one for each value.
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value as JSON, in one line and as short as can be."""


class Damaged(Exception):
    """Something stored that is not what it was when it was stored."""


def diagnostic_to_data(finding: Diagnostic) -> list[Any]:
    """A finding as a list."""
    fix = finding.fix and [
        [[*edit.span, edit.text] for edit in finding.fix.edits],
        finding.fix.safety,
        finding.fix.title,
        sorted(finding.fix.changes),
    ]
    related = [[path, list(place), message] for path, place, message in finding.related]
    return [finding.path, list(finding.place), finding.rule, finding.severity, finding.message, related, fix]


def diagnostic_from_data(data: list[Any]) -> Diagnostic:
    """The finding that `diagnostic_to_data` made a list of. Raises ValueError, TypeError or IndexError for others."""
    path, place, rule, severity, message, related, fix = data
    return Diagnostic(
        str(path),
        Range(*map(int, place)),
        str(rule),
        Severity(severity),
        str(message),
        tuple(Related(str(file), Range(*map(int, at)), str(text)) for file, at, text in related),
        _fix(fix) if fix else None,
    )


def _fix(data: list[Any]) -> Fix:
    edits, safety, title, changes = data
    return Fix(
        tuple(Edit(Span(int(start), int(end)), str(text)) for start, end, text in edits),
        Safety(safety),
        str(title),
        frozenset(Change(change) for change in changes),
    )
