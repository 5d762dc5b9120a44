"""A paragraph, or an item of a list, that stands twice in an article.

It was copied to another place and left at the first one, or pasted twice. Only long paragraphs of whole sentences are
looked at, and items of one list without numbers. What a page says of each of many things in the same words is left
alone from the third time on, and so is what begins and ends it. Of several paragraphs in a row the first is reported.
One paragraph alone that stands again somewhere else is advice: references say the same of many things. So are
paragraphs in two sections of one level, and items: steps, forms to be filled in and logs that a program writes have
some of them twice.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, nodes, pattern

_LONG = (
    "The list of the day is for you and me, and it is not as long as it was in the year before, when we began it with "
    "the others of the house."
)
_BODY = "One.\n\nTwo.\n\nThree.\n\n"

_HALF = "In this article we see what the list is good for, and what it is not."

_ENDS = (".", "!", "?", "…", ".)", ".”", '."')
_WORDS = pattern(r"\A[^`<{\[]*[^\W\d_]+ [^\W\d_]+ [^\W\d_]+[^`<{]*\Z")
_EDGE = 3
"""How many paragraphs are the beginning of an article, or its end: what stands at both is a frame."""


class RepeatedParagraph(Rule):
    severity = Severity.WARNING
    shortest: Annotated[int, "how many characters a paragraph has to have"] = 120
    shortest_item: Annotated[int, "how many characters an item of a list has to have"] = 20

    good = [
        Good("A short one.\n\nA short one.\n"),
        Good(f"{_HALF}\n\nOne more.\n\n{_HALF}\n\n{_BODY}", "a short one, somewhere else"),
        Good(f"{_HALF}\n\n- one\n\n{_HALF}\n\n{_BODY}", "a short one around a list", nests=False),
        Good(f"{_LONG}\n\n{_LONG}\n\n{_LONG}\n", "three times is meant"),
        Good(f"{_LONG}\n\n> {_LONG}\n", "quoted", nests=False),
        Good(f"{_LONG}\n\n- one\n\n{_LONG}\n", "it begins and ends a short one", nests=False),
        Good(f"{_LONG}\n\n{_BODY}{_LONG}\n", "it begins and ends the article"),
        Good("1. press the big button\n2. wait\n3. press the big button\n", "steps"),
        Good("- one of the things that we do\n- another of the things that we do\n"),
        Good("- one of the things that we do\n\nText.\n\n- one of the things that we do\n", "in two lists"),
        Good(f"{_BODY}{'word ' * 23}end.\n\n{_BODY}{'word ' * 23}end.\n\n{_BODY}", "a short one"),
        Good(f"{'word ' * 11}end.\n\n## Intro\n\n{'word ' * 11}end.\n", "half as long is short", nests=False),
        Good("- put that in a chest\n- put that in a chest\n", "a short one"),
    ]
    bad = [
        Bad(f"{_BODY}{_LONG}\n\n{_BODY}⟦{_LONG}⟧\n\n{_BODY}".replace("Two", "2", 2), message="line", nests=False),
        Bad(f"{_HALF}\n\n## Intro\n\n⟦{_HALF}⟧\n\nOne.\n\nTwo.\n", nests=False),
        Bad(f"{_HALF}\n\n## Intro\n\n⟦{_HALF}⟧\n", "nothing else", nests=False),
        Bad(
            f"## One\n\nThis is one.\n\n{_LONG}\n\n## Two\n\n- two\n\n⟦{_LONG}⟧\n\n{_BODY}{_BODY}",
            why="what is said of each of two",
            severity=Severity.INFO,
            nests=False,
        ),
        Bad("- one of the things that we do\n- two\n- ⟦one of the things that we do⟧\n", message="item"),
        Bad(
            "- one of the things that we do (1a2b3c4)\n- ⟦one of the things that we do (1a2b3c4)⟧\n",
            why="a log of changes",
            severity=Severity.INFO,
        ),
        Bad(
            f"{_BODY}{_LONG}\n\n{_LONG[4:]}\n\n{_BODY}⟦{_LONG}⟧\n\n{_LONG[4:]}\n\n{_BODY}",
            "two in a row",
            severity=Severity.WARNING,
            nests=False,
        ),
        Bad(f"{_BODY}{_LONG}\n\n{_BODY}⟦{_LONG}⟧\n\n{_BODY}", "one alone", severity=Severity.INFO, nests=False),
        Bad(f"{_BODY}{'word ' * 23}ends.\n\n{_BODY}⟦{'word ' * 23}ends.⟧\n\n{_BODY}", nests=False),
        Bad(f"{'word ' * 11}ends.\n\n## Intro\n\n⟦{'word ' * 11}ends.⟧\n", nests=False),
        Bad(
            "- put that in a basket\n- ⟦put that in a basket⟧\n",
            message="this item of the list stands on line 1 already",
        ),
        Bad(f"{_LONG}\n\n⟦{_LONG}⟧\n", "one after the other", severity=Severity.WARNING, nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from self._paragraphs(doc)
        for list_ in doc.nodes(nodes.List):
            if not list_.ordered:
                yield from self._items(doc, list_)

    def _paragraphs(self, doc: Document) -> Iterator[Diagnostic]:
        blocks = [block for block in doc.blocks if isinstance(block, nodes.Paragraph)]
        neighbours = _neighbours(doc)
        texts: dict[str, list[int]] = {}
        for at, block in enumerate(blocks):
            text = block.prose.text
            if len(text) >= self.shortest // 2 and text.rstrip("*_ ").endswith(_ENDS):
                texts.setdefault(text, []).append(at)
        second = {
            places[1]: places[0]
            for text, places in texts.items()
            # With nothing but a heading in between, a shorter one is no accident of wording.
            if len(places) == 2 and (len(text) >= self.shortest or text in neighbours)
        }
        edge = min(_EDGE, max(len(blocks) // 4, 1))
        for at, first in second.items():
            frame = first < edge and at >= len(blocks) - edge and blocks[at].prose.text not in neighbours
            if second.get(at - 1) != first - 1 and not frame:
                # References say the same of many things: one paragraph alone, far from the first, may be meant.
                sure = second.get(at + 1) == first + 1 or at == first + 1
                of_two = blocks[at].prose.text not in neighbours and _of_two_sections(doc, blocks[first], blocks[at])
                severity = Severity.WARNING if sure and not of_two else Severity.INFO
                yield self._finding(doc, "paragraph", blocks[first], blocks[at], severity)

    def _items(self, doc: Document, list_: nodes.List) -> Iterator[Diagnostic]:
        texts: dict[str, list[nodes.Paragraph]] = {}
        for item in list_.children:
            block, *more = item.children or (None,)
            if not more and isinstance(block, nodes.Paragraph) and len(block.prose.text) >= self.shortest_item:
                texts.setdefault(block.prose.text, []).append(block)
        for text, blocks in texts.items():
            if len(blocks) == 2 and _WORDS.search(text):
                # Steps, forms to be filled in, and lists for and against have some items twice.
                first, second = blocks
                yield self._finding(doc, "item of the list", first, second, Severity.INFO)

    def _finding(
        self,
        doc: Document,
        what: str,
        first: nodes.Node,
        second: nodes.Node,
        severity: Severity = Severity.WARNING,
    ) -> Diagnostic:
        place = doc.place(first.span)
        related = [Related(doc.path, place, "here first")]
        message = f"this {what} stands on line {place.line} already: keep one of the two"
        return self.at(doc, second.span, message, related=related, severity=severity)


def _of_two_sections(doc: Document, first: nodes.Node, second: nodes.Node) -> bool:
    """Whether two blocks stand below different headings of the same level: what is said of each of two things."""
    headings = doc.nodes(nodes.Heading)
    above = [
        next((heading for heading in reversed(headings) if heading.span.start < block.span.start), None)
        for block in (first, second)
    ]
    one, other = above
    return one is not None and other is not None and one is not other and one.level == other.level


def _neighbours(doc: Document) -> set[str]:
    """The texts of paragraphs that stand twice with nothing but headings in between."""
    blocks = [block for block in doc.blocks if not isinstance(block, nodes.Heading)]
    return {
        first.prose.text
        for first, second in pairwise(blocks)
        if isinstance(first, nodes.Paragraph) and isinstance(second, nodes.Paragraph)
        if first.prose.text == second.prose.text
    }
