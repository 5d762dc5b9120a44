"""What is read as one in a text: code, HTML, escapes, entities, shortcodes and addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from string import punctuation

from msgspec import Struct

from postlint.document import nodes
from postlint.document.markdown.mistune_blocks import HTML_ATTRIBUTES, HTML_TAGNAME
from postlint.document.nodes import Node
from postlint.document.prose import DelimiterRun, Prose
from postlint.document.shortcodes import MASK_FIRST, MASK_REST
from postlint.text import unescaped

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
URL_STARTS = ("http://", "https://", "ftp://", "www.")
_LOCAL = r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+"
_EMAIL_LOCAL = re.compile(_LOCAL)
_EMAIL_LOCAL_AFTER = re.compile(rf"(?:\A|(?<=[\s*_~(\"])){_LOCAL}\Z")
# What goldmark has read when it comes to an address: markers of emphasis, and what typography makes one sign of.
_READ_BEFORE = re.compile(r"(?:[*_~'\"]|--|\.\.\.)*")
_EMAIL_HOST = re.compile(
    r"(?>@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+)(?![-_])"
)


class Bracket(Struct):
    start: int
    inner: int
    image: bool
    runs: int
    """How many runs were open when it was found: those after it are inside it."""


class Leaves:
    """Reads what stands at a special character, and gives where it ends."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.text = prose.text
        self.leaves: list[nodes.Part] = []
        """What is read as one, in order."""
        self.runs: list[DelimiterRun] = []
        self.open_runs: list[DelimiterRun] = []
        """Those that may still open or close something."""
        self.open_brackets: list[Bracket] = []
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

    def leaf(self, start: int, end: int, node: Node) -> int:
        self.ended = end
        self.leaves.append((start, end, node))
        return end

    def _text(self, start: int, end: int, text: str) -> int:
        """What is text to a reader and written otherwise: an escape or an entity."""
        self.leaves.append((start, end, nodes.Text(self.prose.span(start, end), text)))
        return end

    def escape(self, start: int) -> int:
        following = self.text[start + 1 : start + 2]
        if following and following in punctuation:
            return self._text(start, start + 2, following)
        if following != "\n":
            self.leftovers.append((start, start + 1))
        return start + 1

    def code(self, start: int) -> int:
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
        return self.leaf(start, end, nodes.CodeSpan(self.prose.span(start, end), code))

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

    def angle(self, start: int) -> int:
        text = self.text
        if match := _AUTOLINK.match(text, start) or _ANGLE_EMAIL.match(text, start):
            url = match[1] if ":" in match[1].split("@")[0] else "mailto:" + match[1]
            node: Node = nodes.Autolink(self.prose.span(start, match.end()), match[1], url, bare=False)
            self.last_link = start
            return self.leaf(start, match.end(), node)
        end = self._html_end(start)
        if end is None:
            self.leftovers.append((start, start + 1))
            return start + 1
        if code := _HTML_CODE.match(text, start):
            self.html_code.append((end, f"</{code[1].lower()}"))
        node = nodes.HtmlInline(self.prose.span(start, end), text[start:end], self.prose, start)
        return self.leaf(start, end, node)

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
                    at = text.find(closing, start + len(opening))
                    self._ends[closing] = at if at >= 0 else len(text) + 1
                end = self._ends[closing]
                return end + len(closing) if end <= len(text) else None
        return None

    def entity(self, start: int) -> int:
        match = _ENTITY.match(self.text, start)
        if match is None:
            return start + 1
        shown = unescaped(match[0])
        if shown == match[0]:
            return start + 1
        return self._text(start, match.end(), shown)

    def shortcode(self, start: int) -> int:
        match = _SHORTCODE.match(self.text, start)
        assert match
        return self.leaf(start, match.end(), nodes.ShortcodeMark(self.prose.span(*match.span())))

    def bare_url(self, start: int) -> int:
        match = None if self.open_brackets or not self._may_begin(start) else _URL.match(self.text, start)
        if match is None:
            return start + 1
        url = _trimmed_url(match[0])
        end = start + len(url)
        target = "https://" + url if url.startswith("www.") else url
        self.last_link = start
        return self.leaf(start, end, nodes.Autolink(self.prose.span(start, end), url, target, bare=True))

    def _may_begin(self, start: int) -> bool:
        """Whether a bare URL may begin here: after a blank, a marker, or what typography makes one sign of."""
        if start == 0:
            return True
        last, quoted = self.text[start - 1], self.text[max(start - 2, 0) : start - 1]
        if last in "\"'":
            return not quoted or quoted.isspace() or quoted in "*_~("
        return last not in "-." or self.text[start - 2 : start] == "--" or self.text[start - 3 : start] == "..."

    def email(self, at: int) -> int:
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
        return self.leaf(start, host.end(), nodes.Autolink(span, address, "mailto:" + address, bare=True))


def _trimmed_url(url: str) -> str:
    """A bare URL without what goldmark takes for the punctuation of the sentence around it."""
    url = url.rstrip("?!.,:*_~")
    if url.endswith(")"):
        extra = url.count(")") - url.count("(")
        url = url[:-extra] if extra > 0 else url
    elif url.endswith(";") and (entity := re.compile(r"&[a-zA-Z0-9]+;\Z").search(url)):
        url = url[: entity.start()]
    return url
