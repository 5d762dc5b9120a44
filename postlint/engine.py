"""The run: each file once, then the site made of their facts, then what suppressions leave of the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pathspec

from postlint.config import Config, known_rules, matches
from postlint.diagnostic import Diagnostic
from postlint.rule import AnyRule, FileRule, Rule, SiteRule, SuppressionRule
from postlint.suppress import Directive, Suppressed, apply

if TYPE_CHECKING:
    from postlint.site import Page, Site


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its bytes, or why they could not be had."""

    path: str
    """Relative to the root of its site, "/" as separator."""
    data: bytes
    error: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one pass over one file yields: the facts about it, and the findings that need nothing else."""

    page: Page | None
    """None where the file could not be read."""
    diagnostics: tuple[Diagnostic, ...]


class Linter:
    """The rules of a run, and how they are put to articles."""

    def __init__(
        self, config: Config, rules: Sequence[AnyRule], *, whole: bool = True, today: date | None = None
    ) -> None:
        """`whole` is false where only some of the rules were asked for: then nothing is called unused."""
        self.config = config
        self.today = today or date.today()
        self.whole = whole
        self.file_rules = [rule for rule in rules if isinstance(rule, FileRule)]
        self.rules = [rule for rule in rules if isinstance(rule, Rule)]
        self.site_rules = [rule for rule in rules if isinstance(rule, SiteRule)]
        self.suppression_rules = [rule for rule in rules if isinstance(rule, SuppressionRule)]
        self.active = frozenset(rule.name for rule in rules)
        self.contents: dict[Path, bytes] = {}
        """Contents to use instead of those of a file: an article from standard input."""
        self._ignored = [
            (pathspec.GitIgnoreSpec.from_lines([pattern]), names) for pattern, names in config.per_file_ignores.items()
        ]

    def root_of(self, file: Path) -> Path:
        """The root that the path of a file is relative to where it belongs to no site."""
        return self.config.root if file.is_relative_to(self.config.root) else file.parent

    def inspect(self, source: Source) -> Inspection:
        """One pass over one file."""
        from postlint.document import Document
        from postlint.site import Page

        found = [diagnostic for rule in self.file_rules for diagnostic in rule.check(source)]
        if found or source.error:
            return Inspection(None, tuple(found))
        try:
            text = source.data.decode("utf-8")
        except UnicodeDecodeError:
            return Inspection(None, ())
        doc = Document(source.path, text, self.config.schema(source.path))
        for rule in self.rules:
            found += rule.check(doc)
        return Inspection(Page.of(doc), tuple(sorted(found, key=lambda each: each.order)))

    def conclude(self, inspection: Inspection, site: Site | None) -> list[Diagnostic]:
        """All findings in one article: those of its own pass, those against the site, less what is suppressed."""
        found = list(inspection.diagnostics)
        page = inspection.page
        if page is None:
            return found
        if site is not None:
            for rule in self.site_rules:
                found += rule.check(page, site)
        names = self._ignored_in(page.path)
        found = [each for each in found if not matches(each.rule, names)]
        found, unused = apply(found, page.directives)
        if page.directives:
            known = known_rules(self.config.rule_folders)
            outcome = Suppressed(page.path, page.directives, tuple(each for each in unused if self._ran(each)), known)
            own = [finding for each in self.suppression_rules for finding in each.check(outcome)]
            found += apply(own, [each for each in page.directives if each.rule])[0]
        return sorted(found, key=lambda each: each.order)

    def _ignored_in(self, path: str) -> list[str]:
        return [name for spec, names in self._ignored if spec.match_file(path) for name in names]

    def _ran(self, directive: Directive) -> bool:
        """Whether what a directive silences was looked for in this run."""
        if not directive.rule:
            return self.whole
        return any(matches(name, [directive.rule]) for name in self.active)


@dataclass(slots=True)
class Tree:
    """The articles of one site: those that are reported on, and all that are indexed."""

    root: Path
    reported: dict[str, None] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    inspections: dict[str, Inspection] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """The findings in the reported articles; paths are relative to `root`."""

    def site(self, linter: Linter) -> Site:
        """The site as the inspections have it."""
        from postlint.site import Site

        pages = [inspection.page for inspection in self.inspections.values() if inspection.page]
        return Site.load(self.root, pages, today=linter.today, options=linter.config.site)


def read(root: Path, path: str, contents: Mapping[Path, bytes]) -> Source:
    """A file of a site, or what stands for it in `contents`."""
    file = root / path
    if file in contents:
        return Source(path, contents[file])
    try:
        if not file.is_file():
            return Source(path, b"", "it is no file" if file.exists() else "it is a link to a file that does not exist")
        return Source(path, file.read_bytes())
    except OSError as error:
        return Source(path, b"", error.strerror or str(error))


def trees(files: Iterable[Path], linter: Linter) -> list[Tree]:
    """The files to report on, by the site that each belongs to, with all other articles of those sites."""
    from postlint.site import content_files, find_root

    found: dict[Path, Tree] = {}
    roots: dict[Path, Path | None] = {}
    for file in files:
        folder = file.parent
        if folder not in roots:
            roots[folder] = find_root(folder)
        root = roots[folder] or linter.root_of(file)
        tree = found.setdefault(root, Tree(root))
        tree.reported[file.relative_to(root).as_posix()] = None
    for root, tree in found.items():
        names = dict.fromkeys(tree.reported)
        if root in roots.values():
            names |= dict.fromkeys(path.relative_to(root).as_posix() for path in content_files(root))
        tree.sources = {name: read(root, name, linter.contents) for name in sorted(names)}
    return list(found.values())


def check(linter: Linter, files: Iterable[Path]) -> list[Tree]:
    """Check articles, by the site that each belongs to."""
    found = _inspected(linter, files)
    for tree in found:
        tree.diagnostics = conclude(linter, tree)
    return found


def _inspected(linter: Linter, files: Iterable[Path]) -> list[Tree]:
    found = trees(files, linter)
    for tree in found:
        for path, source in tree.sources.items():
            tree.inspections[path] = linter.inspect(source)
    return found


def conclude(linter: Linter, tree: Tree) -> list[Diagnostic]:
    """The findings in the reported articles of one site."""
    site = tree.site(linter) if linter.site_rules else None
    return [each for path in tree.reported for each in linter.conclude(tree.inspections[path], site)]


@dataclass(slots=True)
class Fixed:
    """What became of one article that was repaired, in memory."""

    root: Path
    path: str
    before: bytes
    after: bytes
    applied: list[Diagnostic] = field(default_factory=list)
    dropped: list[tuple[Diagnostic, str]] = field(default_factory=list)


def fix(linter: Linter, files: Iterable[Path], *, unsafe: bool) -> tuple[list[Tree], list[Fixed]]:
    """Repair articles in memory, pass by pass until nothing changes, and check what remains. Nothing is written."""
    found = _inspected(linter, files)
    outcomes = [outcome for tree in found for outcome in _fix_tree(linter, tree, unsafe)]
    for tree in found:
        tree.diagnostics = conclude(linter, tree)
    return found, outcomes


def _fix_tree(linter: Linter, tree: Tree, unsafe: bool) -> Iterator[Fixed]:
    from postlint.fixer import MAX_PASSES

    outcomes: dict[str, Fixed] = {}
    for _ in range(MAX_PASSES):
        site = tree.site(linter) if linter.site_rules else None
        changed = False
        for path in tree.reported:
            findings = [each for each in linter.conclude(tree.inspections[path], site) if each.fix]
            if findings:
                before = tree.sources[path].data
                outcome = outcomes.setdefault(path, Fixed(tree.root, path, before, before))
                changed |= _fix_article(linter, tree, outcome, findings, unsafe)
        if not changed:
            break
    yield from outcomes.values()


def _fix_article(linter: Linter, tree: Tree, outcome: Fixed, findings: list[Diagnostic], unsafe: bool) -> bool:
    """One pass over one article; whether its text changed."""
    from postlint.document import Document
    from postlint.fixer import repair
    from postlint.text import decode, encode

    given_up = {(each.rule, each.message) for each, _ in outcome.dropped}
    findings = [each for each in findings if (each.rule, each.message) not in given_up]
    doc = Document(outcome.path, decode(outcome.after), linter.config.schema(outcome.path))
    done = repair(doc, findings, unsafe=unsafe)
    outcome.dropped += done.dropped
    if done.text == doc.text:
        return False
    outcome.applied += done.applied
    outcome.after = encode(done.text)
    source = Source(outcome.path, outcome.after)
    tree.sources[outcome.path], tree.inspections[outcome.path] = source, linter.inspect(source)
    return True
