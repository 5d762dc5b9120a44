"""A picture file of more than a megabyte, or of more than 4,000 pixels.

Readers on the road wait for it, and no screen shows all of it. Files that Hugo makes smaller are meant as they are: a
site whose templates do that leaves the rule out.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.picture_files import pictures

_SITE = {"hugo.toml": "", "static/a.gif": "GIF89a", "static/b.gif": "GIF89a" + "\x7f" * 60}


class TooLarge(SiteRule):
    severity = Severity.INFO
    signs = ("images",)
    bytes: Annotated[int, "from how many bytes on a file is large"] = 1_000_000
    pixels: Annotated[int, "from how many pixels on, in width or height"] = 4_000

    good = [Good("![A plan](/a.gif)\n", options={"bytes": 6}, site=_SITE)]
    bad = [
        Bad("![A plan](⟦/b.gif⟧)\n", message="0.0 MB", options={"bytes": 65}, site=_SITE),
        Bad("![A plan](⟦/b.gif⟧)\n", message="pixels", options={"bytes": 66}, site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, picture in pictures(page, site):
            name = quoted(link.destination)
            if picture.size > self.bytes:
                message = f"{name} has {picture.size / 1e6:.1f} MB: save it smaller"
                yield self.at(page, link.place, message)
            elif max(picture.width, picture.height) > self.pixels:
                yield self.at(
                    page, link.place, f"{name} has {picture.width} by {picture.height} pixels: save it smaller"
                )
