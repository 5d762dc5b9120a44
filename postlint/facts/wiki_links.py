"""Links of a wiki, `[[Title#Heading|text]]`, in the text of an article."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.facts.article import Article
from postlint.facts.page import WikiLink
from postlint.lazy_regex import pattern

_WIKI = pattern(
    r"(?<![\\\[])(?P<embed>!?)\[\[(?P<title>[^\[\]|#\n\ufffc]+)(?:#(?P<heading>[^\[\]|\n\ufffc]*))?"
    r"(?:(?:\||\ufffc{2})(?P<text>[^\[\]\n\ufffc]+))?\]\](?![\](])"
)


def wiki_links_of(article: Article) -> Iterator[WikiLink]:
    """What looks like a link of a wiki in text that a reader sees."""
    for block in article.doc.prose if "[[" in article.doc.running_text else ():
        unlinked = set(block.prose.brackets)
        for match in _WIKI.finditer(block.prose.masked) if "[[" in block.prose.text else ():
            start, end = match.span()
            inner = match.start("title") - 1
            if not {(start, end), (inner, end - 1)} <= unlinked:
                continue
            if "\ufffc" in match[0] and "\\|" not in block.prose.text[start:end]:
                continue
            title, heading, text = ((part or "").strip() for part in match.group("title", "heading", "text"))
            place = article.place(block.prose.span(start, end))
            if article.inside(place.start):
                continue
            yield WikiLink(place, title, heading, text or title, bool(match["embed"]))
