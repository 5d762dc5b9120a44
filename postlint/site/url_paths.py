"""Paths of URLs: encoded, decoded, and without dots."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote, unquote

from msgspec import Struct

_SAFE = "/@+~%$&,:;=!*'()"


@lru_cache(maxsize=65_536)
def encode(path: str) -> str:
    """A path as Hugo prints it in a URL."""
    return quote(path, safe=_SAFE)


def decode(path: str) -> str:
    """A path of a URL as a server looks for it."""
    return unquote(path) if "%" in path else path


def clean(path: str) -> str:
    """The path without `.`, `..` and double slashes; a slash at its end stays."""
    if "//" not in path and "/." not in path and not path.startswith("."):
        return path
    cleaned = posixpath.normpath(path)
    cleaned = cleaned.removeprefix("/") if cleaned.startswith("//") else cleaned
    ends = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return cleaned + "/" if ends and not cleaned.endswith("/") else cleaned


def lower(text: str) -> str:
    """Lower case as Go has it: each character by itself, and one for one."""
    if text.isascii():
        return text.lower()
    return "".join(character.lower()[0] for character in text)


class Reference(Struct, frozen=True):
    """A destination, taken apart."""

    path: str
    query: str
    fragment: str | None

    @property
    def tail(self) -> str:
        return ("?" + self.query if self.query else "") + ("#" + self.fragment if self.fragment is not None else "")


def split(url: str) -> Reference:
    """A destination without scheme and host as path, query and fragment."""
    rest, mark, fragment = url.partition("#")
    path, _, query = rest.partition("?")
    return Reference(path, query, fragment if mark else None)
