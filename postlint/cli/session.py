"""What a call of a command finds, and where its output goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec.structs import replace

from postlint.cli.invocation import Invocation
from postlint.cli.options import Options as Options
from postlint.cli.options import shared as shared
from postlint.cli.output import colored, columns, commands, known, outputs, statistics, write_pieces

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.run.article_repairs import Fixed
    from postlint.run.site_files import SiteFiles
    from postlint.scope.baseline import Baseline


@contextmanager
def usage_errors() -> Iterator[None]:
    """Errors of use as messages, without a traceback."""
    try:
        yield
    except click.exceptions.Exit:
        raise
    except Exception as error:
        # Imported when there is one: most runs need none of these modules.
        from postlint.config.rule_selection import SelectionError
        from postlint.run.discovery import NoSuchPath
        from postlint.scope.baseline import BaselineError
        from postlint.scope.git import GitError
        from postlint.site.generator import ConfigError

        if isinstance(error, (SelectionError, ConfigError, BaselineError, GitError)):
            raise click.ClickException(str(error)) from error
        if isinstance(error, NoSuchPath):
            raise click.ClickException(f"there is no file or folder {str(error)!r}") from error
        raise


class Session(Invocation):
    """What one call of `check` or `fix` works with, and what it finds."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.trees: Sequence[SiteFiles] = ()
        """The sites that were looked at."""
        self.unwritten: set[Path] = set()
        """Files whose repair could not be written."""
        self.color = colored(options.color)
        self.outputs = outputs(options)
        if options.show_config:
            from postlint.cli.showing import settings

            write_pieces(settings(self), "")
            raise click.exceptions.Exit(0)
        self.remember_settings()
        if options.show_files:
            from postlint.messages import printable

            write_pieces((f"{printable(self.display(file))}\n" for file in self.files), "")
            raise click.exceptions.Exit(0)
        _ = self.files

    def filters(self) -> Callable[[SiteFiles], None] | None:
        """What gives each site the filters of its findings that the options ask for; None where they ask for none.

        Raises BaselineError and GitError, also where no site is looked at.
        """
        narrow: list[Callable[[SiteFiles], None]] = []
        if baseline := self.baseline:
            narrow.append(lambda tree: tree.filters.append(baseline.filter(self.linter, tree)))
        if self.options.since is not None:
            from postlint.scope.since import changed_only

            changes = changed_only(self.linter, self.start, self.options.since)
            narrow.append(click.get_current_context().with_resource(changes))

        def prepare(tree: SiteFiles) -> None:
            for narrowing in narrow:
                narrowing(tree)

        return prepare if narrow else None

    @property
    def baseline_file(self) -> Path:
        """Where the known findings are, or would be."""
        from postlint.scope import BASELINE

        given = self.options.baseline
        return Path(given).absolute() if given else self.config.root / BASELINE

    @cached_property
    def baseline(self) -> Baseline | None:
        """The known findings, where there are any to be left out. Raises BaselineError."""
        options, file = self.options, self.baseline_file
        content = self.trusted.place(file) if self.trusted else file
        if options.no_baseline or not (options.baseline or (content.exists() and not options.isolated)):
            return None
        from postlint.scope.baseline import Baseline, read

        return Baseline(read(content), file.parent)

    def say_known(self) -> None:
        """Say on stderr what of the configuration does nothing, how many findings are known, and which are gone."""
        from postlint.cli.notes import notes
        from postlint.messages import one_line

        for note in notes(self):
            self.say(note)
        if self.options.quiet or not self.baseline:
            return
        for line in known(self.baseline, self.display(self.baseline_file)):
            click.echo(one_line(line), err=True)

    def display(self, file: Path | str) -> str:
        """The path of a file as a reader of the output knows it."""
        try:
            return os.path.relpath(file, self.cwd).replace(os.sep, "/")
        except ValueError:
            return os.fspath(file).replace(os.sep, "/")

    def take(self, trees: Sequence[SiteFiles]) -> None:
        """Take over what was found, under the paths that the reader of the output knows."""
        self.trees = trees
        self.reported = sum(len(tree.reported) for tree in trees)
        self._articles: dict[str, tuple[SiteFiles, str]] = {}
        findings: list[Diagnostic] = []
        for tree in trees:
            show = cache(partial(self._below, str(tree.root)))
            self._articles |= {show(finding.path): (tree, finding.path) for finding in tree.diagnostics}
            findings += (_displayed(finding, show) for finding in tree.diagnostics if self._is_reported(finding))
        self.diagnostics = sorted(findings, key=lambda finding: finding.order)

    def found(self) -> Iterator[tuple[SiteFiles, str, list[Diagnostic]]]:
        """The findings that are reported, by the site and the article that they are in."""
        for tree in self.trees:
            by_path: dict[str, list[Diagnostic]] = {}
            for finding in filter(self._is_reported, tree.diagnostics):
                by_path.setdefault(finding.path, []).append(finding)
            yield from ((tree, path, findings) for path, findings in by_path.items())

    def may_fix(self, finding: Diagnostic) -> bool:
        """Whether the options let the fix of a finding be applied."""
        from postlint.config.rule_selection import matches

        fixable, unfixable = self.options.fixable, self.options.unfixable
        return (
            self._is_reported(finding)
            and (not fixable or matches(finding.rule, fixable))
            and not matches(finding.rule, unfixable)
        )

    def _is_reported(self, finding: Diagnostic) -> bool:
        from postlint.diagnostic import Severity

        least = self.options.severity
        return least is None or finding.severity.reaches(Severity(least))

    def _below(self, root: str, path: str) -> str:
        return self.display(f"{root}{os.sep}{path}")

    def _text(self, path: str) -> str:
        if path not in self._articles:
            return ""
        tree, name = self._articles[path]
        return tree.text(name)

    def show(self, unsafe: tuple[str, ...] = ("fix", "--unsafe")) -> None:
        """Write the findings, in each format that was asked for; `unsafe` is the command that repairs more of them."""
        from postlint.report import Results, renderer

        results = Results(
            self.diagnostics,
            self.reported,
            self._text,
            width=columns(),
            everything=self.options.all,
            advice=self.options.advice,
            commands=commands(self.options, unsafe),
            what=self.what,
            pages=self.config.rule_pages,
            origin=self._origin,
        )
        for name, file in self.outputs:
            painted = replace(results, color=self.color and not file)
            pieces = statistics(results) if name == "statistics" else renderer(name)(painted)
            write_pieces(pieces, file)
            if name == "github" and (step := os.environ.get("GITHUB_STEP_SUMMARY")):
                write_pieces(renderer("markdown")(results), step, append=True)

    def what(self, rule: str) -> str:
        """What a rule finds, in one sentence."""
        from postlint.config.catalogue import what
        from postlint.config.rule_selection import all_rules

        return what(all_rules(self.config.rule_folders, [rule])[rule])

    def _origin(self, findings: Sequence[Diagnostic]) -> str:
        """The template of new articles that has the line which most of these findings are about."""
        from postlint.scope.archetypes import origin

        trees = {self._articles[finding.path][0].root: self._articles[finding.path][0] for finding in findings}
        if len(trees) != 1:
            return ""
        ((root, tree),) = trees.items()
        place = origin(
            root, [replace(finding, path=self._articles[finding.path][1]) for finding in findings], tree.text
        )
        return f"{self.display(root / place[0])}:{place[1]}" if place else ""

    def write(self, fixed: Fixed) -> str:
        """Write a repaired article; what went wrong, if something did."""
        from postlint.run.article_writer import Changed, write

        file = fixed.root / fixed.path
        self.unwritten.add(file)
        try:
            write(file, fixed.before, fixed.after, within=fixed.root)
        except Changed as error:
            return f"{error}; it is left as it is"
        except OSError as error:
            return f"{self.display(file)} cannot be written: {error.strerror or error}"
        self.unwritten.discard(file)
        return ""

    def finish(self, *, differs: bool | None = None, failed: bool = False) -> NoReturn:
        """Exit with what the findings come to, or, for a diff, with whether there is a difference."""
        from postlint.diagnostic import FAILED

        if failed or any(finding.rule == FAILED for finding in self.diagnostics):
            raise click.exceptions.Exit(2)
        fails = self._fails() if differs is None else differs
        raise click.exceptions.Exit(1 if fails and not self.options.exit_zero else 0)

    def _fails(self) -> bool:
        from postlint.diagnostic import Severity

        severities = [finding.severity for finding in self.diagnostics]
        most = self.options.max_warnings
        if most is None:
            return any(severity.reaches(self.config.fail_on) for severity in severities)
        graver = [severity for severity in severities if severity is not Severity.WARNING]
        return severities.count(Severity.WARNING) > most or any(
            severity.reaches(self.config.fail_on) for severity in graver
        )


def _displayed(finding: Diagnostic, show: Callable[[str], str]) -> Diagnostic:
    """A finding under the paths that a reader of the output knows."""
    related = tuple(other._replace(path=show(other.path)) for other in finding.related)
    path = show(finding.path)
    return (
        finding if path == finding.path and related == finding.related else replace(finding, path=path, related=related)
    )
