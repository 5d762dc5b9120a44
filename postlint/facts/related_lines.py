"""Lines that send the reader to another article: `**Related**: [A title](/articles/a-title/).` and their stubs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from postlint.document.nodes import (
    Definition,
    Emphasis,
    FootnoteDefinition,
    HardBreak,
    Heading,
    Image,
    Item,
    Link,
    List,
    Node,
    Paragraph,
    Quote,
    SoftBreak,
    Text,
    walk,
)
from postlint.facts.related_leads import LEADS, RelatedLine
from postlint.lazy_regex import pattern
from postlint.text import Range

if TYPE_CHECKING:
    from postlint.document.document import Document

_COLON = pattern(r"[:：]")
_DASH = pattern(r" [–—] | ?→ ?|(?<=elated) ->? ")
_RARE_MARKS = ("：", "–", "—", "→", "elated -")
_WORDS = pattern(r"[^\W\d_][\w'’-]*(?: [\w'’-]+){0,3}")
"""Words that a site may open such a line with, in its own way."""
_DECORATION = pattern(r"^[^\w\n]{1,6}(?=\w)")
"""What may stand before the words: a bracket, an arrow, an emoji."""
_SENTENCES = pattern(r"[.!?]\s+\S+\s+\S+\s|\?\s.*\?$")
"""More than one sentence: something begins after the end of one, or a second question is put."""
_LONGEST_MARKED = 38
"""How far from the beginning of a line a mark may end that parts such words from a title."""
_LONGEST_TITLE = 20
_MOST_BREAKS = 2
"""So many line breaks make an item of a list more than a long title."""
_TEXT = (Text, Emphasis, SoftBreak, HardBreak)
_TRAILING = " \t.。!;,"
_SEPARATOR = pattern(r"[;|]|\s[·•/]\s|(?<=[*_]),(?=\s*[*_])|(?<=[”»\"]),|(?<=[”»\"*_])\s[^\W\d_]{1,3}\s(?=[“«„\"*_])")
"""Between titles: a sign that stands in none, or what follows the end of a marked one; of these a short word too."""
_AND = r"(?:and|or|&|et|ou|und|oder|y|e|o|u|en|og|eller|och|ja|i|и|или)"
_BETWEEN_AFTER = pattern(rf"\s*(?:[;|·•/,]\s*|\s{_AND}\s)", re.I)
_BETWEEN_BEFORE = pattern(rf"(?:\s*[;|·•/,]|\s{_AND})\s*$", re.I)
"""Between a link and a title without one: a sign, or "and"; other words make a sentence of the two."""


def related_lines(doc: Document) -> tuple[RelatedLine, ...]:
    """The lines of an article that send the reader to another one, and any that may: `Word: A title.`"""
    lines: dict[Node, list[RelatedLine]] = {}
    headings = doc.headings if doc.nodes(List) else ()
    above: dict[Node, str] = {heading: words for heading in headings if (words := _words_of(heading)) in LEADS}
    for block, start, words in _leads(doc):
        if start < len(block.prose.text.rstrip()):
            if related := list(_line(doc, block, start, words)):
                lines[block] = related
        elif words in LEADS:
            above[block] = words
    if not lines and not above:
        return ()
    return tuple(line for blocks in _containers(doc) for line in _in_blocks(doc, blocks, lines, above))


def _leads(doc: Document) -> Iterator[tuple[Paragraph, int, str]]:
    """The paragraphs that are opened by a few words, where a title begins in their text, and the words."""
    only_colons = not any(mark in doc.running_text for mark in _RARE_MARKS)
    for block in doc.nodes(Paragraph):
        text = block.prose.text
        if only_colons and ":" not in text[:_LONGEST_MARKED]:
            continue
        if (mark := _mark(text)) and (lead := _lead(block, mark)):
            yield block, *lead


def _words_of(heading: Heading) -> str:
    return heading.prose.text.strip("*_:： \t").casefold()


def _containers(doc: Document) -> Iterator[list[Node]]:
    """The blocks of the article, and those within each of its quotes, items, notes and definitions, in order."""
    yield doc.blocks
    inner = [node for kind in (Quote, Item, FootnoteDefinition, Definition) for node in doc.nodes(kind)]
    for node in sorted(inner, key=lambda node: (node.span.start, -node.span.end)):
        yield node.children


def _in_blocks(
    doc: Document, blocks: list[Node], lines: Mapping[Node, list[RelatedLine]], above: Mapping[Node, str]
) -> Iterator[RelatedLine]:
    """The lines that stand among these blocks, and those in lists below the words that announce them."""
    for index, block in enumerate(blocks):
        yield from lines.get(block, ())
        following = blocks[index + 1] if block in above and index + 1 < len(blocks) else None
        if isinstance(following, List):
            items = [line for item in following.children for line in _item(doc, item, above[block])]
            # Of a list below a heading, or of links to other sites, only the site can tell which items are titles.
            doubtful = isinstance(block, Heading) or _links_other_sites(items)
            yield from [replace(line, likely=False) for line in items] if doubtful else items


def _links_other_sites(lines: list[RelatedLine]) -> bool:
    """Whether all items of a list that link anything link other sites."""
    links = [line.destination for line in lines if line.destination is not None]
    return bool(links) and all("://" in link for link in links)


def _mark(text: str) -> re.Match[str] | None:
    """The colon or dash that may part a few words from a title."""
    return _COLON.search(text, 0, _LONGEST_MARKED) or _DASH.search(text, 0, _LONGEST_MARKED)


def _lead(block: Paragraph, mark: re.Match[str]) -> tuple[int, str] | None:
    """Where the title begins in the text of a paragraph that is opened by a few words, and these words."""
    text = block.prose.text
    words = text[: mark.start()].strip("*_ \t").casefold()
    if words not in LEADS and (bare := _DECORATION.sub("", words)) in LEADS:
        words = bare
    if words not in LEADS and (mark[0] not in ":：" or not _WORDS.fullmatch(words)):
        return None
    end = mark.end()
    while end < len(text) and text[end] in "*_ \t\n":
        end += 1
    if words not in LEADS and "\n" in text[end:].strip():
        return None
    # Markers that open a title in italics belong to it, not to what stands before it.
    for _, _, part in block.parts:
        if isinstance(part, Emphasis):
            first = _local(block, part.span.start)
            if mark.end() <= first < end:
                end = first
    return end, words


def _local(block: Paragraph, offset: int) -> int:
    """The position in the text of a paragraph of an offset on disk, on its first line."""
    return offset - block.prose.at(0)


def _line(doc: Document, block: Paragraph, start: int, words: str) -> Iterator[RelatedLine]:
    text, prose = block.prose.text, block.prose
    # An emphasis may enclose the words that open the line too.
    nodes = [part for _, last, part in block.parts if last > start]
    links = [node for node in walk(nodes) if isinstance(node, Link) and not isinstance(node, Image)]
    if not (links and words in LEADS) and ("\n" in text[start:].strip() or not _plain(nodes)):
        return
    lead, place = text[:start], doc.place(prose.span(0, start))
    if links:
        yield _linked(doc, lead, place, links[0], words)
        for first, end in _beside_links(block, start, len(links)) if LEADS[words] else ():
            yield RelatedLine(lead, place, text[first:end], doc.place(prose.span(first, end)), None, words, False)
        return
    for first, end in _titles(text, start):
        likely = _is_title(text[first:end], LEADS.get(words, True))
        if likely or words in LEADS:
            yield RelatedLine(lead, place, text[first:end], doc.place(prose.span(first, end)), None, words, likely)


def _beside_links(block: Paragraph, start: int, count: int) -> Iterator[tuple[int, int]]:
    """The ranges of titles beside the links of a line, which are so many: only the site can tell that they are any."""
    text = block.prose.text
    spans = [(first, last) for first, last, part in block.parts if isinstance(part, Link) and first >= start]
    if len(spans) != count or "\n" in text or any(not isinstance(part, (*_TEXT, Link)) for _, _, part in block.parts):
        return
    befores, afters = [start, *(last for _, last in spans)], [*(first for first, _ in spans), len(text)]
    for first, end in zip(befores, afters, strict=True):
        if end < len(text):
            separator = _BETWEEN_BEFORE.search(text, first, end)
            end = separator.start() if separator else first
        if first > start:
            separator = _BETWEEN_AFTER.match(text, first, end)
            first = separator.end() if separator else end
        first, end = _trim(text, first, end)
        if " " in text[first:end]:
            yield first, end


def _item(doc: Document, item: Node, words: str) -> Iterator[RelatedLine]:
    if not isinstance(item, Item) or len(item.children) != 1 or not isinstance(item.children[0], Paragraph):
        return
    block = item.children[0]
    text, place = block.prose.text, doc.place(block.prose.span(0, 0))
    link = next((node for node in walk(block.children) if isinstance(node, Link)), None)
    if link is not None:
        yield _linked(doc, "", place, link, words)
    elif _plain(block.children) and text.count("\n") < _MOST_BREAKS:
        first, end = _trim(text, 0, len(text))
        title = " ".join(text[first:end].split())
        likely = _is_title(title, LEADS[words])
        yield RelatedLine("", place, title, doc.place(block.prose.span(first, end)), None, words, likely)


def _linked(doc: Document, lead: str, start: Range, link: Link, words: str) -> RelatedLine:
    return RelatedLine(lead, start, link.text, doc.place(link.span), doc.source(link.destination_span), words)


def _plain(nodes: Sequence[Node]) -> bool:
    """Whether there is only text, which may be emphasised: nothing that could lead anywhere."""
    return all(isinstance(node, _TEXT) for node in walk(nodes))


def _titles(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The ranges of the titles of a line, without quotes, markers and a final full stop."""
    position = start
    for separator in (*_SEPARATOR.finditer(text, start), None):
        end = separator.start() if separator else len(text)
        first, last = _trim(text, position, end)
        # Of a line in brackets, the last is none of its title.
        if text[first:last].endswith(")") and text[first:last].count("(") < text[first:last].count(")"):
            first, last = _trim(text, first, last - 1)
        if first < last:
            yield first, last
        position = separator.end() if separator else end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t*_\"“”«»„'‘":
        start += 1
    while end > start and text[end - 1] in _TRAILING + "*_\"“”«»'’":
        end -= 1
    return start, end


def _is_title(text: str, certain: bool) -> bool:
    """Whether a text may be the title of an article, and not a sentence, a number or a name."""
    words = text.split()
    if not words or len(words) > _LONGEST_TITLE or not re.search(r"[^\W\d_]{2}", text):
        return False
    if text[0].islower() or _SENTENCES.search(text) or "://" in text or re.search(r"\w\.\w+/", text):
        return False
    # "See also: RFC 8446" and "Further reading: a book, by its author" are whole as they are.
    return certain or (len(words) >= 4 and not re.search(r"\d|\bby\b|\bin the\b|\bsection\b|\(", text))
