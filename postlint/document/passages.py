"""The texts of an article as a reader sees them, with their places on disk: letters joined across markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from string import punctuation
from typing import TYPE_CHECKING

from postlint.document import nodes
from postlint.document.front_matter.values import texts
from postlint.lazy_regex import pattern
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.document.document import Document
    from postlint.document.shortcodes import Parameter

HIDDEN = "\ufffc"
"""What stands for code, shortcodes, pictures and addresses in the text of a passage."""

SHOWN_FIELDS = ("title", "linktitle", "subtitle", "description", "summary")
"""The fields of a front matter that readers see."""
SHOWN_PARAMETERS = ("caption", "alt", "title")
"""The parameters of shortcodes that readers see."""

# Tags that neither show anything nor part words.
_INLINE = frozenset("a abbr b big cite del dfn em font i ins mark q s small span strike strong u !-- wbr".split())
_CODE = frozenset("code kbd pre samp var script style svg math textarea".split())

# A tag, a comment, or an element that holds no prose.
_TAG = pattern(
    r"<!--.*?(?:-->|\Z)|<(code|kbd|math|pre|samp|script|style|svg|textarea)\b.*?(?:</\1\s*>|\Z)|<[^>]*>?", re.S | re.I
)
_LETTERS = pattern(r"[^\W\d_]{2}")
# A hyphen is a part of a word; an apostrophe in it too.
_BLANKS = bytes.maketrans(
    *(lambda signs: (signs, b" " * len(signs)))(punctuation.translate({45: None, 39: None}).encode())
)
_MARKS = [*((mark, " ") for mark in "“”‘«»„…–—¿¡\u00a0\u202f\u2009\ufffc"), ("’", "'")]
_LONG = 2.2
"""Bytes for each character from which on a text is written without blanks between its words."""


class Passage:
    """A text that a reader reads in one piece: a block, the text of a picture, a title, a caption.

    In `text` markup is left out, entities and escapes are what they mean, and `HIDDEN` stands for what is no prose.
    Line breaks are line feeds.
    """

    __slots__ = ("_at", "_block", "_starts", "_text", "kind", "node")

    def __init__(self, kind: str, text: str | None, at: Callable[[int], int] | None, block: nodes.ProseBlock | None):
        self.kind = kind
        """paragraph, heading, cell, term, alt, parameter, html, or the name of a field of the front matter."""
        self.node = block
        """The block that it is the text of, if it is one."""
        self._text = text
        self._at = at
        self._block = block
        self._starts: tuple[list[int], list[int]] | None = None

    @property
    def text(self) -> str:
        """What is read."""
        if self._text is None:
            block = self._block
            assert block
            if block.parts:
                self._text, self._starts = _joined(block)
            else:
                self._text = block.prose.text
        return self._text

    def span(self, start: int, end: int) -> Span:
        """The span on disk of a range of the text, markup inside it included."""
        _ = self.text
        if self._at is not None:
            return Span(self._at(start), self._at(end - 1) + 1 if end > start else self._at(start))
        assert self._block
        prose = self._block.prose
        if self._starts is None:
            return prose.span(start, end)
        return prose.span(self._position(start), self._position(end - 1) + 1 if end > start else self._position(start))

    def is_written(self, start: int, end: int) -> bool:
        """Whether a range stands on disk as it is read."""
        span = self.span(start, end)
        return span.end - span.start == end - start

    def _position(self, at: int) -> int:
        assert self._starts
        shown, written = self._starts
        index = bisect_right(shown, at) - 1
        return written[index] + at - shown[index]


def passages_of(doc: Document) -> list[Passage]:
    """All passages of an article: those beside its text, then those of its text."""
    return [*doc.passages_beside, *map(passage_of, doc.prose)]


def passages_beside(doc: Document) -> list[Passage]:
    """The passages of the front matter, of texts of pictures, of parameters of shortcodes and of blocks of HTML."""
    return [*_fields(doc), *_alts(doc), *_parameters(doc), *_html(doc)]


_KINDS = {nodes.Paragraph: "paragraph", nodes.Heading: "heading", nodes.Cell: "cell", nodes.Term: "term"}


def passage_of(block: nodes.ProseBlock) -> Passage:
    """The passage of a block."""
    return Passage(_KINDS.get(type(block), "paragraph"), None, None, block)


def _fields(doc: Document) -> Iterator[Passage]:
    front = doc.front_matter
    for field in front.children(()) if front else ():
        if field.name.lower() in SHOWN_FIELDS and isinstance(field.value, str) and field.value:
            written = doc.source(field.span)
            start = written.find(field.value)
            # A value with escapes, or folded over lines, does not stand there as it is read.
            if start >= 0:
                yield Passage(field.name.lower(), field.value, _from(field.span.start + start), None)


def _alts(doc: Document) -> Iterator[Passage]:
    for image in doc.nodes(nodes.Image):
        if image.is_plain and image.inner_start < image.inner_end:
            start = image.inner_start
            yield Passage("alt", image.text, lambda at, of=image, first=start: of.prose.at(first + at), None)  # type: ignore[misc]


def _parameters(doc: Document) -> Iterator[Passage]:
    for parameter in _shown(doc):
        if parameter.value and doc.source(parameter.span) == parameter.value:
            yield Passage("parameter", parameter.value, _from(parameter.span.start), None)


def _shown(doc: Document) -> Iterator[Parameter]:
    """The parameters of shortcodes that readers see: captions, and those that the configuration declares as text."""
    for call in doc.shortcodes.calls:
        settings = doc.declared.get(call.name)
        declared = texts(settings.get("text")) if isinstance(settings, Mapping) else ()
        unnamed = 0
        for parameter in call.parameters:
            name = parameter.name or str(unnamed)
            unnamed += parameter.name is None
            if name.lower() in SHOWN_PARAMETERS or name in declared:
                yield parameter


def _html(doc: Document) -> Iterator[Passage]:
    """The stretches of text between the tags of blocks of HTML; what stands before an inline tag is one by itself."""
    for block in doc.nodes(nodes.HtmlBlock):
        for text, start in _between_tags(block.html):
            yield Passage("html", text, lambda at, of=block, first=start: of.at(first + at), None)  # type: ignore[misc]


def _between_tags(html: str) -> Iterator[tuple[str, int]]:
    if html.startswith("<") and html.find(">") == len(html.rstrip()) - 1:
        # A tag by itself, as most blocks of a long table are.
        return
    position = 0
    for tag in _TAG.finditer(html):
        if tag.start() > position and _LETTERS.search(html, position, tag.start()):
            yield html[position : tag.start()], position
        position = tag.end()
    if _LETTERS.search(html, position):
        yield html[position:], position


def _from(start: int) -> Callable[[int], int]:
    return lambda at: start + at


def _joined(block: nodes.ProseBlock) -> tuple[str, tuple[list[int], list[int]]]:
    """The text of a block without its markup, and where its stretches begin: there, and in the text of the prose."""
    pieces: list[str] = []
    shown: list[int] = [0]
    written: list[int] = [0]
    length = 0
    for text, start in _pieces(block, block.prose.text, []):
        if text:
            shown.append(length)
            written.append(start)
            pieces.append(text)
            length += len(text)
    return "".join(pieces), (shown, written)


def _pieces(parent: nodes.Phrasing, text: str, code: list[str]) -> Iterator[tuple[str, int]]:
    """The stretches of what is read, each with its place in the text; `code` has the open tags of HTML that is code."""
    position = parent.inner_start
    for start, end, node in parent.parts:
        if start > position and not code:
            yield text[position:start], position
        if isinstance(node, nodes.HtmlInline):
            yield _tag(node.html, code), start
        elif code:
            pass
        elif isinstance(node, nodes.Text):
            yield node.text, start
        elif isinstance(node, nodes.Phrasing) and not isinstance(node, nodes.Image):
            yield from _pieces(node, text, code)
        elif not isinstance(node, nodes.FootnoteReference):
            yield HIDDEN, start
        position = end
    if parent.inner_end > position and not code:
        yield text[position : parent.inner_end], position


def _tag(html: str, code: list[str]) -> str:
    """What a reader sees of a tag of HTML: nothing, a line break, or something that is no prose."""
    name = html.strip("</>").split(None, 1)[0].rstrip("/").lower() if len(html) > 2 and html.strip("</>") else ""
    if html.startswith("<!--"):
        name = "!--"
    if name in _CODE:
        if html.startswith("</"):
            if code and code[-1] == name:
                code.pop()
        elif not html.endswith("/>"):
            code.append(name)
        return HIDDEN
    return "" if code or name in _INLINE else "\n" if name in ("br", "p") else HIDDEN


def tokens_of(doc: Document) -> list[bytes]:
    """The words of an article in their order; see `Document.tokens`."""
    text = "\n".join([doc.running_text, *_beside(doc)])
    if not text.isascii():
        # Many times faster than to translate a text of other signs than those of ASCII.
        for mark, plain in _MARKS:
            text = text.replace(mark, plain)
    encoded = text.encode("utf-8", "replace")
    return [] if len(encoded) > _LONG * len(text) else encoded.translate(_BLANKS).split()


def _beside(doc: Document) -> list[str]:
    front = doc.front_matter
    shown = [front.data[key] for key in front.data if key.lower() in SHOWN_FIELDS] if front else []
    shown += [parameter.value for parameter in _shown(doc)]
    shown += [passage.text for passage in doc.passages_beside if passage.kind == "html"]
    return [text for text in shown if isinstance(text, str)]
