"""A heading with nothing under it.

The reader comes to a title and finds the next title. A heading that is followed by a deeper one is an introduction, and
not empty; an image, a shortcode, a table, code, a quote or HTML is content; a comment is not.
"""

import re
from collections.abc import Iterator
from typing import cast

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, pattern

_SEEN = (nodes.Link, nodes.HtmlInline, nodes.ShortcodeMark)
_UNSEEN = (nodes.LinkDefinition, nodes.FootnoteDefinition, nodes.ThematicBreak)
# Headings this deep are mostly chosen for their looks: a date, a place, a caption.
_LOOKS = 5
# "2. Log off and on again" says all that there is to be said, and so does the name of a setting in a list of them. What
# was to be a front matter is a defect of its own.
_STEP = pattern(r"\d{1,3}[.):、）]\s*(?:\S+\s+\S+\s+\S+\s+\S+|[^\s\x00-\u2fff]{8})")
_NAME = pattern(r"`[^`]+`(?:[ ,/]+`[^`]+`)*")
_FIELDS = pattern(r"[a-z_]\w*:[^\n]*\n[a-z_]\w*:", re.I)


class Empty(Rule):
    severity = Severity.WARNING

    good = [
        Good("## One\n\ntext\n\n## Two\n\n### Deeper\n\ntext\n"),
        Good('## One\n\n{{< figure src="/a.png" >}}\n\n## Two\n\n![a](b.png)\n'),
        Good("## One\n\n| a |\n|---|\n\n## Two\n\n> quote\n\n## Three\n\n```\ncode\n```\n"),
        Good('## One\n\n<div id="app"></div>\n'),
        Good("{{< tabs >}}\n## One\n{{< /tabs >}}\n", "what a shortcode makes of its content is not known"),
        Good("# Only a title\n"),
        Good("Text[^1].\n\n## Footnotes\n\n[^1]: A note.\n", "Hugo puts the notes there", nests=False),
        Good("## 1. Log off and on again\n\n## 2. Wait for a moment\n\nText.\n", "steps"),
        Good("## `PORT`\n\n## `HOST`, `PATH`\n\nText.\n", "names of settings"),
        Good("Text.\n\n## The newest articles\n", "above what a template lists", path="content/_index.md", nests=False),
        Good("### A talk\n\n###### In Bergen\n\n### Another\n\ntext\n", "a deep heading as a caption"),
        Good(
            "## [A question](https://example.org/)\n\n## [Another](https://example.org/b)\n", "headings that are links"
        ),
    ]
    bad = [
        Bad("## ⟦One⟧\n\n## Two\n\ntext\n", message="“One”"),
        Bad("text\n\n## One\n\ntext\n\n## ⟦Two⟧\n"),
        Bad("## ⟦One⟧\n\n<!-- to be written -->\n\n# Two\n\ntext\n"),
        Bad("## One\n\n### ⟦Deeper⟧\n\n## Two\n\ntext\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        waiting = len(doc.headings)
        for blocks in _sections(doc):
            if not waiting:
                return
            places = [index for index, block in enumerate(blocks) if type(block) is nodes.Heading]
            waiting -= len(places)
            for heading in _empty(blocks, places):
                # Below the text of a section stands what its template lists.
                # Below the text of any article stand its notes.
                last = blocks is doc.blocks and _following(blocks, blocks.index(heading)) is None
                listed = last and (doc.is_section or doc.nodes(nodes.FootnoteDefinition))
                if not listed and not _speaks_for_itself(doc, heading):
                    text = " ".join(heading.text.split())
                    message = f"“{text}” has nothing below it: write the section or remove the heading"
                    yield self.at(doc, heading.content, message)


def _sections(doc: Document) -> Iterator[list[nodes.Node]]:
    """The blocks of the article, then those of what may hold headings of its own."""
    yield doc.blocks
    for node in (*doc.nodes(nodes.Quote), *doc.nodes(nodes.Item)):
        yield node.children


def _empty(blocks: list[nodes.Node], places: list[int]) -> Iterator[nodes.Heading]:
    """The headings that nothing follows, or another that is not below them; none where it is all there is."""
    for index in places:
        block = cast("nodes.Heading", blocks[index])
        following = _following(blocks, index)
        if isinstance(following, nodes.Heading):
            empty = following.level <= block.level
        else:
            empty = following is None and any(each is not block and not _nothing(each) for each in blocks)
        if empty:
            yield block


def _following(blocks: list[nodes.Node], index: int) -> nodes.Node | None:
    """The first block behind another of which a reader sees anything."""
    index += 1
    while index < len(blocks) and _nothing(blocks[index]):
        index += 1
    return blocks[index] if index < len(blocks) else None


def _nothing(block: nodes.Node) -> bool:
    """Whether a reader sees nothing of a block."""
    if type(block) is nodes.HtmlBlock:
        html = block.html.strip()
        return html.startswith("<!--") and html.endswith("-->") and html.count("<!--") == 1
    return isinstance(block, _UNSEEN)


def _speaks_for_itself(doc: Document, heading: nodes.Heading) -> bool:
    """Whether a heading is content: it links or shows something, is a step, or a shortcode may use it."""
    written = heading.prose.text.strip()
    return (
        heading.level >= _LOOKS
        or not heading.text.strip()
        or _STEP.match(written) is not None
        or _NAME.fullmatch(written) is not None
        or _FIELDS.match(written) is not None
        or any(isinstance(part, _SEEN) for _, _, part in heading.parts)
        or doc.shortcode_around(heading.span) is not None
    )
