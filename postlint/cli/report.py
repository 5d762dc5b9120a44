"""The command `report`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from postlint.cli.options import Command, as_of
from postlint.cli.output import commands, nothing_here, write_pieces
from postlint.cli.session import Options, Session, usage_errors
from postlint.messages import printable

if TYPE_CHECKING:
    from postlint.external.outcome import Outcome
    from postlint.report.html.history import Point
    from postlint.report.html.report import Report
    from postlint.report.html.survey import Survey
    from postlint.run.site_files import SiteFiles

FILE = "postlint-report.html"
_NO_JINJA = "the report as a page needs the extra report: pip install 'postlint[report]'; json and csv work without"


@click.command(cls=Command)
@click.argument("path", default=".")
@click.option("--output", metavar="FILE", help=f"Where to write it; - is standard output.  [default: {FILE}]")
@click.option("--output-format", type=click.Choice(["html", "json", "csv"]), default="html", help="How it is written.")
@click.option(
    "--history", type=click.IntRange(min=1), metavar="N", help="Show the trend over the last N months, by git."
)
@click.option("--drafts", is_flag=True, help="Take in drafts.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@as_of
@click.option("--config", metavar="FILE", help="The configuration to use instead of the nearest one.")
@click.option("--isolated", is_flag=True, help="Use no configuration at all.")
@click.option("--no-baseline", is_flag=True, help="Count known findings too.")
@click.option("--no-cache", is_flag=True, help="Look at every article anew, and remember nothing.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes to use.")
def report(path: str, output: str | None, output_format: str, opens: bool, **arguments: Any) -> None:
    """Show the site at PATH as one page: its findings, articles, links, calendar, pictures and fields.

    \b
    The page is one file that asks nothing of any server. Drafts are left out, so that
    it can be given to others. With --output-format, the same as data.
    """
    made = _made(path, **arguments)
    target = output or (FILE if output_format == "html" else "-")
    write_pieces(_rendered(made, output_format), "" if target == "-" else target)
    if target != "-":
        click.echo(f"postlint: the report is in {printable(target)}", err=True)
        if opens:
            import webbrowser

            webbrowser.open(Path(target).absolute().as_uri())


def _made(path: str, history: int | None, drafts: bool, **arguments: Any) -> Report:
    """All that a report is made of."""
    options = Options(_paths(path), **arguments)
    with usage_errors():
        session = Session(options)
        session.say(nothing_here(options, session.files))
        tree = _site(session, path)
        made = _report(session, tree, drafts=drafts)
        made.points = _points(session, tree, history, made) if history else ()
    return made


def _paths(path: str) -> tuple[str, ...]:
    """The whole site that a file or folder belongs to, as it is to be typed; a folder of none, as it is."""
    from postlint.site.generators import find_root

    if not Path(path).exists():
        raise click.ClickException(f"there is no file or folder {path!r}")
    root = find_root(Path(path).absolute())
    place = root or Path(path).absolute()
    if not place.is_dir():
        raise click.ClickException(f"{path!r} belongs to no site that is known; name a folder of articles")
    shown = path if root is None else os.path.relpath(root)
    return () if place == Path.cwd() else (shown,)


def _site(session: Session, path: str) -> SiteFiles:
    """The site that was asked for, checked."""
    from postlint.run import site_run

    trees = site_run.check(session.linter, session.files, session.filters())
    session.take(trees)
    if len(trees) != 1:
        names = ", ".join(session.display(tree.root) for tree in trees)
        raise click.ClickException(f"there are {len(trees)} sites in {path!r}, and a report shows one: {names}")
    return trees[0]


def _report(session: Session, tree: SiteFiles, *, drafts: bool) -> Report:
    from postlint.report.html.last_changes import last_changes
    from postlint.report.html.report import Report
    from postlint.run.cache_folder import identity

    shown, day, pages = session.display(tree.root), session.options.as_of, session.config.rule_pages
    return Report(
        _survey(session, tree, drafts=drafts),
        _name(session, tree),
        session.linter.today,
        commands(session.options, ("fix", "--unsafe")),
        "" if shown == "." else f"{shown}/",
        cache(partial(_what, session)),
        lambda rule: f"{pages.removesuffix('/')}/{rule}" if pages else "",
        _asked(session),
        last_changes(tree.root, lambda key: session.memory("ages", key, identity(tree.root))),
        as_of=("--as-of", str(day)) if day else (),
        known=session.baseline.known if session.baseline else 0,
    )


def _survey(session: Session, tree: SiteFiles, *, drafts: bool) -> Survey:
    """The articles of the site with what was found in them."""
    from postlint.report.html.survey import survey
    from postlint.run import site_run

    linter = session.linter
    # Without a cache, what was looked at is at hand; with one, it may not have been read.
    known = linter.config.cache_folder is None
    inspected = tree if known else site_run.inspected(linter, session.files)[0]
    site = inspected.site(linter)
    return survey(
        site,
        tree.reported.keys(),
        tree.diagnostics,
        lambda path: site.read(path).decode("utf-8", "replace"),
        drafts=drafts,
    )


def _what(session: Session, rule: str) -> str:
    """What a rule finds, in one sentence; not every finding is one of a rule."""
    from postlint.diagnostic import FAILED

    return "A part of postlint failed" if rule == FAILED else session.what(rule)


def _name(session: Session, tree: SiteFiles) -> str:
    """What the site is called: its host, or its folder."""
    from postlint.site.generators import own_hosts

    hosts = own_hosts(tree.root, session.config.site)
    return hosts[0] if hosts else tree.root.name


def _asked(session: Session) -> Callable[[str], Outcome | None]:
    """What earlier runs of `links` know of a URL."""
    from postlint.cli.links import ledger_of

    ledger = ledger_of(session)
    session.say(ledger.problem)

    def asked(url: str) -> Outcome | None:
        entry = ledger.last(url)
        return entry.outcome if entry else None

    return asked


def _points(session: Session, tree: SiteFiles, most: int, made: Report) -> list[Point]:
    """The states of the site at earlier commits, and as it is now."""
    from collections import Counter

    from postlint.report.html.history import Point, history
    from postlint.run.cache_folder import identity
    from postlint.run.site_cache import key_of

    linter = session.linter
    key = f"{key_of(linter)} {session.config.exclude}"
    points = history(linter, tree, most, session.memory("history", key, identity(tree.root)), linter.progress)
    counts = Counter(finding.severity for finding in made.survey.findings)
    return [*points, Point.of(linter.today, "", len(tree.reported), counts)]


def _rendered(made: Report, output_format: str) -> Iterator[str]:
    """The pieces of the output."""
    if output_format == "json":
        from postlint.report.html.data import as_json

        return as_json(made)
    if output_format == "csv":
        from postlint.report.html.data import as_csv

        return as_csv(made)
    from postlint.report.html.page import JinjaMissing, render

    try:
        # Nothing is written before it is known that all of it can be.
        return iter([*render(made)])
    except JinjaMissing as error:
        raise click.ClickException(_NO_JINJA) from error
