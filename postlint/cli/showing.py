"""`--show-config`: the settings of a run, and where each came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlint.cli.session import Session

_COLUMN = 48


def settings(session: Session) -> Iterator[str]:
    """The settings as TOML, each with a comment that says where it came from."""
    lines = _Lines(session)
    for path, value, flag in _values(session):
        written = f"{path[-1]} = {_literal(value)}"
        yield f"{written:<{_COLUMN}} # {lines.origin(path, flag)}\n"
    for table, values in _tables(session):
        yield f"\n[{'.'.join(_key(part) for part in table)}]\n"
        for key, value in values.items():
            written = f"{_key(key)} = {_literal(value)}"
            yield f"{written:<{_COLUMN}} # {lines.origin((*table, key), '')}\n"
    ran = sum(len(session.linter.rules.named(kind)) for kind in ("file", "article", "site", "words", "suppression"))
    yield f"\n# {ran} rules run; `postlint rules` lists all, `postlint explain RULE` has the options of each.\n"


def _values(session: Session) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    """Each single setting: its path, its value, and the option of the command line that sets it."""
    options, config = session.options, session.config
    for name in ("select", "extend-select", "ignore"):
        attribute = name.replace("-", "_")
        yield (name,), list(getattr(config, attribute)), f"--{name}" if getattr(options, attribute) else ""
    yield ("exclude",), list(config.exclude), ""
    yield ("fail-on",), str(config.fail_on), "--fail-on" if options.fail_on else ""
    folders = [session.display(folder) for folder in config.rule_folders]
    yield ("rule-folders",), folders, ""
    yield ("rule-pages",), config.rule_pages, ""


def _tables(session: Session) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    config = session.config
    ignores = {pattern: list(names) for pattern, names in config.per_file_ignores.items()}
    yield from ((("per-file-ignores",), ignores),) if ignores else ()
    for name, values in config.rules.items():
        yield ("rules", name), {key: str(value) if key == "severity" else value for key, value in values.items()}
    for key, table in (("front-matter", config.front_matter), ("site", config.site), ("links", config.links)):
        yield from (((key,), dict(table)),) if table else ()


def _key(name: str) -> str:
    import tomlkit

    return tomlkit.key(name).as_string()


def _literal(value: Any) -> str:
    """A value on one line."""
    import tomlkit

    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_literal(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return str(tomlkit.item(value).as_string())


class _Lines:
    """Says where a setting stands."""

    def __init__(self, session: Session) -> None:
        from postlint.config.values import line_of
        from postlint.document import front_matter
        from postlint.facts.files import MEGABYTE, read_text

        self._path = session.config.path
        self._shown = session.display(self._path) if self._path else ""
        self._prefix: tuple[str, ...] = ()
        self._line = line_of
        if self._path:
            self._text = read_text(self._path, 4 * MEGABYTE)
            self._parsed = front_matter.parse(f"+++\n{self._text}\n+++\n")
            self._prefix = ("tool", "postlint") if self._path.name == "pyproject.toml" else ()

    def origin(self, path: tuple[str, ...], flag: str) -> str:
        """Where a setting comes from: a line of the file, the command line, both, or nowhere."""
        field = self._parsed.field(*self._prefix, *path) if self._path and self._parsed else None
        # The text is parsed as a front matter, behind a fence of four characters.
        place = f"{self._shown}:{self._line(self._text, field.key.start - 4)}" if field else ""
        replaces = flag in ("--select", "--fail-on")
        return " and ".join(part for part in ("" if replaces else place, flag) if part) or "default"
