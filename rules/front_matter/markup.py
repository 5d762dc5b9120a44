"""Markdown or HTML entities in a title or description, which Hugo shows as they are written.

The title and the description are plain text: in the browser's tab, in search results and in the feed `**Important**`
keeps its asterisks, and `R&amp;D` is not R&D. Templates of other generators, such as Jekyll's, put out entities as
they are, and the browser reads them. A field that a template of the site renders is left alone; Markdown is advice, as
the templates of a theme may render it. Code in
backticks is common and left alone too, unless the option `code` is set.

## Fix safety
Unsafe: the theme may render the Markdown.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Edit,
    Fix,
    Good,
    Page,
    Range,
    Severity,
    Site,
    SiteRule,
    Span,
    pattern,
    unescaped,
)
from postlint.helpers import field_values

_FIELDS = {"title": "title", "linktitle": "linkTitle", "description": "description"}
# Without any of these there is no markup.
_SIGNS = "&*_[`"
_ENTITIES = r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);"
_BOLDS = r"(?<![\w*])\*\*(?=\S)([^*]+?)(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=\S)([^_]+\s[^_]+?)(?<=\S)__(?!\w)"
_LINKS = r"!?\[([^\[\]]+)\]\((?:https?:|/|#|mailto:|\.{1,2}/)[^()\s]*\)"
_CODES = r"(?<!`)`([^`]+)`(?!`)"
_ENTITY, _BOLD, _LINK, _CODE = pattern(_ENTITIES), pattern(_BOLDS), pattern(_LINKS), pattern(_CODES)
_MARKUP = pattern("|".join((_LINKS, _BOLDS, _CODES, _ENTITIES)))


class Markup(SiteRule):
    severity = Severity.WARNING
    code: Annotated[bool, "report code in backticks too"] = False

    good = [
        Good("---\nwidget: accomplishments\ntitle: Accomplish&shy;ments\n---\n", "a piece of a page", site={}),
        Good('+++\ntitle = "2 * 3 * 4, `code`, snake_case and __init__ & co"\n+++\n', site={}, nests=False),
        Good(
            '+++\ntitle = "A [draft] (2026)"\ndescription = "f(x) = x**2 and y**2; AT&T;"\n+++\n', site={}, nests=False
        ),
        Good('+++\ntitle = "C"\n[params]\nintro = "**Bold**"\n+++\n', "no field of Hugo's", site={}, nests=False),
        Good('+++\ntitle = "The &nbsp; entity"\n+++\n', "an article about it", site={}, nests=False),
        Good(
            "---\ntitle: R&amp;D\n---\n",
            "Jekyll puts it out as it is",
            nests=False,
            site={"_config.yml": "", "_posts/2026-01-02-b.md": ""},
        ),
        Good(
            "---\ntitle: A **new** start\ndescription: R&amp;D\n---\n",
            "templates render them",
            nests=False,
            site={
                "hugo.toml": "",
                "layouts/all.html": "{{ .Title | markdownify }}{{ with .Description }}{{ . | safeHTML }}{{ end }}",
            },
        ),
        Good("---\ntitle: 2024\n---\n", "a number", site={}),
    ]
    bad = [
        Bad('+++\ntitle = ⟦"R&amp;D"⟧\n+++\n', fixed='+++\ntitle = "R&D"\n+++\n', message="R&D", site={}, nests=False),
        Bad(
            "---\ntitle: ⟦A **new** R&amp;D⟧\n---\n",
            fixed="---\ntitle: A new R&amp;D\n---\n",
            why="asterisks show there too",
            site={"_config.yml": "", "_posts/2026-01-02-b.md": ""},
            nests=False,
        ),
        Bad(
            "---\ntitle: ⟦A **new** start⟧\n---\n",
            fixed="---\ntitle: A new start\n---\n",
            severity=Severity.INFO,
            site={},
            nests=False,
        ),
        Bad(
            "---\ntitle: ⟦R&amp;D⟧\n---\n",
            fixed="---\ntitle: R&D\n---\n",
            severity=Severity.WARNING,
            site={},
            nests=False,
        ),
        Bad(
            "---\ntitle: ⟦'About [Jo](https://example.org/)'⟧\n---\n",
            fixed="---\ntitle: 'About Jo'\n---\n",
            site={},
            nests=False,
        ),
        Bad(
            "---\ndescription: ⟦Don&#39;t panic⟧\n---\n",
            fixed="---\ndescription: Don't panic\n---\n",
            site={},
            nests=False,
        ),
        Bad(
            '+++\ntitle = ⟦"The `a` tag"⟧\n+++\n',
            fixed='+++\ntitle = "The a tag"\n+++\n',
            options={"code": True},
            site={},
            nests=False,
        ),
        Bad(
            '+++\ntitle = ⟦"A **new** &quot;start&quot;"⟧\n+++\n',
            fixed='+++\ntitle = "A **new** &quot;start&quot;"\n+++\n',
            why="a quote would end the title",
            site={},
            nests=False,
        ),
        Bad(
            "---\ntitle: ⟦A **new** &quot;start&quot;⟧\n---\n",
            fixed='---\ntitle: A new "start"\n---\n',
            site={},
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for name in _FIELDS:
            value, place = page.fields.get(name), page.places.get(name)
            if place is None or not isinstance(value, str) or not any(sign in value for sign in _SIGNS):
                continue
            if name == "title" and isinstance(page.fields.get("widget"), str):
                # A piece of a page: how its template shows it is its own.
                continue
            entities = site.dialect.shows_entities
            plain = self._plain(value, name, entities)
            if plain != value and not (site.has_urls and site.holds(page) and site.renders_field(name)):
                shown = _FIELDS[name]
                message = f"the {shown} is shown with its markup as written: write “{field_values.shown(plain)}”"
                severity = Severity.INFO if self._plain(value, name, entities=False) != value else None
                fix = self._fix(place, value, name, entities)
                yield self.at(page, place, message, fix=fix, severity=severity)

    def _fix(self, place: Range, value: str, name: str, entities: bool) -> Fix | None:
        """The edits that take the markup out, where the value stands in the file as it is, in quotes or without."""
        start = place.span.start + (place.span.end - place.span.start - len(value)) // 2
        if place.span.end - place.span.start not in (len(value), len(value) + 2):
            return None
        edits: list[Edit] = []
        for match in _MARKUP.finditer(value):
            plain = self._plain(match[0], name, entities)
            if plain != match[0]:
                edits.append(Edit(Span(start + match.start(), start + match.end()), plain))
        quotes = any(sign in edit.text for edit in edits for sign in "\"'\\\n")
        if not edits or (quotes and start > place.span.start):
            return None
        return Fix.unsafe(*edits, title="Remove the markup", changes={Change.FRONT_MATTER})

    def _plain(self, value: str, name: str, entities: bool) -> str:
        # Lists of articles often render the links of a description, never those of a title.
        text = value if name == "description" else _LINK.sub(r"\1", value)
        text = _BOLD.sub(lambda bold: bold[1] or bold[2], text)
        text = _CODE.sub(r"\1", text) if self.code else text
        return _ENTITY.sub(lambda entity: unescaped(entity[0]), text) if entities and _is_escaped(text) else text


def _is_escaped(text: str) -> bool:
    """Whether entities stand for the characters they mean, not for themselves in a text about them."""
    return not re.search(r"\b(?:entit|HTML|escap)", text, re.IGNORECASE)
