"""Links by their words and destinations: what an article has of them, and where each leads."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from postlint.facts.page import Link
from postlint.text import Range

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

_NOWHERE = Range(0, 0, 1, 1, 1, 1)


class Reference(NamedTuple):
    """The text and destination of a link: all links that are equal in this lead to the same."""

    text: str
    destination: str
    name: str
    """`ref` or `relref` where a shortcode has the destination, "" for a plain link."""
    folder: str
    """The folder of its article where the destination is relative; else ""."""


def references_of(page: Page, base: str) -> Iterator[Reference]:
    """The links of an article that may lead to another one of the site, whose base URL is `base`."""
    folder = posixpath.dirname(page.path)
    for link in page.links:
        url = link.url
        if link.image or not link.text or not url or url.startswith(("#", "mailto:")):
            continue
        is_absolute = "://" in url[:10]
        if not is_absolute or (base and url.startswith(base)):
            yield Reference(link.text, url, link.name, "" if is_absolute or url.startswith("/") else folder)


def target_of(site: Site, source: Page, reference: Reference) -> str:
    """The path of the article to which a link of another one leads; "" for anything else."""
    kind = "ref" if reference.name in ("ref", "relref") else "link"
    # Which page that is, does not depend on the part of it.
    destination = reference.destination.partition("#")[0]
    link = Link(kind, destination, destination, _NOWHERE, _NOWHERE, name=reference.name)
    page = site.resolve(source, link).page
    return page.path if page else ""
