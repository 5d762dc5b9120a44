"""What a change introduces: findings in its lines, and those that it causes anywhere in the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from postlint.facts.inspection import Inspection
from postlint.run.discovery import SUFFIXES
from postlint.run.linter import Linter, rule_failure
from postlint.run.site_files import SiteFiles
from postlint.scope.causes import DELETED, TOP, Causes
from postlint.scope.fingerprints import excerpts, same_articles
from postlint.scope.git import Changes
from postlint.scope.git import GitError as GitError
from postlint.scope.git import changes_since as changes_since
from postlint.scope.hunks import Hunks
from postlint.scope.snapshot import earlier_tree
from postlint.scope.versions import Versions as Versions
from postlint.text import Lines, Range, Span

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic, Related
    from postlint.document.document import Document
    from postlint.rule import ChangeRule
    from postlint.site.site import Site


class Since:
    """Leaves of the findings in one site those that a change introduces."""

    needs_site = True

    def __init__(self, linter: Linter, tree: SiteFiles, changes: Changes, earlier: Path) -> None:
        """`earlier` is the folder with the files as they were before the changes."""
        self.linter = linter.for_site(tree.root)
        self.tree = tree
        within = tree.root.resolve().relative_to(changes.top.resolve()).as_posix()
        self.before = frozenset(filter(None, _below(within, changes.before)))
        self.after = frozenset(filter(None, _below(within, changes.after)))
        self.old = SiteFiles(earlier / within, {}, whole=tree.whole)
        # An article from standard input is another than its file.
        given = {path for path in tree.names if tree.root / path in tree.contents}
        self.after |= given
        self.before |= {path for path in given if (self.old.root / path).exists()}
        self.renamed = {
            new: old
            for new, old in zip(_below(within, changes.renamed), _below(within, changes.renamed.values()), strict=True)
            if new and old
        }
        self._look()
        self._hunks: dict[str, tuple[str, Hunks]] = {}

    def _look(self) -> None:
        """Look at what the articles were; those that did not change are known already."""
        from postlint.run.parallel import inspect_all
        from postlint.site.generators import content_names

        old, tree = self.old, self.tree
        if tree.whole:
            old.names = content_names(old.root)
        else:
            old.names = sorted({self.renamed.get(path, path) for path in tree.names} - (self.after - self.before))
            old.names += [path for path in self.before - self.after if PurePosixPath(path).suffix in SUFFIXES]
        known = {path: inspection for path, inspection in tree.inspections.items() if path not in self.before}
        old.inspections.update((path, known[path]) for path in old.names if path in known)
        sources = [old.source(path) for path in old.names if path not in known]
        records = inspect_all(self.linter, sources, len(sources))
        for source, record in zip(sources, records, strict=True):
            old.inspections[source.path] = Inspection.from_record(record)
        self.renamed |= same_articles(
            {path: self._title(old, path) for path in sorted(self.before - self.after - set(self.renamed.values()))},
            {path: self._title(tree, path) for path in sorted(self.after - self.before - self.renamed.keys())},
        )

    @staticmethod
    def _title(tree: SiteFiles, path: str) -> str:
        inspection = tree.inspections.get(path)
        return inspection.page.title if inspection and inspection.page else ""

    @cached_property
    def site(self) -> Site:
        """The site as it was."""
        return self.old.site(self.linter)

    def _versions(self, site: Site) -> Versions:
        return Versions(self.site, site, self.renamed, self._document)

    # --- what the engine asks

    def extra(self, site: Site | None) -> list[Diagnostic]:
        """What the rules say that compare the site with what it was."""
        rules = cast("list[ChangeRule]", self.linter.rules.of_kind("change"))
        if site is None or not site.has_urls:
            return []
        versions = self._versions(site)
        findings: list[Diagnostic] = []
        for rule in rules:
            try:
                findings += rule.check(versions)
            except Exception as error:
                findings.append(rule_failure(rule, next(iter(self.tree.reported), "."), error))
        return findings

    def keep(self, path: str, findings: list[Diagnostic], site: Site | None) -> list[Diagnostic]:
        """Of the findings in an article, those in changed lines, and those that were not there before."""
        old = self.renamed.get(path, path)
        if not findings or old not in self.old.inspections or (old in self.before and path not in self.after):
            return findings
        own = {
            finding
            for finding in findings
            if self._on_changed_line(finding) or self.linter.rules.kinds.get(finding.rule) == "change"
        }
        rest = [finding for finding in findings if finding not in own]
        caused = list(self._new(path, old, rest)) if rest else []
        causes = self._causes(site) if site and caused else None
        reported = {finding: _with_causes(finding, causes.of(finding)) if causes else finding for finding in caused}
        return [reported.get(finding, finding) for finding in findings if finding in own or finding in reported]

    def _on_changed_line(self, finding: Diagnostic) -> bool:
        if finding.path not in self.after or finding.place == TOP:
            return False
        last = finding.place.end_line - (finding.place.end_column == 1 and finding.place.end_line > finding.place.line)
        return not self.hunks(finding.path).new.isdisjoint(range(finding.place.line, last + 1))

    def _new(self, path: str, old: str, findings: list[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings that the earlier version of the article does not have, wherever they stand."""
        site = self.site if self.linter.rules.named("site", "words") else None
        earlier = self.linter.all_findings(self.old.inspections[old], site)
        known = Counter(key for key, _ in self._keys(earlier, self.old, old))
        for key, finding in self._keys(findings, self.tree, path):
            known[key] -= 1
            if known[key] < 0:
                yield finding

    @staticmethod
    def _keys(
        findings: list[Diagnostic], tree: SiteFiles, path: str
    ) -> Iterator[tuple[tuple[str, str, str], Diagnostic]]:
        text = tree.source(path).data.decode("utf-8", "replace") if findings else ""
        for finding, words in zip(findings, excerpts(findings, text), strict=True):
            yield (finding.rule, words, text[finding.place.start : finding.place.end]), finding

    # --- where things are

    def hunks(self, path: str) -> Hunks:
        """Which lines of an article differ from what it was."""
        data = self.tree.source(path).data
        text = data.decode("utf-8", "replace")
        if path not in self._hunks or self._hunks[path][0] != text:
            old = self.renamed.get(path, path)
            before = self.old.source(old).data.decode("utf-8", "replace")
            self._hunks[path] = (text, Hunks(before, text))
        return self._hunks[path][1]

    def _causes(self, site: Site) -> Causes:
        return Causes(self._versions(site), self.before, self.after, self._place)

    def _place(self, path: str, line: int | None) -> Range:
        """The place in a file where a line of its earlier version stood; without one, its first changed line."""
        source = self.tree.source(path)
        if source.error:
            return TOP
        lines = Lines(source.data.decode("utf-8", "replace"))
        hunks = self.hunks(path)
        number = hunks.first if line is None else hunks.now(line)
        return lines.place(Span(*lines.span(max(1, min(number, len(lines))))))

    def _document(self, path: str) -> Document:

        return self.linter.document(path, self.tree.source(path).data.decode("utf-8"))


def _with_causes(finding: Diagnostic, causes: tuple[Related, ...]) -> Diagnostic:
    """A finding with its causes; what the rule says of the same place gives way."""
    if any(cause.message == DELETED for cause in causes):
        # What was deleted was meant, and not its neighbour.
        finding = replace(finding, message=finding.message.partition("; did you mean ")[0], fix=None)
    places = {(cause.path, cause.place) for cause in causes}
    kept = [related for related in finding.related if (related.path, related.place) not in places]
    return replace(finding, related=(*kept, *causes))


def _below(folder: str, paths: Iterable[str]) -> list[str]:
    """Paths relative to a folder; "" for those outside of it."""
    prefix = "" if folder == "." else folder + "/"
    return [path.removeprefix(prefix) if path.startswith(prefix) else "" for path in paths]


@contextmanager
def changed_only(linter: Linter, folder: Path, revision: str) -> Iterator[Callable[[SiteFiles], None]]:
    """What makes a run report only what the changes since a revision introduce, while it is used.

    Raises GitError, also where a run from `folder` would find nothing to look at.
    """
    changes = changes_since(folder, revision)
    with ExitStack() as used:
        earlier: list[Path] = []

        def narrow(tree: SiteFiles) -> None:
            changes.covers(tree.root)
            if not earlier:
                earlier.append(used.enter_context(earlier_tree(changes)))
            tree.filters.append(Since(linter, tree, changes, earlier[0]))

        yield narrow
