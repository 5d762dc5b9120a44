"""Paragraphs and items of lists that begin with a small letter where others begin with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.passages import HIDDEN, Passage
from postlint.helpers.languages import language_of
from postlint.helpers.punctuation_marks import Slip, sentence_starts, small_beginning
from postlint.helpers.repeated_words import is_transcript
from postlint.lazy_regex import pattern

_PRONOUNS = frozenset((b"I", b"I'm", b"I've", b"I'll", b"I'd"))
_SMALL_PRONOUNS = frozenset(word.lower() for word in _PRONOUNS)
_VERBS = frozenset(
    (
        "am was have had will would can could cannot should must may might do did don't didn't think thought know "
        "knew need needed want wanted use used find found get got see saw like liked love loved believe guess hope "
        "wish tried try made make went go started decided wrote read said came come feel felt learned left just also "
        "really still always never usually actually often already recently personally finally"
    ).split()
)
_PRONOUN = pattern(r"i(?<![\w'’./@#$*_=-]i)(?:['’](?:m|ve|ll|d)(?![\w'’])|(?= (?P<verb>[a-z]+(?:['’]t)?)(?![\w-])))")
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
    for at, block in enumerate(blocks):
        if not isinstance(block, nodes.Paragraph) or not _is_small(block):
            continue
        before = at - 1
        while before >= 0 and _is_aside(blocks[before]):
            before -= 1
        if _ends_sentence(doc, blocks[before] if before >= 0 else None):
            passage = doc.passage(block)
            first = small_beginning(passage.text) if len(passage.text) >= _SHORTEST else ""
            if first:
                yield passage, _beginning("paragraph", first)


def _is_small(block: nodes.Paragraph) -> bool:
    """Whether a paragraph begins with a small letter, and ends as a sentence does."""
    return block.prose.text[:1].islower() and block.prose.text.rstrip().endswith(_ENDS)


def _is_aside(block: nodes.Node) -> bool:
    """Whether a block stands between sentences, and belongs to none: code, a picture, a comment."""
    if isinstance(block, nodes.Paragraph):
        return not block.prose.masked.strip()
    return isinstance(block, nodes.CodeBlock) or (isinstance(block, nodes.HtmlBlock) and block.html.startswith("<!--"))


def _ends_sentence(doc: Document, before: nodes.Node | None) -> bool:
    if before is None:
        return True
    if isinstance(before, nodes.Heading):
        # "Hello," goes on below.
        return not before.text.rstrip().endswith((",", "，"))
    text = doc.passage(before).text if isinstance(before, nodes.Paragraph) else ""
    first = next(filter(str.isalpha, text), "")
    return text.rstrip().endswith(_ENDS) and first.isupper() and text[0] != HIDDEN


def _small_items(doc: Document) -> Iterator[tuple[Passage, Slip]]:
    """The one item of a list that begins with a small letter, where all others begin with a capital."""
    for list_ in doc.nodes(nodes.List):
        blocks = [item.children[0] for item in list_.children if item.children]
        small = [block for block in blocks if isinstance(block, nodes.Paragraph) and block.prose.text[:1].islower()]
        if len(blocks) <= _OTHERS or len(small) != 1:
            continue
        (only,) = small
        passages = [doc.passage(block) for block in blocks if isinstance(block, nodes.Paragraph)]
        # Items that end with commas are parts of one sentence.
        if any(passage.text.rstrip().endswith((",", ";")) for passage in passages):
            continue
        if len(passages) == len(blocks) and sum(passage.text[:1].isupper() for passage in passages) == len(blocks) - 1:
            passage = doc.passage(only)
            first = small_beginning(passage.text)
            if first and first not in _JOINERS and only.prose.text.rstrip().endswith(_ENDS):
                yield passage, _beginning("item", first)


_INDEX = pattern(r"\b(?:var|let|int|for|const|in)\s+i\s*[=;,]|\(i\)|\[i\]|\bi(?:\+\+|\s*[<=+]=?\s*[\w\d])|\bfor i in\b")


def small_pronouns(doc: Document) -> Iterator[tuple[Passage, Slip]]:
    """The English “i” before a verb, or with an apostrophe, where the article mostly writes “I”."""
    if doc.words.keys().isdisjoint(_SMALL_PRONOUNS) or not _pronouns(doc.running_text) or language_of(doc) != "en":
        return
    pronouns = [
        (passage, match)
        for passage in doc.passages
        for match in _pronouns(passage.text)
        if not _is_quoted(doc, passage, match)
    ]
    capitals = sum(map(_PRONOUNS.__contains__, doc.tokens)) if pronouns else 0
    # Who never writes a capital means it; programs write transcripts.
    if _INDEX.search(doc.text):
        # "pass i to the function": a variable.
        pronouns = [one for one in pronouns if one[1]["verb"] is None]
    if pronouns and (capitals >= len(pronouns) or _has_few(doc, pronouns)) and not is_transcript(doc.text):
        for passage, match in pronouns:
            better = match[0].capitalize()
            yield passage, Slip(*match.span(), f"“{match[0]}” is written with a capital: write “{better}”", better)


def _pronouns(text: str) -> list[re.Match[str]]:
    return [
        match for match in _PRONOUN.finditer(text) if match["verb"] is None or match["verb"].replace("’", "'") in _VERBS
    ]


def _is_quoted(doc: Document, passage: Passage, match: re.Match[str]) -> bool:
    """Whether somebody else has written it so."""
    before = passage.text[: match.start()]
    if before.count('"') % 2 or before.count("“") > before.count("”"):
        return True
    return doc.is_quoted(passage.span(*match.span()).start)


def _has_few(doc: Document, pronouns: list[tuple[Passage, re.Match[str]]]) -> bool:
    """Whether few are found in an article, beside the sentences that begin with a capital."""
    return sum(sentence_starts(passage.text) for passage in doc.passages) > _OTHERS * max(
        1, len(pronouns) - _OTHERS + 1
    )


def _beginning(what: str, first: str) -> Slip:
    better = first.capitalize()
    return Slip(0, len(first), f"the {what} begins with a small letter: write “{better}”", better)
