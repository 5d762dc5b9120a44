"""What PyYAML's parser says, at the characters at fault and in an editor's words."""

from __future__ import annotations

import re

import yaml

from postlint.document.front_matter.model import Unusable, line_of
from postlint.lazy_regex import pattern
from postlint.text import Span

_LINE = pattern(r"[^\r\n]*")
_WORD = pattern(r"\S+")


def unusable(error: yaml.YAMLError, text: str, content: Span) -> Unusable:
    """The problem that an error of the parser is, in a text whose YAML is at `content`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Unusable(content, "this YAML cannot be read")
    context = error.context_mark or error.problem_mark
    mark = error.problem_mark or context
    at, opened = (content.start + place.index if place else content.start for place in (mark, context))
    # At the end of the text the fault is its last line, not the fence below it.
    last = content.start + max(len(text[content.start : content.end].rstrip()) - 1, 0)
    at, opened = min(at, last), min(opened, last)
    return _explained(error.problem or "", error.context or "", text, at, opened)


def _explained(problem: str, context: str, text: str, at: int, opened: int) -> Unusable:
    if text.startswith("\t", at) and ("token" in problem or "tab" in problem):
        return Unusable(Span(at, at + 1), "a tab stands here: YAML is indented by spaces")
    if "cannot start any token" in problem:
        return _unquoted(text, at)
    if context.startswith(("while scanning an alias", "while scanning an anchor")):
        return _unquoted(text, opened)
    if "mapping values are not allowed" in problem:
        return _stray_colon(text, at)
    if "expected ':'" in problem:
        return Unusable(_line(text, opened), 'this line is not "key: value"')
    if "quoted scalar" in context and "escape" not in problem and "hexdecimal" not in problem:
        return Unusable(_rest(text, opened), "the quote opened here is never closed")
    if "escape" in problem or "hexdecimal" in problem:
        return Unusable(_word(text, at), "this backslash has no meaning in double quotes: write it twice")
    if "flow" in context:
        return Unusable(_rest(text, opened), f'the "{text[opened : opened + 1]}" opened here is not closed')
    if "block" in context or "document start" in problem or "sequence entries" in problem:
        return _misplaced(text, at)
    return Unusable(_word(text, at), problem or "this YAML cannot be read")


def _unquoted(text: str, at: int) -> Unusable:
    return Unusable(_rest(text, at), f'a text that begins with "{text[at : at + 1]}" must stand in quotes')


def _stray_colon(text: str, at: int) -> Unusable:
    line = _line(text, at)
    before = text[line.start : at]
    if re.search(r":\s", before):
        return Unusable(line, "a colon stands within the value: put the value in quotes")
    message = "this line is indented as if it belonged to the one above, or that one has no colon"
    if line_of(text, line.start) <= 2:
        message = "a colon stands where none may be"
    return Unusable(line, message)


def _misplaced(text: str, at: int) -> Unusable:
    line = _line(text, at)
    if text[line.start : at].strip():
        return Unusable(_rest(text, at), "nothing may follow the value here: put the whole value in quotes")
    return Unusable(line, "this line does not fit the ones above: look at how it is indented")


def _line(text: str, at: int) -> Span:
    """The line of an offset, without the blanks around it."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    end = start + len(_LINE.match(text, start)[0].rstrip())  # type: ignore[index]
    return Span(min(start + len(text[start:end]) - len(text[start:end].lstrip()), end), end)


def _rest(text: str, at: int) -> Span:
    return Span(at, max(at, _line(text, at).end))


def _word(text: str, at: int) -> Span:
    word = _WORD.match(text, at)
    return Span(*word.span()) if word else _line(text, at)
