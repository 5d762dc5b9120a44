"""Which part of a change a finding in an unchanged line comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from typing import TYPE_CHECKING

from postlint.diagnostic import Diagnostic, Related
from postlint.messages import quoted
from postlint.site.generators import is_configuration
from postlint.text import Range

if TYPE_CHECKING:
    from postlint.facts.page import Link, Page
    from postlint.scope.versions import Versions
    from postlint.site.link_target import Target

TOP = Range(0, 0, 1, 1, 1, 1)
_STATE_KEYS = ("draft", "date", "publishdate", "expirydate", "build", "_build", "headless")
_URL_KEYS = ("url", "slug")
_OTHER_URL_KEYS = ("title", "date", "publishdate", "linktitle")
_MOST = 3
DELETED = "this file was deleted"
"""The cause of findings about an article, or a file, that is no more."""


class Causes:
    """Answers what in a change made a finding come up."""

    def __init__(
        self,
        versions: Versions,
        before: Set[str],
        after: Set[str],
        place_of: Callable[[str, int | None], Range],
    ) -> None:
        """`before` and `after` are the files that were or are another, by path from the root of the site.

        `place_of` gives the place in a changed file where a line of its earlier version stood; without one, its first
        changed line.
        """
        self.versions = versions
        self.before = before
        self.after = after
        self.place_of = place_of
        self.new_paths: Mapping[str, str] = {old: new for new, old in versions.renamed.items()}

    def of(self, finding: Diagnostic) -> tuple[Related, ...]:
        """The places of the change that a finding comes from; at most three, the likeliest first."""
        sites = self.versions
        page = sites.after.page(finding.path)
        old = sites.before.page(sites.renamed.get(finding.path, finding.path))
        if page and old:
            for link in self._links(page, finding):
                if (target := self._before(old, link)) and (cause := self._of_target(target)):
                    return (cause,)
            if cause := self._of_page(old, page, ""):
                return (cause,)
        named = [related.path for related in finding.related if related.path in self.after]
        return tuple(self._changed(path) for path in named[:1] or self._suspects(finding.path))

    def _links(self, page: Page, finding: Diagnostic) -> Iterator[Link]:
        for link in self.versions.after.links(page):
            if any(place.start <= finding.span.start < place.end for place in (link.node, link.place)):
                yield link

    def _before(self, old: Page, link: Link) -> Target | None:
        """Where a link led before the change."""
        for other in self.versions.before.links(old):
            if (other.kind, other.destination) == (link.kind, link.destination):
                return self.versions.before.resolve(old, other)
        return None

    def _of_target(self, target: Target) -> Related | None:
        """What became of that to which a link led."""
        path = target.page.path if target.page else target.path
        if not path:
            return None
        new = self.new_paths.get(path, path)
        if path in self.before and new == path and path not in self.after:
            return Related(path, TOP, DELETED)
        page = self.versions.after.page(new)
        if target.page is None or page is None:
            return self._renamed(new)
        cause = self._of_page(target.page, page, target.anchor)
        if cause is None and new in self.after:
            cause = self._changed(new)
        return cause or next((self._changed(folder) for folder in self._above(new)), None)

    def _of_page(self, old: Page, page: Page, anchor: str) -> Related | None:
        """How an article differs from what it was, as far as others depend on it."""
        sites = self.versions
        states = sites.before.state(old), sites.after.state(page)
        if states[0] != states[1] and page.path in self.after:
            why = sites.after.why_unpublished(page) or "is published now"
            return self._at_field(old, page, _STATE_KEYS, f"this article {why}; it was {states[0]} before")
        urls = sites.before.url(old), sites.after.url(page)
        if urls[0] != urls[1] and page.path in self.after:
            message = f"the URL of this article was {urls[0]} and is {urls[1]} now"
            if any(old.fields.get(key) != page.fields.get(key) for key in _URL_KEYS):
                return self._at_field(old, page, _URL_KEYS, message)
            if old.path != page.path:
                return Related(page.path, TOP, f"{message}: the file was renamed from {old.path}")
            return self._at_field(old, page, _OTHER_URL_KEYS, message)
        return self._of_heading(old, page, anchor) or self._renamed(page.path)

    def _of_heading(self, old: Page, page: Page, anchor: str) -> Related | None:
        ids = self.versions.before.heading_ids(old)
        if not anchor or page.path not in self.after or anchor not in ids:
            return None
        heading = old.headings[ids.index(anchor)]
        place = self.place_of(page.path, heading.place.line)
        return Related(page.path, place, f"the heading {quoted(heading.text)} was here, with the anchor #{anchor}")

    def _renamed(self, path: str) -> Related | None:
        old = self.versions.renamed.get(path)
        return Related(path, TOP, f"this file was renamed from {old}") if old else None

    def _at_field(self, old: Page, page: Page, keys: tuple[str, ...], message: str) -> Related:
        """The first of some fields that differs; where that is gone, the first changed line."""
        places = (page.place(key) for key in keys if old.fields.get(key) != page.fields.get(key))
        return Related(page.path, next(filter(None, places), None) or self.place_of(page.path, None), message)

    def _changed(self, path: str) -> Related:
        if path in self.after:
            return self._renamed(path) or Related(path, self.place_of(path, None), "this was changed")
        return Related(path, TOP, DELETED)

    def _suspects(self, path: str) -> list[str]:
        """The changed files that may be behind what no single article explains."""
        causes = [*self._above(path), *self._of_whole_site()]
        gone = self.before - self.after - self.new_paths.keys()
        return (causes or sorted(self.after | gone))[:_MOST]

    def _above(self, path: str) -> list[str]:
        """The changed pages of the sections that hold a file, and the changed configuration."""
        folder = path.rpartition("/")[0]
        pages = []
        for changed in sorted(self.after | self.before, reverse=True):
            above, _, name = changed.rpartition("/")
            if name.startswith("_index.") and f"{folder}/".startswith(f"{above}/") and changed != path:
                pages.append(changed)
        return pages + [text for text in self._of_whole_site() if not text.startswith("layouts/")]

    def _of_whole_site(self) -> list[str]:
        return [path for path in sorted(self.after | self.before) if is_configuration(path)]
