"""The form in which a site writes its related lines, and new ones in this form."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from postlint.diagnostic import Change, Edit, Fix
from postlint.facts.page import Page
from postlint.facts.related_leads import RelatedLine
from postlint.helpers.link_fixes import link_to, opening_of_reference, reference
from postlint.lazy_regex import pattern
from postlint.site.groups import most_common
from postlint.site.site import Site
from postlint.text import Span

_MARKERS = pattern(r"[*_]")


_DESTINATIONS = "\n"
"""The key of what related lines link; those of leads are their words."""


def _forms(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """How the related lines of an article open, by the words of the lead, and what they link.

    That is `url`, `file`, or the opening of a shortcode such as `{{< relref`.
    """
    for line in page.related:
        if line.destination is None:
            continue
        if kind := _kind(line.destination):
            yield _DESTINATIONS, [kind]
        if line.lead and "\n" not in line.lead:
            yield line.words, [line.lead]


def _kind(destination: str) -> str:
    if opening := opening_of_reference(destination):
        return opening
    if "{{" in destination or "://" in destination:
        return ""
    path = re.split("[?#]", destination)[0]
    return "file" if path.endswith(".md") else "url" if path.startswith("/") else ""


def _destination_of(page: Page, site: Site, other: Page) -> str:
    """What a related line of `page` is to link for another article, in the form of the site's other lines."""
    url = site.url(other) or ""
    form = site.concluded(most_common, _forms, _DESTINATIONS) or "url"
    if form == "file":
        file = posixpath.relpath(other.path, posixpath.dirname(page.path))
        there = site.resolve(page, link_to(file))
        return file if there.page is other and there.ok else url
    path = site.reference(other)
    if form == "url" or not path:
        return url
    if site.resolve(page, link_to(path, "ref", form.split()[-1])).page is not other:
        return url
    return reference(form, path)


def _lead_of(site: Site, line: RelatedLine) -> str:
    """What is to open a line: as most lines of the site have it, where only markers differ; else as it is."""
    usual = site.concluded(most_common, _forms, line.words) or line.lead
    plain = not _MARKERS.search(line.lead) and "\n" not in line.lead
    return usual if plain and _MARKERS.sub("", usual) == line.lead else line.lead


def link_line(page: Page, site: Site, line: RelatedLine, other: Page, make: Callable[..., Fix]) -> Fix:
    """The fix that makes a link of the title, and marks what stands before it as the site's other lines are marked."""
    destination, lead = _destination_of(page, site, other), _lead_of(site, line)
    edits = [
        Edit(Span(line.place.start, line.place.start), "["),
        Edit(Span(line.place.end, line.place.end), f"]({destination})"),
    ]
    first = next(related for related in page.related if related.start == line.start)
    if line is first and lead != line.lead:
        edits.append(Edit(line.start.span, lead))
    changes = {Change.LINKS, Change.MARKUP} if len(edits) > 2 else {Change.LINKS}
    # A `relref` is a shortcode, which counts as part of the structure.
    if "{{" in destination:
        changes.add(Change.BLOCKS)
    return make(*edits, title=f"Link {other.path}", changes=changes)
