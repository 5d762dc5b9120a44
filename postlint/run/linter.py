"""Runs rules on articles."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import date
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from postlint.config.configuration import Config
from postlint.config.rule_files import rule_files, rules_folder
from postlint.config.rule_selection import Rules, known_rules, matches, state_of
from postlint.diagnostic import FAILED, Diagnostic, Severity
from postlint.document.suppressions import Directive, Suppressed, apply
from postlint.facts.encoding import Damaged
from postlint.facts.inspection import Inspection, Source
from postlint.facts.path_patterns import PathPatterns
from postlint.helpers.customs import customs_among
from postlint.helpers.word_lists import list_files
from postlint.site.folders import walk
from postlint.site.generators import default_dialect, dialect_of
from postlint.text import Range, blake2b

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from postlint.document.document import Document
    from postlint.facts.page import Page
    from postlint.rule import AnyRule, FileRule, Rule, SiteRule, SuppressionRule
    from postlint.site.site import Site


_LONGEST = 300


def failure(path: str, what: str, error: Exception) -> Diagnostic:
    """The finding that a part of postlint failed on an article; `what` names that part."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
    message = f"{what} failed on this article, so it was not checked completely: {reason}"
    return Diagnostic(path, Range(0, 0, 1, 1, 1, 1), FAILED, Severity.ERROR, message)


def is_failure(finding: Diagnostic) -> bool:
    """Whether a finding says that a part of postlint failed on an article."""
    return finding.rule == FAILED


def rule_failure(rule: AnyRule, path: str, error: Exception) -> Diagnostic:
    """The finding that a rule failed on an article, with the file of a rule of the site's own."""
    file = Path(sys.modules[type(rule).__module__].__file__ or "")
    own = "" if file.is_relative_to(rules_folder()) else f" ({file})"
    return failure(path, f"the rule {rule.name}{own}", error)


def _contents(files: Iterable[Path]) -> str:
    """A digest of the contents of files, without the folders that they are in."""
    digest = blake2b(digest_size=16)
    for file in files:
        digest.update(f"{file.parent.name}/{file.name}\0".encode("utf-8", "surrogateescape"))
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources(folder: Path) -> list[str]:
    """The files of Python code below a folder, sorted."""
    files = walk(str(folder), lambda _, entries: [entry for entry in entries if entry.name != "__pycache__"])
    return [entry.path for name, entry in files if name.endswith(".py")]


def _versions() -> list[str]:
    """The versions of the packages that parse articles."""
    spec = find_spec("mistune")
    if spec is None or spec.origin is None:
        return []
    names = os.listdir(Path(spec.origin).parent.parent)  # noqa: PTH208
    return sorted(name for name in names if name.lower().startswith(_PARSERS) and name.endswith(".dist-info"))


_PARSERS = ("mistune-", "pyyaml-", "tomlkit-", "publicsuffixlist-", "rapidfuzz-", "codespell-", "pyspellchecker-")


def signs_of(page: Page) -> Iterator[str]:
    """The signs of an article for rules over a site: kinds of leftovers, calls, images, refs and wiki links."""
    yield from (leftover.kind for leftover in page.leftovers)
    if page.calls or page.orphans:
        # A parameter may be a link or an image, which are not among those of the page.
        yield from ("calls", "images", "refs")
    if page.wiki_links:
        yield "wiki links"
    for link in page.links:
        if link.image:
            yield "images"
        if link.kind == "ref":
            yield "refs"


class Linter:
    """Runs the rules of a configuration on articles."""

    def __init__(self, config: Config, rules: Rules, *, whole: bool = True, today: date | None = None) -> None:
        """`whole` is false where only some rules are selected: then no suppression of all rules is unused."""
        self.config = config
        self.rules = rules
        self.whole = whole
        self.today = today or date.today()
        self.words = bool(rules.named("words"))
        """Whether a rule needs the words of articles."""
        self.jobs = 1
        """How many processes may inspect articles."""
        self.executor: Executor | None = None
        """Where to inspect articles instead of in processes of this machine."""
        self.progress: Callable[[int, int], None] = lambda done, total: None
        """Called with how many of how many articles are inspected."""
        self.notify: Callable[[str], None] = lambda message: None
        """Called with a message for the user that is not a finding."""
        self.contents: dict[Path, bytes] = {}
        """Contents to use instead of those of files: an article from standard input."""
        self.roots: dict[str, Path | None] = {}
        """The roots of the sites that folders belong to, of the folders that this run has searched."""
        self.dialect = default_dialect()
        """The dialect of the generator of the articles."""
        self._ignored = [(PathPatterns([pattern]), names) for pattern, names in config.per_file_ignores.items()]

    @cached_property
    def code(self) -> str:
        """A digest of the code of postlint and of the rules, their word lists and parsers: findings depend on it."""
        from postlint.run.cache import CachedValue

        folders = (rules_folder(), *self.config.rule_folders)
        rules = [file for folder in folders for file in rule_files(folder).values()]
        files: list[Path | str] = [*_sources(Path(__file__).parent.parent), *rules]
        if self.words:
            files += list_files()
        # As long as their times are the same, they need not be read.
        cached = CachedValue(self.config.cache_folder, "code", state_of(files))
        digest = cached.read()
        if not isinstance(digest, str):
            digest = _contents(map(Path, files))
            cached.write(digest)
        return f"{digest} {sys.version_info[:2]} {' '.join(_versions())}"

    def for_site(self, root: Path) -> Linter:
        """The same linter for articles of the site at `root`, with the dialect of its generator."""
        dialect = dialect_of(root)
        if dialect is self.dialect:
            return self
        other = copy(self)
        other.dialect = dialect
        return other

    def root_of(self, folder: Path) -> Path:
        """The folder that the paths of files in `folder` are relative to where they belong to no site."""
        return self.config.root if folder.is_relative_to(self.config.root) else folder

    def document(self, path: str, text: str) -> Document:
        """The parsed article of a path with this text."""
        from postlint.document.document import Document

        return Document(path, text, self.config.schema(path), self.dialect, self.config.site.get("shortcodes"))

    def inspect(self, source: Source) -> Inspection:
        """The facts of one file, and the findings in it that need no site."""
        return self.inspect_parsed(source)[0]

    def inspect_parsed(self, source: Source, parsed: Document | None = None) -> tuple[Inspection, Document | None]:
        """The inspection of one file, and the parsed article; None where it cannot be read.

        `parsed` is used instead of parsing where it has the same text.
        """
        from postlint.facts.extraction import page_of

        file_rules = cast("list[FileRule]", self.rules.of_kind("file"))
        findings: list[Diagnostic] = []
        for file_rule in file_rules:
            try:
                findings += file_rule.check(source)
            except Exception as error:
                findings.append(rule_failure(file_rule, source.path, error))
        if findings or source.error:
            return Inspection(None, tuple(findings)), None
        try:
            text = source.data.decode("utf-8")
        except UnicodeDecodeError:
            return Inspection(None, ()), None
        try:
            doc = parsed if parsed and parsed.text == text else self.document(source.path, text)
            page = page_of(doc, words=self.words)
        except Exception as error:
            return Inspection(None, (failure(source.path, "the parser", error),)), None
        rules = self.rules.for_article("article", text.__contains__) if doc.is_markdown else []
        faults: list[str] = []
        for rule in cast("list[Rule]", rules):
            before = len(findings)
            try:
                findings += rule.check(doc)
            except Exception as error:
                findings.append(rule_failure(rule, doc.path, error))
                continue
            if rule.customary and any(finding.severity is not Severity.INFO for finding in findings[before:]):
                faults.append(rule.name)
        if faults:
            page = dataclasses.replace(page, faults=tuple(faults))
        return Inspection(page, tuple(sorted(findings, key=lambda finding: finding.order))), doc

    def site_findings(self, site: Site, page: Page) -> list[Diagnostic]:
        """The findings in one article that need the site."""
        # Called for the recorder: the severity of findings depends on it.
        site.is_unseen(page)
        customs_among(site, page.faults)
        findings: list[Diagnostic] = []
        has = {"", *signs_of(page)}.__contains__
        rules = [*self.rules.for_article("site", has), *self.rules.of_kind("words")]
        for rule in cast("list[SiteRule]", rules):
            findings += self.findings_of(rule, site, page)
        return findings

    def findings_of(self, rule: SiteRule, site: Site, page: Page) -> list[Diagnostic]:
        """The findings of one rule over the site in one article."""
        try:
            return [*rule.check(page, site)]
        except Damaged:
            raise
        except Exception as error:
            return [rule_failure(rule, page.path, error)]

    def all_findings(
        self, inspection: Inspection, site: Site | None, more: Iterable[Diagnostic] = ()
    ) -> list[Diagnostic]:
        """All findings in one article: of its inspection, of rules over the site, and `more`, less suppressed ones."""
        page = inspection.page
        judged = self.site_findings(site, page) if site is not None and page is not None else []
        return self.apply_suppressions(inspection, [*more, *judged], site)

    def apply_suppressions(
        self, inspection: Inspection, more: Iterable[Diagnostic], site: Site | None
    ) -> list[Diagnostic]:
        """The findings of the inspection of one article and `more`, less suppressed ones.

        Findings in an article that is not published, and those that are a custom of the site, have the severity info.
        """
        findings = [*inspection.diagnostics, *more]
        page = inspection.page
        if page is None:
            return findings
        unseen, customs = (site.is_unseen(page), customs_among(site, page.faults)) if site is not None else (False, ())
        if unseen or customs:
            findings = [
                replace(finding, severity=Severity.INFO)
                if not is_failure(finding) and (unseen or finding.rule in customs)
                else finding
                for finding in findings
            ]
        # That an article was not checked completely cannot be suppressed.
        failures = [finding for finding in findings if is_failure(finding)]
        findings = self.drop_ignored(
            page.path, [finding for finding in findings if not is_failure(finding)] if failures else findings
        )
        findings, unused = apply(findings, page.directives)
        if page.directives:
            known = known_rules((*self.config.rule_folders, *self.config.untrusted_folders))
            outcome = Suppressed(
                page.path, page.directives, tuple(directive for directive in unused if self._ran(directive)), known
            )
            rules = cast("list[SuppressionRule]", self.rules.of_kind("suppression"))
            about_directives: list[Diagnostic] = []
            for rule in rules:
                try:
                    about_directives += rule.check(outcome)
                except Exception as error:
                    failures.append(rule_failure(rule, page.path, error))
            about_directives = self.drop_ignored(page.path, about_directives)
            findings += apply(about_directives, [directive for directive in page.directives if directive.rule])[0]
        return sorted([*findings, *failures], key=lambda finding: finding.order)

    def drop_ignored(self, path: str, findings: list[Diagnostic]) -> list[Diagnostic]:
        """The findings in a file, less those that `per-file-ignores` ignores there."""
        names = [name for patterns, names in self._ignored if patterns.exclude(path) for name in names]
        return [finding for finding in findings if not matches(finding.rule, names)]

    def _ran(self, directive: Directive) -> bool:
        """Whether the rules that a directive silences ran."""
        if not directive.rule:
            return self.whole
        ran = [name for name, kind in self.rules.kinds.items() if kind not in ("link", "change")]
        return any(matches(name, [directive.rule]) for name in ran)
