"""Shortcodes that show another page of the site: which these are, as far as a template says so and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.lazy_regex import pattern
from postlint.site.hugo import page_lookup
from postlint.site.hugo.template_ids import ANYTHING

if TYPE_CHECKING:
    from postlint.facts.page import Call
    from postlint.site.hugo.content_tree import Entry
    from postlint.site.hugo.hugo import Hugo

_ACTION = pattern(r"\{\{-?\s*(.*?)\s*-?\}\}", re.S)
_COMMENT = pattern(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.S)
_VALUE = r"(?:(?:with|if|else with|else if)\s+)?(?:\$\w+\s*:?=\s*)?"
_GET = pattern(r"\$?\.Get\s+(?:(\d)|\"(\w+)\")")
_PAGE = pattern(r"\$?(site|\.Site|page|\.Page)\.GetPage\s+(?:\.|\$\w+|\(\s*(\$?\.Get\s+(?:\d|\"\w+\"))\s*\))")
_SHOWN = pattern(r"(?:\$\w+|)\.(Content|RenderShortcodes)(?:\s*\|\s*safeHTML)?")
_OTHER = pattern(r"else|end|(?:with|if)\s+(?:\.|\$\w+)|(?:errorf|warnf)\b.*", re.S)


class Include(Struct, frozen=True):
    """What a shortcode shows: the page that its argument names."""

    argument: int | str
    from_root: bool
    """Whether the page is looked for from the root of the content, and not from the page of the call."""
    as_markdown: bool
    """Whether its Markdown becomes a part of the page, and not its HTML."""


def include_of(template: str) -> Include | None:
    """What a template shows, where that is one other page and nothing else; None for all other templates."""
    template = _COMMENT.sub("", template)
    if _ACTION.sub("", template).strip():
        return None
    arguments: list[int | str] = []
    places: list[str] = []
    shown: list[str] = []
    for action in _ACTION.findall(template):
        value = re.sub(rf"\A{_VALUE}", "", action)
        if match := _PAGE.fullmatch(value):
            places.append(match[1].lower().strip("."))
            value = match[2] or ""
        if got := _GET.fullmatch(value):
            arguments.append(int(got[1]) if got[1] else got[2])
        elif match := _SHOWN.fullmatch(action):
            shown.append(match[1])
        elif value and not _OTHER.fullmatch(action):
            return None
    if len(arguments) != 1 or len(places) != 1 or len(shown) != 1:
        return None
    return Include(arguments[0], places[0] == "site", shown[0] == "RenderShortcodes")


Possible = tuple[tuple[str, re.Pattern[str]], ...]


def shown_ids(hugo: Hugo, entry: Entry, call: Call) -> tuple[frozenset[str], Possible] | None:
    """The ids that a call adds by showing another page, and patterns of those that it may add; None for other calls."""
    include = hugo.templates.include(call.name)
    given = include and call.parameter(include.argument)
    # Markdown is one only where the output of the call is read as such, and HTML is left alone only elsewhere.
    if not include or not given or include.as_markdown != (call.markup == "%"):
        return None
    try:
        start = None if include.from_root else entry
        other = hugo.finder.find(start, given.value, entry.language, by_name=True)
    except page_lookup.Ambiguous:
        return None
    if other is None or other.page is None:
        return None
    ids = hugo.ids.of(other)
    possible = ids.possible
    if not (ids.complete or possible):
        possible = ((call.name, re.compile(ANYTHING)),)
    elif include.as_markdown:
        # Its headings and notes are counted on with those of the page.
        possible = (*possible, (call.name, re.compile(r".+-\d+|fn(?:ref\d*)?:.+")))
    return ids.known, possible
