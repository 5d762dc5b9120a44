"""What is at a position of an article: a link, a heading, a shortcode, a field of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from msgspec import Struct

if TYPE_CHECKING:
    from postlint.facts.page import Call, Heading, Link, Page
    from postlint.server.live_site import LiveSite
    from postlint.server.positions import Positions
    from postlint.server.project import Project
    from postlint.server.server import Server
    from postlint.site.link_target import Target
    from postlint.site.site import Site


class Place(Struct, frozen=True):
    """A position in an article, with its site."""

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
        around = [
            link
            for link in self.site.links(self.page)
            if _contains(link.node, self.offset) or _contains(link.place, self.offset)
        ]
        return min(around, key=lambda link: link.node.end - link.node.start, default=None)

    @property
    def target(self) -> Target | None:
        """Where that link leads."""
        return self.site.resolve(self.page, self.link) if self.link else None

    @property
    def heading(self) -> tuple[int, Heading] | None:
        """The heading on whose line the place is, and its number."""
        line = self.positions.position(self.offset).line + 1
        headings = enumerate(self.page.headings)
        return next(
            ((at, heading) for at, heading in headings if heading.place.line <= line <= heading.place.end_line), None
        )

    @property
    def call(self) -> Call | None:
        """The innermost shortcode with a tag that the place is in."""
        around = [call for call in self.page.calls if _contains(call.place, self.offset)]
        return min(around, key=lambda call: call.place.end - call.place.start, default=None)

    @property
    def is_in_front_matter(self) -> bool:
        return self.page.has_front_matter and self.offset < front_matter_end(self.text)

    def location(self, path: str, offset: int = 0) -> types.Location:
        """The location of an offset in an article of the site."""
        positions = self.positions_of(path)
        return types.Location((self.live.root / path).as_uri(), positions.range((offset, offset)))

    def positions_of(self, path: str) -> Positions:
        """The positions in the text of an article of the site."""
        return self.positions if path == self.page.path else self.server.positions(self.live.files.read(path).data)


def at(server: Server, uri: str, position: types.Position) -> Place | None:
    """The place at a position; None in a file that is no article of a loaded site."""
    article = server.find(uri)
    if article is None:
        return None
    project, live, path = article
    site, page = live.site, live.page(path)
    if site is None or page is None:
        return None
    positions = server.positions(live.files.read(path).data)
    return Place(server, project, live, site, page, positions, positions.offset(position))


def _contains(place: tuple[int, ...], offset: int) -> bool:
    return place[0] <= offset <= place[1]


def front_matter_end(text: str) -> int:
    """The offset of the end of the front matter of a text; 0 where it has none."""
    from postlint.document.front_matter import parse

    front = parse(text)
    return front.span.end if front else 0
