"""Articles by their titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import normalize

from msgspec import Struct

from postlint.lazy_regex import pattern

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.recorder import Table
    from postlint.site.site import Site

_QUOTES = str.maketrans(dict.fromkeys("'’‘`´“”„\"«»", "") | dict.fromkeys("–—−‐‑", "-"))
_BLANKS = pattern(r"[\s\u200b]+")
_EDGES = " .,;:!?…*_-"


class TitleMatch(Struct, frozen=True):
    """An article whose title is, or is nearly, the one that was asked for."""

    page: Page
    score: float
    """100 for the same title but for case, quotes, dashes and the full stop."""


def normalised(title: str) -> str:
    """A title without case, quotes, kinds of dashes, markers, and stops at its end."""
    plain = normalize("NFKC", title).translate(_QUOTES).casefold()
    return _BLANKS.sub(" ", plain.replace("&amp;", "&")).strip(_EDGES)


def key_of_title(title: str, language: str) -> str:
    """What articles of one language with the same title have in common."""
    return f"{language}:{normalised(title)}"


def by_title(page: Page, site: Site) -> Iterator[str]:
    """The title of an article as a key, unless it is a list."""
    if normalised(page.title) and site.kind(page) == "page" and site.has_page(page):
        yield key_of_title(page.title, site.language(page))


def matches(titles: Table[list[Page]], title: str, language: str, limit: int = 3) -> list[TitleMatch]:
    """The articles whose titles are nearest, the nearest first; `titles` has them by their keys."""
    if exact := titles.get(key_of_title(title, language)):
        return [TitleMatch(page, 100.0) for page in exact][:limit]
    from rapidfuzz import fuzz, process

    start = f"{language}:"
    known = {key[len(start) :]: pages for key, pages in titles.items() if key.startswith(start)}
    extracted = process.extract(normalised(title), sorted(known), scorer=fuzz.WRatio, limit=limit, score_cutoff=60)
    return [TitleMatch(page, min(score, 99.0)) for name, score, _ in extracted for page in known[name]][:limit]
