"""The options of the commands that look at articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., object])

FORMATS = (
    "overview, full, concise, grouped, json, jsonl, github, sarif, gitlab, junit, checkstyle, rdjson, markdown, azure, "
    "pylint"
)


@dataclass(eq=False, repr=False)
class Options:
    """The options that commands over articles share, and those of `check` and `fix`."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: str | None = None
    isolated: bool = False
    fail_on: str | None = None
    exit_zero: bool = False
    output_format: tuple[str, ...] = ()
    output_file: str | None = None
    statistics: bool = False
    all: bool = False
    advice: bool = False
    stdin_filename: str | None = None
    quiet: bool = False
    color: str = "auto"
    no_cache: bool = False
    cache_dir: str | None = None
    jobs: int | None = None
    executor: str = "processes"
    scheduler: str | None = None
    since: str | None = None
    baseline: str | None = None
    no_baseline: bool = False
    max_warnings: int | None = None
    show_config: bool = False
    verbose: bool = False


def _split(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _rule_option(name: str, text: str) -> Callable[[C], C]:
    return click.option(name, multiple=True, metavar="RULE,...", callback=_split, help=text)


_SHARED: list[Callable[[Any], Any]] = [
    click.argument("paths", nargs=-1),
    _rule_option("--select", "Run these rules only: a rule, a family, or ALL."),
    _rule_option("--extend-select", "Run these rules too."),
    _rule_option("--ignore", "Do not run these rules."),
    click.option("--config", metavar="FILE", help="The configuration to use instead of the nearest one."),
    click.option("--isolated", is_flag=True, help="Use no configuration at all."),
    click.option("--no-cache", is_flag=True, help="Look at every article anew, and remember nothing."),
    click.option("--cache-dir", metavar="FOLDER", help="Where to keep what is remembered."),
    click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes to use."),
    click.option(
        "--executor",
        type=click.Choice(["processes", "dask"]),
        default="processes",
        help="Where articles are looked at: here, or on a Dask cluster.",
    ),
    click.option("--scheduler", metavar="ADDRESS", help="The scheduler of the cluster, such as tcp://host:8786."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "info"]),
        help="The least severity that makes the exit code 1.  [default: warning]",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    click.option(
        "--output-format",
        multiple=True,
        metavar="FORMAT[=FILE]",
        help=f"How findings are written, and where to; may be given several times. One of {FORMATS}.",
    ),
    click.option("--output-file", metavar="FILE", help="Write the findings to a file."),
    click.option("--all", is_flag=True, help="Show all findings on a terminal, however many there are."),
    click.option("--advice", is_flag=True, help="Show each piece of advice on a terminal, and not only their number."),
    click.option("--statistics", is_flag=True, help="Show how many findings each rule has instead."),
    click.option("--stdin-filename", metavar="PATH", help="Read one article from standard input, as if it were PATH."),
    click.option("-q", "--quiet", is_flag=True, help="Show nothing but findings."),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the output."),
]


_NARROWING: list[Callable[[Any], Any]] = [
    click.option(
        "--since",
        metavar="REV",
        help="Only what changed since this branch left REV: findings in changed lines, and those caused elsewhere.",
    ),
    click.option(
        "--baseline", metavar="FILE", help="Known findings, not to be reported.  [default: .postlint-baseline.json]"
    ),
    click.option("--no-baseline", is_flag=True, help="Report known findings too."),
    click.option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="Let so many warnings pass."),
    click.option(
        "--show-config", is_flag=True, help="Show the settings, and where each came from, and do nothing else."
    ),
]


def shared(command: C) -> C:
    """The options of every command over articles."""
    return _with(_SHARED, command)


def narrowing(command: C) -> C:
    """The options of those that report a part of the findings."""
    return _with(_NARROWING, command)


def _with(options: list[Callable[[Any], Any]], command: C) -> C:
    for decorator in reversed(options):
        command = decorator(command)
    return command
