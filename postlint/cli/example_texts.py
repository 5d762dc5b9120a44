"""The texts of examples: with marks around what is found, and wherever in an article they may stand."""

from __future__ import annotations

import re
from collections.abc import Callable

MARKS = re.compile("[⟦⟧]")


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the spans that they enclose, sorted. Raises ValueError where one is not closed."""
    plain, opened, spans, length = [], [], [], 0
    for part in re.split("([⟦⟧])", text):
        if part == "⟦":
            opened.append(length)
        elif part == "⟧":
            if not opened:
                raise ValueError("a mark ⟧ closes nothing")
            spans.append((opened.pop(), length))
        else:
            plain.append(part)
            length += len(part)
    if opened:
        raise ValueError("a mark ⟦ is not closed")
    return "".join(plain), sorted(spans)


# --- the ways in which the same text can stand elsewhere


def below_front_matter(text: str) -> str:
    """The text below a front matter."""
    return '+++\ntitle = "An example"\ndate = 2026-01-02\n+++\n\n' + text


def in_quote(text: str) -> str:
    """The text in a block quote."""
    return "".join(
        f"> {line}" if MARKS.sub("", line).strip() else ">" + line for line in text.splitlines(keepends=True)
    )


def in_item(text: str) -> str:
    """The text in a list item."""
    lines = text.splitlines(keepends=True)
    rest = ["  " + line if MARKS.sub("", line).strip() else line for line in lines[1:]]
    return "".join(["- " + lines[0], *rest])


def with_crlf(text: str) -> str:
    """The text with the newlines of Windows."""
    return text.replace("\n", "\r\n")


def with_bom(text: str) -> str:
    """The text behind a byte order mark."""
    return "\ufeff" + text


SETTINGS: dict[str, Callable[[str], str]] = {
    "below a front matter": below_front_matter,
    "in a block quote": in_quote,
    "in an item": in_item,
}
BYTES: dict[str, Callable[[str], str]] = {"with CRLF": with_crlf, "with a byte order mark": with_bom}
