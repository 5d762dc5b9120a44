"""Every node stands where it says: on real sites, on generated nesting, and in named cases where parsers differ."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest
from corpora import ARCHIVES, articles
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from planted import Places, found, unmark
from planted import articles as planted_articles
from proof import complaints
from quick import examples

from postlint.document.document import Document
from postlint.document.nodes import Autolink, Heading, Link, LinkDefinition, Node, Table, walk
from postlint.text import Span

# --- real sites

# The largest site takes as long as all others: it is cut, so that several processes can share it. Every
# second part is read.
PARTS = 4
needs_sites = pytest.mark.skipif(not ARCHIVES, reason="the archives of real sites are not here")


@needs_sites
@pytest.mark.parametrize("part", range(0, PARTS, 2))
@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.name.split(".")[0])
def test_real_articles(archive: Path, part: int) -> None:
    read = 0
    wrong: list[str] = []
    for name, text in list(articles(archive))[part::PARTS]:
        read += 1
        wrong += [f"{name}: {complaint}" for complaint in complaints(Document(name, text))]
    assert read > 30, "the archive has articles"
    assert wrong == []


def tree(text: str) -> list[tuple[str, Span]]:
    return [(type(node).__name__, node.span) for node in walk(Document("a.md", text).blocks)]


Move = Callable[[Span], Span]


def with_crlf(text: str) -> tuple[str, Move]:
    """The text with CRLF, and where its spans move."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return text.replace("\n", "\r\n"), lambda span: Span(*(at + bisect_left(ends, at) for at in span))


def in_quote(text: str) -> tuple[str, Move]:
    """The text in a block quote, and where its spans move."""
    lines = text.split("\n")
    prefixes = ["> " if line.strip() else ">" for line in lines]
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    shifts = list(accumulate(map(len, prefixes)))

    def moved(at: int) -> int:
        return at + shifts[bisect_right(starts, at) - 1]

    def move(span: Span) -> Span:
        return Span(moved(span.start), moved(span.end - 1) + 1 if span.end > span.start else moved(span.start))

    return "\n".join(map(str.__add__, prefixes, lines)), move


@needs_sites
@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.name.split(".")[0])
def test_real_articles_elsewhere(archive: Path) -> None:
    """With CRLF, and within a quote, an article has the same nodes, each moved by what was added before it."""
    sample = list(articles(archive))[::10]
    quoted = 0
    for name, text in sample:
        if "\r" in text:
            continue
        changed, move = with_crlf(text)
        assert tree(changed) == [(kind, move(span)) for kind, span in tree(text)], name
        doc = Document(name, text)
        body = text[doc.body.start :].lstrip("\n")
        # A tab has another width there, and a shortcode over lines would hold the marks of the quote.
        if "\t" in body or any("\n" in doc.source(call.tag) for call in doc.shortcodes.calls):
            continue
        changed, move = in_quote(body)
        assert tree(changed)[1:] == [(kind, move(span)) for kind, span in tree(body)], name
        quoted += 1
    assert quoted > len(sample) // 4


# --- made-up articles


def described(text: str, places: Places) -> dict[str, list[tuple[int, int, str]]]:
    return {letter: [(*span, text[slice(*span)]) for span in spans] for letter, spans in sorted(places.items())}


@settings(deadline=None, max_examples=examples(150), suppress_health_check=list(HealthCheck))
@given(planted_articles())
def test_what_is_planted_is_found_exactly_there(article: tuple[str, Places]) -> None:
    text, places = article
    doc = Document("a.md", text)
    assert described(text, found(doc)) == described(text, places)
    assert list(complaints(doc)) == []


PIECES = [
    *"\\`[]|<>#&~_*:\t \n\"'@!(){}=",
    *"**,~~,``,```,~~~\n,](,](/u),[^1],[^1]: ,[r]: /x 't'\n,![,<b>,</div>,<div>,<!--,-->,&amp;,## ,\n===\n".split(","),
    *"\n---\n,\n> ,\n- ,- ,\n1. ,\n2) ,\n* ,\n|-|-|\n,|-|\n,: ,\n: ,{#i},{{<,{{< x >}},{{% y,%}},{{< /x >}},>}}".split(
        ","
    ),
    *"{{</* z */>}},https://a.org/b).,@x.org,me@x.org,www.x.org,+++\n,---\n,title = 1\n,\n\n,\r\n,\r,    ,  \n".split(
        ","
    ),
    *"😀é\u00a0\u2028\x85\x0b\x0c\ufeff\x00\ue000\ue001",
]


@settings(deadline=None, max_examples=examples(400), suppress_health_check=list(HealthCheck))
@example("\n> \\\n- \n---\n")
@example("> quote\n- | -\n>> inner\n")
@example("> - x\n1.\n    \n~~~ x")
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=40).map("".join))
def test_any_text_has_its_nodes_in_place(text: str) -> None:
    assert list(complaints(Document("a.md", text))) == []


# --- named cases: the marks ⟦X ⟧ are those of planted.py

CASES = {
    "emphasis within emphasis": (
        "⟦P⟦E**⟦Ca ⟦E*⟦Cb⟧*⟧⟧**⟧ ⟦E*⟦C⟦E**⟦Cc⟧**⟧ d⟧*⟧⟧",
        "each of the runs gives the markers that its partner takes",
    ),
    "three markers": ("⟦P⟦E*⟦C⟦E**⟦Ca⟧**⟧⟧*⟧⟧", "the strong emphasis is the inner one"),
    "no underline of both signs": ("⟦Pa\n=--⟧", "a heading is underlined by one of the two"),
    "a run of which a part is literal": ("⟦P*⟦E*⟦Ca⟧*⟧⟧", "the marker left over is text"),
    "an underscore within words": ("⟦Psnake_case_name and ⟦E_⟦Ca_b⟧_⟧⟧", "such a marker opens and closes nothing"),
    "a star within words": ("⟦Pun⟦E*⟦Cfrigging⟧*⟧believable⟧", "unlike an underscore, a star works there"),
    "a marker before a blank": ("⟦P*a *b⟧", "it cannot close, and the other one cannot either"),
    "emphasis across links": ("⟦P*a ⟦L[⟦Tb* c⟧](⟦G⟦D/d⟧⟧)⟧⟧", "a link binds closer than emphasis"),
    "one tilde or two": ("⟦P⟦~~⟦Ca⟧~⟧ ⟦~~~⟦Cb⟧~~⟧ ~~~c~~~⟧", "as in goldmark; three are none"),
    "code binds closest": ("⟦P*a ⟦K`b*`⟧ [c⟦K`](/d)`⟧⟧", "markers in code are no markers"),
    "code of several lines": ("⟦P⟦K`a\nb`⟧⟧", "the newline is within the span"),
    "an escaped backslash before a newline": (
        "⟦Pa \\\\\nb⟧",
        "the first backslash escapes the second, not the newline",
    ),
    "a link in a link": ("⟦P[a ⟦L[⟦Tb⟧](⟦G⟦D/c⟧⟧)⟧](/d)⟧", "the outer one is text"),
    "an image in a link": ("⟦P⟦L[⟦T⟦I![⟦Ta⟧](⟦G⟦Db.png⟧⟧)⟧⟧](⟦G⟦D/c⟧⟧)⟧⟧", "an image is allowed there"),
    "a link without destination": ("⟦P⟦L[⟦Ta⟧](⟦G⟦D⟧⟧)⟧ ⟦L[⟦Tb⟧](⟦G<⟦D⟧>⟧)⟧⟧", "an empty span where it would stand"),
    "parentheses in a destination": ("⟦P⟦L[⟦Ta⟧](⟦G⟦D/b_(c)⟧⟧)⟧)⟧", "those that match are part of it"),
    "blanks around a destination": ("⟦P⟦L[⟦Ta⟧](⟦G  ⟦D/b⟧ 'c' ⟧)⟧⟧", "they are within the parentheses only"),
    "a destination and title on lines of their own": (
        '⟦q> ⟦P⟦L[⟦Ta⟧](⟦G\n> ⟦D/b⟧\n> "c"⟧)⟧⟧⟧',
        "the marks of the quote are within the span, and no part of the destination",
    ),
    "references": (
        "⟦P⟦L[⟦Ta⟧][b]⟧ ⟦L[⟦Tb⟧][]⟧ ⟦L[⟦Tb⟧]⟧ [c]⟧\n\n⟦d[b]: ⟦y/d⟧⟧",
        "full, collapsed and shortcut; what is not defined is text",
    ),
    "a definition over two lines": (
        "⟦P⟦L[⟦Ta⟧]⟧⟧\n\n⟦d[a]:\n   <⟦y/b c⟧>\n   'd'⟧",
        "title and destination may follow below",
    ),
    "autolinks": ("⟦P⟦A<https://a.org/b_c_>⟧ ⟦A<mailto:me@a.org>⟧ ⟦A<me@a.org>⟧ ⟦h<b>⟧⟧", "and a tag is none"),
    "bare addresses": (
        "⟦P⟦Ahttps://a.org/b?c=d⟧ ⟦Awww.a.org/e⟧ ⟦Ame@a.org⟧ a.org⟧",
        "goldmark links what looks like one",
    ),
    "the end of a sentence": (
        "⟦P⟦Ahttps://a.org⟧. ⟦Ahttps://a.org/b⟧, ⟦Ahttps://a.org/c⟧! (⟦Ahttps://a.org/d⟧) ⟦Ahttps://a.org/e⟧...⟧",
        "the punctuation of the sentence is not linked",
    ),
    "parentheses in a bare address": ("⟦P(⟦Ahttps://a.org/b_(c)⟧)⟧", "those that match are"),
    "an entity after a bare address": ("⟦P⟦Ahttps://a.org/b⟧&copy;⟧", "it is a character of its own"),
    "a bare address within emphasis": ("⟦P⟦E*⟦C⟦Ahttps://a.org/b⟧⟧*⟧⟧", "the marker is no part of it"),
    "a bare address within a link": ("⟦P⟦L[⟦Thttps://a.org⟧](⟦G⟦D/b⟧⟧)⟧⟧", "a link holds no link"),
    "a heading's id": ("⟦H⟦M##⟧ a ⟦Y{#b}⟧⟧\n\n⟦Hc ⟦Y{#d .e}⟧\n⟦M---⟧⟧", "on headings of both kinds"),
    "braces that are no attributes": (
        "⟦H⟦M##⟧ a {b}⟧\n\n⟦H⟦M##⟧ c \\{#d}⟧",
        "without a mark, or escaped, they are text",
    ),
    "a heading's closing marks": ("⟦H⟦M##⟧ a ##⟧\n\n⟦H⟦M##⟧ b#⟧\n\n⟦H⟦M#⟧⟧", "not its text; without a blank, they are"),
    "a heading after a no-break space": ("⟦H⟦M##⟧ \u00a0a\u00a0⟧", "that is a character of the title, no blank"),
    "a heading of two lines": ("⟦Ha\nb\n⟦M===⟧⟧\n\n⟦Pc⟧\n\n⟦R---⟧", "the underline makes the whole paragraph one"),
    "rows with fewer and more cells": (
        "⟦t⟦r| ⟦ca⟧ | ⟦cb⟧ |⟧\n|---|---|\n⟦r| ⟦cc⟧ |⟧\n⟦r| ⟦cd⟧ | ⟦ce⟧ | f |⟧⟧",
        "goldmark takes them into the table, and what is beyond the head is not shown",
    ),
    "pipes in cells": (
        "⟦t⟦r⟦ca\\|b⟧ | ⟦cc⟧⟧\n-|-\n⟦r⟦c⟦K`d\\|e`⟧⟧ | ⟦cf⟧⟧⟧",
        "an escaped one parts no cells, in code neither",
    ),
    "an empty cell": ("⟦t⟦r|⟦ca⟧|⟦cb⟧|⟧\n|-|-|\n⟦r| ⟦c⟧| ⟦cc⟧ |⟧⟧", "it is there, and has no characters"),
    "what ends a table": ("⟦t⟦r|⟦ca⟧|⟧\n|-|\n⟦r⟦cb⟧⟧⟧\n⟦q> ⟦Pc⟧⟧", "a line without pipes does not, another block does"),
    "a note of several paragraphs": (
        "⟦Pa⟦F[^n]⟧⟧\n\n⟦f[^⟦ln⟧]: ⟦Pb\nlazy⟧\n\n    ⟦Pc⟧\n\n    ⟦u⟦i- ⟦Pd⟧⟧⟧⟧\n\n⟦Pe⟧",
        "what is indented by four belongs to it",
    ),
    "a note that is not there": ("⟦Pa[^n]⟧", "then it is text"),
    "two terms, two definitions": (
        "⟦z⟦ma⟧\n⟦mb⟧\n⟦n: ⟦Pc\nlazy⟧⟧\n⟦n:   ⟦Pd⟧\n\n    ⟦Pe⟧⟧⟧\n\n  ⟦Pf⟧",
        "a further paragraph is indented as far as the text of the definition",
    ),
    "nesting in a definition": (
        "⟦z⟦ma⟧\n⟦n: ⟦Pb⟧\n\n  ⟦u⟦i- ⟦Pc⟧\n    ⟦u⟦i- ⟦Pd⟧⟧⟧⟧⟧⟧⟧",
        "its own indentation alone is taken off",
    ),
    "a separator in a term": ("⟦z⟦ma\u2028b⟧\n⟦n: ⟦Pc⟧⟧⟧", "only a newline ends a line"),
    "lines of blanks": ("⟦Pa⟧\n      \n⟦Pb⟧\n\t\t\n⟦Pc⟧", "they part paragraphs however many there are"),
    "lazy lines": ("⟦q> ⟦Pa\nb⟧⟧\n\n⟦u⟦i- ⟦Pc\nd⟧⟧⟧", "they belong to the quote or the item"),
    "a heading below a quote": ("⟦q> ⟦Pa⟧⟧\n⟦H⟦M##⟧ b⟧\n\n⟦Pc⟧", "it ends the quote, as in goldmark"),
    "a tag below a quote or an item": (
        "⟦q> ⟦Pa⟧⟧\n⟦W<div>\n</div>⟧\n\n⟦u⟦i- ⟦Pb⟧⟧⟧\n⟦W</div>⟧\n\n⟦q> ⟦Pc\n⟦h<b>⟧⟧⟧",
        "an element that is a block ends them, another does not",
    ),
    "a lazy line after a tab": ("⟦q> ⟦Pa\n\tb⟧⟧", "the tab is wider than it has characters"),
    "a tab after a quote's mark": ("⟦q>\t⟦Pa\n>\tb⟧⟧", "half of it is the mark's blank"),
    "items indented by tabs": ("⟦u⟦i-\t⟦Pa⟧\n\n\t⟦Pb⟧\n\n\t⟦u⟦i-\t⟦Pc⟧⟧⟧⟧⟧", "one tab for each level"),
    "code in an item": ("⟦u⟦i1. ⟦x⟦X```go⟧\n\n   a\n   ```⟧⟧\n⟦i2. ⟦Pb⟧⟧⟧", "its lines lose the item's indentation"),
    "a fence that is never closed": ("⟦q> ⟦x⟦X```⟧\n> a⟧⟧\n\n⟦Pb⟧", "it ends with what holds it"),
    "tildes in a fence of backticks": (
        "⟦x⟦X````md⟧\n~~~\n```\n````⟧\n\n⟦Pa⟧",
        "another fence, or a shorter one, is code",
    ),
    "a list right after a quote": (
        "⟦Pa⟧\n⟦q> ⟦Pb⟧⟧\n⟦u⟦i2. ⟦Pc⟧⟧⟧",
        "it does not go on in the paragraph before the quote",
    ),
    "an item without text after a quote": ("⟦Pa⟧\n⟦q> ⟦Pb⟧⟧\n⟦u⟦i-⟧⟧", "nor does this one"),
    "a number that begins no list": ("⟦Pa\n2024. b⟧", "only a one may interrupt a paragraph"),
    "a change of the bullet": ("⟦u⟦i- ⟦Pa⟧⟧⟧\n⟦u⟦i* ⟦Pb⟧⟧⟧", "begins another list"),
    "HTML up to the end": ("⟦W<p>a</p>⟧", "without a newline there, none is made up"),
    "HTML that ends with its comment": ("⟦W<!-- a\n\nb -->⟧\n⟦Pc⟧", "blank lines are part of it"),
    "HTML in a paragraph": ("⟦Pa ⟦h<b class='c'\nid=d>⟧e⟦h</b>⟧ 1 < 2⟧", "a tag may be broken, a sign is none"),
    "a shortcode in a destination": ('⟦P⟦L[⟦Ta⟧](⟦G⟦D{{< ref "b c.md" >}}⟧⟧)⟧⟧', "its blanks and quotes are its own"),
    "a glyph of the private area": ("⟦P\ue000 a⟧", "an icon is no shortcode"),
    "nothing but front matter": ("+++\ntitle = 'a'\n+++\n", "there are no nodes"),
    "a rule of stars below front matter": ("---\na: b\n---\n⟦R* * *⟧", "and no list"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_case(name: str, newline: str) -> None:
    text, places = unmark(CASES[name][0].replace("\n", newline))
    doc = Document("a.md", text)
    assert described(text, found(doc)) == described(text, places), CASES[name][1]
    assert list(complaints(doc)) == []


# --- what nodes say beside their place


def one(text: str, kind: type[Node]) -> Node:
    (node,) = Document("a.md", text).nodes(kind)
    return node


def test_a_destination_keeps_its_escapes_and_its_url_has_none() -> None:
    link = one(r"[a](/b\_c&amp;d%20e)", Link)
    assert isinstance(link, Link)
    assert (link.destination, link.url) == (r"/b\_c&amp;d%20e", "/b_c&d%20e")


@pytest.mark.parametrize(
    ("text", "url"),
    [("<me@a.org>", "mailto:me@a.org"), ("me@a.org", "mailto:me@a.org"), ("<https://a.org>", "https://a.org")],
)
def test_where_an_autolink_leads(text: str, url: str) -> None:
    link = one(text, Autolink)
    assert isinstance(link, Autolink)
    assert link.url == url
    assert link.bare == (text[0] != "<")


def test_the_first_definition_of_a_label_wins() -> None:
    doc = Document("a.md", "[a]\n\n[A]: /first\n[a]: /second\n")
    assert [link.url for link in doc.nodes(Link)] == ["/first"]
    assert [node.duplicate for node in doc.nodes(LinkDefinition)] == [False, True]


def test_what_a_heading_says() -> None:
    heading = one('## The *first* `one` &amp; [all](/b) {#an-id .c k="v w"}', Heading)
    assert isinstance(heading, Heading)
    assert heading.text == "The first one & all"
    assert heading.attributes == {"id": "an-id", "class": "c", "k": "v w"}


def test_the_first_row_is_the_head() -> None:
    table = one("|a|\n|-|\n|b|\n", Table)
    assert [row.head for row in table.children] == [True, False]  # type: ignore[attr-defined]


def test_deep_nesting_ends_nothing() -> None:
    """Whoever nests without end gets a flat rest, and no recursion without end."""
    for text in (">" * 500 + "a", "- " * 500 + "a", "*" * 5000 + "a" + "*" * 5000, "[" * 5000 + "a" + "]" * 5000):
        assert list(complaints(Document("a.md", text))) == []
