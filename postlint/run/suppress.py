"""Adds comments that silence findings to an article, each where it works and changes nothing that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from postlint.diagnostic import Change, Diagnostic, Edit, Fix
from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.suppressions import apply, directives_of
from postlint.run.fixer import damage
from postlint.text import Span, newline_of

_PASSED = (nodes.HtmlBlock, nodes.HtmlInline, nodes.Text, nodes.SoftBreak)
_PREFIX = re.compile(r"[ \t>]*")


def with_suppressions(
    doc: Document, findings: Sequence[Diagnostic], parse: Callable[[str], Document], reason: str = ""
) -> tuple[str, list[Diagnostic]]:
    """The text with comments that silence findings, and the findings for which no comment works.

    `parse` parses another text of this article; `reason` is the reason that comments give, "" for none.
    """
    why = f" -- {reason}" if reason else ""
    by_line: dict[int, list[Diagnostic]] = {}
    for finding in findings:
        by_line.setdefault(finding.place.line, []).append(finding)
    whole: dict[str, None] = {}
    # From the end on: what is inserted moves no line that is still to come.
    for line in sorted(by_line, reverse=True):
        rules = sorted({finding.rule for finding in by_line[line]})
        changed = next(
            (edit for edit in _edits(doc, line, rules, why) if _works(doc, edit, line, by_line[line], parse)), None
        )
        if changed:
            doc = parse(_applied(doc, changed))
        else:
            whole |= dict.fromkeys(rules)
    if not whole:
        return doc.text, []
    newline = newline_of(doc.text)
    comment = f"{newline}<!-- postlint-disable-file {' '.join(whole)}{why} -->{newline}"
    edit = Edit(Span(len(doc.text), len(doc.text)), newline * (not doc.text.endswith("\n")) + comment)
    remaining = [finding for finding in findings if finding.rule in whole]
    if _works(doc, edit, 0, remaining, parse):
        return _applied(doc, edit), []
    return doc.text, remaining


def _edits(doc: Document, line: int, rules: Sequence[str], why: str) -> Iterator[Edit]:
    """The comments that may silence rules in a line: at its end, or in the line above."""
    span = doc.lines.span(line)
    if span.start < doc.body.start:
        return
    names = " ".join(rules) + why
    yield Edit(Span(span.end, span.end), f" <!-- postlint-disable-line {names} -->")
    prefix = _PREFIX.match(doc.text, span.start, span.end)
    above = f"{prefix[0] if prefix else ''}<!-- postlint-disable-next-line {names} -->{newline_of(doc.text)}"
    yield Edit(Span(span.start, span.start), above)


def _works(
    doc: Document, edit: Edit, line: int, findings: Sequence[Diagnostic], parse: Callable[[str], Document]
) -> bool:
    """Whether an edit silences findings, and a reader sees the same."""
    text = _applied(doc, edit)
    new = parse(text)
    below = text.count("\n", edit.span.start, edit.span.start + len(edit.text)) if line else 0
    moved = [_at_line(finding, finding.place.line + below) for finding in findings]
    if apply(moved, directives_of(new))[0]:
        return False
    if damage(doc, text, [Fix.safe(edit, changes=[Change.BLOCKS])]):
        return False
    return _blocks(doc) == _blocks(new)


def _blocks(doc: Document) -> list[str]:
    """The kinds of the blocks, without HTML and text; of code blocks, the code."""
    blocks = [node for node in nodes.walk(doc.blocks) if not isinstance(node, _PASSED)]
    return [node.code if isinstance(node, nodes.CodeBlock) else type(node).__name__ for node in blocks]


def _at_line(finding: Diagnostic, line: int) -> Diagnostic:
    return replace(finding, place=finding.place._replace(line=line))


def _applied(doc: Document, edit: Edit) -> str:
    return doc.text[: edit.span.start] + edit.text + doc.text[edit.span.end :]
