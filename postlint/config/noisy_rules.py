"""Which rules say the most on a site, and the line of the configuration that would change it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from posixpath import dirname

from postlint.config.configuration import Config
from postlint.diagnostic import Diagnostic, Safety, Severity

# Where so large a part of the findings is in one folder, it is the folder that is another matter.
_MOSTLY = 0.8
# A folder with fewer articles than this is no reason for a line of its own.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """What one rule says on a site, and how to have it say less."""

    rule: str
    severity: Severity
    findings: int
    articles: int
    """In how many articles."""
    example: Diagnostic
    line: str
    """A line of the configuration, in the place of one with the same key."""
    table: str
    """The table that the line belongs to; "" for the top of the file."""
    silences: int
    """How many of the findings are then no longer reported."""
    safe: int
    """How many of them safe fixes repair, and how many unsafe ones."""
    unsafe: int
    off: str
    """The line that turns the rule off altogether, at the top of the file."""


def advice(diagnostics: Sequence[Diagnostic], config: Config) -> list[Advice]:
    """The rules that find anything, the noisiest first; paths are relative to the root of the configuration."""
    by_rule: dict[str, list[Diagnostic]] = {}
    for finding in diagnostics:
        by_rule.setdefault(finding.rule, []).append(finding)
    ordered = sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_advice(rule, found, config) for rule, found in ordered]


def _advice(rule: str, findings: list[Diagnostic], config: Config) -> Advice:
    paths = Counter(finding.path for finding in findings)
    folder, off = _folder(paths), f"ignore = {_list([*config.ignore, rule])}"
    prefix = "tool.postlint" if config.path and config.path.name == "pyproject.toml" else ""
    if folder:
        pattern = f"/{_escaped(folder)}/"
        names = [*config.per_file_ignores.get(pattern, ()), rule]
        line, table = f"{json.dumps(pattern, ensure_ascii=False)} = {_list(names)}", "per-file-ignores"
        silences = sum(count for path, count in paths.items() if path.startswith(folder + "/"))
        prefix = f"{prefix}.{table}" if prefix else table
    else:
        line, silences = off, len(findings)
    severity = min((finding.severity for finding in findings), key=lambda severity: severity.rank)
    example = max(findings, key=lambda finding: (finding.severity is severity, paths[finding.path] == 1))
    fixes = Counter(finding.fix.safety for finding in findings if finding.fix)
    safe, unsafe = fixes[Safety.SAFE], fixes[Safety.UNSAFE]
    return Advice(rule, severity, len(findings), len(paths), example, line, prefix, silences, safe, unsafe, off)


def _folder(paths: Counter[str]) -> str:
    """The deepest folder that holds most of the findings and not all; "" where there is none."""
    total, inside, articles = paths.total(), Counter[str](), Counter[str]()
    for path, count in paths.items():
        folder = dirname(path)
        while folder:
            inside[folder] += count
            articles[folder] += 1
            folder = dirname(folder)
    chosen = [folder for folder in inside if total > inside[folder] >= _MOSTLY * total and articles[folder] >= _FEW]
    return max(chosen, key=lambda entry: (entry.count("/"), entry), default="")


def _escaped(folder: str) -> str:
    """A path as a pattern of .gitignore that means nothing else."""
    return "".join(f"\\{character}" if character in "\\*?[]" else character for character in folder)


def _list(names: Iterable[str]) -> str:
    return "[" + ", ".join(json.dumps(name) for name in names) + "]"
