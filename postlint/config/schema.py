"""The JSON schema of the configuration, made of what the code knows: for editors that complete and check it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from postlint.config import values
from postlint.config.catalogue import rules, what
from postlint.config.configuration import OFF, Config
from postlint.config.rule_selection import ALL
from postlint.diagnostic import Severity
from postlint.helpers.field_forms import FORMS
from postlint.rule import AnyRule, options_of

_TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_NAMES: dict[str, Any] = {"type": "array", "items": {"$ref": "#/$defs/name"}}
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    list: {"type": "array"},
    dict: {"type": "object"},
}
_WHAT = {
    "select": "The rules that run: rules, families or ALL. Without it, all that are on by default.",
    "extend-select": "Rules that run as well.",
    "ignore": "Rules that do not run.",
    "exclude": "Files and folders that are left out, as in .gitignore.",
    "rule-folders": "Folders with rules of your own.",
    "per-file-ignores": "Rules that do not run on some files, by patterns as in .gitignore.",
    "rules": "Options of the rules, and their severity.",
    "front-matter": "What the front matter is to hold.",
    "site": "What the configuration of the site does not say.",
    "links": "How external links are asked.",
    "fail-on": "The least severity that makes the exit code 1.",
    "required-version": "The versions of postlint that this is for, such as >=0.1,<2.",
    "extend": "Another configuration file of the repository, to which this one adds.",
    "rule-pages": "The address below which each rule has its page, for links in reports.",
}


def schema(folders: Iterable[Path] = ()) -> dict[str, Any]:
    """The schema of `postlint.toml`; `folders` are those of the site's own rules."""
    known = rules(folders)
    names = [ALL, *sorted({name.split("/")[0] for name in known}), *known]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The configuration of postlint",
        **_table({key: _top(key, known) for key in values.KEYS}),
        "$defs": {
            "name": {"enum": names},
            "severity": {"enum": [str(severity) for severity in Severity]},
            "field": _table({key: _field(key, kind) for key, kind in values.FIELD.items()}),
        },
    }


def _top(key: str, known: Mapping[str, type[AnyRule]]) -> dict[str, Any]:
    index = _front_matter({})
    sections = {"type": "object", "additionalProperties": _front_matter({"index": index})}
    parts: dict[str, Any] = {
        "select": _NAMES,
        "extend-select": _NAMES,
        "ignore": _NAMES,
        "exclude": _TEXTS,
        "rule-folders": _TEXTS,
        "per-file-ignores": {"type": "object", "additionalProperties": _NAMES},
        "fail-on": {"$ref": "#/$defs/severity", "default": str(Config(Path()).fail_on)},
        "rules": _table({name: _rule(rule) for name, rule in known.items()}),
        **dict.fromkeys(values.TEXTS, _SIMPLE[str]),
        "front-matter": _front_matter({"index": index, "sections": sections}),
        "site": _table({name: _type(kind) for name, kind in values.SITE.items()}),
        "links": _links(),
    }
    return {"description": _WHAT[key], **parts[key]}


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    """A table that has these keys and no others."""
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def _rule(rule: type[AnyRule]) -> dict[str, Any]:
    options = {
        option.name: {**_type(option.type), "description": option.description, "default": option.default}
        for option in options_of(rule).values()
    }
    severity = {"enum": [*map(str, Severity), OFF], "default": str(Severity(rule.severity))}
    return {"description": what(rule), **_table({"severity": severity, **options})}


def _type(kind: Any) -> dict[str, Any]:
    """The type of an option."""
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    schema = dict(_SIMPLE.get(origin, {}))
    if origin is list and arguments:
        schema["items"] = _type(arguments[0])
    if origin is dict and arguments:
        schema["additionalProperties"] = _type(arguments[1])
    return schema


def _field(key: str, kind: Any) -> dict[str, Any]:
    if key == "type":
        kinds = {"enum": list(values.TYPES)}
        return {"anyOf": [kinds, {"type": "array", "items": kinds}]}
    return {"enum": list(FORMS)} if key == "form" else _type(kind)


def _front_matter(inner: Mapping[str, Any]) -> dict[str, Any]:
    """The part of the front matter that has these tables inside."""
    own = [key for key in values.FRONT_MATTER if key not in ("sections", "index")]
    parts = {key: _type(values.FRONT_MATTER[key]) for key in own}
    parts |= {"required": _TEXTS, "fields": {"type": "object", "additionalProperties": {"$ref": "#/$defs/field"}}}
    return _table({**parts, **inner})


def _links() -> dict[str, Any]:
    parts = {key: _type(kind) for key, kind in values.LINKS.items()} | {"include": _TEXTS, "exclude": _TEXTS}
    host = _table({key: _type(kind) for key, kind in values.LINK_HOST.items()})
    return _table({**parts, "hosts": {"type": "object", "additionalProperties": host}})
