"""A value of another kind than its field is to hold.

A theme that lists `tags` fails on a text; `tags: "one, two"` is a single tag with a comma in it; a YAML title such
as `1.10` is a number, which Hugo shows as 1.1. Hugo's own fields are checked, and those that the configuration gives
a type:

    [front-matter.fields.rating]
    type = "integer"

What Hugo reads as it is written, such as `title: 404` in YAML, is left alone.

## Fix safety
Safe where one value becomes a list of one, or a text gets its quotes. Unsafe where a text is cut into a list at its
commas.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity
from postlint.front_matter import Field, FrontMatter, hugo

_TYPES = {
    "string": "text",
    "boolean": "boolean",
    "integer": "integer",
    "number": "number",
    "list": "list",
    "table": "table",
}
_WORDS = {
    "text": "a text",
    "list": "a list",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
    "table": "a table",
    "date": "a date",
}
_SPLIT = {"aliases", "keywords", "outputs"}


class WrongType(Rule):
    severity = Severity.ERROR

    good = [
        Good('+++\ntitle = "3"\ntags = ["a"]\nweight = 10\ndraft = true\n[params]\nx = 1\n+++\n'),
        Good("---\ntitle: 404\nslug: 2024\ndescription: 1.5\n---\n", "Hugo shows these as they are written"),
        Good('---\nweight: "10"\nheadless: "true"\n---\n', "Hugo reads these"),
        Good("---\nmenu: main\ncascade:\n  - type: docs\n---\n", "these take several types"),
        Good("---\nauthors: Jo\nversion: 1.10\n---\n", "no fields of Hugo's"),
        Good("---\ntitle: A\ntags:\n---\n", "empty is not wrong"),
    ]
    bad = [
        Bad('+++\ntags = ⟦"a"⟧\n+++\n', fixed='+++\ntags = ["a"]\n+++\n', message="“tags” must be a list"),
        Bad("---\ntags: ⟦JavaScript, API⟧\n---\n", fixed="---\ntags: [JavaScript, API]\n---\n"),
        Bad('---\naliases: ⟦"/old/"⟧\n---\n', fixed='---\naliases: ["/old/"]\n---\n'),
        Bad("+++\ntitle = ⟦3⟧\n+++\n", fixed='+++\ntitle = "3"\n+++\n'),
        Bad("---\ntitle: ⟦1.10⟧\n---\n", fixed='---\ntitle: "1.10"\n---\n', message="1.1"),
        Bad("---\nslug: ⟦007⟧\n---\n", fixed='---\nslug: "007"\n---\n'),
        Bad("---\ntitle: ⟦[One, Two]⟧\n---\n", message="must be a text"),
        Bad("---\ntitle: A\nweight: ⟦first⟧\n---\n", message="must be a number"),
        Bad("---\ntitle: A\nrating: ⟦high⟧\n---\n", schema={"fields": {"rating": {"type": "integer"}}}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or hugo.is_archetype(doc.path):
            return
        configured = {
            name: _TYPES.get(str(rules["type"]), str(rules["type"]))
            for name, rules in doc.schema.get("fields", {}).items()
            if "type" in rules
        }
        for name, kind in configured.items():
            field = front.field(*name.split("."))
            if field and field.value is not None and not _is(field.value, kind):
                yield self._finding(doc, front, field, kind)
        for field in front.children(()):
            kind = hugo.kind_of(field.name) or ""
            taken = field.name.lower() in (name.lower() for name in configured)
            if not taken and field.value is not None and not self._understood(doc, front, field, kind):
                yield self._finding(doc, front, field, kind)

    def _understood(self, doc: Document, front: FrontMatter, field: Field, kind: str) -> bool:
        """Whether Hugo makes of the value what its author wrote."""
        value = field.value
        if kind == "text" and not isinstance(value, str | list | dict):
            return front.format == "yaml" and _as_go_writes(value) == doc.source(field.span)
        if kind == "number" and isinstance(value, str):
            return not value.strip() or value.strip().lstrip("+-").replace(".", "", 1).isdigit()
        if kind == "boolean":
            # Whether an article is a draft has a rule of its own.
            return field.name.lower() == "draft" or str(value).lower() in ("true", "false", "1", "0", "t", "f", "")
        if kind == "list" and isinstance(value, str):
            return not value.strip()
        return kind not in _WORDS or kind == "date" or _is(value, kind)

    def _finding(self, doc: Document, front: FrontMatter, field: Field, kind: str) -> Diagnostic:
        must = f"“{field.name}” must be {_WORDS.get(kind, kind)}, not {hugo.shown(doc.source(field.span))}"
        changes = {Change.FRONT_MATTER}
        if kind == "text" and not isinstance(field.value, list | dict):
            text = doc.source(field.span)
            fix = Fix.safe(front.set(field, text), title="Put it in quotes", changes=changes)
            read = _as_go_writes(field.value)
            return self.at(doc, field.span, must + (f", which is read as {read}" if read != text else ""), fix=fix)
        if kind == "list" and isinstance(field.value, str) and "\n" not in field.value:
            items = _items(field)
            edit = front.set(field, items)
            if len(items) == 1:
                return self.at(
                    doc, field.span, must, fix=Fix.safe(edit, title="Make it a list of one", changes=changes)
                )
            fix = Fix.unsafe(edit, title=f"Make it a list of {len(items)}", changes=changes)
            return self.at(doc, field.span, must, fix=fix)
        return self.at(doc, field.span, must)


def _items(field: Field) -> list[str]:
    if "," in field.value:
        return [each.strip() for each in field.value.split(",") if each.strip()]
    return field.value.split() if field.name.lower() in _SPLIT else [field.value]


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "date":
        return hugo.is_date(value)
    types: dict[str, tuple[type, ...]] = {
        "text": (str,),
        "list": (list,),
        "number": (int, float),
        "integer": (int,),
        "table": (dict,),
    }
    return isinstance(value, types.get(kind, ()))


def _as_go_writes(value: Any) -> str:
    """A value that is no text as Hugo puts it on a page."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
