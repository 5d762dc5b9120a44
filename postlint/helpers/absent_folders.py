"""Folders that articles name and of which the repository has nothing: the host, or the build, may put them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from postlint.facts.page import Page
from postlint.site.link_target import Target
from postlint.site.site import Site

_OFTEN = 5
"""So many articles name the folder: one that is missing by mistake is missed before that."""


def may_be_elsewhere(site: Site, target: Target) -> bool:
    """Whether what a broken link leads to may be there: many articles name its folder, and nothing of that is here."""
    return bool(target.absent and site.concluded(_is_named_often, named_folders, "", target.absent))


def named_folders(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The folders at the root of the site that the links and pictures of an article name."""
    base, folders = site.base_url.rstrip("/"), set[str]()
    for link in page.links:
        url = link.url or ""
        if base and url.startswith(f"{base}/"):
            url = urlsplit(url).path if url.isprintable() else ""
        head, slash, _ = url.lstrip("/").partition("/")
        if slash and url.startswith("/") and not url.startswith("//"):
            folders.add(head)
    yield "", sorted(folders)


def _is_named_often(counts: Mapping[str, int], folder: str) -> bool:
    return counts.get(folder, 0) >= _OFTEN
