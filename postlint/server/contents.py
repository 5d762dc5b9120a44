"""What completion offers of the articles of a site: titles, headings, parameters, fields and their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

_LONGEST = 60
"""The longest text of a front matter that another article may have too."""


class Article(Struct, frozen=True):
    """An article as completion offers it."""

    path: str
    title: str
    url: str
    """"" where none is known."""
    language: str
    state: str
    headings: tuple[tuple[str, int], ...]
    """The text of each, and its offset in the file."""


class Contents:
    """The names and texts of all articles of a site that completion offers."""

    def __init__(self, site: Site | None) -> None:
        self.articles: list[Article] = []
        self.parameters: dict[str, Counter[str]] = {}
        """By shortcode, the names that its parameters have."""
        self.fields: Counter[str] = Counter()
        """The names of fields of the front matter."""
        self.values: dict[str, Counter[str]] = {}
        """By field, in lower case, the short texts that it holds, also those in lists."""
        if site:
            with site.recorder.recording():
                for page in site.pages:
                    self._add(page, site)

    def _add(self, page: Page, site: Site) -> None:
        headings = tuple((heading.text, heading.place.start) for heading in page.headings)
        self.articles.append(
            Article(page.path, page.title, site.url(page) or "", site.language(page), site.state(page), headings)
        )
        for call in page.calls:
            names = [parameter.name for parameter in call.parameters if parameter.name]
            self.parameters.setdefault(call.name, Counter()).update(names)
        for key, value in page.data.items():
            self.fields[str(key)] += 1
            if texts := [*_texts(value)]:
                self.values.setdefault(str(key).lower(), Counter()).update(texts)


def _texts(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, str) and 0 < len(item) <= _LONGEST and "\n" not in item:
            yield item
