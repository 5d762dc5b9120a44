"""What stands at a place of an article: a link, a heading, a shortcode, a field of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

if TYPE_CHECKING:
    from postlint.facts.page import Call, Heading, Link, Page
    from postlint.server.live_site import LiveSite
    from postlint.server.positions import Positions
    from postlint.server.project import Project
    from postlint.server.server import Server
    from postlint.site.link_target import Target
    from postlint.site.site import Site


class Place(NamedTuple):
    """A place in an article, with the site that it is a part of."""

    server: Server
    project: Project
    live: LiveSite
    site: Site
    page: Page
    positions: Positions
    offset: int

    @property
    def text(self) -> str:
        return self.positions.text

    @property
    def link(self) -> Link | None:
        """The innermost link that the place is in."""
        here = [
            link
            for link in self.site.links(self.page)
            if _holds(link.node, self.offset) or _holds(link.place, self.offset)
        ]
        return min(here, key=lambda link: link.node.end - link.node.start, default=None)

    @property
    def target(self) -> Target | None:
        """Where that link leads."""
        return self.site.resolve(self.page, self.link) if self.link else None

    @property
    def heading(self) -> tuple[int, Heading] | None:
        """The heading on whose line the place is, and its number."""
        line = self.positions.position(self.offset).line + 1
        numbered = enumerate(self.page.headings)
        return next((one for one in numbered if one[1].place.line <= line <= one[1].place.end_line), None)

    @property
    def call(self) -> Call | None:
        """The innermost shortcode that the place is in a tag of."""
        here = [call for call in self.page.calls if _holds(call.place, self.offset)]
        return min(here, key=lambda call: call.place.end - call.place.start, default=None)

    @property
    def is_in_front_matter(self) -> bool:
        return self.page.has_front_matter and self.offset < front_matter_end(self.text)

    def location(self, path: str, offset: int = 0) -> types.Location:
        """A place in an article of the site."""
        positions = self.positions_of(path)
        return types.Location((self.live.root / path).as_uri(), positions.range((offset, offset)))

    def positions_of(self, path: str) -> Positions:
        """The places in the text of an article of the site."""
        return self.positions if path == self.page.path else self.server.positions(self.live.files.read(path).data)


def at(server: Server, uri: str, position: types.Position) -> Place | None:
    """What stands at a place; None where it is in no article of a site that is known."""
    article = server.find(uri)
    if article is None:
        return None
    project, live, path = article
    site, page = live.site, live.page(path)
    if site is None or page is None:
        return None
    positions = server.positions(live.files.read(path).data)
    return Place(server, project, live, site, page, positions, positions.offset(position))


def _holds(place: tuple[int, ...], offset: int) -> bool:
    return place[0] <= offset <= place[1]


def front_matter_end(text: str) -> int:
    """Where the front matter of a text ends; 0 where it has none."""
    from postlint.document.front_matter import parse

    front = parse(text)
    return front.span.end if front else 0
