"""A site before and after a change, as rules see it that compare the two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from postlint.document.document import Document
    from postlint.facts.page import Page
    from postlint.site.site import Site


class Versions(Struct, frozen=True):
    """A site before and after a change."""

    before: Site
    after: Site
    renamed: Mapping[str, str]
    """The old path of each file that was renamed, by the new one."""
    document: Callable[[str], Document]
    """An article of the site as it is now, parsed: for the edits of a fix."""

    def pairs(self) -> Iterator[tuple[Page, Page]]:
        """Every article that there was and is, as it was and as it is."""
        for page in self.after.pages:
            if old := self.before.page(self.renamed.get(page.path, page.path)):
                yield old, page

    def removed(self) -> Iterator[Page]:
        """Every article that there was and is no more, as it was."""
        moved = set(self.renamed.values())
        for page in self.before.pages:
            if page.path not in moved and not self.after.page(page.path):
                yield page
