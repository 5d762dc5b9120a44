"""postlint and the real Hugo on the same site: what they disagree about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from postlint.site.site import Site
from tests.site_map.real_hugo import Result, build
from tests.site_map.sites import hugo_of, load, tables_of

_GOOD = {"page": "ok", "file": "ok", "alias": "ok", "term": "ok", "external": "other"}


def disagreements(root: Path, *, files: bool = True) -> list[str]:
    """All differences between postlint's map of the site and what Hugo publishes, in words."""
    site = load(root)
    built = build(root, site.base_url, "--clock", "2026-06-01T00:00:00Z")
    found = [*_pages(site, built), *_ids(site, built), *_links(site, built)]
    return found + ([*_files(site, built)] if files else [])


def _files(site: Site, built: Result) -> Iterator[str]:
    tables = tables_of(site)
    ours = {file for file in tables.output.files if not file.endswith(("404.html", "robots.txt"))}
    assets = set(tables.output.assets)
    yield from (f"published, not known: {file}" for file in sorted(built.files - ours - assets))
    yield from (f"known, not published: {file}" for file in sorted(ours - built.files))


def _pages(site: Site, built: Result) -> Iterator[str]:
    tables = tables_of(site)
    published = {(page.source, page.language): page.url for page in built.pages.values() if page.source}
    ours = {
        (entry.page.path, entry.language): entry for entry in tables.tree if entry.page and entry.state == "published"
    }
    for key, url in published.items():
        entry = ours.get(key)
        if entry is None or unquote(url) != unquote(entry.url or ""):
            yield f"URL of {key}: Hugo {url}, postlint {entry and entry.url}"
    shared = {page.source for page in built.pages.values()}
    for key, entry in ours.items():
        same = tables.output.duplicates.get(entry.file or "", [])
        if key not in published and not same and key[0] not in shared:
            yield f"not published by Hugo: {key} at {entry.url}"


def _ids(site: Site, built: Result) -> Iterator[str]:
    hugo, tables = hugo_of(site), tables_of(site)
    entries = {(entry.page.path, entry.language): entry for entry in tables.tree if entry.page}
    for page in built.pages.values():
        entry = entries.get((page.source, page.language))
        if entry is None:
            continue
        ours = hugo.ids.heading_ids(entry)
        if len(ours) != len(page.headings):
            yield f"headings of {page.source}: Hugo {page.headings}, postlint {ours}"
            continue
        for theirs, own in zip(page.headings, ours, strict=True):
            if own is not None and own != theirs:
                yield f"id in {page.source}: Hugo {theirs!r}, postlint {own!r}"
        ids = hugo.ids.of(entry)
        if ids.complete and page.ids != ids.known:
            yield f"ids of {page.source}: Hugo only {page.ids - ids.known}, postlint only {ids.known - page.ids}"


def _links(site: Site, built: Result) -> Iterator[str]:
    for page in built.pages.values():
        article = site.page(page.source)
        if article is None or site.language(article) != page.language:
            continue
        # HTML in Markdown is left out unless the site allows it.
        allowed = hugo_of(site).languages[page.language].unsafe or page.source.endswith(".html")
        own = [
            link
            for link in site.links(article)
            if (link.kind != "html" or allowed) and "not Markdown" not in site.resolve(article, link).why
        ]
        if len(own) != len(page.links):
            yield f"links of {page.source}: Hugo {page.links}, postlint {[link.url for link in own]}"
            continue
        for href, link in zip(page.links, own, strict=True):
            target = site.resolve(article, link)
            status, result = built.status(page, href), _GOOD.get(target.result, target.result)
            if target.result == "page" and target.state != "published":
                result = "broken"
            if not href and link.kind != "ref":
                status = "other"
            # A hook of the site may do anything: postlint is mild where one stands.
            if result not in (status, "unknown") and not (target.hook and result == "ok"):
                yield f"link in {page.source}: {link.destination} ({href}): Hugo {status}, postlint {target}"
