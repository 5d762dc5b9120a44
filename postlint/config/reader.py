"""The data of a configuration file as a configuration, with what is wrong in it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from postlint import __version__
from postlint.config.configuration import OFF, Config, ConfigError
from postlint.config.rule_files import rule_files
from postlint.config.rule_selection import all_rules, did_you_mean, known_rules, unknown_rule
from postlint.config.values import (
    FIELD,
    FRONT_MATTER,
    KEYS,
    LINK_HOST,
    LINKS,
    LISTS,
    NAMES,
    SITE,
    TABLES,
    TEXTS,
    TYPES,
    describe,
    fits,
    fits_version,
    line_of,
    name_of,
)
from postlint.diagnostic import Severity
from postlint.helpers.field_forms import FORMS
from postlint.rule import options_of


class Reader:
    """Turns the data of one file into a configuration, and says where it is wrong."""

    def __init__(self, file: Path, text: str, prefix: tuple[str, ...]) -> None:
        self.file = file
        self.text = text
        self.prefix = prefix

    def config(self, data: Mapping[str, Any], base: Config) -> Config:
        """The configuration that the data make of the one that they extend."""
        self._known(data, KEYS, ())
        for keys, kind in ((LISTS, list), (TABLES, dict), (TEXTS, str)):
            for key in keys:
                self.typed(data.get(key, kind()), kind, key)
        self._check_version(data.get("required-version", ""))
        folders = (*base.rule_folders, *self._folders(data))
        names = known_rules(folders)
        for key in ("select", "extend-select", "ignore"):
            self._check_names(self._texts(data, key), names, (key,))
        ignores = {}
        for pattern, rules in data.get("per-file-ignores", {}).items():
            ignores[pattern] = self._texts({pattern: rules}, pattern, ("per-file-ignores",))
            self._check_names(ignores[pattern], names, ("per-file-ignores", pattern))
        self._check_front_matter(data.get("front-matter", {}))
        self._known(data.get("site", {}), SITE, ("site",))
        self._check_links(data.get("links", {}))
        rules = self._rules(data.get("rules", {}), names, folders)
        off = [name for name, values in rules.items() if values.get("severity") == OFF]
        return Config(
            self.file.parent,
            self.file,
            self._texts(data, "select") or base.select,
            (*base.extend_select, *self._texts(data, "extend-select")),
            (*base.ignore, *self._texts(data, "ignore"), *off),
            {**base.per_file_ignores, **ignores},
            (*base.exclude, *self._texts(data, "exclude")),
            self._severity(data["fail-on"], ("fail-on",)) if "fail-on" in data else base.fail_on,
            {**base.rules, **{name: {**base.rules.get(name, {}), **values} for name, values in rules.items()}},
            {**base.front_matter, **data.get("front-matter", {})},
            {**base.site, **data.get("site", {})},
            {**base.links, **data.get("links", {})},
            folders,
            data.get("rule-pages", base.rule_pages),
        )

    def untrusted(self, data: Mapping[str, Any]) -> Config:
        """The configuration without rule folders and without what it extends: nothing of either is loaded."""
        folders = self._folders(data)
        left_out = {key for key in ("rule-folders", "extend") if key in data}
        ours = known_rules(())
        # What else may be the name of a rule, nobody knows without what is extended.
        theirs = set(known_rules(folders)) - set(ours)
        rules = data.get("rules", {})
        kept = {key: value for key, value in data.items() if key not in left_out}
        if left_out and isinstance(rules, dict):
            kept["rules"] = {name: table for name, table in rules.items() if name in ours}
        for key in ("select", "extend-select", "ignore") if left_out else ():
            names = self._texts(data, key)
            kept[key] = [name for name in names if name not in theirs and not unknown_rule(name, ours)]
        config = self.config(kept, Config(self.file.parent))
        return replace(config, untrusted_folders=folders, is_partial=bool(left_out))

    def inside(self, name: str, extended_by: tuple[Path, ...]) -> Path:
        """The file that this one extends, which must be in its repository. Nothing of another one is read."""
        above = (folder for folder in self.file.resolve().parents if (folder / ".git").exists())
        top = next(above, self.file.resolve().parent)
        file = self.file.parent / name
        if not file.resolve().is_relative_to(top):
            raise self.error(("extend",), f"{name!r} is outside of the repository: only files inside can be extended")
        if file.resolve() in [other.resolve() for other in extended_by]:
            raise self.error(("extend",), f"{name!r} extends itself")
        if not file.is_file():
            raise self.error(("extend",), f"there is no file {name!r} to extend")
        return file

    def _check_version(self, required: str) -> None:
        fits = fits_version(__version__, required) if required else True
        if fits is None:
            raise self.error(("required-version",), f"{required!r} is not a version such as '>=0.1,<2'")
        if not fits:
            raise self.error(("required-version",), f"this is postlint {__version__}, and {required} is required")

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
                return line_of(self.text, field.key.start - 4)
            path = path[:-1]
        return 1

    def _known(self, data: Mapping[str, Any], keys: Iterable[str], path: tuple[str, ...]) -> None:
        types = keys if isinstance(keys, dict) else {}
        for key in data:
            if key not in keys:
                raise self.error((*path, key), f"unknown option {key!r}{did_you_mean(key, keys)}")
            if key in types:
                self.typed(data[key], types[key], *path, key)

    def typed(self, value: Any, kind: type, *path: str) -> None:
        """Raise ConfigError where a value is not of a kind."""
        if not fits(value, kind):
            raise self.error(path, f"{path[-1]!r} must be {NAMES[kind]}; found {name_of(value)}")

    def _texts(self, data: Mapping[str, Any], key: str, path: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list):
            raise self.error((*path, key), f"{key!r} must be a list of strings; found {name_of(value)}")
        for index, item in enumerate(value):
            if not isinstance(item, str):
                raise self.error((*path, key, index), f"{key!r} must be a list of strings; found {name_of(item)}")
        return tuple(value)

    def _check_names(self, names: Iterable[str], known: Iterable[str], path: tuple[str, ...]) -> None:
        for index, name in enumerate(names):
            if problem := unknown_rule(name, known):
                raise self.error((*path, index), problem)

    def _severity(self, value: Any, path: tuple[str, ...], *more: str) -> Severity:
        if value not in list(Severity):
            words = [*map(str, Severity), *more]
            listed = f"{', '.join(words[:-1])} or {words[-1]}"
            raise self.error(path, f"{path[-1]} must be {listed}{did_you_mean(str(value), words)}; found {value!r}")
        return Severity(value)

    def _rules(
        self, tables: Mapping[str, Any], names: Iterable[str], folders: tuple[Path, ...]
    ) -> dict[str, dict[str, Any]]:
        rules: dict[str, dict[str, Any]] = {}
        for name, table in tables.items():
            if name not in names:
                raise self.error(("rules", name), f"unknown rule {name!r}{did_you_mean(name, names)}")
            self.typed(table, dict, "rules", name)
            rules[name] = self._rule(name, table, folders)
        return rules

    def _rule(self, name: str, table: Mapping[str, Any], folders: tuple[Path, ...]) -> dict[str, Any]:
        options = options_of(all_rules(folders, [name])[name])
        values: dict[str, Any] = {}
        for key, value in table.items():
            path = ("rules", name, key)
            if key == "severity":
                values[key] = OFF if value == OFF else self._severity(value, path, OFF)
            elif key not in options:
                keys = ["severity", *options]
                known = did_you_mean(key, keys) or f": it has {', '.join(keys)}"
                raise self.error(path, f"the rule {name} has no option {key!r}{known}")
            elif not fits(value, options[key].type):
                raise self.error(path, f"{key!r} must be {describe(options[key].type)}; found {name_of(value)}")
            else:
                values[key] = value
        return values

    def _check_front_matter(self, table: Mapping[str, Any], path: tuple[str, ...] = ("front-matter",)) -> None:
        outer = {1: (), 3: ("sections",)}.get(len(path), ("sections", "index"))
        self._known(table, {key: kind for key, kind in FRONT_MATTER.items() if key not in outer}, path)
        self._texts(table, "required", path)
        for name, rules in table.get("fields", {}).items():
            self.typed(rules, dict, *path, "fields", name)
            self._known(rules, FIELD, (*path, "fields", name))
            self._check_field(rules, (*path, "fields", name))
        if "index" in table:
            self._check_front_matter(table["index"], (*path, "index"))
        for section, inner in table.get("sections", {}).items():
            self.typed(inner, dict, *path, "sections", section)
            self._check_front_matter(inner, (*path, "sections", section))

    def _check_links(self, table: Mapping[str, Any]) -> None:
        self._known(table, LINKS, ("links",))
        for key in ("include", "exclude"):
            self._texts(table, key, ("links",))
        for host, own in table.get("hosts", {}).items():
            self.typed(own, dict, "links", "hosts", host)
            self._known(own, LINK_HOST, ("links", "hosts", host))

    def _check_field(self, rules: Mapping[str, Any], path: tuple[str, ...]) -> None:
        kinds = rules.get("type", [])
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            self._one_of(kind, TYPES, (*path, "type"))
        if "form" in rules:
            self._one_of(rules["form"], FORMS, (*path, "form"))
        try:
            re.compile(rules.get("pattern", ""))
        except re.error as error:
            raise self.error((*path, "pattern"), f"the pattern cannot be used: {error}") from error

    def _one_of(self, value: Any, known: Iterable[str], path: tuple[str, ...]) -> None:
        words = [*known]
        if value not in words:
            hint = did_you_mean(str(value), words)
            raise self.error(path, f"{path[-1]} must be one of {', '.join(words)}{hint}; found {value!r}")
