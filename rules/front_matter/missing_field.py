"""A field that every article of this kind needs, and this one lacks.

Without a title, an article stands nameless in lists, in the feed, in search results and in the browser's tab, and
its URL may come out empty. By default, a title is asked of every article that has a date, and of those below
`content` whose text has headings, unless one of the headings is of the first level. Anything else may be a piece
that is never shown by itself; notes that are named by their time need none. Which fields are required is set in the
configuration, for the whole site or by section:

    [front-matter]
    required = ["title", "date"]

    [front-matter.sections.articles]
    required = ["description", "cover.image"]

    [front-matter.sections.articles.index]
    required = ["title"]

A section is named by its folder below `content`, or by several, such as `en/articles`, in which `*` is any folder; `.`
is for articles in none. The pages of sections (`_index.md`) are only asked for what a table `index` requires, and
pieces in folders such as `_includes` for nothing. A field counts as present under `[params]` too.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from postlint import Bad, Diagnostic, Document, FrontMatter, Good, Rule, Severity, Span
from postlint.helpers.untitled import is_named_by_time

_OTHER_TITLES = frozenset("title linktitle subtitle seotitle metatitle shorttitle".split())
"""Fields that are there beside a title."""


class MissingField(Rule):
    severity = Severity.ERROR
    usual: Annotated[list[str], "fields that an article must have where the configuration asks for none"] = ["title"]

    good = [
        Good('---\nwidget: "about"\ndate: 2026-01-02\n---\n', "a piece of a page"),
        Good('+++\ntitle = "A title"\ndate = 2026-01-02\n+++\n'),
        Good("---\nTitle: A title\ndate: 2026-01-02\n---\n", "keys match in any case"),
        Good("---\nweight: 3\n---\n\nText.\n", "no date and no heading: it may be a part of another page"),
        Good("---\nheadless: true\n---\n\n## A heading\n"),
        Good("---\ndate: 2026-01-02\n---\n\n# A title\n", "the title stands in the text"),
        Good("---\ndate: 2026-01-02\n---\n", "the page of a section", path="content/articles/_index.md"),
        Good("---\ndate: 2026-01-02\n---\n", "a piece to be included", path="content/_includes/note.md"),
        Good("---\ndate: 2026-01-02\n---\n", "the title is in the file name", path="_posts/2026-01-02-note.md"),
        Good('+++\ntitle = "A"\n[params]\nauthor = "Jo"\n+++\n', schema={"required": ["author"]}),
        Good("---\ndate: 2026-01-02\n---\n\nA note.\n", "named by its time", path="content/notes/202601021830.md"),
        Good("---\nweight: 3\n---\n", "a piece", path="content/_includes/note.md", schema={"required": ["title"]}),
        Good("---\ntiptitle: A tip\ndate: 2026-01-02\n---\n", "a title of another name"),
        Good("---\n-\ntitle: A\ndate: 2026-01-02\n---\n", "an empty item has them"),
        Good("No front matter.\n"),
    ]
    bad = [
        Bad("⟦---⟧\nname: Epilogue\ndate: 2026-01-02\n---\n\nText.\n", message="title", nests=False),
        Bad("⟦---⟧\nlinkTitle: A tip\ndate: 2026-01-02\n---\n", message="title", nests=False),
        Bad("⟦---⟧\nweight: 3\n---\n\n## A heading\n\nText.\n", message="title", nests=False),
        Bad(
            "⟦---⟧\ntiptitle: A tip\ndate: 2026-01-02\n---\n",
            message="“title”",
            schema={"required": ["title"]},
            nests=False,
        ),
        Bad('⟦+++⟧\ntitle = "A"\n+++\n', message="“author”", schema={"required": ["title", "author"]}, nests=False),
        Bad(
            '⟦{⟧"title": "A", "cover": {}}\n', message="cover.image", schema={"required": ["cover.image"]}, nests=False
        ),
        Bad('⟦+++⟧\ntitle = "A"\n+++\n', schema={"fields": {"description": {"required": True}}}, nests=False),
        Bad(
            '⟦+++⟧\ntitle = "A"\n+++\n',
            path="content/articles/_index.md",
            schema={"index": {"required": ["description"]}},
            nests=False,
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or front.problems or doc.dialect.is_archetype(doc.path):
            return
        fence = Span(front.span.start, front.span.start + (1 if front.format == "json" else 3))
        required = _required(doc.schema)
        missing = [name for name in (self.usual if required is None else required) if _is_missing(front, name)]
        if required is None and any(_is_title(field.name, field.value) for field in front.children(())):
            missing = [name for name in missing if name != "title"]
        # What an empty item has taken is reported as that.
        taken = any(isinstance(field.value, dict) and field.span.start == field.span.end for field in front.fields)
        if missing and taken:
            return
        if missing and (_is_article(doc, front) if required is None else not _is_piece(doc)):
            for name in missing:
                yield self.at(doc, fence, f"“{name}” is missing from the front matter: add it")


def _required(schema: Mapping[str, Any]) -> list[str] | None:
    """The fields that the configuration asks for; None where it says nothing of that."""
    fields = schema.get("fields", {})
    required = [*schema.get("required", []), *(name for name in fields if fields[name].get("required"))]
    return list(dict.fromkeys(required)) if required or "required" in schema else None


def _is_missing(front: FrontMatter, name: str) -> bool:
    path = name.split(".")
    return not front.field(*path) and front.get(*path) is None and front.get("params", *path) is None


def _is_title(name: str, value: Any) -> bool:
    """Whether a field is a title of another name, which the site's own templates show: `tiptitle`."""
    name = name.lower().replace("_", "")
    return name.endswith("title") and name not in _OTHER_TITLES and isinstance(value, str) and bool(value.strip())


def _is_piece(doc: Document) -> bool:
    """Whether a file of the content is a piece that others include; in other folders, `_posts` holds articles."""
    return doc.dialect.is_fragment(doc.path) and "content" in doc.path.split("/")


def _is_article(doc: Document, front: FrontMatter) -> bool:
    """Whether a file is surely a page of its own that has no title in its text."""
    # A widget is a piece of a page, which some templates make of articles.
    hidden = (
        front.get("headless")
        or isinstance(front.get("widget"), str)
        or front.get("build", "render") in ("never", False)
    )
    levels = [heading.level for heading in doc.headings]
    if hidden or doc.is_section or doc.dialect.is_fragment(doc.path) or 1 in levels:
        return False
    if is_named_by_time(doc.path):
        return False
    return front.get("date") is not None or (bool(levels) and "content" in doc.path.split("/"))
