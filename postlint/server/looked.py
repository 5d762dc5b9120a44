"""A site as it is on disk: what a run over its files finds, as plain data that another process may send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postlint.run.site_cache import open_cache
from postlint.run.site_run import SiteRun
from postlint.run.site_state import SiteState

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles

Findings = dict[str, "Sequence[Diagnostic]"]
Statuses = Mapping[str, tuple[int, int]]


class Looked(NamedTuple):
    """What a run over the files of a site has found: plain data."""

    root: Path
    whole: bool
    reported: dict[str, None]
    names: list[str]
    findings: Findings
    statuses: Statuses
    generation: str
    """By which what is stored of the site is known; "" where it is not stored."""
    contents: list[tuple[str, bytes, bytes]]
    """Where nothing is stored, the articles by path, with the record of what the pass over each yielded."""


def look(linter: Linter, found: SiteFiles) -> Looked:
    """A site as it is on disk; `found` are its articles. Raises ConfigError."""
    seen = statuses(found.root)
    run = SiteRun(linter, found)
    run.check()
    findings: Findings = {path: [] for path in found.reported}
    for finding in found.diagnostics:
        findings[finding.path] = [*findings.get(finding.path, ()), finding]
    stored = open_cache(run.linter, found)
    generation, contents = "", list[tuple[str, bytes, bytes]]()
    if stored and stored.keeps_findings and not found.failures:
        generation = stored.index.meta.get("generation", "") if "site" in stored.index.meta else ""
    if stored:
        stored.close()
    if not generation:
        inspections = found.inspections.items()
        contents = [(path, found.read(path).data, inspection.to_record()) for path, inspection in inspections]
    names = found.names or list(found.reported)
    return Looked(found.root, found.whole, found.reported, names, findings, seen, generation, contents)


def statuses(root: Path) -> Statuses:
    """The sizes and times of all files that a site may depend on."""
    state = SiteState(root)
    all_statuses = {path: status for path in state.paths if (status := state.status(path))} | dict(state.around)
    return {path: (status.st_size, status.st_mtime_ns) for path, status in all_statuses.items()}
