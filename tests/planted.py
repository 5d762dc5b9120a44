"""Articles made up by hypothesis, in which the place of everything is known before they are parsed.

A text is written with marks: ⟦L[a](/b)⟧ says that a link stands there. Blocks are lists of lines; what holds them puts
its prefix before each line, so a mark ends up where the text of the finished article has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.nodes import Node
from postlint.text import Span

Lines = list[str]
Places = dict[str, list[Span]]

WORDS = st.sampled_from(
    [
        "wort",
        "Ärger",
        "naïve",
        "日本語",
        "𝒳𝓎",
        "🙂",
        "👩‍💻",
        "snake_case_name",
        "3 * 4",
        "a&b",
        "e.g.",
        "don’t",
        "50%",
        r"\*",
        "&amp;",
    ]
)
PLAIN = st.sampled_from(["wort", "Ärger", "𝒳𝓎", "日本語"])
URLS = st.sampled_from(["/a/", "#top", "https://example.org/ü", "b.md", "/a_b_c/", "mailto:x@example.org"])


def found(doc: Document) -> Places:
    """What is found in an article, by the letters of the marks."""
    places: Places = defaultdict(list)
    for node in nodes.walk(doc.blocks):
        for letter, span in _marks_of(node):
            places[letter].append(span)
    return {letter: sorted(spans) for letter, spans in places.items()}


def _marks_of(node: Node) -> list[tuple[str, Span]]:
    marks: list[tuple[str, Span]] = [(_LETTERS[type(node)], node.span)] if type(node) in _LETTERS else []
    match node:
        case nodes.Link(target_span=Span() as target):
            marks += [("T", node.content), ("D", node.destination_span), ("G", target)]
        case nodes.Link():
            marks += [("T", node.content)]
        case nodes.Emphasis() | nodes.Strikethrough():
            marks += [("C", node.content)]
        case nodes.Heading(attributes_span=attributes):
            marks += [("M", node.marks), *([("Y", attributes)] if attributes else [])]
        case nodes.CodeBlock():
            marks += [("X", node.opening)]
        case nodes.FootnoteDefinition():
            marks += [("l", node.label_span)]
        case nodes.LinkDefinition():
            marks += [("y", node.destination_span)]
    return marks


_LETTERS: dict[type[Node], str] = {
    nodes.Link: "L",
    nodes.Image: "I",
    nodes.Emphasis: "E",
    nodes.Strikethrough: "~",
    nodes.CodeSpan: "K",
    nodes.HtmlInline: "h",
    nodes.FootnoteReference: "F",
    nodes.ShortcodeMark: "S",
    nodes.Autolink: "A",
    nodes.Paragraph: "P",
    nodes.Heading: "H",
    nodes.CodeBlock: "x",
    nodes.HtmlBlock: "W",
    nodes.Quote: "q",
    nodes.List: "u",
    nodes.Item: "i",
    nodes.ThematicBreak: "R",
    nodes.Table: "t",
    nodes.Row: "r",
    nodes.Cell: "c",
    nodes.FootnoteDefinition: "f",
    nodes.LinkDefinition: "d",
    nodes.DefinitionList: "z",
    nodes.Term: "m",
    nodes.Definition: "n",
}


def unmark(text: str) -> tuple[str, Places]:
    """A text without its marks, and the places that they name."""
    plain, length = [], 0
    opened: list[tuple[str, int]] = []
    places: Places = defaultdict(list)
    for part in re.split("(⟦.|⟧)", text):
        if part.startswith("⟦"):
            opened.append((part[1], length))
        elif part == "⟧":
            letter, start = opened.pop()
            places[letter].append(Span(start, length))
        else:
            plain.append(part)
            length += len(part)
    assert not opened
    return "".join(plain), {letter: sorted(spans) for letter, spans in places.items()}


# --- what stands in a line


class Inside(NamedTuple):
    """What the text being written is in: what it may not hold."""

    link: bool = False
    line: bool = False
    """Whether it may not go over to another line."""
    cell: bool = False
    markers: str = ""
    depth: int = 0


ANYWHERE = Inside()


@st.composite
def inline(draw: st.DrawFn, inside: Inside = ANYWHERE) -> str:
    """Words with constructs between them; it begins and ends with a plain word."""
    parts = [draw(PLAIN)]
    for _ in range(draw(st.integers(0, 3 if inside.depth else 5))):
        gap = "\n" if not inside.line and draw(st.integers(0, 5)) == 0 else " "
        # No line begins with what could begin a block.
        parts += [gap, draw(PLAIN), " ", draw(construct(inside))]
    return "".join([*parts, " ", draw(PLAIN)])


@st.composite
def construct(draw: st.DrawFn, inside: Inside) -> str:
    kinds: list[Callable[[st.DrawFn, Inside], str]] = [_word, _code, _html, _shortcode]
    if inside.depth < 3:
        kinds += [_emphasis, _image] * 2
        if "~" not in inside.markers:
            kinds.append(_strikethrough)
    if not inside.link:
        kinds += [_link, _reference, _autolink, _bare, _footnote] * (2 if inside.depth < 3 else 0)
    return draw(st.sampled_from(kinds))(draw, inside)


def _word(draw: st.DrawFn, inside: Inside) -> str:
    return draw(WORDS)


def _code(draw: st.DrawFn, inside: Inside) -> str:
    return draw(st.sampled_from(["⟦K`a*b*`⟧", "⟦K`` c`d ``⟧", "⟦K`[a](/b)`⟧", "⟦K`<b>`⟧"]))


def _html(draw: st.DrawFn, inside: Inside) -> str:
    return draw(st.sampled_from(["⟦h<b>⟧wort⟦h</b>⟧", "⟦h<br/>⟧", "⟦h<!-- *a* -->⟧", "⟦h<a href=\"/x\" title='*'>⟧"]))


def _shortcode(draw: st.DrawFn, inside: Inside) -> str:
    tags = ['⟦S{{< ref "a*b.md" >}}⟧', "⟦S{{% x `_` %}}⟧", "⟦S{{< b/c d=1 />}}⟧", "⟦S{{</* y */>}}⟧"]
    return draw(st.sampled_from(tags))


def _emphasis(draw: st.DrawFn, inside: Inside) -> str:
    marker = draw(st.sampled_from(["*", "_", "**", "__"]))
    content = draw(inline(inside._replace(depth=inside.depth + 1)))
    return f"⟦E{marker}⟦C{content}⟧{marker}⟧"


def _strikethrough(draw: st.DrawFn, inside: Inside) -> str:
    content = draw(inline(inside._replace(depth=inside.depth + 1, markers=inside.markers + "~")))
    return f"⟦~~~⟦C{content}⟧~~⟧"


def _link(draw: st.DrawFn, inside: Inside) -> str:
    text = draw(inline(inside._replace(link=True, depth=inside.depth + 1)))
    return f"⟦L[⟦T{text}⟧]({draw(_targets)})⟧"


def _image(draw: st.DrawFn, inside: Inside) -> str:
    return f"⟦I![⟦T{draw(PLAIN)}⟧]({draw(_targets)})⟧"


_targets = st.builds(
    lambda url, form: form.replace("U", f"⟦D{url}⟧"),
    URLS,
    st.sampled_from(["⟦GU⟧", '⟦GU "a *title*"⟧', "⟦G<U>⟧", "⟦G U ⟧", "⟦G<U> 'x'⟧"]),
)


def _reference(draw: st.DrawFn, inside: Inside) -> str:
    text = draw(inline(inside._replace(link=True, depth=inside.depth + 1)))
    return draw(st.sampled_from([f"⟦L[⟦T{text}⟧][Label]⟧", "⟦L[⟦Tlabel⟧]⟧", "⟦L[⟦TLABEL⟧][]⟧"]))


def _autolink(draw: st.DrawFn, inside: Inside) -> str:
    return draw(st.sampled_from(["⟦A<https://example.org/a_b_c>⟧", "⟦A<me@example.org>⟧"]))


def _bare(draw: st.DrawFn, inside: Inside) -> str:
    return draw(st.sampled_from(["⟦Ahttps://example.org/a_b_?c=d⟧", "⟦Awww.example.org⟧", "(⟦Ahttp://example.org/d⟧)"]))


def _footnote(draw: st.DrawFn, inside: Inside) -> str:
    return draw(st.sampled_from(["wort⟦F[^note]⟧", "⟦F[^1]⟧"]))


# --- blocks


@st.composite
def paragraph(draw: st.DrawFn) -> Lines:
    return _wrap("P", draw(inline()).split("\n"))


@st.composite
def atx(draw: st.DrawFn) -> Lines:
    text = draw(inline(Inside(line=True)))
    attributes = draw(st.sampled_from(["", " ⟦Y{#an-id}⟧", " ⟦Y{.c #d k=v}⟧"]))
    end = "" if attributes else draw(st.sampled_from(["", " #", " ####"]))
    return [f"⟦H⟦M{'#' * draw(st.integers(1, 6))}⟧ {text}{attributes}{end}⟧"]


@st.composite
def setext(draw: st.DrawFn) -> Lines:
    lines = draw(inline()).split("\n")
    return _wrap("H", [*lines, f"⟦M{draw(st.sampled_from(['===', '---', '=', '--']))}⟧"])


@st.composite
def fenced(draw: st.DrawFn) -> Lines:
    fence, info = draw(st.sampled_from(["```", "````", "~~~"])), draw(st.sampled_from(["", "python", " go {hl=1}"]))
    inner = st.sampled_from(
        ["# no heading", "- no item", "", "  two", "> no quote", "*a* [b](/c)", "{{< x >}}", "\ttab"]
    )
    return _wrap("x", [f"⟦X{fence}{info}⟧", *draw(st.lists(inner, max_size=4)), fence])


def indented() -> st.SearchStrategy[Lines]:
    return st.sampled_from([["    ⟦x⟦Xcode *a*⟧⟧"], ["    ⟦x⟦Xone", "", "      # two⟧⟧"]])


def html() -> st.SearchStrategy[Lines]:
    return st.sampled_from(
        [["⟦W<div>", "*a* [b](/c)", "</div>⟧"], ["⟦W<!-- # a", "", "- b -->⟧"], ["⟦W<p>text</p>⟧"], ["⟦W</section>⟧"]]
    )


def rule() -> st.SearchStrategy[Lines]:
    return st.sampled_from([["⟦R___⟧"], ["⟦R_ _ _⟧"]])


@st.composite
def table(draw: st.DrawFn) -> Lines:
    columns = draw(st.integers(1, 3))
    outer = columns == 1 or draw(st.booleans())
    form = "| {} |" if outer else "{}"
    cell = inline(Inside(line=True, cell=True))
    delimiter = form.format(" | ".join(draw(st.sampled_from(["---", ":-:", "--:"])) for _ in range(columns)))
    lines = [_row(form, [draw(cell) for _ in range(columns)]), delimiter]
    for _ in range(draw(st.integers(0, 3))):
        # goldmark takes rows with fewer cells than the head, and does not show those beyond it.
        cells = [draw(cell) for _ in range(draw(st.integers(1, columns)))]
        lines.append(_row(form, cells, " | wort" * draw(st.integers(0, 1)) if len(cells) == columns else ""))
    return _wrap("t", lines)


def _row(form: str, cells: list[str], more: str = "") -> str:
    return f"⟦r{form.format(' | '.join(f'⟦c{cell}⟧' for cell in cells) + more)}⟧"


@st.composite
def shortcode(draw: st.DrawFn) -> Lines:
    inner = draw(paragraph())
    return ['⟦P⟦S{{% note title="a" %}}⟧⟧', "", *inner, "", "⟦P⟦S{{% /note %}}⟧⟧"]


@st.composite
def quote(draw: st.DrawFn, depth: int) -> Lines:
    lines = draw(blocks(depth + 1))
    # The blank after the mark is part of it: without one, no line may begin with a blank of its own.
    bare = not any(re.match("(?:⟦.)*[ \t]", line) for line in lines)
    # A definition may not be indented.
    wide = not any(re.match("(?:⟦.)*:", line) for line in lines)
    mark = draw(st.sampled_from(["> ", *[">"] * bare, *[">  "] * wide]))
    return _wrap("q", _prefixed(lines, mark, mark))


@st.composite
def bullets(draw: st.DrawFn, depth: int, marker: str, tabs: bool) -> Lines:
    """A list with a marker; with tabs, its items are indented by them."""
    tight = draw(st.booleans())
    lines: Lines = []
    number = draw(st.integers(0, 12))
    for index in range(draw(st.integers(1, 3))):
        shown = f"{number + index}{marker}" if marker in ".)" else marker
        gap = "\t" if tabs else " " * draw(st.integers(1, 4))
        content = draw(tight_item(depth)) if tight else draw(blocks(depth + 1, tabs=tabs, first=True))
        indent = "\t" if tabs else " " * len(shown + gap)
        if lines and not tight:
            lines.append("")
        lines += _wrap("i", _prefixed(content, shown + gap, indent))
    return _wrap("u", lines)


@st.composite
def tight_item(draw: st.DrawFn, depth: int) -> Lines:
    lines = draw(paragraph())
    if depth < 2 and draw(st.booleans()):
        lines = [*lines, *draw(bullets(depth + 1, draw(st.sampled_from("-+*")), tabs=False))]
    return lines


@st.composite
def footnote(draw: st.DrawFn, label: str, depth: int) -> Lines:
    return _wrap("f", _prefixed(draw(blocks(depth + 1, first=True)), f"[^⟦l{label}⟧]: ", "    "))


@st.composite
def definitions(draw: st.DrawFn, depth: int) -> Lines:
    lines = [f"⟦m{draw(inline(Inside(line=True)))}⟧"]
    for _ in range(draw(st.integers(1, 2))):
        lines += _wrap("n", _prefixed(draw(blocks(depth + 1, first=True)), ":   ", "    "))
    return _wrap("z", lines)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0, *, tabs: bool = False, first: bool = False) -> Lines:
    """Blocks with a blank line between them. `first` says that the first one stands after a marker."""
    lines: Lines = []
    before = ""
    for index in range(draw(st.integers(1, 4 if depth == 0 else 2))):
        kinds = ["paragraph"] * 2 + ["atx", "setext", "fenced", "html", "rule", "table", "shortcode"]
        if depth < 3:
            kinds += ["quote", "-", "*", "+", ".", ")"]
            kinds += [] if before == "definitions" or (first and index == 0) else ["definitions"]
        if before in ("paragraph", "atx") and not tabs:
            kinds.append("indented")
        kind = draw(st.sampled_from([kind for kind in kinds if kind != before or kind.isalpha()]))
        with_tabs = tabs or (depth == 0 and draw(st.booleans()))
        strategy: st.SearchStrategy[Lines] = (
            bullets(depth, kind, with_tabs)
            if kind in "-*+.)"
            else {"quote": lambda: quote(depth), "definitions": lambda: definitions(depth)}[kind]()
            if kind in ("quote", "definitions")
            else _LEAVES[kind]()
        )
        lines += [*([""] * draw(st.integers(1, 2)) if lines else []), *draw(strategy)]
        before = kind
    return lines


_LEAVES: dict[str, Callable[[], st.SearchStrategy[Lines]]] = {
    "paragraph": paragraph,
    "atx": atx,
    "setext": setext,
    "fenced": fenced,
    "indented": indented,
    "html": html,
    "rule": rule,
    "table": table,
    "shortcode": shortcode,
}


def _wrap(letter: str, lines: Lines) -> Lines:
    """The lines as one thing, marked with a letter."""
    lines = [f"⟦{letter}{lines[0]}", *lines[1:]]
    return [*lines[:-1], lines[-1] + "⟧"]


def _prefixed(lines: Lines, first: str, rest: str) -> Lines:
    """The lines of a container, the prefix before each; blank lines get no blanks at their end."""
    return [
        (rest if index else first) + line if line else (rest if index else first).rstrip()
        for index, line in enumerate(lines)
    ]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, Places]:
    """The text of an article and the places of all that is in it."""
    lines = draw(blocks())
    for label in ("note", "1"):
        lines += ["", *draw(footnote(label, 1))]
    lines += ["", '⟦d[label]: ⟦y/target/⟧ "a title"⟧', "⟦d[LABEL]: <⟦y/other/⟧>⟧"]
    front = draw(st.sampled_from(["", "", "+++\ntitle = 'x'\n+++\n", "---\ntitle: x\n---\n\n"]))
    newlines = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"], ["\r", "\r\n"]]))
    body = "\n".join(lines) + "\n" * draw(st.integers(0, 2))
    pieces = (front + body).split("\n")
    text = "".join(piece + draw(st.sampled_from(newlines)) for piece in pieces[:-1]) + pieces[-1]
    return unmark(draw(st.sampled_from(["", "\ufeff"])) + text)
