"""Checkstyle's XML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.report import Results
from postlint.report.xml import attribute


def render(results: Results) -> Iterator[str]:
    """A file element for each article with findings."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n'
    for path, findings in groupby(results.diagnostics, key=lambda finding: finding.path):
        yield f"<file name={attribute(path)}>\n"
        for finding in findings:
            place, source = finding.place, attribute("postlint." + finding.rule.replace("/", "."))
            yield (
                f'<error line="{place.line}" column="{place.column}" severity="{finding.severity}" '
                f"message={attribute(finding.message)} source={source}/>\n"
            )
        yield "</file>\n"
    yield "</checkstyle>\n"
