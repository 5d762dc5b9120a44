"""How the site is: what is found by rule and family, and what to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.external.outcome import State
from postlint.report import plural
from postlint.report.html.charts import Series, legend, stacks
from postlint.report.html.report import Report
from postlint.report.html.tables import Column, Figure, Section, Table

_MOST = 5
KINDS = {Severity.ERROR: ("errors", "e"), Severity.WARNING: ("warnings", "w"), Severity.INFO: ("advice", "i")}
"""The word and the colour of each severity."""


class Task(NamedTuple):
    """Something to do."""

    what: str
    command: str


def tasks(report: Report) -> list[Task]:
    """The five things to do first."""
    everything = [*_repairs(report), *_by_rule(report, Severity.ERROR), *_dead(report)]
    everything += [*_by_rule(report, Severity.WARNING), *_unasked(report), *_orphans(report)]
    return [*everything, *_by_rule(report, Severity.INFO)][:_MOST]


def _is_safe(finding: Diagnostic) -> bool:
    return finding.fix is not None and finding.fix.safety is Safety.SAFE


def _repairs(report: Report) -> Iterator[Task]:
    if count := sum(map(_is_safe, report.survey.findings)):
        yield Task(f"Repair {plural(count, 'finding')} whose repair is certain.", report.commands.command("fix"))


def _by_rule(report: Report, severity: Severity) -> Iterator[Task]:
    """What no safe repair ends, the most frequent rule first."""
    left = [finding for finding in report.survey.findings if finding.severity is severity and not _is_safe(finding)]
    word = KINDS[severity][0] if severity is Severity.INFO else str(severity)
    for rule, count in sorted(Counter(finding.rule for finding in left).items(), key=lambda item: (-item[1], item[0])):
        of_rule = [finding for finding in left if finding.rule == rule]
        number = f"{count:,} pieces of advice" if severity is Severity.INFO and count > 1 else plural(count, word)
        articles = plural(len({finding.path for finding in of_rule}), "article")
        unsafe = all(finding.fix for finding in of_rule)
        options = ("--advice",) if severity is Severity.INFO else ()
        fix = report.commands.command("fix", "--unsafe", "--diff", "--select", rule)
        show = report.check(*options, "--select", rule)
        yield Task(f"{number} in {articles}: {_inner(report.what(rule))}.", fix if unsafe else show)


def _inner(sentence: str) -> str:
    """A sentence as it goes on behind a colon."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _dead(report: Report) -> Iterator[Task]:
    urls = {url for article in report.survey.articles for url in article.urls}
    dead = [url for url in urls if (outcome := report.asked(url)) and outcome.state is State.DEAD]
    if dead:
        text = f"{plural(len(dead), 'link')} to other sites {'leads' if len(dead) == 1 else 'lead'} nowhere."
        yield Task(text, report.commands.command("links", "--offline"))


def _unasked(report: Report) -> Iterator[Task]:
    urls = {url for article in report.survey.articles for url in article.urls}
    unknown = sum(1 for url in urls if report.asked(url) is None)
    if unknown:
        yield Task(
            f"Ask for {plural(unknown, 'link')} to other sites, of which nothing is known yet.",
            report.commands.command("links"),
        )


def _orphans(report: Report) -> Iterator[Task]:
    if count := len(report.orphans):
        text = f"Link {plural(count, 'article')} to which no other article leads."
        yield Task(text, report.check("--advice", "--select", "site/orphan"))


def health(report: Report) -> Section:
    """The findings by family and by rule."""
    return Section(
        "findings", "Findings", _lead(report), [part for part in (_families(report), _rules(report)) if part]
    )


def _lead(report: Report) -> str:
    sentence = "What is found, by the rule that finds it." if report.survey.findings else "Nothing is found."
    if report.known:
        sentence += f" {plural(report.known, 'known finding')} of the baseline count nowhere here."
    return sentence


def _families(report: Report) -> Figure | None:
    findings = report.survey.findings
    counts = Counter((finding.rule.partition("/")[0], finding.severity) for finding in findings)
    totals = Counter(finding.rule.partition("/")[0] for finding in findings)
    families = sorted(totals, key=lambda family: (-totals[family], family))
    if not families:
        return None
    series = [
        Series(word, kind, [counts[family, severity] for family in families])
        for severity, (word, kind) in KINDS.items()
    ]
    caption = "Findings by family of rules"
    rows = [[family, *(one.values[at] for one in series)] for at, family in enumerate(families)]
    return Figure(
        caption, stacks(caption, families, series), ["Family", "Errors", "Warnings", "Advice"], rows, legend(series)
    )


def _rules(report: Report) -> Table | None:
    by_rule: dict[tuple[int, str], list[Diagnostic]] = {}
    for finding in report.survey.findings:
        by_rule.setdefault((finding.severity.rank, finding.rule), []).append(finding)
    severities = ["error", "warning", "advice"]
    columns = [Column("Rule", "rule"), Column("What it finds"), Column("Severity", "choice", severities, filter=True)]
    columns += [Column(name, "number") for name in ("Findings", "Articles", "Repairable")]
    ordered = sorted(by_rule.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    rows = [
        [
            rule,
            report.what(rule).replace("`", ""),
            found[0].severity.rank,
            len(found),
            len({finding.path for finding in found}),
            sum(finding.fix is not None for finding in found),
        ]
        for (_, rule), found in ordered
    ]
    return Table("rules", "Findings by rule", columns, rows) if rows else None
