"""Words of somebody else: what they have written is theirs, and is cited as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.document.nodes import Link

if TYPE_CHECKING:
    from postlint.document.document import Document

_TITLE_WORDS = 6
"""From so many words on, the text of a link to another site is the title of what it leads to."""
_IN_CAPITALS = 4
"""With capitals as a title has them, from so many on."""


def in_cited_title(doc: Document, at: int) -> bool:
    """Whether a place of the file stands in a link to another site whose text is the title of a page there."""
    return any(
        link.span.start <= at < link.span.end
        and link.url.startswith(("https://", "http://"))
        and _is_title(link.text.split())
        for link in doc.nodes(Link)
    )


def names_its_target(doc: Document, at: int, word: str) -> bool:
    """Whether a word stands in the text of a link whose address has it too, as the name of what it leads to."""
    low = word.lower()
    return any(link.span.start <= at < link.span.end and low in link.url.lower() for link in doc.nodes(Link))


def _is_title(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return len(words) >= _TITLE_WORDS or (len(words) >= _IN_CAPITALS and all(word[0].isupper() for word in long))
