"""The inline grammar of Markdown as goldmark has it, in one pass over the text of a block.

Things that are read as one (code, HTML, escapes, autolinks) become leaves, things that hold others (emphasis, links)
become containers; both are ranges of the text, so that the tree follows from their places alone, and between them are
text and line breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from string import punctuation
from typing import Any
from unicodedata import category

from mistune.helpers import HTML_ATTRIBUTES, HTML_TAGNAME, parse_link_title
from mistune.util import unikey
from msgspec import Struct

from postlint.document import nodes
from postlint.document.markdown.blocks import destination_range, link_destination, resolved
from postlint.document.nodes import Node
from postlint.document.prose import DelimiterRun, Offsets, Prose
from postlint.document.shortcodes import MASK_FIRST, MASK_REST
from postlint.text import Span, unescaped

_CHARACTERS = r"\\`*_~\[\]<&@!" + MASK_FIRST
# The engine looks for one set of characters several times faster than for more, so each of these begins with a set.
_SPECIAL = re.compile(f"[{_CHARACTERS}]")
_BARE_URL = r"(?<![^\s*_~(\"'.-].)(?:(?<=h)ttps?://|(?<=f)tp://|(?<=w)ww\.)"
_SPECIAL_OR_URL = re.compile(f"[{_CHARACTERS}hfw](?:(?<![hfw])|{_BARE_URL})")
_BACKTICKS = re.compile(r"`+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_ANGLE_EMAIL = re.compile(
    r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
_HTML_TAG = re.compile(rf"<{HTML_TAGNAME}{HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>")
_HTML_SPECIAL = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
# What these hold is shown as it is written, as code is.
_HTML_CODE = re.compile(r"<(code|kbd|samp|var|tt|pre)\b", re.I)
_SHORTCODE = re.compile(MASK_FIRST + MASK_REST + "*")
# goldmark's linkify extension, which Hugo has on by default.
_URL = re.compile(
    r"(?:https?|ftp)://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*)?"
    r"|www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'\">^{}\[\]`]*)?"
)
_URL_STARTS = ("http://", "https://", "ftp://", "www.")
_LOCAL = r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+"
_EMAIL_LOCAL = re.compile(_LOCAL)
_EMAIL_LOCAL_AFTER = re.compile(rf"(?:\A|(?<=[\s*_~(\"])){_LOCAL}\Z")
# What goldmark has read when it comes to an address: markers of emphasis, and what typography makes one sign of.
_READ_BEFORE = re.compile(r"(?:[*_~'\"]|--|\.\.\.)*")
_EMAIL_HOST = re.compile(
    r"(?>@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+)(?![-_])"
)
_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.S)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


class _Bracket(Struct):
    start: int
    inner: int
    image: bool
    runs: int
    """How many runs were open when it was found: those after it are inside it."""


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


class _Parser:
    def __init__(self, prose: Prose, references: Mapping[str, Mapping[str, Any]], footnotes: set[str]) -> None:
        self.prose = prose
        self.text = prose.text
        self.references = references
        self.footnotes = footnotes
        self.leaves: list[nodes.Part] = []
        """What is read as one, in order."""
        self.containers: list[tuple[int, int, nodes.Phrasing]] = []
        self.targets: list[tuple[int, int]] = []
        """Where the targets of links stand."""
        self.runs: list[DelimiterRun] = []
        self.open_runs: list[DelimiterRun] = []
        """Those that may still open or close something."""
        self.open_brackets: list[_Bracket] = []
        self.brackets: list[tuple[int, int]] = []
        """Those that make no link."""
        self.leftovers: list[tuple[int, int]] = []
        """Single signs that are a part of nothing, except the brackets that are still open."""
        self.last_link = -1
        """Where the last link starts: a link text that begins before it may be no link again."""
        self.ended = 0
        """Where the last thing that was read as one ends."""
        self.html_code: list[tuple[int, str]] = []
        """Where HTML elements begin that hold code, and how they end."""
        self._backticks: dict[int, list[int]] | None = None
        self._ends: dict[str, int] = {}

    def parse(
        self, match: re.Match[str] | None, search: Callable[[str, int], re.Match[str] | None]
    ) -> tuple[Sequence[nodes.Part], Sequence[nodes.Part]]:
        """The parts of the text, and all of them; `match` is the first special character, `search` finds the next."""
        text, handlers = self.text, _HANDLERS
        while match:
            start = match.start()
            handler = handlers.get(text[start])
            position = handler(self, start) if handler else self._bare_url(start)
            # As in goldmark, a bare URL may begin at once after a thing that is read as one.
            if position == self.ended and text.startswith(_URL_STARTS, position):
                position = self._bare_url(position)
            match = search(text, position)
        if self.open_runs:
            _pair(self, 0)
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
        prose.brackets = [pair for pair in self.brackets if not is_code(pair[0])]
        prose.runs = [run for run in self.runs if run.literal < run.length or not is_code(run.start)]
        prose.unwritten = [*prose.unwritten, *held]

    def _tree(self) -> tuple[Sequence[nodes.Part], Sequence[nodes.Part]]:
        """The parts that no other holds, and all; those that others hold are given to them."""
        root: list[nodes.Part] = []
        found: list[nodes.Part] = []
        into, position, inner_end = root, 0, len(self.text)
        opened: list[tuple[int, list[nodes.Part], int]] = []
        for part in sorted([*self.leaves, *self.containers], key=lambda part: (part[0], -part[1])):
            start, end, node = part
            while start >= inner_end:
                position, into, inner_end = opened.pop()
            if start < position:
                continue
            into.append(part)
            found.append(part)
            if isinstance(node, nodes.Phrasing):
                opened.append((end, into, inner_end))
                held: list[nodes.Part] = []
                node.parts = into = held
                position, inner_end = node.inner_start, node.inner_end
            else:
                position = end
        return root, found

    def _leaf(self, start: int, end: int, node: Node) -> int:
        self.ended = end
        self.leaves.append((start, end, node))
        return end

    def _text(self, start: int, end: int, text: str) -> int:
        """What is text to a reader and written otherwise: an escape or an entity."""
        self.leaves.append((start, end, nodes.Text(self.prose.span(start, end), text)))
        return end

    # --- leaves

    def _escape(self, start: int) -> int:
        following = self.text[start + 1 : start + 2]
        if following and following in punctuation:
            return self._text(start, start + 2, following)
        if following != "\n":
            self.leftovers.append((start, start + 1))
        return start + 1

    def _code(self, start: int) -> int:
        text, inner = self.text, start + 1
        closing = text.find("`", inner)
        if closing == inner or text.startswith("``", closing):
            inner, closing = self._long_code(start)
        if closing < 0:
            self.leftovers.append((start, inner))
            return inner
        end = closing + inner - start
        code = text[inner:closing]
        if "\n" in code:
            code = re.sub(r"[ \t]*\n[ \t]*", " ", code)
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        return self._leaf(start, end, nodes.CodeSpan(self.prose.span(start, end), code))

    def _long_code(self, start: int) -> tuple[int, int]:
        """Where the run of backticks ends that begins at `start`, and where the one begins that closes it, or -1."""
        run = _BACKTICKS.match(self.text, start)
        assert run
        if self._backticks is None:
            self._backticks = {}
            for other in _BACKTICKS.finditer(self.text):
                self._backticks.setdefault(other.end() - other.start(), []).append(other.start())
        places = self._backticks.get(run.end() - start, [])
        index = bisect_left(places, run.end())
        return run.end(), places[index] if index < len(places) else -1

    def _angle(self, start: int) -> int:
        text = self.text
        if match := _AUTOLINK.match(text, start) or _ANGLE_EMAIL.match(text, start):
            url = match[1] if ":" in match[1].split("@")[0] else "mailto:" + match[1]
            node: Node = nodes.Autolink(self.prose.span(start, match.end()), match[1], url, bare=False)
            self.last_link = start
            return self._leaf(start, match.end(), node)
        end = self._html_end(start)
        if end is None:
            self.leftovers.append((start, start + 1))
            return start + 1
        if code := _HTML_CODE.match(text, start):
            self.html_code.append((end, f"</{code[1].lower()}"))
        node = nodes.HtmlInline(self.prose.span(start, end), text[start:end], self.prose, start)
        return self._leaf(start, end, node)

    def _html_end(self, start: int) -> int | None:
        text = self.text
        if match := _HTML_TAG.match(text, start):
            return match.end()
        for opening, closing in _HTML_SPECIAL:
            if text.startswith(opening, start):
                if opening == "<!--" and (short := re.compile(r"<!--?-?>").match(text, start)):
                    return short.end()
                if opening == "<!" and not "A" <= text[start + 2 : start + 3] <= "Z":
                    return None
                # Remembered, so that many openings without an end are not each searched to the end.
                if self._ends.get(closing, start) < start + len(opening):
                    self._ends.pop(closing, None)
                if closing not in self._ends:
                    found = text.find(closing, start + len(opening))
                    self._ends[closing] = found if found >= 0 else len(text) + 1
                end = self._ends[closing]
                return end + len(closing) if end <= len(text) else None
        return None

    def _entity(self, start: int) -> int:
        match = _ENTITY.match(self.text, start)
        if match is None:
            return start + 1
        shown = unescaped(match[0])
        if shown == match[0]:
            return start + 1
        return self._text(start, match.end(), shown)

    def _shortcode(self, start: int) -> int:
        match = _SHORTCODE.match(self.text, start)
        assert match
        return self._leaf(start, match.end(), nodes.ShortcodeMark(self.prose.span(*match.span())))

    def _bare_url(self, start: int) -> int:
        match = None if self.open_brackets or not self._may_begin(start) else _URL.match(self.text, start)
        if match is None:
            return start + 1
        url = _trimmed_url(match[0])
        end = start + len(url)
        target = "https://" + url if url.startswith("www.") else url
        self.last_link = start
        return self._leaf(start, end, nodes.Autolink(self.prose.span(start, end), url, target, bare=True))

    def _may_begin(self, start: int) -> bool:
        """Whether a bare URL may begin here: after a blank, a marker, or what typography makes one sign of."""
        if start == 0:
            return True
        last, quoted = self.text[start - 1], self.text[max(start - 2, 0) : start - 1]
        if last in "\"'":
            return not quoted or quoted.isspace() or quoted in "*_~("
        return last not in "-." or self.text[start - 2 : start] == "--" or self.text[start - 3 : start] == "..."

    def _email(self, at: int) -> int:
        host = _EMAIL_HOST.match(self.text, at)
        first = max(at - 80, self.leaves[-1][1] if self.leaves else 0)
        # Right after code or HTML, or else after a blank or a marker.
        local = _EMAIL_LOCAL.fullmatch(self.text, self.ended, at) if self.ended >= first else None
        local = local or _EMAIL_LOCAL_AFTER.search(self.text, first, at)
        if host is None or local is None or self.open_brackets:
            return at + 1
        before = _READ_BEFORE.match(self.text, local.start(), at)
        start = before.end() if before else at
        if self.text[start] in punctuation or not self._may_begin(start):
            return at + 1
        while self.open_runs and self.open_runs[-1].start >= start:
            self.runs.remove(self.open_runs.pop())
        address = self.text[start : host.end()]
        span = self.prose.span(start, host.end())
        return self._leaf(start, host.end(), nodes.Autolink(span, address, "mailto:" + address, bare=True))

    # --- emphasis

    def _run(self, start: int) -> int:
        text, marker = self.text, self.text[start]
        end = start + 1
        while end < len(text) and text[end] == marker:
            end += 1
        if marker == "~" and end - start > 2:
            return end
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        left = not _is_space(after) and (not _is_punctuation(after) or _is_space(before) or _is_punctuation(before))
        right = not _is_space(before) and (not _is_punctuation(before) or _is_space(after) or _is_punctuation(after))
        if marker == "_":
            can_open = left and (not right or _is_punctuation(before))
            can_close = right and (not left or _is_punctuation(after))
        else:
            can_open, can_close = left, right
        run = DelimiterRun(start, end - start, marker, can_open, can_close)
        self.runs.append(run)
        if can_open or can_close:
            self.open_runs.append(run)
        return end

    # --- links

    def _image_bracket(self, start: int) -> int:
        if not self.text.startswith("[", start + 1):
            return start + 1
        self.open_brackets.append(_Bracket(start, start + 2, True, len(self.open_runs)))
        return start + 2

    def _bracket(self, start: int) -> int:
        footnote = _FOOTNOTE.match(self.text, start) if self.footnotes else None
        if footnote and unikey(footnote[1]) in self.footnotes:
            node = nodes.FootnoteReference(self.prose.span(*footnote.span()), footnote[1])
            return self._leaf(start, footnote.end(), node)
        self.open_brackets.append(_Bracket(start, start + 1, False, len(self.open_runs)))
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
            _pair(self, bracket.runs)
        self.ended = end
        self.containers.append((bracket.start, end, node))
        self.targets.append((close + 1, end))
        if not bracket.image:
            self.last_link = bracket.start
        return end

    def _inline_target(self, bracket: _Bracket, close: int) -> tuple[int, nodes.Link] | None:
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

    def _reference_target(self, bracket: _Bracket, close: int) -> tuple[int, nodes.Link] | None:
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
        bracket: _Bracket,
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
    "\\": _Parser._escape,
    "`": _Parser._code,
    "<": _Parser._angle,
    "&": _Parser._entity,
    MASK_FIRST: _Parser._shortcode,
    "*": _Parser._run,
    "_": _Parser._run,
    "~": _Parser._run,
    "!": _Parser._image_bracket,
    "[": _Parser._bracket,
    "]": _Parser._close_bracket,
    "@": _Parser._email,
}


def _is_space(character: str) -> bool:
    return character.isspace()


def _is_punctuation(character: str) -> bool:
    return character in punctuation or (character > "\x7f" and category(character)[0] in "PS")


def _trimmed_url(url: str) -> str:
    """A bare URL without what goldmark takes for the punctuation of the sentence around it."""
    url = url.rstrip("?!.,:*_~")
    if url.endswith(")"):
        extra = url.count(")") - url.count("(")
        url = url[:-extra] if extra > 0 else url
    elif url.endswith(";") and (entity := re.compile(r"&[a-zA-Z0-9]+;\Z").search(url)):
        url = url[: entity.start()]
    return url


def _pair(parser: _Parser, first: int) -> None:
    """Pair the open runs from the index `first` on into emphasis, as CommonMark does, and close them all."""
    runs = parser.open_runs[first:]
    del parser.open_runs[first:]
    # Runs that can still open, each with the index of the one before it: removal in the middle is a matter of links.
    previous = list(range(-1, len(runs) - 1))
    bottoms: dict[tuple[str, int, bool], int] = {}
    for index, closer in enumerate(runs):
        while closer.can_close and closer.literal:
            key = (closer.marker, closer.length % 3, closer.can_open)
            bottom = bottoms.get(key, -1)
            at = previous[index]
            while at > bottom and not _matches(runs[at], closer):
                at = previous[at]
            if at <= bottom:
                bottoms[key] = previous[index]
                break
            _add_emphasis(parser, runs[at], closer)
            previous[index] = at if runs[at].literal else previous[at]
        if index + 1 < len(runs) and not (closer.can_open and closer.literal):
            # It can open nothing: those after it look past it.
            previous[index + 1] = previous[index]


def _matches(opener: DelimiterRun, closer: DelimiterRun) -> bool:
    if opener.marker != closer.marker or not opener.can_open or not opener.literal:
        return False
    if opener.marker == "~":
        return opener.length == closer.length
    odd = (opener.can_close or closer.can_open) and (opener.length + closer.length) % 3 == 0
    return not (odd and closer.length % 3)


def _add_emphasis(parser: _Parser, opener: DelimiterRun, closer: DelimiterRun) -> None:
    size = 2 if opener.literal >= 2 and closer.literal >= 2 else 1
    inner_start = opener.start + opener.length - opener.used_right
    inner_end = closer.start + closer.used_left
    start, end = inner_start - size, inner_end + size
    opener.used_right += size
    closer.used_left += size
    span = parser.prose.span(start, end)
    if opener.marker == "~":
        node: nodes.Phrasing = nodes.Strikethrough(span, parser.prose, inner_start, inner_end, ())
    else:
        node = nodes.Emphasis(span, parser.prose, inner_start, inner_end, (), opener.marker * size)
    parser.containers.append((start, end, node))
