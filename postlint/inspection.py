"""One file as read, and what one pass over it yields: as objects, and as a line of text, never executed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlint.stored import Damaged, diagnostic_from_data, diagnostic_to_data

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

    def to_record(self) -> str:
        """The facts and findings as one line of text: fields parted by tabs, as JSON."""
        found = json.dumps([diagnostic_to_data(each) for each in self.diagnostics], ensure_ascii=False)
        page = self.page.to_texts() if self.page else ""
        return f"{self.outline}\t{found}\t{page}"

    @classmethod
    def from_record(cls, record: str, *, whole: bool = False) -> Inspection:
        """What `to_record` made a text of. Raises ValueError where it is something else.

        Parts of the page are read when they are asked for, and raise Damaged; with `whole`, all are read now.
        """
        from postlint.site import Page

        try:
            outline, found, texts = record.split("\t", 2)
            page = Page.from_texts(record) if texts else None
            diagnostics = tuple(diagnostic_from_data(each) for each in json.loads(found)) if found != "[]" else ()
            if whole and page:
                _ = page.links, page.headings
            return cls(page, diagnostics, outline)
        except (TypeError, KeyError, AttributeError, IndexError, Damaged) as error:
            raise ValueError(f"this is no stored article: {error}") from error
