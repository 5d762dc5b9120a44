"""The commands `rules` and `explain`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.options import complete_rules
from postlint.cli.session import usage_errors

if TYPE_CHECKING:
    from postlint.rule import AnyRule


@click.command()
@click.argument("names", nargs=-1, metavar="[RULE|FAMILY]...", shell_complete=complete_rules)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How they are written.")
def rules(names: tuple[str, ...], output_format: str) -> None:
    """List the rules, or those of families, with what they are by default."""
    from postlint.config import catalogue

    with usage_errors():
        pages = _chosen(names)
    click.echo(catalogue.as_json(pages) if output_format == "json" else catalogue.as_text(pages), nl=False)


@click.command()
@click.argument("rule", metavar="RULE|FAMILY", shell_complete=complete_rules)
def explain(rule: str) -> None:
    """Show the page of a RULE: what it finds and why, its options and examples; of a FAMILY, the list of its rules."""
    from postlint.config import catalogue

    with usage_errors():
        pages = _chosen([rule])
    click.echo(catalogue.page(pages[rule]) if rule in pages else catalogue.as_text(pages), nl=False)


def _chosen(names: Sequence[str]) -> dict[str, type[AnyRule]]:
    """The rules of these names and families; all where none is named."""
    from postlint.config import catalogue
    from postlint.config.rule_selection import ALL, SelectionError, did_you_mean, matches, unknown_rule

    pages = catalogue.rules(_folders())
    for name in names:
        if unknown_rule(name, pages):
            families = sorted({rule.split("/")[0] for rule in pages})
            raise SelectionError(f"there is no rule or family {name!r}{did_you_mean(name, [*pages, *families])}")
    return {rule: page for rule, page in pages.items() if matches(rule, names or [ALL])}


def _folders() -> Sequence[Path]:
    from postlint.config.loading import load

    return load(Path.cwd()).rule_folders
