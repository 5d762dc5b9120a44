"""The command `server`."""

from __future__ import annotations

import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import click


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, which is what it does anyway.")
@click.option("--check", is_flag=True, help="Only say whether all is there that it needs.")
def server(stdio: bool, check: bool) -> None:
    """Serve an editor by the Language Server Protocol, over standard input and output.

    It needs the extra `lsp`: pip install "postlint[lsp]". How editors start it is in docs/editors.md.
    """
    if find_spec("lsprotocol") is None or find_spec("pygls") is None:
        raise click.ClickException('the language server needs the package pygls: pip install "postlint[lsp]"')
    if check:
        return
    # Whatever else reads or prints is not to meet the messages of the protocol.
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdin, sys.stdout = Path(os.devnull).open(), sys.stderr  # noqa: SIM115
    # A run of a command ends before it needs to look for what refers to itself; a server does not.
    gc.enable()
    from postlint.server.background import Ready

    # The packages of the protocol take as long to import as a folder takes to check: meanwhile it is prepared.
    ready = Ready.begin("postlint.server.project")
    from postlint.server.features import make

    serving = make(ready)
    try:
        serving.start_io(stdin, stdout)
    finally:
        serving.end()
