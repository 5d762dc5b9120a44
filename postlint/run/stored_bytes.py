"""How names, keys, records and facts are stored: as bytes, the large ones made smaller."""

from __future__ import annotations

import zlib

from postlint.facts.encoding import Damaged
from postlint.text import blake2b

_LARGEST = 1 << 28
"""The most bytes that a record may have."""
_PACKED = b"\xc1\xc1"
"""Begins the value of a fact that was made smaller: no other one does."""
_WORTH = 256
"""The bytes from which on that is worth it."""


def encode(text: str) -> bytes:
    """The name of a file, or a key, as it is stored: it may hold what is no text."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """What `encode` made bytes of. Raises Damaged for others."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise Damaged(f"this is no stored name: {error}") from error


def short(key: str) -> bytes:
    """A key as it is stored: of two that are the same by chance, who asked for one is judged again with the other."""
    return blake2b(encode(key), digest_size=8).digest()


def packed(data: bytes, level: int = 4) -> bytes:
    """A record as it is stored: smaller, the more, the higher the level."""
    return zlib.compress(data, level)


def unpacked(data: bytes, most: int = _LARGEST) -> bytes:
    """What `packed` made smaller. Raises Damaged for anything else, and for what would have more than `most` bytes."""
    if not data:
        return b""
    stream = zlib.decompressobj()
    try:
        found = stream.decompress(data, most)
    except zlib.error as error:
        raise Damaged(f"this is nothing that was stored: {error}") from error
    if not stream.eof:
        raise Damaged("this is nothing that was stored: it is too large")
    return found


def small(value: bytes) -> bytes:
    """The value of a fact as it is stored."""
    smaller = _PACKED + packed(value) if len(value) > _WORTH else value
    return smaller if len(smaller) < len(value) else value


def large(data: bytes) -> bytes:
    """What `small` made smaller, if it did. Raises Damaged."""
    return unpacked(data[len(_PACKED) :]) if data[: len(_PACKED)] == _PACKED else data
