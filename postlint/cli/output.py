"""Where output goes and how: the formats that were asked for, colour, and what is said beside the findings."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.lazy_regex import pattern

if TYPE_CHECKING:
    from postlint.cli.options import Options
    from postlint.report import Commands, Results
    from postlint.scope.baseline import Baseline

_POSITION = pattern(r"(?::\d+){1,2}:?\Z")
# So many stale entries of a baseline are named.
_SHOWN = 5


def outputs(options: Options) -> list[tuple[str, str]]:
    """What to write, as formats, and the files to write to, "" for standard output. Raises UsageError."""
    from postlint.config.rule_selection import did_you_mean
    from postlint.report import FORMATS as known

    given = [tuple(text.split("=", 1)) if "=" in text else (text, "") for text in options.output_format]
    for name, *_ in given:
        if name not in known:
            raise click.UsageError(f"there is no format {name!r}{did_you_mean(name, known)}")
    if options.statistics:
        given = [("statistics", "")]
    if not given:
        given = [("overview" if sys.stdout.isatty() else "concise", "")]
    chosen = [(name, "" if (to := file or options.output_file or "") == "-" else to) for name, file in given]
    if len([file for _, file in chosen if not file]) > 1:
        raise click.UsageError("only one format can go to standard output; name files for the others: FORMAT=FILE")
    return chosen


def without_position(path: str) -> str:
    """A path as it was copied from a finding, `path:line:column`, without what is not of it."""
    bare = _POSITION.sub("", path)
    return bare if bare != path and not Path(path).exists() and Path(bare).is_file() else path


def nothing_here(options: Options, files: Collection[Path | str]) -> str:
    """What to say where there are no articles, although whole folders were to be searched for some; "" otherwise."""
    names = options.paths or (".",)
    if files or options.quiet or not any(Path(name).is_dir() for name in names):
        return ""
    where = "this folder" if names == (".",) else ", ".join(names)
    return f"there are no articles in {where}: nothing there ends in .md"


def write_pieces(pieces: Iterable[str], file: str, *, append: bool = False) -> None:
    """Write a report to a file, or without one to standard output. Raises ClickException."""
    if not file:
        stream = sys.stdout.buffer
        for piece in pieces:
            stream.write(piece.encode("utf-8", "backslashreplace"))
        stream.flush()
        return
    try:
        with Path(file).open(
            "a" if append else "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as opened:
            opened.writelines(pieces)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error


def colored(choice: str) -> bool:
    """Whether to colour: --color over NO_COLOR over FORCE_COLOR over the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return os.environ.get("FORCE_COLOR", "0") not in ("", "0") or (
        sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    )


def columns() -> int:
    """How wide the terminal is; COLUMNS over what it says itself, 80 where nothing is known."""
    # What shutil does, which is slow to load.
    given = os.environ.get("COLUMNS", "")
    width = int(given) if given.isdecimal() else 0
    if not width and sys.__stdout__:
        with suppress(OSError, ValueError):
            width = os.get_terminal_size(sys.__stdout__.fileno()).columns
    return max(40, width or 80)


def commands(options: Options, unsafe: tuple[str, ...]) -> Commands:
    """What commands about the findings of this call look like."""
    from postlint.report import Commands

    def given(**values: str | None) -> tuple[str, ...]:
        return tuple(part for name, value in values.items() if value for part in (f"--{name.replace('_', '-')}", value))

    lists = {name: ",".join(getattr(options, name)) for name in ("select", "extend_select", "ignore")}
    narrowing = given(since=options.since, baseline=options.baseline)
    return Commands(
        () if options.stdin_filename or "-" in options.paths else options.paths,
        (*given(config=options.config), *(("--isolated",) if options.isolated else ())),
        given(**lists),
        (*narrowing, *(("--no-baseline",) if options.no_baseline else ())),
        unsafe,
    )


def statistics(results: Results) -> Iterator[str]:
    """A line for each rule with how many findings it has, and how many of them can be repaired."""
    from postlint.diagnostic import Safety
    from postlint.report import repairs

    findings = results.diagnostics
    counts = Counter((finding.rule, finding.severity) for finding in findings)
    fixes = Counter((finding.rule, finding.fix.safety) for finding in findings if finding.fix)
    for (rule, severity), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        note = repairs(fixes[rule, Safety.SAFE], fixes[rule, Safety.UNSAFE], results.commands)
        yield f"{number:>7}  {severity:<7}  {rule}{' ' * bool(note)}{note.removesuffix('.')}\n"


def known(baseline: Baseline, where: str) -> Iterator[str]:
    """How many findings are known, and what of the baseline, the file `where`, is no longer found."""
    from postlint.messages import quoted
    from postlint.report import plural

    if count := baseline.known:
        yield f"{plural(count, 'known finding')} {'is' if count == 1 else 'are'} in {where}."
    if stale := baseline.stale:
        number = plural(sum(entry.count for entry in stale), "finding")
        yield f"{number} of {where} can no longer be found; `postlint baseline --prune` removes:"
        for finding in stale[:_SHOWN]:
            yield f"  {finding.path}: {finding.rule} {quoted(finding.excerpt)}"
        if len(stale) > _SHOWN:
            yield f"  and {len(stale) - _SHOWN} more"
