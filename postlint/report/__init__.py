"""The output formats: one module each, with a function `render` from findings to text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import cast

from postlint.diagnostic import Diagnostic, Safety, Severity


@dataclass(frozen=True, slots=True)
class Results:
    """What a report is made of."""

    diagnostics: Sequence[Diagnostic]
    """Sorted; paths are relative to the working directory, "/" as separator."""
    files: int
    """How many articles were looked at."""
    texts: Callable[[str], str] = field(default=lambda path: "")
    """The text of an article by its path; empty where it could not be read."""
    color: bool = False
    unsafe: str = "postlint fix --unsafe"
    """The command that makes unsafe repairs of these findings."""

    @property
    def severities(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.diagnostics)

    def fixable(self, *safeties: Safety) -> int:
        """How many findings carry a fix of these safeties."""
        return sum(1 for finding in self.diagnostics if finding.fix and finding.fix.safety in safeties)


# What a terminal would obey, or what turns the direction of the text around; a file name may hold it.
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

Render = Callable[[Results], Iterable[str]]

# Each is the name of a module in this folder, with `-` as `_`.
FORMATS = (
    "full",
    "concise",
    "json",
    "jsonl",
    "github",
    "sarif",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
)


def renderer(name: str) -> Render:
    """The function that turns results into the pieces of an output, by the name of the format."""
    return cast("Render", import_module(f"postlint.report.{name.replace('-', '_')}").render)


def printable(text: str) -> str:
    """A text on one line, without characters that a terminal would obey."""
    return _NOT_SHOWN.sub("\ufffd", " ".join(text.split()))


def summary(results: Results) -> str:
    """One line on how many findings there are, and what can be repaired."""
    count = results.severities
    if not results.diagnostics:
        return f"No findings in {plural(results.files, 'article')}."
    parts = [
        plural(count[each], str(each)) if each is not Severity.INFO else f"{count[each]} info"
        for each in Severity
        if count[each]
    ]
    line = f"{', '.join(parts)} in {plural(results.files, 'article')}."
    safe, unsafe = results.fixable(Safety.SAFE), results.fixable(Safety.UNSAFE)
    if safe:
        line += f" {safe} can be repaired with `postlint fix`"
        line += f", {unsafe} more with `{results.unsafe}`." if unsafe else "."
    elif unsafe:
        line += f" {unsafe} can be repaired with `{results.unsafe}`."
    return line


def plural(number: int, word: str) -> str:
    """A number with its word: `1 article`, `2 articles`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
