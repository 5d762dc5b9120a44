"""Where a link leads, what leads to an article, and which of its links can be opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from msgspec import Struct

from postlint.server import places

if TYPE_CHECKING:
    from postlint.facts.page import Link, Page
    from postlint.server.live_site import LiveSite
    from postlint.server.places import Place
    from postlint.server.server import Server
    from postlint.site.link_target import Target
    from postlint.site.site import Site

_SHORTCODES = ("shortcodes/{}.html", "_shortcodes/{}.html")


class Inbound(Struct, frozen=True):
    """A link that leads to an article."""

    page: Page
    link: Link
    target: Target


def add(server: Server) -> None:
    """Add definitions, references and document links to a server."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        place = places.at(server, params.text_document.uri, params.position)
        return [*_definitions(place)] if place else []

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        place = places.at(server, params.text_document.uri, params.position)
        return [*_references(place, params.context.include_declaration)] if place else []

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def links(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        place = places.at(server, params.text_document.uri, types.Position(0, 0))
        return [*_links(place)] if place else []


def _definitions(place: Place) -> Iterator[types.Location]:
    if target := place.target:
        if target.page:
            yield place.location(target.page.path, _start(place.site, target.page, target.anchor))
        elif target.path and (file := place.live.root / target.path).is_file():
            yield types.Location(file.as_uri(), _TOP)
    elif call := place.call:
        yield from (types.Location(file.as_uri(), _TOP) for file in _templates(place, call.name))
    elif heading := place.heading:
        yield place.location(place.page.path, heading[1].place.start)


_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


def _start(site: Site, page: Page, anchor: str) -> int:
    """The offset of the heading of an anchor; 0 where there is none."""
    ids = site.heading_ids(page) if anchor else []
    return page.headings[ids.index(anchor)].place.start if anchor in ids else 0


def _templates(place: Place, name: str) -> Iterator[Path]:
    """The templates of a shortcode."""
    for folder in place.site.generator.folders:
        for pattern in _SHORTCODES:
            file = folder / pattern.format(name)
            if ".." not in Path(name).parts and file.is_file():
                yield file


def _references(place: Place, declares: bool) -> Iterator[types.Location]:
    """The links with the same target as the link at a place, or to the heading or the article there."""
    site, page, anchor = place.site, place.page, ""
    if place.call and not place.link:
        yield from _calls(place, place.call.name)
        return
    if target := place.target:
        if target.page is None:
            return
        page, anchor = target.page, target.anchor
    elif heading := place.heading:
        anchor = site.heading_ids(page)[heading[0]] or ""
    if declares:
        yield place.location(page.path, _start(site, page, anchor))
    for one in inbound(place.live, site, page):
        if not anchor or one.target.anchor == anchor:
            uri = (place.live.root / one.page.path).as_uri()
            yield types.Location(uri, place.positions_of(one.page.path).range(one.link.node.span))


def inbound(live: LiveSite, site: Site, page: Page) -> Iterator[Inbound]:
    """The links of the site that lead to an article, those within it too."""
    with site.recorder.recording() as keys:
        site.url(page)
        site.ids(page)
        site.page(page.path)
    paths = live.dependents(keys)
    with site.recorder.recording():
        candidates = site.pages if paths is None else [source for path in paths if (source := site.page(path))]
        for other in candidates:
            for link in site.links(other):
                target = site.resolve(other, link)
                if target.page and target.page.path == page.path:
                    yield Inbound(other, link, target)


def _calls(place: Place, name: str) -> Iterator[types.Location]:
    """The uses of a shortcode."""
    with place.site.recorder.recording():
        for page in place.site.pages:
            for call in page.calls:
                if call.name == name:
                    uri = (place.live.root / page.path).as_uri()
                    yield types.Location(uri, place.positions_of(page.path).range(call.place.span))


def _links(place: Place) -> Iterator[types.DocumentLink]:
    """The links of an article whose target can be opened."""
    for link in place.site.links(place.page):
        target = place.site.resolve(place.page, link)
        span = place.positions.range(link.place.span)
        if target.page or target.path:
            file = place.live.root / (target.page.path if target.page else target.path)
            yield types.DocumentLink(span, file.as_uri(), target.page.title if target.page else target.path)
        elif target.result == "external" and (link.url or "").startswith(("https://", "http://")):
            yield types.DocumentLink(span, link.url)
