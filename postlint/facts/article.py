"""An article as the extractors of facts use it: positions, enclosing shortcodes, HTML tags."""

from __future__ import annotations

from functools import cached_property

from postlint.document import html_tags
from postlint.document.document import Document
from postlint.document.shortcodes import HTML, Shortcode

TEXT = 160
"""How much of a text is kept: enough to recognise it in a message."""
_MARKDOWN = (".md", ".markdown", ".mdown")
_HTML = (".html", ".htm")


class Article:
    """A document, with what several extractors need of it, computed once."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.text
        self.place = doc.lines.place
        self.is_markdown = doc.path.lower().endswith(_MARKDOWN)
        self._has_raw = any(call.closing and call.markup == "<" for call in doc.shortcodes.calls)

    def inside(self, at: int) -> str:
        """The name of the innermost `{{< >}}` shortcode in whose content an offset is; "" for none."""
        call = self.doc.shortcodes.around(at, "<") if self._has_raw else None
        return call.name if call else ""

    @cached_property
    def html(self) -> list[html_tags.Tag]:
        """All HTML tags that a browser sees, with spans that are offsets in the file."""
        doc = self.doc
        if doc.path.lower().endswith(_HTML):
            return list(html_tags.tags_of(doc.masked, lambda at: at, doc.body.start))
        if not self.is_markdown:
            return []
        tags = [*doc.tags]
        for call in doc.shortcodes.calls:
            if call.inner and call.name in HTML:
                tags += html_tags.tags_of(doc.text[: call.inner.end], lambda at: at, call.inner.start)
        return sorted(tags, key=lambda tag: tag.span)

    @cached_property
    def refs(self) -> list[Shortcode]:
        """The calls of Hugo's shortcodes that make the address of a link, in order."""
        return [call for call in self.doc.shortcodes.calls if call.name in ("ref", "relref")]
