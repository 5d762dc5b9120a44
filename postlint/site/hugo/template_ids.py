"""Which ids a template may add to a page: read from its text, without running it."""

from __future__ import annotations

import re
from collections.abc import Callable

from postlint.lazy_regex import pattern
from postlint.site.hugo.template_values import ACTION, shown_values

ANYTHING = ".+"
"""The pattern of the ids of a template that may add any."""

_COMMENT = pattern(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.S)
_ID = pattern(
    rf"(?<![\w$.-])(?P<name>id|name)\s*=\s*(?:\\?\"((?:{ACTION}|[^\"{{]|\{{(?!\{{))*)\"|"
    rf"'((?:{ACTION}|[^'{{]|\{{(?!\{{))*)'|((?:{ACTION}|[^\s\"'>{{]|%\w)+))",
    re.S | re.I,
)
# Of names only those of <a> are parts of a page.
_OTHER_TAG = pattern(r"<(?!a[\s{])[a-z][\w-]*(?:[^<]|<(?=[^a-z/]))*\Z", re.I)
_PIECE = pattern(rf"({ACTION})|(%[a-z])|(.)", re.S)
_OWN = pattern(r"\{\{-?\s*\.Get\s+\"(?:id|name)\"\s*-?\}\}\Z")
_OPENED = pattern(r"\{\{-?\s*with\s+\.Get\s+\"(?:id|name)\"\s*-?\}\}[^{}]*\Z")
_DOT = pattern(r"\{\{-?\s*\.\s*-?\}\}\Z")
_MARKDOWN_HEADING = pattern(r"^ {0,3}#{1,6}[ \t]", re.M)


def id_patterns(text: str, markdown: bool, partial: Callable[[str], str | None]) -> frozenset[str]:
    """Regular expressions for the ids that a template may add, beyond those of what it is given.

    `markdown` says whether its output is read as Markdown; `partial` gives the text of a partial, None for one that is
    not here.
    """
    return frozenset(_patterns(text, markdown, partial, frozenset(), frozenset()))


def written_ids(text: str) -> frozenset[str]:
    """Regular expressions for the ids that the text of a template writes itself, with a part of each known."""
    patterns = {_pattern(match) for match in _ID.finditer(_COMMENT.sub("", text)) if not _of_other_tag(match)}
    return frozenset(pattern for pattern in patterns if len(pattern.replace(".*", "")) > 2)


def _patterns(
    text: str,
    markdown: bool,
    partial: Callable[[str], str | None],
    above: frozenset[str],
    given: frozenset[str],
) -> set[str]:
    """The patterns of one template; `given` says of what kind the value is that it is called with."""
    text = _COMMENT.sub("", text)
    # A template without any text stands for one that is not here: nobody calls one for nothing.
    if not text.strip() or (markdown and _MARKDOWN_HEADING.search(text)):
        return {ANYTHING}
    values = shown_values(text, given)
    patterns = {pattern for match in _ID.finditer(text) if (pattern := _pattern(match)) and not _of_other_tag(match)}
    if "contents" in values.kinds:
        patterns.add("TableOfContents")
    if "html" in values.kinds or (markdown and "text" in values.kinds):
        patterns.add(ANYTHING)
    for call, kinds in values.calls:
        patterns |= _called(call, text, markdown, partial, above, kinds)
    return patterns


def _called(
    call: re.Match[str],
    text: str,
    markdown: bool,
    partial: Callable[[str], str | None],
    above: frozenset[str],
    given: frozenset[str],
) -> set[str]:
    name = call[2]
    if not name:
        return {ANYTHING}
    if re.search(rf"\{{\{{-?\s*(?:define|block)\s+\"{re.escape(name)}\"", text) or name in above:
        return set()
    inner = partial(name) if call[1].startswith("partial") else None
    return {ANYTHING} if inner is None else _patterns(inner, markdown, partial, above | {name}, given)


def _of_other_tag(match: re.Match[str]) -> bool:
    """Whether an attribute is the name of another element than a link, as of a field of a form."""
    before = match.string[max(match.start() - 300, 0) : match.start()]
    return match["name"].lower() == "name" and _OTHER_TAG.search(before) is not None


def _pattern(match: re.Match[str]) -> str:
    """The pattern of one attribute; "" for the id that the call of the shortcode itself gives."""
    value = next(group for group in match.groups()[1:] if group is not None)
    before = match.string[max(match.start() - 200, 0) : match.start()]
    if _OWN.match(value) or (_DOT.match(value) and _OPENED.search(before)):
        return ""
    parts = (".*" if action or verb else re.escape(char) for action, verb, char in _PIECE.findall(value.strip("\\")))
    pattern = re.sub(r"(?:\.\*)+", ".*", "".join(parts))
    return ANYTHING if pattern == ".*" else pattern
