"""The text of an article in which words may become links: no headings, quotes, links, code and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.document.nodes import (
    Autolink,
    CodeSpan,
    Heading,
    HtmlInline,
    Image,
    Link,
    Part,
    Phrasing,
    ProseBlock,
    Quote,
)
from postlint.lazy_regex import pattern
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.document.document import Document

_NO_TEXT = "\0"
"""What stands in the place of a link and the like: no words on both sides of it belong together."""
_PIECE = pattern(r"(?:[^\0.!?。！？]|[.!?](?!\s))+")
_KEPT = (Link, Image, Autolink, CodeSpan, HtmlInline)


class Passage(Struct, frozen=True):
    """The text of a block of an article."""

    block: ProseBlock
    text: str
    """With what must stay as it is made blank, at equal length."""

    def pieces(self) -> Iterator[tuple[int, str]]:
        """The sentences, without what must stay as it is, and where each begins."""
        for piece in _PIECE.finditer(self.text):
            yield piece.start(), piece[0]

    def span(self, start: int, end: int) -> Span:
        """Where a part of the text stands on disk."""
        return self.block.prose.span(start, end)


def passages(doc: Document) -> Iterator[Passage]:
    """The text of an article in which words may become links, block by block."""
    quotes = [quote.span for quote in doc.nodes(Quote)]
    for block in doc.prose:
        if isinstance(block, Heading) or any(quote.contains(block.span) for quote in quotes):
            continue
        if doc.shortcodes.around(block.span.start):
            continue
        text = block.prose.text
        for start, end in _kept(block.parts):
            text = text[:start] + _NO_TEXT * (end - start) + text[end:]
        yield Passage(block, text)


def _kept(parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    for start, end, part in parts:
        if isinstance(part, _KEPT):
            yield start, end
        elif isinstance(part, Phrasing):
            yield from _kept(part.parts)
