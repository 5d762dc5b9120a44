"""JUnit's XML, which most CI services show as tests: an article is a suite, a finding a failed test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

from postlint.messages import printable
from postlint.report import Results
from postlint.report.xml import attribute, element

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(results: Results) -> Iterator[str]:
    """A suite for each article with findings; one that passed where there are none."""
    yield _HEAD + "<testsuites>\n"
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    suites = [
        (path, list(findings)) for path, findings in groupby(results.diagnostics, key=lambda finding: finding.path)
    ]
    for number, (path, findings) in enumerate(suites or [("postlint", [])]):
        count = max(1, len(findings))
        yield (
            f'<testsuite id="{number}" package="postlint" name={attribute(path)} timestamp="{now}" '
            f'hostname="localhost" tests="{count}" failures="{len(findings)}" errors="0" time="0">\n<properties/>\n'
        )
        for finding in findings:
            place = finding.place
            where = f"{printable(finding.path)}:{place.line}:{place.column}"
            failure = f"<failure type={attribute(finding.rule)} message={attribute(finding.message)}>"
            name = attribute(f"{finding.rule} {place.line}:{place.column}")
            body = element(f"{where}: {finding.severity} {finding.message}")
            yield (
                f'<testcase name={name} classname={attribute(path)} time="0">\n{failure}{body}</failure>\n</testcase>\n'
            )
        if not findings:
            yield f'<testcase name="{results.files} articles" classname="postlint" time="0"/>\n'
        yield "<system-out/>\n<system-err/>\n</testsuite>\n"
    yield "</testsuites>\n"
