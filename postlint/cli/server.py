"""The command `server`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from postlint.server.background import WarmProcess
    from postlint.server.server import Server


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, which is what it does anyway.")
@click.option("--check", is_flag=True, help="Only say whether all is there that it needs.")
def server(stdio: bool, check: bool) -> None:
    """Serve an editor by the Language Server Protocol, over standard input and output.

    It needs the extra `lsp`: pip install "postlint[lsp]". How editors start it is in docs/editors.md.
    """
    if check:
        _make()
        return
    # Whatever else reads or prints is not to meet the messages of the protocol.
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdin, sys.stdout = Path(os.devnull).open(), sys.stderr  # noqa: SIM115
    # A run of a command ends before it needs to look for what refers to itself; a server does not.
    gc.enable()
    from postlint.server.background import WarmProcess

    # The packages of the protocol take as long to import as a folder takes to check: meanwhile it is prepared.
    warm = WarmProcess.start("postlint.server.project")
    try:
        make = _make()
    except click.ClickException:
        if warm:
            warm.end()
        raise
    serving = make(warm)
    try:
        serving.start_io(stdin, stdout)
    finally:
        serving.end()


def _make() -> Callable[[WarmProcess | None], Server]:
    """What makes a server. Raises ClickException where a package is missing."""
    try:
        from postlint.server.features import make
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f'the language server needs the package {error.name}: pip install "postlint[lsp]"'
        ) from error
    return make
