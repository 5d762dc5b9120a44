"""The run: each file once, then the site made of their facts, then what suppressions leave of the findings."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import pathspec

from postlint import __version__
from postlint.cache import Cache
from postlint.config import Config
from postlint.diagnostic import Diagnostic
from postlint.rule import rule_files, rules_folder
from postlint.selection import Rules, known_rules, matches, state_of
from postlint.suppress import Directive, Suppressed, apply

if TYPE_CHECKING:
    from postlint.rule import AnyRule, FileRule, Rule, SiteRule, SuppressionRule
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


class RuleFailed(Exception):
    """A rule that failed on an article. The message names both."""


def _failure(rule: AnyRule, path: str, error: Exception) -> RuleFailed:
    return RuleFailed(f"the rule {rule.name} failed on {path}: {type(error).__name__}: {error}")


class Linter:
    """The rules of a run, and how they are put to articles."""

    def __init__(self, config: Config, rules: Rules, *, whole: bool = True, today: date | None = None) -> None:
        """`whole` is false where only some of the rules were asked for: then nothing is called unused."""
        self.config = config
        self.rules = rules
        self.whole = whole
        self.today = today or date.today()
        self.jobs = 1
        """How many processes may look at articles."""
        self.executor: Executor | None = None
        """Where to look at articles instead of in processes of this machine."""
        self.progress: Callable[[int, int], None] = lambda done, total: None
        """Told how many of how many articles were looked at."""
        self.say: Callable[[str], None] = lambda message: None
        """Told what a user should know that is no finding."""
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

        file_rules = cast("list[FileRule]", self.rules.of_kind("file"))
        found: list[Diagnostic] = []
        for each in file_rules:
            try:
                found += each.check(source)
            except Exception as error:
                raise _failure(each, source.path, error) from error
        if found or source.error:
            return Inspection(None, tuple(found))
        try:
            text = source.data.decode("utf-8")
        except UnicodeDecodeError:
            return Inspection(None, ())
        doc = Document(source.path, text, self.config.schema(source.path))
        for rule in cast("list[Rule]", self.rules.of_kind("article")):
            try:
                found += rule.check(doc)
            except Exception as error:
                raise _failure(rule, doc.path, error) from error
        return Inspection(Page.of(doc), tuple(sorted(found, key=lambda each: each.order)))

    def conclude(self, inspection: Inspection, site: Site | None, more: Iterable[Diagnostic] = ()) -> list[Diagnostic]:
        """All findings in one article: those of its own pass, those against the site, less what is suppressed.

        `more` are findings that come from elsewhere; they are suppressed like all others.
        """
        found = [*inspection.diagnostics, *more]
        page = inspection.page
        if page is None:
            return found
        if site is not None:
            for rule in cast("list[SiteRule]", self.rules.of_kind("site")):
                try:
                    found += rule.check(page, site)
                except Exception as error:
                    raise _failure(rule, page.path, error) from error
        found = self.unignored(page.path, found)
        found, unused = apply(found, page.directives)
        if page.directives:
            known = known_rules(self.config.rule_folders)
            outcome = Suppressed(page.path, page.directives, tuple(each for each in unused if self._ran(each)), known)
            rules = cast("list[SuppressionRule]", self.rules.of_kind("suppression"))
            own = [finding for each in rules for finding in each.check(outcome)]
            found += apply(own, [each for each in page.directives if each.rule])[0]
        return sorted(found, key=lambda each: each.order)

    def unignored(self, path: str, found: list[Diagnostic]) -> list[Diagnostic]:
        """The findings in a file, less those that the configuration ignores there."""
        names = [name for spec, names in self._ignored if spec.match_file(path) for name in names]
        return [each for each in found if not matches(each.rule, names)]

    def _ran(self, directive: Directive) -> bool:
        """Whether what a directive silences was looked for in this run."""
        if not directive.rule:
            return self.whole
        ran = [name for name, kind in self.rules.kinds.items() if kind not in ("link", "change")]
        return any(matches(name, [directive.rule]) for name in ran)


class Judge(Protocol):
    """Says which findings in the articles of a site are reported."""

    def more(self, site: Site | None) -> list[Diagnostic]:
        """Findings that no article and no site shows by itself; also in files that are not there."""

    def kept(self, path: str, found: list[Diagnostic], site: Site | None) -> list[Diagnostic]:
        """Those of the findings in an article that are reported."""


@dataclass(slots=True)
class Tree:
    """The articles of one site: those that are reported on, and all that are indexed."""

    root: Path
    contents: Mapping[Path, bytes]
    """Contents to use instead of those of a file."""
    whole: bool = False
    """Whether these are all articles of a site, and not some files of a folder."""
    reported: dict[str, None] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """All its articles, sorted."""
    inspections: dict[str, Inspection] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """The findings in the reported articles; paths are relative to `root`."""
    judges: list[Judge] = field(default_factory=list)
    """Asked in this order which findings are reported; without any, all are."""
    _sources: dict[str, Source] = field(default_factory=dict)

    def site(self, linter: Linter) -> Site:
        """The site as the inspections have it."""
        from postlint.site import Site

        pages = [inspection.page for inspection in self.inspections.values() if inspection.page]
        return Site.load(self.root, pages, today=linter.today, options=linter.config.site)

    def source(self, path: str) -> Source:
        """A file of the site, read when it is first asked for."""
        if path not in self._sources:
            self._sources[path] = read(self.root, path, self.contents)
        return self._sources[path]

    def replace(self, source: Source) -> None:
        """Put another content in the place of a file's."""
        self._sources[source.path] = source


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
        tree = found.setdefault(root, Tree(root, linter.contents, whole=roots[folder] is not None))
        tree.reported[file.relative_to(root).as_posix()] = None
    for root, tree in found.items():
        names = dict.fromkeys(tree.reported)
        if tree.whole:
            names |= dict.fromkeys(path.relative_to(root).as_posix() for path in content_files(root))
        tree.names = sorted(names)
    return list(found.values())


def _no_judge(tree: Tree) -> None:
    """Report all findings of a site."""


def check(linter: Linter, files: Iterable[Path], prepare: Callable[[Tree], None] = _no_judge) -> list[Tree]:
    """Check articles, by the site that each belongs to. `prepare` may give a site judges of its findings."""
    found = inspected(linter, files)
    for tree in found:
        prepare(tree)
    for tree in found:
        tree.diagnostics = conclude(linter, tree)
    return found


def inspected(linter: Linter, files: Iterable[Path]) -> list[Tree]:
    """The sites that articles belong to, with every article of them looked at."""
    found = trees(files, linter)
    for tree in found:
        _inspect_tree(linter, tree)
    return found


def _inspect_tree(linter: Linter, tree: Tree) -> None:
    """Look at every article of a site that no earlier run has seen as it is now."""
    folder = linter.config.cache_folder
    cache = Cache(folder, tree.root, _key(linter)) if folder else None
    waiting: list[tuple[Source, os.stat_result | None]] = []
    for path in tree.names:
        status = _status(tree, path) if cache else None
        inspection = _remembered(cache, tree, path, status) if cache and status else None
        if inspection:
            tree.inspections[path] = inspection
        else:
            waiting.append((tree.source(path), status))
    if waiting:
        from postlint.work import inspect_all

        outcomes = inspect_all(linter, [source for source, _ in waiting])
        for (source, status), outcome in zip(waiting, outcomes, strict=True):
            tree.inspections[source.path] = outcome.inspection
            if cache and status and not source.error:
                cache.put(source.path, source.data, status, outcome.record)
    if cache:
        cache.save(tree.names, whole=tree.whole)
        if cache.problem:
            linter.say(cache.problem)


def _status(tree: Tree, path: str) -> os.stat_result | None:
    try:
        return None if tree.root / path in tree.contents else (tree.root / path).stat()
    except OSError:
        return None


def _remembered(cache: Cache, tree: Tree, path: str, status: os.stat_result) -> Inspection | None:
    """What an earlier run made of a file that is still the same."""
    from postlint.stored import inspection_from_data

    record = cache.record(path, status, lambda: tree.source(path).data)
    if record is None:
        return None
    try:
        return inspection_from_data(json.loads(record))
    except ValueError as error:
        cache.problem = f"a part of the cache in {cache.folder} cannot be used and is made anew: {error}"
        return None


def _key(linter: Linter) -> str:
    """All that the record of an article depends on, besides its content."""
    package = Path(__file__).parent
    rules = [file for folder in (rules_folder(), *linter.config.rule_folders) for file in rule_files(folder).values()]
    state = state_of([*sorted(package.rglob("*.py")), *rules])
    text = "\0".join([__version__, state, linter.config.inputs, *linter.rules.named("file", "article")])
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def conclude(linter: Linter, tree: Tree) -> list[Diagnostic]:
    """The findings in the reported articles of one site, and those of its judges in files that are gone."""
    site = _site(linter, tree)
    more = _more(tree, site)
    gone = [path for path in more if path not in tree.inspections]
    found = [each for path in tree.reported for each in _found(linter, tree, site, more, path, tree.inspections[path])]
    return [each for path in gone for each in linter.unignored(path, more[path])] + found


def _site(linter: Linter, tree: Tree) -> Site | None:
    return tree.site(linter) if linter.rules.named("site") or tree.judges else None


def _more(tree: Tree, site: Site | None) -> dict[str, list[Diagnostic]]:
    """What the judges add, by path."""
    found: dict[str, list[Diagnostic]] = {}
    for judge in tree.judges:
        for each in judge.more(site):
            found.setdefault(each.path, []).append(each)
    return found


def _found(
    linter: Linter,
    tree: Tree,
    site: Site | None,
    more: Mapping[str, list[Diagnostic]],
    path: str,
    inspection: Inspection,
) -> list[Diagnostic]:
    """The findings in an article that its judges leave."""
    found = linter.conclude(inspection, site, more.get(path, ()))
    for judge in tree.judges:
        found = judge.kept(path, found, site)
    return found


@dataclass(slots=True)
class Fixed:
    """What became of one article that was repaired, in memory."""

    root: Path
    path: str
    before: bytes
    after: bytes
    applied: list[Diagnostic] = field(default_factory=list)
    dropped: list[tuple[Diagnostic, str]] = field(default_factory=list)


def fix(
    linter: Linter, files: Iterable[Path], *, unsafe: bool, prepare: Callable[[Tree], None] = _no_judge
) -> tuple[list[Tree], list[Fixed]]:
    """Repair articles in memory, pass by pass until nothing changes, and check what remains. Nothing is written."""
    found = inspected(linter, files)
    for tree in found:
        prepare(tree)
    outcomes = [outcome for tree in found for outcome in _fix_tree(linter, tree, unsafe)]
    for tree in found:
        tree.diagnostics = conclude(linter, tree)
    return found, outcomes


def _fix_tree(linter: Linter, tree: Tree, unsafe: bool) -> Iterator[Fixed]:
    from postlint.fixer import MAX_PASSES

    outcomes: dict[str, Fixed] = {}
    for _ in range(MAX_PASSES):
        site = _site(linter, tree)
        more = _more(tree, site)
        changed = False
        find = partial(_found, linter, tree, site, more)
        for path in tree.reported:
            if any(each.fix for each in find(path, tree.inspections[path])):
                before = tree.source(path).data
                outcome = outcomes.setdefault(path, Fixed(tree.root, path, before, before))
                changed |= _fix_article(linter, tree, outcome, find, unsafe)
        if not changed:
            break
    yield from outcomes.values()


Find = Callable[[str, Inspection], list[Diagnostic]]


def _fix_article(linter: Linter, tree: Tree, outcome: Fixed, find: Find, unsafe: bool) -> bool:
    """One pass over one article; whether its text changed."""
    from postlint.document import Document
    from postlint.fixer import repair
    from postlint.text import decode, encode

    # What is known of it may be remembered from an earlier run; what is repaired is the content at hand.
    inspection = linter.inspect(tree.source(outcome.path))
    if inspection.page is None:
        return False
    findings = find(outcome.path, inspection)
    doc = Document(outcome.path, decode(outcome.after), linter.config.schema(outcome.path))
    done = repair(doc, findings, unsafe=unsafe)
    # What could not be repaired may be, once another repair is done.
    outcome.dropped = list(done.dropped)
    if done.text == doc.text:
        return False
    outcome.applied += done.applied
    outcome.after = encode(done.text)
    source = Source(outcome.path, outcome.after)
    tree.replace(source)
    tree.inspections[outcome.path] = linter.inspect(source)
    return True
