"""A field that is not as the site's configuration asks: its form, its length, its values, or that it is there at all.

Without such a configuration the rule says nothing. What it can ask of a field, for the whole site or by section:

    [front-matter.fields.description]
    min-length = 50
    max-length = 160

    [front-matter.sections.articles.fields]
    slug = { form = "slug" }

    [front-matter.sections.articles.fields.status]
    enum = ["idea", "ready"]
    pattern = "[a-z]+"
    required-if = { draft = false }

`forbidden = true` asks that there is no such field, and so does `forbidden = ["name"]` under `[front-matter]`. A
pattern is a regular expression for the whole value; a form is one that has a name: `day` or `time` of a date,
`image-url`, `image-path` or `image-file`, `url`, `path` from the root of the site, `slug` for words joined by hyphens;
Hugo lowers their capital letters. Of a list, every item is checked. Required fields and types have rules of their own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from postlint import Bad, Diagnostic, Document, Field, FrontMatter, Good, Rule, Severity, Span
from postlint.helpers import field_values
from postlint.helpers.field_forms import FORMS

_STATUS = {"fields": {"status": {"enum": ["idea", "ready"], "required-if": {"draft": True}}}}
_LENGTH = {"fields": {"description": {"min-length": 10, "max-length": 20}}}
_CODE = {"fields": {"params.code": {"pattern": "[a-z]{3}"}}}


_FORM = {"fields": {"slug": {"form": "slug"}, "date": {"form": "day"}, "cover": {"form": "image-file"}}}


class Schema(Rule):
    severity = Severity.ERROR

    good = [
        Good('+++\nstatus = "anything"\n+++\n', "nothing is configured"),
        Good('+++\ndraft = true\nstatus = "idea"\n+++\n', schema=_STATUS),
        Good("+++\ndraft = false\n+++\n", schema=_STATUS),
        Good('+++\ndescription = "Long enough, so"\n+++\n', schema=_LENGTH),
        Good('+++\n[params]\ncode = ["abc", "def"]\n+++\n', schema=_CODE),
        Good('+++\ntitle = "A"\n+++\n', schema={"forbidden": ["author"]}),
        Good("---\nslug: a-title\ndate: 2026-01-02\ncover: a.png\n---\n", schema=_FORM),
        Good("---\nslug: On-Tea_and-Milk-2\n---\n", "Hugo lowers capital letters", schema=_FORM),
        Good("---\nslug: ''\n---\n", "an empty one is a matter of its own", schema=_FORM),
        Good('+++\ndescription = "Ten, no 11"\n+++\n', schema=_LENGTH),
        Good('+++\ndescription = "Of twenty characters"\n+++\n', schema=_LENGTH),
        Good("No front matter.\n"),
    ]
    bad = [
        Bad('+++\nstatus = ⟦"done"⟧\n+++\n', message="“idea” or “ready”", schema=_STATUS),
        Bad("⟦+++⟧\ndraft = true\n+++\n", message="draft is true", schema=_STATUS, nests=False),
        Bad('+++\ndescription = ⟦"Short"⟧\n+++\n', message="5 characters", schema=_LENGTH),
        Bad("---\ndescription: ⟦This one goes on and on\n---\n".replace("on\n", "on⟧\n"), schema=_LENGTH),
        Bad('+++\n[params]\ncode = ["abc", ⟦"ABC"⟧]\n+++\n', message="[a-z]{3}", schema=_CODE),
        Bad('+++\n⟦author⟧ = "Jo"\n+++\n', schema={"forbidden": ["author"]}),
        Bad("---\nslug: ⟦1⟧\n---\n", message="“slug” must be words joined by hyphens", schema=_FORM),
        Bad("---\nslug: ⟦On tea⟧\n---\n", message="joined by hyphens", schema=_FORM),
        Bad("---\ndate: ⟦2026-01-02T10:00:00Z⟧\n---\n", message="a day without a time", schema=_FORM),
        Bad('---\ncover: ⟦"/a.png"⟧\n---\n', message="the name of an image file", schema=_FORM),
        Bad('+++\n⟦author⟧ = "Jo"\n+++\n', schema={"fields": {"author": {"forbidden": True}}}),
        Bad('⟦{⟧"draft": true}\n', message="draft is true", schema=_STATUS, nests=False),
        Bad('+++\ndescription = ⟦"Only nine"⟧\n+++\n', message="at least 10", schema=_LENGTH),
        Bad('+++\ndescription = ⟦"Of twenty-one letters"⟧\n+++\n', message="at most 20", schema=_LENGTH),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or front.problems or doc.dialect.is_archetype(doc.path):
            return
        fields: Mapping[str, Mapping[str, Any]] = doc.schema.get("fields", {})
        unwanted = [*doc.schema.get("forbidden", []), *(name for name in fields if fields[name].get("forbidden"))]
        for name in dict.fromkeys(unwanted):
            if field := front.field(*name.split(".")):
                yield self.at(doc, field.key, f"“{name}” is not allowed here: delete it")
        for name, asked in fields.items():
            field = front.field(*name.split("."))
            if field is None or field.value is None:
                yield from self._missing(doc, front, name, asked.get("required-if", {}))
                continue
            for item in front.children(field.path) if isinstance(field.value, list) else [field]:
                for wrong in _wrongs(item, asked):
                    yield self.at(doc, item.span, f"“{name}” {wrong}")

    def _missing(self, doc: Document, front: FrontMatter, name: str, when: Mapping[str, Any]) -> Iterator[Diagnostic]:
        if when and all(front.get(*other.split(".")) == value for other, value in when.items()):
            fence = Span(front.span.start, front.span.start + (1 if front.format == "json" else 3))
            why = " and ".join(f"{other} is {str(value).lower()}" for other, value in when.items())
            yield self.at(doc, fence, f"“{name}” is required where {why}: add it")


def _wrongs(field: Field, asked: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a value, each as the end of a sentence."""
    value = field.value
    text = value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    if "enum" in asked and value not in asked["enum"]:
        allowed = " or ".join(f"“{value}”" for value in asked["enum"])
        yield f"must be {allowed}; found “{field_values.shown(text)}”"
    if "form" in asked and text.strip() and not FORMS[asked["form"]].matches(text.strip()):
        yield f"must be {FORMS[asked['form']].words}; found “{field_values.shown(text)}”"
    if "pattern" in asked and not re.fullmatch(asked["pattern"], text):
        yield f"must match {asked['pattern']}; found “{field_values.shown(text)}”"
    if len(text) < asked.get("min-length", 0):
        yield f"has {len(text)} characters: write at least {asked['min-length']}"
    if len(text) > asked.get("max-length", len(text)):
        yield f"has {len(text)} characters: write at most {asked['max-length']}"
