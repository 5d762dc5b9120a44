"""A space at the edge of the text of a link.

The space is underlined with the text, and `see the[ guide](/guide/)` glues the underline to the word before it.

## Fix safety
Safe: the space moves out of the brackets, or goes where there is a space or no word beside them. No words are joined.
"""

from collections.abc import Iterator
from unicodedata import category

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Good,
    Rule,
    Severity,
    Span,
    lookahead,
    lookbehind,
    nodes,
    pattern,
    quoted,
)
from postlint.helpers.scripts import is_cjk

# Many who write Chinese set Latin words apart; where an article does not, no space is needed.
_GLUED = pattern(r"[\u3040-\u9fff\uac00-\ud7af][A-Za-z]")


class PaddedText(Rule):
    severity = Severity.WARNING

    good = [
        Good("See [the guide](/guide/) and [a long\ntext](/a/).\n"),
        Good("[ ![A plot](a.png) ](/guide/) and [ ](/a/)\n", "around an image it shows nowhere"),
        Good("- [ ] done\n- [ text ] and `[ a ](/b/)`\n"),
        Good("![ A plot ](a.png)\n", "the text of an image is not underlined"),
    ]
    bad = [
        Bad("See [it⟦ ⟧](/guide/)- first.\n", fixed="See [it](/guide/) - first.\n"),
        Bad("See &[⟦ ⟧it](/a/), [it⟦ ⟧](/b/)/ on.\n", fixed="See & [it](/a/), [it](/b/) / on.\n"),
        Bad("See [it⟦ ⟧](/guide/)= it, on-[⟦ ⟧it](/b/).\n", fixed="See [it](/guide/) = it, on-[it](/b/).\n"),
        Bad("See [it⟦ ⟧](/guide/): first, [it⟦ ⟧](/b/)-a.\n", fixed="See [it](/guide/): first, [it](/b/)-a.\n"),
        Bad("See [the guide⟦ ⟧](/guide/) first.\n", fixed="See [the guide](/guide/) first.\n"),
        Bad("See the[⟦ ⟧guide](/guide/) first.\n", fixed="See the [guide](/guide/) first.\n"),
        Bad("See [⟦ the guide  ⟧](/guide/)first.\n", fixed="See [the guide](/guide/) first.\n"),
        Bad("- [The guide⟦ ⟧](/guide/), ([⟦ ⟧that](/a/))\n", fixed="- [The guide](/guide/), ([that](/a/))\n"),
        Bad("See this[⟦  ⟧\nguide](/guide/) first.\n", fixed=None, why="it breaks the line", nests=False),
        Bad("在[⟦ ⟧说明](/a/) 中启动\n", fixed="在[说明](/a/) 中启动\n", why="no space is needed within Chinese"),
        Bad("在[⟦ ⟧QEMU](/a/) 中启动\n", fixed="在 [QEMU](/a/) 中启动\n"),
        Bad("在[⟦ ⟧QEMU](/a/)中和Linux中启动\n", fixed="在[QEMU](/a/)中和Linux中启动\n"),
        Bad("- [**The guide**⟦ ⟧](/guide/)\n", fixed="- [**The guide**](/guide/)\n"),
        Bad(
            "See **[it⟦ ⟧](/a/)**, see [the⟦ ⟧][1].\n\n[1]: /b/\n",
            fixed="See **[it](/a/)**, see [the][1].\n\n[1]: /b/\n",
        ),
        Bad("[ ![A plot](a.png) ](/guide/) and [⟦ ⟧the guide](/a/)\n"),
        Bad(
            "See [the guide](/guide/) and [⟦ ⟧the other](/a/).\n",
            fixed="See [the guide](/guide/) and [the other](/a/).\n",
        ),
        Bad("[ ](/a/) and [⟦ ⟧the guide](/b/)\n"),
        Bad("See [QEMU⟦ ⟧](/a/)中启动\n", fixed="See [QEMU](/a/) 中启动\n"),
        Bad("See [说1⟦ ⟧](/a/)中启动\n", fixed="See [说1](/a/) 中启动\n"),
        Bad("See the[guide⟦ ⟧](/guide/) first.\n", fixed="See the[guide](/guide/) first.\n"),
        Bad(
            "See it**[⟦ the guide ⟧](/guide/)** first.\n",
            "not known",
            fixed="See it**[ the guide ](/guide/)** first.\n",
        ),
        Bad("See the[⟦ ⟧guide<br>](/guide/) first.\n", fixed="See the [guide<br>](/guide/) first.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for link in doc.nodes(nodes.Link):
            written, start, end = link.prose.text, link.inner_start, link.inner_end
            if start == end or not (written[start] in " \t" or written[end - 1] in " \t"):
                continue
            text = doc.source(link.content)
            if not text.strip():
                continue
            if not _is_words(link):
                continue
            before, after = len(text) - len(text.lstrip(" \t")), len(text.rstrip(" \t"))
            start = link.content.start
            message = f"the link {quoted(text)} has a space at the edge of its text: move it out of the brackets"
            first, last = Span(start, start + before), Span(start + after, start + len(text))
            # A space that ends or begins a line within the text belongs to it.
            broken = "\n" in (text[before : before + 1], text[after - 1 : after])
            edits: list[Edit] | None = None if broken else []
            for space, outside, leading in ((first, link.span.start, True), (last, link.span.end, False)):
                moved = self._move(doc, space, outside, leading=leading) if space.start < space.end else []
                edits = None if edits is None or moved is None else [*edits, *moved]
            fix = edits and Fix.safe(*edits, title="Move the space out of the link", changes=[Change.MARKUP])
            # Of a text with spaces on both sides, all of it is meant.
            yield self.at(
                doc,
                Span(first.start if before else last.start, last.end if after < len(text) else first.end),
                message,
                fix=fix or None,
            )

    def _move(self, doc: Document, space: Span, outside: int, *, leading: bool) -> list[Edit] | None:
        if leading:
            # Outwards, as on the other side.
            around, inner = lookbehind(doc.text, outside)[::-1], doc.text[space.end]
        else:
            around, inner = lookahead(doc.text, outside), doc.text[space.start - 1]
        beside = around[:1]
        if is_cjk(beside) and inner.isascii() and _GLUED.search(doc.text):
            inner = beside
        if beside in ("*", "_", "~") and _needs_space(around.lstrip("*_~")[:1], inner, leading=leading):
            return None
        edits = [Edit(space, "")]
        if _needs_space(beside, inner, leading=leading) or _stands_apart(around):
            edits.append(Edit(Span(outside, outside), " "))
        return edits


def _is_words(link: nodes.Link) -> bool:
    """Whether the text of a link is made of words: around an image, or what HTML shows, a space shows nowhere."""
    kinds = {type(child) for child in link.children}
    return nodes.Image not in kinds and (
        isinstance(link.children[0], nodes.Text) or kinds.isdisjoint((nodes.HtmlInline, nodes.ShortcodeMark))
    )


def _stands_apart(around: str) -> bool:
    """Whether a sign such as a dash stands beside a link, with a space on its other side."""
    return around[1:2].isspace() and (
        around[0] in "&/|" or category(around[0])[0] == "S" or category(around[0]) == "Pd"
    )


def _needs_space(beside: str, inner: str, *, leading: bool) -> bool:
    """Whether a space belongs between a link that begins or ends with `inner` and the character beside it."""
    if beside.isalnum():
        return not (is_cjk(beside) and (is_cjk(inner) or not inner.isalnum()))
    return bool(beside) and beside in (".,;:!?)]”’`" if leading else "([“‘`")
