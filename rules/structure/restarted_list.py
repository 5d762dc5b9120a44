"""Items of a numbered list that all show as number 1, as what stands between them is no part of the list.

Code, a picture or a paragraph that is not indented ends a list; the next item begins another one, with the number that
is written before it. Who writes `1.` before each item, so that Markdown counts them, gets “1.” again and again. Only
lists of one item are looked at, three or more of one section, or two with nothing but code and pictures in between.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, Span, nodes, pattern

_FIRST = pattern(r"1[.)](?=\s)")
_FEWEST, _FEWEST_WITH_WORDS = 2, 3


class RestartedList(Rule):
    severity = Severity.WARNING

    good = [
        Good("1. one\n\n   ```\n   a\n   ```\n\n1. two\n\n   ![a](a.png)\n\n1. three\n", "indented"),
        Good("1. one\n\n```\na\n```\n\n2. two\n\n```\na\n```\n\n3. three\n", "the numbers are written", nests=False),
        Good("1. one\n2. two\n\n```\na\n```\n\n1. one\n2. two\n", "two lists", nests=False),
        Good("1. one\n\nA text.\n\n1. two\n", "two with words in between may be meant", nests=False),
        Good("{{< a >}}\n1. one\n\n> a\n\n1. two\n\n> a\n\n1. three\n{{< /a >}}\n", "of a shortcode", nests=False),
        Good("1. one\n\n## A\n\n1. two\n\n## B\n\n1. three\n", "in sections of their own", nests=False),
        Good("- a\n\n  1. one\n\n- b\n\n  1. two\n\n- c\n\n  1. three\n", "within other items", nests=False),
        Good("- x\n- a\n\n  1. one\n- x\n- b\n\n  1. two\n- x\n- c\n\n  1. three\n", "within some", nests=False),
        Good("- one\n\n```\na\n```\n\n- two\n\n```\na\n```\n\n- three\n", "without numbers", nests=False),
    ]
    bad = [
        Bad("1. one\n\n```\na\n```\n\n⟦1.⟧ two\n", message="begins with 1 again", nests=False),
        Bad("1) one\n\n![a](a.png)\n\n⟦1)⟧ two\n\nA text.\n\n1) three\n", message="3 times", nests=False),
        Bad("1. one\n\nA text.\n\n⟦1.⟧ two\n\nA text.\n\n1. three\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        lists = [list_ for list_ in doc.nodes(nodes.List) if list_.ordered]
        if sum(len(list_.children) == 1 for list_ in lists) < _FEWEST:
            return
        texts = [
            block.span.start
            for block in doc.blocks
            if isinstance(block, nodes.Paragraph) and block.prose.masked.strip()
        ]
        for row in _rows(doc, lists):
            gaps = ((one.span.end, other.span.start) for one, other in pairwise(row))
            words = any(bisect_left(texts, start) < bisect_left(texts, end) for start, end in gaps)
            if len(row) >= (_FEWEST_WITH_WORDS if words else _FEWEST):
                first, second, *more = row
                related = [Related(doc.path, doc.place(first.span), "the first one")]
                again = f"begins with 1 again, {len(row)} times in all" if more else "begins with 1 again"
                message = f"this list {again}: indent what stands between the items, or write their numbers"
                yield self.at(doc, Span(second.span.start, second.span.start + 2), message, related=related)


def _rows(doc: Document, lists: list[nodes.List]) -> Iterator[list[nodes.List]]:
    """The lists of one item with the number 1 that follow each other in one section, within no other list."""
    headings = [heading.span.start for heading in doc.headings]
    row: list[nodes.List] = []
    for list_ in _outer(doc, lists):
        alone = len(list_.children) == 1 and _FIRST.match(doc.text, list_.span.start) is not None
        if row and (not alone or bisect_left(headings, row[0].span.start) != bisect_left(headings, list_.span.start)):
            yield row
            row = []
        if alone:
            row.append(list_)
    if row:
        yield row


def _outer(doc: Document, lists: list[nodes.List]) -> Iterator[nodes.List]:
    """The lists that stand in no item and no shortcode."""
    items = [item.span for item in doc.nodes(nodes.Item)]
    at = end = 0
    for list_ in lists:
        while at < len(items) and items[at].start < list_.span.start:
            end = max(end, items[at].end)
            at += 1
        # The content of a shortcode may be the output of a program.
        if end <= list_.span.start and doc.shortcodes.around(list_.span.start) is None:
            yield list_
