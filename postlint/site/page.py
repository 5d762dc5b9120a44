"""The facts about one article that others may depend on: small, immutable, and storable as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from postlint.suppress import Directive, directives_of
from postlint.text import Place

if TYPE_CHECKING:
    from postlint.document import Document


@dataclass(frozen=True, slots=True)
class Page:
    """What the site, and what is stored, knows of an article."""

    path: str
    """Its file, "/" as separator, relative to the root of the site."""
    data: Mapping[str, Any]
    """Its front matter."""
    places: Mapping[str, Place]
    """Where the values of its front matter stand, by lower-case key."""
    directives: tuple[Directive, ...]
    """The suppressions in its text."""

    @classmethod
    def of(cls, doc: Document) -> Page:
        """The facts about an article."""
        return cls(doc.path, doc.front_matter.data if doc.front_matter else {}, {}, directives_of(doc))
