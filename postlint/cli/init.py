"""The command `init`."""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from postlint.cli.options import Command, Options
from postlint.cli.output import nothing_here
from postlint.cli.session import Session, usage_errors
from postlint.cli.surroundings import NewText, offers
from postlint.messages import printable, without_control

if TYPE_CHECKING:
    from postlint.config.configuration import Config
    from postlint.config.profile.proposal import Proposal
    from postlint.diagnostic import Diagnostic
    from postlint.run.site_files import SiteFiles


@click.command(cls=Command)
@click.argument("path", default=".")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--update", is_flag=True, help="Add what has become true of the articles since the last time.")
@click.option("--baseline", is_flag=True, help="Set aside what is found with it, as `postlint baseline` does.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes to use.")
@click.option("--no-cache", is_flag=True, help="Look at every article anew, and remember nothing.")
def init(path: str, yes: bool, dry_run: bool, update: bool, baseline: bool, **arguments: Any) -> None:
    """Learn from the articles at PATH what they have in common, and write it to postlint.toml.

    \b
    By section: required fields, their types and forms, and the lengths of titles; terms,
    shortcodes, and what other linters are set to. Each line says how many articles agree,
    and which do not. What the file says already stays. All is shown before it is written.
    """
    with usage_errors():
        if not Path(path).exists():
            raise click.ClickException(f"there is no file or folder {path!r}")
        session = Session(Options((path,), select=("spelling",), **arguments))
        session.say(nothing_here(session.options, session.files))
        if _is_learned(session) and not update:
            click.echo(f"{_name(session)} has what was learned before, and is left as it is.")
            click.echo("`postlint init --update` shows what has become true of the articles since.")
        else:
            _learn(session, yes=yes, dry_run=dry_run)
    if baseline and not dry_run:
        _baseline(path)


def _file(session: Session) -> Path:
    """The configuration, which may not be there yet."""
    return session.config.path or session.config.root / "postlint.toml"


def _name(session: Session) -> str:
    return printable(session.display(_file(session)))


def _learn(session: Session, *, yes: bool, dry_run: bool) -> None:
    """Show what is learned, and write it where that is wanted."""
    from postlint.config.loading import text_of

    file = _file(session)
    proposals, notes = learned(session)
    before = text_of(file) if file.exists() else ""
    texts = [*_settings(file, before, proposals), *offers(session.config.root)]
    for note in notes:
        session.say(note)
    if not texts:
        where = f"is in {_name(session)} already" if _is_learned(session) else "is what postlint expects anyway"
        click.echo(f"There is nothing to add: what the articles have in common {where}.")
    elif _write(session, texts, yes=yes, dry_run=dry_run):
        _say_exceptions(proposals)


def _is_learned(session: Session) -> bool:
    """Whether the configuration has what only articles, or their editors, say."""
    asked = session.config.front_matter
    return bool(asked.get("sections") or asked.get("fields"))


def learned(session: Session) -> tuple[list[Proposal], list[str]]:
    """What the articles of all sites here show and other tools are set to; and what should be known of it, in words."""
    from postlint.config.catalogue import rules
    from postlint.config.profile.imports import Imports
    from postlint.config.profile.profile import outdated, profile
    from postlint.run import site_run

    checked = session.trees or site_run.check(session.linter, session.files)
    spelled = {word for tree in checked for finding in tree.diagnostics if (word := _word(tree, finding))}
    findings = [finding for tree in checked for finding in tree.diagnostics]
    proposals: list[Proposal] = []
    notes: list[str] = []
    for tree in site_run.inspected(session.linter, session.files):
        site = tree.site(session.linter)
        proposals += profile(site, site.pages, findings, session.config.site)
        notes += outdated(site, session.config.front_matter)
    imports = Imports(session.config.root, {name: rule.enabled for name, rule in rules().items()})
    proposals += imports.proposals(spelled)
    return proposals, [*notes, *imports.unread]


def learned_config(session: Session) -> Config | None:
    """The configuration with what is learned; None where that is the one there is. Raises ConfigError."""
    from postlint.config.loading import parse, text_of

    file = _file(session)
    texts = _settings(file, text_of(file) if file.exists() else "", learned(session)[0])
    return replace(parse(file, texts[0].after), root=session.config.root) if texts else None


def _word(tree: SiteFiles, finding: Diagnostic) -> str:
    """The word that a finding about spelling is about."""
    if finding.rule not in ("spelling/misspelling", "spelling/rare-variant"):
        return ""
    return tree.text(finding.path)[finding.place.start : finding.place.end]


def _settings(file: Path, before: str, found: Sequence[Proposal]) -> list[NewText]:
    """The configuration as it is to be; nothing where it is so already."""
    from postlint.config.loading import parse
    from postlint.config.profile.writing import written

    after = written(before, found, ("tool", "postlint") if file.name == "pyproject.toml" else ())
    # Whatever was learned, a run must be able to read it.
    parse(file, after)
    return [NewText(file, before, after)] if after != before else []


def _write(session: Session, texts: Sequence[NewText], *, yes: bool, dry_run: bool) -> bool:
    """Show each text, and write it where that is wanted; whether the first one is written."""
    asks = not yes and not dry_run and sys.stdin.isatty()
    done: list[bool] = []
    for text in texts:
        name = printable(session.display(text.file))
        click.echo(_shown(text, name), nl=False)
        wanted = yes or (asks and click.confirm(f"Write {name}?", default=True))
        done.append(wanted and not dry_run and _is_written(session, text, name))
    if not any(done):
        again = f"postlint init{' --update' * _is_learned(session)} --yes"
        click.echo("Nothing is written." if dry_run or asks else f"Nothing is written; `{again}` writes it.")
    return done[0]


def _shown(text: NewText, name: str) -> str:
    """A new file as it is to be, or how a file is to change."""
    if not text.before:
        return f"--- {name}, a new file\n{without_control(text.after)}\n"
    lines = difflib.unified_diff(text.before.splitlines(), text.after.splitlines(), name, name, lineterm="", n=1)
    return without_control("".join(f"{line}\n" for line in lines)) + "\n"


def _is_written(session: Session, text: NewText, name: str) -> bool:
    """Write a file, whole or not at all, and never somewhere else by a link; whether it is."""
    if text.file.is_symlink():
        session.say(f"{name} is a link, and is left as it is")
        return False
    try:
        handle, place = tempfile.mkstemp(dir=text.file.parent, prefix=".postlint-")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text.after)
        Path(place).chmod(text.file.stat().st_mode & 0o7777 if text.file.exists() else 0o644)
        Path(place).replace(text.file)
    except OSError as error:
        session.say(f"{name} cannot be written: {error.strerror or error}")
        return False
    click.echo(f"{name} is written.")
    return True


def _say_exceptions(found: Sequence[Proposal]) -> None:
    exceptions = {path for proposal in found if proposal.enforced for path in proposal.exceptions}
    if exceptions:
        are = "articles are exceptions" if len(exceptions) > 1 else "article is an exception"
        click.echo(f"{len(exceptions):,} {are}: `postlint check` reports these, `postlint baseline` sets them aside.")


def _baseline(path: str) -> None:
    """Write the findings that there are now to the baseline."""
    from postlint.cli.baseline import baseline

    baseline.main([path], standalone_mode=False)
