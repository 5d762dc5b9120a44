"""Findings with names and messages that break a format which does not escape them."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from postlint.report import Results
from postlint.text import Lines, Range, Span

MESSAGES = [
    "plain",
    "two\nlines\r\nand a return \r.",
    "::error file=x::injected\n::set-output name=a::b",
    "100% %0A %25 ##[error]injected",
    "]]> <![CDATA[ <b> & &amp; \"double\" 'single' `code` | pipe | \\",
    "astral 🙂👩‍💻 𝒳, bidi \u202e, line \u2028, controls \x00\x07\x1b[31m\x7f\ufffe",
    "a lone surrogate \ud800",
    "",
    "   blanks   around   ",
    "x" * 5000,
]
PATHS = [
    "content/plain.md",
    "content/a b # c.md",
    "content/100%.md",
    "content/a:b,c;d=e.md",
    "content/ümläut/茶🙂.md",
    "content/\"quoted\" 'name' <b>&.md",
    "content/two\nlines.md",
    "content/back`tick|pipe.md",
    "../outside/x.md",
    "::error::x.md",
    "content/not-utf8-\udcff.md",
]
TEXT = "---\ntitle: 🙂\n---\r\n\nFirst 🙂 line\twith 𝒳 “words”.\n\n]]> :: %0A\n"


def results(messages: list[str] = MESSAGES, paths: list[str] = PATHS) -> Results:
    """Every message at every path, some with fixes and related places."""
    found = sorted(_findings(messages, paths), key=lambda finding: finding.order)
    return Results(found, len(paths), lambda path: TEXT)


def _findings(messages: list[str], paths: list[str]) -> Iterator[Diagnostic]:
    lines = Lines(TEXT)
    spans = [Span(0, 0), Span(18, 23), Span(24, 24), Span(0, len(TEXT)), Span(len(TEXT), len(TEXT))]
    severities = list(Severity)
    number = 0
    for path in paths:
        for message in messages:
            span = spans[number % len(spans)]
            place = lines.place(span)
            edits = [Edit(span, message)]
            if span.end < len(TEXT):
                edits.append(Edit(Span(len(TEXT), len(TEXT)), "end"))
            fix = Fix.safe(*edits, title=message) if number % 2 else None
            related = (Related(path, place, message), Related("content/gone.md", Range(0, 0, 1, 1, 1, 1), "gone"))
            rule = ["link/broken", "emphasis/stray-space", "own/rule-of-the-site"][number % 3]
            severity = severities[number % 3]
            yield Diagnostic(path, place, rule, severity, message, related if number % 4 else (), fix)
            number += 1
