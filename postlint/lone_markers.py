"""Single asterisks that a reader sees, because nothing closes or opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postlint.document import Document
from postlint.emphasis import failed_pairs, literal_runs
from postlint.nodes import Cell, Prose, ProseBlock, Run

# A mark that refers to a note, or one that stands for any letters: `*nix`.
_NOTE_MARK = re.compile(r"\\\*|\*</sup>|&ast;|&#42;")
_WILD = re.compile(r"\*(?:nix|bsd|sh|this|args|kwargs)\b", re.I)
_WORDS = re.compile(r"\S+\s+\S+\s+\S+")
# The last word of a sentence; not a version or a package, of which any may be meant: `3.7.*`.
_SENTENCE = re.compile(r"\s[^\W\d_]{2,}[)\]\"”’]?[.!?]\Z|[)\]\"”’][.!?]\Z|[。！？]\Z")
_FEW = 12
"""As many words may make up a text that was to be emphasised as a whole."""


class Lone(NamedTuple):
    """An asterisk without a counterpart, and where one would make an emphasis of the whole text; None elsewhere."""

    prose: Prose
    start: int
    opens: bool
    counterpart: int | None


def lone_asterisks(doc: Document) -> Iterator[Lone]:
    """The asterisks that begin or end a text alone, in articles in which none refers to a note."""
    found = [each for block in doc.marked_prose if "*" in block.prose.text for each in _in_block(block)]
    if found and not _has_notes(doc):
        yield from found


def _singles(prose: Prose) -> list[Run]:
    paired = {run.start for pair in failed_pairs(prose) for run in (pair.opener, pair.closer)}
    runs = [run for run in literal_runs(prose) if run.marker == "*" and run.start not in paired]
    return [run for run in runs if run.literal == run.length == 1]


def _in_block(block: ProseBlock) -> Iterator[Lone]:
    prose = block.prose
    singles = _singles(prose)
    starts = {run.start for run in singles}
    if not singles or any(run.literal and run.marker == "*" and run.start not in starts for run in prose.runs):
        return
    if all(_opens(prose, run, cell=isinstance(block, Cell)) for run in singles):
        for run in singles:
            yield Lone(prose, run.start, opens=True, counterpart=_end_of_whole(prose, run, block))
    elif len(singles) == 1 and _closes(prose, singles[0]):
        yield Lone(prose, singles[0].start, opens=False, counterpart=None)


def _opens(prose: Prose, run: Run, *, cell: bool) -> bool:
    """Whether an asterisk stands at the beginning of a line or of the text of a link, before words."""
    text, start = prose.text, run.start
    if not run.can_open or not (text[start + 1 : start + 2].isalnum() or text[start + 1 : start + 2] == "["):
        return False
    if start and text[start - 1] not in "\n[":
        return False
    line = text[start + 1 : start + 200].split("\n", 1)[0]
    return not _WILD.match(text, start) and (cell or _WORDS.match(line) is not None or not line[:40].isascii())


def _closes(prose: Prose, run: Run) -> bool:
    """Whether an asterisk stands at the end of a sentence that ends its block."""
    text = prose.text
    return (
        run.can_close
        and run.start + 1 == len(text)
        and _SENTENCE.search(text[max(0, run.start - 50) : run.start]) is not None
    )


def _end_of_whole(prose: Prose, run: Run, block: ProseBlock) -> int | None:
    text = prose.text
    if run.start or "\n" in text or isinstance(block, Cell):
        return None
    linked = text.startswith("[", 1) and text.endswith((")", "]"))
    return len(text) if linked or (len(text.split()) <= _FEW and text[-1] not in ":.,;") else None


def _has_notes(doc: Document) -> bool:
    """Whether an asterisk refers to a note somewhere: behind a word, and not at the end of its block."""
    if _NOTE_MARK.search(doc.text):
        return True
    for block in doc.prose:
        for run in _singles(block.prose) if "*" in block.prose.text else ():
            before = block.prose.text[run.start - 1 : run.start] if run.start else " "
            if not before.isspace() and before != "[" and not _closes(block.prose, run):
                return True
    return False
