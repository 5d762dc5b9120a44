"""One file as read, and what one pass over it yields: as objects, and as a line of text, never executed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlint.facts.finding_records import Damaged, diagnostic_from_data, diagnostic_to_data, to_json
from postlint.facts.page_records import page_from_texts, page_to_texts

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page

_NO_OUTLINE = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its bytes, or why they could not be had."""

    path: str
    """Relative to the root of its site, "/" as separator."""
    data: bytes
    error: str = ""


class Inspection:
    """What one pass over one file yields: the facts about it, and the findings that need nothing else.

    One that is read from a record is decoded when it is asked for its parts, and raises Damaged where it cannot be.
    """

    __slots__ = ("_found", "_outline", "_page", "_record")

    def __init__(self, page: Page | None, diagnostics: tuple[Diagnostic, ...]) -> None:
        self._page = page
        self._found = diagnostics
        self._outline = ""
        self._record: bytes | None = None
        """What is not decoded yet."""

    @property
    def page(self) -> Page | None:
        """The facts; None where the file could not be read."""
        self._decode()
        return self._page

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings."""
        self._decode()
        return self._found

    @property
    def outline(self) -> str:
        """A digest of those facts that findings in other articles may depend on."""
        if not self._outline:
            self._outline = page_to_texts(self._page)[0] if self._page else _NO_OUTLINE
        return self._outline

    def to_record(self) -> bytes:
        """The facts and findings as one line of text, encoded: fields parted by tabs, as JSON."""
        found = to_json([diagnostic_to_data(finding) for finding in self.diagnostics])
        self._outline, page = page_to_texts(self.page) if self.page else (_NO_OUTLINE, "")
        return f"{self._outline}\t{found}\t{page}".encode("utf-8", "surrogatepass")

    @classmethod
    def from_record(cls, record: bytes) -> Inspection:
        """What `to_record` made a text of."""
        inspection = cls(None, ())
        inspection._outline = record.partition(b"\t")[0].decode("ascii", "replace")
        inspection._record = record
        return inspection

    def _decode(self) -> None:
        if self._record is None:
            return
        try:
            _, found, texts = self._record.split(b"\t", 2)
            page = page_from_texts(self._record) if texts else None
            self._found = tuple(diagnostic_from_data(load) for load in json.loads(found)) if found != b"[]" else ()
        except (TypeError, KeyError, AttributeError, IndexError, ValueError) as error:
            raise Damaged(f"this is no stored article: {error}") from error
        self._page, self._record = page, None
