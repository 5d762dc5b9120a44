"""The command `clean`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from postlint.cli.session import usage_errors


@click.command()
@click.argument("path", default=".")
@click.option("--cache-dir", metavar="FOLDER", help="Where it is, if not beside the configuration.")
def clean(path: str, cache_dir: str | None) -> None:
    """Forget what earlier runs at PATH found, and what was learned of external links."""
    from postlint.config.configuration import find
    from postlint.run.cache import FOLDER

    with usage_errors():
        folder = Path(cache_dir) if cache_dir else find(Path(path).absolute())[1] / FOLDER
    # Only what postlint made: its mark is the .gitignore that it puts there.
    if not (folder / ".gitignore").is_file():
        click.echo(f"There is no cache in {folder}.", err=True)
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be removed: {error.strerror}") from error
    click.echo(f"Removed {folder}.", err=True)
