"""Which articles some words of an article mean, and how they are named in a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from postlint.facts.page import Link, Page
from postlint.helpers.link_fixes import clearly_nearest
from postlint.lazy_regex import pattern
from postlint.messages import quoted
from postlint.site.likeness import is_another_number
from postlint.site.link_target import Near
from postlint.site.site import Site

if TYPE_CHECKING:
    from postlint.site.library.library import Match

CERTAIN = 0.985
"""From this score on, an article is offered as the one that is meant: of 100, 99 are."""
NAMED = 0.3
"""Below it, the first answer is not worth naming."""
_OTHERS = 0.02
LIKELY = 0.9
"""From this score on, of 20 articles, 19 are the one that is meant."""
_NAMED_ALONE = 80.0
_DOCUMENT = pattern(
    r"\.(?:pdf|epub|docx?|pptx?|xlsx?|od[pst]|csv|zip|t?gz|mp[34]|png|jpe?g|gif|svg|webp)(?:\?.*)?\Z", re.I
)
# "(html)" says how something is written, and not what it is about.
_FORMAT = pattern(r"\W*(?:x?html?|pdf|ps|docx?|pptx?|te?xt|zip|epub|link|url|web)\W*", re.I)
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAME_NAME = 93.0
"""From this score on, an address has the same name in another folder: that says more than a few words."""
_LIKE, _MOST = 85.0, 0.6
"""From how much likeness of addresses on one is named whatever its words are, and which share of them is enough."""


def likely_matches(words: str, page: Page, site: Site, limit: int = 3) -> list[Match]:
    """The articles that are worth naming, the likeliest first; none where nothing is near."""
    matches = site.articles_about(words, page, limit)
    if not matches or matches[0].score < NAMED:
        return []
    return [match for match in matches if match is matches[0] or match.score >= _OTHERS]


def certain_article(matches: Sequence[Match], site: Site) -> Page | None:
    """The first article where it is the likeliest by far, and readers can open it."""
    return matches[0].page if matches and matches[0].score >= CERTAIN and site.published(matches[0].page) else None


def known_article(words: str, page: Page, site: Site) -> Page | None:
    """The one published article that has these words for its title, or that links with just these words lead to.

    None where another article has the title too, or a link of these words leads elsewhere.
    """
    linked = [other for other in site.linked_by(words, page) if other is not page]
    titled = [other for other in site.titled(words, site.language(page)) if other is not page and site.published(other)]
    known = {id(other): other for other in (*linked, *titled)}
    if len(known) != 1:
        return None
    (article,) = known.values()
    if titled:
        return article
    alone = len(site.titled(article.title, site.language(page))) == 1
    return article if alone and site.published(article) and site.is_meant(words, page, article, CERTAIN) else None


def beyond_doubt(words: str, page: Page, article: Page, site: Site) -> bool:
    """Whether a known article is also the likeliest one by its words, and of no other version of the documentation.

    Not on pages that are lists: their words often name the section of an article that has the same title.
    """
    return site.kind(page) == "page" and site.is_meant(words, page, article, LIKELY)


def article_label(site: Site, page: Page) -> str:
    """An article in a message: its title and address, and why readers do not see it where they do not."""
    why = site.why_unpublished(page)
    where = site.url(page) or page.path
    title = quoted(page.title) if page.title else page.path
    return f"{title} ({where}{', which ' + why if why else ''})"


def article_labels(site: Site, pages: Iterable[Page], last: str = "or") -> str:
    """Several articles in a message."""
    *names, final = (article_label(site, page) for page in pages)
    return f"{', '.join(names)} {last} {final}" if names else final


def nearest_by_words(link: Link, page: Page, site: Site, by_address: list[Near]) -> list[Near]:
    """What a broken link may have meant, by its words before the likeness of addresses; the likeliest first.

    One whose name differs by a number alone is another page; an address of mail means none. Where an address is clearly
    near and the words may mean what is there, both say the same. One that has the same name in another folder is meant
    whatever the words are. By its words alone, one is named that is likely: the article that was meant may be no more.
    A document or a picture is no article, whatever the words that lead to it.
    """
    if "@" in (link.url or ""):
        return []
    clear = clearly_nearest(by_address)
    if clear and clear.score >= _SAME_NAME:
        return [clear]
    path = link.destination.partition("#")[0]
    has_words = link.text and not _DOCUMENT.search(path) and not _FORMAT.fullmatch(link.text)
    matches = likely_matches(link.text, page, site) if has_words else []
    text_stems, name_stems = (
        {*site.stems(words, page)} if matches else set[str]() for words in (link.text, _name(path))
    )
    # What shares no word with the link was only led to by the same words elsewhere: "my earlier post"; one word of a
    # link says too little where its address has others.
    required = name_stems if len(text_stems) == 1 and len(name_stems) > 1 else text_stems | name_stems
    matches = [match for match in matches if not required.isdisjoint(_words_of(match.page, page, site))]
    named = [
        near
        for match in matches
        if not is_another_number(path, (near := _near(match, site)).url) and not _is_of_another_year(path, near.url)
    ]
    both = [near for near in by_address if any(near.path == other.path for other in named)]
    if clear and clear in both:
        return [clear]
    sure = certain_article(matches, site)
    if sure and named and named[0].path == sure.path:
        return named[:1]
    # Not the section that it was to be in.
    by_address = [near for near in by_address if not path.startswith(near.url)]
    by_address = [near for near in by_address if near.score >= _LIKE or _shares_words(near, path, page, site)]
    return both or by_address or (named if named and named[0].score >= _NAMED_ALONE else [])


def _shares_words(near: Near, path: str, page: Page, site: Site) -> bool:
    """Whether most of the words in the last part of an address are those of another page or file."""
    name_stems = {*site.stems(_name(path), page)}
    return len(name_stems & {*site.stems(f"{near.title} {_name(near.url)}", page)}) >= _MOST * len(name_stems)


def _is_of_another_year(path: str, url: str) -> bool:
    """Whether two addresses name years, and none that is the same."""
    years, others = ({*_YEAR.findall(address)} for address in (path, url))
    return bool(years and others) and years.isdisjoint(others)


def _words_of(other: Page, page: Page, site: Site) -> list[str]:
    return site.stems(f"{other.title} {_name(site.url(other) or other.path)}", page)


def _name(address: str) -> str:
    """The last part of an address."""
    return address.strip("/").rpartition("/")[2]


def _near(match: Match, site: Site) -> Near:
    page = match.page
    return Near(site.url(page) or page.path, page.title, page.path, site.state(page), round(100 * match.score, 1))


def nearest_by_alt_text(words: str, page: Page, site: Site, by_name: list[Near]) -> list[Near]:
    """What a missing image may have meant: of the files of similar names, those first that its words name."""
    stems = set(site.stems(words, page))

    def shared(near: Near) -> int:
        name = near.url.rpartition("/")[2].rpartition(".")[0]
        return len(stems.intersection(site.stems(name, page)))

    return sorted(by_name, key=lambda near: -shared(near)) if stems and len(by_name) > 1 else by_name
