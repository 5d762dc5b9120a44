"""The rules of a run, and how they are put to articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from postlint.config.configuration import Config
from postlint.config.rule_selection import Rules, known_rules, matches, state_of
from postlint.diagnostic import Diagnostic
from postlint.document.suppressions import Directive, Suppressed, apply
from postlint.facts.inspection import Inspection, Source
from postlint.facts.path_patterns import PathPatterns
from postlint.facts.records import Damaged
from postlint.rule import rule_files, rules_folder
from postlint.site.generators import default_dialect

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from postlint.document.document import Document
    from postlint.facts.page import Page
    from postlint.rule import AnyRule, FileRule, Rule, SiteRule, SuppressionRule
    from postlint.site.site import Site


class RuleFailed(Exception):
    """A rule that failed on an article. The message names both."""


class OwnRuleFailed(RuleFailed):
    """The same of a rule of the site's own; the message names its file too."""


def _failure(rule: AnyRule, path: str, error: Exception) -> RuleFailed:
    file = Path(sys.modules[type(rule).__module__].__file__ or "")
    what = f"failed on {path}: {type(error).__name__}: {error}"
    if file.is_relative_to(rules_folder()):
        return RuleFailed(f"the rule {rule.name} {what}")
    return OwnRuleFailed(f"{file}: the rule {rule.name} {what}")


class Linter:
    """The rules of a run, and how they are put to articles."""

    def __init__(self, config: Config, rules: Rules, *, whole: bool = True, today: date | None = None) -> None:
        """`whole` is false where only some of the rules were asked for: then nothing is called unused."""
        self.config = config
        self.rules = rules
        self.whole = whole
        self.today = today or date.today()
        self.words = bool(rules.named("words"))
        """Whether the words of articles are facts that a rule asks for."""
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
        self._ignored = [(PathPatterns([pattern]), names) for pattern, names in config.per_file_ignores.items()]

    @cached_property
    def code(self) -> str:
        """A digest of the files of postlint and of the rules, by size and time: what it finds depends on them."""
        folders = (rules_folder(), *self.config.rule_folders)
        rules = [file for folder in folders for file in rule_files(folder).values()]
        return state_of([*sorted(Path(__file__).parent.parent.rglob("*.py")), *rules])

    def root_of(self, folder: Path) -> Path:
        """The root that the paths of the files in a folder are relative to where they belong to no site."""
        return self.config.root if folder.is_relative_to(self.config.root) else folder

    def document(self, path: str, text: str) -> Document:
        """The article of a path with this text, parsed."""
        from postlint.document.document import Document

        return Document(path, text, self.config.schema(path), default_dialect())

    def inspect(self, source: Source) -> Inspection:
        """One pass over one file."""
        return self.inspect_parsed(source)[0]

    def inspect_parsed(self, source: Source) -> tuple[Inspection, Document | None]:
        """One pass over one file, and the article as parsed; None where it cannot be read."""
        from postlint.facts.extraction import page_of

        file_rules = cast("list[FileRule]", self.rules.of_kind("file"))
        found: list[Diagnostic] = []
        for each in file_rules:
            try:
                found += each.check(source)
            except Exception as error:
                raise _failure(each, source.path, error) from error
        if found or source.error:
            return Inspection(None, tuple(found)), None
        try:
            text = source.data.decode("utf-8")
        except UnicodeDecodeError:
            return Inspection(None, ()), None
        doc = self.document(source.path, text)
        for rule in cast("list[Rule]", self.rules.of_kind("article")):
            try:
                found += rule.check(doc)
            except Exception as error:
                raise _failure(rule, doc.path, error) from error
        page = page_of(doc, words=self.words)
        return Inspection(page, tuple(sorted(found, key=lambda finding: finding.order))), doc

    def site_findings(self, site: Site, page: Page) -> list[Diagnostic]:
        """The findings in one article that need the site."""
        found: list[Diagnostic] = []
        for rule in cast("list[SiteRule]", [*self.rules.of_kind("site"), *self.rules.of_kind("words")]):
            try:
                found += rule.check(page, site)
            except Damaged:
                raise
            except Exception as error:
                raise _failure(rule, page.path, error) from error
        return found

    def all_findings(
        self, inspection: Inspection, site: Site | None, more: Iterable[Diagnostic] = ()
    ) -> list[Diagnostic]:
        """All findings in one article: those of its own pass, those against the site, less what is suppressed.

        `more` are findings that come from elsewhere; they are suppressed like all others.
        """
        page = inspection.page
        found = self.site_findings(site, page) if site is not None and page is not None else []
        return self.apply_suppressions(inspection, [*more, *found])

    def apply_suppressions(self, inspection: Inspection, more: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings of the pass over one article and `more` of it, less what is suppressed."""
        found = [*inspection.diagnostics, *more]
        page = inspection.page
        if page is None:
            return found
        found = self.drop_ignored(page.path, found)
        found, unused = apply(found, page.directives)
        if page.directives:
            known = known_rules(self.config.rule_folders)
            outcome = Suppressed(
                page.path, page.directives, tuple(directive for directive in unused if self._ran(directive)), known
            )
            rules = cast("list[SuppressionRule]", self.rules.of_kind("suppression"))
            own = [finding for rule in rules for finding in rule.check(outcome)]
            own = self.drop_ignored(page.path, own)
            found += apply(own, [directive for directive in page.directives if directive.rule])[0]
        return sorted(found, key=lambda each: each.order)

    def drop_ignored(self, path: str, found: list[Diagnostic]) -> list[Diagnostic]:
        """The findings in a file, less those that the configuration ignores there."""
        names = [name for patterns, names in self._ignored if patterns.exclude(path) for name in names]
        return [finding for finding in found if not matches(finding.rule, names)]

    def _ran(self, directive: Directive) -> bool:
        """Whether what a directive silences was looked for in this run."""
        if not directive.rule:
            return self.whole
        ran = [name for name, kind in self.rules.kinds.items() if kind not in ("link", "change")]
        return any(matches(name, [directive.rule]) for name in ran)
