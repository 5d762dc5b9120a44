"""The command `clean`."""

from __future__ import annotations

from pathlib import Path

import click

from postlint.cli.options import Options
from postlint.cli.session import Session, usage_errors


@click.command()
@click.argument("path", default=".")
@click.option("--cache-dir", metavar="FOLDER", help="Where the cache is, if not in the user's cache folder.")
@click.option("--all", "everything", is_flag=True, help="Forget it of all sites.")
def clean(path: str, cache_dir: str | None, everything: bool) -> None:
    """Forget what earlier runs found in the sites at PATH, and what was learned of their external links.

    Only files that postlint made are removed, by their names and what they begin with.
    """
    from postlint.messages import printable
    from postlint.run.cache_folder import CacheRefused, cache_folder, legacy_folder, remove

    start = Path(path).absolute()
    if not start.exists():
        raise click.UsageError(f"{path} does not exist.")
    try:
        folder = cache_folder(cache_dir, start)
    except CacheRefused as error:
        raise click.ClickException(str(error)) from error
    sites = None if everything else _sites(path)
    try:
        removed = [(folder, remove(folder, sites))]
        if old := legacy_folder(start if start.is_dir() else start.parent):
            removed.append((old, 0 if old.is_symlink() else remove(old)))
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder} cannot be removed: {error.strerror}") from error
    for place, count in removed:
        click.echo(printable(_said(place, count, everything)), err=True)


def _sites(path: str) -> frozenset[str]:
    """The identities of the sites at a path."""
    from postlint.run.cache_folder import identity
    from postlint.run.site_files import files_by_site

    with usage_errors():
        session = Session(Options((path,), no_cache=True))
        roots = [tree.root for tree in files_by_site(session.files, session.linter)]
    return frozenset(map(identity, [*roots, session.config.root]))


def _said(folder: Path, count: int, everything: bool) -> str:
    if not count:
        return f"There is nothing of postlint{'' if everything else ' about it'} in {folder}."
    if not folder.exists():
        return f"Removed {folder}."
    return f"Removed {count} file{'s' * (count > 1)} in {folder}. What is left there is not removed."
