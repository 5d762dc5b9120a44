"""Reading a site's configuration, whole and broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.site.generators import content_files, dialect_of, find_root
from postlint.site.hugo.config import ConfigError, load
from tests.site_map.sites import load as load_site
from tests.site_map.sites import site_of, urls, write


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", 'baseURL = "https://x.org/"\n[permalinks]\na = "/b/:slug/"\n'),
        ("hugo.yaml", "baseURL: https://x.org/\npermalinks:\n  a: /b/:slug/\n"),
        ("hugo.yaml", "# c\n\n--- # d\nbaseURL: https://x.org/\npermalinks:\n  a: /b/:slug/\n---\ntitle: [\n"),
        ("hugo.yaml", "---\nbaseURL: https://x.org/\npermalinks:\n  a: /b/:slug/\n...\n"),
        ("hugo.yml", "baseURL: https://x.org/\nPermalinks:\n  a: /b/:slug/\n"),
        ("hugo.json", '{"baseURL": "https://x.org/", "permalinks": {"a": "/b/:slug/"}}'),
        ("config.toml", 'baseURL = "https://x.org/"\n[permalinks]\na = "/b/:slug/"\n'),
    ],
)
def test_every_format(tmp_path: Path, name: str, text: str) -> None:
    site = site_of(tmp_path, {name: text, "content/a/x.md": "---\ntitle: T\n---\n"})
    assert urls(site) == {"a/x.md": "/b/t/"}


def test_folders_and_environments_are_merged(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.toml": 'title = "one"\nbaseURL = "https://a.org/"\n',
        "config/_default/params.toml": "color = 1\n",
        "config/_default/languages.fr.toml": 'label = "F"\n',
        "config/production/hugo.toml": 'baseURL = "https://b.org/"\n',
        "config/staging/hugo.toml": 'baseURL = "https://c.org/"\n',
    }
    write(tmp_path, files)
    assert load(tmp_path) == {
        "title": "one",
        "baseurl": "https://b.org/",
        "params": {"color": 1},
        "languages": {"fr": {"label": "F"}},
    }
    assert load(tmp_path, "staging")["baseurl"] == "https://c.org/"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("hugo.toml", 'title = "a"\nbaseURL = \n', 2),
        ("hugo.yaml", "title: a\n  b: [\n", 2),
        ("hugo.json", '{\n"a": 1,\n}', 2),
    ],
)
def test_a_broken_configuration_is_told_with_its_line(tmp_path: Path, name: str, text: str, line: int) -> None:
    write(tmp_path, {name: text, "content/a.md": ""})
    with pytest.raises(ConfigError) as error:
        load_site(tmp_path)
    assert error.value.path == tmp_path / name
    assert error.value.line == line
    assert str(error.value).startswith(f"{tmp_path / name}:{line}: ")
    assert find_root(tmp_path / "content") == tmp_path
    assert content_files(tmp_path) == [tmp_path / "content" / "a.md"]


def test_a_configuration_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    bomb += "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    write(tmp_path, {"hugo.yaml": bomb, "content/a.md": ""})
    with pytest.raises(ConfigError):
        load_site(tmp_path)


def test_a_configuration_that_is_no_text(tmp_path: Path) -> None:
    write(tmp_path, {"content/a.md": ""})
    (tmp_path / "hugo.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_site(tmp_path)


@pytest.mark.parametrize("value", ["1", '"text"', "[1]", "true", "[[1]]"])
@pytest.mark.parametrize(
    "key",
    """languages permalinks taxonomies module markup outputs outputformats frontmatter cascade theme staticdir uglyurls
    disablekinds ignorefiles baseurl pagination defaultcontentlanguage mediatypes contentdir languages.en module.mounts
    languages.en.contentdir permalinks.page permalinks.page.a markup.goldmark markup.goldmark.parser outputs.page
    markup.goldmark.extensions.typographer markup.goldmark.renderhooks.link outputformats.rss mediatypes.x
    module.imports frontmatter.date taxonomies.tag cascade.target pagination.path languages.en.permalinks""".split(),
)
def test_values_of_the_wrong_type_do_no_harm(tmp_path: Path, key: str, value: str) -> None:
    site = site_of(tmp_path, {"hugo.toml": f"title = 'x'\n{key} = {value}\n", "content/a.md": "[x](/nope/)\n"})
    for page in site.pages:
        assert [site.resolve(page, link) for link in site.links(page)]


def test_the_root_is_found_upward(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "", "content/a/b.md": ""})
    assert find_root(tmp_path / "content" / "a" / "b.md") == tmp_path
    assert find_root(tmp_path / "content" / "a") == tmp_path


def test_a_configuration_of_another_generator_is_no_hugo_site(tmp_path: Path) -> None:
    write(tmp_path, {"config.toml": 'base_url = "https://x.org"\n[markdown]\nx = 1\n', "content/a.md": ""})
    assert find_root(tmp_path / "content") is None


def test_links_to_folders_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "", "content/a/b.md": "", "static/x.txt": ""})
    (tmp_path / "content" / "a" / "loop").symlink_to(tmp_path / "content")
    (tmp_path / "static" / "again").symlink_to(tmp_path / "static")
    site = load_site(tmp_path)
    assert urls(site)["a/b.md"] == "/a/b/"


def test_ignored_files_are_no_pages(tmp_path: Path) -> None:
    config = 'ignoreFiles = ["\\\\.skip\\\\.md$", "("]\n'
    site = site_of(tmp_path, {"hugo.toml": config, "content/a.skip.md": "", "content/b.md": ""})
    assert urls(site) == {"a.skip.md": None, "b.md": "/b/"}
    assert site.state(site.pages[0]) == "unrendered"


def test_a_mount_around_the_site_takes_no_article_from_it(tmp_path: Path) -> None:
    mounts = "".join(
        f"[[module.mounts]]\nsource = {source!r}\ntarget = {target!r}\n"
        for source, target in ((str(tmp_path), "content/around"), ("content", "content"))
    )
    write(tmp_path, {"site/hugo.toml": mounts, "site/content/a.md": "", "b.md": ""})
    assert content_files(tmp_path / "site") == [tmp_path / "site/content/a.md"]


@pytest.mark.parametrize(
    ("files", "generator"),
    [
        ({"hugo.toml": "[Blackfriday]\nplainIDAnchors = true\n"}, "oldest hugo"),
        ({"config.yaml": "baseURL: https://b.example/\nPygmentsStyle: monokai\n"}, "oldest hugo"),
        ({"config/_default/hugo.toml": "", "config/_default/blackfriday.toml": "a = 1\n"}, "oldest hugo"),
        ({"hugo.toml": "", "config/production/hugo.toml": "rssURI = 'a.xml'\n"}, "oldest hugo"),
        ({"hugo.toml": "[blackfriday]\n[markup]\n"}, "hugo"),
        ({"hugo.toml": "title = 'On blackfriday'\n"}, "hugo"),
        ({"hugo.toml": "[blackfriday\n"}, "hugo"),
        ({"hugo.toml": ""}, "hugo"),
        ({"hugo.toml": "", "netlify.toml": 'HUGO_VERSION = "0.55.1"\n'}, "oldest hugo"),
    ],
)
def test_the_renderer_that_a_site_is_made_for(tmp_path: Path, files: dict[str, str], generator: str) -> None:
    write(tmp_path, files)
    assert dialect_of(tmp_path).generator == generator
