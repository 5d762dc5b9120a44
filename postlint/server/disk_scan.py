"""A run over a site as it is on disk; its results are plain data, which another process may send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.run.site_cache import open_cache
from postlint.run.site_run import SiteRun
from postlint.run.site_state import SiteState

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles

Findings = dict[str, "Sequence[Diagnostic]"]
Statuses = Mapping[str, tuple[int, int]]


class DiskScan(Struct, frozen=True):
    """The results of a run over the files of a site: plain data."""

    root: Path
    whole: bool
    reported: dict[str, None]
    names: list[str]
    findings: Findings
    statuses: Statuses
    generation: str
    """The generation of the cache of the site; "" where the site is not stored."""
    contents: list[tuple[str, bytes, bytes]]
    """Where the site is not stored, each article: its path, its content, and the record of its inspection."""


def scan_site(linter: Linter, files: SiteFiles) -> DiskScan:
    """Check a site as it is on disk. Raises ConfigError."""
    before = statuses(files.root)
    run = SiteRun(linter, files)
    run.check()
    findings: Findings = {path: [] for path in files.reported}
    for finding in files.diagnostics:
        findings[finding.path] = [*findings.get(finding.path, ()), finding]
    cache = open_cache(run.linter, files)
    generation, contents = "", list[tuple[str, bytes, bytes]]()
    if cache and cache.keeps_findings and not files.failures:
        generation = cache.index.meta.get("generation", "") if "site" in cache.index.meta else ""
    if cache:
        cache.close()
    if not generation:
        inspections = files.inspections.items()
        contents = [(path, files.read(path).data, inspection.to_record()) for path, inspection in inspections]
    names = files.names or list(files.reported)
    return DiskScan(files.root, files.whole, files.reported, names, findings, before, generation, contents)


def statuses(root: Path) -> Statuses:
    """The sizes and times of all files that a site may depend on."""
    state = SiteState(root)
    all_statuses = {path: status for path in state.paths if (status := state.status(path))} | dict(state.around)
    return {path: (status.st_size, status.st_mtime_ns) for path, status in all_statuses.items()}
