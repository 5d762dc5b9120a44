"""Plain data as bytes of MessagePack or as JSON, and back: data only, nothing of it is ever executed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import msgspec

from postlint.text import blake2b

_DATES: dict[str, Any] = {"datetime": datetime, "date": date, "time": time}
_INTEGERS = range(-(1 << 63), 1 << 63)
_SURROGATES = b"\xc1"
"""Begins data with lone surrogates, as the name of a file may have them; no MessagePack begins so."""
_HIDDEN = {code: code - 0xD800 + 0x10F000 for code in range(0xD800, 0xE000)}
_SHOWN = {hidden: code for code, hidden in _HIDDEN.items()}
_DIGEST = 8

Undecoded = msgspec.Raw
"""A part of what is decoded that is kept as bytes, for those who need it."""

_encode = msgspec.msgpack.Encoder().encode


class Damaged(Exception):
    """Stored data cannot be decoded. The message says what it should be."""


def decoder(kind: Any) -> Callable[[bytes | memoryview], Any]:
    """A function that decodes bytes of one type, and raises Damaged for other bytes."""
    decode = msgspec.msgpack.Decoder(kind).decode

    def decoded(data: bytes | memoryview) -> Any:
        try:
            if data[:1] != _SURROGATES:
                return decode(data)
            return msgspec.convert(_translated(msgspec.msgpack.decode(data[1:]), _SHOWN), kind)
        except (TypeError, ValueError) as error:
            raise Damaged(f"this is not what was stored: {error}") from error

    return decoded


decoded = decoder(Any)
"""The plain data that `encoded` got. Raises Damaged for other bytes."""


def encoded(value: Any) -> bytes:
    """Plain data, and named tuples and data classes of it, as bytes of MessagePack."""
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _SURROGATES + _encode(_translated(msgspec.to_builtins(value), _HIDDEN))


def _translated(value: Any, table: Mapping[int, int]) -> Any:
    """Plain data with the characters of all its texts translated."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {_translated(key, table): _translated(inner, table) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_translated(inner, table) for inner in value]
    return value


def to_json(value: Any) -> bytes:
    """Plain data as JSON. Raises UnicodeEncodeError for a lone surrogate."""
    return msgspec.json.encode(value)


def from_json(data: bytes) -> Any:
    """The plain data of JSON. Raises Damaged."""
    try:
        return msgspec.json.decode(data)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"this is no JSON: {error}") from error


def digest(value: Any) -> str:
    """A digest of plain data."""
    return blake2b(encoded(value), digest_size=_DIGEST).hexdigest()


def storable(value: Any) -> Any:
    """Front matter with dates, and with numbers beyond 64 bits, as marked texts."""
    kind = type(value)
    if kind is str:
        return value
    if kind is list or kind is tuple:
        return [storable(inner) for inner in value]
    if isinstance(value, Mapping):
        return {str(key): storable(inner) for key, inner in value.items()}
    if isinstance(value, (datetime, date, time)):
        return {"\0" + kind.__name__: value.isoformat()}
    if isinstance(value, int) and value not in _INTEGERS:
        return {"\0int": hex(value)}
    return value


def as_it_was(value: Any) -> Any:
    """The front matter that `storable` got. Raises Damaged."""
    if type(value) is list:
        return [as_it_was(inner) for inner in value]
    if type(value) is not dict:
        return value
    if len(value) == 1:
        kind, written = next(iter(value.items()))
        if kind[:1] == "\0":
            try:
                return int(written, 16) if kind == "\0int" else _DATES[kind[1:]].fromisoformat(written)
            except (KeyError, TypeError, ValueError) as error:
                raise Damaged(f"this is no stored front matter: {error}") from error
    return {key: as_it_was(inner) for key, inner in value.items()}
