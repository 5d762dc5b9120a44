"""The options of the commands that look at articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
from msgspec import Struct

C = TypeVar("C", bound=Callable[..., object])

FORMATS = (
    "overview, full, concise, grouped, json, jsonl, github, sarif, gitlab, junit, checkstyle, rdjson, markdown, azure, "
    "pylint"
)


class Options(Struct, eq=False):
    """The options that commands over articles share, and those of `check`, `fix` and `links`."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: str | None = None
    config_revision: str | None = None
    isolated: bool = False
    severity: str | None = None
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
    show_files: bool = False
    unsafe: bool = False
    diff: bool = False
    fixable: tuple[str, ...] = ()
    unfixable: tuple[str, ...] = ()
    verbose: bool = False
    as_of: date | None = None
    """The day for which the site is looked at; None for today."""


def _split(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def complete_rules(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The rules and families that a word may become; of several with commas, the last."""
    from postlint.config.rule_selection import known_rules

    before, comma, word = incomplete.rpartition(",")
    names = known_rules(())
    families = sorted({name.split("/")[0] for name in names})
    return [before + comma + name for name in ("ALL", *families, *names) if name.startswith(word)]


def _complete_formats(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in FORMATS.replace(",", "").split() if name.startswith(incomplete)]


class Option(click.Option):
    """An option with a group of its own in `--help`."""

    def __init__(self, *arguments: Any, group: str = "", **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.group = group


class Command(click.Command):
    """A command whose `--help` has its options in groups, those that few need last."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, group by group."""
        groups: dict[str, list[tuple[str, str]]] = {group: [] for group in ("", *_GROUPS)}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record:
                groups[getattr(parameter, "group", "")].append(record)
        for group, records in groups.items():
            if records:
                with formatter.section(group or "Options"):
                    formatter.write_dl(records)


RULES, OUTPUT, ADVANCED = "Which rules run", "What is shown", "Advanced"
_GROUPS = (RULES, OUTPUT, ADVANCED)


def _option(*names: str, **settings: Any) -> Callable[[C], C]:
    return click.option(*names, cls=Option, **settings)


def rule_option(name: str, text: str) -> Callable[[C], C]:
    """An option that names rules, families or ALL, with commas or several times."""
    return _option(
        name, multiple=True, metavar="RULE,...", callback=_split, help=text, group=RULES, shell_complete=complete_rules
    )


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-12-24", ctx, parameter) from error


def as_of(command: C) -> C:
    """The option of the commands that can look at a site as if it were another day."""
    text = "Look at the site as if it were that day, such as 2026-12-24: what is out then, and what has expired."
    return _option("--as-of", callback=_day, metavar="DATE", help=text)(command)


SEVERITIES = ["error", "warning", "info"]
_SHARED: list[Callable[[Any], Any]] = [
    click.argument("paths", nargs=-1),
    rule_option("--select", "Run these rules only: a rule, a family, or ALL."),
    rule_option("--extend-select", "Run these rules too."),
    rule_option("--ignore", "Do not run these rules."),
    _option("--severity", type=click.Choice(SEVERITIES), help="Report nothing less grave.", group=RULES),
    _option(
        "--fail-on",
        type=click.Choice(SEVERITIES),
        help="The least severity that makes the exit code 1.  [default: warning]",
        group=RULES,
    ),
    _option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.", group=RULES),
    _option("--all", is_flag=True, help="Show all findings on a terminal, however many.", group=OUTPUT),
    _option("--advice", is_flag=True, help="Show each piece of advice on a terminal.", group=OUTPUT),
    _option(
        "--output-format",
        multiple=True,
        metavar="FORMAT[=FILE]",
        help=f"How findings are written, and where to; may be given several times. One of {FORMATS}.",
        group=OUTPUT,
        shell_complete=_complete_formats,
    ),
    _option("--output-file", metavar="FILE", help="Write the findings to a file; - is standard output.", group=OUTPUT),
    _option("--statistics", is_flag=True, help="Show how many findings each rule has instead.", group=OUTPUT),
    _option("-q", "--quiet", is_flag=True, help="Show nothing but findings.", group=OUTPUT),
    _option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colour the output.",
        group=OUTPUT,
    ),
    _option("--show-files", is_flag=True, help="List the articles that would be checked.", group=OUTPUT),
    _option("--config", metavar="FILE", help="The configuration to use instead of the nearest one.", group=ADVANCED),
    _option(
        "--config-revision",
        metavar="REV",
        help="Take the configuration, the baseline and rule folders from this revision, not from the working tree.",
        group=ADVANCED,
    ),
    _option("--isolated", is_flag=True, help="Use no configuration at all.", group=ADVANCED),
    _option(
        "--stdin-filename",
        metavar="PATH",
        help="Read one article from standard input, as if it were PATH.",
        group=ADVANCED,
    ),
    _option("--no-cache", is_flag=True, help="Look at every article anew, and remember nothing.", group=ADVANCED),
    _option("--cache-dir", metavar="FOLDER", help="Where to keep what is remembered.", group=ADVANCED),
    _option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes to use.", group=ADVANCED),
    _option(
        "--executor",
        type=click.Choice(["processes", "dask"]),
        default="processes",
        help="Where articles are looked at: here, or on a Dask cluster.",
        group=ADVANCED,
    ),
    _option(
        "--scheduler",
        metavar="ADDRESS",
        help="The scheduler of the cluster, such as tcp://host:8786.",
        group=ADVANCED,
    ),
]


_NARROWING: list[Callable[[Any], Any]] = [
    click.option(
        "--since",
        metavar="REV",
        help="Only what changed since this branch left REV: findings in changed lines, and those caused elsewhere.",
    ),
    _option(
        "--baseline",
        metavar="FILE",
        help="Known findings, not to be reported.  [default: .postlint-baseline.json]",
        group=RULES,
    ),
    _option("--no-baseline", is_flag=True, help="Report known findings too.", group=RULES),
    _option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="Let so many warnings pass.", group=RULES),
    _option(
        "--show-config",
        is_flag=True,
        help="Show the settings, and where each came from, and do nothing else.",
        group=OUTPUT,
    ),
]

REPAIRING: list[Callable[[Any], Any]] = [
    click.option("--unsafe", "--unsafe-fixes", is_flag=True, help="Apply also fixes that should be looked at."),
    click.option("--diff", is_flag=True, help="Show what would change, and write nothing."),
    rule_option("--fixable", "Apply only fixes of these rules."),
    rule_option("--unfixable", "Apply no fixes of these rules."),
    _option("-v", "--verbose", "--show-fixes", "verbose", is_flag=True, help="Show each repair.", group=OUTPUT),
]


def shared(command: C) -> C:
    """The options of every command over articles."""
    return _with(_SHARED, command)


def narrowing(command: C) -> C:
    """The options of those that report a part of the findings."""
    return _with(_NARROWING, command)


def repairing(command: C) -> C:
    """The options of those that repair articles."""
    return _with(REPAIRING, command)


def _with(options: list[Callable[[Any], Any]], command: C) -> C:
    for decorator in reversed(options):
        command = decorator(command)
    return command
