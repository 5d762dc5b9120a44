"""The URLs of pages, by the rules observed of Hugo: their numbers stand in the names of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site_map.sites import site_of, tables_of, urls

BASE = 'baseURL = "https://example.org/"\n'


def page(**fields: str) -> str:
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + "---\ntext\n"


def url(tmp_path: Path, name: str, text: str = "", config: str = "", **more: str) -> str | None:
    """The URL of one article in a site with these other files and this configuration."""
    site = site_of(tmp_path, {"hugo.toml": BASE + config, f"content/{name}": text or page(title="T"), **more})
    return urls(site)[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("UPPER/MiXed.md", "/upper/mixed/", id="hugo 1: paths are in lower case"),
        pytest.param("a  b.md", "/a--b/", id="hugo 1: blanks in file names do not collapse"),
        pytest.param("c++.md", "/c++/", id="hugo 2: plus signs stay"),
        pytest.param("c#.md", "/c%23/", id="hugo 2: hashes stay"),
        pytest.param("a&b, (c)!.md", "/ab-c/", id="hugo 2: other signs go"),
        pytest.param("--dashes--.md", "/--dashes--/", id="hugo 2: dashes at the edges of file names stay"),
        pytest.param("İstanbul.md", "/istanbul/", id="hugo 3: lower case as Go has it"),
        pytest.param("ünï.md", "/%C3%BCn%C3%AF/", id="hugo 4: URLs are encoded"),
        pytest.param("file.with.dots.md", "/file.with.dots/", id="hugo 5: dots stay"),
        pytest.param("x.html.md", "/x.html/", id="hugo 5: a suffix within the name makes a folder"),
        pytest.param("post.fr.md", "/post.fr/", id="hugo 5: a language that the site lacks is part of the name"),
        pytest.param("2024-01-15-dated.md", "/2024-01-15-dated/", id="hugo 12: a date in a name stays"),
        pytest.param("a/b/index.md", "/a/b/", id="hugo 18: a leaf bundle is its folder"),
        pytest.param("a/b/_index.md", "/a/b/", id="hugo 19: a section is its folder"),
    ],
)
def test_file_names(tmp_path: Path, name: str, expected: str) -> None:
    assert url(tmp_path, name) == expected


@pytest.mark.parametrize(
    ("slug", "plain", "pattern"),
    [
        pytest.param("new-slug", "/d/new-slug/", "/s/new-slug/", id="hugo 7: a slug replaces the last segment"),
        pytest.param("-lead-trail-", "/d/lead-trail/", "/s/lead-trail/", id="hugo 7: slugs lose dashes at their edges"),
        pytest.param("A  B", "/d/a-b/", "/s/a-b/", id="hugo 7: blanks in slugs collapse"),
        pytest.param("a/b", "/d/a/b/", "/s/a/b/", id="hugo 7: a slug may make folders"),
        pytest.param("foo.html", "/d/foo.html/", "/s/foo.html/", id="hugo 7: a slug with a suffix makes a folder"),
        pytest.param("c++", "/d/c++/", "/s/c/", id="hugo 7: plus signs survive only outside of patterns"),
        pytest.param("007", "/d/7/", "/s/7/", id="hugo 7: an unquoted number is a number"),
        pytest.param('""', "/d/p/", "/s/my-title/", id="hugo 7: an empty slug is none"),
    ],
)
def test_slugs(tmp_path: Path, slug: str, plain: str, pattern: str) -> None:
    text = page(title="My Title", slug=slug)
    config = '[permalinks]\ns = "/s/:slug/"\n'
    site = site_of(tmp_path, {"hugo.toml": BASE + config, "content/d/p.md": text, "content/s/p.md": text})
    assert urls(site) == {"d/p.md": plain, "s/p.md": pattern}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("/UPPER/Case/", "/UPPER/Case/", id="hugo 8: a url keeps its case"),
        pytest.param("/with spaces", "/with%20spaces/", id="hugo 8: a url keeps its blanks and gets a slash"),
        pytest.param("/dots/v1.2", "/dots/v1.2", id="hugo 8: what follows a dot is a suffix"),
        pytest.param("/deep/index.html", "/deep/", id="hugo 8: index.html is its folder"),
        pytest.param("/a/../b/", "/b/", id="hugo 8: a url is cleaned"),
        pytest.param("/u/:year/:slug/", "/u/2020/zz/", id="hugo 8: tokens work in a url"),
        pytest.param("https://example.org/x/", None, id="hugo 8: a whole address is refused"),
    ],
)
def test_given_urls(tmp_path: Path, given: str, expected: str | None) -> None:
    assert url(tmp_path, "a/b.md", page(title="T", url=given, slug="zz", date="2020-03-04")) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            '"C++ & \\"Quotes\\" — ünï/slash: 日本 100% #hash"',
            "c-quotes-%C3%BCn%C3%AF-slash-%E6%97%A5%E6%9C%AC-100-%23hash",
        ),
        ('"What\'s new in v1.2.3?"', "whats-new-in-v1.2.3"),
        ('"x + y = z"', "x--y-z"),
        ('"trailing dots..."', "trailing-dots..."),
        ('"under_score a/b"', "under_score-a-b"),
        ('"C#"', "c"),
    ],
)
def test_hugo_10_titles_in_patterns(tmp_path: Path, title: str, expected: str) -> None:
    config = '[permalinks]\nblog = "/:title/"\n'
    assert url(tmp_path, "blog/p.md", page(title=title), config) == f"/{expected}/"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param(
            "/:year/:month/:day/:slug/", "/2021/12/31/a-title/", id="hugo 11: dates are read in their own offset"
        ),
        pytest.param("/:06/:1/:contentbasename", "/21/12/post/", id="hugo 13: Go layouts, and slashes are added"),
        pytest.param("/:filename/", "/post/", id="hugo 13: old tokens work"),
        pytest.param("/s/:slug.html", "/s/a-title.html/", id="hugo 13: a suffix in a pattern makes a folder"),
        pytest.param(
            "/:monthname/:weekdayname/:yearday/", "/december/friday/365/", id="hugo 13: names of months and days"
        ),
        pytest.param(
            "/x/:sections[1:]/:slug/", "/x/deep-dir/a-title/", id="hugo 14: only folders with a page are sections"
        ),
        pytest.param("/x/:nonsense/", None, id="hugo 13: a token that Hugo lacks is refused"),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, expected: str | None) -> None:
    text = page(title="A Title", date="2021-12-31T23:30:00-05:00")
    config = f'[permalinks]\nessays = "{pattern}"\n'
    more = {"content/essays/Deep Dir/_index.md": page(title="Deep")}
    assert url(tmp_path, "essays/Deep Dir/sub/post.md", text, config, **more) == expected


def test_hugo_9_without_title_slug_is_empty(tmp_path: Path) -> None:
    config = '[permalinks]\nblog = "/:year/:month/:slug/"\n'
    assert url(tmp_path, "blog/notitle.md", page(date="2020-01-02"), config) == "/2020/01/"


def test_hugo_11_without_date_the_year_is_1(tmp_path: Path) -> None:
    config = '[permalinks]\nblog = "/:year/:month/:slug/"\n'
    assert url(tmp_path, "blog/p.md", page(title="T"), config) == "/1/01/t/"


def test_hugo_12_date_and_slug_from_the_name(tmp_path: Path) -> None:
    config = '[frontmatter]\ndate = [":filename", ":default"]\n[permalinks]\nblog = "/:year/:slug/"\n'
    assert url(tmp_path, "blog/2024-01-15-dated-post.md", page(title="T"), config) == "/2024/dated-post/"


def test_hugo_13_section_patterns_hit_nested_sections(tmp_path: Path) -> None:
    config = '[permalinks.section]\nessays = "/home/"\n'
    nested = {"content/essays/deep/_index.md": page(title="Deep")}
    site = site_of(tmp_path, {"hugo.toml": BASE + config, "content/essays/_index.md": page(title="E"), **nested})
    assert set(urls(site).values()) == {"/home/"}
    first, second = site.pages
    assert site.same_url(first) == (second,)


def test_hugo_13_the_array_form(tmp_path: Path) -> None:
    config = '[[permalinks]]\npattern = "/k/:slug/"\n[permalinks.target]\nkind = "page"\npath = "/a/**"\n'
    site = site_of(
        tmp_path, {"hugo.toml": BASE + config, "content/a/x.md": page(title="X"), "content/b/x.md": page(title="X")}
    )
    assert urls(site) == {"a/x.md": "/k/x/", "b/x.md": "/b/x/"}


def test_hugo_15_case_and_accents(tmp_path: Path) -> None:
    config = "disablePathToLower = true\nremovePathAccents = true\n"
    assert url(tmp_path, "Über/Mixed Case.md", config=config) == "/Uber/Mixed-Case/"


def test_hugo_16_ugly_urls(tmp_path: Path) -> None:
    files = {
        "content/about.md": page(title="A", aliases="[/old-abs/]", tags="[été]"),
        "content/posts/_index.md": page(title="P"),
    }
    site = site_of(tmp_path, {"hugo.toml": BASE + "uglyURLs = true\n", **files})
    assert urls(site) == {"about.md": "/about.html", "posts/_index.md": "/posts/index.html"}
    tables = tables_of(site)
    assert {"old-abs.html", "tags/été.html", "tags/index.html"} <= tables.output.files.keys()


def test_hugo_16_ugly_urls_by_section(tmp_path: Path) -> None:
    files = {
        "content/a/x.md": page(title="A"),
        "content/b/x.md": page(title="B"),
        "content/a/_index.md": page(title="A"),
    }
    site = site_of(tmp_path, {"hugo.toml": BASE + "[uglyURLs]\na = true\n", **files})
    assert urls(site) == {"a/_index.md": "/a/index.html", "a/x.md": "/a/x.html", "b/x.md": "/b/x/"}


def test_hugo_17_a_base_path_is_part_of_the_url(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"hugo.toml": 'baseURL = "https://example.org/sub/"\n', "content/a.md": page(title="A")})
    assert urls(site) == {"a.md": "/sub/a/"}


@pytest.mark.parametrize(
    ("base", "url"),
    [("localhost:1313", "/a/"), ("localhost:1313/blog/", "/a/"), ("http://localhost:1313/blog/", "/blog/a/")],
)
def test_hugo_17_a_host_without_a_scheme_has_no_path(base: str, url: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, {"hugo.toml": f'baseURL = "{base}"\n', "content/a.md": page(title="A")})
    assert urls(site) == {"a.md": url}


def test_hugo_20_the_url_of_what_is_not_published(tmp_path: Path) -> None:
    files = {
        "content/d.md": page(title="D", draft="true"),
        "content/f.md": page(title="F", date="2031-01-01"),
        "content/e.md": page(title="E", expiryDate="2020-01-01"),
        "content/h/index.md": page(title="H", headless="true"),
        "content/n.md": page(title="N", build="{render: never}"),
        "content/q.md": page(title="Q", draft='"true"'),
        "content/y.md": page(title="Y", draft='"yes"'),
    }
    site = site_of(tmp_path, files)
    assert {Path(other.path).stem: site.state(other) for other in site.pages} == {
        "d": "draft",
        "e": "expired",
        "f": "future",
        "index": "unrendered",
        "n": "unrendered",
        "q": "draft",
        "y": "published",
    }
    assert urls(site)["d.md"] == "/d/"
    future = site.page("content/f.md")
    assert future and site.why_unpublished(future) == "publishes on 2031-01-01"


@pytest.mark.parametrize(
    ("name", "alias", "expected"),
    [
        pytest.param("al/a.md", "old-rel", "/al/old-rel/", id="hugo 25: relative to the folder of the page"),
        pytest.param("al/a.md", "../up/old", "/up/old/", id="hugo 25: upwards"),
        pytest.param("al/lb/index.md", "old-leaf", "/al/old-leaf/", id="hugo 25: beside a leaf bundle"),
        pytest.param("al/_index.md", "old-branch", "/old-branch/", id="hugo 25: beside a section"),
        pytest.param("al/a.md", "/Case Kept/", "/Case Kept/", id="hugo 26: case and blanks are kept"),
        pytest.param("al/a.md", "/old.html", "/old.html", id="hugo 26: .html makes a file"),
        pytest.param("al/a.md", "/feed.xml", "/feed.xml/", id="hugo 26: other suffixes make folders"),
    ],
)
def test_aliases(tmp_path: Path, name: str, alias: str, expected: str) -> None:
    site = site_of(tmp_path, {f"content/{name}": page(title="T", aliases=f'["{alias}"]')})
    assert site.aliases(site.pages[0]) == (expected,)


def test_hugo_27_aliases_and_urls_in_another_language(tmp_path: Path) -> None:
    config = BASE + "[languages.en]\n[languages.fr]\n"
    files = {
        "content/a.fr.md": page(title="A", aliases="[/alias-fr/]"),
        "content/b.fr.md": page(title="B", url="/absolute/"),
        "content/c.fr.md": page(title="C", url="relative/"),
    }
    site = site_of(tmp_path, {"hugo.toml": config, **files})
    assert urls(site) == {"a.fr.md": "/fr/a/", "b.fr.md": "/absolute/", "c.fr.md": "/fr/relative/"}
    assert site.aliases(site.pages[0]) == ("/fr/alias-fr/",)


def test_hugo_56_the_default_language_in_a_folder(tmp_path: Path) -> None:
    config = BASE + "defaultContentLanguageInSubdir = true\n[languages.en]\n[languages.fr]\n"
    site = site_of(tmp_path, {"hugo.toml": config, "content/a.md": page(title="A", aliases="[/o/]")})
    assert urls(site) == {"a.md": "/en/a/"}
    assert site.aliases(site.pages[0]) == ("/en/o/",)
    assert site.target_at("/").result == "alias"


def test_hugo_56_a_file_without_language_gives_way_to_one_with(tmp_path: Path) -> None:
    config = BASE + 'defaultContentLanguage = "fr"\n[languages.en]\n[languages.fr]\n'
    site = site_of(tmp_path, {"hugo.toml": config, "content/x.md": page(title="X"), "content/x.fr.md": page(title="X")})
    states = {other.path: site.state(other) for other in site.pages}
    assert sorted(states.values()) == ["published", "unrendered"]


def test_hugo_6_of_two_files_for_one_path_the_bundle_wins(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"content/both.md": page(title="A"), "content/both/index.md": page(title="B")})
    single, bundle = site.pages
    assert (site.state(single), site.state(bundle)) == ("unrendered", "published")
    assert site.same_url(bundle) == (single,)
    assert site.same_url(single) == (bundle,)
    assert "content/both/index.md" in site.why_unpublished(single)
