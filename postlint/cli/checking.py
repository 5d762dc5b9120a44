"""The commands `check` and `fix`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import click

from postlint.cli.options import Command, Options, narrowing, repairing, shared
from postlint.cli.output import nothing_here
from postlint.cli.repairs import Repairs
from postlint.cli.session import Session, usage_errors
from postlint.messages import one_line

if TYPE_CHECKING:
    from postlint.run.site_run import Fixed


@click.command(cls=Command)
@click.option("--fix", "repairs", is_flag=True, help="Repair what is certain, as `postlint fix` does.")
@shared
@narrowing
@repairing
def check(repairs: bool, **arguments: Any) -> None:
    """Show what is wrong in the articles at PATHS (default: this folder)."""
    options = Options(**arguments)
    if repairs or options.diff:
        _fix(options)
    from postlint.run import site_run

    with usage_errors():
        session = Session(options)
        session.take(site_run.check(session.linter, session.files, session.filters()))
    session.show()
    session.say(nothing_here(options, session.files))
    session.say_known()
    session.finish()


@click.command(cls=Command)
@shared
@narrowing
@repairing
def fix(**arguments: Any) -> None:
    """Repair the articles at PATHS where the repair is certain, then show what remains."""
    _fix(Options(**arguments))


def _fix(options: Options) -> NoReturn:
    from postlint.run import site_run

    with usage_errors():
        session = Session(options)
        trees, outcomes = site_run.fix(
            session.linter,
            session.files,
            unsafe=options.unsafe,
            prepare=session.filters(),
            wanted=session.may_fix,
        )
    session.take(trees)
    changed = [outcome for outcome in outcomes if outcome.after != outcome.before]
    failed: list[str] = []
    repairs = Repairs(session, outcomes, unsafe=options.unsafe, would=options.diff)
    if options.diff:
        for outcome in changed:
            click.echo("".join(_diff(session, outcome)), nl=False, color=session.color)
    elif session.stdin is not None:
        sys.stdout.buffer.write(changed[0].after if changed else session.stdin)
    else:
        failed = [problem for outcome in changed if (problem := session.write(outcome))]
        session.show()
    session.say(nothing_here(options, session.files))
    for line in repairs.report(failed):
        click.echo(one_line(line), err=True)
    session.say_known()
    session.finish(differs=bool(changed) if options.diff else None, failed=bool(failed))


def _quoted(name: str) -> str:
    """The name of a file as git writes it in a diff: in quotes where it has characters that nobody is to see."""
    if name.isprintable() and '"' not in name and "\\" not in name:
        return name
    escaped = (chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}" for byte in os.fsencode(name))
    return f'"{"".join(escaped)}"'


def _diff(session: Session, fixed: Fixed) -> Iterator[str]:
    from difflib import unified_diff

    name = session.display(fixed.root / fixed.path)
    # Only a line feed ends a line of a diff: a text may hold separators that Python would take for such ends too.
    before, after = (
        io.StringIO(data.decode("utf-8"), newline="\n").readlines() for data in (fixed.before, fixed.after)
    )
    for line in unified_diff(before, after, _quoted(f"a/{name}"), _quoted(f"b/{name}")):
        code = {"+": "32", "-": "31", "@": "36"}.get(line[0]) if session.color else None
        text = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        yield f"\033[{code}m{text[:-1]}\033[0m\n" if code else text
