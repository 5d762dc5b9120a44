"""What postlint thinks a site is, for people to check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from postlint.site.paths import encode

if TYPE_CHECKING:
    from postlint.site import Site
    from postlint.site.content import Entry
    from postlint.site.page import Page


def describe(site: Site) -> dict[str, Any]:
    """The site as JSON data: its pages with their URLs, states, headings and links."""
    if site.hugo is None:
        pages = [_plain_page(site, page) for page in site.pages]
        return {"version": 1, "base_url": "", "generator": "none", "pages": pages}
    return {
        "version": 1,
        "base_url": str(site.hugo.config.get("baseurl") or ""),
        "generator": site.hugo.name,
        "pages": [*_pages(site), *_rest(site)],
    }


def _pages(site: Site) -> Iterator[dict[str, Any]]:
    assert site.hugo
    for entry in sorted(site.hugo.entries(), key=lambda each: (each.language, each.path)):
        yield _entry(site, entry)


def _rest(site: Site) -> Iterator[dict[str, Any]]:
    """The articles that are no pages by themselves."""
    assert site.hugo
    for page in site.pages:
        if site.hugo.entry(page) is None:
            yield {**_plain_page(site, page), "url": None, "state": "unrendered"}


def _entry(site: Site, entry: Entry) -> dict[str, Any]:
    assert site.hugo
    page = entry.page
    own = page is not None and site.hugo.entry(page) is entry
    return {
        "source": page.path if page else None,
        "kind": entry.kind,
        "language": entry.language,
        "url": encode(entry.url) if entry.url else None,
        "state": entry.state,
        "title": entry.title,
        "aliases": list(entry.aliases),
        "headings": _headings(page, site.hugo.heading_ids(entry)) if page else [],
        "links": _links(site, page) if page and own else [],
    }


def _plain_page(site: Site, page: Page) -> dict[str, Any]:
    return {
        "source": page.path,
        "kind": "page",
        "language": "",
        "url": site.url(page),
        "state": site.state(page),
        "title": page.title,
        "aliases": [],
        "headings": _headings(page, site.heading_ids(page)),
        "links": _links(site, page),
    }


def _headings(page: Page, ids: list[str | None]) -> list[dict[str, Any]]:
    return [
        {"level": heading.level, "id": name, "text": heading.text, "line": heading.place.line}
        for heading, name in zip(page.headings, ids, strict=True)
    ]


def _links(site: Site, page: Page) -> list[dict[str, Any]]:
    found = []
    for link in site.links(page):
        target = site.resolve(page, link)
        # A link is where Hugo has it: at its first character, not at its destination.
        place = link.node
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


def text(site: Site) -> str:
    """The site in a short form: a line for each page, with what is not published said."""
    data = describe(site)
    lines = [f"{data['generator']} site, {len(data['pages'])} pages"]
    for page in data["pages"]:
        note = "" if page["state"] == "published" else f"  ({page['state']})"
        lines.append(f"{page['url'] or '-'}  {page['source'] or page['kind']}{note}")
    return "\n".join(lines) + "\n"
