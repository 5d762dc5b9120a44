"""Where a front matter begins and ends, and what is wrong with its fences."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from postlint.document.front_matter.model import Format, FrontMatter, Problem, Reading, Unusable
from postlint.lazy_regex import pattern
from postlint.text import Span

# Hugo passes over any number of byte order marks.
_LEAD = pattern(r"[\ufeff \t\r\n]*")
_OPENING = pattern(r"(\+{2,}|-{2,}|[–—]{1,3}(?=[ \t]*[\r\n]))[ \t]*([^\r\n]*)")
_CLOSING = {"+": pattern(r"(?:\r\n?|\n)(\+\+\+[^\r\n]*)"), "-": pattern(r"(?:\r\n?|\n)(---[^\r\n]*)")}
_NEWLINE = pattern(r"\r\n?|\n")
_LINE = pattern(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_WHOLE_LINE_FENCE = {
    "+": pattern(r"(?<![^\r\n])\+\+\+[ \t]*(?![^\r\n])"),
    "-": pattern(r"(?<![^\r\n])---[ \t]*(?![^\r\n])"),
}
_FORMAT: dict[str, Format] = {"+": "toml", "-": "yaml"}
_OTHER = {"+": "-", "-": "+"}

_JSON_OPENING = pattern(r'\{[ \t\r\n]*["}]')
# An unclosed string runs to the end, so that the search stays linear.
_JSON_TOKEN = pattern(r'"(?:[^"\\]|\\.)*+(?:"|\Z|\\\Z)|[{}]', re.DOTALL)

_ENTRY = {
    "toml": pattern(r"""(?:[\w-]+|"[^"]*"|'[^']*')(?:\.[\w."'-]+)?[ \t]*=|\[\[?[\w."'-]+\]"""),
    "yaml": pattern(r"""(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)"""),
}
_BELOW = pattern(r"[ \t]+\S|- |-$|[\]}],?$")
# Prose may begin with "Note:"; between fences it is front matter only with a key that sites really use.
_USUAL_KEYS = frozenset(
    "title date draft description slug url tags categories layout type weight author authors aliases linktitle lastmod"
    " publishdate expirydate keywords summary params images menu series cascade".split()
)


class _Block(Struct, frozen=True):
    """A front matter by its fences; `problem` where they are wrong."""

    format: Format
    span: Span
    content: Span
    problem: Problem | None = None
    read: bool = False
    """Whether Hugo reads it all the same."""


def parse(text: str) -> FrontMatter | None:
    """The front matter that a text begins with; None where it begins with none. Never raises."""
    lead = _LEAD.match(text)
    assert lead is not None
    return _parse_at(text, lead.end())


def misplaced(text: str) -> Span | None:
    """The span of a front matter that has text or a comment above it, so that it is none; else None."""
    if parse(text) is not None:
        return None
    for fence in _WHOLE_LINE_FENCE.values():
        match = fence.search(text)
        # Below a code fence it is most likely an example of a front matter.
        if match is None or "```" in text[: match.start()] or "~~~" in text[: match.start()]:
            continue
        front = _parse_at(text, match.start())
        if front and front.data and (front.format == "toml" or _has_usual_key(front)):
            return front.span
    return None


def _has_usual_key(front: FrontMatter) -> bool:
    return any(key.lower() in _USUAL_KEYS for key in front.data)


def _parse_at(text: str, at: int) -> FrontMatter | None:
    block = _json_block(text, at) if text.startswith("{", at) else _fenced_block(text, at)
    if block is None:
        return None
    reading: Reading = {}, ()
    problem = block.problem
    if problem is None or block.read:
        try:
            reading = _reader(block.format)(text, block.content)
        except Unusable as unusable:
            problem = problem or unusable.problem
            if (other := _closed_by_other(text, block)) and other.content.end <= problem.span.start:
                block, problem = other, other.problem
    problems = (problem,) if problem else ()
    return FrontMatter(block.format, block.span, block.content, reading[0], problems, reading[1], text)


def _reader(format: Format) -> Callable[[str, Span], Reading]:
    """The reader of a format. Each is loaded with its parser when the first such article comes."""
    if format == "toml":
        from postlint.document.front_matter.toml import read
    elif format == "yaml":
        from postlint.document.front_matter.simple_yaml import read
    else:
        from postlint.document.front_matter.json import read
    return read


def _fenced_block(text: str, at: int) -> _Block | None:
    opening = _OPENING.match(text, at)
    if opening is None:
        return None
    mark = _mark(opening[1])
    first = _NEWLINE.match(text, opening.end())
    begin = first.end() if first else len(text)
    closing = _CLOSING[mark].search(text, opening.end())
    rest = opening[2]
    # Hugo reads on right after the fence; of YAML, blanks there would be an indentation.
    joined = opening[1] == mark * 3 and (mark == "+" or opening.start(2) == opening.end(1))
    if joined and closing and _ENTRY[_FORMAT[mark]].match(rest) and not rest.rstrip(" \t").endswith(opening[1]):
        rest, begin = "", opening.start(2)
    if opening[1] != mark * 3 or (rest and not rest.startswith("#")):
        return _wrong_opening(text, Span(at, opening.end()), begin, closing)
    if closing is None:
        return _unclosed(text, Span(at, opening.end()), begin)
    content = Span(begin, closing.start(1))
    fence = Span(*closing.span(1))
    if closing[1].rstrip(" \t") == mark * 3:
        return _Block(_FORMAT[mark], Span(at, fence.end), content)
    # The rest of the line is text for Hugo.
    problem = Problem(fence, f"the closing fence must be {mark * 3} and nothing else on its line")
    return _Block(_FORMAT[mark], Span(at, fence.start + 3), content, problem, read=True)


def _mark(opening: str) -> str:
    """What a fence is made of; of several hyphens a word processor makes a dash."""
    return "-" if opening[0] in "–—" else opening[0]


def _wrong_opening(text: str, fence: Span, begin: int, closing: re.Match[str] | None) -> _Block | None:
    mark = _mark(text[fence.start])
    if one_line := _one_line(text, fence):
        return one_line
    if not _looks_like(text, begin, _FORMAT[mark]):
        return None
    message = f"the opening fence must be {mark * 3} and nothing else on its line"
    content = Span(begin, closing.start(1) if closing else _head_end(text, begin, _FORMAT[mark]))
    end = closing.end(1) if closing else content.end
    # For Hugo, three hyphens more are the first line of the YAML, which begins a document.
    read = closing is not None and text[fence.start : fence.end].rstrip(" \t") == "------"
    return _Block(_FORMAT[mark], Span(fence.start, end), content, Problem(fence, message), read)


def _one_line(text: str, line: Span) -> _Block | None:
    """The block of both fences on one line: `+++ title = "A" +++`."""
    mark = _mark(text[line.start])
    written = text[line.start : line.end].rstrip(" \t")
    inside = written.strip(mark).strip()
    if not written.endswith(mark * 3) or not _looks_like(inside, 0, _FORMAT[mark]):
        return None
    start = text.index(inside, line.start)
    message = f"each fence {mark * 3} must stand on a line of its own"
    span = Span(line.start, line.start + len(written))
    return _Block(_FORMAT[mark], span, Span(start, start + len(inside)), Problem(span, message))


def _unclosed(text: str, fence: Span, begin: int) -> _Block | None:
    mark = _mark(text[fence.start])
    if not _looks_like(text, begin, _FORMAT[mark]):
        return None
    content = Span(begin, _head_end(text, begin, _FORMAT[mark]))
    block = _Block(_FORMAT[mark], Span(fence.start, content.end), content)
    other = _closed_by_other(text, replace(block, content=Span(begin, len(text))))
    if other and not text[content.end : other.content.end].strip():
        return other
    message = f"the front matter is never closed: add a line {mark * 3}"
    return replace(block, problem=Problem(fence, message))


def _closed_by_other(text: str, block: _Block) -> _Block | None:
    """The block as it ends at a fence of the other kind, where there is one within its content."""
    mark = _mark(text[block.span.start])
    if mark not in _OTHER:
        return None
    match = _WHOLE_LINE_FENCE[_OTHER[mark]].search(text, block.content.start, block.content.end)
    if match is None:
        return None
    message = f"the front matter opened by {mark * 3} is closed by {_OTHER[mark] * 3}: write {mark * 3}"
    problem = Problem(Span(*match.span()), message)
    content = Span(block.content.start, match.start())
    return _Block(block.format, Span(block.span.start, match.end()), content, problem)


def _looks_like(text: str, at: int, format: Format) -> bool:
    """Whether the lines from `at` on are plainly those of a front matter, not prose below a thematic break."""
    lines = [line for line in text[at : at + 2000].splitlines() if line.strip() and not line.startswith("#")][:2]
    entries = [match for line in lines if (match := _ENTRY[format].match(line))]
    if not entries or not _ENTRY[format].match(lines[0]):
        return False
    return format == "toml" or len(entries) == 2 or entries[0]["key"].lower() in _USUAL_KEYS


def _head_end(text: str, at: int, format: Format) -> int:
    """Where the lines end that look like front matter: what an unclosed one takes of the text."""
    end = at
    blank = False
    while at < len(text) and (line := _LINE.match(text, at)):
        stripped = line[0].rstrip("\r\n")
        entry = _ENTRY[format].match(stripped)
        if stripped.strip() and not entry and (blank or not (stripped[0] == "#" or _BELOW.match(stripped))):
            break
        at = line.end()
        blank = not stripped.strip()
        end = end if blank else at - (len(line[0]) - len(stripped))
    return end


def _json_block(text: str, at: int) -> _Block | None:
    if not _JSON_OPENING.match(text, at):
        return None
    depth = 0
    for token in _JSON_TOKEN.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            span = Span(at, token.end())
            return _Block("json", span, span)
    span = Span(at, len(text))
    message = 'the front matter is never closed: a "}" is missing, or the quote that ends a text'
    return _Block("json", span, span, Problem(Span(at, at + 1), message))
