"""The nodes of a parsed article. Every node knows its exact place; none knows how it was parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from postlint.document.prose import Prose, line_breaks
from postlint.text import Span


class Node(Struct, eq=False):
    """Any part of an article."""

    span: Span

    @property
    def children(self) -> Sequence[Node]:
        """What it holds, in order."""
        return ()


class Parent(Node, kw_only=True):
    """A part of an article that holds blocks."""

    children: list[Node] = field(default_factory=list)


class _Kept(Node, kw_only=True):
    _children: Sequence[Node] | None = None


class Phrasing(_Kept):
    """A part of an article that holds inline nodes."""

    prose: Prose
    inner_start: int
    """Where what it holds begins in the text of its prose."""
    inner_end: int
    parts: Sequence[Part]
    """What it holds besides text and line breaks, in order: all that most rules need to know."""

    @property
    def children(self) -> Sequence[Node]:
        """What it holds, in order, with text and line breaks in every gap."""
        if self._children is None:
            self._children = list(self._nodes())
        return self._children

    def _nodes(self) -> Iterator[Node]:
        position = self.inner_start
        for start, end, part in self.parts:
            yield from self._gap(position, start)
            yield part
            position = end
        yield from self._gap(position, self.inner_end)

    def _gap(self, start: int, end: int) -> Iterator[Node]:
        text, span = self.prose.text, self.prose.span
        for first, last, hard in line_breaks(text, start, end):
            if start < first:
                yield Text(span(start, first), text[start:first])
            yield (HardBreak if hard else SoftBreak)(span(first, last))
            start = last
        if start < end:
            yield Text(span(start, end), text[start:end])

    @property
    def text(self) -> str:
        """What a reader sees of it: code and alternative texts included, line breaks as spaces."""
        return self.prose.text[self.inner_start : self.inner_end] if self.is_plain else _text_of(self.children)

    @property
    def is_plain(self) -> bool:
        """Whether it holds text alone, in one line."""
        return not self.parts and "\n" not in self.prose.text[self.inner_start : self.inner_end]

    @property
    def content(self) -> Span:
        """The span of what it holds: of a link, between the square brackets."""
        return self.prose.span(self.inner_start, self.inner_end)


Part = tuple[int, int, Node]
"""A range of the text of a prose, and the node that it is."""


# --- inline ---------------------------------------------------------------------------------------------------


class Text(Node):
    """Text as a reader sees it. Where it is as long as its span, it stands on disk character by character."""

    text: str

    @property
    def plain(self) -> bool:
        """Whether it stands on disk as it is read: no escape and no entity."""
        return len(self.text) == self.span.end - self.span.start


class CodeSpan(Node):
    """Inline code. `code` is what a reader sees."""

    code: str


class Emphasis(Phrasing):
    """`*text*`, `_text_`, or with two markers, strong emphasis."""

    marker: str
    """The opening marker as written: `*`, `_`, `**` or `__`."""

    @property
    def strong(self) -> bool:
        return len(self.marker) == 2


class Strikethrough(Phrasing):
    """`~~text~~`."""


class Link(Phrasing):
    """A link with a text, and how it is written."""

    destination: str
    """The destination as written, without angle brackets; of a reference, that of its definition."""
    url: str
    """The destination with escapes and entities resolved."""
    destination_span: Span
    target_span: Span | None
    """Between the parentheses, with the title; None for a reference."""
    title: str | None
    label: str | None
    """Of a reference, the label as written."""


class Image(Link):
    """An image; its children are its alternative text."""


class Autolink(Node):
    """A URL or an e-mail address that is a link by itself, in angle brackets or bare."""

    text: str
    url: str
    bare: bool


class Html(Node):
    """HTML as it stands in an article."""

    html: str
    """As written, without the prefixes of its containers."""
    prose: Prose
    start: int
    """Where it begins in the text of its prose."""

    def at(self, position: int) -> int:
        """The offset on disk of a position of the HTML."""
        return self.prose.at(self.start + position)


class HtmlInline(Html):
    """One HTML tag, comment or declaration inside a text."""


class ShortcodeMark(Node):
    """The place in a text where a tag of a shortcode stands."""


class SoftBreak(Node):
    """The end of a line within a paragraph, with the blanks around it."""


class HardBreak(Node):
    """A line break that a reader sees."""


class FootnoteReference(Node):
    """`[^label]` where the article has a note of that label."""

    label: str


# --- blocks ---------------------------------------------------------------------------------------------------


class ProseBlock(Phrasing):
    """A block that holds text: the whole of its prose."""

    @property
    def is_picture(self) -> bool:
        """Whether it holds images, and blanks between them, and nothing else."""
        parts = [part for part in self.children if not (isinstance(part, Text) and not part.text.strip())]
        return bool(parts) and all(isinstance(part, Image) for part in parts)


class Paragraph(ProseBlock):
    """A paragraph, or the text of an item of a tight list."""


class Heading(ProseBlock):
    """A heading, ATX (`## Text`) or setext (underlined)."""

    level: int
    marks: Span
    """The `#` of an ATX heading, the underline of a setext heading."""
    setext: bool
    attributes: dict[str, str]
    """What `{#id .class key=value}` at its end says; the id under "id"."""
    attributes_span: Span | None

    @property
    def id(self) -> str | None:
        """The id given in the text, if any."""
        return self.attributes.get("id")


class CodeBlock(Node):
    """A code block, fenced or indented."""

    code: str
    info: str
    fence: str
    """The opening fence, or nothing for an indented block."""
    closed: bool
    """False for a fence that is still open at the end of what holds it."""
    opening: Span
    """The line of the opening fence; of an indented block, its span."""


class HtmlBlock(Html):
    """A block of HTML, a comment included."""


class Quote(Parent):
    """A block quote."""


class List(Parent):
    """A list; its children are items."""

    ordered: bool
    tight: bool
    marker: str


class Item(Parent):
    """An item of a list, from its marker on."""


class ThematicBreak(Node):
    """A horizontal rule."""


class Table(Parent):
    """A table: its children are rows, the first of them the head."""


class Row(Parent):
    """A row of a table: its children are cells."""

    head: bool
    lost: Span | None = None
    """The cells beyond those of the head, which are not on the page."""


class Cell(ProseBlock):
    """A cell of a table."""


class LinkDefinition(Node):
    """`[label]: destination "title"`."""

    label: str
    destination: str
    url: str
    destination_span: Span
    title: str | None
    title_span: Span | None
    """The title as written, without its quotes."""
    duplicate: bool
    """Whether another definition of this label stands before it, and wins."""


class FootnoteDefinition(Parent):
    """`[^label]: text`."""

    label: str
    label_span: Span


class DefinitionList(Parent):
    """Terms and their definitions."""


class Term(ProseBlock):
    """A term of a definition list."""


class Definition(Parent):
    """A definition of a term: its children are blocks."""


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node of a tree, parents before their children, in the order of the text."""
    stack = [iter(nodes)]
    while stack:
        for node in stack[-1]:
            yield node
            if node.children:
                stack.append(iter(node.children))
                break
        else:
            stack.pop()


def _text_of(nodes: Iterable[Node]) -> str:
    parts: list[str] = []
    for node in walk(nodes):
        if isinstance(node, (Text, Autolink)):
            parts.append(node.text)
        elif isinstance(node, CodeSpan):
            parts.append(node.code)
        elif isinstance(node, (SoftBreak, HardBreak)):
            parts.append(" ")
    return "".join(parts)
