"""A field of Hugo's within a table, where Hugo does not look for it.

In TOML every key after a table header belongs to that table: a `draft = true` below `[menu.main]` or `[params]` is
not the article's, and the article is published. Only fields are reported that the table has no use for, and only
where the article has no such field of its own.

## Fix safety
Unsafe: the theme may read the field from the table.
"""

from collections import Counter
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Field, Fix, FrontMatter, Good, Rule, Severity
from postlint.helpers.front_matter_edits import editor_for

_PUBLISHING = frozenset("draft expirydate publishdate aliases".split())
_OF_ARTICLES = _PUBLISHING | frozenset("date lastmod tags categories slug".split())
# Below each table of Hugo's: the fields that cannot be its own.
_FOREIGN = {
    "params": _PUBLISHING | frozenset("title date lastmod slug".split()),
    "menu": _OF_ARTICLES,
    "menus": _OF_ARTICLES,
    "resources": _OF_ARTICLES,
    "build": _OF_ARTICLES | {"title", "description", "weight"},
    "_build": _OF_ARTICLES | {"title", "description", "weight"},
    "sitemap": _OF_ARTICLES | {"title", "description", "weight"},
    "cascade": frozenset[str](),
}


class MisplacedField(Rule):
    severity = Severity.ERROR

    good = [
        Good('+++\ntitle = "A"\ndraft = true\n[params]\nauthor = "Jo"\n+++\n'),
        Good('+++\ntitle = "A"\n[params]\ntitle = "B"\n+++\n', "the article has a title of its own"),
        Good('+++\ntitle = "A"\n[menu.main]\ntitle = "B"\nweight = 3\nurl = "/b/"\n+++\n', "a menu entry has these"),
        Good('+++\ntitle = "A"\n[[resources]]\nsrc = "a.png"\ntitle = "B"\n[resources.params]\ndate = "x"\n+++\n'),
        Good(
            '+++\ntitle = "A"\n[[resources]]\nsrc = "a"\ndate = "x"\n[[resources]]\nsrc = "b"\ndate = "y"\n+++\n',
            "each of them has one",
        ),
        Good("---\ntitle: A\nparams:\n  aliases: [B]\n  garden:\n    kind: item\n---\n", "the first of several"),
        Good('+++\ntitle = "A"\n[event]\ndate = 2026-01-02\nslug = "x"\n+++\n', "a table of the theme's"),
        Good("---\ntitle: A\nauthor:\n  slug: jo\ncascade:\n  draft: true\n---\n"),
        Good('+++\ntitle = "A"\n[params.review]\ndraft = true\n+++\n', "deeper, the names are free"),
    ]
    bad = [
        Bad(
            '+++\ntitle = "A"\n\n[params]\nauthor = "Jo"\n⟦draft⟧ = true\n+++\n',
            fixed='+++\ntitle = "A"\ndraft = true\n\n[params]\nauthor = "Jo"\n+++\n',
            message="[params]",
        ),
        Bad(
            '+++\ntitle = "A"\n[menu.main]\nweight = 3\n⟦date⟧ = 2026-01-02\n+++\n',
            fixed='+++\ntitle = "A"\ndate = 2026-01-02\n[menu.main]\nweight = 3\n+++\n',
            message="[menu.main]",
        ),
        Bad(
            '+++\ntitle = "A"\n[[resources]]\nsrc = "a"\n[[resources]]\nsrc = "b"\n⟦date⟧ = 2026-01-02\n+++\n',
            fixed='+++\ntitle = "A"\ndate = 2026-01-02\n[[resources]]\nsrc = "a"\n[[resources]]\nsrc = "b"\n+++\n',
        ),
        Bad(
            '+++\ntitle = "A"\n[cover]\nimage = "a.png"\n⟦draft⟧ = true\n+++\n',
            fixed='+++\ntitle = "A"\ndraft = true\n[cover]\nimage = "a.png"\n+++\n',
        ),
        Bad(
            "---\ntitle: A\nparams:\n  author: Jo\n  ⟦draft⟧: true\n---\n",
            fixed="---\ntitle: A\nparams:\n  author: Jo\ndraft: true\n---\n",
        ),
        Bad('+++\ntitle = "A"\n[menus.main]\n⟦slug⟧ = "b"\n+++\n'),
        Bad('+++\ntitle = "A"\n[build]\n⟦slug⟧ = "b"\n+++\n'),
        Bad('+++\ntitle = "A"\n[_build]\n⟦slug⟧ = "b"\n+++\n'),
        Bad('+++\ntitle = "A"\n[sitemap]\n⟦slug⟧ = "b"\n+++\n'),
        Bad('+++\ndate = 2026-01-02\n[build]\n⟦title⟧ = "A"\n⟦weight⟧ = 3\n+++\n'),
        Bad('+++\ndate = 2026-01-02\n[_build]\n⟦title⟧ = "A"\n⟦weight⟧ = 3\n+++\n'),
        Bad('+++\ndate = 2026-01-02\n[sitemap]\n⟦title⟧ = "A"\n⟦description⟧ = "B"\n+++\n'),
        Bad('+++\ndraft = true\n[params]\n⟦title⟧ = "A"\n+++\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None:
            return
        fields = [
            field
            for field in front.fields
            if len(field.path) > 1 and _is_foreign(front, field) and not front.field(field.name)
        ]
        deliberate = set(_deliberate(front)) if fields else set()
        for field in fields:
            if field.path not in deliberate:
                table = ".".join(str(part) for part in field.path[:-1] if isinstance(part, str))
                name = doc.dialect.names[field.name.lower()]
                fix = Fix.unsafe(
                    editor_for(front).remove(field),
                    editor_for(front).add(name, field.value),
                    title="Move it out of the table",
                    changes={Change.FRONT_MATTER},
                )
                message = (
                    f"“{field.name}” is inside [{table}], where Hugo does not look for it: move it above the table"
                )
                yield self.at(doc, field.key, message, fix=fix)


def _is_foreign(front: FrontMatter, field: Field) -> bool:
    """Whether a field of a table can only be meant for the article."""
    name, tables = field.name.lower(), [str(part).lower() for part in field.path[:-1] if isinstance(part, str)]
    if tables[0] in _FOREIGN:
        deep = len(tables) == (2 if tables[0] in ("menu", "menus") else 1)
        return deep and name in _FOREIGN[tables[0]]
    # Only in TOML does a key get into a table of the theme's by mistake.
    return front.format == "toml" and len(field.path) == 2 and name in _PUBLISHING


def _deliberate(front: FrontMatter) -> Iterator[tuple[str | int, ...]]:
    """The paths of fields that stand where they are meant to.

    What slips into a table of YAML by its indentation is not the first of several there; and no slip stands in two
    items of one list.
    """
    tables = Counter(field.path[:-1] for field in front.fields)
    of_lists = Counter(_named(field.path) for field in front.fields)
    before: set[tuple[str | int, ...]] = set()
    for field in front.fields:
        table = field.path[:-1]
        leads = table not in before and tables[table] > 1 and front.format == "yaml"
        before.add(table)
        if leads or of_lists[_named(field.path)] > 1:
            yield field.path


def _named(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple(part if isinstance(part, str) else "" for part in path)
