"""Paths of URLs: encoded, decoded, and without dots."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote, unquote

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
