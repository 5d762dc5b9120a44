"""The command `baseline`."""

from __future__ import annotations

from typing import Any

import click

from postlint.cli.options import Command, Options, shared
from postlint.cli.session import Session, usage_errors


@click.command(cls=Command)
@shared
@click.option("--baseline", metavar="FILE", help="The file to write.  [default: .postlint-baseline.json]")
@click.option("--prune", is_flag=True, help="Only remove entries that nothing is found for any more.")
def baseline(prune: bool, **arguments: Any) -> None:
    """Write what is found in the articles at PATHS to a file of known findings.

    \b
    From then on, `check` and `fix` leave these findings alone, wherever they move;
    --no-baseline shows them again. The file is to be committed. It has an entry on
    each line, and may be edited by hand.
    """
    from postlint.cli.output import write_pieces
    from postlint.messages import printable
    from postlint.report import plural
    from postlint.run import site_run
    from postlint.run.site_files import SiteFiles
    from postlint.scope.baseline import Baseline, entries_of, read, text_of

    options = Options(**arguments)
    with usage_errors():
        session = Session(options)
        file = session.baseline_file
        before = read(file) if file.exists() else []
        known = Baseline(before, file.parent)

        def prepare(tree: SiteFiles) -> None:
            known_here = known.filter(session.linter, tree)
            tree.filters += [known_here] if prune else []

        trees = site_run.check(session.linter, session.files, prepare)
    found = [] if prune else [entry for tree in trees for entry in entries_of(tree, file.parent)]
    entries = known.pruned if prune else [*known.others, *found]
    write_pieces([text_of(entries)], str(file))
    if not options.quiet:
        now, was = (sum(entry.count for entry in some) for some in (entries, before))
        removed = f"; {was - now:,} removed" if prune else ""
        click.echo(f"{printable(session.display(file))} has {plural(now, 'known finding')}{removed}.", err=True)
