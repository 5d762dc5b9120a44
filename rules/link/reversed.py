"""A link with its brackets the wrong way round, or with its address in the place of its text.

`(the guide)[https://example.com]` and `[https://example.com](the guide)` show the reader brackets and a bare address,
and no link.

## Fix safety
Safe: what stands in the square brackets is an address, and what stands in the parentheses is a text on one line
without a link in it, so there is only one way to read it. Unsafe where the text goes over the end of a line.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, nodes, pattern, quoted

_LONGEST = 500
_ADDRESS = pattern(r"(?:https?://|mailto:|www\.|\.{0,2}/|#[^\W\d])[^\s<>]*|[\w./-]+\.(?:md|html?)(?:#[^\s<>]*)?", re.I)

# The text that stands where the address belongs: with a space in it, there is no link.
_TEXT = pattern(r"\((?P<text>(?=\S* \S)[^\s()<>\"'“][^()\n<>\"“]*[^\s()])\)")
_WHOLE = pattern(r"https?://[^\s<>\[\]()]+")

# The end of an element of another system: `[caption] … (a remark)[/caption]`.
_CLOSING = pattern(r"/(\w+)")
_ELEMENTS = frozenset(
    """caption gallery audio video playlist embed wp_caption url img quote code color size font center left right
    spoiler list youtube email table tr td b i u s h1 h2 h3""".split()
)


class Reversed(Rule):
    severity = Severity.ERROR

    good = [
        Good("See [the guide](https://example.com) (2024)[^1].\n\n[^1]: A note.\n"),
        Good("Call `f(x)[0]`, f(x)[0] and the list (a, b)[1].\n", "an index is no address"),
        Good("Write `(text)[https://example.com]`.\n"),
        Good("It was late (very late) [https://example.com].\n", "with a space between them they are two things"),
        Good("See [a](/a/)[b](/b/) and (see [a](/a/))[/b/].\n"),
        Good("Nothing to see ()[/a/].\n"),
        Good('[caption id="a"][![A map](/a.jpg)](/a.jpg) (enlarge it)[/caption]\n', "an element of another system"),
        Good("[box width=5]\n\nA text (with a remark)[/box] and (more)[/quote]\n", "elements of another system"),
        Good("See (a) and b)[/b/].\n", "nothing opens"),
        Good("(" + "a" * 499 + ")[/a/]\n", "too long"),
        Good("See (the\nlong\nguide)[/guide/]\n", "over three lines"),
        Good(
            "See [https://a.example/b] (the long guide), [a](the long guide), [https://a.example/](/the/ 'A title').\n"
        ),
        Good("It is a) or ([/guide/]) then.\n", "nothing opens"),
    ]
    bad = [
        Bad("See ⟦(the guide)[https://example.com]⟧.\n", fixed="See [the guide](https://example.com).\n"),
        Bad("See ⟦(`f.sh`)[https://a.b/f_(1).sh]⟧ now.\n", fixed="See [`f.sh`](https://a.b/f_(1).sh) now.\n"),
        Bad("It is not ⟦(fully (yet) atomic)[../#cross]⟧.\n", fixed="It is not [fully (yet) atomic](../#cross).\n"),
        Bad("See ⟦(the guide)[guide.md]⟧ now.\n", fixed="See [the guide](guide.md) now.\n", safe=True),
        Bad("See ⟦(the long\nguide)[/guide/]⟧ now.\n", fixed="See [the long\nguide](/guide/) now.\n", safe=False),
        Bad(
            "See ⟦[https://a.example/b](the long guide)⟧.\n",
            fixed="See [the long guide](https://a.example/b).\n",
            message="swapped",
        ),
        Bad("- ⟦(a)[/a/]⟧ and ⟦(b)[/b/]⟧\n", fixed="- [a](/a/) and [b](/b/)\n"),
        Bad("⟦(" + "a" * 498 + ")[/a/]⟧\n"),
        Bad("See ⟦(the guide)[https://example.com]⟧.\n", message="write “[the guide](https://example.com)”"),
        Bad("See ⟦(the guide)[/guide]⟧ now.\n", fixed="See [the guide](/guide) now.\n"),
        Bad(
            "See ⟦(the guide)[/guide_(1]⟧ now.\n",
            "what closes it is not known",
            fixed="See (the guide)[/guide_(1] now.\n",
        ),
        Bad("See ⟦(the guide)[/guide)(1]⟧ now.\n", "nor what opens it", fixed="See (the guide)[/guide)(1] now.\n"),
        Bad("See ⟦(the [new] guide)[/guide]⟧ now.\n", fixed="See (the [new] guide)[/guide] now.\n"),
        Bad(f"See ⟦({'a' * 19}b{'c' * 20})[/guide]⟧ now.\n", message=f"“[{'a' * 19}b{'c' * 20}](/guide)”"),
        Bad(f"See ⟦({'a' * 19}b{'c' * 21})[/guide]⟧ now.\n", message="…"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.bracketed_prose:
            for start, end in block.prose.brackets:
                yield from self._swapped(doc, block, start, end)
                if start and block.prose.text[start - 1] == ")":
                    yield from self._judge(doc, block, start, end)

    def _swapped(self, doc: Document, block: nodes.ProseBlock, start: int, end: int) -> Iterator[Diagnostic]:
        prose = block.prose
        address, behind = prose.text[start + 1 : end - 1], _TEXT.match(prose.text, end)
        if not behind or not _WHOLE.fullmatch(address) or "://" in behind["text"]:
            return
        text = behind["text"]
        edits = [Edit(prose.span(start + 1, end - 1), text), Edit(prose.span(*behind.span("text")), address)]
        fix = Fix.safe(*edits, title="Put both in their places", changes=[Change.LINKS, Change.TEXT])
        message = f"the text and the address of this link are swapped: write “[{_cut(text)}]({_cut(address)})”"
        yield self.at(doc, Span(*prose.span(start, behind.end())), message, fix=fix)

    def _judge(self, doc: Document, block: nodes.ProseBlock, start: int, end: int) -> Iterator[Diagnostic]:
        prose = block.prose
        address = prose.text[start + 1 : end - 1]
        if not _ADDRESS.fullmatch(address) or _ends_element(doc, address):
            return
        opening = _opening(prose.masked, start - 1)
        if opening < 0:
            return
        text = prose.text[opening + 1 : start - 1]
        if not text.strip() or text.count("\n") > 1 or "](" in text:
            return
        whole = prose.span(opening, end)
        fix = None
        if _balanced(address) and not any(sign in text for sign in "[]"):
            edits = [
                Edit(prose.span(opening, opening + 1), "["),
                Edit(prose.span(start - 1, start + 1), "]("),
                Edit(prose.span(end - 1, end), ")"),
            ]
            make = Fix.unsafe if "\n" in text else Fix.safe
            fix = make(*edits, title="Turn the brackets round", changes=[Change.LINKS, Change.TEXT])
        message = f"the brackets and parentheses of this link are swapped: write “[{_cut(text)}]({_cut(address)})”"
        yield self.at(doc, Span(*whole), message, fix=fix)


def _ends_element(doc: Document, address: str) -> bool:
    """Whether a name behind a slash is no address, but ends what `[name …]` began, as other systems write it."""
    closing = _CLOSING.fullmatch(address)
    if closing is None:
        return False
    return closing[1].lower() in _ELEMENTS or re.search(rf"\[{closing[1]}[\s\]=]", doc.text, re.I) is not None


def _opening(text: str, close: int) -> int:
    """Where the parenthesis opens that closes at `close`, or -1."""
    depth = 0
    for position in range(close, max(close - _LONGEST, -1), -1):
        depth += (text[position] == ")") - (text[position] == "(")
        if depth == 0:
            return position
    return -1


def _balanced(address: str) -> bool:
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _cut(text: str) -> str:
    return quoted(text, 40)[1:-1]
