"""Lists by the rules of mistune, with the places of the lines of their items carried along."""

from __future__ import annotations

import re
from functools import lru_cache
from re import Match, Pattern
from typing import TYPE_CHECKING

from msgspec import Struct

from postlint.document.markdown.mistune_blocks import (
    expand_leading_tabs,
    has_continuation_indent,
    strip_continuation_indent,
)
from postlint.document.prose import Offsets

if TYPE_CHECKING:
    from postlint.document.markdown.blocks import Block
    from postlint.document.markdown.state import State, Token

# What ends an item that goes on in a line of less indentation, and the characters that such a line begins with.
_BREAKS = ("thematic_break", "fenced_code", "atx_heading", "block_quote", "block_html", "footnote", "list")
_BEGINNERS = frozenset("-_*+`~#><[0123456789")
_BLANK = re.compile(r"[ \t\v\f]*\n")
_END = re.compile(r"\n\s+\Z")


class _Marker(Struct, frozen=True):
    """The marker of an item, and what stands behind it on its line."""

    line: int
    """Where the line begins in the text of the state."""
    width: int
    """How many characters stand before what follows the marker."""
    marker: str
    text: str


class _Lines:
    """The text of an item without indentation, and where its lines stand in the text of the state."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: list[int] = []
        self.tabs = False
        """Whether a tab became blanks, so that a line is no longer a part of the line that it comes from."""

    def add(self, line: str, place: int) -> None:
        self.lines.append(line)
        self.places.append(place)

    def derived(self, state: State, first: int) -> tuple[str, Offsets]:
        """The text of the item, and its places; `first` is where its first line begins."""
        text = "".join(self.lines)
        if self.lines and self.lines[-1].isspace():
            text = _END.sub("\n", text)
        if self.tabs or state.tabs:
            return text, state.offsets.child(state.src, first, text)
        starts: list[int] = []
        shifts: list[int] = []
        position = 0
        for line, place in zip(self.lines, self.places, strict=True):
            starts.append(position)
            shifts.append(state.offsets.at(place) - position)
            position += len(line)
        return text, Offsets(starts or [0], shifts or [state.offsets.at(first)], state.offsets.pairs)


def parse_list(block: Block, m: Match[str], state: State) -> int:
    """A list that begins with a match of its first line; returns where it ends."""
    item: _Marker | None = _Marker(m.start(), m.end("list_2") - m.start(), m["list_2"], m["list_3"])
    marker = m["list_2"]
    ordered = len(marker) > 1
    # An empty item, and a list that does not begin with 1, cannot interrupt a paragraph.
    if (not m["list_3"].strip() or (ordered and int(marker[:-1]) != 1)) and (end := state.append_paragraph()):
        return end
    token: Token = {
        "type": "list",
        "children": [],
        "tight": True,
        "bullet": marker[-1],
        "attrs": {"ordered": ordered},
    }
    deep = state.depth() >= block.max_nested_level - 1
    rules = [name for name in block.list_rules if not (deep and name in ("list", "block_quote"))]
    state.cursor = m.end() + 1
    ended: tuple[int, int] | None = None
    while item:
        item, ended = _parse_item(block, item, token, state, rules)
    if token["tight"]:
        for child in (child for one in token["children"] for child in one["children"]):
            if child["type"] == "paragraph":
                child["type"] = "block_text"
    if ended:
        index, end = ended
        state.tokens.insert(index, token)
        return end
    state.append_token(token)
    return state.cursor


def _parse_item(
    block: Block, item: _Marker, token: Token, state: State, rules: list[str]
) -> tuple[_Marker | None, tuple[int, int] | None]:
    """Add an item to its list; the marker of the next one, or the index and end of the block that ended the list."""
    lines = _Lines()
    width = _first_line(item, lines)
    following, loose, ended = _collect(block, item, token["bullet"], width, lines, state)
    first = item.line
    if not lines.lines or not item.text.strip():
        first = state.find_line_end_at(first)
    text, offsets = lines.derived(state, first)
    if block.is_paragraph(text, rules):
        children = [{"type": "paragraph", "text": text, "at": 0, "offsets": offsets, "src": text}]
    else:
        child = state.__class__(state)
        child.process(text)
        child.offsets, child.tabs = offsets, lines.tabs or state.tabs
        block.parse(child, rules)
        children = child.tokens
    if loose or _is_loose(children):
        token["tight"] = False
    token["children"].append({"type": "list_item", "children": children, "at": item.line})
    return following, ended


def _first_line(item: _Marker, found: _Lines) -> int:
    """Take what stands behind the marker; returns how many columns further lines have to be indented by."""
    text = item.text
    if not text.strip():
        return item.width + 1
    if "\t" in text:
        found.tabs = True
        text = expand_leading_tabs(text, item.width)
    indent = len(text) - len(text.lstrip(" "))
    # From five blanks on, the item begins with code.
    space = 1 if indent >= 5 else indent
    found.add(text[space:] + "\n", item.line + item.width + space)
    return item.width + space


def _collect(
    block: Block, item: _Marker, bullet: str, width: int, found: _Lines, state: State
) -> tuple[_Marker | None, bool, tuple[int, int] | None]:
    """Take the further lines of an item.

    Returns the marker of the next item, whether a blank line stands before it, and the index and end of the block
    that ended the list.
    """
    src, indent = state.src, " " * width
    blank, begun = False, bool(found.lines)
    while state.cursor < state.cursor_max:
        start = state.cursor
        end = state.find_line_end_at(start)
        line = src[start:end]
        if line == "\n" or (line[0] in " \t\v\f" and _BLANK.match(line)):
            found.add("\n", end - 1)
            blank = True
            state.cursor = end
            continue
        if line.startswith(indent) or ("\t" in line and has_continuation_indent(line, width)):
            if blank and not begun:
                # An item may begin with one blank line at most.
                break
            _continue(line, start, width, found)
            blank, begun = False, True
            state.cursor = end
            continue
        if line.lstrip(" \t")[0] in _BEGINNERS:
            match = _breaks(block, min(item.width, 3)).match(src, start)
            kind = match.lastgroup if match else None
            if kind != "thematic_break" and (following := _next_item(bullet, item.width, line, start)):
                state.cursor = end
                return following, blank, None
            if kind == "list":
                break
            index = len(state.tokens)
            if match and (after := block.parse_method(match, state)):
                return None, False, (index, after)
        if blank:
            break
        _continue(line, start, 0, found)
        begun = True
        state.cursor = end
    return None, False, None


def _continue(line: str, start: int, width: int, found: _Lines) -> None:
    """Take a line that belongs to an item, without so many columns of indentation."""
    if "\t" not in line:
        found.add(line[width:], start + width)
        return
    found.tabs = True
    text = line[:-1] if line.endswith("\n") else line
    text = strip_continuation_indent(text, width) if width else expand_leading_tabs(text)
    found.add(text + line[len(line.rstrip("\n")) :], start)


def _next_item(bullet: str, width: int, line: str, start: int) -> _Marker | None:
    match = _item_pattern(bullet, min(width, 3)).match(expand_leading_tabs(line) if "\t" in line else line)
    return _Marker(start, match.end(1), match[1].lstrip(" "), match[2]) if match else None


@lru_cache(maxsize=64)
def _item_pattern(bullet: str, indent: int) -> Pattern[str]:
    """The first line of another item of a list."""
    marker = r"\d{1,9}" + re.escape(bullet) if bullet in ".)" else re.escape(bullet)
    return re.compile(rf"^( {{0,{indent}}}{marker})([ \t]*|[ \t][^\n]+)$", re.M)


@lru_cache(maxsize=16)
def _breaks(block: Block, indent: int) -> Pattern[str]:
    """What ends an item whose marker has so much indentation."""
    patterns = ((name, block.specification[name].replace(" {0,3}", f" {{0,{indent}}}", 1)) for name in _BREAKS)
    return re.compile("|".join(rf"(?P<{name}>(?<=\n){pattern})" for name, pattern in patterns), re.M)


def _is_loose(tokens: list[Token]) -> bool:
    kinds = [token["type"] for token in tokens]
    return "blank_line" in kinds or kinds.count("paragraph") > 1
