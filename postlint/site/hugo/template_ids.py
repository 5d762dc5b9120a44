"""Which ids a template may add to a page: read from its text, without running it."""

from __future__ import annotations

import re
from collections.abc import Callable

ANYTHING = ".+"
"""The pattern of the ids of a template that may add any."""

_COMMENT = re.compile(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.S)
_ACTION = r"\{\{(?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\"`])*?\}\}"
_ID = re.compile(
    rf"(?<![\w$.-])(?:id|name)\s*=\s*(?:\\?\"((?:{_ACTION}|[^\"{{]|\{{(?!\{{))*)\"|'((?:{_ACTION}|[^'{{]|\{{(?!\{{))*)'"
    rf"|((?:{_ACTION}|[^\s\"'>{{]|%\w)+))",
    re.S | re.I,
)
_PIECE = re.compile(rf"({_ACTION})|(%[a-z])|(.)", re.S)
_OWN = re.compile(r"\{\{-?\s*\.Get\s+\"(?:id|name)\"\s*-?\}\}\Z")
_OPENED = re.compile(r"\{\{-?\s*with\s+\.Get\s+\"(?:id|name)\"\s*-?\}\}[^{}]*\Z")
_DOT = re.compile(r"\{\{-?\s*\.\s*-?\}\}\Z")
_CALL = re.compile(
    r"\b(partial|partialCached|partials\.Include|partials\.IncludeCached|template|block)\s+(?:\"([^\"]+)\")?"
)
_MARKDOWN_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]", re.M)
# Text that is neither in the article nor in the template, and what makes HTML of a text.
_FOREIGN = re.compile(
    r"readFile|ReadFile|\.Content\b|\.RawContent|\.ContentWithoutSummary|\.Summary\b|\.TableOfContents|GetPage|getJSON|"
    r"getCSV|GetRemote|RenderShortcodes|\.Render\b|resources\.ExecuteAsTemplate"
)
_DATA = re.compile(
    r"(?:\.Site|\bsite)\.Data|hugo\.Data|Unmarshal|(?:\.Page|\.Site|\bsite|\bpage)\.Params?\b|getenv", re.I
)
_RENDERS = re.compile(r"markdownify|RenderString|safeHTML")


def id_patterns(text: str, markdown: bool, partial: Callable[[str], str | None]) -> frozenset[str]:
    """Regular expressions for the ids that a template may add, beyond those of what it is given.

    `markdown` says whether its output is read as Markdown; `partial` gives the text of a partial, None for one that is
    not here.
    """
    return frozenset(_patterns(text, markdown, partial, frozenset()))


def _patterns(text: str, markdown: bool, partial: Callable[[str], str | None], above: frozenset[str]) -> set[str]:
    text = _COMMENT.sub("", text)
    # A template without any text stands for one that is not here: nobody calls one for nothing.
    if not text.strip() or _FOREIGN.search(text) or (_DATA.search(text) and _RENDERS.search(text)):
        return {ANYTHING}
    if markdown and _MARKDOWN_HEADING.search(text):
        return {ANYTHING}
    found = {pattern for match in _ID.finditer(text) if (pattern := _pattern(match))}
    for call in _CALL.finditer(text):
        found |= _called(call, text, markdown, partial, above)
    return found


def _called(
    call: re.Match[str], text: str, markdown: bool, partial: Callable[[str], str | None], above: frozenset[str]
) -> set[str]:
    name = call[2]
    if not name:
        return {ANYTHING}
    if re.search(rf"\{{\{{-?\s*(?:define|block)\s+\"{re.escape(name)}\"", text) or name in above:
        return set()
    inner = partial(name) if call[1].startswith("partial") else None
    return {ANYTHING} if inner is None else _patterns(inner, markdown, partial, above | {name})


def _pattern(match: re.Match[str]) -> str:
    """The pattern of one attribute; "" for the id that the call of the shortcode itself gives."""
    value = next(group for group in match.groups() if group is not None)
    before = match.string[max(match.start() - 200, 0) : match.start()]
    if _OWN.match(value) or (_DOT.match(value) and _OPENED.search(before)):
        return ""
    parts = (".*" if action or verb else re.escape(char) for action, verb, char in _PIECE.findall(value.strip("\\")))
    pattern = re.sub(r"(?:\.\*)+", ".*", "".join(parts))
    return ANYTHING if pattern == ".*" else pattern
