"""The ids of the pages of a Hugo site, as far as its sources tell them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.site import heading_ids
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.includes import shown_ids

if TYPE_CHECKING:
    from postlint.site.hugo.hugo import Hugo


class Ids(Struct, frozen=True):
    """The ids of a page; where they are not complete, why."""

    known: frozenset[str]
    complete: bool
    why: str = ""
    possible: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """Shortcodes that may add others, with patterns of those."""

    def maker(self, wanted: str) -> str:
        """The shortcode that may add this id; "" for none."""
        return next((name for name, pattern in self.possible if pattern.fullmatch(wanted)), "")


class PageIds:
    """The ids of each page, found out when they are first asked for."""

    def __init__(self, hugo: Hugo) -> None:
        self._hugo = hugo
        self._known: dict[int, tuple[Ids, frozenset[str]]] = {}
        """With the keys that were asked for to find them out."""

    def of(self, entry: Entry) -> Ids:
        """The ids of a page, as far as they can be known."""
        key = id(entry.page) if entry.page else id(entry)
        recorder = self._hugo.recorder
        if key not in self._known:
            # For a page that shows itself.
            self._known[key] = Ids(frozenset(), False, "the page is a part of itself"), frozenset()
            with recorder.recording() as read:
                recorder.note(f"ids:{entry.page.path if entry.page else ''}")
                self._known[key] = self._made_for(entry), frozenset(read)
        ids, keys = self._known[key]
        recorder.keys |= keys
        return ids

    def _made_for(self, entry: Entry) -> Ids:
        page, language = entry.page, self._hugo.languages[entry.language]
        if page is None or not page.readable:
            return Ids(frozenset(), False, "a template makes the page")
        known, with_all_headings = heading_ids.all_ids(page, language)
        shown = {call: ids for call in page.calls if (ids := shown_ids(self._hugo, entry, call))}
        known = known.union(*(others for others, _ in shown.values()))
        used = dict.fromkeys((call.name, call.markup) for call in page.calls if call not in shown)
        added = [(name, self._hugo.templates.added_ids(name, markup)) for name, markup in used]
        possible = tuple((name, pattern) for name, pattern in added if pattern)
        possible = sum((more for _, more in shown.values()), possible)
        if not with_all_headings:
            return Ids(known, False, "a shortcode is part of a heading")
        own_headings = any(not heading.html for heading in page.headings)
        if entry.kind != "page" and (not own_headings or self._hugo.templates.lists_with_ids):
            return Ids(known, False, "a template makes the list")
        own_type = page.fields.get("type") and not page.has_body
        if own_type or (entry.fields.get("layout") and not page.headings):
            return Ids(known, False, "a template of its own makes the page")
        if not self._hugo.templates.heading_hook_keeps_ids:
            return Ids(known, False, "a render hook makes the headings")
        if not page.path.lower().endswith((".md", ".markdown", ".mdown", ".html", ".htm")):
            return Ids(known, False, "its format is not read")
        return Ids(known, not possible, "a shortcode adds others", possible)

    def heading_ids(self, entry: Entry) -> list[str | None]:
        """The id of each heading of a page; None where it cannot be known."""
        return heading_ids.heading_ids(entry.page, self._hugo.languages[entry.language]) if entry.page else []
