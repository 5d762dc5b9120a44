"""Lines of a paragraph that were meant to be below one another, and are joined where line breaks are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.prose import line_breaks
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern

_FEWEST = 3
_SHORT = 70
"""The longest line that counts as short; a longer one may have been wrapped by an editor."""
_LONG, _LONG_ONES, _WRAPPED = 160, 4, 0.1
"""How long a paragraph is that an editor would wrap; how many of these there have to be; which share may be wrapped."""
_BEGINS = pattern(r"[\"“‘'(*_]*(?:[A-ZÀ-Þ]|\d+ *[^\W\d_])")
_OTHER = pattern(r"[<{|$`\\]|\[\^?[^\]\n]*\]:|\A\s*!\[|\n\s*!\[")
_SENTENCE_ENDS = (".", "!", "?", ":", ",", ";", "…", ".)", '."', ".”")


def joined_lines(doc: Document) -> Iterator[Leftover]:
    """The first line of each paragraph whose lines were meant to be below one another: all are bold, or all are short.

    Short lines count where the long paragraphs of the article are not wrapped.
    """
    paragraphs = doc.nodes(nodes.Paragraph)
    wrapped: bool | None = None
    for block in paragraphs:
        text = block.prose.text
        first_line = text.partition("\n")[0].strip()
        if text.count("\n") < _FEWEST - 1 or not (len(first_line) <= _SHORT or first_line.startswith("**")):
            continue
        lines = [line.strip() for line in text.split("\n")]
        bold = all(line.startswith("**") for line in lines)
        if _goes_on(lines) if bold else _OTHER.search(text) or not _are_short(lines):
            continue
        if not bold and wrapped is None:
            wrapped = _is_wrapped(paragraphs)
        source = block.prose.lines
        # The content of a shortcode may be code.
        if doc.shortcodes.around(block.span.start) is not None:
            continue
        if (bold or not wrapped) and not any(hard for _, _, hard in line_breaks(source, 0, len(source))):
            first = len(text) - len(text.lstrip())
            end = first + len(lines[0])
            yield Leftover("joined-lines", doc.place(block.prose.span(first, end)), str(len(lines)))


def _goes_on(lines: list[str]) -> bool:
    """Whether a sentence goes on from one line in bold to the next, as where each line of a wrapped text has marks."""
    return any(
        len(line) > _SHORT and line.endswith("**") and line[-3:-2] not in _SENTENCE_ENDS and below[2:3].islower()
        for line, below in pairwise(lines)
    )


def _are_short(lines: list[str]) -> bool:
    """Whether lines are those of a list or a form: short, with a capital each, and most of them no sentences."""
    return (
        all(len(line) <= _SHORT and _BEGINS.match(line) for line in lines)
        and 2 * sum(line.endswith(_SENTENCE_ENDS) for line in lines[:-1]) < len(lines) - 1
        and not lines[0].endswith(",")
    )


def _is_wrapped(paragraphs: list[nodes.Paragraph]) -> bool:
    """Whether an editor has wrapped the paragraphs of an article, as far as is known."""
    long = [block.prose.text.strip() for block in paragraphs if len(block.prose.text) > _LONG]
    return len(long) < _LONG_ONES or sum("\n" in text for text in long) > _WRAPPED * len(long)
