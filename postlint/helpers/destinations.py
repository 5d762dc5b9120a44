"""Where an article leads: the destinations of its links and images as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.document.nodes import Autolink, Image, Link, LinkDefinition, Node
from postlint.document.shortcodes import MASK_FIRST
from postlint.lazy_regex import pattern
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.document.document import Document

PLACEHOLDER = pattern(
    r"(?:https?://|#*)(?:TODO|TBD|FIXME|XXX|TK|(?:INSERT|ADD|YOUR)[_-]?(?:LINK|URL)(?:[_-]?HERE)?|(?:[A-Z]+[_-])?LINK[_-]?HERE)#*"
    r"(?:/|\.md)?|#(?:TODO|FIXME)[_-][\w-]+"
)
"""A word that holds the place of a destination which is yet to be written."""

# An address as most are, on another site or on this one: what is written so has no slip, and names no local host.
_USUAL = pattern(
    r"(?:https?://[a-z0-9-]+\.(?:[a-z]{2,}|[a-z0-9-]+\.[a-z]{2,})(?![^/#])|(?!http|/home/))"
    r"[a-z0-9_./~-]*+#?+[a-z0-9_.-]*+"
)


class Destination(Struct, frozen=True):
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
        if isinstance(self.node, LinkDefinition):
            return self.node.label
        return self.node.text if isinstance(self.node, Link) else ""


def targets(doc: Document, *, autolinks: bool = False) -> Sequence[Destination]:
    """Every destination, each once. Those made by a shortcode or a template are left out: nothing is known of them."""
    written_targets, all_targets = _targets(doc)
    return all_targets if autolinks else written_targets


def unusual_targets(doc: Document, *, autolinks: bool = False) -> Sequence[Destination]:
    """Those destinations in whose form there may be something wrong: by far most are plain paths and addresses."""
    written_targets, all_targets = _unusual_targets(doc)
    return all_targets if autolinks else written_targets


@lru_cache(maxsize=1)
def _unusual_targets(doc: Document) -> tuple[Sequence[Destination], Sequence[Destination]]:
    written, further = _targets(doc)
    unusual = _unusual(written)
    return unusual, unusual if further is written else unusual + _unusual(further[len(written) :])


def _unusual(destinations: Sequence[Destination]) -> list[Destination]:
    return [destination for destination in destinations if not _USUAL.fullmatch(destination.written)]


# Many rules ask for those of one article, one after the other.
@lru_cache(maxsize=1)
def _targets(doc: Document) -> tuple[Sequence[Destination], Sequence[Destination]]:
    """The destinations that are written as such, and those with the ones of autolinks."""
    nodes: list[Link | LinkDefinition] = [link for link in (*doc.nodes(Link), *doc.nodes(Image)) if link.label is None]
    nodes += doc.nodes(LinkDefinition)
    written = [
        Destination(node, node.destination, node.url, node.destination_span)
        for node in nodes
        if _is_known(node.destination)
    ]
    autolinks = [_of_autolink(auto) for auto in doc.nodes(Autolink) if _is_known(auto.text)]
    return written, written + autolinks if autolinks else written


def _is_known(destination: str) -> bool:
    return MASK_FIRST not in destination and "{{" not in destination


def _of_autolink(auto: Autolink) -> Destination:
    inside = Span(auto.span.start + (not auto.bare), auto.span.end - (not auto.bare))
    return Destination(auto, auto.text, auto.url, inside)
