"""One line for each finding: `path:line:column: severity rule message`."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.report import Results


def render(results: Results) -> Iterator[str]:
    """A line for each finding."""
    for each in results.diagnostics:
        place = each.place
        message = " ".join(each.message.split())
        yield f"{each.path}:{place.line}:{place.column}: {each.severity} {each.rule} {message}\n"
