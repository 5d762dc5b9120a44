"""Single asterisks that a reader sees, because nothing closes or opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.nodes import Cell, ProseBlock
from postlint.document.prose import DelimiterRun, Prose
from postlint.helpers.emphasis_pairs import literal_runs, paired_starts
from postlint.helpers.scripts import is_cjk
from postlint.lazy_regex import pattern
from postlint.text import lookbehind

# A mark that refers to a note, or one that stands for any letters: `*nix`.
_NOTE_MARK = pattern(r"\\\*|\*</sup>|&ast;|&#42;")
_WILD = pattern(
    r"\*(?:(?:nix|bsd|sh|this|args|kwargs|(?-i:[a-z]\w*\.[A-Z]\w+))\b|[のがはをにでともや的号代表是为])", re.I
)
# What a bold text begins with that stands first in a block or a link, or after the end of a sentence.
_TITLE = pattern(r"[A-Z][a-z]+:? (?!(?:is|are|was|has|will|can|takes|returns|and|or)\b|[=(&|<>])\S+ \S+")
_BOLD_LEAD = pattern(
    r"(?:\A|\[|[.!?] )([A-Z\u3040-\u9fff\uac00-\ud7af][^*\n\[\].!?]{0,60}[\w)\u3001-\u9fff\uff00-\uffee:!?.])\Z"
)
# Pointers and kinds of C: `char**`, `Node_t**`.
_POINTS = pattern(r"\b(?i:char|void|int|const|struct|an?|the) ?\w*\Z|\w_\w*\Z|[a-z][A-Z]\w*\Z|\d\Z")
# The number of a note: `*1`.
_NUMBERED = pattern(r"\*\d{1,2}(?!\w)(?! ?[\w%€$])")
_WORDS = pattern(r"\S+(?:[^\S\n]+\S+){2}")
_FOREIGN = pattern(r"[^\n]{0,40}?[^\x00-\x7f]")
# The last word of a sentence; not a version or a package, of which any may be meant: `3.7.*`.
_SENTENCE = pattern(r"\s[^\W\d_]{2,}[)\]\"”’]?[.!?]\Z|[)\]\"”’][.!?]\Z|[。！？]\Z")
_BEHIND_WORD = pattern(r"[^\s\[]\Z")
_SHORT = 3
_SOME = 3
"""So many items that begin with an asterisk have it for a mark."""
_FEW = 12
"""As many words may make up a text that was to be emphasised as a whole."""


class UnpairedMarker(Struct, frozen=True):
    """Markers without counterparts, and where these would make an emphasis of the whole text; None elsewhere."""

    prose: Prose
    start: int
    markers: str
    opens: bool
    counterpart: int | None


def unpaired_singles(doc: Document) -> Iterator[UnpairedMarker]:
    """Single markers that begin or end a text alone; asterisks in articles in which none refers to a note."""
    markers = [asterisk for block in doc.marked_prose if "*" in block.prose.text for asterisk in _asterisks(block)]
    if markers and not _has_notes(doc):
        notes = _note_blocks(doc) | _marked_items(doc, markers)
        yield from (
            marker for marker in markers if not (marker.opens and not marker.start and id(marker.prose) in notes)
        )
    markers = [
        underscore for block in doc.marked_prose if "_" in block.prose.text for underscore in _underscores(block)
    ]
    across = len({marker.opens for marker in markers}) > 1
    # An emphasis over several paragraphs is none; where it was to end is not known.
    yield from (replace(marker, counterpart=None) for marker in markers) if across else markers


def _marked_items(doc: Document, markers: list[UnpairedMarker]) -> set[int]:
    """The texts of items that begin with an asterisk, where several do: it marks what is important."""
    begun = {id(marker.prose) for marker in markers if marker.opens and not marker.start}
    if len(begun) < _SOME:
        return set()
    firsts = (item.children[0] for item in doc.nodes(nodes.Item) if item.children)
    marked = {id(first.prose) for first in firsts if isinstance(first, nodes.Paragraph)} & begun
    return marked if len(marked) >= _SOME else set()


def _note_blocks(doc: Document) -> set[int]:
    """Which texts are notes if they begin with an asterisk: below a picture, a table or code, and two in a row."""
    notes: set[int] = set()
    before: nodes.Node | None = None
    for block in doc.blocks:
        if isinstance(block, nodes.Paragraph):
            starred = block.prose.text.startswith("*")
            pictured = isinstance(before, nodes.Paragraph) and before.is_picture
            if pictured or isinstance(before, nodes.Table | nodes.CodeBlock):
                notes.add(id(block.prose))
            elif starred and isinstance(before, nodes.Paragraph) and before.prose.text.startswith("*"):
                notes |= {id(block.prose), id(before.prose)}
        before = block
    return notes


def unpaired_ends(doc: Document) -> Iterator[UnpairedMarker]:
    """Each `**` that closes a bold text which nothing opens, in articles in which no asterisks begin a note."""
    markers = [marker for block in doc.marked_prose if "**" in block.prose.text for marker in _end(block)]
    if not markers or _NOTE_MARK.search(doc.text):
        return
    runs = [run for block in doc.marked_prose for run in _unpaired(block.prose) if run.marker == "*"]
    if all(run.can_close and not run.can_open for run in runs):
        yield from markers


def _alone(prose: Prose, marker: str) -> list[DelimiterRun]:
    """The runs of a marker that are part neither of an emphasis nor of a pair that was to be one."""
    return [run for run in _unpaired(prose) if run.marker == marker and run.literal == run.length]


def _unpaired(prose: Prose) -> list[DelimiterRun]:
    """The runs of which a reader sees markers, and that were not to be an emphasis together with another one."""
    literal = literal_runs(prose)
    paired = paired_starts(prose) if len(literal) > 1 else set()
    return [run for run in literal if run.start not in paired]


def _singles(prose: Prose) -> list[DelimiterRun]:
    return [run for run in _alone(prose, "*") if run.length == 1]


def _asterisks(block: ProseBlock) -> Iterator[UnpairedMarker]:
    prose = block.prose
    singles = _singles(prose)
    starts = {run.start for run in singles}
    if not singles or any(run.literal and run.marker == "*" and run.start not in starts for run in prose.runs):
        return
    if all(_opens(prose, run, cell=isinstance(block, Cell)) for run in singles):
        for run in singles:
            yield UnpairedMarker(prose, run.start, "*", opens=True, counterpart=_end_of_whole(prose, run, block))
    elif len(singles) == 1 and _closes(prose, singles[0]):
        yield UnpairedMarker(prose, singles[0].start, "*", opens=False, counterpart=None)


def _underscores(block: ProseBlock) -> Iterator[UnpairedMarker]:
    prose = block.prose
    runs = _alone(prose, "_")
    if len(runs) != 1 or isinstance(block, Cell):
        return
    (run,) = runs
    markers = "_" * run.length
    if run.start == 0 and run.can_open and _TITLE.match(prose.text, run.length):
        yield UnpairedMarker(prose, 0, markers, opens=True, counterpart=_end_of_whole(prose, run, block))
    elif run.length == 1 and _closes(prose, run):
        yield UnpairedMarker(prose, run.start, markers, opens=False, counterpart=None)


def _end(block: ProseBlock) -> Iterator[UnpairedMarker]:
    prose = block.prose
    runs = _alone(prose, "*")
    if len(runs) != 1:
        return
    (run,) = runs
    if run.length != 2 or not run.can_close:
        return
    lead = _BOLD_LEAD.search(prose.text[: run.start])
    behind = prose.text[run.start + 2 : run.start + 3]
    if lead is None or behind not in " \n\t:：,，]" or _POINTS.search(lead[0]):
        return
    last = lead[1][-1]
    if is_cjk(last) and last.isalnum() and behind not in (":", "："):
        # In Chinese, asterisks hide the rest of a name.
        return
    start = lead.start(1)
    first = not start or prose.text[:start].endswith("[")
    whole = behind in ":：]" or last in ":：" or len(lead[1].split()) <= _SHORT
    yield UnpairedMarker(prose, run.start, "**", opens=False, counterpart=start if first and whole else None)


def _opens(prose: Prose, run: DelimiterRun, *, cell: bool) -> bool:
    """Whether an asterisk stands at the beginning of a line or of the text of a link, before words."""
    text, start = prose.text, run.start
    inner = text[start + 1 : start + 2]
    if not run.can_open or not (inner.isalnum() or inner == "["):
        return False
    if start and not lookbehind(text, start).endswith(("\n", "[")):
        return False
    if _WILD.match(text, start) or _NUMBERED.match(text, start):
        return False
    return cell or _WORDS.match(text, start) is not None or _FOREIGN.match(text, start) is not None


def _closes(prose: Prose, run: DelimiterRun) -> bool:
    """Whether an asterisk stands at the end of a sentence that ends its block."""
    text = prose.text
    ends = run.can_close and run.start + 1 == len(text)
    return ends and _SENTENCE.search(lookbehind(text, run.start)) is not None


def _end_of_whole(prose: Prose, run: DelimiterRun, block: ProseBlock) -> int | None:
    text = prose.text
    if run.start or "\n" in text or isinstance(block, Cell):
        return None
    linked = text.startswith(("*[", "_[")) and text.endswith((")", "]"))
    return len(text) if linked or (len(text.split()) <= _FEW and text[-1] not in ":.,;") else None


def is_note_mark(doc: Document, run: DelimiterRun) -> bool:
    """Whether the last of some asterisks is no marker, but refers to a note that begins with one: `**A name***`."""
    if run.literal != 1 or not run.used_left:
        return False
    first = [block.prose.runs[0] for block in doc.marked_prose]
    return any(run.start == 0 and run.marker == "*" and run.literal == run.length == 1 for run in first)


def _has_notes(doc: Document) -> bool:
    """Whether an asterisk refers to a note somewhere: behind a word, and not at the end of its block."""
    if _NOTE_MARK.search(doc.text):
        return True
    if any(is_note_mark(doc, run) for block in doc.marked_prose for run in block.prose.runs if run.marker == "*"):
        return True
    for block in doc.prose:
        for run in _singles(block.prose) if "*" in block.prose.text else ():
            text = lookbehind(block.prose.text, run.start)
            if _BEHIND_WORD.search(text) and not _closes(block.prose, run):
                return True
    return False
