"""What an article could be linked with: articles like it, its words that name others, and what should link to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.facts.page import Page
from postlint.helpers.link_fixes import resolved_links
from postlint.helpers.passages import passages
from postlint.site.site import Site
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.document.document import Document


_NAMED = 0.2
"""Below this score, words are not worth showing."""
_SAME_WORDS = 2
"""So many articles are named for the same words."""


class Mention(Struct, frozen=True):
    """Words of an article that name another one."""

    words: str
    span: Span
    """Where they stand on disk."""
    page: Page
    """The article that they name."""
    score: float


def linked_paths(page: Page, site: Site) -> set[str]:
    """The paths of the articles that an article links."""
    return {target.page.path for _, target in resolved_links(page, site) if target.page}


def mentions(doc: Document, page: Page, site: Site) -> Iterator[Mention]:
    """The words of an article that name others which it does not link, the likeliest first, each article once."""
    pieces = [(passage, start, text) for passage in passages(doc) for start, text in passage.pieces()]
    for mention in site.mentions([text for _, _, text in pieces], page, linked_paths(page, site)):
        passage, at, text = pieces[mention.text]
        words = text[mention.start : mention.end]
        closed = words.count("(") > words.count(")") and text[mention.end : mention.end + 1] == ")"
        span = passage.span(at + mention.start, at + mention.end + closed)
        if other := site.page(mention.path):
            yield Mention(" ".join(doc.source(span).split()), span, other, mention.score)


def likeliest_mentions(
    doc: Document, page: Page, site: Site, most: int, *, least: float = _NAMED, alike: int = _SAME_WORDS
) -> list[Mention]:
    """The words of an article that could become links, the likeliest first: those of at least this score.

    The same words stand for so many articles at most as `alike` says.
    """
    likeliest: list[Mention] = []
    for mention in mentions(doc, page, site):
        if len(likeliest) == most:
            break
        if mention.score >= least and sum(mention.span.overlaps(other.span) for other in likeliest) < alike:
            likeliest.append(mention)
    return likeliest


def linked_articles(site: Site) -> frozenset[str]:
    """The paths of the articles that any other article links."""
    return frozenset(path for page in site.pages for path in linked_paths(page, site) if path != page.path)


def is_in_menu(page: Page, site: Site) -> bool:
    """Whether an article puts itself into a menu."""
    fields = site.fields(page)
    return bool(fields.get("menu") or fields.get("menus"))


def similar_articles(page: Page, site: Site, most: int) -> list[Page]:
    """The published articles that are likest to one."""
    pages = [match.page for match in site.articles_like(page, 2 * most)]
    return [other for other in pages if site.published(other) and site.kind(other) == "page"][:most]


def unlinked_articles(page: Page, site: Site, most: int) -> list[Page]:
    """The articles that are likest to one and are not linked by it."""
    linked = linked_paths(page, site)
    matches = site.articles_like(page, most + len(linked))
    return [
        match.page
        for match in matches
        if match.page.path not in linked and site.published(match.page) and site.kind(match.page) == "page"
    ][:most]


def missing_inbound(page: Page, site: Site, most: int) -> Iterator[tuple[Page, Mention | None]]:
    """The articles that should link to one and do not, with the words there that name it, where there are any."""
    unnamed: list[Page] = []
    for match in site.articles_like(page, 8 * most):
        other = match.page
        if not site.published(other) or site.kind(other) != "page" or page.path in linked_paths(other, site):
            continue
        named = next((mention for mention in mentions(site.document(other), other, site) if mention.page is page), None)
        if named is None or named.score < _NAMED:
            unnamed.append(other)
            continue
        yield other, named
        most -= 1
        if not most:
            return
    yield from ((other, None) for other in unnamed[:most])
