"""A paragraph, or an item of a list, that stands twice in an article.

It was copied to another place and left at the first one, or pasted twice. Only long paragraphs are looked at, and items
of one list; what a page says of each of many things in the same words is left alone from the third time on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, Span, nodes

_LONG = "The list of the day is for you and me, and it is not as long as it was in the year before, when we began it."


class RepeatedParagraph(Rule):
    severity = Severity.WARNING
    shortest: Annotated[int, "how many characters a paragraph has to have"] = 80
    shortest_item: Annotated[int, "how many characters an item of a list has to have"] = 20

    good = [
        Good("A short one.\n\nA short one.\n"),
        Good(f"{_LONG}\n\n{_LONG}\n\n{_LONG}\n", "three times is meant"),
        Good(f"{_LONG}\n\n> {_LONG}\n", "quoted", nests=False),
        Good("- one of the things that we do\n- another of the things that we do\n"),
        Good("- one of the things that we do\n\nText.\n\n- one of the things that we do\n", "in two lists"),
    ]
    bad = [
        Bad(f"{_LONG}\n\nText.\n\n⟦{_LONG}⟧\n", message="line"),
        Bad("- one of the things that we do\n- two\n- ⟦one of the things that we do⟧\n", message="item"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        parts = [block for block in doc.nodes(nodes.Paragraph) if len(block.prose.text) >= self.shortest_item]
        texts: dict[str, list[nodes.Paragraph]] = defaultdict(list)
        for block in parts:
            texts[block.prose.text].append(block)
        if len(texts) == len(parts):
            return
        quotes = [quote.span for quote in doc.nodes(nodes.Quote)]
        items = {id(item.children[0]): list_ for list_ in doc.nodes(nodes.List) for item in _items(list_)}
        for blocks in texts.values():
            if len(blocks) != 2:
                continue
            first, second = blocks
            if _within(first, quotes) != _within(second, quotes):
                continue
            same_list = items.get(id(first)) is items.get(id(second))
            if id(first) in items and id(second) in items:
                if same_list:
                    yield self._finding(doc, "item of the list", first, second)
            elif len(first.prose.text) >= self.shortest and id(second) not in items and id(first) not in items:
                yield self._finding(doc, "paragraph", first, second)

    def _finding(self, doc: Document, what: str, first: nodes.Node, second: nodes.Node) -> Diagnostic:
        place = doc.place(first.span)
        related = [Related(doc.path, place, "here first")]
        message = f"this {what} stands on line {place.line} already: keep one of the two"
        return self.at(doc, second.span, message, related=related)


def _within(block: nodes.Node, quotes: list[Span]) -> list[Span]:
    return [quote for quote in quotes if quote.start <= block.span.start < quote.end]


def _items(list_: nodes.List) -> Iterable[nodes.Item]:
    return [item for item in list_.children if isinstance(item, nodes.Item) and len(item.children) == 1]
