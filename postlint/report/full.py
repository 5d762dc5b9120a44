"""For people: the line, the marked characters under it, the message, and the fix where there is one."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.report import Results, printable, summary
from postlint.report.columns import paint, shown, width
from postlint.text import BOM, Lines

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
# A longer line is shown around the finding only.
_WIDEST = 110


def render(results: Results) -> Iterator[str]:
    """A paragraph for each finding, and a line of summary."""
    path, text = None, ""
    for finding in results.diagnostics:
        if finding.path != path:
            path, text = finding.path, results.texts(finding.path)
            lines = Lines(text)
        yield _finding(finding, text, lines, results)
    yield summary(results) + "\n"


def _finding(finding: Diagnostic, text: str, lines: Lines, results: Results) -> str:
    place, color = finding.place, results.color
    where = paint(f"{printable(finding.path)}:{place.line}:{place.column}", "1", color)
    severity = paint(str(finding.severity), f"1;{_COLORS[finding.severity]}", color)
    parts = [f"{where}: {severity} {finding.rule}: {shown(' '.join(finding.message.split()))}\n"]
    if text and place.start < len(text):
        parts.append(_excerpt(finding, text, lines, color))
    for path, at, message in finding.related:
        parts.append(f"     = {printable(path)}:{at.line}:{at.column}: {printable(message)}\n")
    if finding.fix:
        how = "fix" if finding.fix.safety is Safety.SAFE else "unsafe fix"
        parts.append(paint(f"     = {how}: {printable(finding.fix.title) or 'repair it'}", "32", color) + "\n")
    if page := results.page(finding.rule):
        parts.append(f"     = see {page}\n")
    return "".join([*parts, "\n"])


def _excerpt(finding: Diagnostic, text: str, lines: Lines, color: bool) -> str:
    span = lines.span(finding.place.line)
    line = text[span.start : span.end].removeprefix(BOM)
    start = finding.place.column - 1
    end = finding.place.end_column - 1 if finding.place.end_line == finding.place.line else len(line)
    line, start, end = _window(line, start, max(end, start))
    before, marked = shown(line[:start]), shown(line[start:end], width(line[:start]))
    rest = shown(line[end:], width(line[:end]))
    number = str(finding.place.line)
    caret = "^" * max(1, width(marked))
    gutter = " " * max(4, len(number))
    return (
        f"{number:>{len(gutter)}} | {before}{paint(marked, _COLORS[finding.severity], color)}{rest}\n"
        f"{gutter} | {' ' * width(before)}{paint(caret, _COLORS[finding.severity], color)}\n"
    )


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line around a range, with the range in it."""
    if len(line) <= _WIDEST:
        return line, start, end
    end = min(end, start + _WIDEST // 2)
    room = _WIDEST - (end - start)
    first = max(0, min(start - room // 2, len(line) - _WIDEST))
    last = min(len(line), first + _WIDEST)
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    return head + line[first:last] + tail, start - first + len(head), end - first + len(head)
