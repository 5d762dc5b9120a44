"""What changes in a site from one day to another: what goes out, what expires, and what leads nowhere by that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from postlint.messages import printable

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site


class StateChange(NamedTuple):
    """An article that is published on one day and not on the other."""

    path: str
    url: str
    published: bool
    """Whether it is on the later day."""
    why: str
    """Why it is not on the day when it is not, such as "expired on 2026-12-01"."""
    links: tuple[tuple[str, int], ...] = ()
    """Where published articles link it on the later day, by path and line, if it is not published then."""


def changes(now: Site, then: Site) -> list[StateChange]:
    """The articles whose publication differs between two days, by path; both sites have the same articles."""
    before = {page.path: (now.published(page), now.why_unpublished(page)) for page in now.pages}
    changed = {page.path: page for page in then.pages if then.published(page) != before[page.path][0]}
    gone = {path for path, page in changed.items() if not then.published(page)}
    links = _links(then, gone) if gone else {}
    return [_change(then, page, before[path][1], tuple(links.get(path, ()))) for path, page in sorted(changed.items())]


def _change(then: Site, page: Page, why: str, links: tuple[tuple[str, int], ...]) -> StateChange:
    published = then.published(page)
    reason = why if published else then.why_unpublished(page)
    return StateChange(page.path, then.url(page) or "", published, reason, links)


def _links(site: Site, gone: set[str]) -> dict[str, list[tuple[str, int]]]:
    """Where published articles link those that are gone."""
    links: dict[str, list[tuple[str, int]]] = {}
    for page in filter(site.published, site.pages):
        for link in site.links(page):
            target = site.resolve(page, link)
            # An article that is published may stand at the URL of one that is not.
            if target.page and target.page.path in gone and target.state not in ("", "published"):
                links.setdefault(target.page.path, []).append((page.path, link.place.line))
    return links


def lines(found: list[StateChange], day: str) -> Iterator[str]:
    """The changes in words, a line each, and one for each link that leads nowhere by them."""
    if not found:
        yield f"As of {day}, the same articles are published as today."
    for change in found:
        what = "is out" if change.published else "is not published"
        why = f": today it is left out, as it {change.why}" if change.published else f": it {change.why}"
        yield f"As of {day}, {printable(change.path)} {what}{why}."
        yield from (f"  {printable(path)}:{line} links it and then leads nowhere" for path, line in change.links)
