"""The text of a block with the place of each of its characters on disk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

from postlint.text import Span

# What a call of Span does in the end; nothing is made as often as spans.
_span = tuple.__new__


class Offsets:
    """Where each character of a derived text stands on disk.

    A derived text is made of lines that are suffixes of lines on disk (prefixes of quotes and lists taken off,
    newlines made one character), so each of its lines has one shift from its own offsets to those on disk.
    """

    __slots__ = ("pairs", "shifts", "starts")

    def __init__(self, starts: list[int], shifts: list[int], pairs: Set[int] = frozenset()) -> None:
        self.starts = starts
        self.shifts = shifts
        self.pairs = pairs
        """The offsets on disk of the newlines that are two characters there."""

    def at(self, position: int) -> int:
        """The offset on disk of the character at a position of the derived text."""
        shifts = self.shifts
        if len(shifts) == 1:
            return position + shifts[0]
        return position + shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> Span:
        """The range on disk of a range of the derived text, from its first character to its last."""
        shifts = self.shifts
        if len(shifts) == 1:
            shift = shifts[0]
            return _span(Span, (start + shift, (end if end > start else start) + shift))
        first = self.at(start)
        return Span(first, first if end <= start else self.after(end - 1))

    def after(self, position: int) -> int:
        """The offset on disk where the character at a position of the derived text ends."""
        at = self.at(position)
        return at + (2 if at in self.pairs else 1)

    def child(self, text: str, first: int, derived: str) -> Offsets:
        """The offsets of a text whose lines are suffixes of the lines of `text` from the one at `first` on."""
        starts: list[int] = []
        shifts: list[int] = []
        position = 0
        while position <= len(derived):
            end = derived.find("\n", position)
            end = len(derived) if end < 0 else end
            line_end = text.find("\n", first)
            line_end = len(text) if line_end < 0 else line_end
            if derived.startswith((" ", "\t"), position):
                extra, tab = _made_of_tabs(text[first:line_end], derived[position:end])
                for blank in range(position, position + extra):
                    starts.append(blank)
                    shifts.append(self.at(first + tab) - blank)
                position += extra
            starts.append(position)
            shifts.append(self.at(line_end) - end)
            position, first = end + 1, line_end + 1
        return Offsets(starts, shifts, self.pairs)


def _made_of_tabs(line: str, derived: str) -> tuple[int, int]:
    """How many of the blanks that a line of a derived text begins with are more than `line` has, and where they stand.

    They are what a tab was made into that reached into the text.
    """
    content = derived.lstrip(" \t")
    at = len(line) - len(content)
    own = at - len(line[:at].rstrip(" \t"))
    return max(0, len(derived) - len(content) - own) if content else 0, at - own


class DelimiterRun(Struct, eq=False):
    """A run of `*`, `_` or `~`, and how many of its markers were left as literal text."""

    start: int
    """Where it begins in the text of its prose."""
    length: int
    """How many markers it has."""
    marker: str
    can_open: bool
    can_close: bool
    used_left: int = 0
    """How many of its markers, from the left, closed an emphasis."""
    used_right: int = 0
    """How many of its markers, from the right, opened one."""

    @property
    def literal(self) -> int:
        """How many markers a reader sees on the page."""
        return self.length - self.used_left - self.used_right


class Prose:
    """The text of a paragraph, heading or cell without the prefixes of its containers, and its places on disk.

    `text` has shortcodes masked by private-use characters of equal length. A rule may search it and turn what it
    finds into a span of the file.
    """

    __slots__ = ("_masked", "_shift", "brackets", "leftovers", "offsets", "runs", "start", "text", "unwritten")

    def __init__(self, text: str, offsets: Offsets, start: int) -> None:
        self.text = text
        self.offsets = offsets
        self.start = start
        self.runs: Sequence[DelimiterRun] = ()
        """The runs of emphasis markers, in order."""
        self.brackets: Sequence[tuple[int, int]] = ()
        """Pairs of square brackets that make no link, as half-open ranges of `text`."""
        self.leftovers: Sequence[tuple[int, int]] = ()
        """Other signs that a reader sees as they were typed, as ranges of `text`, in order.

        Square brackets without a counterpart (with the `!` of an image), runs of backticks, `<` and backslashes.
        """
        self.unwritten: Sequence[tuple[int, int]] = ()
        """Ranges of `text` that do not stand on the page as they are written; line breaks not among them."""
        self._masked: str | None = None
        # Nearly all text stands on disk as it is here, only further on.
        self._shift = start + offsets.shifts[0] if len(offsets.shifts) == 1 and not offsets.pairs else None

    def at(self, position: int) -> int:
        """The offset on disk of a position of the text."""
        return self.offsets.at(self.start + position)

    def end(self, position: int) -> int:
        """The offset on disk where the character before a position of the text ends."""
        return self.offsets.after(self.start + position - 1)

    def span(self, start: int, end: int) -> Span:
        """The span on disk of a range of the text."""
        shift = self._shift
        if shift is not None:
            return _span(Span, (start + shift, (end if end > start else start) + shift))
        return self.offsets.span(self.start + start, self.start + end)

    @property
    def masked(self) -> str:
        """The text with code, HTML, autolinks, targets of links and shortcodes blanked out by U+FFFC, at equal length.

        Escapes and entities are blanked out too: what is left stands on the page as it is written.
        """
        if self._masked is None:
            written: list[str] = []
            position = 0
            for start, end in self._hidden():
                written += self.text[position:start], "\ufffc" * (end - start)
                position = end
            self._masked = "".join([*written, self.text[position:]])
        return self._masked

    @property
    def lines(self) -> str:
        """The same with its line breaks, and the spaces around them, as they are."""
        text, position, shown = self.text, 0, list[str]()
        for start, end in sorted(self.unwritten):
            if end > position:
                start = max(start, position)
                shown += text[position:start], "\ufffc" * (end - start)
                position = end
        return "".join([*shown, text[position:]]) if shown else text

    def _hidden(self) -> Iterator[tuple[int, int]]:
        """The ranges of the text that are blanked out, in order."""
        text, position = self.text, 0
        for start, end in (*sorted(self.unwritten), (len(text), len(text))):
            yield from ((first, last) for first, last, _ in line_breaks(text, position, start))
            if end > position:
                yield max(start, position), end
                position = end


def line_breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The line breaks in a range of a text that holds nothing else: their ranges, and whether each is a hard break."""
    newline = text.find("\n", start, end)
    while newline >= 0:
        first, last = newline, newline + 1
        while first > start and text[first - 1] in " \t":
            first -= 1
        while last < end and text[last] in " \t":
            last += 1
        escaped = start < first == newline and text[first - 1] == "\\"
        yield first - escaped, last, escaped or text.endswith("  ", first, newline)
        start = last
        newline = text.find("\n", start, end)
