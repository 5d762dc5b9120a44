"""What a call of a command works on: its options, the configuration, the rules and the articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from msgspec.structs import replace

from postlint.cli.options import Options
from postlint.cli.output import without_position
from postlint.cli.progress import Progress
from postlint.text import blake2b

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from postlint.config.configuration import Config
    from postlint.run.cache import CachedValue
    from postlint.run.linter import Linter
    from postlint.scope.trusted_settings import TrustedSettings


class Invocation:
    """The options of a call, and what they choose."""

    def __init__(self, options: Options) -> None:
        from postlint.run.active_rules import active_rules
        from postlint.run.linter import Linter

        options.paths = tuple(without_position(path) for path in options.paths)
        self.options = options
        self.cwd = Path.cwd()
        self.stdin: bytes | None = None
        self.config = self._config()
        whole = not options.select and not self.config.select
        self.linter: Linter = Linter(self.config, active_rules(self.config), whole=whole, today=options.as_of)
        self.linter.jobs = options.jobs or _cores()
        self.linter.executor = _executor(options)
        self.linter.progress = Progress(quiet=options.quiet)
        self.linter.notify = self.say

    def _config(self) -> Config:
        from postlint.config.loading import load
        from postlint.config.rule_selection import known_names, with_command_line
        from postlint.diagnostic import Severity

        options = self.options
        given = Path(options.config).absolute() if options.config else None
        self.trusted = self._trusted(given)
        place = self.trusted.place if self.trusted else Path
        start, path = place(self.start), place(given) if given else None
        if path and not path.is_file():
            raise click.ClickException(f"there is no file {options.config!r} to read the configuration from")
        config = load(start, path, isolated=options.isolated)
        if self.trusted:
            above = len(start.relative_to(config.root).parts) if not given else 0
            config = replace(config, root=given.parent if given else (self.start, *self.start.parents)[above])
        config = with_command_line(config, options.select, options.extend_select, options.ignore)
        known_names(config, (*options.fixable, *options.unfixable))
        if not options.no_cache:
            config = replace(config, cache_folder=self._cache_folder(config.root))
        return replace(config, fail_on=Severity(options.fail_on)) if options.fail_on else config

    def _trusted(self, path: Path | None) -> TrustedSettings | None:
        """The settings of the revision that they are to be taken from; `path` is a configuration that is named."""
        if self.options.config_revision is None or self.options.isolated:
            return None
        from postlint.scope.trusted_settings import trusted_settings

        named = [Path(name).absolute() for name in (path, self.options.baseline) if name]
        settings = trusted_settings(self.start, self.options.config_revision, named)
        return click.get_current_context().with_resource(settings)

    def _cache_folder(self, root: Path) -> Path | None:
        """Where to remember what is found; None, with a word, for a place that may be a stranger's."""
        from postlint.run.cache_folder import CacheRefused, cache_folder, expire, first_seen, legacy_folder

        try:
            folder = cache_folder(self.options.cache_dir, root)
        except CacheRefused as error:
            self.say(f"{error}; nothing is remembered")
            return None
        expire(folder)
        if (old := legacy_folder(root)) and first_seen(folder, old):
            self.say(f"{old} is of no use any more: `postlint clean` removes it")
        return folder

    def remember_settings(self) -> None:
        """Have remembered what the configurations of sites say, and tables of words: to make them takes long."""
        from postlint.helpers.prepared_tables import store_tables
        from postlint.site.generators import remember_settings

        remember_settings(partial(self.memory, "settings") if self.config.cache_folder else None)
        # Without the rules over words, what is known of the code says nothing of the lists of words.
        store_tables(partial(self.memory, "tables") if self.config.cache_folder and self.linter.words else None)

    def memory(self, kind: str, key: str, name: str = "") -> CachedValue:
        """What an earlier run has stored under a key, with the code as it is; of one `name`, the last only is kept."""
        from postlint.run.cache import CachedValue

        digest = blake2b(f"{self.linter.code}\0{key}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return CachedValue(self.config.cache_folder, f"{kind}-{name or digest[:16]}", digest)

    @property
    def start(self) -> Path:
        """The folder from which the configuration is looked for: the one that holds all paths."""
        names = [self.options.stdin_filename] if self.options.stdin_filename else list(self.options.paths)
        paths = [Path(name).absolute() for name in names if name != "-"] or [self.cwd]
        folders = [path if path.is_dir() else path.parent for path in paths]
        return Path(os.path.normpath(os.path.commonpath(folders)))

    @cached_property
    def files(self) -> Sequence[Path | str]:
        """The articles that the paths stand for. Raises UsageError."""
        from postlint.run.content_files import only_content
        from postlint.run.discovery import articles

        name = self.options.stdin_filename
        if name or "-" in self.options.paths:
            if [path for path in self.options.paths if path != "-"]:
                raise click.UsageError("with an article from standard input, give no other paths")
            self.stdin = sys.stdin.buffer.read()
            file = Path(os.path.normpath(Path(name or "stdin.md").absolute()))
            self.linter.contents[file] = self.stdin
            return [file]
        paths = [Path(path) for path in self.options.paths] or [self.cwd]
        roots = self.linter.roots
        return only_content(articles(paths, self.config.root, self.config.exclude, roots), paths, roots)

    def say(self, message: str) -> None:
        """Say on stderr what is no finding; nothing where there is no message."""
        if message:
            from postlint.messages import printable

            click.echo(f"postlint: {printable(message)}", err=True)


def _cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _executor(options: Options) -> Executor | None:
    """Where articles are looked at instead of on this machine, if so."""
    if options.executor == "processes":
        if options.scheduler:
            raise click.UsageError("--scheduler goes with --executor dask")
        return None
    if not options.scheduler:
        raise click.UsageError("--executor dask needs the address of a scheduler: --scheduler tcp://host:8786")
    from importlib import import_module

    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise click.ClickException("--executor dask needs the extra dask: pip install 'postlint[dask]'") from error
    try:
        client = distributed.Client(options.scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"no scheduler answers at {options.scheduler}: {error}") from error
    # A portion whose worker is lost is done again by another.
    return cast("Executor", client.get_executor(retries=3))
