"""The ids of headings, by the rules observed of Hugo: their numbers stand in the names of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site_map.sites import site_of

BASE = 'baseURL = "https://example.org/"\n'
GOLDMARK = "[markup.goldmark.%s]\n"


def ids(tmp_path: Path, text: str, config: str = "") -> list[str | None]:
    site = site_of(tmp_path, {"hugo.toml": BASE + config, "content/a.md": text})
    return site.heading_ids(site.pages[0])


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("हिन्दी", "हनद", id="hugo 29: marks go"),
        pytest.param("½ ² Ⅷ ①", "---", id="hugo 29: numbers that are no digits go"),
        pytest.param("Tab\tsep", "tabsep", id="hugo 29: a tab goes"),
        pytest.param("ẞ İ", "ß-i", id="hugo 29: lower case as Go has it"),
        pytest.param("--flag option", "flag-option", id="hugo 30: typography comes first"),
        pytest.param("don't", "dont", id="hugo 30: quotes go"),
        pytest.param("a – b — c", "a--b--c", id="hugo 30: dashes go, blanks stay"),
        pytest.param("Comment <!-- c --> x", "comment--x", id="hugo 31: HTML goes"),
        pytest.param("A &amp; &lt;b&gt; &copy;", "a--b-", id="hugo 31: entities by name are read"),
        pytest.param("&#65; x", "65-x", id="hugo 31: entities by number are not"),
        pytest.param("auto https://example.org/x link", "auto--link", id="hugo 32: bare URLs go"),
        pytest.param("user@example.org", "", id="hugo 32: an address alone has no id"),
        pytest.param(":tada: x", "tada-x", id="hugo 33: names of emoji stay"),
        pytest.param("...", "heading", id="hugo 34: nothing left"),
        pytest.param("", "", id="hugo 34: an empty heading has no id"),
        pytest.param("x {#My-Id}", "My-Id", id="hugo 36: a given id keeps its case"),
        pytest.param("x {##y}", "y", id="two marks are one"),
        pytest.param("brace{#nospace}", "nospace", id="hugo 36: no blank is needed before it"),
        pytest.param("Two {#one} {#two}", "two", id="hugo 36: only the last group counts"),
        pytest.param("{#bad id}", "bad-id", id="hugo 36: a bad group is text"),
        pytest.param("**Don't** do", "don-do", id="emphasis gives what it holds up to a typographic sign"),
        pytest.param("[a *b* c](/u/)", "a", id="a link gives the first thing that it holds"),
        pytest.param("Short {{< sc >}} code", None, id="hugo 38: a shortcode makes it unknowable"),
    ],
)
def test_one_heading(tmp_path: Path, heading: str, expected: str | None) -> None:
    assert ids(tmp_path, f"## {heading}\n") == [expected]


def test_hugo_30_without_typography(tmp_path: Path) -> None:
    config = GOLDMARK % "extensions.typographer" + "disable = true\n"
    assert ids(tmp_path, "## --flag option\n", config) == ["--flag-option"]


def test_hugo_32_without_linkify(tmp_path: Path) -> None:
    config = GOLDMARK % "extensions" + "linkify = false\n"
    assert ids(tmp_path, "## see www.x.org\n", config) == ["see-wwwxorg"]


def test_hugo_35_an_id_is_given_once(tmp_path: Path) -> None:
    text = "## dup\n\n### dup\n\n## dup-1\n\n## x {#dup}\n\n## y {#pre-taken}\n\n## pre taken\n"
    assert ids(tmp_path, text) == ["dup", "dup-1", "dup-1-1", "dup", "pre-taken", "pre-taken-1"]


def test_hugo_37_of_a_setext_heading_the_last_line(tmp_path: Path) -> None:
    assert ids(tmp_path, "Multi line\nsetext\n---\n") == ["setext"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("blackfriday", ["half½-²", "a-b", "s-c-ü"]),
        ("github-ascii", ["half-", "a_b", "s-c-u"]),
        ("github", ["half-", "a_b", "s-c-ü"]),
    ],
)
def test_hugo_41_other_algorithms(tmp_path: Path, kind: str, expected: list[str]) -> None:
    text = "## half½ ²\n\n## a_b\n\n## s c ü\n"
    for key in ("autoIDType", "autoHeadingIDType"):
        assert ids(tmp_path, text, GOLDMARK % "parser" + f'{key} = "{kind}"\n') == expected


def all_ids(tmp_path: Path, text: str, config: str = "") -> frozenset[str] | None:
    site = site_of(tmp_path, {"hugo.toml": BASE + config, "content/a.md": text})
    return site.ids(site.pages[0])


def test_hugo_39_footnotes(tmp_path: Path) -> None:
    text = "One[^b] two[^a] again[^b].\n\n[^a]: A.\n\n[^b]: B.\n"
    assert all_ids(tmp_path, text) == {"fn:1", "fnref:1", "fn:2", "fnref:2", "fnref1:1"}


def test_hugo_39_attributes_of_blocks(tmp_path: Path) -> None:
    text = "Text.\n{#para}\n\n```go {#fence}\nx\n```\n"
    config = GOLDMARK % "parser.attribute" + "block = true\n"
    assert all_ids(tmp_path, text, config) == {"para", "fence"}
    assert all_ids(tmp_path, text) == {"fence"}


def test_hugo_40_ids_of_html(tmp_path: Path) -> None:
    text = '<a id="one"></a> <b ID=two>x</b> <a name="three">y</a> `<i id="no">`\n\n<!-- <p id="no"> -->\n'
    config = GOLDMARK % "renderer" + "unsafe = true\n"
    assert all_ids(tmp_path, text, config) == {"one", "two", "three"}
    assert all_ids(tmp_path, text) == set()


def test_ids_of_an_unknown_shortcode_are_not_known(tmp_path: Path) -> None:
    assert all_ids(tmp_path, "{{< cards >}}\n") is None
    assert all_ids(tmp_path, '{{< figure src="x.png" >}}\n') == set()


def test_lines_of_code_have_the_ids_that_its_options_ask_for(tmp_path: Path) -> None:
    text = (
        "```go {linenos=table,anchorlinenos=true,lineanchors=abc}\na\nb\n```\n\n"
        "``` { linenos=inline, anchorLineNos=true, lineAnchors=none }\na\n```\n\n"
        '```go { linenos=true, hl_lines=["2"], linenostart=20, anchorlinenos=true, lineanchors="zz" }\na\nb\n\n```\n\n'
        '{{< highlight go "linenos=inline,anchorlinenos=true,lineanchors=hl" >}}\na\nb\n{{< /highlight >}}\n'
    )
    site = site_of(tmp_path, {"hugo.toml": BASE, "content/a.md": text})
    assert site.ids(site.pages[0]) == {"abc-1", "abc-2", "zz-20", "zz-21", "hl-1", "hl-2"}
