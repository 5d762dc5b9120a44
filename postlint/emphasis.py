"""Pairs of markers that were meant as emphasis, and why CommonMark does not take them for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from unicodedata import category, name

from postlint.diagnostic import Edit
from postlint.nodes import Prose, Run

# A pair further apart than this is more likely two stray markers than one emphasis.
_MOST_WORDS = {1: 8, 2: 30, 3: 30}
_LOOSE_WORDS = 5
_WORD = re.compile(r"[^\W\d_]{2}")
_EDGE = "\n"


class State(Enum):
    """What keeps a marker from opening, or from closing, an emphasis."""

    FREE = "nothing"
    SPACE = "a space on its inner side"
    FLANKED = "punctuation on its inner side with a letter on its outer side"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs of markers that a reader sees as text, and that belong together."""

    prose: Prose
    opener: Run
    closer: Run
    opening: State
    closing: State

    @property
    def content(self) -> str:
        """The text between the markers, as written."""
        return self.prose.text[self.opener.start + self.opener.length : self.closer.start]

    @property
    def markers(self) -> str:
        """The markers on one side."""
        return self.opener.marker * self.opener.length

    def edits(self) -> tuple[Edit, ...]:
        """What makes an emphasis of it: spaces move outside, or go where there is one already."""
        return (*self._opening_edit(), *self._closing_edit())

    def _opening_edit(self) -> Iterator[Edit]:
        prose, start = self.prose, self.opener.start
        inner = start + self.opener.length
        before = _before(prose.text, start)
        if self.opening is State.FLANKED:
            yield Edit(prose.span(start, start), " ")
        elif self.opening is State.SPACE:
            first = inner + len(self.content) - len(self.content.lstrip())
            outside = prose.text[inner:first] if before.isalnum() else ""
            yield Edit(prose.span(start, first), outside + self.markers)

    def _closing_edit(self) -> Iterator[Edit]:
        prose, start = self.prose, self.closer.start
        end = start + self.closer.length
        after = _after(prose.text, end)
        if self.closing is State.FLANKED:
            last = prose.span(start, end).end
            yield Edit(prose.span(start, start)._replace(start=last, end=last), " ")
        elif self.closing is State.SPACE:
            first = start - (len(self.content) - len(self.content.rstrip()))
            outside = prose.text[first:start] if _needs_space(after) else ""
            yield Edit(prose.span(first, end), self.markers + outside)

    def repaired(self) -> str:
        """The text of the prose as the edits make it."""
        text = self.prose.text
        left, right = self.opener.start, self.closer.start + self.closer.length
        opening = text[left : left + self.opener.length]
        content = self.content
        outside = " " if self.opening is State.FLANKED else ""
        if self.opening is State.SPACE:
            stripped = content.lstrip()
            outside = content[: len(content) - len(stripped)] if _before(text, left).isalnum() else ""
            content = stripped
        behind = " " if self.closing is State.FLANKED else ""
        if self.closing is State.SPACE:
            stripped = content.rstrip()
            behind = content[len(stripped) :] if _needs_space(_after(text, right)) else ""
            content = stripped
        return f"{text[:left]}{outside}{opening}{content}{opening}{behind}{text[right:]}"


_MATHS = re.compile(
    r"\$\$.*?\$\$|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{.*?\\end\{|(?<!\w)\$(?=\S)[^$\n]+(?<=\S)\$(?!\w)", re.S
)


def literal_runs(prose: Prose) -> list[Run]:
    """The runs of which a reader sees markers, outside of formulas."""
    runs = [run for run in prose.runs if run.literal and run.marker != "~"]
    if not runs or not ("$" in prose.text or "\\" in prose.text):
        return runs
    formulas = [match.span() for match in _MATHS.finditer(prose.text)]
    return [run for run in runs if not any(start <= run.start < end for start, end in formulas)]


def failed_pairs(prose: Prose) -> list[Pair]:
    """The pairs of literal markers in a text that were plainly meant as emphasis, from left to right."""
    kinds: dict[tuple[str, int], list[Run]] = {}
    for run in literal_runs(prose):
        if run.literal == run.length <= 3:
            kinds.setdefault((run.marker, run.length), []).append(run)
    found: list[Pair] = []
    for runs in kinds.values():
        index = 0
        while index + 1 < len(runs):
            pair = _pair(prose, runs[index], runs[index + 1])
            if pair:
                found.append(pair)
            index += 2 if pair else 1
    return sorted(found, key=lambda pair: pair.opener.start)


def certain(pair: Pair) -> bool:
    """Whether the pair makes an emphasis when repaired, and no other marker changes its meaning."""
    from postlint.markdown import runs_of

    before = sum(run.literal for run in pair.prose.runs)
    alike = [
        run
        for run in pair.prose.runs
        if (run.marker, run.length) == (pair.opener.marker, pair.opener.length) and run.literal
    ]
    after = sum(run.literal for run in runs_of(pair.repaired()))
    return len(alike) % 2 == 0 and after == before - 2 * pair.opener.length


def _pair(prose: Prose, first: Run, second: Run) -> Pair | None:
    opening, closing = _opening(prose.text, first), _closing(prose.text, second)
    if opening is None or closing is None or opening is closing is State.FREE:
        return None
    pair = Pair(prose, first, second, opening, closing)
    return pair if _plausible(pair) else None


def _opening(text: str, run: Run) -> State | None:
    before, after = _before(text, run.start), _after(text, run.start + run.length)
    if run.can_open and not (before.isalnum() and not is_cjk(before)):
        return State.FREE
    if after in " \t\xa0":
        glued = before.isalnum() and run.length == 1
        return None if glued or before.isdigit() else State.SPACE
    return _flanked(run, outer=before, inner=after)


def _closing(text: str, run: Run) -> State | None:
    before, after = _before(text, run.start), _after(text, run.start + run.length)
    if run.can_close and not (after.isalnum() and not is_cjk(after)):
        return State.FREE
    if before in " \t\xa0":
        return None if after.isdigit() and run.length == 1 else State.SPACE
    return _flanked(run, outer=after, inner=before)


def _flanked(run: Run, outer: str, inner: str) -> State | None:
    if not outer.isalnum() or inner.isspace():
        return None
    if inner.isalnum():
        # Within a word an underscore is never a marker, which matters where words are not set apart by spaces.
        return State.FLANKED if run.marker == "_" and is_cjk(outer) else None
    return State.FLANKED


def _plausible(pair: Pair) -> bool:
    content = pair.content
    words = content.split()
    if not _WORD.search(content) and not any(is_cjk(each) for each in content):
        return False
    if len(words) > _MOST_WORDS[pair.opener.length] or "\ufffc" in content:
        return False
    line_edges = content[: len(content) - len(content.lstrip())] + content[len(content.rstrip()) :]
    if "\n" in line_edges:
        return False
    if pair.opener.length == 1:
        return _plausible_single(pair, content, words)
    return True


def _plausible_single(pair: Pair, content: str, words: list[str]) -> bool:
    """One marker is also a multiplication, a footnote, a glob: more has to speak for an emphasis."""
    loose = pair.opening is State.SPACE and pair.closing is State.SPACE
    if loose or "\n" in content or (pair.opener.marker == "*" and content.lstrip()[0] in "./\\-+=<>*"):
        return False
    after = _after(pair.prose.text, pair.closer.start + pair.closer.length)
    if pair.closing is State.SPACE and (after.isspace() or after == _EDGE):
        return len(words) <= _LOOSE_WORDS
    return True


def _before(text: str, position: int) -> str:
    return text[position - 1] if position else _EDGE


def _after(text: str, position: int) -> str:
    return text[position] if position < len(text) else _EDGE


def _needs_space(after: str) -> bool:
    """Whether what follows a marker is a word, which a space is to keep apart."""
    return not after.isspace() and (after.isalnum() or category(after) not in ("Po", "Pe", "Pf", "Pd"))


def is_cjk(character: str) -> bool:
    """Whether words of the script of a character are not, or need not be, set apart by spaces."""
    if character < "\u0e00":
        return False
    return name(character, "").startswith(
        (
            "CJK",
            "HIRAGANA",
            "KATAKANA",
            "HANGUL",
            "BOPOMOFO",
            "THAI",
            "LAO",
            "KHMER",
            "MYANMAR",
            "FULLWIDTH",
            "IDEOGRAPHIC",
        )
    )
