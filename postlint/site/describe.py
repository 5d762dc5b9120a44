"""What postlint thinks a site is, for people to check."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from postlint.messages import printable
from postlint.site.url_paths import encode

if TYPE_CHECKING:
    from postlint.facts.page import Link, Page
    from postlint.site.generator import SitePage
    from postlint.site.link_target import Target
    from postlint.site.site import Site
    from postlint.text import Range


def describe(site: Site) -> dict[str, Any]:
    """The site as JSON data: its pages with their URLs, states, headings and links."""
    return {
        "version": 1,
        "base_url": site.base_url,
        "generator": site.generator.name,
        "pages": [*_pages(site), *_rest(site)],
    }


def _pages(site: Site) -> Iterator[dict[str, Any]]:
    for entry in sorted(site.generator.entries(), key=lambda entry: (entry.language, entry.path)):
        yield _entry(site, entry)


def _rest(site: Site) -> Iterator[dict[str, Any]]:
    """The articles that are no pages by themselves."""
    for page in site.pages:
        if not site.has_page(page):
            yield {
                "source": page.path,
                "kind": "page",
                "language": "",
                "url": None,
                "state": "unrendered",
                "title": page.title,
                "aliases": [],
                "headings": _headings(page, site.heading_ids(page)),
                "links": _links(page, site.links(page), partial(site.resolve, page)),
            }


def _entry(site: Site, entry: SitePage) -> dict[str, Any]:
    page, generator = entry.page, site.generator
    return {
        "source": page.path if page else None,
        "kind": entry.kind,
        "language": entry.language,
        "url": encode(entry.url) if entry.url else None,
        "state": entry.state,
        "title": entry.title,
        "aliases": list(entry.aliases),
        "headings": _headings(page, generator.heading_ids_of(entry)) if page else [],
        # A file that is mounted for several languages is a page in each, with links of its own.
        "links": _links(page, site.links(page), partial(generator.resolve_from, entry)) if page else [],
    }


def _headings(page: Page, ids: list[str | None]) -> list[dict[str, Any]]:
    shown = _Places(page)
    return [
        {"level": heading.level, "id": name, "text": heading.text, "line": shown.of(heading.place).line}
        for heading, name in zip(page.headings, ids, strict=True)
    ]


def _links(page: Page, links: Iterable[Link], resolve: Callable[[Link], Target]) -> list[dict[str, Any]]:
    shown, found = _Places(page), []
    for link in links:
        target = resolve(link)
        # A link is where Hugo has it: at its first character, not at its destination.
        place = shown.of(link.node)
        found.append(
            {
                "kind": link.kind,
                "destination": (link.url or "") if link.name in ("bare", "autolink") else link.destination,
                "line": place.line,
                "column": place.column,
                "result": target.result,
                "target": target.url,
                "why": target.why,
            }
        )
    return found


class _Places:
    """Where Hugo has the things of a page: what a `{{% %}}` shortcode holds, it has where the shortcode begins."""

    def __init__(self, page: Page) -> None:
        self._starts: list[int] = []
        self._calls: list[tuple[int, Range]] = []
        for call in page.calls:
            within = self._calls and call.place.start < self._calls[-1][0]
            if call.markup == "%" and call.closed and not call.inside and not within:
                self._starts.append(call.place.start)
                self._calls.append((call.names[-1], call.place))

    def of(self, place: Range) -> Range:
        """The place that Hugo gives for what stands at one."""
        index = bisect_right(self._starts, place.start) - 1
        if index >= 0 and place.start < self._calls[index][0]:
            return self._calls[index][1]
        return place


def text(site: Site) -> str:
    """The site in a short form: a line for each page, with what is not published said."""
    data = describe(site)
    lines = [f"{data['generator']} site, {len(data['pages'])} pages"]
    for page in data["pages"]:
        note = "" if page["state"] == "published" else f"  ({page['state']})"
        lines.append(f"{page['url'] or '-'}  {printable(page['source'] or page['kind'])}{note}")
    return "\n".join(lines) + "\n"
