"""HTML as it stands in an article: its tags and their attributes, with spans; comments and scripts left out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

from msgspec import Struct

from postlint.lazy_regex import pattern
from postlint.text import Span, unescaped

LINKS = frozenset(
    {(tag, "href") for tag in ("a", "area", "link")}
    | {(tag, "src") for tag in ("img", "iframe", "script", "video", "audio", "source", "embed", "track")}
    | {("video", "poster")}
)
"""The attributes that lead somewhere, by tag."""

_TAG = pattern(r"<([A-Za-z][A-Za-z0-9:-]*)((?:\s+|/)(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*)?>")
_SKIPPED = pattern(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|template)\b(?P<rest>[^>]*)>(?P<inner>.*?)(?:</(?P=raw)\s*>|\Z)",
    re.S | re.I,
)
_ATTRIBUTE = pattern(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
# What is not closed hides the rest; so no text is searched twice.
_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.S)
_ANY_TAG = pattern(r"<[^>]*>")


_NOWHERE = (sys.maxsize, sys.maxsize)
# What a call of Span in the end does: an article may have thousands of tags.
_span = tuple.__new__


class Attribute(Struct, frozen=True):
    """An attribute of a tag: its name in lower case, its value with entities resolved, the span of the value."""

    name: str
    value: str
    span: Span


class Tag(Struct, frozen=True):
    """An opening tag, its name in lower case."""

    name: str
    attributes: tuple[Attribute, ...]
    span: Span

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, if it is given."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


def tags_of(html: str, at: Callable[[int], int], start: int = 0) -> Iterator[Tag]:
    """The opening tags of `html` from `start` on; `at` says where in the file a character of it stands."""
    if html.startswith("</", start) and html.find("<", start + 1) < 0:
        # A closing tag by itself.
        return
    hidden = (_hidden(match) for match in _SKIPPED.finditer(html, start)) if _may_hide(html) else iter(())
    first, last = next(hidden, _NOWHERE)
    for match in _TAG.finditer(html, start):
        begin, end = match.span()
        while begin >= last:
            first, last = next(hidden, _NOWHERE)
        if begin < first:
            # What stands in one line stands so on disk.
            where = at if "\n" in match[0] else (at(begin) - begin).__add__
            attributes = tuple(_attributes(match, where)) if match[2] else ()
            yield Tag(match[1].lower(), attributes, _span(Span, (where(begin), where(end - 1) + 1)))


def _may_hide(html: str) -> bool:
    low = html.lower()
    return any(sign in low for sign in ("<!--", "<script", "<style", "<textarea", "<template"))


def _hidden(match: re.Match[str]) -> tuple[int, int]:
    """The range that holds no tags: a comment, or what stands between the tags of a script."""
    return match.span("inner") if match["raw"] else match.span()


def _attributes(tag: re.Match[str], at: Callable[[int], int]) -> Iterator[Attribute]:
    seen: set[str] = set()
    for match in _ATTRIBUTE.finditer(tag.string, *tag.span(2)):
        name, group = match[1].lower(), match.lastindex or 1
        if name in seen or group == 1:
            continue
        seen.add(name)
        first, last = match.span(group)
        place = _span(Span, (at(first), at(last - 1) + 1 if last > first else at(first)))
        value = match[group]
        yield Attribute(name, unescaped(value), place)


def only_comments(html: str) -> bool:
    """Whether there is nothing but comments."""
    return not (_COMMENT.sub("", html) if "<!--" in html else html).strip()


def text_of(html: str) -> str:
    """The text between the tags."""
    return " ".join(unescaped(_ANY_TAG.sub("", html)).split())
