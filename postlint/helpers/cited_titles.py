"""Words of somebody else: what they have written is theirs, and is cited as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.document.nodes import Link
from postlint.lazy_regex import pattern

if TYPE_CHECKING:
    from postlint.document.document import Document

_TITLE_WORDS = 6
"""From so many words on, the text of a link to another site is the title of what it leads to."""
_IN_CAPITALS = 4
"""With capitals as a title has them, from so many on."""
# An issue or a change on a host of repositories, whose title may have few words.
_ISSUE = pattern(r"https?://[^/]+/[^?#]*/(?:issues|pull|pulls|pull-requests|merge_requests|discussions|commit)/\w+")


def in_cited_title(doc: Document, at: int) -> bool:
    """Whether a place of the file stands in a link to another site whose text is the title of a page there."""
    return in_issue_title(doc, at) or any(
        link.span.start <= at < link.span.end
        and link.url.startswith(("https://", "http://"))
        and _is_title(link.text.split())
        for link in doc.nodes(Link)
    )


def in_issue_title(doc: Document, at: int) -> bool:
    """Whether a place of the file stands in a link to an issue or a change, by itself on its line as a title is."""
    return any(
        link.span.start <= at < link.span.end and _ISSUE.match(link.url) and _is_by_itself(doc, link)
        for link in doc.nodes(Link)
    )


def _is_by_itself(doc: Document, link: Link) -> bool:
    line = doc.lines.span(doc.lines.number(link.span.start))
    before, after = doc.text[line.start : link.span.start].rstrip(), doc.text[link.span.end : line.end].strip(" .)|\r")
    return not after and (not before or not before[-1].isalnum())


def names_its_target(doc: Document, at: int, word: str) -> bool:
    """Whether a word stands in the text of a link whose address has it too, as the name of what it leads to."""
    low = word.lower()
    return any(link.span.start <= at < link.span.end and low in link.url.lower() for link in doc.nodes(Link))


def _is_title(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return len(words) >= _TITLE_WORDS or (len(words) >= _IN_CAPITALS and all(word[0].isupper() for word in long))
