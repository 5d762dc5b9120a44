"""Images without alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.shortcodes import Shortcode
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern
from postlint.text import Span

_ALT = pattern(r"\balt\b", re.I)
# Invisible counters of shops, mailings and hosts.
_COUNTER = pattern(
    r"//(?:[\w.-]*\.)?(?:amazon-adsystem|assoc-amazon|doubleclick|statcounter|feedburner|scorecardresearch)\.\w|"
    r"//(?:pixel|stats?|analytics|counter|count)\.[\w.-]+/|/(?:pixel|b|__utm|1px|spacer|blank)\.gif\b|[?&/]1x1\b",
    re.I,
)

_COMMENT = 2000
"""How far before a place the beginning of a comment is searched."""


def images_without_text(doc: Document) -> Iterator[Leftover]:
    """The images of an article that have no alternative text: "no-alt", or "no-alt-html" for those in HTML.

    Each has its file as text. What a shortcode makes of an image is not known.
    """
    images = [*((span, source, "no-alt") for span, source in _images(doc)), *_in_html(doc)]
    for span, source, kind in sorted(images):
        around = doc.shortcode_around(span)
        if (around is None or around.markup == "%") and not _COUNTER.search(source):
            yield Leftover(kind, doc.place(span), source)


def _images(doc: Document) -> Iterator[tuple[Span, str]]:
    for image in doc.nodes(nodes.Image):
        shown = doc.source(image.content).strip() or any(
            isinstance(node, nodes.ShortcodeMark) for node in image.children
        )
        if image.url and not shown:
            yield image.span, doc.source(image.destination_span)
    for call in doc.shortcodes.calls:
        if call.name == "figure" and _lacks_alt(call) and not _in_comment(doc.text, call.tag):
            source = call.parameter("src")
            yield call.tag, source.value if source else ""


def _in_html(doc: Document) -> Iterator[tuple[Span, str, str]]:
    for tag in doc.tags:
        if tag.name != "img" or _ALT.search(doc.source(tag.span)):
            continue
        hidden = tag.attribute("aria-hidden") or tag.attribute("role")
        sizes = [tag.attribute("width"), tag.attribute("height")]
        source = tag.attribute("src")
        if source and not hidden and not any(size and size.value in ("0", "1") for size in sizes):
            yield tag.span, doc.source(source.span), "no-alt-html"


def _in_comment(text: str, span: Span) -> bool:
    """Whether a place of a text is in an HTML comment."""
    opened = text.rfind("<!--", max(0, span.start - _COMMENT), span.start)
    return opened >= 0 and text.find("-->", opened, span.start) < 0


def _lacks_alt(call: Shortcode) -> bool:
    names = {parameter.name for parameter in call.parameters}
    return "src" in names and None not in names and not names & {"alt", "caption", "title"} and call.inner is None
