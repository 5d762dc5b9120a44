"""Making sites for tests, and reading them as postlint does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.site.generators import content_files
from postlint.site.hugo.built_tables import BuiltTables
from postlint.site.hugo.generator import HugoGenerator
from postlint.site.hugo.hugo import Hugo
from postlint.site.site import Site

TODAY = date(2026, 6, 1)


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write a site, file by file."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root


def load(root: Path, options: Mapping[str, Any] | None = None, today: date = TODAY) -> Site:
    """The site at `root`."""
    pages = []
    for path in content_files(root):
        text = path.read_bytes().decode("utf-8", "replace")
        pages.append(page_of(Document(path.relative_to(root).as_posix(), text)))
    return Site.load(root, pages, today=today, options=options or {})


def site_of(root: Path, files: Mapping[str, str], **options: Any) -> Site:
    """A site of these files; a configuration is added where there is none."""
    configured = any(name.startswith(("hugo.", "config")) for name in files)
    return load(
        write(root, files if configured else {"hugo.toml": 'baseURL = "https://example.org/"\n', **files}), options
    )


def hugo_of(site: Site) -> Hugo:
    """What Hugo makes of a site."""
    assert isinstance(site.generator, HugoGenerator)
    return site.generator.hugo


def tables_of(site: Site) -> BuiltTables:
    """What a site that was built is made of."""
    assert isinstance(site.generator, HugoGenerator)
    assert site.generator.tables
    return site.generator.tables


def urls(site: Site) -> dict[str, str | None]:
    """The URL of each article by its path below `content`."""
    return {page.path.removeprefix("content/"): site.url(page) for page in site.pages}


def results(site: Site, path: str) -> dict[str, str]:
    """The result of each link of an article by its destination."""
    page = site.page(path)
    assert page is not None
    return {link.destination: site.resolve(page, link).result for link in site.links(page)}
