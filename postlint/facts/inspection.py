"""One file as read, and the result of its inspection: as objects, and as a record of plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.facts.records import exports_from, findings_of, page_from, record_from, to_record

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page
    from postlint.facts.records import Exports, Record


class Source(Struct, frozen=True):
    """A file as read: its bytes, or why it could not be read."""

    path: str
    """Relative to the root of its site, "/" as separator."""
    data: bytes
    error: str = ""


class Inspection:
    """The facts of one file, and the findings in it that depend on nothing else.

    One that is read from a record is decoded when its parts are used, which raises Damaged where that is not possible.
    """

    __slots__ = ("_data", "_diagnostics", "_page", "_record")

    def __init__(self, page: Page | None, diagnostics: tuple[Diagnostic, ...]) -> None:
        self._page = page
        self._diagnostics: tuple[Diagnostic, ...] | None = diagnostics
        self._data = b""
        """The record, if it was read from one."""
        self._record: Record | None = None
        """Its parts, until the page is decoded."""

    @property
    def page(self) -> Page | None:
        """The facts; None where the file could not be read."""
        if self._record is not None:
            self._page, self._record = page_from(self._data, self._record), None
        return self._page

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings."""
        if self._diagnostics is None:
            self._diagnostics = findings_of(record_from(self._data))
        return self._diagnostics

    @property
    def exports(self) -> Exports:
        """Digests of those facts that findings in other articles may depend on."""
        return exports_from(record_from(self.to_record()))

    def to_record(self) -> bytes:
        """The facts and findings as bytes."""
        return self._data or to_record(self.page, self.diagnostics)[1]

    @classmethod
    def from_record(cls, data: bytes) -> Inspection:
        """The inspection of which `to_record` gave the bytes. Raises Damaged for other bytes."""
        inspection = cls(None, ())
        inspection._data = data
        inspection._record = record_from(data)
        inspection._diagnostics = None
        return inspection
