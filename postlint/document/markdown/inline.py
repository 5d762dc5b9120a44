"""The inline grammar of Markdown as goldmark has it, in one pass over the text of a block.

Things that are read as one (code, HTML, escapes, autolinks) become leaves, things that hold others (emphasis, links)
become containers; both are ranges of the text, so that the tree follows from their places alone, and between them are
text and line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from postlint.document import nodes
from postlint.document.markdown.delimiters import delimiter_run, pair
from postlint.document.markdown.destinations import destination_range, link_destination, resolved
from postlint.document.markdown.leaves import URL_STARTS, Bracket, Leaves
from postlint.document.markdown.mistune_blocks import parse_link_title, unikey
from postlint.document.prose import DelimiterRun, Offsets, Prose
from postlint.document.shortcodes import MASK_FIRST
from postlint.text import Span

_CHARACTERS = r"\\`*_~\[\]<&@!" + MASK_FIRST
# The engine looks for one set of characters several times faster than for more, so each of these begins with a set.
_SPECIAL = re.compile(f"[{_CHARACTERS}]")
_BARE_URL = r"(?<![^\s*_~(\"'.-].)(?:(?<=h)ttps?://|(?<=f)tp://|(?<=w)ww\.)"
_SPECIAL_OR_URL = re.compile(f"[{_CHARACTERS}hfw](?:(?<![hfw])|{_BARE_URL})")
_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.S)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


def parse_inline(
    prose: Prose, references: Mapping[str, Mapping[str, Any]], footnotes: set[str]
) -> tuple[Sequence[nodes.Part], Sequence[nodes.Part]]:
    """The parts of a text, and all of them with those that they hold, in order.

    What failed to be one is left in `prose.runs`, `prose.brackets` and `prose.leftovers`.
    """
    text = prose.text
    special = _SPECIAL_OR_URL if "://" in text or "www." in text else _SPECIAL
    first = special.search(text)
    return _Parser(prose, references, footnotes).parse(first, special.search) if first else ((), ())


class _Parser(Leaves):
    """Reads emphasis and links too, and makes the tree of all."""

    def __init__(self, prose: Prose, references: Mapping[str, Mapping[str, Any]], footnotes: set[str]) -> None:
        super().__init__(prose)
        self.references = references
        self.footnotes = footnotes
        self.containers: list[tuple[int, int, nodes.Phrasing]] = []
        self.targets: list[tuple[int, int]] = []
        """Where the targets of links stand."""
        self.brackets: list[tuple[int, int]] = []
        """Those that make no link."""

    def parse(
        self, match: re.Match[str] | None, search: Callable[[str, int], re.Match[str] | None]
    ) -> tuple[Sequence[nodes.Part], Sequence[nodes.Part]]:
        """The parts of the text, and all of them; `match` is the first special character, `search` finds the next."""
        text, handlers = self.text, _HANDLERS
        while match:
            start = match.start()
            handler = handlers.get(text[start])
            position = handler(self, start) if handler else self.bare_url(start)
            # As in goldmark, a bare URL may begin at once after a thing that is read as one.
            if position == self.ended and text.startswith(URL_STARTS, position):
                position = self.bare_url(position)
            match = search(text, position)
        if self.open_runs:
            self._pair(0)
        prose = self.prose
        prose.runs, prose.brackets = self.runs, self.brackets
        if self.leftovers or self.open_brackets:
            prose.leftovers = sorted([*self.leftovers, *((one.start, one.inner) for one in self.open_brackets)])
        prose.unwritten = [(start, end) for start, end, _ in self.leaves] + self.targets
        if self.html_code:
            self._leave_code_alone()
        return self._tree() if self.containers else (self.leaves, self.leaves)

    def _leave_code_alone(self) -> None:
        """Take what stands in HTML elements for code as written in code: it is no failed markup."""
        tags = [(start, node.html.lower()) for start, _, node in self.leaves if isinstance(node, nodes.HtmlInline)]
        held: list[tuple[int, int]] = []
        for opened, closing in self.html_code:
            end = next((start for start, html in tags if start >= opened and html.startswith(closing)), None)
            if end is not None:
                held.append((opened, end))

        def is_code(position: int) -> bool:
            return any(start <= position < end for start, end in held)

        prose = self.prose
        prose.brackets = [bracket for bracket in self.brackets if not is_code(bracket[0])]
        prose.runs = [run for run in self.runs if run.literal < run.length or not is_code(run.start)]
        prose.unwritten = [*prose.unwritten, *held]

    def _tree(self) -> tuple[Sequence[nodes.Part], Sequence[nodes.Part]]:
        """The parts that no other holds, and all; those that others hold are given to them."""
        root: list[nodes.Part] = []
        parts: list[nodes.Part] = []
        into, position, inner_end = root, 0, len(self.text)
        opened: list[tuple[int, list[nodes.Part], int]] = []
        for part in sorted([*self.leaves, *self.containers], key=lambda part: (part[0], -part[1])):
            start, end, node = part
            while start >= inner_end:
                position, into, inner_end = opened.pop()
            if start < position:
                continue
            into.append(part)
            parts.append(part)
            if isinstance(node, nodes.Phrasing):
                opened.append((end, into, inner_end))
                held: list[nodes.Part] = []
                node.parts = into = held
                position, inner_end = node.inner_start, node.inner_end
            else:
                position = end
        return root, parts

    # --- emphasis

    def _run(self, start: int) -> int:
        run = delimiter_run(self.text, start)
        # goldmark knows one tilde and two.
        if run.marker != "~" or run.length < 3:
            self.runs.append(run)
            if run.can_open or run.can_close:
                self.open_runs.append(run)
        return start + run.length

    def _pair(self, first: int) -> None:
        """Pair the open runs from the index `first` on, and close them all."""
        runs = self.open_runs[first:]
        del self.open_runs[first:]
        pair(runs, self._add_emphasis)

    def _add_emphasis(self, opener: DelimiterRun, closer: DelimiterRun, size: int) -> None:
        inner_start = opener.start + opener.length - opener.used_right
        inner_end = closer.start + closer.used_left
        start, end = inner_start - size, inner_end + size
        span = self.prose.span(start, end)
        if opener.marker == "~":
            node: nodes.Phrasing = nodes.Strikethrough(span, self.prose, inner_start, inner_end, ())
        else:
            node = nodes.Emphasis(span, self.prose, inner_start, inner_end, (), opener.marker * size)
        self.containers.append((start, end, node))

    # --- links

    def _image_bracket(self, start: int) -> int:
        if not self.text.startswith("[", start + 1):
            return start + 1
        self.open_brackets.append(Bracket(start, start + 2, True, len(self.open_runs)))
        return start + 2

    def _bracket(self, start: int) -> int:
        footnote = _FOOTNOTE.match(self.text, start) if self.footnotes else None
        if footnote and unikey(footnote[1]) in self.footnotes:
            node = nodes.FootnoteReference(self.prose.span(*footnote.span()), footnote[1])
            return self.leaf(start, footnote.end(), node)
        self.open_brackets.append(Bracket(start, start + 1, False, len(self.open_runs)))
        return start + 1

    def _close_bracket(self, close: int) -> int:
        if not self.open_brackets:
            self.leftovers.append((close, close + 1))
            return close + 1
        bracket = self.open_brackets.pop()
        # A link may hold no link; an image may.
        link = None
        if bracket.image or self.last_link < bracket.start:
            link = self._inline_target(bracket, close) or self._reference_target(bracket, close)
        if link is None:
            self.brackets.append((bracket.start, close + 1))
            return close + 1
        end, node = link
        if bracket.runs < len(self.open_runs):
            self._pair(bracket.runs)
        self.ended = end
        self.containers.append((bracket.start, end, node))
        self.targets.append((close + 1, end))
        if not bracket.image:
            self.last_link = bracket.start
        return end

    def _inline_target(self, bracket: Bracket, close: int) -> tuple[int, nodes.Link] | None:
        text = self.text
        if not text.startswith("(", close + 1):
            return None
        destination, after = link_destination(text, close + 2)
        if destination is None or after is None:
            return None
        title, end = None, after
        if not text.startswith(")", end):
            title, title_end = parse_link_title(text, after, len(text))
            end = title_end or after
            while end < len(text) and text[end] in " \t\n\f":
                end += 1
            if not text.startswith(")", end):
                return None
        place = destination_range(text, after, destination)
        return end + 1, self._link(bracket, close, end + 1, destination, place, title, (close + 2, end))

    def _reference_target(self, bracket: Bracket, close: int) -> tuple[int, nodes.Link] | None:
        if not self.references:
            return None
        label, end = self.text[bracket.inner : close], close + 1
        if full := _LABEL.match(self.text, close + 1):
            label, end = full[1] or label, full.end()
        if len(label) > 999:
            return None
        definition = self.references.get(unikey(label))
        if definition is None:
            return None
        start, stop = definition["destination_at"]
        offsets: Offsets = definition["offsets"]
        node = self._link(bracket, close, end, definition["destination"], None, definition["title"], None)
        node.destination_span = Span(offsets.at(start), offsets.at(start) + stop - start)
        node.label = label
        return end, node

    def _link(
        self,
        bracket: Bracket,
        close: int,
        end: int,
        destination: str,
        place: tuple[int, int] | None,
        title: str | None,
        target: tuple[int, int] | None,
    ) -> nodes.Link:
        span = self.prose.span
        return (nodes.Image if bracket.image else nodes.Link)(
            span(bracket.start, end),
            self.prose,
            bracket.inner,
            close,
            (),
            destination,
            resolved(destination),
            span(*place) if place else Span(0, 0),
            span(*target) if target else None,
            title,
            None,
        )


_HANDLERS = {
    "\\": _Parser.escape,
    "`": _Parser.code,
    "<": _Parser.angle,
    "&": _Parser.entity,
    MASK_FIRST: _Parser.shortcode,
    "*": _Parser._run,
    "_": _Parser._run,
    "~": _Parser._run,
    "!": _Parser._image_bracket,
    "[": _Parser._bracket,
    "]": _Parser._close_bracket,
    "@": _Parser.email,
}
