"""The examples of rules, run: what each finds and repairs is exactly what it says, wherever in an article it stands."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from postlint.cli.example_texts import BYTES, SETTINGS, unmark, with_crlf
from postlint.config.configuration import Config
from postlint.config.rule_selection import Rules
from postlint.diagnostic import FAILED, Diagnostic, Safety
from postlint.external import Outcomes
from postlint.external.findings import findings
from postlint.facts.inspection import Inspection, Source
from postlint.facts.page import Page
from postlint.rule import AnyRule, Bad, ChangeRule, FileRule, Good, LinkRule, options_of
from postlint.run.fixer import MAX_PASSES, repair
from postlint.run.linter import Linter
from postlint.scope.fingerprints import same_articles
from postlint.scope.versions import Versions
from postlint.site.site import Site

TODAY = date(2026, 6, 1)
"""The day on which examples are checked."""


class Case(Struct, frozen=True):
    """One example of one rule."""

    rule: type[AnyRule]
    example: Good

    @property
    def bad(self) -> Bad | None:
        """The example, where something is found in it."""
        return self.example if isinstance(self.example, Bad) else None

    @property
    def name(self) -> str:
        """Which example it is, such as `link/empty-bad-0`."""
        kind, examples = ("bad", self.rule.bad) if self.bad else ("good", self.rule.good)
        return f"{self.rule.name}-{kind}-{list(examples).index(self.example)}"

    @property
    def nests(self) -> bool:
        """Whether the same holds below a front matter, in a block quote and in a list item."""
        front_matter = self.example.text.startswith(("+++", "---", "{"))
        return self.example.nests and not front_matter and not issubclass(self.rule, FileRule)


def cases_of(rules: Mapping[str, type[AnyRule]]) -> Iterator[Case]:
    """All examples of some rules."""
    for rule in rules.values():
        for example in (*rule.good, *rule.bad):
            yield Case(rule, example)


class Bench:
    """One rule, set to work on texts as an example says."""

    def __init__(self, case: Case, rules: Mapping[str, type[AnyRule]], folder: Path) -> None:
        """`rules` has those that may run beside it by name; sites are written below `folder`."""
        self.case = case
        self.example = case.example
        self.folder = folder
        config = Config(Path("/"), front_matter=dict(self.example.schema))
        others = [rules[name]() for name in self.example.beside]
        linter = Linter(config, Rules.of([case.rule(self.example.options), *others]), today=TODAY)
        self.linter = linter.for_site(_laid_out(folder / "after", self.example.site or {}))
        _laid_out(folder / "before", self.example.before or {})

    def find(self, text: str) -> list[Diagnostic]:
        """The findings of the rule in a text at the path of the example. Raises ValueError where it fails."""
        source = Source(self.example.path, text.encode("utf-8", "surrogateescape"))
        inspection = self.linter.inspect(source)
        if issubclass(self.case.rule, LinkRule) and inspection.page:
            found = findings(self.linter, inspection.page, Outcomes.of(self.example.outcomes, [inspection.page]))
        else:
            site = self.site(inspection)
            if site:
                site.read = lambda path: source.data if path == self.example.path else (site.root / path).read_bytes()
            found = self.linter.all_findings(inspection, site, self._changed(site, text) if site else ())
        if failed := [finding for finding in found if finding.rule == FAILED]:
            raise ValueError(failed[0].message)
        return [finding for finding in found if finding.rule == self.case.rule.name]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The spans of the findings in a text."""
        return [(finding.span.start, finding.span.end) for finding in self.find(text)]

    def site(self, inspection: Inspection) -> Site | None:
        """The site that the example brings along, with the text in it."""
        if self.example.site is None or inspection.page is None:
            return None
        return self._site(self.folder / "after", [inspection.page], self.example.site)

    def _site(self, folder: Path, pages: list[Page], files: Mapping[str, str]) -> Site:
        for page in pages:
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).touch()
        for name, text in files.items():
            if name.endswith(".md"):
                other = self.linter.inspect(Source(name, text.encode())).page
                pages += [other] if other else []
        return Site.load(folder, pages, today=TODAY, options=self.example.options.get("site", {}))

    def _changed(self, site: Site, text: str) -> list[Diagnostic]:
        """What a rule finds that compares the site with what it was before."""
        if not issubclass(self.case.rule, ChangeRule):
            return []
        before = self._site(self.folder / "before", [], self.example.before or {})
        there, now = ({page.path: page.title for page in version.pages} for version in (before, site))
        gone = {path: there[path] for path in there.keys() - now}
        new = {path: now[path] for path in now.keys() - there}
        path = self.example.path
        documents = {path: self.linter.document(path, text)}
        rule = self.case.rule(self.example.options)
        return list(rule.check(Versions(before, site, same_articles(gone, new), documents.__getitem__)))

    def fix(self, text: str) -> tuple[str, list[tuple[Diagnostic, str]]]:
        """The text after all fixes, and those that were dropped with the reason.

        Raises ValueError where the fixes never come to an end.
        """
        for _ in range(MAX_PASSES):
            done = repair(self.linter.document(self.example.path, text), self.find(text), unsafe=True)
            if done.dropped or done.text == text:
                return done.text, list(done.dropped)
            text = done.text
        raise ValueError("the fixes never come to an end")


def _laid_out(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder with these files in it."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


# --- the checks: each gives what is wrong with an example, "" where nothing is

Check = Callable[[Bench], str]


def flags_what_is_marked(bench: Bench) -> str:
    """Whether exactly the marked characters are found, with the message and the severity that the example names."""
    case = bench.case
    text, marked = unmark(case.example.text)
    if bool(marked) != bool(case.bad):
        return "a bad example has marks, and a good one has none"
    if wrong := _compared(bench, text, marked):
        return wrong
    if case.bad:
        first = bench.find(text)[0]
        if (case.bad.message or "") not in first.message:
            return f"the message is {first.message!r}, without {case.bad.message!r}"
        if case.bad.severity and first.severity != case.bad.severity:
            return f"the severity is {first.severity}, not {case.bad.severity}"
        safe = first.fix is not None and first.fix.safety is Safety.SAFE
        if case.bad.safe not in (None, safe):
            return f"the fix is {'safe' if safe else 'not safe'}"
    return ""


def same_with_other_bytes(bench: Bench) -> str:
    """Whether the same is found with CRLF and behind a byte order mark."""
    if issubclass(bench.case.rule, FileRule):
        return ""
    return _anywhere(bench, BYTES)


def same_elsewhere(bench: Bench) -> str:
    """Whether the same is found below a front matter, in a block quote and in a list item."""
    return _anywhere(bench, SETTINGS) if bench.case.nests else ""


def _anywhere(bench: Bench, settings: Mapping[str, Callable[[str], str]]) -> str:
    for name, change in settings.items():
        if wrong := _compared(bench, *unmark(change(bench.example.text))):
            return f"{name}, {wrong}"
    return ""


def _compared(bench: Bench, text: str, marked: list[tuple[int, int]]) -> str:
    spans = bench.spans(text)
    if spans == marked:
        return ""
    shown = ", ".join(repr(text[start:end]) for start, end in spans) or "nothing"
    return f"{shown} is found, not {', '.join(repr(text[start:end]) for start, end in marked) or 'nothing'}"


def fixed_as_shown(bench: Bench) -> str:
    """Whether the fixes make the text that the example shows, and leave nothing to repair."""
    bad = bench.case.bad
    if bad is None or bad.fixed is None:
        return ""
    fixed, dropped = bench.fix(unmark(bad.text)[0])
    if dropped:
        return f"a fix is left out: {dropped[0][1]}"
    if fixed != bad.fixed:
        return f"the fixes make {fixed!r}, not {bad.fixed!r}"
    return "what was repaired is found again" if any(finding.fix for finding in bench.find(fixed)) else ""


def fixed_elsewhere(bench: Bench) -> str:
    """The same, with CRLF, below a front matter, in a block quote and in a list item."""
    bad = bench.case.bad
    if bad is None or bad.fixed is None or not bench.case.nests:
        return ""
    for name, change in SETTINGS.items():
        fixed, dropped = bench.fix(with_crlf(unmark(change(bad.text))[0]))
        if dropped:
            return f"{name}, a fix is left out: {dropped[0][1]}"
        if fixed != with_crlf(change(bad.fixed)):
            return f"{name}, the fixes make {fixed!r}"
    return ""


CHECKS: tuple[Check, ...] = (
    flags_what_is_marked,
    same_with_other_bytes,
    same_elsewhere,
    fixed_as_shown,
    fixed_elsewhere,
)


def incomplete(rule: type[AnyRule]) -> str:
    """What a rule file lacks, "" where nothing: a sentence of documentation, examples, described options."""
    documentation = inspect.cleandoc(rule.__doc__ or "")
    if not documentation.split("\n", 1)[0].endswith("."):
        return "its documentation does not begin with a sentence"
    if not rule.good:
        return "it has no example in which nothing is found"
    if not rule.bad:
        return "it has no example of what is found"
    if unsaid := [option.name for option in options_of(rule).values() if not option.description]:
        return f"the option {unsaid[0]} has no description"
    source = inspect.getsource(rule)
    makes_fixes = "Fix.safe(" in source or "Fix.unsafe(" in source
    if makes_fixes and not any(bad.fixed is not None for bad in rule.bad):
        return "it makes fixes, and no example shows a repaired text"
    if "Fix.unsafe(" in source and "## Fix safety" not in documentation:
        return "it makes unsafe fixes, and its documentation has no part “## Fix safety” that says why they are"
    return ""


class Failure(Struct, frozen=True):
    """A rule, or an example of it, that is not as it should be."""

    name: str
    what: str


def failures(rules: Mapping[str, type[AnyRule]], all_rules: Mapping[str, type[AnyRule]]) -> Iterator[Failure]:
    """What is wrong with the files and examples of `rules`; `all_rules` are those that may run beside them."""
    for rule in rules.values():
        if lack := incomplete(rule):
            yield Failure(rule.name, lack)
    for case in cases_of(rules):
        for check in CHECKS:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    wrong = check(Bench(case, all_rules, Path(folder)))
                except Exception as error:
                    wrong = f"{type(error).__name__}: {error}"
            if wrong:
                yield Failure(case.name, wrong)
                break
