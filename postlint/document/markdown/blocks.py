"""The blocks of Markdown, parsed by mistune, with the place of each carried along.

mistune gives no positions. It takes the prefixes of quotes and lists from the left of lines only, so each line of a
nested text is a suffix of a line of the text around it, and offsets can be carried down from state to state. Where
goldmark, Hugo's parser, differs from mistune (tables, footnotes, definition lists, reference definitions), the grammar
is replaced here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match
from typing import Any, cast

from mistune.block_parser import BlockParser, _parse_html_to_newline
from mistune.core import BlockState
from mistune.helpers import HTML_ATTRIBUTES, HTML_TAGNAME, LINK_LABEL, parse_link_href, parse_link_title, unescape_char
from mistune.util import unescape, unikey

from postlint.document.markdown.lists import parse_list
from postlint.document.prose import Offsets

Token = dict[str, Any]

_BLANKS = " \t\n\f"
_CELL_BLANKS = " \t\f"
_ESCAPED_IN_CELL = re.compile(r"\\[\\|]")
_DELIMITER_ROW = re.compile(r" {0,3}(?=[^\n]*[|])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|\Z)")
# Two lines that may begin a table. What begins a list, a quote, a heading or code is tried as such: once this matches,
# no other rule is.
_TABLE = (
    r"^(?! {0,3}(?:(?:[*+-]|\d{1,9}[.)]|\#{1,6})(?:[ \t]|$)|>|```|~~~))"
    r" {0,3}\S[^\n]*\n {0,3}(?=[|:-])(?=[^\n]*\|)[-|: \t]*(?:\n|\Z)"
)
# mistune takes a mixture of both signs for an underline.
_SETEXT = r"^ {0,3}(?:(?P<setext_1>=)=*|-+)[ \t]*$"
# mistune's, with lines taken in one step. Of a label, mistune's own form is tried only where there is an escape.
_ATX = r"^ {0,3}(?P<atx_1>#{1,6})(?!#+)(?P<atx_2>[ \t]*|[ \t]+[^\n]*)$"
# mistune's, with a tag that ends right behind its name too.
_BLOCK_HTML = BlockParser.SPECIFICATION["block_html"].replace(r"(?:[ \t]+|\n|$)", r"(?:[ \t]+|(?=/?>)|\n|$)")
_FENCE = r"^(?P<fenced_1> {0,3})(?P<fenced_2>`{3,}|~{3,})[ \t]*(?P<fenced_3>[^\n]*)$"
_REFERENCE = r"^ {0,3}\[(?P<reflink_1>[^\\\[\]]{0,999}+(?=\]:)|(?=[^\\\[\]]{0,999}+\\)" + LINK_LABEL + r")\]:"
_ATX_CLOSING = re.compile(r"(?:[ \t]+|^)#+[ \t]*$")
_FOOTNOTE_START = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_DEFINITION_START = re.compile(r":[ \t]+")
_SIMPLE_DESTINATION = re.compile(r"[ \t]*(?:\n[ \t]*)?([^\s()<>\\\x00-\x1f\x7f][^\s()\\\x00-\x1f\x7f]*)(?=[ \t\n)]|\Z)")
_BLANK_BETWEEN = re.compile(r"[ \t]*\n[ \t]*\n")

# What a line that begins with this character may be, besides the head of a table: no other rule needs to be tried.
_BEGINNERS = {
    "#": ("atx_heading",),
    "=": ("setex_heading",),
    "-": ("setex_heading", "thematic_break", "list"),
    "*": ("thematic_break", "list"),
    "_": ("thematic_break",),
    "+": ("list",),
    **dict.fromkeys("0123456789", ("list",)),
    "`": ("fenced_code",),
    "~": ("fenced_code",),
    ">": ("block_quote",),
    "[": ("footnote", "ref_link"),
    "<": ("raw_html",),
    ":": ("definition_list",),
}
_SPACES = frozenset(" \t\n\v\f")
_RAW_OPENING = re.compile(r"\s*<(?:pre|script|style|textarea)\s*", re.IGNORECASE)
_SELF_CLOSED = re.compile(rf" {{0,3}}<{HTML_TAGNAME}{HTML_ATTRIBUTES}\s*/>[ \t]*(?:\n|\Z)")
_RAW_CLOSING = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"(?:[ \t\v\f]*\n)+")
# Lines that are a paragraph whatever comes before them: none of these beginnings, and no head of a table.
_PLAIN_LINES = re.compile(r"(?:[^\s\d#=*_+`~>\[<:|-][^\n]*\n(?! {0,3}[|:-]))+")

# What mistune lets end a quote that goes on without its marker.
_ENDS_QUOTE = ["blank_line", "thematic_break", "fenced_code", "list", "block_html"]
# What does not end a paragraph that goes on in a line of less indentation.
_CONTINUING = ("indent_code", "setex_heading", "table", "ref_link")


class State(BlockState):
    """mistune's state, and where its text stands on disk."""

    def __init__(self, parent: State | None = None) -> None:
        super().__init__(parent)
        self.offsets = Offsets([0], [0])
        self.container = 0
        """Where, in `src`, the first line of the next child text begins."""
        self.quote_index = 0
        """Where, among the tokens, the quote belongs that was read last: what ended it may be there already."""
        self.tabs = False
        """Whether a line may begin with blanks that were a part of a tab."""

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> State:
        child = State(self)
        child.process(src)
        if lazy_line_starts:
            child.lazy_line_starts = lazy_line_starts
        child.tabs = self.tabs or "\t" in self.src
        child.offsets = self.offsets.child(self.src, self.container, src)
        return child

    def prepend_token(self, token: Token) -> None:
        self.tokens.insert(self.quote_index, token)

    def add_paragraph(self, text: str) -> None:
        last = self.last_token()
        if last and last["type"] == "paragraph":
            last["text"] += text
        else:
            self.tokens.append(
                {"type": "paragraph", "text": text, "at": self.cursor, "offsets": self.offsets, "src": self.src}
            )

    def append_paragraph(self) -> int | None:
        last = self.last_paragraph()
        # While a quote or a list is read, the last paragraph may be one that stands before it.
        if last and "at" in last and last["at"] + len(last["text"]) != self.cursor:
            return None
        return super().append_paragraph()

    def label(self, before: int, begin: int, end: int) -> None:
        """Give the tokens from the index `before` on, which were read from `begin` to `end`, their place."""
        added = self.tokens[before:]
        if len(added) == 1 and "at" not in added[0]:
            added[0].update(at=begin, end=end, offsets=self.offsets, src=self.src)
            return
        # A quote or a list may have been ended by a block that was parsed, and labelled, on the way.
        end = min((token["at"] for token in added if "at" in token), default=end)
        for token in added:
            if "at" not in token:
                token.update(at=begin, end=end, offsets=self.offsets, src=self.src)

    def last_paragraph(self) -> Token | None:
        """The paragraph that is still open, if the last thing read is one."""
        last = self.last_token()
        return cast(Token, last) if last and last["type"] == "paragraph" else None


class _RulesByCharacter(dict[str, re.Pattern[str]]):
    """Those of some rules that may apply to a line which begins with a character, compiled when they are needed."""

    def __init__(self, block: Block, names: list[str]) -> None:
        self._block, self._names = block, names

    def __missing__(self, character: str) -> re.Pattern[str]:
        begun = self._names if character in _SPACES else ("table", *_BEGINNERS.get(character, ()))
        self[character] = self._block.compile_sc([name for name in self._names if name in begun])
        return self[character]


class Block(BlockParser):
    """mistune's block grammar; every token gets `at`, `end` (in the text of its state) and `offsets`."""

    def __init__(self) -> None:
        super().__init__()
        self.specification |= {
            "setex_heading": _SETEXT,
            "atx_heading": _ATX,
            "fenced_code": _FENCE,
            "ref_link": _REFERENCE,
            "block_html": _BLOCK_HTML,
        }
        self.register("table", _TABLE, _parse_table, before="setex_heading")
        self.register("footnote", r"^ {0,3}\[\^[^\]\s]+\]:", _parse_footnote, before="ref_link")
        self.register("definition_list", r"^:[ \t]+[^\s]", _parse_definition_list)
        # A line of blanks is no code, and ends a paragraph.
        self.rules.remove("blank_line")
        self.rules.insert(0, "blank_line")
        names = list(self.rules)
        self.block_quote_rules = names
        self.list_rules = names
        self._of_lines: dict[str, _RulesByCharacter] = {}

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        """mistune's loop, which tries every rule at every line, with only those that a line may begin."""
        rules_of = self._rules_of(self.rules if rules is None else rules)
        src = state.src
        while state.cursor < state.cursor_max:
            begin = state.cursor
            first = src[begin]
            if first in _SPACES:
                if blank := _BLANK_LINES.match(src, begin):
                    # It has no place: it only parts what is around it.
                    state.tokens.append({"type": "blank_line"})
                    state.cursor = blank.end()
                    continue
                end = self._parse_indent_code_fast(state)
                if end is not None:
                    state.cursor = end
                    continue
            elif first not in _BEGINNERS and (plain := _PLAIN_LINES.match(src, begin)):
                state.add_paragraph(plain[0])
                state.cursor = plain.end()
                continue
            match = rules_of[first].match(src, begin)
            end = self.parse_method(match, state) if match else None
            if not end:
                end = state.find_line_end()
                state.add_paragraph(state.get_text(end))
            state.cursor = end

    def is_paragraph(self, text: str, rules: list[str]) -> bool:
        """Whether a text is one paragraph at first sight, so that it need not be parsed."""
        plain = _PLAIN_LINES.match(text)
        if plain or not text.strip() or text[0] in _BLANKS or "\n" in text[:-1]:
            return plain is not None and plain.end() == len(text)
        return not self._rules_of(rules)[text[0]].match(text)

    def _rules_of(self, names: list[str]) -> _RulesByCharacter:
        key = "|".join(names)
        if key not in self._of_lines:
            self._of_lines[key] = _RulesByCharacter(self, names)
        return self._of_lines[key]

    def parse_method(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        begin, before, container = state.cursor, len(state.tokens), state.container
        end = super().parse_method(m, state)
        state.container = container
        if not end:
            return end
        state.label(before, begin, end)
        return end

    def _parse_indent_code_fast(self, state: BlockState) -> int | None:
        assert isinstance(state, State)
        if not state.get_text(state.find_line_end()).strip(" \t\n"):
            return None
        before = len(state.tokens)
        end = super()._parse_indent_code_fast(state)
        if end:
            state.label(before, state.cursor, end)
        return end

    def parse_atx_heading(self, m: Match[str], state: BlockState) -> int:
        raw = m["atx_2"]
        text = raw.strip(_BLANKS)
        if text.endswith("#"):
            text = _ATX_CLOSING.sub("", text)
        state.append_token(
            {
                "type": "heading",
                "text": text,
                "text_at": m.start("atx_2") + len(raw) - len(raw.lstrip(_BLANKS)),
                "marks": (m.start("atx_1"), m.end("atx_1")),
                "level": len(m["atx_1"]),
                "setext": False,
            }
        )
        return m.end() + 1

    def parse_setex_heading(self, m: Match[str], state: BlockState) -> int | None:
        assert isinstance(state, State)
        paragraph = state.last_paragraph()
        end = super().parse_setex_heading(m, state)
        if paragraph and paragraph["type"] == "heading":
            line = m[0]
            start = m.start() + len(line) - len(line.lstrip(_BLANKS))
            text = paragraph["text"]
            paragraph.update(
                text_at=paragraph["at"] + len(text) - len(text.lstrip(_BLANKS)),
                text=text.strip(_BLANKS),
                marks=(start, start + len(line.strip(_BLANKS))),
                level=paragraph.pop("attrs")["level"],
                setext=True,
                end=m.end(),
            )
        return end

    def parse_fenced_code(self, m: Match[str], state: BlockState) -> int | None:
        marker, info = m["fenced_2"], m["fenced_3"]
        if marker[0] == "`" and "`" in info:
            return None
        # With a newline in front, which the engine finds at once; that of the opening line is the first one.
        closing = re.compile(r"\n {0,3}" + marker[0] + "{" + str(len(marker)) + r",}[ \t]*(?:\n|\Z)")
        start = min(m.end() + 1, state.cursor_max)
        closed = closing.search(state.src, m.end())
        code = state.src[start : closed.start() + 1 if closed else state.cursor_max]
        if m["fenced_1"] and code:
            code = re.sub("^ {0," + str(len(m["fenced_1"])) + "}", "", code, flags=re.M)
        state.append_token(
            {
                "type": "code",
                "code": code,
                "info": (unescape_char(info) if "\\" in info else info).strip(),
                "fence": marker,
                "closed": closed is not None,
                "opening": (
                    m.start("fenced_2"),
                    m.start("fenced_2") + len(state.src[m.start("fenced_2") : m.end()].rstrip()),
                ),
            }
        )
        return closed.end() if closed else state.cursor_max

    def parse_raw_html(self, m: Match[str], state: BlockState) -> int | None:
        if not _RAW_OPENING.fullmatch(m[0]):
            end = super().parse_raw_html(m, state)
            # mistune knows of no tag alone on its line that closes itself.
            alone = end is None and _SELF_CLOSED.match(state.src, state.cursor)
            return _parse_html_to_newline(state, self.BLANK_LINE) if alone else end
        # Any of these tags ends any of them, in any case.
        closing = _RAW_CLOSING.search(state.src, m.end())
        end = state.cursor_max
        if closing:
            newline = state.src.find("\n", closing.end())
            end = newline + 1 if newline >= 0 else end
        state.append_token({"type": "block_html", "raw": state.get_text(end)})
        return end

    def parse_list(self, m: Match[str], state: BlockState) -> int:
        assert isinstance(state, State)
        return parse_list(self, m, state)

    def compile_sc(self, rules: list[str] | None = None) -> re.Pattern[str]:
        """mistune's, with what ends the lazy lines of a quote in goldmark too."""
        return super().compile_sc([*rules, "atx_heading", "footnote"] if rules == _ENDS_QUOTE else rules)

    def extract_block_quote(self, m: Match[str], state: BlockState) -> tuple[str, int | None, set[int]]:
        assert isinstance(state, State)
        first, index = state.cursor, len(state.tokens)
        extracted = super().extract_block_quote(m, state)
        state.container, state.quote_index = first, index
        return extracted

    def parse_ref_link(self, m: Match[str], state: BlockState) -> int | None:
        end = state.append_paragraph()
        if end:
            return end
        label = m["reflink_1"]
        destination, after = link_destination(state.src, m.end(), block=True)
        key = unikey(label)
        if not key or destination is None or after is None:
            return None
        title, title_at, end = self._title_of_definition(state, after)
        if end is None:
            return None
        references = state.env["ref_links"]
        token: Token = {
            "type": "link_definition",
            "label": label,
            "destination": destination,
            "destination_at": destination_range(state.src, after, destination),
            "url": resolved(destination),
            "title": title,
            "title_at": title_at,
            "duplicate": key in references,
        }
        references.setdefault(key, token)
        state.append_token(token)
        return end

    def _title_of_definition(
        self, state: BlockState, after: int
    ) -> tuple[str | None, tuple[int, int] | None, int | None]:
        """The title of a reference definition whose destination ends at `after`, its range, and where that ends."""
        title, title_end = None, None
        # A title stands on the line of the destination or on the next one; it ends itself before a blank line.
        if not _BLANK_BETWEEN.match(state.src, after):
            title, title_end = parse_link_title(state.src, after, state.cursor_max)
        rest = re.compile(r"[ \t]*(?:\n|\Z)")
        if title_end and (line := rest.match(state.src, title_end)):
            blanks = re.compile(r"\s*").match(state.src, after)
            assert blanks
            return title, (blanks.end() + 1, title_end - 1), line.end()
        line = rest.match(state.src, after)
        return None, None, line.end() if line else None


def resolved(text: str) -> str:
    """A text with its escapes and entities resolved."""
    return unescape(unescape_char(text) if "\\" in text else text)


def link_destination(src: str, start: int, *, block: bool = False) -> tuple[str, int] | tuple[None, None]:
    """The destination of a link that stands at `start`, as written, and where it ends; None twice for none.

    `block` is for that of a reference definition.
    """
    # Nearly all are this simple, and need not be read character by character.
    if simple := _SIMPLE_DESTINATION.match(src, start):
        return simple[1], simple.end(1)
    return parse_link_href(src, start, block=block)


def destination_range(src: str, after: int, destination: str) -> tuple[int, int]:
    """Where a destination stands that was read up to `after`, without its angle brackets."""
    start = after - len(destination)
    if src[start:after] != destination or (not destination and src[after - 1] == ">"):
        start -= 1
    return start, start + len(destination)


def _parse_table(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
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


def _parse_footnote(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
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


def _parse_definition_list(block: BlockParser, m: Match[str], state: BlockState) -> int | None:
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


def parse_blocks(text: str, offsets: Offsets) -> tuple[list[Token], dict[str, Token], set[str]]:
    """The block tokens of a text, its link reference definitions and the labels of its footnotes, normalised."""
    state = State()
    state.process(text if text.endswith("\n") else text + "\n")
    state.offsets = offsets
    _BLOCK.parse(state)
    return state.tokens, state.env["ref_links"], cast("set[str]", state.env.get("footnotes", set()))


_BLOCK = Block()
