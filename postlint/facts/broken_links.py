"""Links and images of which a bracket or parenthesis is missing, doubled or of another kind: they show as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from postlint.document.addresses import ABSOLUTE, ADDRESS, SHORTCODE, is_address, without_punctuation
from postlint.document.document import Document
from postlint.document.formulas import in_formula
from postlint.document.nodes import ProseBlock
from postlint.document.prose import Prose
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern

_TITLE = r"(?:\s+\"[^\"\n]*\"|\s+'[^'\n]*')?"
_TARGET = pattern(rf"\(\s*<?(?P<address>{ADDRESS})>?{_TITLE}\s*\)", re.I)
_OPENED = pattern(rf"\(\s*(?P<address>{ADDRESS})(?P<wrong>[\]}}>）](?![\w(]))?", re.I)
_DOUBLED = pattern(rf"\(\(\s*(?P<address>{ADDRESS})\)(?!\))", re.I)
_BRACKETED = pattern(rf"\[\(\s*(?P<address>{ADDRESS})\)(?!\])", re.I)
_OTHER_KIND = pattern(
    rf"\{{(?P<curly>{ADDRESS})\}}|<(?P<angle>{ABSOLUTE})>|（(?P<wide>{ADDRESS})[）)]|\[(?P<square>{ADDRESS})\)", re.I
)
_UNOPENED = pattern(rf"(?P<address>{ABSOLUTE}|\.{{0,2}}/[\w.~%/-]+|{SHORTCODE})\)", re.I)
_LINE = r"[^\[\]()\n]{1,120}?"
_HALF_TEXT = pattern(
    rf"!?\[(?P<text>{_LINE}(?:\n{_LINE})?)(?P<wrong>[)}}>]?)\((?P<address>{ABSOLUTE}|\.{{0,2}}/[\w.~%/-]+|{SHORTCODE})\)",
    re.I,
)
# What stands right behind the text of a link: a bracket, or the beginning of an address.
_FOLLOWING = "({<[（hHwW./\ue000"
_FAR = 2000
_PARENTHESIS = pattern("[()（）]")
_CLOSED_WITHIN = pattern(r"\[[^\[\]\\\n]{0,100}\\\]")
_WORD = pattern(r"[^\W\d_]{2}|[^\x00-\u2e7f]")
_CLASS = pattern(r"\^?(?:\w-\w|\\.|[^\w\s])+\Z")


class BrokenLink(Struct, frozen=True):
    """A link that shows as it is written: its place in a text, what is wrong with it, and what to write."""

    prose: Prose
    start: int
    end: int
    fault: str
    edits: tuple[tuple[int, int, str], ...] = ()
    """What makes a link of it, as ranges of the text and what is to stand there."""
    address: str = ""
    """Where it leads once it is one."""

    @property
    def meant(self) -> str:
        """What to write; "" where that is not known, or more than the place itself has to change."""
        start = min((at for at, _, _ in self.edits), default=0)
        if not self.edits or start >= self.end or self.end - self.start < 2:
            return ""
        meant = self.prose.text[self.start : self.end]
        for first, last, text in sorted(self.edits, reverse=True):
            meant = meant[: first - self.start] + text + meant[last - self.start :]
        return meant


def broken_links(doc: Document) -> Iterator[Leftover]:
    """The links of an article that a bracket or parenthesis keeps from being one: "half-link" or "half-image"."""
    for link in _candidates(doc):
        prose = link.prose
        if in_formula(prose, link.start):
            continue
        kind = "half-image" if prose.text[link.start] == "!" else "half-link"
        edits = tuple((*prose.span(first, last), text) for first, last, text in link.edits)
        address = "" if "\ue000" in link.address else link.address
        place = doc.place(prose.span(link.start, link.end))
        yield Leftover(kind, place, f"{link.fault}|{link.meant}", insert=address, edits=edits)


def _candidates(doc: Document) -> Iterator[BrokenLink]:
    for block in doc.bracketed_prose:
        yield from _with_pairs(block)
    for block in doc.leftover_prose:
        if "[" in block.prose.text or "]" in block.prose.text:
            yield from _with_halves(block)
    if "))" in doc.running_text:
        for block in doc.prose:
            if "))" in block.prose.text:
                yield from _with_extra(block.prose)


def _with_pairs(block: ProseBlock) -> Iterator[BrokenLink]:
    prose, text = block.prose, block.prose.text
    pairs = dict(prose.brackets)
    for start, end in prose.brackets:
        following = text[end : end + 1]
        if following and following in _FOLLOWING and _may_be_text(text, start, end):
            link = _behind_pair(prose, pairs, start, end, following)
            if link:
                yield link


def _behind_pair(prose: Prose, pairs: dict[int, int], start: int, end: int, following: str) -> BrokenLink | None:
    text = prose.text
    if following == "(":
        return _with_target(prose, start, end)
    if following == "[" and (whole := _BRACKETED.match(text, end)):
        fault = "a bracket too many stands before its address"
        return BrokenLink(prose, start, whole.end(), fault, ((end, end + 1, ""),), whole["address"])
    if following in "{<（" or (following == "[" and end not in pairs):
        if (other := _OTHER_KIND.match(text, end)) and (following != "<" or _WORD.search(text[start:end])):
            edits = ((end, end + 1, "("), (other.end() - 1, other.end(), ")"))
            fault = "its address stands in brackets of another kind"
            return BrokenLink(prose, start, other.end(), fault, edits, other[other.lastgroup or 0])
        return None
    # `TYPE[.GROUP][/NAME]` says what may be left out.
    before = text[start - 1 : start]
    joined = before in ("]", "/") or (before.isascii() and before.isalnum())
    # `[code][/code]` are tags.
    tags = following == "[" and text[end + 1 : pairs[end] - 1] == "/" + text[start + 1 : end - 1]
    if following == "[" and not (start and joined) and not tags and is_address(text[end + 1 : pairs[end] - 1]):
        edits = ((end, end + 1, "("), (pairs[end] - 1, pairs[end], ")"))
        address = text[end + 1 : pairs[end] - 1]
        return BrokenLink(prose, start, pairs[end], "its address stands in square brackets", edits, address)
    if (unopened := _UNOPENED.match(text, end)) and _depth(prose, start) == 0:
        fault = "the parenthesis before its address is missing"
        return BrokenLink(prose, start, unopened.end(), fault, ((end, end, "("),), unopened["address"])
    return None


def _with_target(prose: Prose, start: int, end: int) -> BrokenLink | None:
    """What is wrong with a pair of brackets and a parenthesis that make no link."""
    text = prose.text
    if doubled := _DOUBLED.match(text, end):
        edits: tuple[tuple[int, int, str], ...] = ((end, end + 1, ""),)
        return BrokenLink(prose, start, doubled.end(), "a parenthesis is doubled", edits, doubled["address"])
    if whole := _TARGET.match(text, end):
        if "](" in text[start : end - 1] or "://" in text[start : end - 1]:
            return BrokenLink(prose, end - 1, whole.end(), "it holds another link, which no link may")
        return None
    opened = _OPENED.match(text, end)
    if opened is None or _closes(text, end) or (opened["address"][:1] in "#./" and not _ends_word(text, opened)):
        return None
    address = without_punctuation(opened["address"])
    last = opened.start("address") + len(address)
    wrong = opened["wrong"]
    if wrong and last == opened.end("address"):
        fault = f"its address ends in “{wrong}” instead of “)”"
        return BrokenLink(prose, start, last + 1, fault, ((last, last + 1, ")"),), address)
    return BrokenLink(
        prose, start, last, "the parenthesis behind its address is missing", ((last, last, ")"),), address
    )


def _with_halves(block: ProseBlock) -> Iterator[BrokenLink]:
    prose, text = block.prose, block.prose.text
    known = {start for start, _ in (*prose.leftovers, *prose.brackets)}
    for start, end in prose.leftovers:
        sign = text[start]
        if sign == "]" and "\\[" in text[max(0, start - 300) : start]:
            continue
        if sign == "]" and (target := _TARGET.match(text, end)):
            yield BrokenLink(prose, start, target.end(), "the bracket before its text is missing")
        elif sign == "]" and (opened := _OPENED.match(text, end)) and not _closes(text, end):
            if "://" in opened["address"]:
                yield BrokenLink(prose, start, opened.end("address"), "most of its brackets are missing")
        elif sign in "![" and (half := _HALF_TEXT.match(text, start)):
            if _WORD.search(half["text"]) and not half["text"][-1:].isspace():
                yield _half_text(prose, half)
        elif sign in "![" and _CLOSED_WITHIN.match(text, end):
            # "[[a\\] b](/c/)": the text of the link closes it.
            continue
        elif sign in "![" and text.startswith(("[", "!["), end) and end not in known and text[end + 1] not in "^!":
            yield BrokenLink(prose, start, end, "a bracket before a link or an image is never closed")
        elif sign in "![" and text.startswith("![", end) and end not in known:
            yield BrokenLink(prose, start, end, "the brackets around an image are never closed")


def _half_text(prose: Prose, half: re.Match[str]) -> BrokenLink:
    start, end = half.span("wrong")
    fault = (
        f"its text ends in “{half['wrong']}” instead of “]”"
        if half["wrong"]
        else "the bracket behind its text is missing"
    )
    return BrokenLink(prose, half.start(), half.end(), fault, ((start, end, "]"),), half["address"])


def _with_extra(prose: Prose) -> Iterator[BrokenLink]:
    """A parenthesis right behind a link that nothing opened."""
    for start, end in prose.unwritten:
        # A reference by the text of the link alone has no target, and may end the text.
        if prose.text[start : start + 1] != "(" or prose.text[end - 1 : end + 1] != "))":
            continue
        begin = _text_start(prose.text, start)
        # What the text of the link opens is closed behind it.
        own = sum((sign in "(（") - (sign in ")）") for sign in prose.text[begin:start])
        if own <= 0 and _depth(prose, begin) == 0:
            yield BrokenLink(prose, end, end + 1, "a parenthesis too many stands behind it", ((end, end + 1, ""),))


def _text_start(text: str, end: int) -> int:
    """Where the text in brackets begins that stands before the target of a link: its parentheses are its own."""
    depth = 0
    for position in range(end - 1, max(end - 1000, -1), -1):
        depth += (text[position] == "]") - (text[position] == "[")
        if depth == 0:
            return position
    return end


def _depth(prose: Prose, end: int) -> int:
    """How many parentheses are open at a place of a text, those of links and those far before it aside."""
    depth = 0
    for sign in _PARENTHESIS.findall(prose.masked, max(0, end - _FAR), end):
        depth = max(0, depth + (1 if sign in "(（" else -1))
    return depth


def _closes(text: str, start: int) -> bool:
    """Whether the parenthesis that opens at `start` is closed in its block."""
    depth = 0
    for character in text[start : start + 1000]:
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return True
    return False


def _ends_word(text: str, match: re.Match[str]) -> bool:
    return match.end() == len(text) or text[match.end()] in " \t\n.,;:!?" or bool(match["wrong"])


def _may_be_text(text: str, start: int, end: int) -> bool:
    """Whether brackets may hold the text of a link: no index, no set of characters, no box."""
    inside = text[start + 1 : end - 1] if text[start] == "[" else text[start + 2 : end - 1]
    before = text[start - 1 : start]
    if text[start] == "!":
        return True
    if before.isalnum() and before.isascii() and "://" not in text[end : end + 12]:
        return False
    return bool(_WORD.search(inside) or "\ufffc" in inside or "`" in inside) and not _CLASS.match(inside)
