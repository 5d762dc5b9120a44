"""Completion in the front matter: the names of fields, and their values in other articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.server.places import Place

_NAME = re.compile(r"(?P<typed>[\w-]*)\Z")
_VALUE = re.compile(r"\"?(?P<name>[\w-]+)\"?\s*[:=]\s*(?P<rest>.*)\Z")
_ITEM = re.compile(r"\s*(?:-\s+)?(?P<rest>[\"']?[^\"',\[\]]*)\Z")
_KEY_ABOVE = re.compile(r"^\"?(?P<name>[\w-]+)\"?\s*[:=]\s*(?P<rest>[^\n]*)\n?", re.M)
_FEW = 60
_PLAIN = re.compile(r"[^\W\d_][\w ./&+-]*")


def offers(place: Place, line: str) -> tuple[str, list[tuple[str, str]]]:
    """The typed text before the cursor, and the texts that are offered for it, each with a note."""
    if value := _VALUE.fullmatch(line):
        typed = re.split(r"[\[,]\s*", value["rest"])[-1]
        return typed, [*_values(place, value["name"], typed)]
    if (item := _ITEM.fullmatch(line)) and (line[:1].isspace() or line.startswith("-")):
        above = list(_KEY_ABOVE.finditer(place.text, 0, place.offset - len(line)))
        return item["rest"], [*_values(place, above[-1]["name"], item["rest"])] if above else []
    name = _NAME.fullmatch(line)
    return (name["typed"], [*_names(place)]) if name else ("", [])


def _names(place: Place) -> Iterator[tuple[str, str]]:
    """The fields that the article does not have: those of the configuration, of other articles, of the generator."""
    sign = " = " if place.text.startswith("+++") else ": "
    config, used = place.project.config, place.live.contents.fields
    schema = config.schema(place.page.path) if config else {}
    names = [*schema.get("required", ()), *schema.get("fields", {}), *(name for name, _ in used.most_common(_FEW))]
    names += place.site.dialect.names.values()
    has = {str(key).lower() for key in place.page.data}
    for name in dict.fromkeys(names):
        if name.lower() not in has:
            count = used[name]
            yield f"{name}{sign}", f"in {count} articles" if count else "known to the generator"


def _values(place: Place, name: str, typed: str) -> Iterator[tuple[str, str]]:
    config = place.project.config
    schema = config.schema(place.page.path) if config else {}
    listed = schema.get("fields", {}).get(name, {}).get("enum") or schema.get("terms", {}).get(name) or ()
    counts = place.live.contents.values.get(name.lower())
    if place.site.dialect.kind_of(name) == "boolean":
        yield from (("true", ""), ("false", ""))
    texts = (
        [*map(str, listed), *(text for text, _ in counts.most_common(_FEW) if text not in listed)] if counts else listed
    )
    for text in texts:
        count = counts[text] if counts else 0
        yield _quoted(place, text, typed), f"in {count} articles" if count else ""


def _quoted(place: Place, text: str, typed: str) -> str:
    """A value, quoted where the typed text or the format needs it."""
    if typed[:1] in ('"', "'"):
        return typed[0] + text
    is_yaml = place.text.startswith("---")
    return text if is_yaml and _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
