"""Random edits of the articles of a site that change nothing for a reader, and defects that do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

# A line of words only, between blank lines, and not within a list, a quote or HTML.
_PARAGRAPH = re.compile(r"(?<=\n\n)[A-Z][\w ,.'’“”-]{40,}\.(?=\n\n)")
_SAFE = re.compile(r"\{\{|```|~~~|<!--|<[a-zA-Z/]|^\s*(?:[-*+>|]|\d+\.)|^(?: {4}|\t)", re.MULTILINE)

Edit = Callable[[str, Random], str | None]


def insert_line(text: str, random: Random) -> str | None:
    """A line before a paragraph."""
    found = list(_PARAGRAPH.finditer(text))
    if not found:
        return None
    start = random.choice(found).start()
    return f"{text[:start]}The number of this line is {random.randrange(10**9)}.\n\n{text[start:]}"


def swap_paragraphs(text: str, random: Random) -> str | None:
    """Two paragraphs of plain words change places."""
    found = list(_PARAGRAPH.finditer(text))
    if len(found) < 2:
        return None
    one, other = sorted(random.sample(found, 2), key=lambda each: each.start())
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]


def move_blocks(text: str, random: Random) -> str | None:
    """Two neighbouring paragraphs of any content change places, in an article that is nothing but paragraphs."""
    head, mark, body = text.partition("\n---\n")
    if not mark or _SAFE.search(body) or "[^" in body or "]: " in body:
        return None
    blocks = body.split("\n\n")
    pairs = [
        at
        for at in range(len(blocks) - 1)
        if all(block.strip() and not block.lstrip().startswith("#") for block in blocks[at : at + 2])
        and "\n" not in blocks[at] + blocks[at + 1].rstrip("\n")
    ]
    if not pairs:
        return None
    at = random.choice(pairs)
    last = at + 2 == len(blocks)
    one, other = blocks[at], blocks[at + 1]
    blocks[at : at + 2] = [other.rstrip("\n"), one + "\n"] if last else [other, one]
    return head + mark + "\n\n".join(blocks)


def blank_lines(text: str, random: Random) -> str | None:
    """One more blank line before a paragraph, and blanks after it."""
    found = list(_PARAGRAPH.finditer(text))
    if not found:
        return None
    chosen = random.choice(found)
    return text[: chosen.start()] + "\n" + text[chosen.start() :]


def ends_of_lines(text: str, random: Random) -> str | None:
    """Another newline."""
    return None if "\r" in text else text.replace("\n", "\r\n")


EDITS: tuple[Edit, ...] = (insert_line, insert_line, swap_paragraphs, move_blocks, blank_lines, ends_of_lines)

PLANTED = {
    "emphasis/stray-space": "Here are **planted stars **that stray.",
    "link/malformed-url": "Here is a [planted link](https//example.org/planted).",
    "editorial/placeholder-text": "TODO: planted text.",
}


def plant(file: Path, text: str, line: str) -> None:
    """A paragraph with a defect at the end of an article."""
    newline = "\r\n" if "\r\n" in text else "\n"
    file.write_bytes((text.rstrip() + newline * 2 + line + newline).encode())
