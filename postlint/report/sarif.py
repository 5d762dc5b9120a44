"""SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from postlint import __version__
from postlint.config.catalogue import page, rules, what
from postlint.diagnostic import Diagnostic, Severity
from postlint.report import Results
from postlint.scope.fingerprints import fingerprints
from postlint.text import Lines, Range, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# GitHub keeps that many results of a run.
_MOST = 5000


def render(results: Results) -> Iterator[str]:
    """One log with one run; of more findings than services keep, the gravest."""
    prints = fingerprints(results.diagnostics, results.texts)
    numbered = sorted(zip(results.diagnostics, prints, strict=True), key=lambda pair: pair[0].severity.rank)
    kept = sorted(numbered[:_MOST], key=lambda pair: pair[0].order)
    names = sorted({finding.rule for finding, _ in kept})
    run: dict[str, Any] = {
        "tool": {"driver": _driver(names, results)},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, mark, names, results) for finding, mark in kept],
    }
    if len(numbered) > _MOST:
        text = f"{len(numbered) - _MOST} less grave findings of {len(numbered)} were left out"
        notification = {"level": "note", "message": {"text": text}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [notification]}]
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _driver(names: list[str], results: Results) -> dict[str, Any]:
    known = rules(folders=())
    described = [_rule(known[name]) if name in known else {"id": name} for name in names]
    for rule in described:
        if page_address := results.page(rule["id"]):
            rule["helpUri"] = page_address
    return {"name": "postlint", "semanticVersion": __version__, "rules": described}


def _rule(rule: Any) -> dict[str, Any]:
    text = page(rule)
    return {
        "id": rule.name,
        "shortDescription": {"text": what(rule)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[Severity(rule.severity)], "enabled": rule.enabled},
    }


def _result(finding: Diagnostic, mark: str, names: list[str], results: Results) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": names.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _location(finding.path, finding.place)}],
        "partialFingerprints": {"postlint/v1": mark},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(path, place), "message": {"text": message}}
            for number, (path, place, message) in enumerate(finding.related)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding, Lines(results.texts(finding.path)))]
    return result


def _location(path: str, place: Range) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), "region": _region(place)}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path.encode("utf-8", "surrogateescape"), safe="/~")}


def _region(place: Range) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _fix(finding: Diagnostic, lines: Lines) -> dict[str, Any]:
    assert finding.fix
    replacements = [
        {"deletedRegion": _region(lines.place(Span(*edit.span))), "insertedContent": {"text": edit.text}}
        for edit in finding.fix.edits
    ]
    change = {"artifactLocation": _artifact(finding.path), "replacements": replacements}
    return {
        "description": {"text": f"{finding.fix.title or 'Repair it'} ({finding.fix.safety})"},
        "artifactChanges": [change],
    }
