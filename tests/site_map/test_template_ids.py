"""The ids that a template may add: judged by the values that reach the page, not by what its file names."""

from __future__ import annotations

import re

import pytest

from postlint.site.hugo.template_ids import ANYTHING, id_patterns, written_ids

PARTIALS = {"src": '{{ .Get "src" | relURL }}', "box": '<div id="box"></div>', "raw": "{{ . | safeHTML }}"}

NOTHING = [
    '<img src="{{ .Site.Params.cdn }}/{{ .Get 0 }}">',
    "X",
    '{{ with site.GetPage (.Get 0) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}',
    '{{ $p := .Page.GetPage (.Get 0) }}<a href="{{ $p.RelPermalink }}" title="{{ $p.Params.hint }}">{{ .Inner }}</a>',
    '{{ highlight (readFile (.Get "file")) "go" "" }}',
    "<script>var a = {{ .Site.Data.points | jsonify | safeJS }};</script>",
    "<b>{{ .Site.Params.author }}</b>{{ .Inner | markdownify }}",
    '<img src="{{ partial "src" . }}"><input name="{{ .Get 0 }}">',
    '<a href="{{ with .Site.Params.repo }}{{ . }}{{ end }}/{{ .Page.File.Path }}">edit</a>',
    '{{ errorf "no %s" .Site.Params.x }}{{/* <div id="x"> */}}<p>',
]
ANY = [
    "{{ .Page.Content }}",
    "{{ with site.GetPage (.Get 0) }}{{ .Content }}{{ end }}",
    "{{ readFile (.Get 0) | markdownify }}",
    '{{ $t := readFile "a.html" }}{{ $t | safeHTML }}',
    "{{ range .Site.Data.faq }}<p>{{ .answer | markdownify }}</p>{{ end }}",
    "{{ with .Page.Params.intro }}{{ . | markdownify }}{{ end }}",
    '{{ partial "raw" (readFile "a.html") }}',
    '{{ partial "gone" . }}',
    "<div {{ .Get 0 | safeHTMLAttr }}></div>",
    '<div id="{{ .Page.File.UniqueID }}"></div>',
    "   ",
]


@pytest.mark.parametrize("template", NOTHING)
def test_what_reaches_no_content_makes_no_ids(template: str) -> None:
    assert id_patterns(template, False, PARTIALS.get) == frozenset()


@pytest.mark.parametrize("template", ANY)
def test_text_of_elsewhere_may_bring_any(template: str) -> None:
    assert ANYTHING in id_patterns(template, False, PARTIALS.get)


def test_a_table_of_contents_has_one_id() -> None:
    for template in (
        '<nav><input id="open" type="checkbox">{{ .Page.TableOfContents }}</nav>',
        "{{ with .Page.TableOfContents }}<div id=open>{{ . }}</div>{{ end }}",
        '{{ $toc := .Page.Fragments.ToHTML 2 3 false }}<div id="open">{{ $toc | safeHTML }}</div>',
    ):
        assert id_patterns(template, False, PARTIALS.get) == {"open", "TableOfContents"}


def test_text_is_markdown_where_the_output_is() -> None:
    assert id_patterns("{{ readFile (.Get 0) }}", False, PARTIALS.get) == frozenset()
    assert id_patterns("{{ readFile (.Get 0) }}", True, PARTIALS.get) == {ANYTHING}


def test_partials_count_with_what_they_are_given() -> None:
    assert id_patterns('{{ partial "box" . }}', False, PARTIALS.get) == {"box"}
    assert id_patterns('{{ partial "raw" (.Get 0) }}', False, PARTIALS.get) == frozenset()


def test_ids_that_a_layout_writes_are_known_in_part() -> None:
    found = written_ids('<main id="main"><a name="top-{{ .Weight }}"></a><b id="{{ .x }}"><meta name="author">')
    assert {bool(re.fullmatch("|".join(found), text)) for text in ("main", "top-5")} == {True}
    assert not re.fullmatch("|".join(found), "author")
