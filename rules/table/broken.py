"""Lines of pipes that make no table, and show as they were typed.

A table needs a row of dashes below its head, with as many cells as the head has: `| --- | --- |`. Where that row is
missing, has other signs or fewer cells, the reader sees one paragraph full of pipes.

## Fix safety
Unsafe: the row of dashes is made to fit the head; perhaps it is the head that lacks a cell.
"""

from bisect import bisect_left
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Prose, Rule, Severity, Span, nodes, pattern
from postlint.helpers.formulas import in_formula

_LINE = pattern(r"[^\n]+")
_DASHES = pattern(r"[ \t]*[|+]?(?=[^\n]*[|+])[ \t]*[:=—–_+-]+[ \t]*(?:[|+][ \t]*[:=—–_+-]+[ \t]*)*[|+]?[ \t]*")
_ROW = pattern(r"[ \t]*\|(?:[^|\n]*\|){2,}[ \t]*")
_CELLS = pattern(r"(?<!\\)\|")
_RULE = pattern(r"[=—–_-]")
_MARKER = pattern(r"[^\s>]")


class Broken(Rule):
    severity = Severity.WARNING
    customary = True
    signs = ("|",)

    good = [
        Good("| a | b |\n|---|:-:|\n| 1 |\n\na | b\n--|--\n1 | 2\n"),
        Good("|x| + |y| >= |x + y|\n\nUse a | b | c, or `| a |`.\n", "a formula, and a choice"),
        Good("ls | grep x | wc\nps | grep y\n", "commands"),
        Good("```\n| a | b |\n| 1 | 2 |\n```\n"),
        Good(
            "| a | b |\n|---|\n| 1 | 2 |\n",
            "kramdown makes a table of it",
            site={"_config.yml": "", "_posts/2026-01-02-b.md": ""},
        ),
        Good("One | Two | Three\n", "a row of words"),
        Good("Text\n---|---\n", "may be drawn"),
        Good("| a | b |\n|---|---|---|\n| 1 | 2 | 3 |\n", "the head is filled up with an empty cell"),
        Good("---|---\nText.\n", "may be drawn"),
        Good("Text\n|---|---|\n", "may be drawn"),
        Good("|---|---|\n", "may be drawn"),
        Good("$$\n|a|b|\n|c|d|\n$$\n", "a formula"),
    ]
    bad = [
        Bad(
            "| a | b | c |\n⟦|---|---|⟧\n| 1 | 2 | 3 |\n",
            fixed="| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n",
            message="has 2 cells, and its head 3",
        ),
        Bad(
            "⟦| a | b |⟧\n| 1 | 2 |\n| 3 | 4 |\n",
            fixed="| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n",
            message="missing",
        ),
        Bad("| a | b |\n⟦| — | — |⟧\n| 1 | 2 |\n", fixed="| a | b |\n| --- | --- |\n| 1 | 2 |\n", message="dashes"),
        Bad("| a | b |\n\n⟦|---|---|⟧\n| 1 | 2 |\n", message="no head"),
        Bad("| a | b |\n|---|---|\n| 1 | 2 |\n\n⟦| 3 | 4 |⟧\n", message="blank line"),
        Bad("⟦|---|---|⟧\nText.\n", message="no head"),
        Bad("| a | b |\n⟦|---|⟧\n| 1 | 2 |\n", message="has 1 cell, and its head 2"),
        Bad("⟦|---|---⟧\nText.\n", message="no head"),
        Bad("| a | b |\n⟦|---|⟧\n", fixed="| a | b |\n|---|---|\n"),
        Bad(
            "Text\n| a | b | c |\n⟦|---|---|⟧\n| 1 | 2 | 3 |\n",
            fixed="Text\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n",
        ),
        Bad("⟦| a-b | c |⟧\n| 1 | 2 |\n", fixed="| a-b | c |\n| --- | --- |\n| 1 | 2 |\n"),
        Bad("| a | b | c |\n⟦| — | — |⟧\n| 1 | 2 | 3 |\n", message="other signs"),
        Bad("| a |\n|---|\n| 1 |\n\nText.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n⟦| 3 | 4 |⟧\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "|" not in doc.running_text or not doc.dialect.is_commonmark:
            return
        tables = sorted(table.span.end for table in doc.nodes(nodes.Table))
        for block in doc.nodes(nodes.Paragraph):
            text = block.prose.text
            if text.count("|") > 1:
                yield from self._judge(doc, block, tables)

    def _judge(self, doc: Document, block: nodes.Paragraph, tables: list[int]) -> Iterator[Diagnostic]:
        prose = block.prose
        lines = [match.span() for match in _LINE.finditer(prose.text)]
        masked = prose.lines
        shown = [masked[start:end] for start, end in lines]
        if in_formula(prose, 0):
            return
        for number, line in enumerate(shown):
            below_head = number == 0 or "|" in shown[number - 1]
            if below_head and len(lines) > 1 and _DASHES.fullmatch(line) and _RULE.search(line):
                yield self._dashes(doc, prose, lines, number)
                return
        rows = [number for number, line in enumerate(shown) if _ROW.fullmatch(line)]
        cells = {_count(shown[row]) for row in rows}
        if len(rows) >= 2 and rows == [*range(rows[0], rows[-1] + 1)] and len(cells) == 1:
            yield self._missing(doc, prose, lines[rows[0]], cells.pop())
        elif len(lines) == 1 and rows and _is_below_table(doc, block.span.start, tables):
            message = "a blank line ends the table above, so this row shows as it is written: remove the blank line"
            yield self.at(doc, block.span, message)

    def _dashes(self, doc: Document, prose: Prose, lines: list[tuple[int, int]], number: int) -> Diagnostic:
        start, end = lines[number]
        row = prose.text[start:end]
        start += len(row) - len(row.lstrip())
        span = prose.span(start, start + len(row.strip()))
        if not number:
            return self.at(doc, span, "this row of dashes has no head right above it, so there is no table")
        head, cells = (_count(prose.text[slice(*lines[at])]) for at in (number - 1, number))
        why = "its row of dashes has other signs than “-”, “:” and “|”"
        if not set(row).difference(" \t|:-") and head != cells:
            why = f"its row of dashes has {cells} cell{'s' * (cells > 1)}, and its head {head}"
        wanted = "|---" * head + "|" if "---|" in row else "| --- " * head + "|"
        fix = Fix.unsafe(Edit(span, wanted), title=f"Write “{wanted}”", changes=list(Change))
        return self.at(doc, span, f"this is no table, as {why}: write “{wanted}”", fix=fix)

    def _missing(self, doc: Document, prose: Prose, line: tuple[int, int], cells: int) -> Diagnostic:
        span = prose.span(*line)
        number = doc.lines.number(span.start)
        # The marker of a list stands on its first line only.
        prefix = _MARKER.sub(" ", doc.text[doc.lines.span(number).start : span.start])
        row = doc.newline + prefix + "| --- " * cells + "|"
        fix = Fix.unsafe(Edit(Span(span.end, span.end), row), title="Add the row of dashes", changes=list(Change))
        message = "the row of dashes below the head is missing, so this is no table and shows as it is written: add it"
        return self.at(doc, span, message, fix=fix)


def _count(row: str) -> int:
    """How many cells a row has."""
    return len(_CELLS.split(row.replace("+", "|").strip().strip("|")))


def _is_below_table(doc: Document, start: int, ends: list[int]) -> bool:
    """Whether there is nothing but blank lines between a paragraph and the table before it."""
    index = bisect_left(ends, start)
    return index > 0 and not doc.text[ends[index - 1] : start].strip(" \t\r\n>")
