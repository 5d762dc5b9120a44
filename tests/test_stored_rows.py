"""The stored tables of a site whose articles change, come and go: those of a site that was built anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest
from command import postlint, write
from quick import examples
from site_edits import TWO_LANGUAGES, Edits, age, make

from postlint.run.changed_tables import is_of_functions
from postlint.run.site_files import SiteFiles
from postlint.run.stored_bytes import decompressed

MOUNTED = f"""{TWO_LANGUAGES}\
[outputs]
page = ['html', 'json']
term = ['html', 'rss']
[[module.mounts]]
source = 'content/en'
target = 'content'
lang = 'en'
[[module.mounts]]
source = 'content/de'
target = 'content'
lang = 'de'
[[module.mounts]]
source = 'content/en/posts'
target = 'content/posts'
lang = 'de'
[[module.mounts]]
source = 'static'
target = 'static'
"""


class Mounted(Edits):
    """Changes of a site whose articles stand in for those that are not translated."""

    folders = (
        "en/posts",
        "en/posts",
        "de/posts",
        "de/posts",
        "en/news",
        "de/news",
        "en",
        "en/posts/c",
        "de/posts/deep",
    )


def mounted(folder: Path) -> Path:
    """Write such a site."""
    make(folder)
    content = folder / "content"
    for file in sorted(content.rglob("*")):
        if file.is_file():
            to = content / "en" / file.relative_to(content)
            to.parent.mkdir(parents=True, exist_ok=True)
            file.rename(to)
    files = {"hugo.toml": MOUNTED, "content/de/_index.md": "", "content/de/posts/a.md": "+++\ntitle = 'Tag'\n+++\n"}
    write(folder, files)
    age(folder, 1)
    return folder


def tables(cache: Path) -> dict[tuple[str, str], bytes]:
    """What is stored of a site, but for what rules have made of it."""
    (file,) = cache.glob("site-*.db")
    with sqlite3.connect(file) as connection:
        names = dict(connection.execute("SELECT number, name FROM names"))
        rows = [*connection.execute("SELECT name, key, value FROM facts")]
    connection.close()
    found: dict[tuple[str, str], bytes] = {}
    for name, key, value in rows:
        if not is_of_functions(names[name]):
            found[names[name], key.decode()] = decompressed(value[2:]) if value[:2] == b"\xc1\xc1" else value
    return found


@pytest.mark.parametrize("edits", [Edits, Mounted])
@pytest.mark.parametrize("seed", range(examples(5)))
def test_stored_tables_are_those_of_a_site_that_is_built(tmp_path: Path, seed: int, edits: type[Edits]) -> None:
    site = (mounted if edits is Mounted else make)(tmp_path / "site")
    changes = edits(site, seed)
    options = ("check", "--exit-zero", "--select", "ALL")
    postlint(*options, "--cache-dir", str(tmp_path / "cache"), cwd=site)
    built = 0
    steps = 12
    for step in range(steps):
        changes.step()
        with patch.object(SiteFiles, "site", autospec=True, side_effect=SiteFiles.site) as site_of:
            kept = postlint(*options, "--cache-dir", str(tmp_path / "cache"), cwd=site)
        built += site_of.called
        new = postlint(*options, "--cache-dir", str(tmp_path / f"new-{step}"), cwd=site)
        assert kept.out == new.out, changes.last
        found, wanted = tables(tmp_path / "cache"), tables(tmp_path / f"new-{step}")
        differing = {key for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key)}
        assert not differing, (changes.last, {key: (found.get(key), wanted.get(key)) for key in differing})
    assert built < steps, "some changes are brought in without building the site"


_SMALL = {
    "postlint.toml": "",
    "hugo.toml": "baseURL = 'https://example.org/'\n[taxonomies]\ntag = 'tags'\n",
    "content/posts/_index.md": "+++\ntitle = 'Posts'\n+++\n",
    "content/posts/a.md": "+++\ntitle = 'A day'\ntags = ['One']\n+++\n\n[b](/posts/b/) [c](/posts/c/)\n",
    "content/posts/b.md": "+++\ntitle = 'A night'\ntags = ['Two']\naliases = ['/b/']\n+++\n",
    "content/posts/c/index.md": "+++\ntitle = 'A week'\n+++\n",
}
_CHANGES: dict[str, dict[str, str | None]] = {
    "added": {"content/posts/new.md": "+++\ntitle = 'New'\ntags = ['Three']\n+++\n"},
    "added at the root": {"content/about.md": "+++\ntitle = 'About'\n+++\n"},
    "a bundle is added": {"content/posts/d/index.md": "+++\ntitle = 'New'\n+++\n"},
    "renamed": {"content/posts/b.md": None, "content/posts/d.md": _SMALL["content/posts/b.md"]},
    "deleted": {"content/posts/b.md": None},
    "a bundle is deleted": {"content/posts/c/index.md": None},
    "a draft": {"content/posts/b.md": _SMALL["content/posts/b.md"].replace("tags", "draft = true\ntags")},
    "another slug": {"content/posts/b.md": _SMALL["content/posts/b.md"].replace("tags", "slug = 'x'\ntags")},
    "another title of a section": {"content/posts/_index.md": "+++\ntitle = 'All posts'\n+++\n"},
}


@pytest.mark.parametrize("name", _CHANGES)
def test_the_site_is_not_built(tmp_path: Path, name: str) -> None:
    site = write(tmp_path / "site", _SMALL) or tmp_path / "site"
    postlint("check", "--exit-zero", "--cache-dir", str(tmp_path / "cache"), cwd=site)
    for path, text in _CHANGES[name].items():
        if text is None:
            (site / path).unlink()
        else:
            write(site, {path: text})
    with patch.object(SiteFiles, "site", side_effect=AssertionError("the site is not to be built")):
        kept = postlint("check", "--exit-zero", "--cache-dir", str(tmp_path / "cache"), cwd=site)
    assert kept.out == postlint("check", "--exit-zero", "--cache-dir", str(tmp_path / "new"), cwd=site).out
    assert tables(tmp_path / "cache") == tables(tmp_path / "new")
