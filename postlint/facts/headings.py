"""The targets of links within an article: its headings, and all else that has an id."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.document import html_tags, nodes
from postlint.facts import heading_text
from postlint.facts.article import TEXT, Article
from postlint.facts.page import Anchor, Heading, Part

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


def headings_of(article: Article) -> list[Heading]:
    """All headings, in order."""
    headings = list(_html_headings(article))
    if article.is_markdown:
        headings += [_heading(article, node) for node in article.doc.headings]
    return sorted(headings, key=lambda heading: heading.place.start)


def _heading(article: Article, node: nodes.Heading) -> Heading:
    whole = node.text
    text = whole[:TEXT]
    parts: tuple[Part, ...] = ()
    if not node.is_plain or text != whole:
        parts = tuple(heading_text.parts_of(node, article.text))
        if parts == (Part("text", text),):
            parts = ()
    # Of `{##id}` Hugo drops the second mark too.
    written_id = node.id.lstrip("#") if node.id else node.id
    place = article.place(node.span)
    return Heading(node.level, text, parts, place, written_id, False, article.inside(node.span.start))


def _html_headings(article: Article) -> Iterator[Heading]:
    text = article.text
    for tag in article.html:
        if tag.name in _HEADINGS:
            end = text.find("</h", tag.span.end, tag.span.end + 1000)
            shown = html_tags.text_of(text[tag.span.end : max(end, tag.span.end)])[:TEXT]
            attribute = tag.attribute("id")
            written_id = attribute.value if attribute else ""
            yield Heading(int(tag.name[1]), shown, (), article.place(tag.span), written_id, html=True)


def anchors_of(article: Article) -> Iterator[Anchor]:
    """The ids that a link may name, besides those of headings."""
    for tag in article.html:
        attributes = {attribute.name: attribute for attribute in tag.attributes}
        for name in ("id", "name"):
            attribute = attributes.get(name)
            if attribute and (name == "id" or tag.name in ("a", "map")) and not _is_heading(tag):
                yield Anchor(attribute.value, article.place(attribute.span), "html")
    for call in article.doc.shortcodes.calls:
        parameter = call.parameter("id")
        if parameter:
            yield Anchor(parameter.value, article.place(parameter.span), "shortcode")
    for span, value, kind in heading_text.attribute_ids(article.doc) if article.is_markdown else ():
        yield Anchor(value, article.place(span), kind)


def _is_heading(tag: html_tags.Tag) -> bool:
    return len(tag.name) == 2 and tag.name[0] == "h" and tag.name[1].isdigit()
