"""A value of another kind than its field is to hold.

At some of them Hugo stops the build: a `markup` that it does not know, a `cascade` that is a text. A theme that lists
`tags` fails on a text; `tags: "one, two"` is a single tag with a comma in it; a YAML title such
as `1.10` is a number, which Hugo shows as 1.1. Hugo's own fields are checked, unless the
folder is that of another generator, and those that the configuration gives a type:

    [front-matter.fields]
    rating = { type = "integer" }
    author = { type = ["string", "list"] }

What Hugo reads as it is written is left alone: `title: 404` in YAML, and a single category, which is common. A value of
one of Hugo's fields of which Hugo makes none, such as `weight: first`, is advice.

## Fix safety
Safe where one value becomes a list of one, or a text gets its quotes. Unsafe where a text is cut into a list at its
commas.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Field, Fix, FrontMatter, Good, Rule, Safety, Severity
from postlint.helpers import field_values
from postlint.helpers.front_matter_edits import editor_for

_SPLIT_AT_SPACES = frozenset({"aliases", "keywords", "outputs"})
# Of one address, Hugo makes a list.
_ONE_IS_ENOUGH = frozenset({"aliases", "outputs"})


_JEKYLL = {"_config.yml": "", "_posts/2026-01-02-b.md": ""}
_AUTHOR = {"fields": {"author": {"type": ["string", "list"]}}}


class WrongType(Rule):
    severity = Severity.ERROR
    customary = True

    good = [
        Good('+++\ntitle = "3"\ntags = ["a"]\nweight = 10\ndraft = true\n[params]\nx = 1\n+++\n'),
        Good("---\ntitle: 404\nslug: 2024\ndescription: 1.5\n---\n", "Hugo shows these as they are written"),
        Good('---\nweight: "10"\nheadless: "true"\n---\n', "Hugo reads these"),
        Good("---\ntitle: A\nweight: false\n---\n", "none, as Hugo reads it"),
        Good("---\nmenu: main\ncascade:\n  - type: docs\n---\n", "these take several types"),
        Good("---\ncategories: News\nseries: Beginnings\n---\n", "Hugo takes one term as a list of it"),
        Good("---\nauthors: Jo\nversion: 1.10\n---\n", "no fields of Hugo's"),
        Good("---\nmarkup: Goldmark\nbuild: {list: never}\nsitemap: {priority: 0.5}\nparams:\n---\n"),
        Good("---\ncascade:\n  target: {path: /a/**}\n  type: docs\n---\n"),
        Good("---\ndescription:\n- One.\ntags: a, b\n---\n", "Jekyll shows a list as its text", site=_JEKYLL),
        Good("---\ntitle: A\ntags:\n---\n", "empty is not wrong"),
        Good("---\ntitle: A\nslug: []\n---\n", "Hugo reads an empty text"),
        Good("---\nauthor: Jo\n---\n", schema=_AUTHOR),
        Good('---\nrating: ""\n---\n', schema={"fields": {"rating": {"type": "integer"}}}),
        Good("No front matter.\n"),
        Good("---\ntitle: A\ntags: a, b\n---\n", "a template", path="archetypes/default.md"),
        Good("---\ndraft: maybe\n---\n", "is a matter of another rule"),
        Good("---\nweight: '1.5'\n---\n", "Hugo reads this"),
    ]
    bad = [
        Bad(
            '+++\ntags = ⟦"a"⟧\n+++\n',
            fixed='+++\ntags = ["a"]\n+++\n',
            why="Hugo takes one term as a list of it",
            message="“tags” must be a list",
            severity=Severity.INFO,
        ),
        Bad("---\ntags: ⟦JavaScript, API⟧\n---\n", fixed="---\ntags: [JavaScript, API]\n---\n"),
        Bad(
            '---\naliases: ⟦"/old/"⟧\n---\n',
            fixed='---\naliases: ["/old/"]\n---\n',
            why="Hugo makes a list of one address",
            severity=Severity.INFO,
        ),
        Bad(
            '---\naliases: ⟦"/old/, /older/"⟧\n---\n',
            fixed='---\naliases: ["/old/", "/older/"]\n---\n',
            severity=Severity.ERROR,
            safe=False,
        ),
        Bad(
            "---\nkeywords: ⟦rain, wind⟧\n---\n",
            fixed="---\nkeywords: [rain, wind]\n---\n",
            why="nobody sees them",
            severity=Severity.INFO,
        ),
        Bad("+++\ntitle = ⟦3⟧\n+++\n", fixed='+++\ntitle = "3"\n+++\n', severity=Severity.INFO),
        Bad("---\ntitle: ⟦1.10⟧\n---\n", fixed='---\ntitle: "1.10"\n---\n', message="1.1"),
        Bad("---\nslug: ⟦007⟧\n---\n", fixed='---\nslug: "007"\n---\n'),
        Bad("---\ndescription:\n⟦- One.⟧\n---\n", message="must be a string", site={"mkdocs": "", "hugo.toml": ""}),
        Bad("---\ntitle: ⟦[One, Two]⟧\nslug: ⟦[one]⟧\n---\n", message="must be a string"),
        Bad("---\ntitle: A\nmarkup: ⟦mmark⟧\n---\n", message="knows no such format"),
        Bad("---\ntitle: A\ncascade: ⟦docs⟧\n---\n", message="a table or a list"),
        Bad("---\ntitle: A\ncascade: ⟦{target: docs}⟧\n---\n", message="its target"),
        Bad("---\ntitle: A\nparams: ⟦x⟧\nbuild: ⟦{list: [a]}⟧\n---\n", message="stops the build"),
        Bad("---\ntitle: A\nweight: ⟦first⟧\n---\n", message="must be a number"),
        Bad("---\ntitle: A\nweight: ⟦true⟧\n---\n"),
        Bad("---\ntitle: A\nrating: ⟦high⟧\n---\n", schema={"fields": {"rating": {"type": "integer"}}}),
        Bad("---\ntitle: A\nauthor: ⟦2⟧\n---\n", message="a string or a list; found 2", schema=_AUTHOR),
        Bad("---\ntitle: ⟦1.10⟧\n---\n", message="which is read as 1.1", severity=Severity.ERROR),
        Bad("---\ntitle: A\nweight: ⟦first⟧\n---\n", severity=Severity.INFO),
        Bad("---\ntitle: A\nheadless: ⟦maybe⟧\n---\n", severity=Severity.INFO),
        Bad(
            "---\ntitle: A\nweight: ⟦first⟧\n---\n",
            severity=Severity.ERROR,
            schema={"fields": {"weight": {"type": "number"}}},
        ),
        Bad("---\ntags: ⟦3⟧\n---\n", fixed="---\ntags: 3\n---\n"),
        Bad("---\nweight: ⟦'1.5.2'⟧\n---\n"),
        Bad("---\nheadless: ⟦maybe⟧\n---\n"),
        Bad("---\nkeywords: ⟦rain wind⟧\n---\n", fixed="---\nkeywords: [rain, wind]\n---\n"),
        Bad("---\ntags: ⟦rain wind⟧\n---\n", fixed="---\ntags: [rain wind]\n---\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or doc.dialect.is_archetype(doc.path):
            return
        fields = doc.schema.get("fields", {})
        configured = {name.lower(): _kinds(rules["type"]) for name, rules in fields.items() if "type" in rules}
        for name, kinds in configured.items():
            field = front.field(*name.split("."))
            # What is empty is not wrong: that is a matter of its own.
            if field and field.value not in (None, "") and not any(doc.dialect.is_kind(field.value, k) for k in kinds):
                yield self._finding(doc, front, field, *kinds)
        for field in front.children(()):
            if field.name.lower() not in configured and (why := doc.dialect.stops(field.name, field.value)):
                shown = field_values.shown(doc.source(field.span))
                yield self.at(doc, field.span, f"“{field.name}” stops the build of Hugo: {why}; found {shown}")
                continue
            kind = doc.dialect.kind_of(field.name) or "any"
            if field.name.lower() not in configured and field.value is not None and not _understood(doc, field, kind):
                yield self._finding(doc, front, field, kind)

    def _finding(self, doc: Document, front: FrontMatter, field: Field, *kinds: str) -> Diagnostic:
        text = doc.source(field.span)
        wanted = " or ".join(field_values.KINDS[kind] for kind in kinds)
        name = ".".join(map(str, field.path))
        message = f"“{name}” must be {wanted}; found {field_values.shown(text)}"
        # Of several kinds, nobody knows which was meant.
        kind = kinds[0] if len(kinds) == 1 else ""
        changes = {Change.FRONT_MATTER}
        fix = None
        as_written = False
        if kind == "text" and not isinstance(field.value, list | dict):
            fix = Fix.safe(editor_for(front).set(field, text), title="Put it in quotes", changes=changes)
            read = doc.dialect.read_as(field.value)
            as_written = read == text and field.name.lower() not in doc.schema.get("fields", {})
            message += f", which is read as {read}" if read != text else ""
        elif kind == "list" and isinstance(field.value, str) and "\n" not in field.value:
            items = _items(field)
            make = Fix.safe if len(items) == 1 else Fix.unsafe
            fix = make(editor_for(front).set(field, items), title=f"Make it a list of {len(items)}", changes=changes)
        # No reader sees keywords.
        unseen = field.name.lower() == "keywords" and isinstance(field.value, str)
        one_term = field.name.lower() == "tags" and isinstance(field.value, str) and "," not in field.value
        safe = fix is not None and fix.safety is Safety.SAFE
        none = kind in ("number", "boolean") and field.name.lower() not in doc.schema.get("fields", {})
        harmless = as_written or unseen or one_term or none or (field.name.lower() in _ONE_IS_ENOUGH and safe)
        return self.at(doc, field.span, message, fix=fix, severity=Severity.INFO if harmless else None)


def _kinds(configured: str | list[str]) -> list[str]:
    """The kinds that the configuration lets a field have."""
    names = configured if isinstance(configured, list) else [configured]
    return ["text" if name == "string" else name for name in names]


def _understood(doc: Document, field: Field, kind: str) -> bool:
    """Whether Hugo makes of the value of one of its fields what its author wrote."""
    value = field.value
    # A wrong date has a rule of its own.
    if kind == "date" or doc.dialect.is_kind(value, kind):
        return True
    text = str(value).strip().lower()
    if kind == "text" and not isinstance(value, str | list | dict):
        # In TOML and JSON a text stands in quotes: a bare number is a slip.
        yaml = doc.front_matter is not None and doc.front_matter.format == "yaml"
        return yaml and doc.dialect.read_as(value) == doc.source(field.span)
    if kind == "number" and value is False:
        # Hugo reads 0, which is no weight.
        return True
    if kind == "number" and isinstance(value, str):
        return not text or text.lstrip("+-").replace(".", "", 1).isdigit()
    if kind == "boolean":
        # Whether an article is a draft has a rule of its own.
        return field.name.lower() == "draft" or text in ("true", "false", "1", "0", "t", "f", "")
    if field.name.lower() == "categories" and isinstance(value, str) and "," not in value:
        return True
    # What is empty is not wrong, and of a list without an item Hugo makes an empty text.
    return text == "" or (kind == "text" and value == [])


def _items(field: Field) -> list[str]:
    if "," in field.value:
        return [part.strip() for part in field.value.split(",") if part.strip()]
    return field.value.split() if field.name.lower() in _SPLIT_AT_SPACES else [field.value]
