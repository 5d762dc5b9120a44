"""The picture files that an article can show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from postlint.site.folders import files_below

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

_SUFFIXES = frozenset(".png .jpg .jpeg .gif .svg .webp .avif".split())


def images(site: Site, page: Page) -> Iterator[tuple[str, str]]:
    """The destinations of images, each with its file: those in the folder of the article, then those of the site."""
    folder = (site.root / page.path).parent
    if site.bundle(page) or not site.has_urls:
        yield from ((name, f"{folder.name}/{name}") for name in files_below(folder) if _is_image(name))
    for url in site.file_urls():
        if _is_image(url):
            yield url, ""


def _is_image(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _SUFFIXES
