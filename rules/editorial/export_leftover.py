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

_CLASS = r"\.(?:underline|mark|smallcaps|anchor|ul|Apple-\w+) ?"
_ATTRIBUTES = pattern(
    rf"(?<=[)\]\ufffc])(?:\{{(?:width|height)=[^{{}}\n]*\}}|\{{(?:{_CLASS})+\}})|"
    r"\{:\s?(?:target|rel|class|style|width|height|\.|#)[^{}\n]*\}"
)
_WORDPRESS = r"caption|gallery|embed|sourcecode|vc_\w+|et_pb_\w+"
_LIQUID = (
    "include|highlight|endhighlight|raw|endraw|link|post_url|if|endif|for|endfor|assign|capture|youtube|gist|comment"
)
_LITERAL = (
    (pattern(rf"\[/(?:{_WORDPRESS})\]|\[(?:{_WORDPRESS}) \w+=[^\[\]\n]*\]|\[embed\](?=http)"), "WordPress"),
    (pattern(rf"\{{%-? ?(?:{_LIQUID})\b[^{{}}\n]*%\}}"), "Jekyll"),
    (pattern(r"\{\{ ?(?:site|page)\.[\w.]+(?: ?\|[^{}\n]*)? ?\}\}"), "Jekyll"),
    (pattern(r"\[\]\{#_?[\w.-]+ (?:\.\w+)?\}|\[[^\[\]\n]{1,80}\]\{\.(?:underline|mark|smallcaps|ul)\}"), "Pandoc"),
    (pattern(r">>>>>  gd2md-html alert:[^\n]*"), "“Docs to Markdown”"),
    (pattern(r"</?(?:o:p|w:\w+)\b[^<>\n]*>"), "Word"),
)
_HTML = pattern(
    r"<!-{2,}\s*(?:Conversion time|Docs to Markdown)|gd2md-html|</?(?:o:p|st1:\w+|w:\w+)\b[^>]*>|\bmso-[a-z-]+:|"
    r"class=\"?Mso\w+|id=\"cmnt(?:_ref)?\d+\""
)
_TRIGGERS = (
    *("{width=", "{height=", "{.un", "{.mark", "{.small", "{.ul", "{.anchor", "{.Apple", "{:", "{%", "[]{#", "gd2md"),
    *("{{ site.", "{{site.", "{{ page.", "{{page.", "<o:p", "</o:p", "<w:", "</w:"),
    *(
        f"[{slash}{name}"
        for slash in ("", "/")
        for name in ("caption", "gallery", "embed", "sourcecode", "vc_", "et_pb_")
    ),
)
# Each of them has one of these beginnings.
_BEGINNINGS = (
    ("{", pattern(r"\{(?:width=|height=|\.(?:un|mark|small|ul|anchor|Apple)|:|%|\{ ?(?:site|page)\.)")),
    ("[", pattern(r"\[(?:\]\{#|/?(?:caption|gallery|embed|sourcecode|vc_|et_pb_))")),
    ("<", pattern(r"</?(?:o:p|w:)")),
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
        Good("## Install {#install .wide}\n\n- [ ] a [gallery] and [a](/a/){.b} and {a: 1}\n"),
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
        Bad('![⟦alt_text⟧](a.png "image_tooltip")\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if _may_have_html(doc):
            yield from self._html(doc)
        if not _may_have_some(doc):
            return
        templates = _may_have_templates(doc)
        for block in doc.prose:
            prose = block.prose
            written = prose.text
            if "{" not in written and "[" not in written and "<" not in written and "gd2md" not in written:
                continue
            if not any(trigger in written for trigger in _TRIGGERS):
                continue
            text = prose.masked
            for match in _ATTRIBUTES.finditer(text) if "{" in text else ():
                # On a line of its own it belongs to the block above, where the site's configuration says so.
                if templates if match[0][1] == ":" else written[match.start() - 1] == "\n":
                    continue
                span = prose.span(*match.span())
                fix = Fix.unsafe(Edit(span, ""), title="Remove it", changes=[Change.TEXT])
                origin = "Jekyll" if match[0][1] == ":" else "Pandoc"
                yield self.at(doc, span, f"{quoted(match[0])} is left over from {origin} and shows: remove it", fix=fix)
            for literal, origin in _LITERAL:
                if origin == "Jekyll" and templates:
                    continue
                for match in literal.finditer(text):
                    message = f"{quoted(match[0])} is left over from {origin} and shows as it is: remove or replace it"
                    yield self.at(doc, prose.span(*match.span()), message)

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


def _may_have_some(doc: Document) -> bool:
    running = doc.running_text
    return "gd2md" in running or any(sign in running and beginning.search(running) for sign, beginning in _BEGINNINGS)


def _may_have_templates(doc: Document) -> bool:
    """Whether an article may be one of a generator that fills in Liquid, as Jekyll and Eleventy do, or speaks of it."""
    if _ABOUT.search(doc.running_text):
        return True
    named = doc.front_matter is not None and doc.front_matter.field("layout") is not None
    return named or doc.dialect.is_fragment(doc.path)
