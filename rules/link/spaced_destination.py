"""An address with a space in it, which makes the whole link show as plain text.

Markdown ends an address at the first space, so `[the plan](/files/the plan.pdf)` is no link. The same happens where the
title of a link stands in curly quotes.

## Fix safety
Safe where only the quotes of a title are curly. Unsafe where spaces of a path become `%20`: the file may be named
otherwise.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity
from postlint.nodes import Prose
from postlint.wording import quoted

_INSIDE = re.compile(r"\((?P<inside>[^()\n\ue000]*(?:\([^()\n\ue000]*\)[^()\n\ue000]*)*)\)")
_START = re.compile(r"https?://|mailto:|www\.|\.{0,2}/|#[^\W\d]", re.I)
_FILE = re.compile(
    r"[^\s\"'?#,;:][^\"'?#,;:]*\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|zip|mp[34])(?:#\S*)?", re.I
)
_PATH = re.compile(r"[^\"'“”„<>|]*")
_CURLY_TITLE = re.compile(r"(?P<url>\S+)[ \t]+(?P<open>[“”„‟])(?P<title>[^“”„‟\"]*)(?P<close>[“”‟])\s*")


class SpacedDestination(Rule):
    severity = Severity.ERROR

    good = [
        Good('See [the plan](/files/the%20plan.pdf) and [it](</the plan/> "A title").\n'),
        Good("The values [a, b](see below for more) and x[1](a b).\n", "a remark, no address"),
        Good("See [it](/a/ 'A title') or [it](/a/ (A title)).\n"),
        Good("Write `[text](/a b)`.\n"),
        Good("- [ ] (/a b) and \\[text](/a b)\n"),
        Good('See [it]({{< ref "a b" >}}).\n', nests=False),
    ]
    bad = [
        Bad("See [the plan](⟦/files/the plan.pdf⟧).\n", fixed="See [the plan](/files/the%20plan.pdf).\n"),
        Bad("![A](⟦my  chart (1).png⟧)\n", fixed="![A](my%20%20chart%20(1).png)\n"),
        Bad("See [it](⟦/guide/ “The guide”⟧).\n", fixed='See [it](/guide/ "The guide").\n'),
        Bad("See [it](⟦https://example.com The site⟧).\n", message="space"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.prose:
            prose = block.prose
            for start, end in prose.brackets:
                if end - start < 3 or not prose.text.startswith("(", end):
                    continue
                if match := _INSIDE.match(prose.text, end):
                    yield from self._judge(doc, prose, match)

    def _judge(self, doc: Document, prose: Prose, match: re.Match[str]) -> Iterator[Diagnostic]:
        inside = match["inside"].strip()
        if " " not in inside and "\t" not in inside:
            return
        first = match.start("inside") + len(match["inside"]) - len(match["inside"].lstrip())
        span = prose.span(first, first + len(inside))
        if curly := _CURLY_TITLE.fullmatch(inside):
            marks = [curly.start("open"), curly.start("close")]
            edits = [Edit(prose.span(first + at, first + at + 1), '"') for at in marks]
            fix = Fix.safe(*edits, title="Write straight quotes", changes=[Change.LINKS, Change.TEXT])
            message = (
                f"the title of the link to {quoted(curly['url'])} stands in curly quotes, so it shows as plain text"
            )
            yield self.at(doc, span, message, fix=fix)
        elif _START.match(inside) or _FILE.fullmatch(inside):
            yield self.at(
                doc,
                span,
                f"the address {quoted(inside)} has a space in it, so the link shows as plain text: write “%20”",
                fix=_encoded(prose, first, inside),
            )


def _encoded(prose: Prose, first: int, inside: str) -> Fix | None:
    """The spaces of a path made `%20`; nothing where what follows the space may as well be a title."""
    if not _FILE.fullmatch(inside.removeprefix("/").removeprefix("./").removeprefix("../")) or not _PATH.fullmatch(
        inside
    ):
        return None
    edits = [
        Edit(prose.span(first + gap.start(), first + gap.end()), "%20" * len(gap[0]))
        for gap in re.finditer("[ \t]+", inside)
    ]
    return Fix.unsafe(*edits, title="Write “%20”", changes=[Change.LINKS, Change.TEXT])
