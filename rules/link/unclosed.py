"""A link or image with a bracket or parenthesis that is missing, doubled or of another kind.

`[the guide](https://example.com for all`, `the guide](/guide/)` and `[the guide]{/guide/}` are no links: the reader
sees the brackets and the bare address. Reported is what has an address where one belongs; brackets and parentheses
that hold a remark, a number or a formula are left alone.

## Fix safety
Unsafe: the bracket may have been meant to stand elsewhere.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, quoted
from postlint.helpers.broken_links import BrokenLink, broken_links


class Unclosed(Rule):
    severity = Severity.ERROR

    good = [
        Good("See [the guide](https://example.com) (in [English](/en/)), [a], a[i](x) and f(x)[0].\n"),
        Good("The sets [0, 1) and (0, 1], [sic], [a](see below and (see above].\n", "intervals and remarks"),
        Good("Match [a-z](/[0-9]+)? or ^[\\w.-](/x in it.\n", "an expression"),
        Good("Write `[a](https://example.com`, or \\[a](https://example.com.\n", "code, and an escape"),
        Good("- [1]https://example.com\n- [x] https://example.com (https://example.com)\n", "a list of sources"),
        Good("(see [the guide](/guide/)) and (see [1]https://example.com)\n"),
        Good("[![A plan](a.png)](/plan/) and [[the guide](/guide/)]\n"),
        Good("See [the guide][guide].\n\n[guide]: /guide/\n", nests=False),
    ]
    bad = [
        Bad("See ⟦[it all](https://a.example/b⟧ for more.\n", fixed="See [it all](https://a.example/b) for more.\n"),
        Bad("See ⟦[it all](/guide/⟧.\n", fixed="See [it all](/guide/).\n", message="behind its address is missing"),
        Bad("See ⟦[it](https://a.example/b_(c)⟧ now.\n", fixed="See [it](https://a.example/b_(c)) now.\n"),
        Bad("See ⟦[it](https://a.example/b]⟧ now.\n", fixed="See [it](https://a.example/b) now.\n", message="“]”"),
        Bad("See the guide⟦](https://a.example/b)⟧ now.\n", message="before its text is missing"),
        Bad("See ⟦[the guide]https://a.example/b)⟧.\n", fixed="See [the guide](https://a.example/b).\n"),
        Bad("See ⟦[the guide(https://a.example/b)⟧.\n", fixed="See [the guide](https://a.example/b).\n"),
        Bad("See ⟦[the guide)(/guide/)⟧.\n", fixed="See [the guide](/guide/).\n", message="“)”"),
        Bad(
            "See ⟦[it]{https://a.example/b}⟧, ⟦[it]<https://a.example>⟧.\n",
            fixed="See [it](https://a.example/b), [it](https://a.example).\n",
        ),
        Bad("看⟦[说明]（https://a.example/b）⟧。\n", fixed="看[说明](https://a.example/b)。\n"),
        Bad("See ⟦[two steps][https://a.example/b)⟧.\n", fixed="See [two steps](https://a.example/b).\n"),
        Bad("See ⟦[the guide][/guide/]⟧ now.\n", fixed="See [the guide](/guide/) now.\n"),
        Bad("See ⟦[the guide]((/guide/)⟧ now.\n", fixed="See [the guide](/guide/) now.\n", message="doubled"),
        Bad("See [the guide](/guide/)⟦)⟧ now.\n", fixed="See [the guide](/guide/) now.\n", message="too many"),
        Bad("⟦[⟧![A plan](a.png)\n\n⟦](/plan/)⟧\n"),
        Bad("See [all of [it](/a/)⟦](/b/)⟧.\n", message="another link"),
        Bad("⟦![A plan](plan.png⟧\n", fixed="![A plan](plan.png)\n", message="this image"),
        Bad('See ⟦[it]({{< ref "a.md" >}}⟧ now.\n', fixed='See [it]({{< ref "a.md" >}}) now.\n', nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for link in broken_links(doc):
            span = link.prose.span(link.start, link.end)
            yield self.at(doc, span, _message(link), fix=_fix(link))


def _message(link: BrokenLink) -> str:
    what = "image" if link.prose.text[link.start] == "!" else "link"
    start = min((at for at, _, _ in link.edits), default=0)
    if not link.edits or start >= link.end or link.end - link.start < 2:
        return f"this {what} shows as it is written, as {link.fault}"
    meant = link.prose.text[link.start : link.end]
    for first, last, text in sorted(link.edits, reverse=True):
        meant = meant[: first - link.start] + text + meant[last - link.start :]
    return f"this {what} shows as it is written, as {link.fault}: write {quoted(meant)}"


def _fix(link: BrokenLink) -> Fix | None:
    if not link.edits:
        return None
    edits = [Edit(link.prose.span(first, last), text) for first, last, text in link.edits]
    return Fix.unsafe(*edits, title="Set the brackets right", changes=[Change.LINKS, Change.TEXT, Change.MARKUP])
