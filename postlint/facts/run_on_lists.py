"""List marks that make no list: the lines of a paragraph that a reader sees run together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.formulas import in_formula
from postlint.document.prose import line_breaks
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern
from postlint.text import Span

_BULLETS = "•·◦▪‣●○■□◆▶►➤✓✔✅☑➜→"
# The marks that a line may begin with, by what keeps them from making a list.
_MARKS = pattern(
    rf"""[ \t]*(?:(?P<glued>[-+]|\*(?=[^\W\d_][^*\n]*$)(?![a-z]+[A-Z]))(?=[^\W\d_]|[“"`*\[])(?!-|[A-Za-z](?![^\W\d_]))
    |(?P<number>\d{{1,2}})(?P<stop>[.)])(?:(?P<space>[ \t])|(?=[^\W\d_]|[“"`*\[《（]))
    |(?P<deep>[-*+])[ \t]+(?=\S)
    |(?P<bullet>[{_BULLETS}])(?=[ \t\w“"]))""",
    re.X | re.M,
)
_BEGINNING = pattern(rf"\n(?<!\x00\n)[ \t]*(?:[-+](?=[^\W\d_]|[ \t“\"`*\[])|\*(?!\*)|[{_BULLETS}]|\d{{1,2}}[.)](?!\d))")
_BREAK = pattern(r"<br\s*/?>[ \t]*\n", re.I)
_WRAPPED = 40
"""A line as long as this may have been wrapped by an editor."""
# A dash before one of these words goes on with the sentence above.
_CONJUNCTION = pattern(r"(?:and|or|but|nor|which|that|who|so|yet|then|as|if|because|while|even|not|the|an?)\b")
_PREFIX = pattern(r"\A[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?")
_KEY, _ENTRY = pattern(r"(?:\A|\n)[ \t]*[a-z][\w.-]*:\Z"), pattern(r"-[ \t]+[a-z][\w.-]*: ")
_OPTION = pattern(r"[-+][\w-]+(?:[=:,]|[ \t]{2}|[ \t]+[<\[(])")


def run_on_lists(doc: Document) -> Iterator[Leftover]:
    """The first mark of each list that is none, and each list that a wrapped line began by accident."""
    for block in doc.nodes(nodes.Paragraph) if _BEGINNING.search(doc.running_text) else ():
        text = block.prose.text
        if _BEGINNING.search(text):
            yield from _in(doc, block)
    for node in doc.nodes(nodes.List):
        if not node.ordered and node.marker in "+-" and len(node.children) == 1:
            yield from _by_accident(doc, node)


def _in(doc: Document, block: nodes.Paragraph) -> Iterator[Leftover]:
    prose = block.prose
    joined = {last for _, last, hard in line_breaks(prose.lines, 0, len(prose.text)) if not hard}
    lines = prose.lines
    starts = [0, *(match.end() for match in re.finditer(r"\n[ \t]*", lines))]
    groups: dict[str, list[re.Match[str]]] = {}
    for start in starts:
        match = _MARKS.match(lines, start)
        if match and match.lastgroup and not in_formula(prose, start):
            kind = "glued" if match["glued"] else match["stop"] or match["bullet"] or "deep"
            groups.setdefault(kind, []).append(match)
    if breaks := len(_BREAK.findall(prose.text)):
        # `<br>` at their ends keeps the lines apart.
        groups = {kind: marks for kind, marks in groups.items() if breaks < len(marks) - 1}
    for kind, marks in groups.items():
        mark = marks[0].span()
        if kind == "deep" and _is_yaml(lines, mark[0]) and doc.shortcode_around(prose.span(*mark)):
            continue
        if _is_list(lines, kind, marks) and any(match.start() in joined for match in marks[1:] or marks):
            yield _leftover(doc, block, marks)
            return


def _is_yaml(text: str, start: int) -> bool:
    """Whether an item is a line of YAML: "imports:", and "- path: a"."""
    return _KEY.search(text[:start].rstrip()) is not None and _ENTRY.match(text, start) is not None


def _is_list(text: str, kind: str, marks: list[re.Match[str]]) -> bool:
    """Whether lines that begin with the same kind of mark were meant as the items of a list."""
    if kind == "deep" and len(marks) == 1:
        return text[: marks[0].start()].rstrip()[-1:] in (":", "：")
    if len(marks) < 2:
        return False
    if kind == "glued":
        return not any(_OPTION.match(text, match.start("glued")) for match in marks)
    if kind in ".)":
        numbers = [int(match["number"]) for match in marks]
        return numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    return True


def _leftover(doc: Document, block: nodes.Paragraph, marks: list[re.Match[str]]) -> Leftover:
    prose = block.prose
    first = marks[0]
    start = first.start() + len(first[0]) - len(first[0].lstrip())
    end = first.end("stop") if first["stop"] else start + 1
    glued = [match for match in marks if match["glued"] or (match["stop"] and not match["space"])]
    places = tuple(prose.at(match.end("stop") if match["stop"] else match.end("glued")) for match in glued)
    kind = "run-on" if not first["bullet"] else "bullets"
    return Leftover(kind, doc.place(prose.span(start, end)), prose.text[start:end], places, " " if places else "")


def _by_accident(doc: Document, node: nodes.List) -> Iterator[Leftover]:
    """A list of one item that the sign at the beginning of a wrapped line made."""
    start = node.span.start
    number = doc.lines.number(start)
    above = doc.lines.span(number - 1)
    before = doc.text[above.start : above.end].rstrip()
    behind = doc.text[start + 1 : node.span.end].lstrip()
    wrapped = len(before) >= _WRAPPED and (before[-1].isalnum() or before[-1] in ")]`,")
    rest = _PREFIX.sub("", before)
    indent, prefix = len(doc.text[doc.lines.span(number).start : start].expandtabs(4)), len(before) - len(rest)
    # Below an item, the sign that this begins with makes a list within it.
    indented = indent > prefix or (
        indent == prefix and before[: len(before) - len(rest)].strip(" \t>") == doc.text[start]
    )
    goes_on = doc.text[start] == "+" or _CONJUNCTION.match(behind)
    if (
        wrapped
        and not indented
        and (behind[:1].islower() or behind[:1].isdigit())
        and goes_on
        and _is_paragraph_end(doc, above.end)
    ):
        yield Leftover("accidental", doc.place(Span(start, start + 1)), doc.text[start])


def _is_paragraph_end(doc: Document, end: int) -> bool:
    ends = {block.span.end for block in doc.nodes(nodes.Paragraph)}
    line = doc.text[:end].rstrip()
    return len(line) in ends
