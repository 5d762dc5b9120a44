"""The command `doctor`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from postlint.cli.options import Command, Options, shared
from postlint.cli.session import Session, usage_errors

if TYPE_CHECKING:
    from postlint.config.noisy_rules import Advice


@click.command(cls=Command)
@shared
@click.option("--most", type=click.IntRange(min=1), default=10, show_default=True, help="How many rules to show.")
def doctor(most: int, **arguments: Any) -> None:
    """Show which rules say the most about the articles at PATHS, and how to have them say less.

    \b
    Each comes with an example, and with the line of the configuration that would
    change it. With --output-format json, the same as data.
    """
    from dataclasses import replace

    from postlint.config.noisy_rules import advice
    from postlint.run import site_run

    options = Options(**arguments)
    with usage_errors():
        session = Session(options)
        session.take(site_run.check(session.linter, session.files))
    found = [replace(finding, path=_within(session, finding.path)) for finding in session.diagnostics]
    advices = advice(found, session.config)
    data = any(name.partition("=")[0] == "json" for name in options.output_format)
    shown = _as_json(advices[:most], session) if data else _as_text(advices, session, most)
    click.echo("".join(shown), nl=False)


def _within(session: Session, shown: str) -> str:
    """The path of an article relative to the root of the configuration, as patterns there have it."""
    file = Path(os.path.normpath(session.cwd / shown))
    root = session.config.root
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else shown


def _as_json(advices: list[Advice], session: Session) -> Iterator[str]:
    from postlint.report.json import diagnostic

    rows = [
        {
            "rule": each.rule,
            "severity": str(each.severity),
            "findings": each.findings,
            "articles": each.articles,
            "example": diagnostic(each.example),
            "line": each.line,
            "table": each.table,
            "silences": each.silences,
        }
        for each in advices
    ]
    yield json.dumps({"version": 1, "articles": session.reported, "rules": rows}, ensure_ascii=False, indent=1) + "\n"


def _as_text(advices: list[Advice], session: Session, most: int) -> Iterator[str]:
    from postlint.report import Results, plural, printable, summary

    yield summary(Results(session.diagnostics, session.reported)) + "\n"
    file = session.display(session.config.path) if session.config.path else "postlint.toml"
    for each in advices[:most]:
        example = each.example
        where = f"{example.path}:{example.place.line}:{example.place.column}"
        count = f"{plural(each.findings, 'finding')} in {plural(each.articles, 'article')}"
        yield f"\n{each.rule} ({each.severity}): {count}\n"
        yield f"  for example {printable(where)}: {printable(example.message)}\n"
        part = "" if each.silences == each.findings else f", {each.silences} of the findings"
        place = f"under [{each.table}] of {file}" if each.table else f"at the top of {file}"
        yield f"  to turn it off{part}, {place}:\n    {each.line}\n"
    if len(advices) > most:
        yield f"\nand {plural(len(advices) - most, 'rule')} more\n"
