"""By article: its path, and a line for each of its findings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.report import Results, printable


def render(results: Results) -> Iterator[str]:
    """A paragraph for each article with findings."""
    for path, group in groupby(results.diagnostics, key=lambda finding: finding.path):
        yield f"{printable(path)}:\n"
        lines = [(f"{finding.place.line}:{finding.place.column}", finding) for finding in group]
        longest = max(len(where) for where, _ in lines)
        for where, finding in lines:
            yield f"  {where:>{longest}} {finding.severity} {finding.rule} {printable(finding.message)}\n"
        yield "\n"
