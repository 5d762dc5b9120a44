"""Which parts of related lines are titles, where only the site can tell."""

from __future__ import annotations

from msgspec.structs import replace

from postlint.facts.page import Page
from postlint.facts.related_leads import LEADS, RelatedLine
from postlint.helpers.meant_articles import CERTAIN, LIKELY, NAMED, known_article, likely_matches
from postlint.lazy_regex import pattern
from postlint.site.site import Site
from postlint.text import Range

_BETWEEN = pattern(r",\s(?:(?:[^\W\d_]{1,3}|&)\s)?|\s(?:and|und|et|y|e|en|og|och|i|&|[–—-]{1,2})\s")
_DASHES = ("–", "—", "-", "--")
_MOST = 5
_PROBABLE, _KNOWN = 0.7, 0.5
"""Of such an answer, and where the article has so much of the words, a title is meant."""


def titles_in(line: RelatedLine, page: Page, site: Site) -> list[RelatedLine]:
    """The titles of a line as lines of their own, where each of them names another article; else none.

    What stands behind the first and a dash may also say what that is about.
    """
    marks = [*_BETWEEN.finditer(line.title)]
    if not 0 < len(marks) < _MOST or line.place.end - line.place.start != len(line.title):
        return []
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(line.title)]
    parts = [_part(line, start, end) for start, end in zip(starts, ends, strict=True)]
    articles = [_named(part.title, page, site) for part in parts]
    paths = {article.path for article in articles if article}
    if len(paths) == len(parts):
        return parts
    if articles[0] is None or marks[0][0].strip() not in _DASHES:
        return []
    with_rest, alone = (
        {match.page.path: match.score for match in likely_matches(words, page, site)}
        for words in (line.title, parts[0].title)
    )
    return parts[:1] if with_rest.get(articles[0].path, 0.0) < alone.get(articles[0].path, 0.0) else []


def is_title(line: RelatedLine, page: Page, site: Site) -> bool:
    """Whether a line that does not look like a title names an article.

    Nearly for certain, unless it is opened by words that are said of articles of the same site only, or is in a list
    that links others.
    """
    matches = likely_matches(line.title, page, site)
    least = _PROBABLE if LEADS.get(line.words) else CERTAIN
    if not line.lead and any(_is_link(other) and other.words == line.words for other in page.related):
        least = NAMED
    return (
        bool(matches) and matches[0].score >= least and matches[0].known >= _KNOWN and site.published(matches[0].page)
    )


def _is_link(line: RelatedLine) -> bool:
    """Whether an item of a list links the site itself."""
    return not line.lead and line.destination is not None and "://" not in line.destination


def _named(title: str, page: Page, site: Site) -> Page | None:
    """The article that a title names: the one that is known by it, or is the likeliest and likely."""
    if article := known_article(title, page, site):
        return article
    matches = likely_matches(title, page, site)
    return matches[0].page if matches and matches[0].score >= LIKELY and site.published(matches[0].page) else None


def _part(line: RelatedLine, start: int, end: int) -> RelatedLine:
    """A part of a line by itself."""
    whole = line.place
    place = Range(
        whole.start + start, whole.start + end, whole.line, whole.column + start, whole.line, whole.column + end
    )
    return replace(line, title=line.title[start:end], place=place)
