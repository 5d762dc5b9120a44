"""The calls of shortcodes in an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from postlint.document.shortcodes import Shortcode
from postlint.facts.article import Article
from postlint.facts.page import Call, Parameter


def calls_of(article: Article) -> Iterator[Call]:
    """All calls in an article, in order."""
    calls = article.doc.shortcodes.calls
    comments = list(_comments(article.doc.text)) if calls else []
    for call in calls:
        at = bisect_right(comments, (call.tag.start, len(article.doc.text))) - 1
        yield Call(
            call.name,
            call.markup,
            article.place(call.tag),
            call.closing is not None,
            call.self_closing,
            tuple(
                Parameter(parameter.name, parameter.value, article.place(parameter.span))
                for parameter in call.parameters
            ),
            article.inside(call.tag.start),
            _names(article, call),
            at >= 0 and call.tag.start < comments[at][1],
        )


def _names(article: Article, call: Shortcode) -> tuple[int, ...]:
    """Where the name of a shortcode stands: in its opening tag, and in its closing one."""
    if call.closing is None:
        return (call.name_span.start,)
    closing = article.text.find(call.name, call.closing.start, call.closing.end)
    return (call.name_span.start, closing) if closing >= 0 else (call.name_span.start,)


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of comments, of HTML and of MDX, in order."""
    ranges: list[tuple[int, int]] = []
    for opening, closing in (("<!--", "-->"), ("{/*", "*/}")):
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start)
            if end < 0:
                break
            ranges.append((start, end))
            start = text.find(opening, end)
    return iter(sorted(ranges))
