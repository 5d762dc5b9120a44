"""The command `links`."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import structs

from postlint.cli.options import Command
from postlint.cli.repairs import Repairs
from postlint.cli.session import Options, Session, shared, usage_errors
from postlint.facts.extraction import page_of

if TYPE_CHECKING:
    from postlint.config.configuration import Config
    from postlint.external.jobs import Progress
    from postlint.external.ledger import Ledger
    from postlint.external.outcome import Outcome
    from postlint.external.run import LinkCheck
    from postlint.external.settings import Settings
    from postlint.facts.page import Page
    from postlint.run.article_repairs import Fixed
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles

_LINE = 100


@click.command(cls=Command)
@shared
@click.option("--strict", is_flag=True, help="Take what is dead for an error at once, and not after some days.")
@click.option("--offline", is_flag=True, help="Ask nothing, and go by what earlier runs remember.")
@click.option("--budget", type=click.FloatRange(min=0), metavar="SECONDS", default=0, help="End after this time.")
@click.option("--max-urls", type=click.IntRange(min=0), metavar="N", default=0, help="Ask at most so many URLs.")
@click.option(
    "--since",
    "--only-changed",
    "only_changed",
    is_flag=False,
    flag_value="origin/HEAD",
    metavar="[REV]",
    help="Only URLs that were added since the branch left REV.  [default: origin/HEAD]",
)
@click.option("--allow-private", is_flag=True, help="Ask private and loopback addresses too.")
@click.option("--concurrency", type=click.IntRange(min=1), metavar="N", help="How many requests at a time.")
@click.option("--fix", "repairs", is_flag=True, help="With --unsafe: write new addresses of moved links into articles.")
@click.option("--unsafe", "--unsafe-fixes", is_flag=True, help="Write new addresses of moved links into the articles.")
def links(
    strict: bool,
    offline: bool,
    budget: float,
    max_urls: int,
    only_changed: str | None,
    allow_private: bool,
    concurrency: int | None,
    repairs: bool,
    unsafe: bool,
    **arguments: Any,
) -> None:
    """Ask for every URL outside of the site that the articles at PATHS link to.

    \b
    Dead links fail the run once they were dead several times over several days, or
    with --strict at once; what earlier runs learnt is kept in the cache.
    """
    from postlint.run import site_run
    from postlint.site.generators import own_hosts

    start = time.monotonic()
    with usage_errors():
        session = Session(Options(**arguments))
        linter = _linter(session.config, strict)
        settings = _settings(session.config, linter)
        settings = replace(
            settings,
            offline=offline,
            max_urls=max_urls,
            private=allow_private,
            concurrency=concurrency or settings.concurrency,
        )
        trees = site_run.inspected(session.linter, session.files)
    # From here it may take minutes, and requests that fail leave reference cycles behind.
    gc.freeze()
    gc.enable()
    pages = [page for tree in trees for path in tree.reported if (page := tree.inspections[path].page)]
    settings = replace(
        settings, own=frozenset(host for tree in trees for host in own_hosts(tree.root, session.config.site))
    )
    if budget:
        # Reading the articles took a part of it.
        settings = replace(settings, budget=max(0.001, budget - (time.monotonic() - start)))
    outcomes = _ask(session, settings, pages, _added(session.start, trees, only_changed) if only_changed else None)
    fixed = _fix(session, linter, trees, outcomes) if unsafe else []
    done = Repairs(session, fixed, unsafe=True, would=False)
    failed = [problem for outcome in fixed if (problem := session.write(outcome))]
    for line in done.report(failed) if fixed else ():
        click.echo(line, err=True)
    _conclude(linter, trees, outcomes)
    session.take(trees)
    session.show(("links", "--unsafe-fixes"))
    session.finish(failed=bool(failed))


def _linter(config: Config, strict: bool) -> Linter:
    """The link rules that run: those that are selected, or, where none of them is named, all that are on."""
    from postlint.config.rule_selection import Rules, matches, rules_named, selected
    from postlint.run.active_rules import rules_of
    from postlint.run.linter import Linter

    kinds = {name: info for name, info in rules_of(config).items() if info.kind == "link"}
    if not any(matches(name, config.select) for name in kinds):
        config = structs.replace(config, select=())
    if strict:
        config = structs.replace(config, rules=_strict(config.rules))
    return Linter(config, Rules.of(rules_named(config, selected(config, kinds))))


def _strict(rules: Any) -> dict[str, Any]:
    return {**rules, "external/dead": {**rules.get("external/dead", {}), "failures": 1, "days": 0}}


def _settings(config: Config, linter: Linter) -> Settings:
    from postlint.external.settings import SettingsError, settings_of

    try:
        settings, notes = settings_of(config.links)
    except SettingsError as error:
        raise click.ClickException(f"{config.path}: {error}") from error
    for note in notes:
        click.echo(f"postlint: {note}", err=True)
    active = linter.rules.kinds
    return replace(settings, anchors="external/anchor" in active, twins="external/insecure" in active)


def _added(start: Path, trees: list[SiteFiles], revision: str) -> set[str]:
    """The URLs that the articles have and did not have when the branch left a revision."""
    from postlint.document.document import Document
    from postlint.external.uses import external
    from postlint.scope.git import GitError, changes_since, contents

    added: set[str] = set()
    try:
        changes = changes_since(start, revision)
        for tree in trees:
            changes.covers(tree.root)
            old = dict(contents({path: blob for path, blob in changes.before.items() if path.endswith(".md")}))
            for path in tree.reported:
                page = tree.inspections[path].page
                name = (tree.root / path).resolve().relative_to(changes.top.resolve()).as_posix()
                if page and name in changes.after:
                    before = old.get(changes.renamed.get(name, name), b"").decode("utf-8", "replace")
                    known = {key for _, key in external(page_of(Document(path, before)))}
                    added |= {key for _, key in external(page)} - known
    except GitError as error:
        raise click.ClickException(str(error)) from error
    return added


def _ask(session: Session, settings: Settings, pages: list[Page], only: set[str] | None) -> dict[str, Outcome]:
    from postlint.external.run import LinkCheck, wanted
    from postlint.external.settings import SettingsError

    urls = wanted(pages, anchors=settings.anchors)
    if only is not None:
        urls = {key: ids for key, ids in urls.items() if key in only}
    ledger = ledger_of(session)
    shown = sys.stderr.isatty() and not session.options.quiet
    run = LinkCheck(settings, ledger, _show if shown else lambda progress: None)
    try:
        outcomes = run.check(urls)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    finally:
        if shown:
            click.echo(f"\r{'':<{_LINE}}\r", nl=False, err=True)
        if ledger.problem:
            session.say(ledger.problem)
    if run.no_network:
        click.echo("postlint: no host could be reached, so nothing is recorded; is there a network?", err=True)
    if not session.options.quiet:
        click.echo(_summary(run), err=True)
    return outcomes


def ledger_of(session: Session) -> Ledger:
    """What is known of external links: in the cache, or in the repository, where the configuration says so."""
    from postlint.external.ledger import Ledger
    from postlint.external.settings import answers_as
    from postlint.run.cache_folder import identity

    config = session.config
    if kept := config.links.get("ledger"):
        folder = Path(os.path.normpath(config.root / str(kept)))
        return Ledger(None if session.options.no_cache else folder.parent, folder.name, trusted=False)
    return Ledger(config.cache_folder, f"links-{identity(config.root)}{answers_as(config.links)}")


def _show(progress: Progress) -> None:
    """How far it is, on one line."""
    width = 20
    filled = width * progress.done // max(progress.total, 1)
    line = f"[{'#' * filled}{' ' * (width - filled)}] {progress.done}/{progress.total}  {progress.rate:.0f}/s"
    if progress.waiting:
        host, seconds, urls = progress.waiting[0]
        line += f"  waiting {seconds:.0f} s for {host} ({urls})"
        line += f" and {len(progress.waiting) - 1} more" if len(progress.waiting) > 1 else ""
    click.echo(f"\r{line[:_LINE]:<{_LINE}}", nl=False, err=True)


def _summary(run: LinkCheck) -> str:
    """How many URLs there were of each state, and why some were skipped."""
    from postlint.external.outcome import State

    counts = Counter(outcome.state for outcome in run.outcomes.values())
    parts = [f"{counts[state]} {state}" for state in State if counts[state]]
    total = len(run.outcomes)
    line = f"{total} URL{'' if total == 1 else 's'}: {', '.join(parts) or 'nothing to ask'}"
    line += f" ({run.remembered} known from earlier runs)." if run.remembered else "."
    skipped = Counter(outcome.cause for outcome in run.outcomes.values() if outcome.state is State.SKIPPED)
    reasons = ", ".join(f"{cause.value} ({count})" for cause, count in skipped.most_common())
    return f"{line}\nSkipped: {reasons}." if reasons else line


def _conclude(linter: Linter, trees: Iterable[SiteFiles], outcomes: dict[str, Outcome]) -> None:
    """Put the findings of the link rules where those of other rules would be."""
    from postlint.external.findings import findings
    from postlint.external.uses import Outcomes

    for tree in trees:
        pages = [page for path in tree.reported if (page := tree.inspections[path].page)]
        all_outcomes = Outcomes.of(outcomes, pages)
        tree.diagnostics = [finding for page in pages for finding in findings(linter, page, all_outcomes)]


def _fix(session: Session, linter: Linter, trees: Iterable[SiteFiles], outcomes: dict[str, Outcome]) -> list[Fixed]:
    """Put the fixes of the link rules into the articles, in memory."""
    from postlint.run.article_repairs import ArticleRepairs

    trees = list(trees)
    _conclude(linter, trees, outcomes)
    fixed: list[Fixed] = []
    for tree in trees:
        repairs = ArticleRepairs(session.linter.for_site(tree.root), tree)
        for path in sorted({finding.path for finding in tree.diagnostics if finding.fix}):
            repairs.repair(path, [finding for finding in tree.diagnostics if finding.path == path], unsafe=True)
        fixed += repairs.fixed
    return fixed
