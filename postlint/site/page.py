"""The facts about one article that others may depend on: small, immutable, and storable as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from postlint.suppress import Directive
from postlint.text import Place


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
