"""The ids that Markdown gives: the text of a heading as the parts of its id, and `{#id}` on other blocks."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.nodes import Node, walk
from postlint.document.shortcodes import MASK_FIRST
from postlint.facts.page import Part
from postlint.lazy_regex import pattern
from postlint.text import Span

_BREAKS = (nodes.SoftBreak, nodes.HardBreak)
_FRAGMENT = pattern(r"#[^\s)\"'>]*")
# Bounded: a long line of ids would be tried from each of them.
_ID = pattern(r"[ \t]*\{[^{}\n]{0,500}?#([^\s{}#.=]{1,500})[^{}\n]{0,500}\}[ \t]*")
_ID_LINE = pattern(rf"\n{_ID.pattern}(?![^\n])")
_MARK = pattern(r"(\*+|_+|~+|(?<!!)\[)|!\[|`+")
_OPTION = pattern(r"(\w+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s,{}\[\]]+)")
_MOST_LINES = 10_000
_MOST = 500
"""How long the attributes of a block may be."""


def fragment_after(text: str) -> str:
    """The fragment at the beginning of a text; "" for none."""
    match = _FRAGMENT.match(text)
    return match[0] if match else ""


def parts_of(block: nodes.ProseBlock, text: str) -> list[Part]:
    """The parts of which Hugo makes the id of a heading or term: those of its last line. `text` is that of the file."""
    if block.is_plain:
        return [Part("text", block.text)] if block.text else []
    parts: list[Part] = []
    for node in block.children:
        if isinstance(node, _BREAKS):
            parts.clear()
        else:
            parts += _parts(node, text)
    if MASK_FIRST in block.prose.text and any(isinstance(node, nodes.ShortcodeMark) for node in walk(block.children)):
        parts.append(Part("shortcode", ""))
    return parts


def _parts(node: Node, text: str) -> list[Part]:
    if isinstance(node, nodes.Text):
        return [Part("text" if node.plain else "literal", _written(node, text))]
    if isinstance(node, nodes.CodeSpan):
        return [Part("literal", node.code)]
    if isinstance(node, nodes.Autolink):
        return [Part("bare" if node.bare else "autolink", node.text)]
    if isinstance(node, nodes.HtmlInline) and node.html.startswith(("<!", "<?")) and not node.html.startswith("<!--"):
        # Hugo takes tags and comments out of an id, and no other HTML.
        return [Part("literal", node.html)]
    if not node.children:
        return []
    # Of emphasis, links and images, Hugo takes the first thing that they hold and no more.
    first: list[str] = []
    for child in node.children:
        if not isinstance(child, nodes.Text):
            break
        written = _written(child, text)
        # A mark that opens or closes nothing ends the first text: it belongs to it, and what follows does not.
        if child.plain and (mark := _MARK.search(written)):
            first.append(written[: mark.end()] if mark[1] else written[: mark.start()] or mark[0])
            break
        first.append(written)
    return [Part("first", "".join(first))] if first else _parts(node.children[0], text)


def _written(node: nodes.Text, text: str) -> str:
    """The text of a node; an entity by number goes into an id as it is written, one by name as what it means."""
    written = text[node.span.start : node.span.end]
    return written if written.startswith("&#") else node.text


def attribute_ids(doc: Document) -> Iterator[tuple[Span, str, str]]:
    """The ids that `{#id}` gives to blocks that are no headings, with their places and kinds."""
    # Such an id is on a line of its own, right below its block.
    marked = "}" in doc.running_text
    for paragraph in doc.nodes(nodes.Paragraph) if marked else ():
        text = paragraph.prose.text
        for line_id in _ID_LINE.finditer(text) if "\n" in text and "}" in text else ():
            yield paragraph.prose.span(*line_id.span(1)), line_id[1], "attribute"
    for table in doc.nodes(nodes.Table) if marked else ():
        last = table.children[-1].children[0]
        if isinstance(last, nodes.Cell) and (last_id := _ID.fullmatch(last.prose.text[:_MOST])):
            yield last.prose.span(*last_id.span(1)), last_id[1], "attribute"
    for code in doc.nodes(nodes.CodeBlock):
        if code.fence and "{" in code.info[:_MOST] and (match := _ID.search(code.info[:_MOST])):
            start = doc.text.find(match[1], code.opening.start, code.opening.end)
            yield Span(start, start + len(match[1])), match[1], "fence"
    yield from _line_ids(doc)


def _line_ids(doc: Document) -> Iterator[tuple[Span, str, str]]:
    """The ids of the lines of highlighted code, where its options ask for them by name."""
    for code in doc.nodes(nodes.CodeBlock):
        if code.fence and "{" in code.info and not code.info.startswith("{"):
            lines = code.code.rstrip("\n").count("\n") + 1
            yield from _lines_of(doc.text, code.opening, code.info.partition("{")[2], lines)
    for call in doc.shortcodes.calls:
        options = call.parameter(1) if call.name == "highlight" and call.inner else None
        if options and call.inner:
            yield from _lines_of(doc.text, options.span, options.value, doc.source(call.inner).strip().count("\n") + 1)


def _lines_of(text: str, within: Span, options: str, lines: int) -> Iterator[tuple[Span, str, str]]:
    values = {name.lower(): value.strip("\"'") for name, value in _OPTION.findall(options)}
    prefix = values.get("lineanchors")
    if not prefix or values.get("anchorlinenos") != "true" or values.get("linenos", "true") == "false":
        return
    start = text.find(prefix, within.start, within.end)
    first = int(values["linenostart"]) if values.get("linenostart", "").isdigit() else 1
    for number in range(first, first + min(lines, _MOST_LINES)):
        yield Span(start, start + len(prefix)), f"{prefix}-{number}", "fence"
