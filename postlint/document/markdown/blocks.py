"""The blocks of Markdown, parsed by mistune, with the place of each carried along.

mistune gives no positions. It takes the prefixes of quotes and lists from the left of lines only, so each line of a
nested text is a suffix of a line of the text around it, and offsets can be carried down from state to state. Where
goldmark, Hugo's parser, differs from mistune (tables, footnotes, definition lists, reference definitions), the grammar
is replaced here.
"""

from __future__ import annotations

import re
from re import Match
from typing import cast

from postlint.document.markdown.destinations import destination_range, link_destination, resolved, title_of_definition
from postlint.document.markdown.footnotes import parse_definition_list, parse_footnote
from postlint.document.markdown.lists import parse_list
from postlint.document.markdown.mistune_blocks import (
    HTML_ATTRIBUTES,
    HTML_TAGNAME,
    LINK_LABEL,
    BlockParser,
    BlockState,
    parse_html_to_newline,
    unescape_char,
    unikey,
)
from postlint.document.markdown.state import State, Token
from postlint.document.markdown.tables import parse_table
from postlint.document.prose import Offsets

_BLANKS = " \t\n\f"
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
        self.register("table", _TABLE, parse_table, before="setex_heading")
        self.register("footnote", r"^ {0,3}\[\^[^\]\s]+\]:", parse_footnote, before="ref_link")
        self.register("definition_list", r"^:[ \t]+[^\s]", parse_definition_list)
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
        if end:
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
            return parse_html_to_newline(state, self.BLANK_LINE) if alone else end
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
        title, title_at, end = title_of_definition(state.src, after, state.cursor_max)
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


def parse_blocks(text: str, offsets: Offsets) -> tuple[list[Token], dict[str, Token], set[str]]:
    """The block tokens of a text, its link reference definitions and the labels of its footnotes, normalised."""
    state = State()
    state.process(text if text.endswith("\n") else text + "\n")
    state.offsets = offsets
    _BLOCK.parse(state)
    return state.tokens, state.env["ref_links"], cast("set[str]", state.env.get("footnotes", set()))


_BLOCK = Block()
