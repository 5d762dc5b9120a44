"""The command `site`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from postlint.cli.options import as_of
from postlint.cli.output import nothing_here
from postlint.cli.session import Options, Session, usage_errors

if TYPE_CHECKING:
    from postlint.run.site_files import SiteFiles
    from postlint.site.state_changes import StateChange


@click.command()
@click.argument("path", default=".")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
@as_of
@click.option("--config", metavar="FILE", help="The configuration to use instead of the nearest one.")
@click.option("--isolated", is_flag=True, help="Use no configuration at all.")
@click.option("--no-cache", is_flag=True, help="Look at every article anew, and remember nothing.")
def site(path: str, output_format: str, **arguments: Any) -> None:
    """Show what postlint thinks the site at PATH is: URLs, sources, states, ids and where links lead."""
    from postlint.run import site_run
    from postlint.site.generators import content_files, find_root

    root = find_root(Path(path).absolute())
    with usage_errors():
        if not Path(path).exists():
            raise click.ClickException(f"there is no file or folder {path!r}")
        session = Session(Options((path,), **arguments))
        files = content_files(root) if root else session.files
        session.say(nothing_here(session.options, files))
        shown = [_shown(session, tree, output_format) for tree in site_run.inspected(session.linter, files)]
    if output_format == "text":
        click.echo("".join(shown), nl=False)
    else:
        click.echo(json.dumps(shown[0] if len(shown) == 1 else {"sites": shown}, ensure_ascii=False, indent=1))


def _shown(session: Session, tree: SiteFiles, output_format: str) -> Any:
    """A site as text, or as data, with what changes until the day that it is looked at for."""
    from postlint.site.describe import describe, text
    from postlint.site.state_changes import lines

    there, day = tree.site(session.linter), session.options.as_of
    changes = changes_until(session, tree) if day else []
    if output_format == "text":
        return text(there) + "".join(f"{line}\n" for line in (lines(changes, str(day)) if day else ()))
    rows = [
        {**change._asdict(), "links": [{"path": at, "line": line} for at, line in change.links]} for change in changes
    ]
    return {**describe(there), **({"as_of": str(day), "changes": rows} if day else {})}


def changes_until(session: Session, tree: SiteFiles) -> list[StateChange]:
    """What is published on the day that the run is for and not today, or the other way round."""
    from postlint.site.state_changes import changes

    return changes(tree.site(session.linter, date.today()), tree.site(session.linter))
