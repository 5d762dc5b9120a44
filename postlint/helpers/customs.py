"""What so many articles of a site have that it is how the site is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postlint.facts.page import Page
from postlint.site.site import Site

_ARTICLES, _SHARE = 10, 7


def customs_among(site: Site, faults: tuple[str, ...]) -> list[str]:
    """Those of some rules that find something in so many articles that it is no mistake; see `Page.faults`."""
    return [rule for rule in faults if site.concluded(_is_frequent, faulty_articles, "", rule)]


def is_frequent(found: int, articles: int) -> bool:
    """Whether so many articles of all have something that it is a custom."""
    return found >= _ARTICLES and found * _SHARE >= articles


def faulty_articles(page: Page, site: Site) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The articles, as "", and the rules that found something in them."""
    yield "", ("", *page.faults)


def _is_frequent(counts: Mapping[str, int], rule: str) -> bool:
    return is_frequent(counts.get(rule, 0), counts.get("", 0))
