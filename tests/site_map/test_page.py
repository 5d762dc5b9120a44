"""The facts of an article, and how they are stored."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import time

import msgspec
import pytest

from postlint.diagnostic import Change, Diagnostic, Edit, Fix, Related, Severity
from postlint.document.document import Document
from postlint.facts.encoding import Damaged, as_it_was, encoded
from postlint.facts.extraction import page_of
from postlint.facts.page import Page
from postlint.facts.records import (
    exports_of,
    findings_from_bytes,
    findings_of,
    findings_to_bytes,
    page_from,
    record_from,
    to_record,
)
from postlint.text import Range, Span

TOP = Range(0, 0, 1, 1, 1, 1)
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


def stored(found: Page) -> Page:
    data = to_record(found, ())[1]
    again = page_from(data, record_from(data))
    assert again
    return again


def values(found: Page) -> dict[str, object]:
    return {field.name: getattr(found, field.name) for field in fields(Page)}


@pytest.mark.parametrize("name", ["content/a.md", "content/a.html", "content/a.org"])
def test_a_stored_page_is_the_same_page(name: str) -> None:
    found = page_of(Document(name, TEXT))
    assert values(stored(found)) == values(found)


def test_what_no_message_holds_is_stored_all_the_same() -> None:
    """Lone surrogates, as the name of a file may hold, and numbers beyond 64 bits."""
    data = {"large": 10**30, "small": -(10**25), "lone \ud800": ["\udce9"], "time": time(1, 2)}
    found = replace(page(), path="content/caf\udce9.md", data=data)
    assert values(stored(found)) == values(found)
    finding = Diagnostic("caf\udce9.md", found.top, "a/b", Severity.INFO, "\ud800")
    assert findings_from_bytes(findings_to_bytes([finding])) == (finding,)


def test_findings_are_stored_with_their_fixes() -> None:
    fix = Fix.safe(Edit(Span(1, 2), "x"), title="do", changes=[Change.TEXT, Change.LINKS])
    finding = Diagnostic("a.md", TOP, "a/b", Severity.INFO, "m", (Related("b.md", TOP, "here"),), fix)
    assert findings_from_bytes(findings_to_bytes([finding])) == (finding,)
    assert findings_to_bytes([]) == b""


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\xff\xfe", b"\x90", b"\x95\xa0\xc4\x00", encoded(["", b"", b""])])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(Damaged):
        record_from(data)


@pytest.mark.parametrize("part", [1, 2, 3, 4])
@pytest.mark.parametrize("evil", [b"\x01", b"\x91\x01", b"\xc1\x91\x01", encoded([{"a": 1}]), encoded(["a"] * 9)])
def test_damage_in_a_part_is_noticed_when_it_is_asked_for(part: int, evil: bytes) -> None:
    parts = list(msgspec.msgpack.decode(to_record(page(), ())[1]))
    parts[part] = evil
    data = encoded(parts)
    with pytest.raises(Damaged):
        record = record_from(data)
        findings_of(record)
        damaged = page_from(data, record)
        assert damaged
        _ = damaged.headings, damaged.links


@pytest.mark.parametrize("value", [{"\0date": "soon"}, {"\0int": "x"}, {"\0nope": "1"}, {"\0time": 1}])
def test_dates_that_are_none_are_noticed(value: dict[str, object]) -> None:
    with pytest.raises(Damaged):
        as_it_was({"date": value})


def test_pages_and_links_are_small() -> None:
    links = "".join(f"[text {number}](/some/where/{number}/)\n" for number in range(200))
    data = to_record(page_of(Document("content/a.md", "---\ntitle: T\n---\n" + links)), ())[1]
    assert len(data) < 201 * 512


def test_what_others_may_depend_on_is_not_where_it_stands() -> None:
    before = page()
    moved = page_of(Document("content/a.md", TEXT.replace("[^n]: Note", "More.\n\n[^n]: A longer note")))
    assert exports_of(moved) == exports_of(before)
    renamed = exports_of(page_of(Document("content/a.md", TEXT.replace("{#given}", "{#other}"))))
    assert (renamed.front, renamed.more) == (exports_of(before).front, exports_of(before).more)
    assert renamed.ids != exports_of(before).ids
    titled = exports_of(page_of(Document("content/a.md", TEXT.replace("The *title*", "A title"))))
    assert titled.front != exports_of(before).front
    assert titled.ids == exports_of(before).ids


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
