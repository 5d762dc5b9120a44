"""A field that is there, but empty.

An empty title is shown as it is: a nameless entry in lists. Anything else is advice: in the place of an empty
description most templates show a summary, and an empty `tags = []` or `date` does no harm. Of what most articles of a
section leave empty, that is said too: mostly new articles get it from an archetype. Other fields are left alone,
because an empty value may have been chosen: many sites keep `aliases = []` in every article, and a theme may
understand `image = ""`.

## Fix safety
Unsafe, and only for a habit of the site: the empty field goes. A section may hand down a value of its own, which the
empty one hides until then.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, SiteRule, has_value
from postlint.helpers.counts import percent
from postlint.helpers.drafts import severity_of_unfinished
from postlint.helpers.untitled import is_named_by_time

_SHOWN = frozenset("title linktitle".split())
_ASKED = _SHOWN | {"description", "summary"}
_DATES = frozenset("date lastmod publishdate expirydate".split())
_FEW = 5
"""In a section with fewer articles nothing is a habit."""
_OTHERS = {f"content/articles/{at}.md": "+++\ntitle = 'A'\ntags = []\n+++\n" for at in range(5)}
_INSTEAD = {"description": "summary", "summary": "description", "linktitle": "title"}


class EmptyField(SiteRule):
    severity = Severity.WARNING
    also: Annotated[list[str], "fields whose emptiness is mentioned too"] = ["date", "lastmod", "series", "tags"]

    good = [
        Good('+++\ntitle = "A title"\ntags = ["one"]\n+++\n', site={}),
        Good(
            "---\ntitle:\n---\n", "the home page has that of the site", path="content/_index.md", site={"hugo.toml": ""}
        ),
        Good('+++\ntitle = "A title"\nsubtitle = ""\nimage = ""\n+++\n', "the theme may understand these", site={}),
        Good("---\ntitle: A title\naliases: []\ncategories: []\n---\n", "kept for later", site={}),
        Good('+++\nwidget = "pages"\ntitle = ""\n+++\n', "a piece of a page", site={}),
        Good("---\ntitle: A title\nweight: 0\ndraft: false\n---\n", "0 and false are values", site={}),
        Good("---\ntitle: ''\n---\n", "a note", path="content/notes/2026-01-02-150405.md", site={}),
        Good("---\ntitle:\n---\n", "the site's own", path="content/_index.md", site={"hugo.toml": ""}),
        Good(
            "---\ntitle: A title\ndescription:\nsummary: What it is about\nlinkTitle: ''\n---\n",
            "the other is shown",
            site={},
        ),
        Good("---\ntitle:\n---\n\nText.\n", "a piece to be included", path="content/_includes/note.md", site={}),
        Good("---\ntitle: A title\ndescription: What it is about\ntags: [one]\n---\n", site={}),
    ]
    bad = [
        Bad('+++\n⟦title⟧ = ""\n+++\n', message="“title” is empty", site={}),
        Bad("---\n⟦title⟧:\n---\n", path="content/articles/_index.md", site={"hugo.toml": ""}),
        Bad("---\ntitle: A title\n⟦description⟧:\n---\n", path="content/_index.md", site={"hugo.toml": ""}),
        Bad("---\ntitle: A title\n⟦description⟧:\n---\n", site={}),
        Bad("---\ntitle: A title\n⟦description⟧: '  '\n---\n", site={}),
        Bad("---\n⟦title⟧: ''\n---\n", severity=Severity.WARNING, site={}),
        Bad("---\n⟦title⟧: ''\ndraft: true\n---\n", severity=Severity.INFO, site={}),
        Bad("---\ntitle: A title\n⟦description⟧:\n---\n", severity=Severity.INFO, site={}),
        Bad('+++\ntitle = "A title"\n⟦tags⟧ = []\n+++\n', severity=Severity.INFO, site={}),
        Bad('---\ntitle: A title\n⟦tags⟧:\n  - ""\n---\n', severity=Severity.INFO, site={}),
        Bad("---\ntitle: A title\n⟦date⟧:\n---\n", severity=Severity.INFO, site={}),
        Bad("---\ntitle: A title\n⟦cover⟧: ''\n---\n", options={"also": ["cover"]}, site={}),
        Bad(
            "---\ntitle: A title\n⟦tags⟧: []\nweight: 1\n---\n",
            "a habit of the site",
            fixed="---\ntitle: A title\nweight: 1\n---\n",
            message="as in all articles of this section",
            severity=Severity.INFO,
            site={"hugo.toml": "", **_OTHERS},
        ),
        Bad(
            "---\ntitle: A title\n⟦description⟧: ''\n---\n",
            fixed="---\ntitle: A title\n---\n",
            message="as in all articles",
            severity=Severity.INFO,
            site={
                "hugo.toml": "",
                **{name: text.replace("tags = []", "description = ''") for name, text in _OTHERS.items()},
            },
        ),
        Bad(
            '{\n⟦"description"⟧: null,\n"title": "A"\n}\n',
            "a habit in JSON",
            message="as in all articles",
            severity=Severity.INFO,
            site={
                "hugo.toml": "",
                **dict.fromkeys(_OTHERS, '{"title": "A", "description": null}\n'),
            },
        ),
        Bad('+++\nwidget = "pages"\ntitle = ""\n⟦description⟧ = ""\n+++\n', site={}),
        Bad(
            "---\ntitle: A title\n⟦tags⟧: []\n---\n",
            "four others are too few for a habit",
            message="“tags” is empty: fill it in",
            site={
                "hugo.toml": "",
                **{name: text for name, text in _OTHERS.items() if "4" not in name and "3" not in name},
            },
        ),
        Bad(
            "---\ntitle: A title\n⟦tags⟧: []\n---\n",
            "four others make it one",
            message="as in all articles",
            site={"hugo.toml": "", **{name: text for name, text in _OTHERS.items() if "4" not in name}},
        ),
        Bad(
            "---\ntitle: A title\n⟦tags⟧: []\n---\n",
            "half of them are no habit",
            message="“tags” is empty: fill it in",
            site={
                "hugo.toml": "",
                **_OTHERS,
                **{f"content/articles/b{at}.md": "+++\ntags = ['a']\n+++\n" for at in range(6)},
            },
        ),
        Bad(
            "---\n⟦title⟧: ''\n---\n",
            message="“title” is empty: fill it in",
            site={"hugo.toml": "", **{f"content/articles/b{at}.md": "+++\ntitle = ''\n+++\n" for at in range(6)}},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if all(map(has_value, page.fields.values())):
            return
        if site.dialect.is_archetype(page.path) or site.dialect.is_fragment(page.path):
            return
        also = {name.lower() for name in self.also}
        for name, value in page.fields.items():
            # Where there is the other one, templates, and Hugo for its own lists, show that.
            if has_value(value) or has_value(page.fields.get(_INSTEAD.get(name, ""))):
                continue
            # A piece of a page, such as the templates of many a theme make it of articles; the home page, to which they
            # give the title of the site; or a note.
            if name == "title" and (
                has_value(page.fields.get("widget")) or site.kind(page) == "home" or is_named_by_time(page.path)
            ):
                continue
            place = page.place(f"{name}.key")
            if place and (name in _ASKED or name in also):
                how, fix = _habit(page, site, name) if name != "title" and name not in _DATES else ("", None)
                shown = name in _SHOWN and not how and severity_of_unfinished(page.fields.get("draft")) is None
                severity = Severity.WARNING if shown else Severity.INFO
                message = f"“{_written(page, name)}” is empty{how}: fill it in or delete it"
                yield self.at(page, place, message, severity=severity, fix=fix)


def _written(page: Page, name: str) -> str:
    return next(key for key in page.data if str(key).lower() == name)


def _habit(page: Page, site: Site, name: str) -> tuple[str, Fix | None]:
    """How many articles of its section leave a field empty, where most of them do, and what ends that here."""
    share = site.concluded(_empty_share, _empty, f"{site.language(page)}:{site.section(page)}", name)
    if not share:
        return "", None
    fix = None
    # In JSON, a field has no lines of its own.
    if lines := page.place(f"{name}.lines"):
        fix = Fix.unsafe(Edit(lines.span, ""), title=f"Delete the empty “{name}”", changes=[Change.FRONT_MATTER])
    return f", as in {'all articles' if share == 100 else f'{share} % of the articles'} of this section", fix


def _empty_share(counts: Mapping[str, int], name: str) -> int:
    """In how many percent of the articles a field is empty, in steps of five; 0 where that is no habit."""
    empty, articles = counts.get(name, 0), counts.get("", 0)
    return percent(empty, articles) if articles >= _FEW and 2 * empty > articles else 0


def _empty(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """Of each section in each language, the fields that its articles leave empty, and, as "", the articles."""
    if site.kind(page) == "page":
        empty = [name for name, value in page.fields.items() if name and not has_value(value)]
        yield f"{site.language(page)}:{site.section(page)}", ["", *empty]
