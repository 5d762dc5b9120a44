"""The ids of a file of HTML that the site publishes as it is."""

from __future__ import annotations

import re
from pathlib import Path

from postlint.document.html_tags import tags_of
from postlint.facts.files import read_text
from postlint.lazy_regex import pattern

SUFFIXES = (".html", ".htm")
# What may add ids when the page is open, or leads to another page.
_RUNS = pattern(r"<script\b|\son\w+\s*=|http-equiv\s*=\s*[\"']?refresh|<(?:frame|iframe|object)\b", re.I)


def static_ids(file: Path) -> frozenset[str] | None:
    """The ids of a file; None where it cannot be read, or not all of them stand in it."""
    try:
        html = read_text(file)
    except OSError:
        return None
    if _RUNS.search(html) or "<" not in html:
        return None
    ids = set()
    for tag in tags_of(html, lambda at: at):
        for attribute in tag.attributes:
            if attribute.name == "id" or (attribute.name == "name" and tag.name in ("a", "map")):
                ids.add(attribute.value)
    return frozenset(ids)
