"""The front matter of Org: the `#+KEYWORD: value` lines that a file begins with."""

from __future__ import annotations

import re
from typing import Any

from postlint.lazy_regex import pattern
from postlint.text import BOM

_HEAD = pattern(r"(?:#\+.*(?:\r?\n|\Z))+")
_KEYWORD = pattern(r"#\+([^:\s][^:]*):(?:[ \t]+(.*?))?[ \t\r]*$", re.M)
_TIMESTAMP = pattern(r"[<\[](\d{4}-\d{2}-\d{2})[^<>\[\]]*[>\]]")
_DATES = ("date", "lastmod", "publishdate", "expirydate")


def keywords(text: str) -> dict[str, Any]:
    """The fields of an article in Org, by name in lower case: texts, and lists of texts.

    A name that ends in `[]` has a list of words, `filetags` one that is parted by colons, a name that is given more
    than once a list of its values.
    """
    head = _HEAD.match(text.removeprefix(BOM))
    values: dict[str, list[str]] = {}
    for match in _KEYWORD.finditer(head[0]) if head else ():
        values.setdefault(match[1].lower(), []).append(match[2] or "")
    return {name.removesuffix("[]"): _value(name, given) for name, given in values.items()}


def _value(name: str, given: list[str]) -> str | list[str]:
    if name.endswith("[]"):
        return " ".join(given).split()
    if len(given) > 1:
        return given
    if name == "filetags":
        return given[0].strip(":").split(":")
    timestamp = _TIMESTAMP.match(given[0]) if name in _DATES else None
    return timestamp[1] if timestamp else given[0]
