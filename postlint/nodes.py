"""The nodes of a parsed article. Every node knows its exact place; none knows how it was parsed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from postlint.text import Span

# What a call of Span does in the end; nothing is made as often as spans.
_span = tuple.__new__


class Offsets:
    """Where each character of a derived text stands on disk.

    A derived text is made of lines that are suffixes of lines on disk (prefixes of quotes and lists taken off,
    newlines made one character), so each of its lines has one shift from its own offsets to those on disk.
    """

    __slots__ = ("pairs", "shifts", "starts")

    def __init__(self, starts: list[int], shifts: list[int], pairs: Set[int] = frozenset()) -> None:
        self.starts = starts
        self.shifts = shifts
        self.pairs = pairs
        """The offsets on disk of the newlines that are two characters there."""

    def at(self, position: int) -> int:
        """The offset on disk of the character at a position of the derived text."""
        shifts = self.shifts
        if len(shifts) == 1:
            return position + shifts[0]
        return position + shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> Span:
        """The range on disk of a range of the derived text, from its first character to its last."""
        shifts = self.shifts
        if len(shifts) == 1:
            shift = shifts[0]
            return _span(Span, (start + shift, (end if end > start else start) + shift))
        first = self.at(start)
        return Span(first, first if end <= start else self.after(end - 1))

    def after(self, position: int) -> int:
        """The offset on disk where the character at a position of the derived text ends."""
        at = self.at(position)
        return at + (2 if at in self.pairs else 1)

    def child(self, text: str, first: int, derived: str) -> Offsets:
        """The offsets of a text whose lines are suffixes of the lines of `text` from the one at `first` on."""
        starts: list[int] = []
        shifts: list[int] = []
        position = 0
        while position <= len(derived):
            end = derived.find("\n", position)
            end = len(derived) if end < 0 else end
            line_end = text.find("\n", first)
            line_end = len(text) if line_end < 0 else line_end
            if derived.startswith((" ", "\t"), position):
                extra, tab = _made_of_tabs(text[first:line_end], derived[position:end])
                for blank in range(position, position + extra):
                    starts.append(blank)
                    shifts.append(self.at(first + tab) - blank)
                position += extra
            starts.append(position)
            shifts.append(self.at(line_end) - end)
            position, first = end + 1, line_end + 1
        return Offsets(starts, shifts, self.pairs)


def _made_of_tabs(line: str, derived: str) -> tuple[int, int]:
    """How many of the blanks that a line of a derived text begins with are more than `line` has, and where they stand.

    They are what a tab was made into that reached into the text.
    """
    content = derived.lstrip(" \t")
    at = len(line) - len(content)
    own = at - len(line[:at].rstrip(" \t"))
    return max(0, len(derived) - len(content) - own) if content else 0, at - own


@dataclass(slots=True, eq=False)
class Run:
    """A run of `*`, `_` or `~`, and how many of its markers were left as literal text."""

    start: int
    """Where it begins in the text of its prose."""
    length: int
    """How many markers it has."""
    marker: str
    can_open: bool
    can_close: bool
    used_left: int = 0
    """How many of its markers, from the left, closed an emphasis."""
    used_right: int = 0
    """How many of its markers, from the right, opened one."""

    @property
    def literal(self) -> int:
        """How many markers a reader sees on the page."""
        return self.length - self.used_left - self.used_right


class Prose:
    """The text of a paragraph, heading or cell without the prefixes of its containers, and its places on disk.

    `text` has shortcodes masked by private-use characters of equal length. A rule may search it and turn what it
    finds into a span of the file.
    """

    __slots__ = ("_masked", "_shift", "brackets", "offsets", "runs", "start", "text", "unwritten")

    def __init__(self, text: str, offsets: Offsets, start: int) -> None:
        self.text = text
        self.offsets = offsets
        self.start = start
        self.runs: Sequence[Run] = ()
        """The runs of emphasis markers, in order."""
        self.brackets: Sequence[tuple[int, int]] = ()
        """Pairs of square brackets that make no link, as half-open ranges of `text`."""
        self.unwritten: Sequence[tuple[int, int]] = ()
        """Ranges of `text` that do not stand on the page as they are written; line breaks not among them."""
        self._masked: str | None = None
        # Nearly all text stands on disk as it is here, only further on.
        self._shift = start + offsets.shifts[0] if len(offsets.shifts) == 1 and not offsets.pairs else None

    def at(self, position: int) -> int:
        """The offset on disk of a position of the text."""
        return self.offsets.at(self.start + position)

    def span(self, start: int, end: int) -> Span:
        """The span on disk of a range of the text."""
        shift = self._shift
        if shift is not None:
            return _span(Span, (start + shift, (end if end > start else start) + shift))
        return self.offsets.span(self.start + start, self.start + end)

    @property
    def masked(self) -> str:
        """The text with code, HTML, autolinks, targets of links and shortcodes blanked out by U+FFFC, at equal length.

        Escapes and entities are blanked out too: what is left stands on the page as it is written.
        """
        if self._masked is None:
            written: list[str] = []
            position = 0
            for start, end in self._hidden():
                written += self.text[position:start], "\ufffc" * (end - start)
                position = end
            self._masked = "".join([*written, self.text[position:]])
        return self._masked

    def _hidden(self) -> Iterator[tuple[int, int]]:
        """The ranges of the text that are blanked out, in order."""
        text, position = self.text, 0
        for start, end in (*sorted(self.unwritten), (len(text), len(text))):
            yield from ((first, last) for first, last, _ in line_breaks(text, position, start))
            if end > position:
                yield max(start, position), end
                position = end


@dataclass(slots=True, eq=False)
class Node:
    """Any part of an article."""

    span: Span

    @property
    def children(self) -> Sequence[Node]:
        """What it holds, in order."""
        return ()


@dataclass(slots=True, eq=False)
class Parent(Node):
    """A part of an article that holds blocks."""

    children: list[Node] = field(default_factory=list, kw_only=True)


@dataclass(slots=True, eq=False)
class Phrasing(Node):
    """A part of an article that holds inline nodes."""

    prose: Prose
    inner_start: int
    """Where what it holds begins in the text of its prose."""
    inner_end: int
    parts: Sequence[Part]
    """What it holds besides text and line breaks, in order: all that most rules need to know."""
    _children: Sequence[Node] | None = field(default=None, init=False)

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
        for first, last, kind in line_breaks(text, start, end):
            if start < first:
                yield Text(span(start, first), text[start:first])
            yield kind(span(first, last))
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


@dataclass(slots=True, eq=False)
class Text(Node):
    """Text as a reader sees it. Where it is as long as its span, it stands on disk character by character."""

    text: str

    @property
    def plain(self) -> bool:
        """Whether it stands on disk as it is read: no escape and no entity."""
        return len(self.text) == self.span.end - self.span.start


@dataclass(slots=True, eq=False)
class CodeSpan(Node):
    """Inline code. `code` is what a reader sees."""

    code: str


@dataclass(slots=True, eq=False)
class Emphasis(Phrasing):
    """`*text*`, `_text_`, or with two markers, strong emphasis."""

    marker: str
    """The opening marker as written: `*`, `_`, `**` or `__`."""

    @property
    def strong(self) -> bool:
        return len(self.marker) == 2


class Strikethrough(Phrasing):
    """`~~text~~`."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
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

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Autolink(Node):
    """A URL or an e-mail address that is a link by itself, in angle brackets or bare."""

    text: str
    url: str
    bare: bool


@dataclass(slots=True, eq=False)
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

    __slots__ = ()


class ShortcodeMark(Node):
    """The place in a text where a tag of a shortcode stands."""

    __slots__ = ()


class SoftBreak(Node):
    """The end of a line within a paragraph, with the blanks around it."""

    __slots__ = ()


class HardBreak(Node):
    """A line break that a reader sees."""

    __slots__ = ()


def line_breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int, type[Node]]]:
    """The line breaks in a range of a text that holds nothing else but text: their ranges and their kinds."""
    newline = text.find("\n", start, end)
    while newline >= 0:
        first, last = newline, newline + 1
        while first > start and text[first - 1] in " \t":
            first -= 1
        while last < end and text[last] in " \t":
            last += 1
        escaped = start < first == newline and text[first - 1] == "\\"
        hard = escaped or text.endswith("  ", first, newline)
        yield first - escaped, last, HardBreak if hard else SoftBreak
        start = last
        newline = text.find("\n", start, end)


@dataclass(slots=True, eq=False)
class FootnoteReference(Node):
    """`[^label]` where the article has a note of that label."""

    label: str


# --- blocks ---------------------------------------------------------------------------------------------------


class ProseBlock(Phrasing):
    """A block that holds text: the whole of its prose."""

    __slots__ = ()


class Paragraph(ProseBlock):
    """A paragraph, or the text of an item of a tight list."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True, eq=False)
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

    __slots__ = ()


class Quote(Parent):
    """A block quote."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class List(Parent):
    """A list; its children are items."""

    ordered: bool
    tight: bool
    marker: str


class Item(Parent):
    """An item of a list, from its marker on."""

    __slots__ = ()


class ThematicBreak(Node):
    """A horizontal rule."""

    __slots__ = ()


class Table(Parent):
    """A table: its children are rows, the first of them the head."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Row(Parent):
    """A row of a table: its children are cells."""

    head: bool


class Cell(ProseBlock):
    """A cell of a table."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True, eq=False)
class FootnoteDefinition(Parent):
    """`[^label]: text`."""

    label: str
    label_span: Span


class DefinitionList(Parent):
    """Terms and their definitions."""

    __slots__ = ()


class Term(ProseBlock):
    """A term of a definition list."""

    __slots__ = ()


class Definition(Parent):
    """A definition of a term: its children are blocks."""

    __slots__ = ()


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
