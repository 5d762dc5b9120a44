"""The commands `check` and `fix`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import click

from postlint.cli.options import Command, Options, as_of, narrowing, repairing, shared
from postlint.cli.output import nothing_here
from postlint.cli.repairs import Repairs
from postlint.cli.session import Session, usage_errors
from postlint.messages import one_line

if TYPE_CHECKING:
    from postlint.run.article_repairs import Fixed


@click.command(cls=Command)
@click.option("--fix", "repairs", is_flag=True, help="Repair what is certain, as `postlint fix` does.")
@click.option("--add-suppressions", is_flag=True, help="Write comments into the articles that silence what is found.")
@as_of
@shared
@narrowing
@repairing
def check(repairs: bool, add_suppressions: bool, **arguments: Any) -> None:
    """Show what is wrong in the articles at PATHS (default: this folder)."""
    options = Options(**arguments)
    if repairs or options.diff:
        _fix(options)
    from postlint.run import site_run

    with usage_errors():
        session = Session(options)
        session.take(site_run.check(session.linter, session.files, session.filters()))
    if add_suppressions:
        _suppress(session)
    session.show()
    _say_changes(session)
    session.say(nothing_here(options, session.files))
    session.say_known()
    session.finish()


def _say_changes(session: Session) -> None:
    """Say on stderr how many articles are out, or no longer, on the day that was asked for."""
    if session.options.as_of is None or session.options.quiet:
        return
    from postlint.cli.site import changes_until
    from postlint.report import plural
    from postlint.run import site_run

    # Where nothing has changed since an earlier run, the check has not looked at any article.
    trees = site_run.inspected(session.linter, session.files)
    changes = [change for tree in trees for change in changes_until(session, tree)]
    out = sum(change.published for change in changes)
    session.say(
        f"as of {session.options.as_of}, {plural(out, 'article')} more {'is' if out == 1 else 'are'} published than "
        f"today, and {plural(len(changes) - out, 'article')} no longer; "
        f"`postlint site --as-of {session.options.as_of}` lists them"
    )


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


def _suppress(session: Session) -> NoReturn:
    """Write comments that silence the findings, and exit."""
    from postlint.facts.inspection import Source
    from postlint.report import plural
    from postlint.run.article_repairs import Fixed
    from postlint.run.suppress import with_suppressions
    from postlint.text import decode, encode

    if session.stdin is not None:
        raise click.UsageError("--add-suppressions writes into files, and standard input is none")
    count, failed = 0, list[str]()
    for tree, path, findings in session.found():
        source: Source = tree.source(path)
        if source.error or any(finding.rule == "file/unreadable" for finding in findings):
            continue
        parse = partial(session.linter.document, path)
        text, left = with_suppressions(parse(decode(source.data)), findings, parse)
        if problem := session.write(Fixed(tree.root, path, source.data, encode(text))):
            failed.append(problem)
            continue
        count += len(findings) - len(left)
        failed += [f"{session.display(tree.root / path)}: no comment silences {finding.rule} there" for finding in left]
    for problem in failed:
        session.say(problem)
    click.echo(f"Silenced {plural(count, 'finding')}; say why behind a ` -- ` in each comment.", err=True)
    raise click.exceptions.Exit(2 if failed else 0)


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
