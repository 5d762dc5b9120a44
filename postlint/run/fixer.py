"""Repairs: chooses fixes that do not touch one another, applies them, and proves that nothing else has changed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from postlint.diagnostic import Change, Diagnostic, Edit, Fix, Safety
from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.nodes import walk

# A fix may uncover the next one; a chain longer than this is two rules undoing each other.
MAX_PASSES = 10
_MOST_PROOFS = 200
"""The most proofs of one pass over an article: fixes that are not proven then wait for another run."""


@dataclass(frozen=True, slots=True)
class Repair:
    """The result of one pass over a text."""

    text: str
    applied: tuple[Diagnostic, ...]
    dropped: tuple[tuple[Diagnostic, str], ...]
    """The findings whose fix would have changed more than it declares, each with what."""
    document: Document | None = None
    """The repaired text, if it was parsed to prove the fixes."""


Chosen = tuple[Diagnostic, Fix]


def repair(doc: Document, findings: Iterable[Diagnostic], *, unsafe: bool = False) -> Repair:
    """Apply the fixes of findings; those that touch an earlier one wait for the next pass.

    Every fix is proven: the repaired text is parsed, and nothing but what the fix declares may differ.
    """
    chosen = _choose(findings, unsafe)
    if not chosen:
        return Repair(doc.text, (), ())
    proven, dropped, proof = _proven(doc, chosen)
    text = apply_edits(doc.text, proven)
    parsed = proof if proof and proof.text == text else None
    return Repair(text, tuple(finding for finding, _ in proven), tuple(dropped), parsed)


def _proven(
    doc: Document, chosen: Sequence[Chosen]
) -> tuple[list[Chosen], list[tuple[Diagnostic, str]], Document | None]:
    """The proven fixes, the dropped ones, each with what it would change, and the last good proof.

    Where a proof fails, the fixes are halved until the harmful ones are found: one parse for each would take very long
    for an article with thousands of them.
    """
    proven: list[Chosen] = []
    dropped: list[tuple[Diagnostic, str]] = []
    waiting = [list(chosen)]
    proofs = 0
    good: Document | None = None
    while waiting:
        part = waiting.pop()
        proofs += 1
        harm, after = "too many other fixes would change other things", doc
        if proofs <= _MOST_PROOFS:
            harm, after = _harm_of(doc, part, proven)
        if not harm:
            good = after
            proven = sorted([*proven, *part], key=lambda choice: choice[0].order)
        elif len(part) == 1 or proofs > _MOST_PROOFS:
            dropped += ((finding, harm) for finding, _ in part)
        else:
            half = len(part) // 2
            waiting += part[half:], part[:half]
    return proven, dropped, good


def _harm_of(doc: Document, part: Sequence[Chosen], proven: Sequence[Chosen]) -> tuple[str, Document]:
    """What fixes would change beyond what they declare, by themselves and with the proven ones; and the proof."""
    groups: dict[frozenset[Change], list[Chosen]] = {}
    for finding, fix in part:
        groups.setdefault(fix.changes, []).append((finding, fix))
    # What one fix declares permits nothing to another, so those that declare the same are proven by themselves.
    after = doc
    for group in groups.values():
        harm, after = _harm(doc, group)
        if harm:
            return harm, after
    return _harm(doc, [*proven, *part]) if proven or len(groups) > 1 else ("", after)


def _harm(doc: Document, chosen: Sequence[Chosen]) -> tuple[str, Document]:
    after = _parsed(doc, apply_edits(doc.text, chosen))
    return _damage(doc, after, [fix for _, fix in chosen]), after


def _choose(findings: Iterable[Diagnostic], unsafe: bool) -> list[Chosen]:
    """The fixes to apply now, by place; where two touch, the first by place and then by rule."""
    chosen: list[Chosen] = []
    ranges: list[tuple[int, int]] = []
    for finding in sorted(findings, key=lambda finding: finding.order):
        fix = finding.fix
        if fix is None or not fix.edits or not (unsafe or fix.safety is Safety.SAFE):
            continue
        if not any(_touches(edit, ranges) for edit in fix.edits):
            chosen.append((finding, fix))
            for edit in fix.edits:
                insort(ranges, (edit.span.start, edit.span.end))
    return chosen


def _touches(edit: Edit, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether an edit touches one of these ranges, which do not touch one another and are sorted.

    Adjacent ranges touch too: the order of the texts of two edits would be a matter of chance.
    """
    start, end = edit.span
    at = bisect_left(ranges, (start, start))
    return (at > 0 and ranges[at - 1][1] >= start) or (at < len(ranges) and ranges[at][0] <= end)


def apply_edits(text: str, chosen: Iterable[Chosen]) -> str:
    """The text with the edits of fixes that do not touch one another."""
    edits = sorted((edit for _, fix in chosen for edit in fix.edits), key=lambda edit: edit.span)
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += text[position : edit.span.start], edit.text
        position = edit.span.end
    whole = "".join([*parts, text[position:]])
    if whole.endswith("\n") and text and not text.endswith("\n"):
        # A file without a newline at its end stays without one: no rule reports that.
        whole = whole.rstrip("\r\n")
    return whole


def damage(before: Document, text: str, fixes: Sequence[Fix]) -> str:
    """What a repaired text changes beyond what its fixes declare, in a few words; "" for nothing."""
    return _damage(before, _parsed(before, text), fixes)


def _parsed(before: Document, text: str) -> Document:
    return Document(before.path, text, before.schema, before.dialect, before.declared)


def _damage(before: Document, after: Document, fixes: Sequence[Fix]) -> str:
    declared = frozenset(change for fix in fixes for change in fix.changes)
    edits = sum(len(fix.edits) for fix in fixes)
    for what, differs in _PROOFS:
        if differs(before, after, declared, edits):
            return what
    return ""


Proof = Callable[[Document, Document, frozenset[Change], int], bool]


def _text_differs(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    old, new = _texts(before), _texts(after)
    if Change.BLOCKS in declared:
        # Blocks may come and go, but no letter may, unless that is declared too.
        return Change.TEXT not in declared and _letters("".join(old)) != _letters("".join(new))
    if len(old) != len(new):
        return True
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    if Change.TEXT in declared:
        return len(changed) > edits
    if Change.MARKUP in declared:
        return len(changed) > edits or any(_letters(one) != _letters(other) for one, other in changed)
    return bool(changed)


def _letters(text: str) -> str:
    """A text without spaces and punctuation: what no repair of markup may touch."""
    return "".join(character for character in text if character.isalnum())


def _texts(doc: Document) -> list[str]:
    """The rendered text of every block that has one, in order."""
    return [block.text for block in doc.prose]


def _literal_markers_grew(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    if Change.TEXT in declared:
        return False
    return _literal_markers(after) > _literal_markers(before)


def _literal_markers(doc: Document) -> int:
    return sum(run.literal for block in doc.prose for run in block.prose.runs)


def _emphasis_differs(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    if declared & {Change.MARKUP, Change.TEXT, Change.BLOCKS}:
        return False
    return _emphasis(before) != _emphasis(after)


def _emphasis(doc: Document) -> list[tuple[str, str]]:
    return [
        (node.marker if isinstance(node, nodes.Emphasis) else "~", node.text)
        for node in walk(doc.blocks)
        if isinstance(node, nodes.Emphasis | nodes.Strikethrough)
    ]


def _links_differ(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    return Change.LINKS not in declared and _links(before) != _links(after)


def _links(doc: Document) -> list[tuple[str, str]]:
    return [
        (type(node).__name__, node.url)
        for node in walk(doc.blocks)
        if isinstance(node, nodes.Link | nodes.Autolink | nodes.LinkDefinition)
    ]


def _headings_differ(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    if Change.HEADINGS in declared:
        return False
    exact = not declared & {Change.TEXT, Change.MARKUP}
    return _headings(before, exact) != _headings(after, exact)


def _headings(doc: Document, exact: bool) -> list[tuple[int, str | None, str]]:
    return [(heading.level, heading.id, heading.text if exact else "") for heading in doc.headings]


def _front_matter_differs(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    old, new = before.front_matter, after.front_matter
    if Change.FRONT_MATTER in declared:
        return bool(new and new.problems) and not (old and old.problems)
    return (old.data if old else None) != (new.data if new else None) or bool(old) != bool(new)


def _blocks_differ(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    if Change.BLOCKS in declared:
        return False
    exact = Change.HEADINGS not in declared
    return _shape(before, exact) != _shape(after, exact)


def _shape(doc: Document, headings: bool) -> list[str]:
    """The kinds of blocks, in order; headings as paragraphs where they may come and go."""
    kinds = [type(node).__name__ for node in walk(doc.blocks) if not isinstance(node, _INLINE)]
    return kinds if headings else ["Paragraph" if kind == "Heading" else kind for kind in kinds]


_INLINE = (
    nodes.Text,
    nodes.CodeSpan,
    nodes.Emphasis,
    nodes.Strikethrough,
    nodes.Link,
    nodes.Autolink,
    nodes.HtmlInline,
    nodes.ShortcodeMark,
    nodes.SoftBreak,
    nodes.HardBreak,
    nodes.FootnoteReference,
)


def _code_differs(before: Document, after: Document, declared: frozenset[Change], edits: int) -> bool:
    return Change.BLOCKS not in declared and _verbatim(before) != _verbatim(after)


def _verbatim(doc: Document) -> list[Any]:
    """Code, HTML and shortcodes, which a repair of the text leaves alone."""
    code = [(node.code, node.info) for node in doc.nodes(nodes.CodeBlock)]
    spans = [node.code for node in doc.nodes(nodes.CodeSpan)]
    html = [node.html for node in doc.nodes(nodes.HtmlBlock)] + [node.html for node in doc.nodes(nodes.HtmlInline)]
    calls = [
        (call.name, call.markup, [(parameter.name, parameter.value) for parameter in call.parameters])
        for call in doc.shortcodes.calls
    ]
    return [code, spans, html, calls]


_PROOFS: tuple[tuple[str, Proof], ...] = (
    ("the front matter would change", _front_matter_differs),
    ("the structure of the text would change", _blocks_differ),
    ("other text would change", _text_differs),
    ("other markers would show on the page", _literal_markers_grew),
    ("emphasis would change", _emphasis_differs),
    ("links would change", _links_differ),
    ("headings would change", _headings_differ),
    ("code, HTML or shortcodes would change", _code_differs),
)
