"""Patterns of paths as Hugo writes them."""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache


@lru_cache(maxsize=512)
def glob(pattern: str) -> re.Pattern[str]:
    """A glob as Hugo has them: `*` within a folder, `**` across folders, `{a,b}` for either."""
    out: list[str] = []
    depth = position = 0
    while position < len(pattern):
        char = pattern[position]
        if pattern.startswith("**", position):
            out.append(".*")
            position += 1
        elif char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "{":
            depth += 1
            out.append("(?:")
        elif char == "}" and depth:
            depth -= 1
            out.append(")")
        elif char == "," and depth:
            out.append("|")
        elif char == "[" and "]" in pattern[position:]:
            end = pattern.index("]", position)
            out.append(fnmatch.translate(pattern[position : end + 1])[4:-3])
            position = end
        else:
            out.append(re.escape(char))
        position += 1
    try:
        return re.compile("".join(out) + ")" * depth + r"\Z", re.S)
    except re.error:
        return re.compile(re.escape(pattern) + r"\Z")
