"""The command `clean`."""

from __future__ import annotations

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
    from postlint.run.cache_files import remove

    with usage_errors():
        if not Path(path).exists():
            raise click.UsageError(f"{path} does not exist.")
        folder = Path(cache_dir) if cache_dir else find(Path(path).absolute())[1] / FOLDER
    try:
        count = remove(folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be removed: {error.strerror}") from error
    if not count:
        click.echo(f"There is no cache in {folder}.", err=True)
    elif folder.exists():
        click.echo(f"Removed what postlint made in {folder}. The folder stays: other files are in it.", err=True)
    else:
        click.echo(f"Removed {folder}.", err=True)
