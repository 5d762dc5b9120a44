"""Symbols: the outline of one article, and the titles and headings of all articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from postlint.server import places

if TYPE_CHECKING:
    from postlint.server.live_site import LiveSite
    from postlint.server.places import Place
    from postlint.server.server import Server

_MOST = 200
SITE_MAP = "postlint.server.siteMap"
"""The command that lists all articles."""


def add(server: Server) -> None:
    """Add symbols to a server."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        place = places.at(server, params.text_document.uri, types.Position(0, 0))
        return _outline(place) if place else []

    @server.feature(types.WORKSPACE_SYMBOL)
    def find(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        server.flush()
        words = params.query.casefold().split()
        symbols: list[types.WorkspaceSymbol] = []
        for project in server.projects:
            for live in project.sites.values():
                for symbol in _symbols(server, live, words):
                    symbols.append(symbol)
                    if len(symbols) >= _MOST:
                        return symbols
        return symbols

    @server.command(SITE_MAP)
    def site_map() -> list[dict[str, str]]:
        lives = [live for project in server.projects for live in project.sites.values()]
        return [
            {
                "uri": (live.root / article.path).as_uri(),
                "title": article.title,
                "url": article.url,
                "state": article.state,
            }
            for live in lives
            for article in live.contents.articles
        ]


def _outline(place: Place) -> list[types.DocumentSymbol]:
    """The title with the headings below it, nested by level."""
    whole = (0, len(place.text))
    title = place.page.place("title") or place.page.top
    top: list[types.DocumentSymbol] = []
    if place.page.title:
        shown = place.positions.range(title.span)
        root = types.DocumentSymbol(
            place.page.title, types.SymbolKind.File, place.positions.range(whole), shown, children=[]
        )
        top.append(root)
    stack: list[tuple[int, types.DocumentSymbol]] = [(0, top[0])] if top else []
    headings = place.page.headings
    for at, heading in enumerate(headings):
        end = next((later.place.start for later in headings[at + 1 :] if later.level <= heading.level), whole[1])
        symbol = types.DocumentSymbol(
            heading.text or "(empty)",
            types.SymbolKind.String,
            place.positions.range((heading.place.start, max(end, heading.place.end))),
            place.positions.range(heading.place.span),
            children=[],
        )
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        if stack:
            stack[-1][1].children = [*(stack[-1][1].children or ()), symbol]
        else:
            top.append(symbol)
        stack.append((heading.level, symbol))
    return top


def _symbols(server: Server, live: LiveSite, words: list[str]) -> Iterator[types.WorkspaceSymbol]:
    """The titles, and then the headings, that contain all words."""
    symbols = [
        (article, text, start)
        for article in live.contents.articles
        for text, start in ((article.title, 0), *article.headings)
        if text and all(word in text.casefold() for word in words)
    ]
    symbols.sort(key=lambda symbol: symbol[2] > 0)
    for article, text, start in symbols[:_MOST]:
        positions = server.positions(live.files.read(article.path).data)
        location = types.Location((live.root / article.path).as_uri(), positions.range((start, start)))
        kind = types.SymbolKind.String if start else types.SymbolKind.File
        yield types.WorkspaceSymbol(location, text, kind, container_name=article.title if start else article.url)
