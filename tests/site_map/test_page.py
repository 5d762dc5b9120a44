"""The facts of an article, and how they are stored."""

from __future__ import annotations

from dataclasses import fields

import pytest

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.facts.finding_records import Damaged
from postlint.facts.page import Link, Page
from postlint.facts.page_records import page_from_texts, page_to_texts
from postlint.text import Range

TEXT = """\
---
title: The *title*
date: 2020-01-02T03:04:05-05:00
day: 2021-02-03
aliases: [/a/, /b/]
params: {deep: [1, 2.5, null, true]}
---
## One `--two` {#given}

[text](/url/ "title") ![alt](img.png) <a href='/html/'>x</a> https://bare.example [r][ref] {{< figure src="f.png" >}}

[x]({{< relref "other#part" >}}) [y](<{{% param u %}}>) [^n]

{{< box id="boxed" >}}
[inside](/in/)
{{< /box >}}

<div id="html"><h3>Raw</h3></div>

[ref]: /definition/
[^n]: Note.
"""


def page() -> Page:
    return page_of(Document("content/a.md", TEXT))


def test_places_hold_what_they_are_of() -> None:
    for link in page().links:
        assert TEXT[link.place.start : link.place.end] == link.destination
    found = page()
    for parameter in (parameter for call in found.calls for parameter in call.parameters):
        assert TEXT[parameter.place.start : parameter.place.end] == parameter.value
    for anchor in found.anchors:
        assert TEXT[anchor.place.start : anchor.place.end] == anchor.id
    place = found.place("Title")
    assert place and TEXT[place.start : place.end] == "The *title*"
    place = found.place("aliases.1")
    assert place and TEXT[place.start : place.end] == "/b/"


def test_links_and_their_kinds() -> None:
    found = [(link.kind, link.destination, link.url, link.inside) for link in page().links]
    assert found == [
        ("link", "/url/", "/url/", ""),
        ("image", "img.png", "img.png", ""),
        ("html", "/html/", "/html/", ""),
        ("link", "https://bare.example", "https://bare.example", ""),
        ("link", "/definition/", "/definition/", ""),
        ("ref", "other#part", "other#part", ""),
        ("link", "{{% param u %}}", None, ""),
        ("link", "/in/", "/in/", "box"),
    ]


def test_ids_and_headings() -> None:
    found = page()
    assert [(heading.level, heading.text, heading.id, heading.html) for heading in found.headings] == [
        (2, "One --two", "given", False),
        (3, "Raw", "", True),
    ]
    assert {(anchor.id, anchor.kind) for anchor in found.anchors} == {("boxed", "shortcode"), ("html", "html")}
    assert found.notes == ("n",)


@pytest.mark.parametrize("name", ["content/a.md", "content/a.html", "content/a.org"])
def test_a_stored_page_is_the_same_page(name: str) -> None:
    found = page_of(Document(name, TEXT))
    stored = page_from_texts("\t".join(("outline", "[]", page_to_texts(found)[1])).encode())
    assert {field.name: getattr(stored, field.name) for field in fields(Page)} == {
        field.name: getattr(found, field.name) for field in fields(Page)
    }


@pytest.mark.parametrize("first", ["", "{}", "[]", '{"path": "x"}', '{"path": "x", "data": {}, "nope": 1}', "{"])
def test_what_is_no_stored_page_is_refused(first: str) -> None:
    with pytest.raises(ValueError, match=r"no stored page|Expecting"):
        page_from_texts(f"outline\t[]\t[{first},{{}}]\t[{{}},{{}}]\t[]".encode())


_COLUMNS = '[["link"],["/a/"],0,[""],[false],[""],[""],[null],[false]]'
_PLACE = "AQAAAAIAAAABAAAAAgAAAAEAAAADAAAA"


@pytest.mark.parametrize(
    "links",
    [
        *("[1]", "[[]]", "{", '[["link", 7]]', "7", f'[{_COLUMNS},"{_PLACE}="]', f'[{_COLUMNS},"{_PLACE[1:]}"]'),
        f'[{_COLUMNS},"{_PLACE[:-8]}"]',
        f'[{_COLUMNS.replace("0", "7")},"{_PLACE}{_PLACE}"]',
        f'[{_COLUMNS.replace("[false]", "[false,true,false]")},"{_PLACE}{_PLACE}"]',
        f'[{_COLUMNS.replace(",[null]", "")},"{_PLACE}{_PLACE}"]',
    ],
)
def test_what_are_no_stored_links_is_noticed_when_they_are_asked_for(links: str) -> None:
    page = page_from_texts(f'outline\t[]\t[{{"path": "x", "data": {{}}}},{{}}]\t[{{}},{{}}]\t{links}'.encode())
    with pytest.raises(Damaged):
        _ = page.links


def test_links_are_stored_field_by_field() -> None:
    links = f'[{_COLUMNS},"{_PLACE}{_PLACE}"]'
    page = page_from_texts(f'outline\t[]\t[{{"path": "x", "data": {{}}}},{{}}]\t[{{}},{{}}]\t{links}'.encode())
    assert page.links == (Link("link", "/a/", "/a/", Range(1, 2, 1, 2, 1, 3), Range(1, 2, 1, 2, 1, 3)),)


@pytest.mark.parametrize(
    "parts",
    [
        *("", "[]", "[{}]", "[{},{},{}]", '[{"nope": 1},{}]', '[{},{"headings": 1}]', '[{"places": [["a"],""]},{}]'),
        '[{"headings": [[1],["a"],[[]],[null],[false],[""]]},{}]',
        '[{"headings": [[1],["a"],[[["text"]]],[null],[false],[""]]},{"headings": "' + _PLACE + '"}]',
    ],
)
def test_what_are_no_stored_parts_is_noticed_when_they_are_asked_for(parts: str) -> None:
    page = page_from_texts(f'outline\t[]\t[{{"path": "x", "data": {{}}}},{{}}]\t{parts}\t[]'.encode())
    with pytest.raises(Damaged):
        _ = page.headings


def test_pages_and_links_are_small() -> None:
    links = "".join(f"[text {number}](/some/where/{number}/)\n" for number in range(200))
    stored = page_to_texts(page_of(Document("content/a.md", "---\ntitle: T\n---\n" + links)))[1]
    assert len(stored) < 201 * 512


def test_html_within_comments_and_scripts_is_not_seen() -> None:
    text = '<!-- <a href="/c/" id="c"> -->\n\n<script>x = "<a href=\'/s/\'>";</script>\n\n`<a href="/code/">`\n'
    found = page_of(Document("content/a.md", text))
    assert (found.links, found.anchors) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("---\ntitle: x\n---\n", False), ("<!-- note -->\n", False), ("text\n", True), ("{{< x >}}\n", True)],
)
def test_whether_there_is_a_body(text: str, expected: bool) -> None:
    assert page_of(Document("content/a.md", text)).has_body is expected


def test_lines_that_name_other_articles() -> None:
    doc = Document("a.md", "**Related**: [A](/a/)\n\nRelated: A title.\n\nColour: Green and blue\n\nA: b c\n")
    assert [(line.lead, line.title, line.destination, line.known) for line in page_of(doc).related] == [
        ("**Related**: ", "A", "/a/", True),
        ("Related: ", "A title", None, True),
        ("Colour: ", "Green and blue", None, False),
    ]


def test_links_of_wikis() -> None:
    text = "[[A page#Part|text]] `[[b]]` [[c]](/c/) [[d]]\n\n{{< x >}}[[e]]{{< /x >}}\n\n[d]: /d/\n"
    assert [(link.title, link.heading, link.text) for link in page_of(Document("a.md", text)).wiki_links] == [
        ("A page", "Part", "text")
    ]


def test_tags_of_shortcodes() -> None:
    text = "{{< note >}}a{{< /note >}} {{< /other >}}\n"
    page = page_of(Document("a.md", text))
    assert [[text[at : at + 4] for at in call.names] for call in page.calls] == [["note", "note"]]
    assert [orphan.name for orphan in page.orphans] == ["other"]


@pytest.mark.parametrize(
    ("text", "has", "top"),
    [
        ("+++\n+++\n", True, (0, 3)),
        ("\ufeff---\n---\n", True, (1, 4)),
        ('{"title": "A"}\n', True, (0, 1)),
        ("\ufeffText.\n", False, (1, 1)),
        ("Text.\n\n+++\ntitle = 'A'\n+++\n", True, (0, 0)),
    ],
)
def test_where_a_page_begins(text: str, has: bool, top: tuple[int, int]) -> None:
    page = page_of(Document("a.md", text))
    assert (page.has_front_matter, tuple(page.top.span)) == (has, top)


def test_a_closing_tag_may_have_no_name() -> None:
    page = page_of(Document("a.md", "{{< note >}}a{{</>}} note\n"))
    (call,) = page.calls
    assert call.closed
    assert call.names == (4,)
