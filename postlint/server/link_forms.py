"""The forms in which links to articles are written: URL, file, or shortcode."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from postlint.helpers.link_fixes import link_to, opening_of_reference, reference

if TYPE_CHECKING:
    from postlint.facts.page import Link, Page
    from postlint.site.site import Site

URL, FILE = "url", "file"


def link_of(written: str, name: str = "") -> Link:
    """A link with this destination; `name` is the shortcode, ref or relref, that has it."""
    return link_to(written, "ref" if name else "link", name)


def form_of(link: Link) -> str:
    """The form of a link: `url`, `file`, or the opening of a shortcode such as `{{< relref`; "" for any other."""
    if opening := opening_of_reference(link.destination):
        return opening
    if link.kind not in ("link", "image") or not link.url or "://" in link.url:
        return ""
    path = re.split("[?#]", link.url)[0]
    return FILE if path.lower().endswith((".md", ".markdown")) else URL if path.startswith("/") else ""


def usual_form(page: Page, site: Site) -> str:
    """The form of most links of an article, or, where it has none, of those of the site's related lines."""
    in_article = Counter(form for link in page.links if (form := form_of(link)))
    if in_article:
        return in_article.most_common(1)[0][0]
    on_site = Counter(form for link in _related(site) if (form := form_of(link)))
    return on_site.most_common(1)[0][0] if on_site else URL if site.has_urls else FILE


def _related(site: Site) -> list[Link]:
    with site.recorder.recording():
        lines = [line for page in site.pages for line in page.related if line.destination]
    return [link_to(line.destination or "") for line in lines]


def destination(page: Page, site: Site, other: Page, form: str, tail: str = "") -> str:
    """The destination of a link of `page` to `other`, in a form, or in the next one that leads there.

    `tail` is a query or a fragment. Empty where no form leads there.
    """
    if form == FILE or not site.has_urls:
        file = quote(posixpath.relpath(other.path, posixpath.dirname(page.path)), safe="/._-~")
        if not site.has_urls or _leads(page, site, link_to(file), other):
            return file + tail
    path = site.reference(other)
    if form.startswith("{{") and path and _leads(page, site, link_to(path, "ref", form.split()[-1]), other):
        return reference(form, path + tail)
    url = site.url(other)
    return url + tail if url else ""


def _leads(page: Page, site: Site, link: Link, other: Page) -> bool:
    target = site.resolve(page, link).page
    return target is not None and target.path == other.path
