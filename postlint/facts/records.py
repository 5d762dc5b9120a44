"""Pages and findings as bytes of MessagePack, which are stored and sent: plain data, never executed.

A page is decoded in three parts: the front matter and what else is read of many pages at once; the headings and places;
and the links. The last two are decoded when they are used, and cached for few pages: 50,000 articles may have a million
links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from postlint.diagnostic import Diagnostic
from postlint.document.suppressions import Directive
from postlint.facts.encoding import Damaged, as_it_was, decoder, digest, encoded, storable
from postlint.facts.page import Anchor, Call, Heading, Leftover, Link, Orphan, Page, Term, WikiLink
from postlint.facts.related_leads import RelatedLine
from postlint.text import Range

_CACHED_PAGES = 512
"""The number of pages whose decoded parts are cached."""

_encode = msgspec.msgpack.Encoder().encode


class Front(msgspec.Struct, array_like=True, frozen=True):
    """The part of a page that is often read of many pages."""

    path: str
    data: dict[str, Any]
    top: Range
    flags: tuple[bool, bool, bool]
    """Whether it has a front matter, has a body, and can be read."""
    directives: tuple[Directive, ...]
    calls: tuple[Call, ...]
    related: tuple[RelatedLine, ...]
    wiki_links: tuple[WikiLink, ...]
    orphans: tuple[Orphan, ...]
    leftovers: tuple[Leftover, ...]
    faults: tuple[str, ...]


class Rest(msgspec.Struct, array_like=True, frozen=True):
    """The part of a page that is read of the article that is judged, and of few others."""

    places: dict[str, Range]
    headings: tuple[Heading, ...]
    anchors: tuple[Anchor, ...]
    notes: tuple[str, ...]
    terms: tuple[Term, ...]
    words: str
    language: str
    opening: str


class Record(msgspec.Struct, array_like=True, frozen=True):
    """The inspection of one file, its parts encoded. `front` is empty where the file could not be read."""

    exports: str
    findings: memoryview
    front: memoryview
    rest: memoryview
    links: memoryview


class Exports(NamedTuple):
    """Digests of those facts about an article that findings in other articles may depend on."""

    front: str
    """Of its front matter, and the positions of that."""
    ids: str
    """Of its headings, and all else that has an id."""
    more: str
    """Of all else but its links: its words among them."""


_NO_EXPORTS = Exports("", "", "")


_findings = decoder(tuple[Diagnostic, ...])
_front = decoder(Front)
_rest = decoder(Rest)
_links = decoder(tuple[Link, ...])
_record = decoder(Record)


def findings_to_bytes(findings: Sequence[Diagnostic]) -> bytes:
    """Findings as bytes; empty where there are none."""
    return encoded(findings) if findings else b""


def findings_from_bytes(data: bytes | memoryview) -> tuple[Diagnostic, ...]:
    """The findings that `findings_to_bytes` got. Raises Damaged for other bytes."""
    findings: tuple[Diagnostic, ...] = _findings(data) if data else ()
    return findings


def exports_of(page: Page) -> Exports:
    """The digests of the facts that findings in other articles may depend on.

    Positions in the text are left out, so that most changes of a text leave the digests as they are.
    """
    flags = (page.has_front_matter, page.has_body, page.readable)
    headings = [
        (heading.level, heading.text, heading.parts, heading.id, heading.html, heading.inside)
        for heading in page.headings
    ]
    anchors = [(anchor.id, anchor.kind) for anchor in page.anchors]
    calls = [
        (
            (call.name, call.markup, call.closed, call.self_closing),
            [(parameter.name, parameter.value) for parameter in call.parameters],
            call.inside,
        )
        for call in page.calls
    ]
    terms = [term.parts for term in page.terms]
    related = [(line.lead, line.title, line.destination, line.words, line.likely) for line in page.related]
    wiki = [(wiki.title, wiki.heading, wiki.text, wiki.embeds) for wiki in page.wiki_links]
    orphans = [orphan.name for orphan in page.orphans]
    leftovers = [(leftover.kind, leftover.text, leftover.insert) for leftover in page.leftovers]
    others = (related, wiki, orphans, page.words, leftovers, page.faults)
    return Exports(
        digest((storable(page.data), [*page.places.items()], page.top, flags)),
        digest((headings, anchors, calls, terms, page.notes)) if headings or anchors or calls or terms else "",
        digest(others) if any(others) else "",
    )


def to_record(page: Page | None, findings: Sequence[Diagnostic]) -> tuple[Exports, bytes]:
    """The inspection of one file as bytes, and its exports, which are part of it."""
    stored_findings = findings_to_bytes(findings)
    if page is None:
        return _NO_EXPORTS, _encode(("", stored_findings, b"", b"", b""))
    exports = exports_of(page)
    flags = (page.has_front_matter, page.has_body, page.readable)
    front = (
        page.path,
        storable(page.data),
        page.top,
        flags,
        page.directives,
        page.calls,
        page.related,
        page.wiki_links,
        page.orphans,
        page.leftovers,
        page.faults,
    )
    rest = (page.places, page.headings, page.anchors, page.notes, page.terms, page.words, page.language, page.opening)
    parts = (stored_findings, encoded(front), encoded(rest), encoded(page.links) if page.links else b"")
    return exports, _encode((" ".join(exports), *parts))


def record_from(data: bytes) -> Record:
    """The parts of a record. Raises Damaged."""
    record: Record = _record(data)
    return record


def exports_from(record: Record) -> Exports:
    """The exports of a record. Raises Damaged."""
    if not record.exports:
        return _NO_EXPORTS
    try:
        return Exports(*record.exports.split(" "))
    except TypeError as error:
        raise Damaged(f"this is no stored article: {error}") from error


class StoredPage(Page):
    """A page that is read from a record. Its parts are decoded when they are used, and cached for few pages."""

    exports: str
    """The digests of what findings in other articles may depend on; see `Exports`."""
    _data: bytes
    """The whole record: a copy of its parts would fragment the memory."""

    @property
    def places(self) -> Mapping[str, Range]:
        return _rest_of(self._data).places

    @property
    def headings(self) -> tuple[Heading, ...]:
        return _rest_of(self._data).headings

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        return _rest_of(self._data).anchors

    @property
    def notes(self) -> tuple[str, ...]:
        return _rest_of(self._data).notes

    @property
    def terms(self) -> tuple[Term, ...]:
        return _rest_of(self._data).terms

    @property
    def words(self) -> str:
        return _rest_of(self._data).words

    @property
    def language(self) -> str:
        return _rest_of(self._data).language

    @property
    def opening(self) -> str:
        return _rest_of(self._data).opening

    @property
    def links(self) -> tuple[Link, ...]:
        return _links_of(self._data)


@lru_cache(maxsize=_CACHED_PAGES)
def _rest_of(data: bytes) -> Rest:
    rest: Rest = _rest(record_from(data).rest)
    return rest


@lru_cache(maxsize=_CACHED_PAGES)
def _links_of(data: bytes) -> tuple[Link, ...]:
    links = record_from(data).links
    decoded: tuple[Link, ...] = _links(links) if links else ()
    return decoded


def page_from(data: bytes, record: Record) -> Page | None:
    """The page of a record; None where the file could not be read. Raises Damaged, as may the use of its parts."""
    if not record.front:
        return None
    front: Front = _front(record.front)
    page = object.__new__(StoredPage)
    page.__dict__.update(
        path=front.path,
        data=as_it_was(front.data),
        top=front.top,
        has_front_matter=front.flags[0],
        has_body=front.flags[1],
        readable=front.flags[2],
        directives=front.directives,
        calls=front.calls,
        related=front.related,
        wiki_links=front.wiki_links,
        orphans=front.orphans,
        leftovers=front.leftovers,
        faults=front.faults,
        exports=record.exports,
        _data=data,
    )
    return page


def findings_of(record: Record) -> tuple[Diagnostic, ...]:
    """The findings of a record. Raises Damaged."""
    return findings_from_bytes(record.findings)
