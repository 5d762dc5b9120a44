"""The command `doctor`."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from postlint.cli.options import Command, Options, shared
from postlint.cli.session import Session, usage_errors

if TYPE_CHECKING:
    from postlint.config.noisy_rules import Advice
    from postlint.report import Results
    from postlint.site.about import AboutSite


@click.command(cls=Command)
@shared
@click.option("--most", type=click.IntRange(min=1), default=10, show_default=True, help="How many rules to show.")
def doctor(most: int, **arguments: Any) -> None:
    """Show which rules report the most in the articles at PATHS, and what to do about each.

    \b
    First what the site is taken for. Then each rule with an example: what repairs it,
    its options, the folder to leave out, a baseline, and how to turn it off. With
    --output-format json, the same as data.
    """
    from msgspec.structs import replace

    from postlint.config.noisy_rules import advice
    from postlint.run import site_run
    from postlint.site.about import about

    options = Options(**arguments)
    with usage_errors():
        session = Session(options)
        session.take(site_run.check(session.linter, session.files))
        sites = [about(tree.site(session.linter)) for tree in site_run.inspected(session.linter, session.files)]
        spared = _spared(session)
    findings = [replace(finding, path=_within(session, finding.path)) for finding in session.diagnostics]
    advices = advice(findings, session.config)
    data = any(name.partition("=")[0] == "json" for name in options.output_format)
    shown = (
        _as_json(advices[:most], session, sites, spared) if data else _as_text(advices, session, most, sites, spared)
    )
    click.echo("".join(shown), nl=False)


def _spared(session: Session) -> Counter[str]:
    """How many findings of each rule are none with what `postlint init` would set."""
    from postlint.cli.init import learned_config
    from postlint.run import site_run
    from postlint.run.active_rules import active_rules
    from postlint.run.linter import Linter

    config = learned_config(session)
    if config is None or all(getattr(config, name) == getattr(session.config, name) for name in _SPARING):
        return Counter()
    linter = Linter(config, active_rules(config), whole=session.linter.whole)
    linter.jobs, linter.contents = session.linter.jobs, session.linter.contents
    left = Counter(finding.rule for tree in site_run.check(linter, session.files) for finding in tree.diagnostics)
    return Counter(finding.rule for finding in session.diagnostics) - left


_SPARING = ("ignore", "per_file_ignores", "rules", "site")
"""The settings that can make findings fewer; what is learned of fields makes them more."""


def _within(session: Session, shown: str) -> str:
    """The path of an article relative to the root of the configuration, as patterns there have it."""
    file = Path(os.path.normpath(session.cwd / shown))
    root = session.config.root
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else shown


def _as_json(advices: list[Advice], session: Session, sites: list[AboutSite], spared: Counter[str]) -> Iterator[str]:
    from dataclasses import asdict

    from postlint.report.json import diagnostic

    rows = [
        {
            "rule": advice.rule,
            "severity": str(advice.severity),
            "findings": advice.findings,
            "articles": advice.articles,
            "example": diagnostic(advice.example),
            "line": advice.line,
            "table": advice.table,
            "silences": advice.silences,
            "init_silences": spared[advice.rule],
            "fixable": advice.safe,
            "fixable_unsafe": advice.unsafe,
        }
        for advice in advices
    ]
    data = {"version": 1, "articles": session.reported, "sites": [asdict(site) for site in sites], "rules": rows}
    yield json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _as_text(
    advices: list[Advice], session: Session, most: int, sites: list[AboutSite], spared: Counter[str]
) -> Iterator[str]:
    from postlint.cli.output import commands
    from postlint.report import Results, plural, printable, summary
    from postlint.site.about import described

    for site in sites:
        yield from (f"{line}\n" for line in described(site))
    results = Results(session.diagnostics, session.reported, commands=commands(session.options, ("fix", "--unsafe")))
    yield summary(results) + "\n"
    yield from _silent(session)
    for advice in advices[:most]:
        example = advice.example
        where = f"{example.path}:{example.place.line}:{example.place.column}"
        count = f"{plural(advice.findings, 'finding')} in {plural(advice.articles, 'article')}"
        yield f"\n{advice.rule} ({advice.severity}): {count}\n"
        yield f"  for example {printable(where)}: {printable(example.message)}\n"
        yield from (f"  {line}\n" for line in _remedies(advice, session, results, spared[advice.rule]))
    if len(advices) > most:
        yield f"\nand {plural(len(advices) - most, 'more rule')}\n"


def _silent(session: Session) -> Iterator[str]:
    """Which rules find nothing because the lists of words that they need are not installed."""
    from postlint.helpers.word_lists import NEEDED_BY, missing_lists

    missing = set(missing_lists())
    silent = [rule for rule, package in NEEDED_BY.items() if package in missing and rule in session.linter.rules.kinds]
    if silent:
        yield f"\n{' and '.join(silent)} find nothing without lists of words: pip install 'postlint[spelling]'\n"


def _remedies(advice: Advice, session: Session, results: Results, spared: int) -> Iterator[str]:
    """What helps, the best first: repair, other options, one folder less, a baseline, and only then switching off."""
    command, rule = results.command, advice.rule
    if advice.safe:
        yield f"repair {advice.safe:,}: `{command('fix', '--select', rule)}`"
    if advice.unsafe:
        yield f"repair {advice.unsafe:,}, and look at them: `{command('fix', '--unsafe', '--select', rule)}`"
    if spared:
        yield f"learn how the site is meant, after which {spared:,} of them are not reported: `postlint init`"
    file = session.display(session.config.path) if session.config.path else "postlint.toml"
    prefix = "tool.postlint." if session.config.path and session.config.path.name == "pyproject.toml" else ""
    if options := _options(session, rule):
        yield f'set it, under [{prefix}rules."{rule}"] of {file}:'
        yield from (f"  {line}" for line in options)
    if advice.line != advice.off:
        yield f"leave out the folder with {advice.silences:,} of them, under [{advice.table}] of {file}:"
        yield f"  {advice.line}"
    yield f"set aside what is there: `{command('baseline', '--select', rule)}`"
    top = f"under [{prefix.rstrip('.')}]" if prefix else "at the top"
    yield f"turn it off, {top} of {file}:"
    yield f"  {advice.off}"


def _options(session: Session, rule: str) -> list[str]:
    """The options of a rule as lines of the configuration, with what they do."""
    from postlint.config.rule_selection import all_rules
    from postlint.rule import options_of

    options = options_of(all_rules(session.config.rule_folders, [rule])[rule])
    given = session.config.rules.get(rule, {})
    return [
        f"{option.name} = {json.dumps(given.get(option.name, option.default), ensure_ascii=False)}"
        f"  # {option.description}"
        for option in options.values()
    ]
