"""A heading more than one level below the heading before it.

Screen readers and Hugo's table of contents take the outline from the levels alone: a jump from `##` to `####` reads as
a section that is missing.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, quoted


class SkippedLevel(Rule):
    severity = Severity.INFO
    most: Annotated[int, "levels a heading may go down at once"] = 1

    good = [
        Good("## Install\n\n### On Linux\n\n#### Debian\n\n## Use\n"),
        Good("### Install\n\n### Use\n", "where an article begins is a matter of the theme"),
        Good("## Install\n\n> #### In a quote\n", nests=False),
        Good(
            '## Install\n\n{{% tab "a" %}}\n#### In a tab\n{{% /tab %}}\n',
            "a shortcode has an outline of its own",
            nests=False,
        ),
        Good("## Install\n\n#### On Linux\n", options={"most": 2}),
    ]
    bad = [
        Bad("## Install\n\n⟦####⟧ On Linux\n", message="“On Linux”"),
        Bad("# Install\n\n⟦####⟧ On Linux\n\n### On macOS\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if len(doc.headings) < 2:
            return
        top = _headings(doc.blocks)
        for headings in (top, *(_below(doc) if len(top) < len(doc.headings) else ())):
            for above, heading in pairwise(headings):
                if heading.level <= above.level + self.most:
                    continue
                if doc.shortcode_around(above.span) is doc.shortcode_around(heading.span):
                    yield self.at(
                        doc,
                        heading.marks,
                        f"{quoted(heading.text)} is a heading of level {heading.level} right below one of "
                        f"level {above.level}: make it level {above.level + 1}",
                    )


def _headings(blocks: Iterable[nodes.Node]) -> list[nodes.Heading]:
    return [node for node in blocks if type(node) is nodes.Heading]


def _below(doc: Document) -> Iterator[list[nodes.Heading]]:
    """The headings that are not at the top, by the blocks within which they stand."""
    stack = list(doc.blocks)
    while stack:
        node = stack.pop()
        yield _headings(node.children)
        stack += node.children
