"""Where links lead, and why: by the rules observed of Hugo, whose numbers stand in the names of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.site.link_target import Target
from postlint.site.site import Site
from tests.site_map.sites import TODAY, hugo_of, results, site_of, tables_of, write

BASE = 'baseURL = "https://example.org/"\n'
LANGUAGES = BASE + "[languages.en]\n[languages.fr]\n"


def targets(site: Site, path: str = "content/l.md") -> dict[str, Target]:
    """The targets of an article by destination."""
    page = site.page(path)
    assert page
    return {link.destination: site.resolve(page, link) for link in site.links(page)}


def only(tmp_path: Path, text: str, files: dict[str, str] | None = None, config: str = BASE) -> Target:
    """The target of the only link of an article."""
    site = site_of(tmp_path, {"hugo.toml": config, "content/l.md": text, **(files or {})})
    (target,) = targets(site).values()
    return target


ARTICLES = {
    "content/posts/one.md": "---\ntitle: One\naliases: [/old/]\ntags: [C++]\n---\n## Part\n",
    "content/posts/draft.md": "---\ntitle: Draft\ndraft: true\n---\n",
    "content/posts/future.md": "---\ntitle: Future\ndate: 2031-02-01\n---\n",
    "content/posts/gone.md": "---\ntitle: Gone\nexpiryDate: 2020-01-01\n---\n",
    "content/bun/index.md": "---\ntitle: Bun\n---\n",
    "content/bun/pic.png": "x",
    "content/bun/sub/more.md": "---\ntitle: More\n---\n",
    "static/file.pdf": "x",
    "static/_redirects": "/moved  /posts/one/\n/splat/*  /posts/:splat\n/gone 404\n",
    "assets/asset.png": "x",
}


@pytest.mark.parametrize(
    ("destination", "result", "why"),
    [
        ("/posts/one/", "page", ""),
        ("/posts/one", "page", ""),
        ("/posts/one/#part", "page", ""),
        ("/posts/one/?x=1#part", "page", ""),
        ("../posts/one/", "page", ""),
        ("https://example.org/posts/one/", "page", ""),
        ("//example.org/posts/one/", "page", ""),
        ("/", "page", ""),
        ("#top", "page", ""),
        ("/posts/draft/", "page", "is a draft"),
        ("/posts/future/", "page", "publishes on 2031-02-01"),
        ("/posts/gone/", "page", "expired on 2020-01-01"),
        ("/old/", "alias", "has moved: an alias leads to /posts/one/"),
        ("/file.pdf", "file", ""),
        ("/bun/pic.png", "file", ""),
        ("/index.xml", "file", ""),
        ("/sitemap.xml", "file", ""),
        ("/tags/c++/", "term", ""),
        ("/tags/c%2B%2B/", "term", ""),
        ("/moved", "redirect", "is redirected by the host to /posts/one/"),
        ("/splat/a/b", "redirect", "is redirected by the host to /posts/:splat"),
        ("/posts/page/2/", "unknown", "is a page of a list, if the theme divides it"),
        ("/asset.png", "unknown", "is published only where a template asks for the asset assets/asset.png"),
        ("/Posts/ONE/", "broken", "differs by case from /posts/one/"),
        ("/posts/one/#Part", "broken-anchor", "differs by case from #part"),
        ("/posts/one/#nope", "broken-anchor", "has no anchor #nope"),
        ("/bun/sub/more/", "broken", "there is nothing there"),
        ("/nope/", "broken", "there is nothing there"),
        ("app.example.com/x", "broken", "there is nothing there"),
        ("https://example.com/", "external", ""),
        ("mailto:a@example.org", "other", "is a mailto: link"),
        ("{{.Site.BaseURL}}x", "unknown", "is made by a shortcode or a template"),
    ],
)
def test_results(tmp_path: Path, destination: str, result: str, why: str) -> None:
    target = only(tmp_path, f"[x]({destination})\n", ARTICLES)
    assert (target.result, target.why) == (result, why)


def test_redirects_that_a_page_asks_for(tmp_path: Path) -> None:
    files = {
        "content/team/_index.md": "---\nredirects: [{from: chat, to: '#talk'}]\n---\n",
        "layouts/index.redirects": "{{ range .Site.Pages }}{{ .Permalink }}{{ end }}",
    }
    assert only(tmp_path, "[x](/team/chat/)\n", files).result == "redirect"
    del files["layouts/index.redirects"]
    assert only(tmp_path / "other", "[x](/team/chat/)\n", files).result == "broken"


def test_files_that_a_template_of_redirects_does_not_excuse(tmp_path: Path) -> None:
    files = {"layouts/index.redirects": "", "static/img/a.png": "x"}
    assert only(tmp_path, "![x](/img/b.png)\n", files).result == "broken"
    assert only(tmp_path / "case", "![x](/img/A.png)\n", files).case_of == "/img/a.png"
    assert only(tmp_path / "else", "[x](/elsewhere/)\n", files).result == "unknown"


@pytest.mark.parametrize(
    ("destination", "canonical"),
    [
        ("/posts/one", "/posts/one/"),
        ("/posts/one/index.html", "/posts/one/"),
        ("/posts//one/", "/posts/one/"),
        ("/posts/one/", ""),
    ],
)
def test_urls_that_need_no_redirect(tmp_path: Path, destination: str, canonical: str) -> None:
    assert only(tmp_path, f"[x]({destination})\n", ARTICLES).canonical == canonical


def test_the_nearest_targets_are_named(tmp_path: Path) -> None:
    target = only(tmp_path, "[x](/post/one/)\n", ARTICLES)
    assert target.result == "broken"
    near = target.nearest[0]
    assert (near.url, near.path) == ("/posts/one/", "content/posts/one.md")


def test_the_nearest_anchor_is_named(tmp_path: Path) -> None:
    assert only(tmp_path, "[x](/posts/one/#parts)\n", ARTICLES).nearest[0].url == "#part"


def test_hugo_8_files_of_a_bundle_with_a_suffix_in_its_url(tmp_path: Path) -> None:
    files = {"content/l/index.md": "---\nurl: /moved/here.html\n---\n![x](img.png)\n", "content/l/img.png": "x"}
    site = site_of(tmp_path, files)
    assert results(site, "content/l/index.md") == {"img.png": "broken"}


def test_hugo_17_links_without_the_base_path(tmp_path: Path) -> None:
    config = 'baseURL = "https://example.org/sub/"\n'
    target = only(tmp_path, "[x](/posts/one/)\n", ARTICLES, config)
    assert (target.result, target.canonical) == ("broken", "/sub/posts/one/")
    assert only(tmp_path, "[x](/other-project/)\n", ARTICLES, config).result == "unknown"
    assert only(tmp_path, "[x](/sub/posts/one/)\n", ARTICLES, config).result == "page"


def test_hugo_18_names_of_resources_keep_their_case(tmp_path: Path) -> None:
    files = {"content/a/index.md": "![x](IMG.PNG) ![y](img.png)\n", "content/a/IMG.PNG": "x"}
    site = site_of(tmp_path, files)
    assert results(site, "content/a/index.md") == {"IMG.PNG": "file", "img.png": "broken"}
    assert targets(site, "content/a/index.md")["img.png"].case_of == "/a/IMG.PNG"


def test_hugo_19_a_single_page_is_a_folder_deeper(tmp_path: Path) -> None:
    files = {"content/s/_index.md": "", "content/s/b.png": "x", "content/s/child.md": "![x](b.png) ![y](../b.png)\n"}
    assert results(site_of(tmp_path, files), "content/s/child.md") == {"b.png": "broken", "../b.png": "file"}


def test_hugo_20_files_of_unrendered_bundles_are_published(tmp_path: Path) -> None:
    files = {"content/h/index.md": "---\nheadless: true\n---\n", "content/h/h.png": "x"}
    assert only(tmp_path, "![x](/h/h.png)\n", files).result == "file"


def test_hugo_28_refs_do_not_know_aliases(tmp_path: Path) -> None:
    assert only(tmp_path, '[x]({{< relref "/old" >}})\n', ARTICLES).result == "broken"


@pytest.mark.parametrize(
    ("path", "result", "why"),
    [
        ("/posts/one", "page", ""),
        ("/POSTS/One.md", "page", ""),
        ("posts/one/", "page", ""),
        ("one", "page", ""),
        ("/tags/c++", "term", ""),
        ("#frag", "broken-anchor", "has no anchor #frag"),
        ("one#part", "page", ""),
        ("one#nope", "broken-anchor", "has no anchor #nope"),
        ("draft", "broken", "there is no such page"),
        ("/posts/draft", "broken", "is a draft"),
        ("x/one", "broken", "there is no such page"),
    ],
)
def test_hugo_53_refs(tmp_path: Path, path: str, result: str, why: str) -> None:
    target = only(tmp_path, f'[x]({{{{< relref "{path}" >}}}})\n', ARTICLES)
    assert (target.result, target.why) == (result, why)


def test_hugo_53_an_ambiguous_ref(tmp_path: Path) -> None:
    files = {"content/a/page.md": "", "content/b/page.md": ""}
    target = only(tmp_path, '{{% ref "page" %}}\n', files)
    assert (target.result, target.ambiguous) == ("broken", ("content/a/page.md", "content/b/page.md"))


def test_hugo_53_an_unknown_language(tmp_path: Path) -> None:
    target = only(tmp_path, '{{< ref path="/posts/one" lang="xx" >}}\n', ARTICLES)
    assert (target.result, target.why) == ("broken", "names the language xx, which the site does not have")


def test_hugo_50_without_hook_a_source_file_is_no_target(tmp_path: Path) -> None:
    target = only(tmp_path, "[x](posts/one.md)\n", ARTICLES)
    assert (target.result, target.markdown, target.canonical) == ("broken", True, "/posts/one/")


def test_hugo_51_with_languages_the_embedded_hook_finds_source_files(tmp_path: Path) -> None:
    files = {**ARTICLES, "content/posts/one.fr.md": "---\ntitle: Un\nslug: un\n---\n## Partie\n"}
    files["content/l.fr.md"] = "[a](posts/one.md) [b](/posts/one/#partie) [c](/posts/one/#part) [d](/bun/)\n"
    site = site_of(tmp_path, {"hugo.toml": LANGUAGES, **files})
    found = targets(site, "content/l.fr.md")
    assert found["posts/one.md"].url == "/fr/posts/un/"
    assert found["/posts/one/#partie"].result == "page"
    assert found["/posts/one/#part"].result == "broken-anchor"
    assert found["/bun/"].language == "en"


def test_hugo_52_images_of_other_bundles_are_not_resolved(tmp_path: Path) -> None:
    assert only(tmp_path, "![x](bun/pic.png)\n", ARTICLES, LANGUAGES).result == "broken"


def test_what_exists_only_in_another_language_is_told(tmp_path: Path) -> None:
    files = {**ARTICLES, "content/fr-only.fr.md": "---\ntitle: F\n---\n"}
    target = only(tmp_path, "[x](/fr-only/)\n", files, LANGUAGES)
    assert (target.result, target.why, target.languages) == ("broken", "exists only in fr", ("fr",))


def test_hugo_54_figure(tmp_path: Path) -> None:
    text = '{{< figure src="asset.png" >}}\n{{< figure src="nope.png" link="/posts/one/" >}}\n'
    site = site_of(tmp_path, {"content/l.md": text, **ARTICLES})
    assert results(site, "content/l.md") == {"asset.png": "file", "nope.png": "broken", "/posts/one/": "page"}


def test_declared_parameters_of_shortcodes(tmp_path: Path) -> None:
    files = {"content/l.md": '{{< card "/nope/" icon="/file.pdf" >}}\n', **ARTICLES}
    site = site_of(tmp_path, files, shortcodes={"card": {"link": ["0"], "image": ["icon"]}})
    assert results(site, "content/l.md") == {"/nope/": "broken", "/file.pdf": "file"}


def test_hugo_55_resources_are_shared_between_languages(tmp_path: Path) -> None:
    files = {
        "content/p/index.md": "![x](img.png)\n",
        "content/p/index.fr.md": '![x](img.png)\n\n<img src="img.png">\n',
        "content/p/img.png": "x",
    }
    unsafe = "[markup.goldmark.renderer]\nunsafe = true\n"
    site = site_of(tmp_path, {"hugo.toml": BASE + unsafe + LANGUAGES.removeprefix(BASE), **files})
    page = site.page("content/p/index.fr.md")
    assert page
    found = [site.resolve(page, link) for link in site.links(page)]
    assert [(link.result, link.url) for link in found] == [("file", "/p/img.png"), ("broken", "/fr/p/img.png")]


def test_hugo_57_anchors_are_compared_raw_and_decoded(tmp_path: Path) -> None:
    text = "## Über uns\n\n[a](#über-uns)\n[b](#%C3%BCber-uns)\n[c](#Über-uns)\n"
    site = site_of(tmp_path, {"content/l.md": text})
    assert list(results(site, "content/l.md").values()) == ["page", "page", "broken-anchor"]


def test_a_hook_of_the_site_is_judged_mildly(tmp_path: Path) -> None:
    files = {**ARTICLES, "layouts/_markup/render-link.html": "<a href={{ .Destination }}>x</a>"}
    files["content/l.md"] = "[a](posts/one.md) [b](/nope/) [c](term)\n"
    found = targets(site_of(tmp_path, files))
    assert [each.result for each in found.values()] == ["page", "broken", "unknown"]
    assert found["/nope/"].hook


def test_what_a_missing_theme_may_have_is_unknown(tmp_path: Path) -> None:
    config = BASE + 'theme = "elsewhere"\n'
    assert only(tmp_path, "![x](/theme-images/logo.png)\n", ARTICLES, config).result == "unknown"
    assert only(tmp_path, "[x](/posts/nope/)\n", ARTICLES, config).result == "broken"
    site = site_of(tmp_path, {"hugo.toml": config})
    assert site.shortcode("card") is None
    assert site.shortcode("figure") is True


def test_a_link_into_a_mount_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    mounts = '[[module.mounts]]\nsource = "content"\ntarget = "content"\n'
    mounts += '[[module.mounts]]\nsource = "vendor/spec"\ntarget = "content/spec"\n'
    assert only(tmp_path, "[x](/spec/a/)\n", ARTICLES, BASE + mounts).result == "unknown"


def test_a_name_may_be_that_of_a_page_in_a_mount_that_is_not_there(tmp_path: Path) -> None:
    mounts = '[[module.mounts]]\nsource = "content"\ntarget = "content"\n'
    mounts += '[[module.mounts]]\nsource = "vendor/spec"\ntarget = "content/spec"\n'
    text = '[a]({{< ref "python.md#x" >}}) [b]({{< ref "/posts/python" >}})\n'
    site = site_of(tmp_path, {"hugo.toml": BASE + mounts, "content/l.md": text, **ARTICLES})
    assert results(site, "content/l.md") == {"python.md#x": "unknown", "/posts/python": "broken"}


def test_a_content_adapter_may_make_any_page_below_its_folder(tmp_path: Path) -> None:
    files = {
        "content/Books/_content.gotmpl": "{{ $.AddPage (dict) }}",
        "content/books/_index.md": "---\ntitle: x\n---\n",
        "content/a.md": '[a](/books/b/) [b](/c/) [c]({{< ref "/books/b" >}})\n'
        '[d]({{< ref "b" >}}) [e]({{< ref "/c" >}}) [f](/books/_content.gotmpl)\n',
    }
    site = site_of(tmp_path, files)
    assert results(site, "content/a.md") == {
        "/books/b/": "unknown",
        "/c/": "broken",
        "/books/b": "unknown",
        "b": "unknown",
        "/c": "broken",
        "/books/_content.gotmpl": "unknown",
    }
    tables = tables_of(site)
    assert not any("gotmpl" in file for file in tables.output.files)


def test_nobody_knows_which_of_several_pages_an_alias_leads_to(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\naliases: [/old/]\n---\n## Here\n",
        "content/b.md": "---\naliases: [/old/]\n---\n## There\n",
        "content/l.md": "[a](/old/) [b](/old/#there) [c](/old/#here)\n",
    }
    for more in ({}, {"layouts/index.redir": "{{ range . }}{{ end }}", "hugo.toml": BASE + "disableAliases = true\n"}):
        found = targets(site_of(tmp_path, {**files, **more}))
        assert [each.result for each in found.values()] == ["alias", "unknown", "alias"]
        assert all(each.ambiguous == ("content/a.md", "content/b.md") for each in found.values())


def test_a_draft_may_show_the_files_of_its_bundle(tmp_path: Path) -> None:
    files = {
        "content/d/index.md": "---\ndraft: true\n---\n![a](pic.png) ![b](none.png) [c](/e/pic.png)\n",
        "content/d/pic.png": "x",
        "content/e/index.md": "---\ndate: 2031-02-01\n---\n",
        "content/e/pic.png": "x",
        "content/l.md": "![a](/d/pic.png)\n",
    }
    site = site_of(tmp_path, files)
    found = targets(site, "content/d/index.md")
    assert {name: each.result for name, each in found.items()} == {
        "pic.png": "file",
        "none.png": "broken",
        "/e/pic.png": "file",
    }
    assert (found["pic.png"].url, found["pic.png"].path) == ("/d/pic.png", "content/d/pic.png")
    assert results(site, "content/l.md") == {"/d/pic.png": "broken"}
    assert site.has_file("d/pic.png")


@pytest.mark.parametrize("fragment", ["#_", "#!", "#top", "#", "#:~:text=a"])
def test_fragments_that_name_no_part_of_a_page(tmp_path: Path, fragment: str) -> None:
    assert only(tmp_path, f"[x]({fragment})\n").result == "page"


def test_anchors_of_a_page_with_unknown_shortcodes_are_unknown(tmp_path: Path) -> None:
    assert only(tmp_path, "[x](#faq-1)\n\n{{< faq >}}\n").result == "unknown"


def test_hosts_that_serve_pages_without_suffix_are_not_known(tmp_path: Path) -> None:
    target = only(tmp_path, "[x](/posts/one/)\n", ARTICLES, BASE + "uglyURLs = true\n")
    assert target.result == "unknown"


def test_aliases_that_meet_other_pages(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\ntitle: A\naliases: [/b/, /shared/]\n---\n",
        "content/b.md": "---\ntitle: B\naliases: [/shared/]\n---\n",
    }
    site = site_of(tmp_path, files)
    first, second = site.pages
    assert list(site.alias_claims(first)) == [("/b/", second, True), ("/shared/", second, False)]
    assert site.target_at("/b/").page is second


def test_titles(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\ntitle: Overcoming “Challenges” of Remote Work\n---\n",
        "content/b.md": "---\ntitle: Remote work\n---\n",
    }
    site = site_of(tmp_path, files)
    assert [page.path for page in site.titled('Overcoming "challenges" of remote work.', "en")] == ["content/a.md"]
    near = site.title_matches("Overcoming challenge of remote work", "en")[0]
    assert near.page.path == "content/a.md"
    assert site.titled("Something else", "en") == []


def test_what_git_ignores_may_be_made_by_a_build(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n[languages.en]\n[languages.fr]\n',
        ".gitignore": "static/made/\n*.zip\nresources/\n/gone\n",
        "content/docs/.gitignore": "gone*\n",
        "static/here.txt": "x",
        "content/docs/here.md": "---\ntitle: x\n---\n",
        "content/a.md": "[a](/docs/gone/) [b](/docs/here-not/) [c](/made/x.png) [d](/x.zip) [e](/fr/docs/gone/#x)\n"
        '[f](/gone/) [i](/resources/x/) [g]({{< ref "docs/gone.md" >}}) [h]({{< ref "gone" >}})\n',
    }
    assert results(site_of(tmp_path, files), "content/a.md") == {
        "/docs/gone/": "unknown",
        "/docs/here-not/": "broken",
        "/made/x.png": "unknown",
        "/x.zip": "unknown",
        "/fr/docs/gone/#x": "unknown",
        "/gone/": "broken",
        "/resources/x/": "broken",
        "docs/gone.md": "unknown",
        "gone": "broken",
    }


def test_what_the_menu_leads_to_may_be_redirected_by_the_host(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.toml": 'baseURL = "https://example.org/"\n[languages.en]\n[languages.fr]\n',
        "config/_default/menu.fr.toml": '[[main]]\nname = "x"\nurl = "/sponsors/"\n',
        "config/_default/menus.toml": 'main = [{ url = "/shop?x#y" }, { url = "https://b.org/moved/" }, { url = 1 }]\n'
        "foot = 3\n",
        "content/a.md": "[a](/sponsors/) [b](/sponsors/gold/) [c](/fr/sponsors) [d](/shop/) [e](/moved/)\n",
    }
    assert results(site_of(tmp_path, files), "content/a.md") == {
        "/sponsors/": "unknown",
        "/sponsors/gold/": "broken",
        "/fr/sponsors": "unknown",
        "/shop/": "unknown",
        "/moved/": "unknown",
    }
    ruled = site_of(tmp_path, {**files, "static/_redirects": "/old /new\n"})
    assert results(ruled, "content/a.md")["/moved/"] == "broken"
    assert results(ruled, "content/a.md")["/shop/"] == "unknown"


def test_a_format_that_a_missing_theme_defines_writes_files_that_nobody_knows(tmp_path: Path) -> None:
    outputs = 'baseURL = "https://example.org/"\n[outputs]\nhome = ["HTML", "LLMS"]\n'
    article = {"content/a.md": "[a](/llms.txt) [b](/nope/llms.txt) [c](/nope/)\n"}
    missing = site_of(tmp_path / "1", {"hugo.toml": 'theme = "gone"\n' + outputs, **article})
    assert results(missing, "content/a.md") == {
        "/llms.txt": "unknown",
        "/nope/llms.txt": "broken",
        "/nope/": "broken",
    }
    whole = site_of(tmp_path / "2", {"hugo.toml": outputs, **article})
    assert results(whole, "content/a.md")["/llms.txt"] == "broken"


def test_a_build_that_gives_the_site_another_address(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://example.org"\n',
        "content/docs/b.md": "---\ntitle: x\n---\n",
        "content/a.md": "[a](https://example.org/cloud/) [b](https://example.org/docs/b/)\n"
        "[c](/blog/x/) [d](/docs/c/)\n",
    }
    build = ".github/workflows/publish.yml"
    for line, moved in {
        "run: hugo --baseURL https://example.org/": False,
        "run: hugo --baseURL https://example.org.uk/site/": False,
        "run: curl https://example.org/ping": False,
        "run: hugo --baseURL https://example.org/site/": True,
        'run: hugo -b "https://example.org/${path}"': True,
        'run: sed -i \'s#baseURL = "https://example.org"#baseURL = "https://example.org/${path}"#\' hugo.toml': True,
    }.items():
        unseen = "unknown" if moved else "broken"
        assert results(site_of(tmp_path, {**files, build: f"      {line}\n"}), "content/a.md") == {
            "https://example.org/cloud/": "external" if moved else "broken",
            "https://example.org/docs/b/": "external" if moved else "page",
            "/blog/x/": unseen,
            "/docs/c/": "broken",
        }, line
    site = site_of(tmp_path, files, **{"base-url": "https://example.org/"})
    assert results(site, "content/a.md")["https://example.org/cloud/"] == "broken"


def test_a_file_beside_the_site_is_read_where_it_stands(tmp_path: Path) -> None:
    text = "[a](/.github/b.yml) [b](c.md) [c](https://example.org/nowhere/) [d](#e)\n"
    write(tmp_path, {"hugo.toml": BASE, "content/a.md": "", "README.md": text})
    pages = [page_of(Document(name, (tmp_path / name).read_text())) for name in ("README.md", "content/a.md")]
    site = Site.load(tmp_path, pages, today=TODAY, options={})
    assert results(site, "README.md") == {
        "/.github/b.yml": "unknown",
        "c.md": "unknown",
        "https://example.org/nowhere/": "broken",
        "#e": "unknown",
    }


def test_anchors_of_a_page_that_a_template_of_its_own_makes_are_unknown(tmp_path: Path) -> None:
    text = "[a](/api/#tag/User) [b](/text/#none)\n"
    files = {
        "content/api.md": "---\ntitle: API\nlayout: api\n---\n",
        "content/text.md": "---\ntitle: x\nlayout: wide\n---\n## Here\n",
    }
    site = site_of(tmp_path, {"content/l.md": text, **files})
    assert results(site, "content/l.md") == {"/api/#tag/User": "unknown", "/text/#none": "broken-anchor"}


def test_what_git_ignores_is_found_by_hooks_and_in_any_case(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n[languages.en]\n[languages.fr]\n',
        ".gitignore": "content/docs/Made\nresources/\n",
        "content/docs/parts/.gitignore": "*.md\n!_index.md\n",
        "content/docs/parts/_index.md": "---\ntitle: x\n---\n",
        "content/docs/guides/a.md": "[a](/docs/made/b/) [b](../parts/c.md) [c](../other/c.md) [d](../resources/x)\n",
    }
    expected = {"/docs/made/b/": "unknown", "../parts/c.md": "unknown", "../other/c.md": "broken"}
    expected["../resources/x"] = "broken"
    found = results(site_of(tmp_path, files), "content/docs/guides/a.md")
    assert {each: found[each] for each in expected} == expected
    hook = {"layouts/_markup/render-link.html": "<a href={{ .Destination }}>{{ .Text }}</a>"}
    found = results(site_of(tmp_path, {**files, **hook}), "content/docs/guides/a.md")
    assert {each: found[each] for each in expected} == expected


def test_sections_may_have_shortcodes_of_their_own(tmp_path: Path) -> None:
    files = {
        "layouts/docs/_shortcodes/flags.html": "{{ .Inner }}",
        "layouts/docs/_shortcodes/ui/tab.html": "<a id={{ $x }}></a>",
        "layouts/_shortcodes/note.html": "<p>",
        "layouts/blog/_shortcodes/note.html": "<p id=noted>",
        "content/a.md": "",
    }
    hugo = hugo_of(site_of(tmp_path, files))
    assert hugo
    templates = hugo.templates
    assert [templates.shortcode(name) for name in ("flags", "ui/tab", "note", "tab")] == [True, True, True, False]
    assert templates.paired("flags")
    assert templates.shows_raw("flags")
    ids = templates.added_ids("note", "<")
    assert ids
    assert ids.fullmatch("noted")


def test_a_text_to_look_for_is_no_part_of_the_anchor(tmp_path: Path) -> None:
    files = {"content/p.md": "## Here\n"}
    assert only(tmp_path, "[a](/p/#here:~:text=some%20words)", files).result == "page"
    assert only(tmp_path, "[a](/p/#gone:~:text=some%20words)", files).result == "broken-anchor"


@pytest.mark.parametrize("fragment", ["#comment-12345", "#issuecomment-1", "#disqus_thread", "#comments", "#isso-4"])
def test_comments_below_a_page_are_not_in_its_source(tmp_path: Path, fragment: str) -> None:
    assert only(tmp_path, f"[a](/p/{fragment})", {"content/p.md": "text\n"}).result == "unknown"
    assert only(tmp_path, "[a](/p/#comment-rules)", {"content/p.md": "text\n"}).result == "broken-anchor"


def test_anchors_of_a_page_of_its_own_type_without_a_text_are_unknown(tmp_path: Path) -> None:
    files = {
        "content/api.md": "---\ntitle: API\ntype: redoc\n---\n<!-- made by a script -->\n",
        "content/text.md": "---\ntitle: x\ntype: how-to\n---\ntext\n",
        "content/stub.md": "---\ntitle: x\n---\n",
    }
    text = "[a](/api/#tag/User) [b](/text/#none) [c](/stub/#none)\n"
    expected = {"/api/#tag/User": "unknown", "/text/#none": "broken-anchor", "/stub/#none": "broken-anchor"}
    assert results(site_of(tmp_path, {"content/l.md": text, **files}), "content/l.md") == expected


def test_a_hook_may_lead_to_the_file_that_a_path_names_on_disk(tmp_path: Path) -> None:
    text = "![a](../../static/img/a.png) ![b](/static/img/a.png) ![c](../../static/img/none.png) ![d](../p.txt)\n"
    files = {"content/posts/x.md": text, "static/img/a.png": "x", "content/p.txt": "x"}
    site = site_of(tmp_path / "without", files)
    assert set(results(site, "content/posts/x.md").values()) == {"broken"}
    hook = {"layouts/_markup/render-image.html": "<img src={{ .Destination }}>"}
    assert results(site_of(tmp_path / "with", {**files, **hook}), "content/posts/x.md") == {
        "../../static/img/a.png": "unknown",
        "/static/img/a.png": "unknown",
        "../../static/img/none.png": "broken",
        "../p.txt": "broken",
    }


def test_a_hook_that_joins_the_folder_of_the_article_may_find_a_file_of_the_content(tmp_path: Path) -> None:
    text = "![a](../img/a.png) ![b](../img/none.png)\n"
    files = {"content/posts/old/x.md": text, "content/posts/img/a.png": "x", "content/posts/_index.md": ""}
    hook = {"layouts/_markup/render-image.html": '<img src="{{ path.Join .Page.File.Dir .Destination }}">'}
    assert results(site_of(tmp_path, {**files, **hook}), "content/posts/old/x.md") == {
        "../img/a.png": "unknown",
        "../img/none.png": "broken",
    }


def test_refs_of_a_page_that_is_not_rendered_are_not_run(tmp_path: Path) -> None:
    text = '---\nheadless: {}\n---\n[a]({{{{< ref "gone" >}}}})\n'
    assert only(tmp_path, text.format("true")).result == "unknown"
    assert only(tmp_path, text.format("false")).result == "broken"


def test_a_hook_that_makes_a_path_may_begin_at_the_root_of_the_site(tmp_path: Path) -> None:
    files = {"content/posts/x.md": "![a](img/a.png) ![b](img/b.png)\n", "static/img/a.png": "x"}
    hook = {"layouts/_markup/render-image.html": '<img src="{{ printf "/%s" .Destination }}">'}
    assert results(site_of(tmp_path, {**files, **hook}), "content/posts/x.md") == {
        "img/a.png": "file",
        "img/b.png": "broken",
    }


def test_what_a_template_lists_may_have_ids_of_its_own(tmp_path: Path) -> None:
    files = {"content/a.md": "[a](/b/#one)\n", "content/b/_index.md": "## Two\n", "layouts/all.html": "{{ .Content }}"}
    assert results(site_of(tmp_path / "without", files), "content/a.md") == {"/b/#one": "broken-anchor"}
    listed = {"layouts/section.html": '{{ .Content }}{{ range .Pages }}<li id="{{ .Slug }}">{{ .Title }}</li>{{ end }}'}
    assert results(site_of(tmp_path / "with", {**files, **listed}), "content/a.md") == {"/b/#one": "unknown"}
    html = {"content/b/_index.md": "<h1>Two</h1>\n"}
    assert results(site_of(tmp_path / "html", {**files, **html}), "content/a.md") == {"/b/#one": "unknown"}


def test_one_language_with_a_host_of_its_own(tmp_path: Path) -> None:
    config = "[languages.en]\n[languages.fr]\nbaseURL = 'https://exemple.example/'\n"
    text = "[a](/b/) [b](https://exemple.example/b/) [c](/fr/b/) [d](/own.png)\n"
    files = {"hugo.toml": BASE + config, "content/a.md": text, "content/a.fr.md": text, "content/b.fr.md": "x"}
    site = site_of(tmp_path, {**files, "static/own.png": "x"})
    everywhere = {"https://exemple.example/b/": "page", "/fr/b/": "broken", "/own.png": "file"}
    assert results(site, "content/a.md") == {"/b/": "broken", **everywhere}
    assert results(site, "content/a.fr.md") == {"/b/": "page", **everywhere}


def test_what_lies_beside_the_static_files_may_be_copied_by_a_program(tmp_path: Path) -> None:
    files = {
        "content/a.md": "![a](/pictures/a.png) ![b](/pictures/b.png)\n",
        "pictures/a.png": "x",
        "static/c.png": "x",
    }
    expected = {"/pictures/a.png": "broken", "/pictures/b.png": "broken"}
    assert results(site_of(tmp_path / "without", files), "content/a.md") == expected
    site = site_of(tmp_path / "with", {**files, "gulpfile.js": "// copies"})
    assert results(site, "content/a.md") == {**expected, "/pictures/a.png": "unknown"}


def test_what_a_script_of_the_build_names_may_be_made_by_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    files = {
        "hugo.toml": BASE,
        "static/here.txt": "x",
        "content/v2/_index.md": "---\ntitle: x\n---\n",
        "content/a.md": "[a](/latest/x/) [b](/v1/) [c](/v2/none/) [d](/made.pdf) [e](/other/)\n"
        '[f]({{< ref "/latest/x" >}}) [g]({{< ref "/lat/x" >}})\n',
    }
    write(tmp_path, {"build.sh": "cp -r site/content/v$V site/content/latest\nmv x.pdf ./site/static/made.pdf\nhugo\n"})
    assert results(site_of(tmp_path / "site", files), "content/a.md") == {
        "/latest/x/": "unknown",
        "/v1/": "broken",
        "/v2/none/": "broken",
        "/made.pdf": "unknown",
        "/other/": "broken",
        "/latest/x": "unknown",
        "/lat/x": "broken",
    }


def test_redirects_that_a_build_puts_in_place(tmp_path: Path) -> None:
    assert only(tmp_path, "[a](/moved/)", {"static/_redirects_production": "/moved/ /l/\n"}).result == "redirect"


def test_nearest_targets_are_written_as_a_site_writes_its_links(tmp_path: Path) -> None:
    config = 'baseURL = "https://example.org/docs/"\ncanonifyURLs = true\n'
    found = only(tmp_path, "[a](/posts/oen/)", {"content/posts/one.md": "---\ntitle: One\n---\n"}, config)
    assert (found.result, found.url, found.nearest[0].url) == ("broken", "/docs/posts/oen/", "/posts/one/")


def test_files_of_a_bundle_that_keeps_them_are_published_where_they_are_asked_for(tmp_path: Path) -> None:
    files = {"content/b/index.md": "---\nbuild: {publishResources: false}\n---\n", "content/b/pic.png": "x"}
    assert only(tmp_path, "![](/b/pic.png)", files).result == "unknown"
    assert only(tmp_path, "![](/b/none.png)", files).result == "broken"


@pytest.mark.parametrize(
    ("release", "text", "result"),
    [
        ("0.122.0", "\n<!doctype html>", "file"),
        ("0.122.0", f"<p>{'a' * 2_000_000}</p>", "file"),
        ("0.123.0", "<!doctype html>", "broken"),
        ("0.122.0", "<!-- a remark -->", "broken"),
        ("0.122.0", "---\ntitle: A\n---\n<p>", "broken"),
    ],
)
def test_html_without_front_matter_in_an_older_release(release: str, text: str, result: str, tmp_path: Path) -> None:
    files = {
        "netlify.toml": f'[build.environment]\nHUGO_VERSION = "{release}"\n',
        "content/a/index.md": "[x](./chart.html)\n",
        "content/a/chart.html": text,
    }
    assert results(site_of(tmp_path, files), "content/a/index.md") == {"./chart.html": result}
