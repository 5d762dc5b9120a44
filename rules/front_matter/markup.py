"""Markdown or HTML entities in a title or description, which Hugo shows as they are written.

The title and the description are plain text: in the browser's tab, in search results and in the feed `**Important**`
keeps its asterisks, and `R&amp;D` is not R&D. Themes that do render Markdown there exist; `ignore` the rule on such
a site. Code in backticks is common and left alone, unless the option `code` is set.

## Fix safety
Unsafe: the theme may render the Markdown.
"""

import html
import re
from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity, pattern
from postlint.helpers import field_values
from postlint.helpers.front_matter_edits import editor_for

# Without any of these there is no markup.
_SIGNS = "&*_[`"
_ENTITY = pattern(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);")
_BOLD = pattern(r"(?<![\w*])\*\*(?=\S)([^*]+?)(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=\S)([^_]+\s[^_]+?)(?<=\S)__(?!\w)")
_LINK = pattern(r"!?\[([^\[\]]+)\]\((?:https?:|/|#|mailto:|\.{1,2}/)[^()\s]*\)")
_CODE = pattern(r"(?<!`)`([^`]+)`(?!`)")


class Markup(Rule):
    severity = Severity.WARNING
    code: Annotated[bool, "report code in backticks too"] = False

    good = [
        Good('+++\ntitle = "2 * 3 * 4, `code`, snake_case and __init__ & co"\n+++\n'),
        Good('+++\ntitle = "A [draft] (2026)"\ndescription = "f(x) = x**2 and y**2; AT&T;"\n+++\n'),
        Good('+++\ntitle = "C"\n[params]\nintro = "**Bold**"\n+++\n', "no field of Hugo's"),
        Good('+++\ntitle = "The &nbsp; entity"\n+++\n', "an article about it"),
    ]
    bad = [
        Bad('+++\ntitle = ⟦"R&amp;D"⟧\n+++\n', fixed='+++\ntitle = "R&D"\n+++\n', message="R&D"),
        Bad("---\ntitle: ⟦A **new** start⟧\n---\n", fixed="---\ntitle: A new start\n---\n"),
        Bad("---\ntitle: ⟦'About [Jo](https://example.org/)'⟧\n---\n", fixed="---\ntitle: 'About Jo'\n---\n"),
        Bad("---\ndescription: ⟦Don&#39;t panic⟧\n---\n", fixed="---\ndescription: Don't panic\n---\n"),
        Bad('+++\ntitle = ⟦"The `a` tag"⟧\n+++\n', fixed='+++\ntitle = "The a tag"\n+++\n', options={"code": True}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None:
            return
        for name in ("title", "linkTitle", "description"):
            field = front.field(name)
            if field is None or not isinstance(field.value, str):
                continue
            if not any(sign in field.value for sign in _SIGNS):
                continue
            plain = self._plain(field.value, name)
            if plain != field.value:
                message = f"the {field.name} is shown with its markup as written: write “{field_values.shown(plain)}”"
                fix = Fix.unsafe(
                    editor_for(front).set(field, plain), title="Remove the markup", changes={Change.FRONT_MATTER}
                )
                yield self.at(doc, field.span, message, fix=fix)

    def _plain(self, value: str, name: str) -> str:
        # Lists of articles often render the links of a description, never those of a title.
        text = value if name == "description" else _LINK.sub(r"\1", value)
        text = _BOLD.sub(lambda bold: bold[1] or bold[2], text)
        text = _CODE.sub(r"\1", text) if self.code else text
        return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if _is_escaped(text) else text


def _is_escaped(text: str) -> bool:
    """Whether entities stand for the characters they mean, not for themselves in a text about them."""
    return not re.search(r"\b(?:entit|HTML|escap)", text, re.IGNORECASE)
