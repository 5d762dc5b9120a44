"""Paragraphs and items of lists that begin with a small letter where others begin with a capital."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.passages import HIDDEN, Passage
from postlint.helpers.punctuation_marks import Slip, small_beginning

_OTHERS = 3
"""How many others have to be written as they should be."""
_SHORTEST = 30
_JOINERS = frozenset("and or but et ou mais y o e und oder aber ed ma".split())
_ENDS = (".", "!", "?", "…", ".”", ".)", ".“", ".»")


def small_beginnings(doc: Document) -> Iterator[tuple[Passage, Slip]]:
    """The paragraphs and items of an article that begin with a small letter by mistake, each with the slip."""
    yield from _small_paragraphs(doc)
    yield from _small_items(doc)


def _small_paragraphs(doc: Document) -> Iterator[tuple[Passage, Slip]]:
    """Paragraphs that begin with a small letter, at the start, below a heading, or behind one that ends a sentence."""
    blocks = doc.blocks
    small = [at for at, block in enumerate(blocks) if type(block) is nodes.Paragraph and block.prose.text[:1].islower()]
    for at in small:
        before, block = blocks[at - 1] if at else None, blocks[at]
        if not isinstance(block, nodes.Paragraph) or not block.prose.text.rstrip().endswith(_ENDS):
            continue
        if not _ends_sentence(doc, before):
            continue
        passage = doc.passage(block)
        first = small_beginning(passage.text) if len(passage.text) >= _SHORTEST else ""
        if first:
            yield passage, _beginning("paragraph", first)


def _ends_sentence(doc: Document, before: nodes.Node | None) -> bool:
    if before is None or isinstance(before, nodes.Heading):
        return True
    text = doc.passage(before).text if isinstance(before, nodes.Paragraph) else ""
    return text.rstrip().endswith(_ENDS) and text[:1].isupper() and HIDDEN not in text


def _small_items(doc: Document) -> Iterator[tuple[Passage, Slip]]:
    """The one item of a list that begins with a small letter, where all others begin with a capital."""
    for list_ in doc.nodes(nodes.List):
        blocks = [item.children[0] for item in list_.children if item.children]
        small = [block for block in blocks if isinstance(block, nodes.Paragraph) and block.prose.text[:1].islower()]
        if len(blocks) <= _OTHERS or len(small) != 1 or not small[0].prose.text.rstrip().endswith(_ENDS):
            continue
        passages = [doc.passage(block) for block in blocks if isinstance(block, nodes.Paragraph)]
        # Items that end with commas are parts of one sentence.
        if any(passage.text.rstrip().endswith((",", ";")) for passage in passages):
            continue
        if len(passages) == len(blocks) and sum(passage.text[:1].isupper() for passage in passages) == len(blocks) - 1:
            passage = doc.passage(small[0])
            first = small_beginning(passage.text)
            if first and first not in _JOINERS:
                yield passage, _beginning("item", first)


def _beginning(what: str, first: str) -> Slip:
    better = first.capitalize()
    return Slip(0, len(first), f"the {what} begins with a small letter: write “{better}”", better)
