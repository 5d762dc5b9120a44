"""Checkstyle's XML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from postlint.report import Results
from postlint.report.xml import attribute


def render(results: Results) -> Iterator[str]:
    """A file element for each article with findings."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n'
    for path, found in groupby(results.diagnostics, key=lambda each: each.path):
        yield f"<file name={attribute(path)}>\n"
        for each in found:
            yield (
                f'<error line="{each.place.line}" column="{each.place.column}" severity="{each.severity}" '
                f"message={attribute(each.message)} source={attribute('postlint.' + each.rule.replace('/', '.'))}/>\n"
            )
        yield "</file>\n"
    yield "</checkstyle>\n"
