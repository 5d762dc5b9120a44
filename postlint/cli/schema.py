"""The command `schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from postlint.cli.session import usage_errors


@click.command()
def schema() -> None:
    """Print the JSON schema of the configuration, with the rules of this site, for editors that read one.

    \b
      postlint schema > postlint.schema.json
      and at the top of postlint.toml:  #:schema ./postlint.schema.json
    """
    from postlint.config.loading import load
    from postlint.config.schema import schema as made

    with usage_errors():
        rules_schema = made(load(Path.cwd()).rule_folders)
    click.echo(json.dumps(rules_schema, ensure_ascii=False, indent=1))
