"""The configuration: found, read, checked, and asked which rules run where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postlint.config.rule_selection import SelectionError, all_rules, did_you_mean, known_rules, unknown_rule
from postlint.diagnostic import Severity
from postlint.facts.files import MEGABYTE, read_bytes, read_text
from postlint.rule import options_of, rule_files

FILES = ("postlint.toml", ".postlint.toml")
_LARGEST = 4 * MEGABYTE


class ConfigError(SelectionError):
    """A configuration that cannot be used. The message names the file, the line and the nearest right word."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a run. Names of rules are rules, families or `ALL`; patterns are those of .gitignore."""

    root: Path
    """Where the configuration applies: its folder, or the root of the repository, or the current directory."""
    path: Path | None = None
    """The file it was read from."""
    select: tuple[str, ...] = ()
    """The rules that run; none means all that are on by default."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By rule, its options and `severity`."""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, Any] = field(default_factory=dict)
    """How external links are asked; what it means is `external.settings`' business."""
    rule_folders: tuple[Path, ...] = ()
    cache_folder: Path | None = None
    """Where to remember what was found; None for nowhere."""

    @property
    def inputs(self) -> str:
        """All of it that the findings in one file depend on, besides the rules that run."""
        return repr((sorted(self.rules.items()), sorted(self.front_matter.items()), self.rule_folders))

    def schema(self, path: str) -> Mapping[str, Any]:
        """What is said of the front matter of the article at `path`: the general part, then that of its section."""
        general = {key: value for key, value in self.front_matter.items() if key != "sections"}
        parts = path.split("/")
        section = parts[1] if len(parts) > 2 and parts[0] == "content" else parts[0] if len(parts) > 1 else ""
        special = self.front_matter.get("sections", {}).get(section, {})
        fields = {**general.get("fields", {}), **special.get("fields", {})}
        required = list(dict.fromkeys([*general.get("required", []), *special.get("required", [])]))
        merged = {**general, **special, "fields": fields}
        return {**merged, "required": required} if "required" in merged else merged


_LISTS = ("select", "extend-select", "ignore", "exclude", "rule-folders")
_TABLES = ("per-file-ignores", "rules", "front-matter", "site", "links")
_KEYS = (*_LISTS, *_TABLES, "fail-on")
_FRONT_MATTER = {"required": list, "fields": dict, "sections": dict, "terms": dict, "forbidden": list}
_FIELD = {
    "type": str,
    "required": bool,
    "enum": list,
    "pattern": str,
    "min-length": int,
    "max-length": int,
    "forbidden": bool,
    "required-if": dict,
}
_TYPES = ("string", "boolean", "integer", "number", "date", "list", "table")
_LINK_HOST = {"limit": int, "interval": float, "accept": list, "headers": dict}
_LINKS = {
    **{key: _LINK_HOST[key] for key in ("limit", "interval", "accept")},
    "include": list,
    "exclude": list,
    "hosts": dict,
    "age": float,
    "concurrency": int,
    "connect": float,
    "read": float,
    "timeout": float,
    "tries": int,
    "redirects": int,
    "user-agent": str,
    "ledger": str,
}
_SITE = {"root": str, "shortcodes": dict, "staging-hosts": list, "base-url": str, "environment": str}


def find(start: Path) -> tuple[Path | None, Path]:
    """The nearest configuration file from `start` upward, never past the root of the repository, and that root.

    Without a repository or a file, the root is `start` itself.
    """
    for folder in (start, *start.parents):
        for name in FILES:
            if (folder / name).is_file():
                return folder / name, folder
        if _in_pyproject(folder / "pyproject.toml"):
            return folder / "pyproject.toml", folder
        if (folder / ".git").exists():
            return None, folder
    return None, start


def _in_pyproject(file: Path) -> bool:
    """Whether a pyproject.toml has a part for postlint; where it cannot be read as TOML, whether it looks like it."""
    try:
        text = read_text(file, _LARGEST)
    except OSError:
        return False
    try:
        tools = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return "[tool.postlint" in text
    return isinstance(tools, dict) and "postlint" in tools


def load(start: Path, path: Path | None = None, *, isolated: bool = False) -> Config:
    """The configuration for a run in the folder `start`; with `path`, that file; isolated, none at all.

    Raises ConfigError.
    """
    found, root = (None, find(start)[1]) if isolated else (path, path.parent) if path else find(start)
    if found is None:
        return Config(root)
    try:
        text = read_bytes(found, _LARGEST).decode("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{found}: the configuration cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{found}:{line}: the configuration is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        line = (
            int(place[1])
            if (place := re.search(r"at line (\d+)", str(error)))
            else parsed_line(text, len(text.rstrip()))
        )
        raise ConfigError(f"{found}:{line}: the configuration is no valid TOML: {error}") from error
    if found.name != "pyproject.toml":
        return _Reader(found, text, ()).config(data)
    reader = _Reader(found, text, ("tool", "postlint"))
    own = data.get("tool", {}).get("postlint", {})
    if not isinstance(own, dict):
        raise reader.error((), f"'tool.postlint' is to be a table, not {_name(own)}")
    return reader.config(own)


class _Reader:
    """Turns the data of one file into a configuration, and says where it is wrong."""

    def __init__(self, file: Path, text: str, prefix: tuple[str, ...]) -> None:
        self.file = file
        self.text = text
        self.prefix = prefix

    def config(self, data: Mapping[str, Any]) -> Config:
        self._known(data, _KEYS, ())
        for key in _LISTS:
            self._typed(data.get(key, []), list, key)
        for key in _TABLES:
            self._typed(data.get(key, {}), dict, key)
        folders = self._folders(data)
        names = known_rules(folders)
        for key in ("select", "extend-select", "ignore"):
            self._check_names(self._texts(data, key), names, (key,))
        ignores = {}
        for pattern, rules in data.get("per-file-ignores", {}).items():
            ignores[pattern] = self._texts({pattern: rules}, pattern, ("per-file-ignores",))
            self._check_names(ignores[pattern], names, ("per-file-ignores", pattern))
        self._check_front_matter(data.get("front-matter", {}))
        self._known(data.get("site", {}), _SITE, ("site",))
        self._check_links(data.get("links", {}))
        return Config(
            self.file.parent,
            self.file,
            self._texts(data, "select"),
            self._texts(data, "extend-select"),
            self._texts(data, "ignore"),
            ignores,
            self._texts(data, "exclude"),
            self._severity(data.get("fail-on", "warning"), ("fail-on",)),
            self._rules(data.get("rules", {}), names, folders),
            data.get("front-matter", {}),
            data.get("site", {}),
            data.get("links", {}),
            folders,
        )

    def _folders(self, data: Mapping[str, Any]) -> tuple[Path, ...]:
        """The folders of the site's own rules."""
        names = self._texts(data, "rule-folders")
        for index, name in enumerate(names):
            if not rule_files(self.file.parent / name):
                raise self.error(("rule-folders", index), f"there are no rules family/name.py in the folder {name!r}")
        return tuple(self.file.parent / name for name in names)

    def error(self, path: Sequence[str | int], message: str) -> ConfigError:
        """An error at the line where the key of that path stands."""
        return ConfigError(f"{self.file}:{self._line((*self.prefix, *path))}: {message}")

    def _line(self, path: Sequence[str | int]) -> int:
        from postlint.document import front_matter

        parsed = front_matter.parse(f"+++\n{self.text}\n+++\n")
        while path and parsed:
            field = parsed.field(*path)
            if field:
                return parsed_line(self.text, field.key.start - 4)
            path = path[:-1]
        return 1

    def _known(self, data: Mapping[str, Any], keys: Iterable[str], path: tuple[str, ...]) -> None:
        types = keys if isinstance(keys, dict) else {}
        for key in data:
            if key not in keys:
                raise self.error((*path, key), f"unknown option {key!r}{did_you_mean(key, keys)}")
            if key in types:
                self._typed(data[key], types[key], *path, key)

    def _typed(self, value: Any, kind: type, *path: str) -> None:
        if not fits(value, kind):
            raise self.error(path, f"{path[-1]!r} is to be {_NAMES[kind]}, not {_name(value)}")

    def _texts(self, data: Mapping[str, Any], key: str, path: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list):
            raise self.error((*path, key), f"{key!r} is to be a list of texts, not {_name(value)}")
        for index, item in enumerate(value):
            if not isinstance(item, str):
                raise self.error((*path, key, index), f"{key!r} is to be a list of texts, and holds {_name(item)}")
        return tuple(value)

    def _check_names(self, names: Iterable[str], known: Iterable[str], path: tuple[str, ...]) -> None:
        for index, name in enumerate(names):
            if problem := unknown_rule(name, known):
                raise self.error((*path, index), problem)

    def _severity(self, value: Any, path: tuple[str, ...]) -> Severity:
        if value not in list(Severity):
            hint = did_you_mean(str(value), [str(severity) for severity in Severity])
            raise self.error(path, f"{value!r} is no severity{hint}; there are error, warning and info")
        return Severity(value)

    def _rules(
        self, tables: Mapping[str, Any], names: Iterable[str], folders: tuple[Path, ...]
    ) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for name, table in tables.items():
            if name not in names:
                raise self.error(("rules", name), f"unknown rule {name!r}{did_you_mean(name, names)}")
            self._typed(table, dict, "rules", name)
            found[name] = self._rule(name, table, folders)
        return found

    def _rule(self, name: str, table: Mapping[str, Any], folders: tuple[Path, ...]) -> dict[str, Any]:
        options = options_of(all_rules(folders, [name])[name])
        values: dict[str, Any] = {}
        for key, value in table.items():
            path = ("rules", name, key)
            if key == "severity":
                values[key] = self._severity(value, path)
            elif key not in options:
                keys = ["severity", *options]
                known = did_you_mean(key, keys) or f": it has {', '.join(keys)}"
                raise self.error(path, f"the rule {name} has no option {key!r}{known}")
            elif not fits(value, options[key].type):
                raise self.error(path, f"{key!r} is to be {describe(options[key].type)}, not {_name(value)}")
            else:
                values[key] = value
        return values

    def _check_front_matter(self, table: Mapping[str, Any], path: tuple[str, ...] = ("front-matter",)) -> None:
        top = len(path) == 1
        self._known(table, {key: kind for key, kind in _FRONT_MATTER.items() if top or key != "sections"}, path)
        self._texts(table, "required", path)
        for name, rules in table.get("fields", {}).items():
            self._typed(rules, dict, *path, "fields", name)
            self._known(rules, _FIELD, (*path, "fields", name))
            self._check_field(rules, (*path, "fields", name))
        for section, inner in table.get("sections", {}).items():
            self._typed(inner, dict, *path, "sections", section)
            self._check_front_matter(inner, (*path, "sections", section))

    def _check_links(self, table: Mapping[str, Any]) -> None:
        self._known(table, _LINKS, ("links",))
        for key in ("include", "exclude"):
            self._texts(table, key, ("links",))
        for host, own in table.get("hosts", {}).items():
            self._typed(own, dict, "links", "hosts", host)
            self._known(own, _LINK_HOST, ("links", "hosts", host))

    def _check_field(self, rules: Mapping[str, Any], path: tuple[str, ...]) -> None:
        kind = rules.get("type", "string")
        if kind not in _TYPES:
            hint = did_you_mean(kind, _TYPES)
            raise self.error((*path, "type"), f"{kind!r} is no type{hint}; there are {', '.join(_TYPES)}")
        try:
            re.compile(rules.get("pattern", ""))
        except re.error as error:
            raise self.error((*path, "pattern"), f"the pattern cannot be used: {error}") from error


def parsed_line(text: str, offset: int) -> int:
    """The line, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1


_NAMES = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def _name(value: Any) -> str:
    return _NAMES.get(type(value), "a date" if hasattr(value, "isoformat") else type(value).__name__)


def describe(kind: Any) -> str:
    """The type of an option in words: `a list of texts`."""
    origin, arguments = getattr(kind, "__origin__", kind), getattr(kind, "__args__", ())
    if origin is list and arguments:
        return f"a list, each item {describe(arguments[0])}"
    if origin is dict and arguments:
        return f"a table, each value {describe(arguments[1])}"
    return _NAMES.get(origin, str(origin))


def fits(value: Any, kind: Any) -> bool:
    """Whether a value of the configuration has the type of an option."""
    origin, arguments = getattr(kind, "__origin__", kind), getattr(kind, "__args__", ())
    if origin is Any:
        return True
    if origin is list:
        return isinstance(value, list) and (not arguments or all(fits(item, arguments[0]) for item in value))
    if origin is dict:
        return isinstance(value, dict) and (not arguments or all(fits(item, arguments[1]) for item in value.values()))
    if origin is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, origin) and not (origin is int and isinstance(value, bool))
