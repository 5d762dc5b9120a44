"""Markdown with spans: mistune's blocks and goldmark's inline grammar, made into nodes that know their places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from postlint.document import nodes
from postlint.document.markdown.blocks import parse_blocks
from postlint.document.markdown.inline import parse_inline
from postlint.document.markdown.state import Token
from postlint.document.nodes import Node
from postlint.document.prose import DelimiterRun, Offsets, Prose
from postlint.text import Span

# In a name, goldmark takes only four of the ASCII signs; with any other in it, the braces are text.
_ATTRIBUTE = re.compile(r"([#.])(#*[^\s!-,/;-@\[-^`{-~]+)|([\w:-]+)=(\"[^\"]*\"|'[^']*'|[^\s{}\"']+)")
_ATTRIBUTES = re.compile(
    r"\{[ \t]*((?:%s)(?:[ \t]+(?:%s))*)[ \t]*\}\Z" % ((_ATTRIBUTE.pattern.replace("(", "(?:"),) * 2)
)
_MARKER = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])")
_NEWLINE = re.compile(r"\r\n?|\n")
_BLANKS = " \t\n\f"

N = TypeVar("N", bound=Node)


def parse(text: str, start: int = 0) -> tuple[list[Node], Mapping[type[Node], list[Node]]]:
    """The blocks of the Markdown in `text` from `start` on, and all nodes by their kind, in order.

    Spans are offsets in `text`. Text and line breaks are not among the nodes: they are made when they are asked for.
    The text has its shortcodes masked at equal length (`postlint.shortcodes.mask`). Newlines may be of any kind.
    """
    body, offsets = _normalise(text, start)
    tokens, references, footnotes = parse_blocks(body, offsets)
    builder = _Builder(references, footnotes)
    return builder.blocks(tokens), builder.found


def add_within(known: Mapping[type[Node], list[Node]], text: str, spans: Sequence[Span]) -> None:
    """Add to the nodes of a text those of parts of it that are Markdown by themselves, HTML aside."""
    for span in spans:
        for kind, more in parse(text[: span.end], span.start)[1].items():
            if not issubclass(kind, nodes.Html):
                known[kind].extend(more)
                known[kind].sort(key=lambda node: node.span)


def runs_of(text: str) -> Sequence[DelimiterRun]:
    """The runs of emphasis markers of a text by itself, to see what a change of it would do."""
    prose = Prose(text, Offsets([0], [0]), 0)
    parse_inline(prose, {}, set())
    return prose.runs


def _normalise(text: str, start: int) -> tuple[str, Offsets]:
    """The text from `start` on with line feeds alone as newlines, and where its lines stand."""
    if "\r" not in text:
        return text[start:], Offsets([0], [start])
    starts, shifts = [0], [start]
    pairs: set[int] = set()
    parts: list[str] = []
    position, length = start, 0
    for match in _NEWLINE.finditer(text, start):
        parts += text[position : match.start()], "\n"
        length += match.start() - position + 1
        position = match.end()
        if position - length != shifts[-1]:
            starts.append(length)
            shifts.append(position - length)
            pairs.add(match.start())
    return "".join([*parts, text[position:]]), Offsets(starts, shifts, pairs)


class _Builder:
    """Makes nodes of block tokens, in the order of the text."""

    def __init__(self, references: dict[str, Token], footnotes: set[str]) -> None:
        self.references = references
        self.footnotes = footnotes
        self.found: dict[type[Node], list[Node]] = defaultdict(list)
        """The nodes by their kind."""

    def blocks(self, tokens: list[Token]) -> list[Node]:
        # A blank line is no part of an article.
        made = (build(self, token) for token in tokens if (build := _BUILDERS.get(token["type"])))
        return [node for node in made if node]

    def _add(self, node: N) -> N:
        """Note a node: one that holds others, before they are made."""
        self.found[type(node)].append(node)
        return node

    def _inline(self, token: Token, text: str, at: int) -> tuple[Prose, Sequence[nodes.Part]]:
        prose = Prose(text, token["offsets"], at)
        parts, descendants = parse_inline(prose, self.references, self.footnotes)
        for _, _, node in descendants:
            self.found[type(node)].append(node)
        return prose, parts

    def paragraph(self, token: Token) -> Node | None:
        raw = token["text"]
        text = raw.strip(_BLANKS)
        if not text:
            return None
        size, at = len(text), token["at"]
        if raw[0] in _BLANKS:
            at += len(raw) - len(raw.lstrip(_BLANKS))
        prose, parts = self._inline(token, text, at)
        return self._add(nodes.Paragraph(prose.span(0, size), prose, 0, size, parts))

    def heading(self, token: Token) -> Node:
        text, offsets = token["text"], token["offsets"]
        marks = _span(offsets, *token["marks"])
        attributes, attributes_span = {}, None
        match = _ATTRIBUTES.search(text)
        if match and (match.start() == 0 or text[match.start() - 1] != "\\"):
            attributes = _attributes(match[1])
            attributes_span = _span(offsets, token["text_at"] + match.start(), token["text_at"] + match.end())
            text = text[: match.start()].rstrip()
        prose, parts = self._inline(token, text, token["text_at"])
        whole = _span(offsets, token["at"], token["end"], token)
        setext = token["setext"]
        return self._add(
            nodes.Heading(whole, prose, 0, len(text), parts, token["level"], marks, setext, attributes, attributes_span)
        )

    def code(self, token: Token) -> Node:
        span = self._span(token)
        opening = _span(token["offsets"], *token["opening"])
        return self._add(nodes.CodeBlock(span, token["code"], token["info"], token["fence"], token["closed"], opening))

    def indented_code(self, token: Token) -> Node:
        span = self._span(token)
        return self._add(nodes.CodeBlock(span, token["raw"], "", "", True, span))

    def html(self, token: Token) -> Node:
        raw = token["raw"]
        html = raw.strip(_BLANKS)
        prose = Prose(html, token["offsets"], token["at"] + len(raw) - len(raw.lstrip(_BLANKS)))
        return self._add(nodes.HtmlBlock(self._span(token), html, prose, 0))

    def quote(self, token: Token) -> Node:
        node = self._add(nodes.Quote(self._span(token)))
        node.children = self.blocks(token["children"])
        return node

    def list_block(self, token: Token) -> Node:
        node = self._add(nodes.List(Span(0, 0), token["attrs"]["ordered"], token["tight"], token["bullet"]))
        items = node.children = [self._item(token, child) for child in token["children"]]
        node.span = Span(items[0].span.start, items[-1].span.end)
        return node

    def _item(self, token: Token, child: Token) -> Node:
        line = _MARKER.match(token["src"], child["at"])
        begin = child["at"] + (len(line[0]) - len(line[0].lstrip()) if line else 0)
        start, end = token["offsets"].at(begin), token["offsets"].at(line.end() - 1 if line else begin) + 1
        node = self._add(nodes.Item(Span(start, max(start, end))))
        if children := self.blocks(child["children"]):
            node.children, node.span = children, Span(start, max(start, children[-1].span.end))
        return node

    def thematic_break(self, token: Token) -> Node:
        return self._add(nodes.ThematicBreak(self._span(token)))

    def table(self, token: Token) -> Node:
        node = self._add(nodes.Table(self._span(token)))
        for number, (start, end, ranges, lost) in enumerate(token["rows"]):
            row = self._add(nodes.Row(_span(token["offsets"], start, end, token), head=number == 0))
            row.lost = _span(token["offsets"], *lost) if lost and lost[0] < lost[1] else None
            for first, last in ranges:
                prose, parts = self._inline(token, token["src"][first:last], first)
                cell = nodes.Cell(_span(token["offsets"], first, last), prose, 0, last - first, parts)
                row.children.append(self._add(cell))
            node.children.append(row)
        return node

    def link_definition(self, token: Token) -> Node:
        return self._add(
            nodes.LinkDefinition(
                self._span(token),
                token["label"],
                token["destination"],
                token["url"],
                _span(token["offsets"], *token["destination_at"]),
                token["title"],
                _span(token["offsets"], *token["title_at"]) if token["title_at"] else None,
                token["duplicate"],
            )
        )

    def footnote_definition(self, token: Token) -> Node:
        label = _span(token["offsets"], *token["label_at"])
        node = self._add(nodes.FootnoteDefinition(self._span(token), token["label"], label))
        node.children = self.blocks(token["children"])
        return node

    def definition_list(self, token: Token) -> Node:
        node = self._add(nodes.DefinitionList(self._span(token)))
        at = token["at"]
        for line in token["term"].split("\n"):
            text = line.strip(_BLANKS)
            if text:
                prose, parts = self._inline(token, text, at + len(line) - len(line.lstrip(_BLANKS)))
                term = nodes.Term(prose.span(0, len(text)), prose, 0, len(text), parts)
                node.children.append(self._add(term))
            at += len(line) + 1
        for definition in token["definitions"]:
            held = self._add(nodes.Definition(self._span(definition | {"src": token["src"]})))
            held.children = self.blocks(definition["children"])
            node.children.append(held)
        return node

    def _span(self, token: Token) -> Span:
        return _span(token["offsets"], token["at"], token["end"], token)


def _span(offsets: Offsets, start: int, end: int, token: Token | None = None) -> Span:
    """A range of the text of a state on disk; with its token, without the blanks around it."""
    if token:
        src = token["src"]
        while end > start and src[end - 1] in _BLANKS:
            end -= 1
        while start < end and src[start] in _BLANKS:
            start += 1
    return offsets.span(start, end)


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match[1] == "#":
            attributes["id"] = match[2]
        elif match[1] == ".":
            attributes["class"] = f"{attributes['class']} {match[2]}" if "class" in attributes else match[2]
        else:
            value = match[4]
            attributes[match[3]] = value[1:-1] if value[0] in "\"'" and value[-1] == value[0] else value
    return attributes


_BUILDERS: dict[str, Callable[[_Builder, Token], Node | None]] = {
    "paragraph": _Builder.paragraph,
    "block_text": _Builder.paragraph,
    "heading": _Builder.heading,
    "code": _Builder.code,
    "block_code": _Builder.indented_code,
    "block_html": _Builder.html,
    "block_quote": _Builder.quote,
    "list": _Builder.list_block,
    "thematic_break": _Builder.thematic_break,
    "table": _Builder.table,
    "link_definition": _Builder.link_definition,
    "footnote_definition": _Builder.footnote_definition,
    "definition_list": _Builder.definition_list,
}
