"""Articles by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz import fuzz, process

from postlint.facts.page import Page

_QUOTES = str.maketrans(dict.fromkeys("'’‘`´“”„\"«»", "") | dict.fromkeys("–—−‐‑", "-"))
_BLANKS = re.compile(r"[\s\u200b]+")
_EDGES = " .,;:!?…*_-"


class TitleMatch(NamedTuple):
    """An article whose title is, or is nearly, the one that was asked for."""

    page: Page
    score: float
    """100 for the same title but for case, quotes, dashes and the full stop."""


def normalised(title: str) -> str:
    """A title without case, quotes, kinds of dashes, markers, and stops at its end."""
    plain = normalize("NFKC", title).translate(_QUOTES).casefold()
    return _BLANKS.sub(" ", plain.replace("&amp;", "&")).strip(_EDGES)


class Titles:
    """The articles of one language by title."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._by_title: dict[str, list[Page]] = {}
        for page in pages:
            if title := normalised(page.title):
                self._by_title.setdefault(title, []).append(page)

    def exact(self, title: str) -> list[Page]:
        """The articles of this title."""
        return self._by_title.get(normalised(title), [])

    def matches(self, title: str, limit: int = 3) -> list[TitleMatch]:
        """The articles whose titles are nearest, the nearest first."""
        wanted = normalised(title)
        if exact := self._by_title.get(wanted):
            return [TitleMatch(page, 100.0) for page in exact][:limit]
        found = process.extract(wanted, self._by_title.keys(), scorer=fuzz.WRatio, limit=limit, score_cutoff=60)
        return [TitleMatch(page, min(score, 99.0)) for each, score, _ in found for page in self._by_title[each]][:limit]
