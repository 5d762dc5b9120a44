"""One file as read, and what one pass over it yields: as objects, and as plain data for JSON, never executed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from postlint.stored import diagnostic_from_data, diagnostic_to_data

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.site import Page


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its bytes, or why they could not be had."""

    path: str
    """Relative to the root of its site, "/" as separator."""
    data: bytes
    error: str = ""


class Inspection:
    """What one pass over one file yields: the facts about it, and the findings that need nothing else."""

    __slots__ = ("_outline", "diagnostics", "page")

    def __init__(self, page: Page | None, diagnostics: tuple[Diagnostic, ...], outline: str = "") -> None:
        self.page = page
        """None where the file could not be read."""
        self.diagnostics = diagnostics
        self._outline = outline

    @property
    def outline(self) -> str:
        """A digest of those facts that findings in other articles may depend on."""
        if not self._outline:
            self._outline = self.page.outline if self.page else "-"
        return self._outline

    def to_data(self) -> dict[str, Any]:
        """The facts and findings as dictionaries, lists, texts and numbers."""
        page = self.page.to_data() if self.page else None
        diagnostics = [diagnostic_to_data(each) for each in self.diagnostics]
        return {"page": page, "diagnostics": diagnostics, "outline": self.outline}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Inspection:
        """What `to_data` made of. Raises ValueError where the data is something else."""
        from postlint.site import Page

        try:
            page = Page.from_data(data["page"]) if data["page"] is not None else None
            found = tuple(diagnostic_from_data(each) for each in data["diagnostics"])
            return cls(page, found, str(data["outline"]))
        except (TypeError, KeyError, AttributeError, IndexError) as error:
            raise ValueError(f"this is no stored article: {error}") from error
