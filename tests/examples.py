"""The examples of the rules, and the ways in which the same text can stand elsewhere in an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from postlint.config.configuration import Config
from postlint.config.rule_selection import Rules
from postlint.diagnostic import Diagnostic
from postlint.document.document import Document
from postlint.external import Outcomes
from postlint.external.findings import findings
from postlint.facts.inspection import Inspection, Source
from postlint.facts.page import Page
from postlint.rule import AnyRule, Bad, ChangeRule, Good, LinkRule, load_rules, rules_folder
from postlint.run.fixer import MAX_PASSES, repair
from postlint.run.linter import Linter
from postlint.scope.fingerprints import same_articles
from postlint.scope.versions import Versions
from postlint.site.site import Site

RULES = load_rules(rules_folder())
TODAY = date(2026, 6, 1)
MARKS = re.compile("[⟦⟧]")


class Case(NamedTuple):
    """One example of one rule."""

    rule: type[AnyRule]
    example: Good

    @property
    def bad(self) -> Bad | None:
        return self.example if isinstance(self.example, Bad) else None


def cases() -> Iterator[Case]:
    for rule in RULES.values():
        for example in (*rule.good, *rule.bad):
            yield Case(rule, example)


def case_id(case: Case) -> str:
    kind = "bad" if case.bad else "good"
    examples = case.rule.bad if case.bad else case.rule.good
    return f"{case.rule.name}-{kind}-{list(examples).index(case.example)}"


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the spans that they enclose."""
    plain, opened, spans, length = [], [], [], 0
    for part in re.split("([⟦⟧])", text):
        if part == "⟦":
            opened.append(length)
        elif part == "⟧":
            spans.append((opened.pop(), length))
        else:
            plain.append(part)
            length += len(part)
    assert not opened, "a mark ⟦ is not closed"
    return "".join(plain), sorted(spans)


def below_front_matter(text: str) -> str:
    return '+++\ntitle = "An example"\ndate = 2026-01-02\n+++\n\n' + text


def in_quote(text: str) -> str:
    return "".join(
        f"> {line}" if MARKS.sub("", line).strip() else ">" + line for line in text.splitlines(keepends=True)
    )


def in_item(text: str) -> str:
    lines = text.splitlines(keepends=True)
    rest = ["  " + line if MARKS.sub("", line).strip() else line for line in lines[1:]]
    return "".join(["- " + lines[0], *rest])


def with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_bom(text: str) -> str:
    return "\ufeff" + text


SETTINGS: dict[str, Callable[[str], str]] = {
    "below a front matter": below_front_matter,
    "in a block quote": in_quote,
    "in an item": in_item,
}


class Bench:
    """One rule, set to work on texts as an example says."""

    def __init__(self, case: Case, folder: Path | None = None) -> None:
        self.case = case
        self.example = case.example
        self.folder = folder
        config = Config(Path("/"), front_matter=dict(self.example.schema))
        others = [RULES[name]() for name in self.example.beside]
        self.linter = Linter(config, Rules.of([case.rule(self.example.options), *others]), today=TODAY)

    def find(self, text: str) -> list[Diagnostic]:
        """The findings of the rule in a text at the path of the example."""
        source = Source(self.example.path, text.encode("utf-8", "surrogateescape"))
        inspection = self.linter.inspect(source)
        if issubclass(self.case.rule, LinkRule):
            assert inspection.page
            found = findings(self.linter, inspection.page, Outcomes.of(self.example.outcomes, [inspection.page]))
        else:
            site = self.site(inspection)
            found = self.linter.all_findings(inspection, site, self.changed(site, text) if site else ())
        return [finding for finding in found if finding.rule == self.case.rule.name]

    def site(self, inspection: Inspection) -> Site | None:
        """The site that the example brings along, with the text in it."""
        if self.folder is None or inspection.page is None:
            return None
        return self._site(self.folder / "after", [inspection.page], self.example.site or {})

    def _site(self, folder: Path, pages: list[Page], files: Mapping[str, str]) -> Site:
        for page in pages:
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).touch()
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            if name.endswith(".md"):
                other = self.linter.inspect(Source(name, text.encode())).page
                pages += [other] if other else []
        return Site.load(folder, pages, today=TODAY, options=self.example.options.get("site", {}))

    def changed(self, site: Site, text: str) -> list[Diagnostic]:
        """What a rule finds that compares the site with what it was before."""
        if not issubclass(self.case.rule, ChangeRule) or self.folder is None:
            return []
        before = self._site(self.folder / "before", [], self.example.before or {})
        there, now = ({page.path: page.title for page in each.pages} for each in (before, site))
        gone, new = ({path: one[path] for path in one.keys() - other} for one, other in ((there, now), (now, there)))
        path = self.example.path
        document = Document(path, text, self.example.schema)
        rule = self.case.rule(self.example.options)
        return list(rule.check(Versions(before, site, same_articles(gone, new), {path: document}.__getitem__)))

    def fix(self, text: str) -> tuple[str, list[tuple[Diagnostic, str]]]:
        """The text after all fixes, and those that were dropped with the reason."""
        for _ in range(MAX_PASSES):
            done = repair(Document(self.example.path, text, self.example.schema), self.find(text), unsafe=True)
            if done.dropped or done.text == text:
                return done.text, list(done.dropped)
            text = done.text
        raise AssertionError("the fixes never come to an end")
