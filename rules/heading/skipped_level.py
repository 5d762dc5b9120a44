"""A heading more than one level below the heading before it.

Screen readers and Hugo's table of contents take the outline from the levels alone: a jump from `##` to `####` reads as
a section that is missing. An article is reported once, at the first of its jumps.

## Fix safety
Unsafe: all headings that are too deep come up, and look as their new level does.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, nodes, quoted


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
        Good("#### On Linux\n"),
    ]
    bad = [
        Bad(
            "## Install\n\n⟦####⟧ On Linux\n",
            fixed="## Install\n\n### On Linux\n",
            message="“On Linux” is a heading of level 4 below one of level 2: make it level 3",
        ),
        Bad(
            "# Install\n\n⟦####⟧ On Linux\n\n##### Debian\n\n### On macOS\n\n# Use\n\n### At home\n",
            "once in an article",
            fixed="# Install\n\n## On Linux\n\n### Debian\n\n## On macOS\n\n# Use\n\n## At home\n",
        ),
        Bad(
            '## A\n\n⟦####⟧ B\n\n{{% tab "a" %}}\n#### In a tab\n{{% /tab %}}\n',
            "what is in a shortcode may belong to another outline: no repair",
            fixed='## A\n\n#### B\n\n{{% tab "a" %}}\n#### In a tab\n{{% /tab %}}\n',
            nests=False,
        ),
        Bad(
            "## Use\n\n> # Install\n>\n> ⟦###⟧ On Linux\n",
            fixed="## Use\n\n> # Install\n>\n> ## On Linux\n",
            nests=False,
        ),
        Bad(
            "> # Use\n>\n> ### At home\n\n# Install\n\n### On Linux\n".replace("###", "⟦###⟧", 1),
            fixed="> # Use\n>\n> ## At home\n\n# Install\n\n## On Linux\n",
            nests=False,
        ),
        Bad("# A\n\n⟦###⟧ B\n\n### C\n\n##### D\n", fixed="# A\n\n## B\n\n## C\n\n### D\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if len(doc.headings) < 2:
            return
        top = _headings(doc.blocks)
        outlines = [top, *(_below(doc) if len(top) < len(doc.headings) else ())]
        jumps = [jump for outline in outlines for jump in self._jumps(doc, outline)]
        if jumps:
            above, heading = min(jumps, key=lambda jump: jump[1].span)
            message = (
                f"{quoted(heading.text)} is a heading of level {heading.level} below one of level {above.level}: "
                f"make it level {above.level + 1}"
            )
            edits = [edit for outline in outlines for edit in self._raised(doc, outline)]
            fix = Fix.unsafe(*edits, title="Raise the headings that are too deep", changes=[Change.HEADINGS])
            yield self.at(doc, heading.marks, message, fix=fix if edits else None)

    def _jumps(self, doc: Document, outline: list[nodes.Heading]) -> Iterator[tuple[nodes.Heading, nodes.Heading]]:
        """The headings that are too deep, each with the one above it."""
        for above, heading in pairwise(outline):
            deep = heading.level > above.level + self.most
            if deep and doc.shortcode_around(above.span) is doc.shortcode_around(heading.span):
                yield above, heading

    def _raised(self, doc: Document, outline: list[nodes.Heading]) -> Iterator[Edit]:
        """What brings headings up to their parents; nothing where shortcodes make several outlines of them."""
        if len({id(doc.shortcode_around(heading.span)) for heading in outline}) > 1:
            return
        parents: list[tuple[int, int]] = []
        for heading in outline:
            while parents and parents[-1][0] >= heading.level:
                parents.pop()
            level = min(heading.level, parents[-1][1] + self.most) if parents else heading.level
            parents.append((heading.level, level))
            if level < heading.level:
                yield Edit(Span(heading.marks.start, heading.marks.start + heading.level - level), "")


def _headings(blocks: Iterable[nodes.Node]) -> list[nodes.Heading]:
    return [node for node in blocks if type(node) is nodes.Heading]


def _below(doc: Document) -> Iterator[list[nodes.Heading]]:
    """The headings that are not at the top, by the blocks within which they stand."""
    stack = list(doc.blocks)
    while stack:
        node = stack.pop()
        yield _headings(node.children)
        stack += node.children
