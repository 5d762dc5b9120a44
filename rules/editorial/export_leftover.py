"""What the export of a document, or another site generator, leaves in a text.

Pandoc's attributes, the alerts of "Docs to Markdown", anchors of comments, smart tags of Word, WordPress'
shortcodes in square brackets, Jekyll's tags and attributes: Hugo knows none of them, and shows them.

An article that names its `layout`, or lies in a folder such as `_posts`, may be one of a generator that knows
Jekyll's tags and attributes: there they are left alone.

## Fix safety
Unsafe: attributes are removed, and with them the size or the window that they asked for. For the others there is
no fix.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, nodes, pattern, quoted
from postlint.helpers.foreign_markup import Foreign, foreign_markup

_HTML = pattern(
    r"<!-{2,}\s*(?:Conversion time|Docs to Markdown)|gd2md-html|</?(?:o:p|st1:\w+|w:\w+)\b[^>]*>|\bmso-[a-z-]+:|"
    r"class=\"?Mso\w+|id=\"cmnt(?:_ref)?\d+\""
)
_ABOUT = pattern(r"(?<![^\W_])(?:jekyll|liquid)(?![^\W_])", re.I)
_HTML_TRIGGERS = (
    "gd2md",
    "Docs to Markdown",
    "Conversion time",
    "mso-",
    "Mso",
    "cmnt",
    "<o:",
    "<st1:",
    "<w:",
)


class ExportLeftover(Rule):
    severity = Severity.WARNING

    good = [
        Good("## Install {#install .wide}\n\n- [ ] a [gallery], [video] and {a: 1}, a[i] and [b]\n"),
        Good("!!! Install it now\n\nIt is a ::: b, and <<< or [TOC] in a text.\n", "nobody's markup"),
        Good("`{% include a.html %}` and `![a](a.png){width=50%}`\n\n```\n{{ page.title }}\n```\n"),
        Good(
            "---\nlayout: post\n---\n\n{% include a.html %} and {{ site.baseurl }}\n{: .wide}\n", "Jekyll", nests=False
        ),
        Good("![A](a.png)\n{width=300}\n", "an attribute of the paragraph"),
        Good("Jekyll reads {% include a.html %}.\n", "an article about it"),
        Good('<p class="wide">Text</p>\n\n{{< figure src="a.png" width="50%" alt="A" >}}\n', nests=False),
    ]
    bad = [
        Bad('![A](a.png)⟦{width="6.5in" height="4in"}⟧\n', fixed="![A](a.png)\n", message="Pandoc"),
        Bad('[a](/a/)⟦{:target="_blank"}⟧ text\n', fixed="[a](/a/) text\n"),
        Bad('⟦[caption id="attachment_1" align="left"]⟧![A](a.png) A plot⟦[/caption]⟧\n', message="WordPress"),
        Bad("See ⟦{% include a.html %}⟧ and ⟦{{ site.baseurl }}⟧.\n", message="Jekyll"),
        Bad("Text ⟦<o:p>⟧⟦</o:p>⟧\n"),
        Bad(
            "See [a](/a/)⟦{.b}⟧ and `c`⟦{.python}⟧, [d](/d/)⟦{target=_blank}⟧.\n",
            fixed="See [a](/a/) and `c`, [d](/d/).\n",
        ),
        Bad("## A heading ⟦{#what-is-it?}⟧\n"),
        Bad('⟦!!! note "A title"⟧\n    Text of it\n', message="MkDocs"),
        Bad("⟦:::note⟧\nText\n:::\n\n⟦[TOC]⟧\n\n⟦[[_TOC_]]⟧\n"),
        Bad("It is ⟦[b]⟧bold⟦[/b]⟧, with ⟦[youtube=https://youtu.be/abc]⟧.\n", message="BBCode"),
        Bad("See ⟦[the page|https://a.example/b]⟧ and ⟦[[https://a.example][it]]⟧.\n", message="Confluence"),
        Bad("⟦.. note:: Text⟧\n\n⟦<<< @/a.js⟧\n", nests=False),
        Bad('![A](⟦{{ relURL "/a.png" }}⟧)\n'),
        Bad('![⟦alt_text⟧](a.png "image_tooltip")\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if _may_have_html(doc):
            yield from self._html(doc)
        templates: bool | None = None
        for found in foreign_markup(doc):
            text = found.prose.text[found.start : found.end]
            if found.origin == "Jekyll":
                templates = _may_have_templates(doc) if templates is None else templates
                if templates:
                    continue
            elif _is_of_block(found):
                # On a line of its own it belongs to the block above, where the site's configuration says so.
                continue
            span = found.prose.span(found.start, found.end)
            removable = text[0] == "{" and text[1] not in "{%"
            fix = Fix.unsafe(Edit(span, ""), title="Remove it", changes=[Change.TEXT]) if removable else None
            remove = "remove it" if removable else "remove or replace it"
            message = f"{quoted(text)} is left over from {found.origin} and shows as it is: {remove}"
            yield self.at(doc, span, message, fix=fix)

    def _html(self, doc: Document) -> Iterator[Diagnostic]:
        for image in doc.nodes(nodes.Image):
            if image.title == "image_tooltip" and doc.source(image.content) == "alt_text":
                message = (
                    "“alt_text” is left over from “Docs to Markdown”: say what is on the image, and drop the title"
                )
                yield self.at(doc, image.content, message)
        for node in doc.nodes(nodes.HtmlInline):
            if _HTML.search(node.html):
                yield self.at(doc, node.span, f"{quoted(node.html)} is left over from an export: remove it")
        for block in doc.nodes(nodes.HtmlBlock):
            if match := _HTML.search(block.html):
                span = block.prose.span(*match.span())
                yield self.at(doc, span, f"{quoted(match[0])} is left over from an export: remove it")


def _may_have_html(doc: Document) -> bool:
    html = "\n".join([node.html for node in doc.html])
    tooltip = any(image.title == "image_tooltip" for image in doc.nodes(nodes.Image))
    return tooltip or bool(html and any(trigger in html for trigger in _HTML_TRIGGERS))


def _is_of_block(found: Foreign) -> bool:
    """Whether attributes stand on a line by themselves."""
    text = found.prose.text
    return text[found.start] == "{" and text[found.start - 1 : found.start] in ("", "\n")


def _may_have_templates(doc: Document) -> bool:
    """Whether an article may be one of a generator that fills in Liquid, as Jekyll and Eleventy do, or speaks of it."""
    if _ABOUT.search(doc.running_text):
        return True
    named = doc.front_matter is not None and doc.front_matter.field("layout") is not None
    return named or doc.dialect.is_fragment(doc.path)
