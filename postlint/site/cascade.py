"""What sections and the configuration hand down to the pages below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postlint.site.config import get, lowered, texts
from postlint.site.content import Entry, Tree
from postlint.site.globs import glob
from postlint.site.settings import Settings


def apply(tree: Tree, languages: Mapping[str, Settings], environment: str, made: bool = False) -> None:
    """Add to the fields of each page those that cascade into it; `made` means the pages that have no file."""
    own = {id(entry): found for entry in tree if (found := list(_cascades(entry.fields.get("cascade"))))}
    if not own and not any(settings.cascade for settings in languages.values()):
        return
    for entry in tree:
        if (entry.page is None) is not made:
            continue
        given = [*own.get(id(entry), ())]
        for parent in tree.parents(entry):
            given += own.get(id(parent), ())
        given += languages[entry.language].cascade
        inherited: dict[str, Any] = {}
        for each in given:
            if _matches(entry, each.get("target") or each.get("_target"), environment):
                for key, value in each.items():
                    if key not in ("target", "_target"):
                        _set(inherited, key, value)
        if inherited:
            fields = dict(inherited)
            for key, value in entry.fields.items():
                known = fields.get(key)
                fields[key] = (
                    {**known, **lowered(value)} if isinstance(known, dict) and isinstance(value, dict) else value
                )
            entry.fields = fields


def _set(fields: dict[str, Any], key: str, value: Any) -> None:
    """What is nearer to the page wins; tables are filled up."""
    there = fields.get(key)
    if isinstance(there, dict) and isinstance(value, dict):
        fields[key] = {**value, **there}
    else:
        fields.setdefault(key, value)


def _cascades(value: Any) -> Iterator[dict[str, Any]]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield lowered(each)


def _matches(entry: Entry, target: Any, environment: str) -> bool:
    if not isinstance(target, dict):
        return True
    languages = texts(get(target, "sites.matrix.languages", [])) or texts(target.get("lang") or [])
    wanted = (
        (target.get("path"), entry.path),
        (target.get("kind"), entry.kind),
        (target.get("environment"), environment),
    )
    for pattern, value in wanted:
        if pattern and not glob(str(pattern).lower()).match(value):
            return False
    return not languages or any(glob(each.lower()).match(entry.language) for each in languages)
