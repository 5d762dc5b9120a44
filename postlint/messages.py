"""How messages quote what an article says."""

from __future__ import annotations

import re

from postlint.lazy_regex import pattern

# Names and addresses are shorter. A terminal shortens what does not fit, and nothing else does.
MOST = 500
_OBEYED = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal, a log or a page would obey instead of showing it."""


def printable(text: str) -> str:
    """A text on one line, without characters that a terminal would obey."""
    return _OBEYED.sub("\ufffd", " ".join(text.split()))


def without_control(text: str) -> str:
    """A text with its lines and tabs, and without other characters that a log would obey."""
    return re.sub(f"(?![\\t\\n\\r]){_OBEYED.pattern}", "\ufffd", text)


def one_line(text: str) -> str:
    """The same with the blanks that it begins with."""
    return text[: len(text) - len(text.lstrip(" "))] + printable(text)


def quoted(text: str, most: int = MOST) -> str:
    """A text in quotation marks, on one line; its middle goes where it is longer than any name."""
    return f"“{on_one_line(text, most)}”"


def on_one_line(text: str, most: int = MOST) -> str:
    """A text on one line; its middle goes where it is longer than any name."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    end = most // 3
    return f"{line[: most - end].rstrip()}…{line[-end:].lstrip()}"
