"""Bodies of answers, piece by piece and never more than is needed: decompression with a bound, and ids on a page."""

from __future__ import annotations

import re
import zlib
from html import unescape

# Also within scripts, where quotes are escaped: some pages hold their text as JSON.
_ID = re.compile(rb"""[\s"'](?:id|name)\s*=\s*(?:\\?"([^"\\]*)\\?"|'([^']*)'|([^\s"'>\\]+))""", re.I)
# An attribute may lie across two pieces; longer ones than this are none that a link asks for.
_CARRIED = 1_024
HEAD = 16_384
"""How much of a body is looked at to judge an answer."""
PIECE = 65_536


class Decoder:
    """Takes the pieces of a body as they come, and gives them decompressed, a bounded piece at a time."""

    def __init__(self, encoding: str) -> None:
        """`encoding` is the Content-Encoding; one that is not known gives nothing."""
        names = [part.strip() for part in encoding.lower().split(",") if part.strip() not in ("", "identity")]
        self.known = names in ([], ["gzip"], ["x-gzip"], ["deflate"])
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32) if names and self.known else None

    def feed(self, data: bytes) -> list[bytes]:
        """The plain pieces of a raw one, at most 16 times 64 KB of it: what swells more is not read on."""
        if not self.known:
            return []
        if self._stream is None:
            return [data]
        pieces: list[bytes] = []
        try:
            for _ in range(16):
                pieces.append(self._stream.decompress(data, PIECE))
                data = self._stream.unconsumed_tail
                if not data:
                    break
        except zlib.error:
            # What came until here is all there is.
            self.known = False
        return pieces


class IdFinder:
    """Looks for ids on a page as it comes in."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self.found: set[str] = set()
        self.any = False
        """Whether the page has any id at all."""
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece
        for match in _ID.finditer(text):
            self.any = True
            value = next(group for group in match.groups() if group is not None)
            name = unescape(value.decode("utf-8", "replace"))
            for form in (name, name.removeprefix("user-content-")):
                if form in self.wanted:
                    self.found.add(form)
        self._rest = text[-_CARRIED:]

    @property
    def done(self) -> bool:
        return len(self.found) == len(self.wanted)
