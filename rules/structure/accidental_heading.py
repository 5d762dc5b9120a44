"""A `---` right under a paragraph, which makes a heading of it.

Markdown takes a line of dashes below a text for the underline of a heading, so a whole paragraph shows in the size of
one instead of ending in a rule. What is as short as a heading and underlined like one is left alone. A second front
matter in the text becomes a rule and a heading in the same way, and a reader sees its fields.

## Fix safety
Unsafe: a blank line makes the paragraph a paragraph and the dashes a rule, and one of the two may not be wanted.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, nodes, pattern, quoted

_LONG = 80
_SENTENCE_END = pattern(r"[.!?:;,…。！？；：][\"'”’»)\]*_`]*\Z")

# Fields of a front matter between fences, some of which have a name that front matter has everywhere.
_LINE = r"(?:[\w-]+[ \t]*[:=][^\n]*\n|[ \t]*-[ \t][^\n]*\n|[ \t]+\w[^\n]*\n|\r?\n(?=[\w-]+[ \t]*[:=]))"
_NAMES = "title|date|draft|layout|slug|tags|categories|description"
_COMMENTS = pattern(r"(?:\s*<!--.*?-->)+\s*", re.S)
_FIELD = pattern(rf"(?:{_NAMES})[ \t]*[:=]")
_FIELDS = pattern(
    rf"(?P<fence>---|\+\+\+)[ \t]*\r?\n{_LINE}{{0,20}}?[ \t]*(?:{_NAMES})[ \t]*[:=][^\n]*\n"
    rf"{_LINE}{{0,30}}[ \t]*(?P=fence)[ \t]*\r?(?:\n|\Z)",
    re.M,
)


class AccidentalHeading(Rule):
    severity = Severity.WARNING

    good = [
        Good("---js\nlet text = 'It is a list. And more';\n---\n\nText.\n", "a front matter", nests=False),
        Good("::a-part\n---\nfields:\n  - It is a list. And more\n---\n::\n", "a component of Nuxt", nests=False),
        Good("title: The list\ndate: 2026-01-02\ndraft: false\n---\n\nText.\n", "without its opening", nests=False),
        Good("{% set block %}{% raw %}\n---\ntags: a\n---\n{% endraw %}{% endset %}\n\nText.\n", "code", nests=False),
        Good("A title\n---\n\nText.\n\nWhat is it?\n-----------\n"),
        Good("Text.\n\n---\n\nMore text.\n"),
        Good("An underline as long as what it is under.\n-----------------------------------------\n"),
        Good("A title.\n===\n", "nobody draws a rule like this"),
        Good(
            '{{< tab "yaml" >}}\n---\ntitle: A plan\nweight: 1\n---\n{{< /tab >}}\n',
            "may be shown as code",
            nests=False,
        ),
        Good("| a |\n|---|\n| b |\n\n```\ntext.\n---\n```\n"),
        Good("It is so at the end of it.\n-----------\n", "a long line of dashes"),
        Good("Ab c.\n---\n", "nearly as short as what is under it"),
        Good(f"{'word ' * 15}words\n---\n", "as short as a title"),
        Good(
            "```\n---\ntitle: Old\n---\n```\n\nText.\n\n<div>\n---\ntitle: Old\n---\n</div>\n",
            "code and HTML",
            nests=False,
        ),
    ]
    bad = [
        Bad("Here is the end of a paragraph.\n⟦---⟧\n", fixed="Here is the end of a paragraph.\n\n---\n"),
        Bad("A paragraph over\ntwo lines\n⟦---⟧\n\nText.\n", fixed="A paragraph over\ntwo lines\n\n---\n\nText.\n"),
        Bad("Text.\n\n⟦---\ntitle: Old\nlayout: post\n---⟧\n\nText.\n", message="second front matter", nests=False),
        Bad("- Text.\n\n  ⟦---\n  title: Old\n  layout: post\n  ---⟧\n", message="second front matter", nests=False),
        Bad("Text.\n\n⟦+++\ntitle = 'Old'\n+++⟧\n", message="second front matter", nests=False),
        Bad("Text.\n\n⟦---\ntitle: Old\ntags:\n- a\n---⟧\n", message="second front matter", nests=False),
        Bad("![A plot](a.png)\n⟦---⟧\n", fixed="![A plot](a.png)\n\n---\n"),
        Bad("It is so at the end of it.\n⟦----------⟧\n"),
        Bad("Ab cd.\n⟦---⟧\n"),
        Bad(f"{'word ' * 15}phrase\n⟦---⟧\n"),
        Bad("Text.\n\n⟦---\ntitle: Old\nlayout: post\n---⟧\n\nHere is the end of it.\n⟦---⟧\n", nests=False),
        Bad(
            "{{< box >}}\nThis is the end of it.\n---\n{{< /box >}}\n\nThis is the end of it.\n⟦---⟧\n",
            "what a shortcode shows need not be Markdown",
            nests=False,
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        second = None
        fences = [rule.span.start for rule in doc.nodes(nodes.ThematicBreak)]
        fences += [block.span.start for block in doc.prose if block.prose.text.startswith("+++\n")]
        for start in fences:
            match = _FIELDS.match(doc.text, start)
            if match and second is None and _shows(doc, match):
                second = match
        # Where only a comment stands above it, it is the first, and another rule says so.
        if second and not _COMMENTS.fullmatch(doc.text, 0, second.start()):
            span = Span(second.start(), second.start() + len(second[0].rstrip()))
            message = "this is a second front matter, which shows on the page: move its fields to the top, or remove it"
            yield self.at(doc, span, message)
        if any(heading.prose.text.rpartition("\n")[2].startswith("::") for heading in doc.headings if heading.setext):
            # A component of Nuxt, whose fields stand between dashes.
            return
        underlined = [heading for heading in doc.headings if heading.setext and not _is_paragraph(doc, heading)]
        for heading in doc.headings:
            # Who underlines other headings means this one too.
            if second and Span(*second.span()).overlaps(heading.span):
                continue
            if heading.setext and heading.level == 2 and _is_paragraph(doc, heading) and not underlined:
                if _is_unopened(doc, heading) or doc.shortcodes.around(heading.marks.start, "<"):
                    continue
                line = doc.lines.span(doc.lines.number(heading.marks.start))
                prefix = doc.text[line.start : heading.marks.start].rstrip()
                edit = Edit(Span(line.start, line.start), prefix + doc.newline)
                fix = Fix.unsafe(edit, title="Put a blank line between", changes=[Change.HEADINGS, Change.BLOCKS])
                message = (
                    f"the dashes make a heading of the paragraph {quoted(heading.prose.text)}: put a blank line above"
                )
                yield self.at(doc, heading.marks, message, fix=fix)


def _is_unopened(doc: Document, heading: nodes.Heading) -> bool:
    """Whether the text above the dashes is a front matter without its opening fence, or with the name of its format.

    Another rule speaks of it, unless the generator reads it.
    """
    begins = (
        doc.front_matter is None
        and heading is doc.headings[0]
        and not doc.text[: heading.span.start].strip("\ufeff \t\r\n")
    )
    return begins and (heading.prose.text.startswith("---") or _FIELD.match(heading.prose.text) is not None)


def _is_paragraph(doc: Document, heading: nodes.Heading) -> bool:
    text, dashes = heading.prose.text, heading.marks.end - heading.marks.start
    if heading.attributes or dashes > 10 or abs(dashes - len(text)) < 3:
        return False
    if "\n" in text or len(text) > _LONG or heading.is_picture:
        return True
    return " " in text and _SENTENCE_END.search(text) is not None and not text.endswith(("?", "!", "？", "！"))


def _shows(doc: Document, fields: re.Match[str]) -> bool:
    """Whether a front matter stands in text, not in code or in a shortcode."""
    span = Span(*fields.span())
    elsewhere = (*doc.nodes(nodes.CodeBlock), *doc.nodes(nodes.HtmlBlock))
    if any(block.span.overlaps(span) for block in elsewhere):
        return False
    return doc.shortcodes.around(span.start) is None and doc.masked[span.start] in "-+"
