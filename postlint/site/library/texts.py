"""The texts of an article that a library indexes, by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from postlint.lazy_regex import pattern
from postlint.site.library.editions import parts_of

if TYPE_CHECKING:
    from postlint.facts.page import Heading, Page
    from postlint.site.library.words import Words
    from postlint.site.site import Site

_HYPHENS = pattern(r"[-_.]+")
_TERMS = ("tags", "categories", "keywords", "series")


def texts_of(site: Site, page: Page) -> dict[str, str]:
    """The texts of an article that a library indexes, by field: title, names, description, headings, terms, opening."""
    fields, headings = site.fields(page), page.headings
    name = parts_of(page.path)[-1]
    title, short = page.title or first_heading(headings) or _HYPHENS.sub(" ", name), _text(fields.get("linktitle"))
    names = [name, _text(fields.get("slug")), *map(_last, site.aliases(page))]
    description = fields.get("description") or fields.get("summary")
    return {
        "title": f"{title} {short}" if short and short != title else title,
        "names": _HYPHENS.sub(" ", " ".join(dict.fromkeys(names))),
        "description": f"{_text(description)} {_text(fields.get('subtitle'))}",
        "headings": " ".join([heading.text for heading in headings]),
        "terms": " ".join(_listed(fields)),
        "opening": page.opening,
    }


def stems_of(texts: Mapping[str, str], words: Words) -> set[str]:
    """The stems of texts, each once."""
    return words.stem_set(" ".join(texts.values()))


def first_heading(headings: Sequence[Heading]) -> str:
    """The title of an article that has none in its front matter: its first heading, if that is of level one; or ""."""
    first = next(iter(headings), None)
    return first.text if first and first.level == 1 else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _last(url: str) -> str:
    return url.strip("/").rpartition("/")[2].removesuffix(".html")


def _listed(fields: Mapping[str, object]) -> Iterable[str]:
    for name in _TERMS:
        value = fields.get(name)
        yield from map(_text, value) if isinstance(value, list) else (_text(value),)
