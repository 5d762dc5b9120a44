"""Where an article leads: the destinations of its links and images as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from postlint.nodes import Autolink, Image, Link, LinkDefinition, Node, text_of
from postlint.shortcodes import MASK_FIRST
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.document import Document

PLACEHOLDER = re.compile(
    r"#*(?:TODO|TBD|FIXME|XXX|TK|(?:INSERT|ADD|YOUR)[_-]?(?:LINK|URL)(?:[_-]?HERE)?|LINK[_-]?HERE)#*(?:/|\.md)?"
)
"""A word that holds the place of a destination which is yet to be written."""


class Target(NamedTuple):
    """One destination that is written in the article."""

    node: Node
    """The link, image, autolink or definition that has it."""
    written: str
    """As it stands in the file, without angle brackets."""
    url: str
    """With escapes and entities resolved."""
    span: Span
    """Of what is written."""

    @property
    def text(self) -> str:
        """The text of the link or image, or the label of the definition."""
        return self.node.label if isinstance(self.node, LinkDefinition) else text_of(self.node.children)


def targets(doc: Document, *, autolinks: bool = False) -> Sequence[Target]:
    """Every destination, each once. Those made by a shortcode or a template are left out: nothing is known of them."""
    return _targets(doc, autolinks)


# Many rules ask for those of one article, one after the other.
@lru_cache(maxsize=2)
def _targets(doc: Document, autolinks: bool) -> tuple[Target, ...]:
    return tuple(each for each in _all(doc, autolinks) if MASK_FIRST not in each.written and "{{" not in each.written)


def _all(doc: Document, autolinks: bool) -> Iterator[Target]:
    for link in (*doc.nodes(Link), *doc.nodes(Image)):
        if link.label is None:
            yield Target(link, link.destination, link.url, link.destination_span)
    for definition in doc.nodes(LinkDefinition):
        yield Target(definition, definition.destination, definition.url, definition.destination_span)
    for auto in doc.nodes(Autolink) if autolinks else ():
        inside = Span(auto.span.start + (not auto.bare), auto.span.end - (not auto.bare))
        yield Target(auto, auto.text, auto.url, inside)
