"""The links of an article: of Markdown, of HTML, and those that `ref` and `relref` make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from postlint.document import html_tags, nodes
from postlint.document.shortcodes import MASK_FIRST
from postlint.facts import heading_text
from postlint.facts.article import TEXT, Article
from postlint.facts.page import Link
from postlint.text import Span


def links_of(article: Article) -> Iterator[Link]:
    """All links of an article, kind by kind."""
    yield from _html_links(article)
    yield from _references(article)
    if article.is_markdown:
        # Links in the alternative text of an image are shown as mere text.
        hidden: set[int] = set()
        for image in article.doc.nodes(nodes.Image):
            if id(image) not in hidden:
                hidden.update(id(node) for node in nodes.walk(image.children))
        for node in (*article.doc.nodes(nodes.Link), *article.doc.nodes(nodes.Image)):
            if id(node) not in hidden and (link := _link(article, node)):
                yield link
        for auto in article.doc.nodes(nodes.Autolink):
            if id(auto) not in hidden:
                yield _autolink(article, auto)


def _link(article: Article, node: nodes.Link) -> Link | None:
    """The link of a node; None where a shortcode makes its destination: that is a link by itself."""
    image = isinstance(node, nodes.Image)
    start, end = node.destination_span
    written = article.text[start:end]
    # One text where they are the same: there are many links, and they are kept.
    url: str | None = written if node.url == written else node.url
    if MASK_FIRST in node.destination or "{{" in written:
        if _ref_in(article, node.destination_span):
            return None
        url = None
    return Link(
        "image" if image else "link",
        written,
        url,
        article.place(node.destination_span),
        article.place(node.span),
        node.text[:TEXT],
        image,
        article.inside(node.span.start),
        "",
        node.title,
        node.label is not None,
    )


def _autolink(article: Article, node: nodes.Autolink) -> Link:
    whole = article.place(node.span)
    place = whole if node.bare else article.place(Span(node.span.start + 1, node.span.end - 1))
    inside = article.inside(node.span.start)
    name = "bare" if node.bare else "autolink"
    url = node.text if node.url == node.text else node.url
    return Link("link", node.text, url, place, whole, "", False, inside, name)


def _html_links(article: Article) -> Iterator[Link]:
    for tag in article.html:
        for attribute in tag.attributes:
            if (tag.name, attribute.name) in html_tags.LINKS:
                yield _html_link(article, tag, attribute)


def _html_link(article: Article, tag: html_tags.Tag, attribute: html_tags.Attribute) -> Link:
    written = article.doc.source(attribute.span)
    computed = "{{" in written
    return Link(
        "html",
        written,
        None if computed else attribute.value.strip(),
        article.place(attribute.span),
        article.place(tag.span),
        image=tag.name == "img",
        inside=article.inside(tag.span.start),
        name=f"{tag.name}[{attribute.name}]",
    )


def _ref_in(article: Article, span: Span) -> bool:
    """Whether a destination is made by one of Hugo's shortcodes for links."""
    index = bisect_right(article.refs, span.start + 1, key=lambda call: call.tag.start) - 1
    return any(span.contains(call.tag) for call in article.refs[max(index, 0) : index + 2])


def _references(article: Article) -> Iterator[Link]:
    """What `ref` and `relref` refer to, whether in a destination or by themselves."""
    links = article.doc.nodes(nodes.Link) if article.refs else ()
    texts = {link.destination_span.start: link.text[:TEXT] for link in links if MASK_FIRST in link.destination}
    for call in article.refs:
        parameter = call.parameter(0) or call.parameter("path")
        if parameter is None:
            continue
        language = call.parameter("lang")
        place = article.place(parameter.span)
        after = article.text[call.tag.end : call.tag.end + 200]
        fragment = after[: len(after) - len(after.lstrip("#"))] and heading_text.fragment_after(after)
        yield Link(
            "ref",
            article.doc.source(parameter.span),
            parameter.value + fragment if "#" not in parameter.value else parameter.value,
            place,
            article.place(call.tag),
            texts.get(call.tag.start, ""),
            inside=article.inside(call.tag.start),
            name=f"{call.name}[{language.value}]" if language else call.name,
        )
