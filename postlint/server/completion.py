"""Completion of links, anchors, shortcodes, images, and fields of the front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types
from msgspec import Struct

from postlint.facts.related_leads import announces
from postlint.server import fields, places
from postlint.server.images import images
from postlint.server.link_forms import destination, link_of, usual_form

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.server.contents import Article
    from postlint.server.places import Place
    from postlint.server.server import Server

MOST = 80
"""The most items of one completion list; typing on gives others."""
_FEW = 12
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(<?(?P<typed>[^()<>\s]*)\Z")
_DESTINATION = re.compile(r"(?<!!)\[[^\[\]]*\]\(<?(?P<typed>[^()<>\n\"{]*)\Z")
_REFERENCE = re.compile(r"\{\{[<%]\s*(?P<name>(?:rel)?ref)\s+[\"`]?(?P<typed>[^\"`>%]*)\Z")
_SHORTCODE = re.compile(r"\{\{[<%]\s*/?(?P<typed>[\w/.-]*)\Z")
_PARAMETER = re.compile(r"\{\{[<%]\s*(?P<name>[\w/.-]+)\s(?:[^\"`<>%]|\"[^\"]*\"|`[^`]*`)*?(?<=\s)(?P<typed>[\w-]*)\Z")
_RELATED = re.compile(r"\s*(?:[-*+]\s+)?[*_]*(?P<lead>[^\W\d_][^:：*_]*?)[*_]*\s*[:：][*_]*\s*(?P<typed>[^\[\]]*)\Z")
_TEXT = re.compile(r"(?<![!\]\\])\[(?P<typed>[^\[\]]*)\Z")


class Offer(Struct, frozen=True):
    """An item that may be completed."""

    label: str
    write: Callable[[], str]
    """The text to insert, made only for items that are listed; "" drops the item."""
    matched: str
    """The text that is compared with the typed one; "" always matches."""
    detail: str = ""
    kind: types.CompletionItemKind = types.CompletionItemKind.Reference

    @classmethod
    def of(cls, text: str, detail: str, kind: types.CompletionItemKind) -> Offer:
        """An offer of a text, which is also its label."""
        return cls(text, lambda: text, text, detail, kind)


def add(server: Server) -> None:
    """Add completion to a server."""
    options = types.CompletionOptions(trigger_characters=["[", "(", "/", "#", '"', "<", "%", " ", ":", "-"])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def complete(params: types.CompletionParams) -> types.CompletionList:
        place = places.at(server, params.text_document.uri, params.position)
        return _listed(place) if place else types.CompletionList(False, [])


def _listed(place: Place) -> types.CompletionList:
    line = place.text[place.text.rfind("\n", 0, place.offset) + 1 : place.offset]
    start, offers = _offers(place, line)
    typed = place.text[start : place.offset]
    end = place.offset
    # Editors insert the closing bracket with the opening one.
    if _TEXT.search(line) and place.text[end : end + 1] == "]" and not place.text.startswith("](", end):
        end += 1
    span = place.positions.range((start, end))
    items = []
    for at, offer in enumerate(_first(offers, typed)):
        if text := offer.write():
            items.append(
                types.CompletionItem(
                    offer.label,
                    kind=offer.kind,
                    detail=offer.detail or None,
                    filter_text=offer.matched or typed,
                    sort_text=f"{at:03}",
                    text_edit=types.TextEdit(span, text),
                )
            )
    return types.CompletionList(len(items) >= MOST, items)


def _first(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """The first offers that contain all typed words, those that begin with the first word before the others."""
    words = typed.casefold().split()
    beginning: list[Offer] = []
    others: list[Offer] = []
    for offer in offers:
        matched = offer.matched.casefold()
        if not matched or all(word in matched for word in words):
            (beginning if not words or matched.startswith(words[0]) else others).append(offer)
            if len(beginning) >= MOST:
                break
    return [*beginning, *others][:MOST]


def _offers(place: Place, line: str) -> tuple[int, Iterable[Offer]]:
    """The offset of the typed text before the cursor, and the offers for it."""
    if place.is_in_front_matter:
        typed, texts = fields.offers(place, line)
        kind = types.CompletionItemKind.Field
        return place.offset - len(typed), [Offer.of(text, detail, kind) for text, detail in texts]
    for expression, offers in _CONTEXTS:
        match = expression.search(line)
        if match and (offered := offers(place, match)) is not None:
            return place.offset - len(match["typed"]), offered
    return place.offset, ()


def _images(place: Place, match: re.Match[str]) -> Iterable[Offer]:
    kind = types.CompletionItemKind.File
    return [Offer.of(url, file, kind) for url, file in images(place.site, place.page)]


def _destinations(place: Place, match: re.Match[str]) -> Iterable[Offer]:
    if "#" in match["typed"]:
        return _anchors(place, match["typed"], "")
    form = usual_form(place.page, place.site)
    return _articles(place, lambda article: _written(place, article, form))


def _references(place: Place, match: re.Match[str]) -> Iterable[Offer]:
    if "#" in match["typed"]:
        return _anchors(place, match["typed"], match["name"])

    def reference(article: Article) -> str:
        page = place.site.page(article.path)
        return place.site.reference(page) if page else ""

    return _articles(place, reference)


def _texts(place: Place, match: re.Match[str]) -> Iterable[Offer]:
    form = usual_form(place.page, place.site)
    return _articles(place, lambda article: _linked(article.title, _written(place, article, form)))


def _articles(place: Place, write: Callable[[Article], str]) -> Iterator[Offer]:
    """The other articles of the same language."""
    language = place.site.language(place.page)
    for article in place.live.contents.articles:
        if article.path != place.page.path and article.language == language and article.title:
            state = "" if article.state == "published" else f" ({article.state})"
            matched = f"{article.title} {article.url} {article.path}"
            yield Offer(article.title, partial(write, article), matched, f"{article.url or article.path}{state}")


def _written(place: Place, article: Article, form: str) -> str:
    other = place.site.page(article.path)
    return destination(place.page, place.site, other, form) if other else ""


def _linked(title: str, destination: str) -> str:
    escaped = re.sub(r"([\[\]\\])", r"\\\1", title)
    return f"[{escaped}]({destination})"[1:] if destination else ""


def _anchors(place: Place, typed: str, name: str) -> Iterable[Offer]:
    """The headings of the article that a destination names, with their ids."""
    before = typed.partition("#")[0]
    site = place.site
    target = site.resolve(place.page, link_of(before, name)).page if before else place.page
    if target is None:
        return []
    ids = zip(target.headings, site.heading_ids(target), strict=False)
    kind = types.CompletionItemKind.Reference
    return [
        Offer(
            f"#{name_of}",
            partial("{}#{}".format, before, name_of),
            f"{before}#{name_of} {heading.text}",
            heading.text,
            kind,
        )
        for heading, name_of in ids
        if name_of
    ]


def _shortcodes(place: Place, match: re.Match[str]) -> Iterable[Offer]:
    used = place.live.contents.parameters
    names = sorted({*place.site.shortcodes, *place.site.dialect.shortcodes, *used})
    return [Offer.of(name, "shortcode", types.CompletionItemKind.Function) for name in names]


def _parameters(place: Place, match: re.Match[str]) -> Iterable[Offer] | None:
    counts = place.live.contents.parameters.get(match["name"])
    if not counts:
        return None
    used = set(re.findall(r"([\w-]+)=", match[0]))
    kind = types.CompletionItemKind.Property
    return [
        Offer(name, partial("{}=".format, name), name, f"in {count} places", kind)
        for name, count in counts.most_common()
        if name not in used
    ]


def _related(place: Place, match: re.Match[str]) -> Iterable[Offer] | None:
    """The articles that the library finds for a line such as `Related: `."""
    if not announces(match["lead"]):
        return None
    site, page, typed = place.site, place.page, match["typed"]
    matches = [*(site.articles_about(typed, page, _FEW) if typed.strip() else ()), *site.articles_like(page, _FEW)]
    pages = {other.page.path: other.page for other in matches if other.page.path != page.path}
    form = usual_form(page, site)
    return [
        # What the library finds need not have the words that were typed.
        Offer(other.title, partial(_line, place, other, form), "", site.url(other) or other.path)
        for other in pages.values()
        if site.published(other)
    ]


def _line(place: Place, other: Page, form: str) -> str:
    linked = _linked(other.title, destination(place.page, place.site, other, form))
    return f"[{linked}" if linked else ""


_CONTEXTS: tuple[tuple[re.Pattern[str], Callable[[Place, re.Match[str]], Iterable[Offer] | None]], ...] = (
    (_IMAGE, _images),
    (_DESTINATION, _destinations),
    (_REFERENCE, _references),
    (_SHORTCODE, _shortcodes),
    (_PARAMETER, _parameters),
    (_TEXT, _texts),
    (_RELATED, _related),
)
"""The patterns of the text before the cursor, each with the offers for it; the first match counts."""
