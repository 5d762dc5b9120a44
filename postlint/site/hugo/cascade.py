"""What sections and the configuration hand down to the pages below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from postlint.document.front_matter.values import get, lowered, texts
from postlint.facts.path_patterns import glob
from postlint.site.hugo.content_tree import ContentTree, Entry
from postlint.site.hugo.settings import Settings


class _Cascade(Struct, frozen=True):
    """Values that are handed down, and to which pages."""

    values: Mapping[str, Any]
    path: re.Pattern[str] | None
    kind: re.Pattern[str] | None
    languages: tuple[re.Pattern[str], ...]

    def is_for(self, entry: Entry) -> bool:
        return (
            (self.path is None or self.path.match(entry.path) is not None)
            and (self.kind is None or self.kind.match(entry.kind) is not None)
            and (not self.languages or any(language.match(entry.language) for language in self.languages))
        )


def apply(tree: ContentTree, languages: Mapping[str, Settings], environment: str, made: bool = False) -> None:
    """Add to the fields of each page those that cascade into it; `made` means the pages that have no file."""
    named = [entry for entry in tree if "cascade" in entry.fields]
    own = {entry: cascades for entry in named if (cascades := list(_cascades(entry.fields["cascade"], environment)))}
    if not own and not any(settings.cascade for settings in languages.values()):
        return
    general: dict[str, list[_Cascade]] = {}
    above: dict[tuple[str, str], list[_Cascade]] = {}
    for entry in tree:
        if (entry.page is None) is not made:
            continue
        folder = entry.language, entry.path.rpartition("/")[0] if entry.path != "/" else "/"
        if folder not in above:
            sections = [cascade for parent in tree.parents(entry) for cascade in own.get(parent, ())]
            # A changed article is of one language, and some sites have many.
            if entry.language not in general:
                general[entry.language] = [*_cascades([*languages[entry.language].cascade], environment)]
            above[folder] = sections + general[entry.language]
        inherited: dict[str, Any] = {}
        for cascade in (*own.get(entry, ()), *above[folder]):
            if cascade.is_for(entry):
                for key, value in cascade.values.items():
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


def _cascades(value: Any, environment: str) -> Iterator[_Cascade]:
    """The cascades that a value of the front matter, or of the configuration, describes for an environment."""
    for entry in value if isinstance(value, list) else [value]:
        if not isinstance(entry, dict):
            continue
        data = lowered(entry)
        target = data.get("target") or data.get("_target")
        target = target if isinstance(target, dict) else {}
        wanted = _glob(target.get("environment"))
        if wanted is None or wanted.match(environment):
            values = {key: value for key, value in data.items() if key not in ("target", "_target")}
            chosen = texts(get(target, "sites.matrix.languages", [])) or texts(target.get("lang") or [])
            languages = tuple(glob(text.lower()) for text in chosen)
            yield _Cascade(values, _glob(target.get("path")), _glob(target.get("kind")), languages)


def _glob(pattern: Any) -> re.Pattern[str] | None:
    return glob(str(pattern).lower()) if pattern else None
