"""The commands `rules` and `explain`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from postlint.cli.session import usage_errors


@click.command()
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How they are written.")
def rules(output_format: str) -> None:
    """List the rules, with what they are by default."""
    from postlint.config import catalogue

    with usage_errors():
        pages = catalogue.rules(_folders())
    click.echo(catalogue.as_json(pages) if output_format == "json" else catalogue.as_text(pages), nl=False)


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Show the page of a RULE: what it finds and why, its options and examples."""
    from postlint.config import catalogue
    from postlint.config.rule_selection import did_you_mean

    with usage_errors():
        pages = catalogue.rules(_folders())
    if rule not in pages:
        raise click.ClickException(f"there is no rule {rule!r}{did_you_mean(rule, pages)}")
    click.echo(catalogue.page(pages[rule]), nl=False)


def _folders() -> Sequence[Path]:
    from postlint.config.configuration import load

    return load(Path.cwd()).rule_folders
