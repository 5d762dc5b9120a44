"""What a rule says: diagnostics, and the fixes they carry."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from postlint.text import Range, Span


class Severity(StrEnum):
    """How much a finding matters.

    error: the reader gets it wrong or gets a 404, or the build or publication is affected; warning: a visible
    blemish, or unfinished text; info: advice, which by default fails no run.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for info: the order in which they matter."""
        return _RANKS[self]

    def reaches(self, other: Severity) -> bool:
        """Whether this severity is at or above another."""
        return self.rank <= other.rank


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Safety(StrEnum):
    """Whether a fix may be applied without looking at it."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Change(StrEnum):
    """What a fix may change of the article as a reader gets it. What it does not declare must stay as it is."""

    MARKUP = "markup"
    """Markers and spaces of the rendered text come or go; no letter or digit does."""
    TEXT = "text"
    """Letters of the rendered text."""
    LINKS = "links"
    """Links, images and their targets."""
    HEADINGS = "headings"
    """Which headings there are, and their levels."""
    FRONT_MATTER = "front matter"
    """The data of the front matter."""
    BLOCKS = "blocks"
    """The structure of the blocks: what is a paragraph, code, a list."""


class Edit(Struct, frozen=True, order=True):
    """The replacement of a span by a text; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that are applied all or none, and what they are declared to change."""

    edits: tuple[Edit, ...]
    safety: Safety
    title: str = ""
    changes: frozenset[Change] = frozenset()

    @classmethod
    def safe(cls, *edits: Edit, title: str = "", changes: Iterable[Change] = ()) -> Fix:
        """A fix after which the article is what its author plainly meant, and nothing else changed."""
        return cls(edits, Safety.SAFE, title, frozenset(changes))

    @classmethod
    def unsafe(cls, *edits: Edit, title: str = "", changes: Iterable[Change] = ()) -> Fix:
        """A fix that somebody should look at."""
        return cls(edits, Safety.UNSAFE, title, frozenset(changes))


FAILED = "postlint/failed"
"""In the place of the rule: a part of postlint failed on the article. No comment, baseline or setting silences it."""


class Related(NamedTuple):
    """Another place that explains a finding."""

    path: str
    place: Range
    message: str


class Diagnostic(Struct, frozen=True):
    """One finding: where, by which rule, how grave, what is wrong in one sentence, and the fix where there is one.

    `path` is the article's path as the engine knows it: "/" as separator, relative to the root of the site.
    """

    path: str
    place: Range
    rule: str
    severity: Severity
    message: str
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @property
    def span(self) -> Span:
        return self.place.span

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The stable order of findings: by path, place and rule."""
        return (self.path, self.place.start, self.place.end, self.rule, self.message)
