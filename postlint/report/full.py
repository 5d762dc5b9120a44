"""For people: the line, the marked characters under it, the message, and the fix where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, combining, east_asian_width

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.report import Results, printable, summary
from postlint.text import BOM, Lines

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_TAB = 4
# A longer line is shown around the finding only.
_WIDEST = 110


def render(results: Results) -> Iterator[str]:
    """A paragraph for each finding, and a line of summary."""
    path, text = None, ""
    for finding in results.diagnostics:
        if finding.path != path:
            path, text = finding.path, results.texts(finding.path)
            lines = Lines(text)
        yield _finding(finding, text, lines, results.color)
    yield summary(results) + "\n"


def _finding(finding: Diagnostic, text: str, lines: Lines, color: bool) -> str:
    place = finding.place
    where = _paint(f"{printable(finding.path)}:{place.line}:{place.column}", "1", color)
    severity = _paint(str(finding.severity), f"1;{_COLORS[finding.severity]}", color)
    parts = [f"{where}: {severity} {finding.rule}: {shown(' '.join(finding.message.split()))}\n"]
    if text and place.start < len(text):
        parts.append(_excerpt(finding, text, lines, color))
    for path, at, message in finding.related:
        parts.append(f"     = {printable(path)}:{at.line}:{at.column}: {printable(message)}\n")
    if finding.fix:
        how = "fix" if finding.fix.safety is Safety.SAFE else "unsafe fix"
        parts.append(_paint(f"     = {how}: {printable(finding.fix.title) or 'repair it'}", "32", color) + "\n")
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
        f"{number:>{len(gutter)}} | {before}{_paint(marked, _COLORS[finding.severity], color)}{rest}\n"
        f"{gutter} | {' ' * width(before)}{_paint(caret, _COLORS[finding.severity], color)}\n"
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


def shown(text: str, column: int = 0) -> str:
    """A text as a terminal can show it from a column on: tabs as spaces, what has no shape as a replacement."""
    parts: list[str] = []
    for character in text:
        if character == "\t":
            parts.append(" " * (_TAB - column % _TAB))
        elif (
            category(character) in ("Cc", "Cs", "Zl", "Zp") or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
        ):
            parts.append("\ufffd")
        else:
            parts.append(character)
        column += width(parts[-1])
    return "".join(parts)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(character) or category(character) in ("Mn", "Cf") else 1 + (east_asian_width(character) in "WF")
        for character in text
    )


def _paint(text: str, code: str, color: bool) -> str:
    return f"\033[{code}m{text}\033[0m" if color and text else text
