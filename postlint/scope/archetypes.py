"""Where a habit comes from: the template that new articles are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from postlint.diagnostic import Diagnostic
from postlint.scope.fingerprints import excerpt
from postlint.site.generators import archetypes
from postlint.text import Lines

_MOST = 100
"""So many findings with one cause say where it is; there may be thousands."""


def origin(root: Path, findings: Sequence[Diagnostic], texts: Callable[[str], str]) -> tuple[str, int] | None:
    """The archetype of the site at `root`, and its line, that has the line which most of the findings are about."""
    templates = archetypes(root)
    if not templates:
        return None
    findings = findings[:_MOST]
    lines = Counter[str]()
    for finding in findings:
        text = texts(finding.path)
        lines[excerpt(finding, text, Lines(text))] += 1
    line, count = lines.most_common(1)[0]
    if not line or 2 * count <= len(findings):
        return None
    for file in templates:
        written = file.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, other in enumerate(written, 1):
            if " ".join(other.split()) == line:
                return file.relative_to(root).as_posix(), number
    return None
