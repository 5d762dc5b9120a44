"""Footnotes and definition lists as goldmark has them: containers whose further lines are indented."""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match

from postlint.document.markdown.mistune_blocks import BlockParser, BlockState, unikey
from postlint.document.markdown.state import State, Token

_FOOTNOTE_START = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_DEFINITION_START = re.compile(r":[ \t]+")
# What does not end a paragraph that goes on in a line of less indentation.
_CONTINUING = ("indent_code", "setex_heading", "table", "ref_link")


def parse_footnote(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
    """A footnote as goldmark has it: a container whose further lines are indented by four or follow lazily.

    It may interrupt a paragraph.
    """
    assert isinstance(state, State)
    opening = _FOOTNOTE_START.match(state.src, state.cursor)
    assert opening
    breaks = block.compile_sc([name for name in block.rules if name not in _CONTINUING])

    def ends(line: str, at: int, blank: bool) -> bool:
        return blank or breaks.match(state.src, at) is not None

    text, position = _indented_lines(state, opening.end(), 4, ends)
    state.container = state.cursor
    child = state.child_state(text)
    _parse_children(block, child, state)
    label = opening[1]
    state.env.setdefault("footnotes", set()).add(unikey(label))
    state.append_token(
        {
            "type": "footnote_definition",
            "children": child.tokens,
            "label": label,
            "label_at": (opening.start(1), opening.end(1)),
        }
    )
    return position


def _indented_lines(state: State, begin: int, columns: int, ends: Callable[[str, int, bool], bool]) -> tuple[str, int]:
    """The text of a footnote or definition that begins at `begin`, without indentation, and where it ends.

    `ends` is asked of each further line that is not indented by so many columns, its place, and whether a blank line
    stands before it.
    """
    position = state.find_line_end_at(begin - 1)
    lines, line_ends = [state.src[begin:position]], [position]
    while position < state.cursor_max:
        line_end = state.find_line_end_at(position)
        line = state.src[position:line_end]
        indent, inner = _unindented(line, columns)
        if line.strip() and indent < columns and ends(line, position, not lines[-1].strip()):
            break
        lines.append(inner)
        line_ends.append(line_end)
        position = line_end
    # Blank lines at its end belong to what follows.
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    return "".join(lines), line_ends[len(lines) - 1]


def _unindented(line: str, columns: int) -> tuple[int, str]:
    """How many of so many columns of blanks a line begins with, and the line without them."""
    column = 0
    for position, character in enumerate(line):
        if column >= columns or character not in " \t":
            # A tab may reach further than that: the rest of it is blanks.
            return min(column, columns), " " * (column - columns) + line[position:]
        column += 1 if character == " " else 4 - column % 4
    return min(column, columns), ""


def _parse_children(block: BlockParser, child: State, state: State) -> None:
    deep = state.depth() >= block.max_nested_level - 1
    flat = ("block_quote", "list", "footnote", "definition_list")
    block.parse(child, [name for name in block.rules if not (deep and name in flat)])


def parse_definition_list(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
    """Terms, the paragraph before, and their definitions."""
    assert isinstance(state, State)
    blank = bool(state.tokens) and state.tokens[-1]["type"] == "blank_line"
    index = -2 if blank else -1
    if len(state.tokens) < -index or state.tokens[index]["type"] not in ("paragraph", "definition_list"):
        return None
    terms = state.tokens[index]
    definitions: list[Token] = []
    position = state.cursor
    while position < state.cursor_max and _DEFINITION_START.match(state.src, position):
        position = _parse_definition(block, state, position, definitions)
    del state.tokens[index:]
    if terms["type"] == "definition_list":
        terms["definitions"] += definitions
        terms["end"] = position
        state.tokens.append(terms)
    else:
        state.tokens.append(
            {**terms, "type": "definition_list", "definitions": definitions, "end": position, "term": terms["text"]}
        )
    return position


def _parse_definition(block: BlockParser, state: State, start: int, definitions: list[Token]) -> int:
    opening = _DEFINITION_START.match(state.src, start)
    assert opening
    breaks = block.compile_sc([name for name in block.rules if name not in _CONTINUING])

    def ends(line: str, at: int, blank: bool) -> bool:
        return blank or breaks.match(state.src, at) is not None

    width = len(opening[0].expandtabs(4))
    text, position = _indented_lines(state, opening.end(), width if width < 9 else 6, ends)
    state.container = start
    child = state.child_state(text)
    _parse_children(block, child, state)
    definitions.append({"at": start, "end": position, "offsets": state.offsets, "children": child.tokens})
    return position
