"""The command line: the only room that prints, reads arguments or exits. A command is loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn, cast

import click

from postlint import __version__

# Each command is a function of that name in a module of this folder; with what it does, for the list of all.
COMMANDS = {
    "check": ("checking", "Show what is wrong in articles."),
    "fix": ("checking", "Repair what is certain, and show what remains."),
    "links": ("links", "Ask for the links that leave the site, over the network."),
    "related": ("related", "Show what an article could be linked with."),
    "report": ("report", "Show a site as one page: findings, articles, links, calendar."),
    "site": ("site", "Show the URLs, states and links of a site."),
    "init": ("init", "Learn from the articles, and write postlint.toml."),
    "server": ("server", "Serve an editor by the Language Server Protocol."),
    "baseline": ("baseline", "Set aside what is found now."),
    "doctor": ("doctor", "Show the noisiest rules, and what to do about each."),
    "rules": ("catalogue", "List the rules, or those of a family."),
    "explain": ("catalogue", "Show why a rule is there, its options and examples."),
    "test": ("house_rules", "Run the examples of your own rules."),
    "new-rule": ("house_rules", "Write a first file for a rule of your own."),
    "schema": ("schema", "Print the JSON schema of the configuration."),
    "clean": ("clean", "Forget what earlier runs found."),
    "completion": ("completion", "Print what completes commands in a shell."),
}


class _Lazy(click.Group):
    """A group that imports a command when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"postlint.cli.{COMMANDS[cmd_name][0]}")
        return cast("click.Command", getattr(module, cmd_name.replace("-", "_")))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from postlint.config.rule_selection import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            if not hint and Path(args[0]).exists():
                hint = f"; did you mean 'postlint check {args[0]}'?"
            ctx.fail(f"there is no command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])


def run() -> NoReturn:
    """The command `postlint`. Exit 0: nothing found at or above --fail-on; 1: something; 2: it could not run."""
    try:
        result = main.main(standalone_mode=False, prog_name="postlint")
        code = result if isinstance(result, int) else 0
    except click.ClickException as error:
        _show(error)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python is not to complain of that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception as error:
        if os.environ.get("POSTLINT_DEBUG"):
            raise
        click.echo(f"postlint: {_said_of(error)}", err=True)
        code = 2
    sys.exit(code)


def _show(error: click.ClickException) -> None:
    """An error of use on stderr; a name in it shows nothing but itself."""
    from postlint.messages import printable

    if isinstance(error, click.UsageError):
        error.show()
    else:
        click.echo(f"Error: {printable(error.format_message())}", err=True)


def _said_of(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno:
        # The disk is full, or somebody may not write there.
        where = f": {error.filename}" if error.filename else ""
        return f"could not go on: {os.strerror(error.errno)}{where}"
    return (
        f"internal error: {type(error).__name__}: {error}\n"
        "This is a defect of postlint; please report it with what POSTLINT_DEBUG=1 shows."
    )


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="postlint", message="%(prog)s %(version)s")
def main() -> None:
    """Find what a reader would see wrong in the articles of a static site, and repair what is certain.

    \b
      postlint check                     the articles below this folder
      postlint check content/post.md     one article
      postlint fix --diff                show what would be repaired
      postlint explain link/bare-domain  why a rule is there
    """
