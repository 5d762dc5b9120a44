"""The proof that every node of an article stands where it says: what the text at each span has to look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import pairwise

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.nodes import Node
from postlint.document.prose import Prose
from postlint.text import Span

Verdict = Callable[[Document, Node, str], bool]


def complaints(doc: Document) -> Iterator[str]:
    """One line for each node, shortcode and character that is not where it is said to be."""
    for node in nodes.walk(doc.blocks):
        written = doc.masked[node.span.start : node.span.end]
        if not _PROOFS[type(node)](doc, node, written):
            yield f"{type(node).__name__} at {tuple(node.span)}: {written[:80]!r}"
        yield from _misplaced_children(node)
        if isinstance(node, nodes.ProseBlock | nodes.HtmlBlock):
            yield from _misread(doc, node.prose)
    yield from _misplaced(doc.blocks, "the article")
    yield from _wrong_shortcodes(doc)
    yield from _lost(doc)


def _misplaced_children(node: Node) -> Iterator[str]:
    kind = type(node).__name__
    yield from _misplaced(node.children, kind)
    for child in node.children:
        if not node.span.contains(child.span):
            yield f"{type(child).__name__} at {tuple(child.span)} is not within its {kind} at {tuple(node.span)}"


def _misplaced(children: Sequence[Node], inside: str) -> Iterator[str]:
    for one, other in pairwise(children):
        if one.span.end > other.span.start:
            yield f"in {inside}, {tuple(one.span)} and {tuple(other.span)} are not one after the other"


def _misread(doc: Document, prose: Prose) -> Iterator[str]:
    """Every character of a prose is the one on disk, but for newlines, and tabs that became spaces."""
    last = -1
    for position, character in enumerate(prose.text):
        at = prose.at(position)
        there = doc.masked[at : at + 1]
        same = there == character or (character == "\n" and there == "\r") or (character == " " and there == "\t")
        if not same or at < last:
            yield f"character {position} of {prose.text[:40]!r} is {character!r}, and {there!r} at {at}"
            return
        last = at


def _wrong_shortcodes(doc: Document) -> Iterator[str]:
    for call in doc.shortcodes.calls:
        tag = doc.source(call.tag)
        ends = "}}" if call.markup == "<" else "%}}"
        if not (tag.startswith("{{" + call.markup) and tag.endswith(ends) and doc.source(call.name_span) == call.name):
            yield f"shortcode {call.name} at {tuple(call.tag)}: {tag[:80]!r}"
        if call.closing and not re.fullmatch(
            rf"\{{\{{.\s*/\s*{re.escape(call.name)}\s*.\}}\}}", doc.source(call.closing)
        ):
            yield f"the end of {call.name}: {doc.source(call.closing)!r}"
        for parameter in call.parameters:
            quoted = doc.text[parameter.span.start - len(parameter.quote) : parameter.span.end + len(parameter.quote)]
            value = (
                re.sub(r"\\(.)", r"\1", doc.source(parameter.span))
                if parameter.quote == '"'
                else doc.source(parameter.span)
            )
            if value != parameter.value or quoted != parameter.quote + doc.source(parameter.span) + parameter.quote:
                yield f"parameter {parameter.value!r} of {call.name}: {quoted!r}"


_NOT_PROSE = re.compile(r"^(?:[ \t>]|[*+-][ \t]|\d{1,9}[.)])*|:?-+:?|[\ue000\ue001]+", re.M)


def _lost(doc: Document) -> Iterator[str]:
    """Letters of the text that are in no block at all."""
    covered = bytearray(len(doc.text))
    kinds = (nodes.ProseBlock, nodes.CodeBlock, nodes.HtmlBlock, nodes.LinkDefinition, nodes.Row)
    for node in nodes.walk(doc.blocks):
        if isinstance(node, nodes.FootnoteDefinition):
            _cover(covered, Span(node.span.start, node.label_span.end))
        elif isinstance(node, kinds):
            _cover(covered, node.span)
    for tag in _NOT_PROSE.finditer(doc.masked):
        _cover(covered, Span(*tag.span()))
    for at in range(doc.body.start, doc.body.end):
        if not covered[at] and doc.text[at].isalpha():
            yield f"{doc.text[at : at + 40]!r} at {at} is in no block"
            return


def _cover(covered: bytearray, span: Span) -> None:
    covered[span.start : span.end] = b"\1" * (span.end - span.start)


# --- what the text at the span of each kind of node is


def _text(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.Text)
    if node.plain:
        return written == node.text
    return written == "\\" + node.text or (written[0] == "&" and unescape(written) == node.text)


def _link(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.Link)
    bang = "!" if isinstance(node, nodes.Image) else ""
    text = bang + "[" + doc.masked[slice(*node.content)] + "]"
    if doc.masked[slice(*node.destination_span)] != node.destination:
        return False
    if node.target_span is None:
        definitions = [node.destination_span for node in doc.nodes(nodes.LinkDefinition) if not node.duplicate]
        rest = written.removeprefix(text)
        return (
            written.startswith(text)
            and bool(re.fullmatch(r"(?s:\[.*\])?", rest))
            and node.destination_span in definitions
        )
    target = doc.masked[slice(*node.target_span)]
    return written == f"{text}({target})" and node.target_span.contains(node.destination_span)


def _emphasis(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.Emphasis)
    content = doc.masked[slice(*node.content)]
    return bool(content) and written == node.marker + content + node.marker and len(set(node.marker)) == 1


def _strikethrough(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.Strikethrough)
    content = doc.masked[slice(*node.content)]
    return written in (f"~{content}~", f"~~{content}~~")


def _code_span(doc: Document, node: Node, written: str) -> bool:
    ticks = re.match("`+", written)
    return bool(ticks) and written.endswith(ticks[0]) and not written.endswith("`" + ticks[0])  # type: ignore[index]


def _autolink(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.Autolink)
    return written == (node.text if node.bare else f"<{node.text}>")


def _html_inline(doc: Document, node: Node, written: str) -> bool:
    return written.startswith("<") and written.endswith(">")


def _shortcode(doc: Document, node: Node, written: str) -> bool:
    return doc.source(node.span).startswith("{{") and doc.source(node.span).endswith("}}")


def _soft_break(doc: Document, node: Node, written: str) -> bool:
    return bool(re.fullmatch(r"[ \t]*(?:\r\n?|\n)[ \t>]*", written))


def _hard_break(doc: Document, node: Node, written: str) -> bool:
    return bool(re.fullmatch(r"(?:  [ \t]*|\\)(?:\r\n?|\n)[ \t>]*", written))


def _reference(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.FootnoteReference)
    return written == f"[^{node.label}]"


def _prose(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.ProseBlock)
    return node.span == node.prose.span(0, len(node.prose.text)) and written == written.strip(" \t\r\n")


def _heading(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.Heading)
    marks = doc.source(node.marks)
    attributes = doc.source(node.attributes_span) if node.attributes_span else "{}"
    if not (attributes.startswith("{") and attributes.endswith("}") and (node.id or "") in attributes):
        return False
    if node.setext:
        return set(marks) == {"=-"[node.level - 1]} and written.endswith(marks)
    line = doc.masked[slice(*doc.lines.span(doc.lines.number(node.span.start)))]
    return marks == "#" * node.level and node.marks.start == node.span.start and line.rstrip(" \t\f").endswith(written)


def _code_block(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.CodeBlock)
    opening = doc.masked[slice(*node.opening)]
    last = written.splitlines()[-1].lstrip(" \t>")
    if not node.fence:
        return _squeezed(written) == _squeezed(node.code)
    if not (written.startswith(opening) and opening.startswith(node.fence) and not set("\r\n") & set(opening)):
        return False
    return not node.closed or (last.startswith(node.fence) and set(last) == {node.fence[0]})


def _squeezed(text: str) -> str:
    return re.sub(r"[\s>]", "", text)


def _html_block(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.HtmlBlock)
    return written.startswith("<") and _squeezed(written) == _squeezed(node.html)


def _quote(doc: Document, node: Node, written: str) -> bool:
    return written.startswith(">")


def _list(doc: Document, node: Node, written: str) -> bool:
    return node.span == Span(node.children[0].span.start, node.children[-1].span.end)


def _item(doc: Document, node: Node, written: str) -> bool:
    return bool(re.match(r"(?:[*+-]|\d{1,9}[.)])(?:\s|\Z)", written))


def _rule(doc: Document, node: Node, written: str) -> bool:
    return bool(re.fullmatch(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}", written))


def _row(doc: Document, node: Node, written: str) -> bool:
    between, at = [], node.span.start
    for cell in node.children:
        between.append(doc.masked[at : cell.span.start])
        at = cell.span.end
    # A row may have more cells than the head: they are not shown, but part of the row.
    return all(set(gap) <= set("| \t") for gap in between) and not set("\r\n") & set(written)


def _table(doc: Document, node: Node, written: str) -> bool:
    head = node.children[0]
    delimiter = doc.source(doc.lines.span(doc.lines.number(head.span.start) + 1))
    return head.span.start == node.span.start and set(delimiter.lstrip(" \t>")) <= set("|:- \t")


def _cell(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.Cell)
    return written == node.prose.text == written.strip(" \t")


def _link_definition(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.LinkDefinition)
    return written.startswith(f"[{node.label}]:") and doc.masked[slice(*node.destination_span)] == node.destination


def _footnote(doc: Document, node: Node, written: str) -> bool:
    assert isinstance(node, nodes.FootnoteDefinition)
    return written.startswith(f"[^{node.label}]:") and doc.masked[slice(*node.label_span)] == node.label


def _definition_list(doc: Document, node: Node, written: str) -> bool:
    return node.span.start == node.children[0].span.start and isinstance(node.children[0], nodes.Term)


def _definition(doc: Document, node: Node, written: str) -> bool:
    return bool(re.match(r":(?:\s|\Z)", written))


_PROOFS: dict[type[Node], Verdict] = {
    nodes.Text: _text,
    nodes.Link: _link,
    nodes.Image: _link,
    nodes.Emphasis: _emphasis,
    nodes.Strikethrough: _strikethrough,
    nodes.CodeSpan: _code_span,
    nodes.Autolink: _autolink,
    nodes.HtmlInline: _html_inline,
    nodes.ShortcodeMark: _shortcode,
    nodes.SoftBreak: _soft_break,
    nodes.HardBreak: _hard_break,
    nodes.FootnoteReference: _reference,
    nodes.Paragraph: _prose,
    nodes.Term: _prose,
    nodes.Cell: _cell,
    nodes.Heading: _heading,
    nodes.CodeBlock: _code_block,
    nodes.HtmlBlock: _html_block,
    nodes.Quote: _quote,
    nodes.List: _list,
    nodes.Item: _item,
    nodes.ThematicBreak: _rule,
    nodes.Table: _table,
    nodes.Row: _row,
    nodes.LinkDefinition: _link_definition,
    nodes.FootnoteDefinition: _footnote,
    nodes.DefinitionList: _definition_list,
    nodes.Definition: _definition,
}
