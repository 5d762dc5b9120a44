"""Markdown, for a comment on a pull request or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Severity
from postlint.report import Results, printable, summary

_MARKS = {Severity.ERROR: "🔴 error", Severity.WARNING: "🟠 warning", Severity.INFO: "🔵 info"}
# A summary of a job may have a megabyte; a table that long is read by nobody.
_MOST = 200


def render(results: Results) -> Iterator[str]:
    """The count, and a table of the findings, the gravest first."""
    yield f"### postlint\n\n{_cell(summary(results))}\n"
    findings = sorted(results.diagnostics, key=lambda finding: (finding.severity.rank, finding.order))
    if not findings:
        return
    yield "\n| | place | finding | rule |\n|---|---|---|---|\n"
    for finding in findings[:_MOST]:
        where = f"{finding.path}:{finding.place.line}:{finding.place.column}"
        yield f"| {_MARKS[finding.severity]} | {_code(where)} | {_cell(finding.message)} | {_code(finding.rule)} |\n"
    if len(findings) > _MOST:
        yield f"\nand {len(findings) - _MOST} more\n"


def _cell(text: str) -> str:
    """A text that means nothing else in a table."""
    folded = printable(text)
    for character in "\\|`*_[]<>":
        folded = folded.replace(character, "\\" + character if character not in "<>" else f"&#{ord(character)};")
    return folded


def _code(text: str) -> str:
    """A text as code, behind more backticks than it has in a row."""
    folded = printable(text).replace("|", "\\|")
    runs = re.findall("`+", folded)
    fence = "`" * (max(map(len, runs), default=0) + 1)
    return f"{fence} {folded} {fence}" if runs else f"`{folded}`"
