"""The command `completion`."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a SHELL complete postlint's commands; put it where the shell reads it."""
    from click.shell_completion import get_completion_class

    from postlint.cli import main

    completion_class = get_completion_class(shell)
    assert completion_class
    click.echo(completion_class(main, {}, "postlint", "_POSTLINT_COMPLETE").source())
