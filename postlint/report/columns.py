"""Texts on a terminal: how many columns they take, and how they are shortened so that they can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, combining, east_asian_width

_TAB = 4
_QUOTE = re.compile("“([^”]*)”")
# The last of what tells a message from another: a quoted text, a path, an anchor, a number.
_TELLING_END = re.compile(r".*(?:”|[/#\d]\S*)", re.S)
# A quoted text keeps so many columns as long as anything else can be cut.
_TELLING = 24


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(character) or category(character) in ("Mn", "Cf") else 1 + (east_asian_width(character) in "WF")
        for character in text
    )


def shown(text: str, column: int = 0) -> str:
    """A text as a terminal can show it from a column on: tabs as spaces, what has no shape as a replacement."""
    parts: list[str] = []
    for character in text:
        if character == "\t":
            parts.append(" " * (_TAB - column % _TAB))
        elif (
            category(character) in ("Cc", "Cs", "Zl", "Zp") or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
        ):
            parts.append("\ufffd")
        else:
            parts.append(character)
        column += width(parts[-1])
    return "".join(parts)


def paint(text: str, code: str, color: bool) -> str:
    """A text in a colour of the terminal, by its code; as it is where there are no colours."""
    return f"\033[{code}m{text}\033[0m" if color and text else text


def without_middle(text: str, room: int, *, end: int | None = None) -> str:
    """A text in so many columns: where it is longer, its middle goes. `end` is how many columns its end keeps."""
    if width(text) <= room:
        return text
    if room < 2:
        return "…"[:room]
    last = min(room - 1, room // 2 if end is None else end)
    return f"{_first(text, room - 1 - last)}…{_first(text[::-1], last)[::-1]}"


def _first(text: str, room: int) -> str:
    """As much of the beginning of a text as takes so many columns."""
    if text.isascii():
        return text[:room]
    taken = 0
    for at, character in enumerate(text):
        taken += width(character)
        if taken > room:
            return text[:at]
    return text


def path_in(path: str, room: int) -> str:
    """A path in so many columns: where it is longer, folders in its middle go, and never the name of the file."""
    if width(path) <= room:
        return path
    parts = path.split("/")
    if len(parts) == 1 or " " in path:
        return without_middle(path, room)
    # Every bundle and section has an index: only the folder tells which one it is.
    name = "/".join(parts[-2:]) if parts[-1].lstrip("_").startswith("index.") else parts[-1]
    first = width(parts[0]) + 1
    has_room = room >= width(name) + first + 2
    return without_middle(path, room, end=room - 1 - first if has_room else room - 1)


def message_in(message: str, room: int) -> str:
    """A message in so many columns: first what to do goes, then the middle of what it quotes, then its own middle."""
    if width(message) <= room:
        return message
    if shorter := _without_end(message, room):
        return shorter
    for what in _clauses(message):
        if width(what) < room:
            return _to_word(message, room)
        message = what
    excess = width(message) - room

    def quote(match: re.Match[str]) -> str:
        nonlocal excess
        inner = match[1]
        shorter = path_in(inner, max(_TELLING, width(inner) - max(0, excess)))
        excess -= width(inner) - width(shorter)
        return f"“{shorter}”"

    message = _QUOTE.sub(quote, message)
    return _without_end(message, room) or without_middle(message, room, end=room // 3)


def _without_end(message: str, room: int) -> str:
    """A message in so many columns without the words at its end, where all that tells it from others fits; else ""."""
    telling = _TELLING_END.search(message)
    return _to_word(message, room) if width(message[: telling.end() if telling else 0]) < room - 1 else ""


def _to_word(message: str, room: int) -> str:
    """As many of its first words as take so many columns, and what shows that more follows."""
    if width(message) <= room:
        return message
    return _first(message, room - 1).rpartition(" ")[0].rstrip(":,;") + "…"


def _clauses(message: str) -> Iterator[str]:
    """A message without its last part, without the last two, and so on: each ends before a colon or a semicolon."""
    ends = [match.start() for match in re.finditer("[:;] ", message)]
    for end in reversed(ends):
        what = message[:end]
        if what.count("“") == what.count("”"):
            yield what
