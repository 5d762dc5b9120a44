"""One line for each finding: `path:line:column: severity rule message`."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.report import Results, printable


def render(results: Results) -> Iterator[str]:
    """A line for each finding."""
    for each in results.diagnostics:
        place = each.place
        path, message = printable(each.path), printable(each.message)
        yield f"{path}:{place.line}:{place.column}: {each.severity} {each.rule} {message}\n"
