"""How names, keys, records and facts are stored: as bytes, the large ones compressed."""

from __future__ import annotations

import zlib

from postlint.facts.encoding import Damaged
from postlint.text import blake2b

_LARGEST = 1 << 28
"""The most bytes that a record may have."""
_COMPRESSED = b"\xc1\xc1"
"""Begins the compressed value of a fact; no other value begins so."""
_COMPRESSED_FROM = 256
"""The size in bytes from which on facts are compressed."""


def encode(text: str) -> bytes:
    """The name of a file, or a key, as bytes; it may have bytes that are no UTF-8, as surrogates."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """The text that `encode` encoded. Raises Damaged for other bytes."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise Damaged(f"this is no stored name: {error}") from error


def key_digest(key: str) -> bytes:
    """The digest by which a key is stored. Where two keys share one, articles that depend on either depend on both."""
    return blake2b(encode(key), digest_size=8).digest()


def compressed(data: bytes, level: int = 4) -> bytes:
    """A record, compressed with zlib."""
    return zlib.compress(data, level)


def decompressed(data: bytes, most: int = _LARGEST) -> bytes:
    """The record that `compressed` got. Raises Damaged for other bytes, and for a record of more than `most` bytes."""
    if not data:
        return b""
    stream = zlib.decompressobj()
    try:
        record = stream.decompress(data, most)
    except zlib.error as error:
        raise Damaged(f"this is nothing that was stored: {error}") from error
    if not stream.eof:
        raise Damaged("this is nothing that was stored: it is too large")
    return record


def fact_to_bytes(value: bytes) -> bytes:
    """The value of a fact as bytes, compressed where that makes it smaller."""
    smaller = _COMPRESSED + compressed(value) if len(value) > _COMPRESSED_FROM else value
    return smaller if len(smaller) < len(value) else value


def fact_from_bytes(data: bytes) -> bytes:
    """The value that `fact_to_bytes` got. Raises Damaged."""
    return decompressed(data[len(_COMPRESSED) :]) if data[: len(_COMPRESSED)] == _COMPRESSED else data
