"""A line of JSON for each finding, in the form that `json` has."""

from __future__ import annotations

import json
from collections.abc import Iterator

from postlint.report import Results
from postlint.report.json import diagnostic


def render(results: Results) -> Iterator[str]:
    """A line for each finding."""
    for finding in results.diagnostics:
        yield json.dumps(diagnostic(finding), ensure_ascii=False) + "\n"
