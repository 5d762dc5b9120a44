"""The destinations and titles of links and of reference definitions, and texts with their escapes resolved."""

from __future__ import annotations

import re

from postlint.document.markdown.mistune_blocks import parse_link_href, parse_link_title, unescape, unescape_char

_SIMPLE_DESTINATION = re.compile(r"[ \t]*(?:\n[ \t]*)?([^\s()<>\\\x00-\x1f\x7f][^\s()\\\x00-\x1f\x7f]*)(?=[ \t\n)]|\Z)")
_BLANK_BETWEEN = re.compile(r"[ \t]*\n[ \t]*\n")
_BLANKS = re.compile(r"\s*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")


def resolved(text: str) -> str:
    """A text with its escapes and entities resolved."""
    return unescape(unescape_char(text) if "\\" in text else text)


def link_destination(src: str, start: int, *, block: bool = False) -> tuple[str, int] | tuple[None, None]:
    """The destination of a link that stands at `start`, as written, and where it ends; None twice for none.

    `block` is for that of a reference definition.
    """
    # Nearly all are this simple, and need not be read character by character.
    if simple := _SIMPLE_DESTINATION.match(src, start):
        return simple[1], simple.end(1)
    return parse_link_href(src, start, block=block)


def destination_range(src: str, after: int, destination: str) -> tuple[int, int]:
    """Where a destination stands that was read up to `after`, without its angle brackets."""
    start = after - len(destination)
    if src[start:after] != destination or (not destination and src[after - 1] == ">"):
        start -= 1
    return start, start + len(destination)


def title_of_definition(src: str, after: int, end: int) -> tuple[str | None, tuple[int, int] | None, int | None]:
    """The title of a reference definition whose destination ends at `after`, its range, and where that ends.

    The last is None where something else stands behind the destination.
    """
    title, title_end = None, None
    # A title stands on the line of the destination or on the next one; it ends itself before a blank line.
    if not _BLANK_BETWEEN.match(src, after):
        title, title_end = parse_link_title(src, after, end)
    if title_end and (line := _REST_OF_LINE.match(src, title_end)):
        blanks = _BLANKS.match(src, after)
        assert blanks
        return title, (blanks.end() + 1, title_end - 1), line.end()
    line = _REST_OF_LINE.match(src, after)
    return None, None, line.end() if line else None
