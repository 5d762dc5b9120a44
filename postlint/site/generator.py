"""What a generator of sites has to tell: Hugo is the first; a plain folder has none and answers what it can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from postlint.facts.page import Link, Page
from postlint.site.link_target import Target


class Generator(Protocol):
    """The seam for other generators: a class with these, built from the root of a site and its pages."""

    name: str
    """As `postlint site` prints it."""

    def links(self, page: Page) -> Iterator[Link]:
        """All links of an article, those in parameters of shortcodes too."""
        ...

    def resolve(self, page: Page, link: Link) -> Target:
        """Where a link of an article leads."""
        ...
