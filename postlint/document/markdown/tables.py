"""Tables as goldmark has them."""

from __future__ import annotations

import re
from re import Match

from postlint.document.markdown.mistune_blocks import BlockParser, BlockState

_CELL_BLANKS = " \t\f"
_ESCAPED_IN_CELL = re.compile(r"\\[\\|]")
_DELIMITER_ROW = re.compile(r" {0,3}(?=[^\n]*[|])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|\Z)")


def parse_table(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
    """A table as goldmark has it: rows may have fewer or more cells than the row of dashes, the head only fewer."""
    head_end = state.find_line_end()
    delimiter = _DELIMITER_ROW.match(state.src, head_end)
    if delimiter is None:
        return None
    head = _cells(state.src, state.cursor, head_end)
    columns = len(_cells(state.src, head_end, delimiter.end()))
    if len(head) > columns:
        return None
    rows: list[tuple[int, int, list[tuple[int, int]], tuple[int, int] | None]] = [(state.cursor, head_end, head, None)]
    breaks = block.compile_sc(
        ["fenced_code", "atx_heading", "thematic_break", "block_quote", "list", "block_html", "footnote", "blank_line"]
    )
    position = delimiter.end()
    while position < state.cursor_max and not breaks.match(state.src, position):
        line_end = state.find_line_end_at(position)
        if not state.src[position:line_end].strip():
            break
        cells = _cells(state.src, position, line_end)
        lost = (cells[columns][0], cells[-1][1]) if len(cells) > columns else None
        rows.append((position, line_end, cells[:columns], lost))
        position = line_end
    state.append_token({"type": "table", "rows": rows})
    return position


def _cells(src: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the cells of a row, without the blanks around them."""
    row = src[start:end].lstrip(_CELL_BLANKS)
    start = end - len(row)
    row = row.rstrip(_CELL_BLANKS + "\r\n")
    if "\\" in row:
        row = _ESCAPED_IN_CELL.sub("--", row)
    if row.startswith("|"):
        row, start = row[1:], start + 1
    cells: list[tuple[int, int]] = []
    for cell in row.removesuffix("|").split("|"):
        text = cell.lstrip(_CELL_BLANKS)
        first = start + len(cell) - len(text)
        cells.append((first, first + len(text.rstrip(_CELL_BLANKS))))
        start += len(cell) + 1
    return cells
