"""The command `site`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from postlint.cli.output import nothing_here
from postlint.cli.session import Options, Session, usage_errors


@click.command()
@click.argument("path", default=".")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
@click.option("--config", metavar="FILE", help="The configuration to use instead of the nearest one.")
@click.option("--isolated", is_flag=True, help="Use no configuration at all.")
@click.option("--no-cache", is_flag=True, help="Look at every article anew, and remember nothing.")
def site(path: str, output_format: str, config: str | None, isolated: bool, no_cache: bool) -> None:
    """Show what postlint thinks the site at PATH is: URLs, sources, states, ids and where links lead."""
    from postlint.run import site_run
    from postlint.site.describe import describe, text
    from postlint.site.generators import content_files, find_root

    root = find_root(Path(path).absolute())
    with usage_errors():
        if not Path(path).exists():
            raise click.ClickException(f"there is no file or folder {path!r}")
        session = Session(Options((path,), config=config, isolated=isolated, no_cache=no_cache))
        files = content_files(root) if root else session.files
        session.say(nothing_here(session.options, files))
        sites = [tree.site(session.linter) for tree in site_run.inspected(session.linter, files)]
        if output_format == "text":
            for found in sites:
                click.echo(text(found), nl=False)
            return
        data = [describe(found) for found in sites]
        click.echo(json.dumps(data[0] if len(data) == 1 else {"sites": data}, ensure_ascii=False, indent=1))
