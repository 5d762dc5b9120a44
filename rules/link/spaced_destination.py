"""An address with a space in it, which makes the whole link show as plain text.

Markdown ends an address at the first space, so `[the plan](/files/the plan.pdf)` is no link. The same happens where
the title of a link stands in curly quotes.

## Fix safety
Safe where only the quotes of a title are curly. Unsafe otherwise: a space beside a full stop or a slash goes, other
spaces in the name of a file become `%20`, and the address may be meant in another way.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Prose, Rule, Severity, Span, pattern, quoted

_INSIDE = pattern(r"\((?P<inside>[^()\n\ue000]*(?:\([^()\n\ue000]*\)[^()\n\ue000]*)*)\)")
_START = pattern(r"https?:[ \t]*/[ \t]*/|mailto:|tel:|sms:|www\.|\.{0,2}/|#[^\W\d]", re.I)
_FILE = pattern(
    r"[^\s\"'?#,;:][^\"'?#,;:]*\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|zip|mp[34])(?:#\S*)?", re.I
)
_MAIL = pattern(r"mailto:[^\s?@]+@[^\s?@]+\?[^\"'\n]+", re.I)
# Behind a space in a query more of the query follows; behind one before a title does not.
_QUERY = pattern(r"https?://[^\s?]+\?[^\"'“”]*[ \t][^\s\"'“”]*[&=][^\s\"'“”]*", re.I)
_JOINTS = "./-_=?&#:"
_NUMBER = pattern(r"(?:tel|sms):[ \t]*[+\d(][\d \t().-]+", re.I)
# Quotes within the quotes of a title end it; and one that is never closed.
_QUOTED_TITLE = pattern(r"(?P<url>\S+)[ \t]+(?P<mark>[\"'])(?P<title>.*[^\\](?P=mark).*)(?P=mark)")
_OPEN_TITLE = pattern(r"(?P<url>\S+)[ \t]+(?P<mark>\")[^\"\n]*")
# `![a plan](/a.png =100x20)`, as other systems give the size of an image.
_SIZED = pattern(r"(?P<url>\S+)(?P<size>[ \t]+=\d*%?[x×*]\d*%?|[ \t]+=\d+%?)(?P<title>[ \t]+\"[^\"\n]*\")?", re.I)
_CURLY_TITLE = pattern(r"(?P<url>\S+)[ \t]+(?P<open>[“”„‟])(?P<title>[^“”„‟\"]*)(?P<close>[“”‟])\s*")


class SpacedDestination(Rule):
    severity = Severity.ERROR

    good = [
        Good('See [the plan](/files/the%20plan.pdf) and [it](</the plan/> "A title").\n'),
        Good(
            "![A](/files/the plan.png)\n",
            "the renderer takes it",
            site={"hugo.toml": "[blackfriday]\nhrefTargetBlank = 1"},
        ),
        Good("The values [a, b](see below for more) and x[1](a b).\n", "a remark, no address"),
        Good("See [it](/a/ 'A title') or [it](/a/ (A title)).\n"),
        Good("Write `[text](/a b)`.\n"),
        Good("- [ ] (/a b) and \\[text](/a b)\n"),
        Good('See [it]({{< ref "a b" >}}).\n', nests=False),
        Good("See [it]({% link a b %}) and [](/a b) of it.\n", "filled in by a template", nests=False),
    ]
    bad = [
        Bad("See [the plan](⟦/files/the plan.pdf⟧).\n", fixed="See [the plan](/files/the%20plan.pdf).\n"),
        Bad(
            "![A](⟦/files/the plan.png⟧)\n",
            fixed="![A](/files/the%20plan.png)\n",
            site={"hugo.toml": "[blackfriday]\nhrefTargetBlank = 1\n[markup.goldmark.renderer]\nunsafe = true"},
        ),
        Bad("![A](⟦my  chart (1).png⟧)\n", fixed="![A](my%20%20chart%20(1).png)\n"),
        Bad("See [it](⟦/guide/ “The guide”⟧).\n", fixed='See [it](/guide/ "The guide").\n'),
        Bad("See [it](⟦https://example. com/a- b⟧).\n", fixed="See [it](https://example.com/a-b).\n"),
        Bad("See [it](⟦https:/ /example. com/a⟧).\n", fixed="See [it](https://example.com/a).\n"),
        Bad(
            "See [it](⟦https://a.example/?b=last year&c=d⟧).\n",
            fixed="See [it](https://a.example/?b=last%20year&c=d).\n",
        ),
        Bad("Call [us](⟦tel:+49 30 123⟧).\n", fixed="Call [us](tel:+4930123).\n"),
        Bad(
            '[a](⟦https://example.org/1 "say "hi" now"⟧) end\n',
            fixed='[a](https://example.org/1 "say \\"hi\\" now") end\n',
            message="quotes",
        ),
        Bad("[a](⟦/b/ 'it's here'⟧) end\n", fixed="[a](/b/ 'it\\'s here') end\n", message="quotes"),
        Bad('[a](⟦/b/ "A title⟧) end\n', fixed='[a](/b/ "A title") end\n', message="quote"),
        Bad("![a plan](⟦/a.png =100x20⟧)\n", fixed="![a plan](/a.png)\n", message="size"),
        Bad('![a](⟦/a.png =50%x "A"⟧)\n', fixed='![a](/a.png "A")\n', message="size"),
        Bad("See [it](⟦https://example.com The site⟧).\n", message="space"),
        Bad("See [i](⟦/files/the plan.pdf⟧).\n", fixed="See [i](/files/the%20plan.pdf).\n"),
        Bad("See [](/a b) and [it](⟦/files/the plan.pdf⟧).\n", fixed="See [](/a b) and [it](/files/the%20plan.pdf).\n"),
        Bad('[a](⟦/b/ "say \\"hi\\" "now""⟧) end\n', fixed='[a](/b/ "say \\"hi\\" \\"now\\"") end\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.bracketed_prose:
            prose = block.prose
            for start, end in prose.brackets:
                if end - start > len("[]") and (match := _INSIDE.match(prose.text, end)):
                    yield from self._judge(doc, prose, match)

    def _judge(self, doc: Document, prose: Prose, match: re.Match[str]) -> Iterator[Diagnostic]:
        inside = match["inside"].strip()
        if (" " not in inside and "\t" not in inside) or "{{" in inside or "{%" in inside:
            return
        first = match.start("inside") + len(match["inside"]) - len(match["inside"].lstrip())
        span = prose.span(first, first + len(inside))
        if curly := _CURLY_TITLE.fullmatch(inside):
            marks = [curly.start("open"), curly.start("close")]
            edits = [Edit(prose.span(first + at, first + at + 1), '"') for at in marks]
            safe = Fix.safe(*edits, title="Write straight quotes", changes=[Change.LINKS, Change.TEXT])
            message = (
                f"the title of the link to {quoted(curly['url'])} stands in curly quotes, so it shows as plain text"
            )
            yield self.at(doc, span, message, fix=safe)
        elif sized := _SIZED.fullmatch(inside):
            size = prose.span(first + sized.start("size"), first + sized.end("size"))
            fix = Fix.unsafe(Edit(size, ""), title="Remove the size", changes=[Change.LINKS, Change.TEXT])
            message = (
                f"{quoted(sized['size'].strip())} is not Markdown that Hugo reads, so the image shows as plain text"
            )
            yield self.at(doc, span, f"{message}: leave the size out", fix=fix)
        elif titled := _QUOTED_TITLE.fullmatch(inside):
            marks = [
                at for at in range(*titled.span("title")) if inside[at] == titled["mark"] and inside[at - 1] != "\\"
            ]
            edits = [Edit(prose.span(first + at, first + at + 1), "\\" + titled["mark"]) for at in marks]
            fix = Fix.unsafe(*edits, title="Write \\ before them", changes=[Change.LINKS, Change.TEXT])
            message = f"the quotes within the title of the link to {quoted(titled['url'])} end it too early"
            yield self.at(doc, span, f"{message}, so it shows as plain text: write \\{titled['mark']} there", fix=fix)
        elif opened := _OPEN_TITLE.fullmatch(inside):
            end = prose.end(first + len(inside))
            fix = Fix.unsafe(Edit(Span(end, end), '"'), title="Close the quote", changes=[Change.LINKS, Change.TEXT])
            message = f"the quote before the title of the link to {quoted(opened['url'])} is not closed"
            yield self.at(doc, span, f"{message}, so it shows as plain text: add a quote", fix=fix)
        elif doc.dialect.is_commonmark and (_START.match(inside) or _FILE.fullmatch(inside)):
            message = f"the address {quoted(inside)} has a space in it, so the link shows as plain text"
            shorter = _without_spaces(prose, first, inside)
            what = "remove it" if shorter and "Remove" in shorter.title else "write it as “%20” or remove it"
            yield self.at(doc, span, f"{message}: {what}", fix=shorter)


def _without_spaces(prose: Prose, first: int, inside: str) -> Fix | None:
    """The address without spaces; nothing where what follows the space may as well be a title."""
    gaps = list(re.finditer("[ \t]+", inside))
    if _NUMBER.fullmatch(inside) or (_START.match(inside) and all(_is_slip(inside, gap) for gap in gaps)):
        edits = [Edit(prose.span(first + gap.start(), first + gap.end()), "") for gap in gaps]
        return Fix.unsafe(*edits, title="Remove the space", changes=[Change.LINKS, Change.TEXT])
    encoded = _FILE.fullmatch(re.sub(r"^\.{0,2}/", "", inside)) or _MAIL.fullmatch(inside) or _QUERY.fullmatch(inside)
    if not encoded:
        return None
    edits = [Edit(prose.span(first + gap.start(), first + gap.end()), "%20" * len(gap[0])) for gap in gaps]
    return Fix.unsafe(*edits, title="Write “%20”", changes=[Change.LINKS, Change.TEXT])


def _is_slip(inside: str, gap: re.Match[str]) -> bool:
    """Whether a space stands beside a mark that joins the parts of an address."""
    return inside[gap.start() - 1] in _JOINTS or inside[gap.end()] in _JOINTS
