"""The command line: the only room that prints, reads arguments or exits. A command is loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn, cast

import click

from postlint import __version__

# Each command is a function of that name in a module of this folder.
COMMANDS = {
    "check": "checking",
    "fix": "checking",
    "links": "links",
    "site": "site",
    "baseline": "baseline",
    "doctor": "doctor",
    "schema": "schema",
    "rules": "catalogue",
    "explain": "catalogue",
    "test": "house_rules",
    "new-rule": "house_rules",
    "clean": "clean",
    "completion": "completion",
}


class _Lazy(click.Group):
    """A group that imports a command when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        return cast("click.Command", getattr(import_module(f"postlint.cli.{module}"), cmd_name.replace("-", "_")))


def run() -> NoReturn:
    """The command `postlint`. Exit 0: nothing found at or above --fail-on; 1: something; 2: it could not run."""
    try:
        result = main.main(standalone_mode=False, prog_name="postlint")
        code = result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
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
@click.version_option(__version__, prog_name="postlint", message="%(prog)s %(version)s")
def main() -> None:
    """Find what a reader would see wrong in the articles of a static site, and repair what is certain.

    \b
      postlint check                     the articles below this folder
      postlint check content/post.md     one article
      postlint fix --diff                show what would be repaired
      postlint explain link/bare-domain  why a rule is there
    """
