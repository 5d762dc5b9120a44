"""Permalink patterns: what their tokens stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from postlint.document.front_matter.values import text_of
from postlint.lazy_regex import pattern
from postlint.site import dates
from postlint.site.hugo.content_tree import ContentTree, Entry
from postlint.site.hugo.settings import Settings
from postlint.site.hugo.spelling import sanitize

_TOKEN = pattern(r":(\w+)(\[[^\]]+\])?")
_SLICE = pattern(r"\[(last|\d+)?(:)?(last|\d+)?\]")
_NO_DATE = datetime(1, 1, 1, tzinfo=UTC)
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_LAYOUT = pattern(r"2006|January|Jan|Monday|Mon|002|01|02|03|04|05|06|15|PM|pm|1|2|3|4|5")


class UnknownToken(Exception):
    """A pattern that Hugo refuses, or that cannot be worked out."""


class Tokens:
    """The values of the tokens for one page."""

    def __init__(self, entry: Entry, tree: ContentTree, settings: Settings) -> None:
        self.entry, self.tree, self.settings = entry, tree, settings
        self.date = dates.date_of("date", entry.fields, entry.basename, settings.date_rules) or _NO_DATE

    def expand(self, pattern: str) -> str:
        """The pattern with its tokens replaced. Raises UnknownToken."""
        return _TOKEN.sub(self._value, pattern)

    def path(self, pattern: str) -> str:
        """The path that a permalink pattern gives, without slashes at its ends. Raises UnknownToken."""
        expanded = self.expand(pattern).strip("/")
        return re.sub("/{2,}", "/", self.settings.spelling.text(expanded)).strip("/")

    def _value(self, match: re.Match[str]) -> str:
        name, chosen = match[1].lower(), match[2] or ""
        if token := _TOKENS.get(name):
            return token(self)
        if name in ("sections", "sectionslugs"):
            parts = self.sections(name == "sectionslugs")
            return "/".join(_chosen(parts, chosen) if chosen else parts)
        layout = match[1]
        if not _LAYOUT.search(layout):
            raise UnknownToken(match[0])
        return _LAYOUT.sub(lambda part: self._moment(part[0]), layout) + chosen

    def _moment(self, part: str) -> str:
        day = self.date
        values: dict[str, str] = {
            "2006": f"{day.year:04}",
            "06": f"{day.year % 100:02}",
            "January": _MONTHS[day.month - 1],
            "Jan": _MONTHS[day.month - 1][:3],
            "Monday": _DAYS[day.weekday()],
            "Mon": _DAYS[day.weekday()][:3],
            "002": f"{day.timetuple().tm_yday:03}",
            "01": f"{day.month:02}",
            "1": str(day.month),
            "02": f"{day.day:02}",
            "2": str(day.day),
            "15": f"{day.hour:02}",
            "03": f"{day.hour % 12 or 12:02}",
            "3": str(day.hour % 12 or 12),
            "04": f"{day.minute:02}",
            "4": str(day.minute),
            "05": f"{day.second:02}",
            "5": str(day.second),
            "PM": "AM" if day.hour < 12 else "PM",
            "pm": "am" if day.hour < 12 else "pm",
        }
        return values[part]

    # --- the tokens

    def sections(self, slugs: bool = False) -> list[str]:
        """The folders down to the nearest section with a page of its own; of slugs, those of such sections alone."""
        entry = self.entry
        within = [parent for parent in self.tree.parents(entry) if parent.kind != "home"][::-1]
        if entry.kind != "page" and entry.kind != "home":
            within.append(entry)
        if slugs:
            return [part for section in within if (part := self._section_slug(section))]
        return within[-1].path.split("/")[1:] if within else [entry.section] * bool(entry.section)

    def _section_slug(self, section: Entry) -> str:
        slug = slug_of(section, self.settings)
        return self.settings.spelling.token(slug or section.title) or section.path.rpartition("/")[2]

    def section_slug(self) -> str:
        slugs = self.sections(slugs=True)
        return slugs[-1] if slugs else ""

    def slug(self) -> str:
        return self.settings.spelling.token(slug_of(self.entry, self.settings))

    def title(self) -> str:
        return self.settings.spelling.title(self.entry.title)

    def basename(self) -> str:
        """The name of the file, or of the folder of a bundle."""
        entry = self.entry
        name = entry.folder.rpartition("/")[2] if entry.bundle or entry.page is None else entry.stem
        return self.settings.spelling.token(name)


def slug_of(entry: Entry, settings: Settings) -> str:
    """The slug of a page: its own, or the one that its dated file name gives."""
    if given := text_of(entry.fields.get("slug")).strip("-"):
        return given
    return sanitize(dates.slug_of(entry.fields, entry.basename, settings.date_rules)) if entry.kind == "page" else ""


def _chosen(parts: list[str], chosen: str) -> list[str]:
    """The part or the parts that `[1]`, `[last]` or `[1:]` means."""
    match = _SLICE.fullmatch(chosen)
    if match is None:
        raise UnknownToken(chosen)

    def index(value: str | None, default: int) -> int:
        return default if value is None else len(parts) - 1 if value == "last" else int(value)

    if match[2]:
        return parts[index(match[1], 0) : index(match[3], len(parts))]
    at = index(match[1], 0)
    return parts[at : at + 1]


_TOKENS: dict[str, Callable[[Tokens], str]] = {
    "year": lambda tokens: str(tokens.date.year),
    "month": lambda tokens: f"{tokens.date.month:02}",
    "monthname": lambda tokens: _MONTHS[tokens.date.month - 1],
    "day": lambda tokens: f"{tokens.date.day:02}",
    "weekday": lambda tokens: str((tokens.date.weekday() + 1) % 7),
    "weekdayname": lambda tokens: _DAYS[tokens.date.weekday()],
    "yearday": lambda tokens: str(tokens.date.timetuple().tm_yday),
    "section": lambda tokens: tokens.entry.section,
    "sectionslug": Tokens.section_slug,
    "slug": lambda tokens: tokens.slug() or tokens.title(),
    "title": Tokens.title,
    "filename": Tokens.basename,
    "contentbasename": Tokens.basename,
    "slugorfilename": lambda tokens: tokens.slug() or tokens.basename(),
    "slugorcontentbasename": lambda tokens: tokens.slug() or tokens.basename(),
}
