"""The output formats: one module each, with a function `render` from findings to text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import cast

from msgspec import Struct, field

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.messages import printable as printable


class Commands(Struct, frozen=True):
    """Commands that a reader of a report may run: for the same articles, with the same configuration."""

    paths: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """Those of the call that all commands have."""
    selection: tuple[str, ...] = ()
    """Those that choose rules; a command that chooses some goes without."""
    narrowing: tuple[str, ...] = ()
    """Those that leave out a part of the findings, which `check` and `fix` have."""
    unsafe: tuple[str, ...] = ("fix", "--unsafe")
    """The command that makes unsafe repairs of these findings."""

    def command(self, name: str, *options: str, path: str = "") -> str:
        """A command as it is to be typed; `path` for one article instead of all."""
        from shlex import join

        paths = (path,) if path else self.paths
        given = [
            *options,
            *self.options,
            *(() if "--select" in options else self.selection),
            *(self.narrowing if name in ("check", "fix") else ()),
            *(("--",) if any(name.startswith("-") for name in paths) else ()),
        ]
        return join(["postlint", name, *given, *paths])


class Results(Struct, frozen=True):
    """What a report is made of."""

    diagnostics: Sequence[Diagnostic]
    """Sorted; paths are relative to the working directory, "/" as separator."""
    files: int
    """How many articles were looked at."""
    texts: Callable[[str], str] = field(default=lambda path: "")
    """The text of an article by its path; empty where it could not be read."""
    color: bool = False
    width: int = 80
    """How many columns the terminal has."""
    everything: bool = False
    """Whether an overview shows all findings, however many there are."""
    advice: bool = False
    """Whether an overview shows each piece of advice."""
    commands: Commands = field(default_factory=lambda: Commands())
    what: Callable[[str], str] = field(default=lambda rule: rule)
    """What a rule finds, in one sentence, by its name."""
    pages: str = ""
    """The address below which the page of each rule is; "" for none."""
    origin: Callable[[Sequence[Diagnostic]], str] = field(default=lambda findings: "")
    """Where findings with one cause come from, as `path:line`; "" where that is not known."""

    def page(self, rule: str) -> str:
        """The address of the page of a rule; "" where there is none."""
        return f"{self.pages.removesuffix('/')}/{rule}" if self.pages else ""

    def command(self, name: str, *options: str, path: str = "") -> str:
        """A command about these findings, as it is to be typed; `path` for one article only."""
        return self.commands.command(name, *options, path=path)

    @property
    def severities(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.diagnostics)

    def fixable(self, *safeties: Safety) -> int:
        """How many findings carry a fix of these safeties."""
        return sum(1 for finding in self.diagnostics if finding.fix and finding.fix.safety in safeties)

    @property
    def repairs(self) -> str:
        """A sentence on how many can be repaired, and how, behind a space; "" where none can."""
        return repairs(self.fixable(Safety.SAFE), self.fixable(Safety.UNSAFE), self.commands)


Render = Callable[[Results], Iterable[str]]

# Each is the name of a module in this folder, with `-` as `_`.
FORMATS = (
    "overview",
    "full",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "github",
    "sarif",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
    "azure",
    "pylint",
)


def renderer(name: str) -> Render:
    """The function that turns results into the pieces of an output, by the name of the format."""
    return cast("Render", import_module(f"postlint.report.{name.replace('-', '_')}").render)


def summary(results: Results) -> str:
    """One line on how many findings there are, and what can be repaired."""
    count = results.severities
    if not results.diagnostics:
        return f"No findings in {plural(results.files, 'article')}."
    parts = [
        plural(count[severity], str(severity)) if severity is not Severity.INFO else f"{count[severity]} info"
        for severity in Severity
        if count[severity]
    ]
    return f"{', '.join(parts)} in {plural(results.files, 'article')}.{results.repairs}"


def repairs(safe: int, unsafe: int, commands: Commands) -> str:
    """A sentence on how many findings can be repaired, and how, behind a space; "" where none can."""
    more = commands.command(*commands.unsafe)
    if not safe:
        return f" {unsafe:,} can be repaired with `{more}`." if unsafe else ""
    line = f" {safe:,} can be repaired with `{commands.command('fix')}`"
    return f"{line}, {unsafe:,} more with `{more}`." if unsafe else f"{line}."


def plural(number: int, word: str) -> str:
    """A number with its word: `1 article`, `2 articles`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
