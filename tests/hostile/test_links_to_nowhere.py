"""Links that lead nowhere, or to themselves, anywhere below a site: no run ends over them, cached or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import postlint, write

ARTICLE = "+++\ntitle = 'A'\n+++\n\n[a](/b.png)\n"
PLACES = [
    "content/image.png",
    "content/.gitignore",
    "static",
    "static/a/b.png",
    "assets",
    "layouts/shortcodes/x.html",
    "data",
    "themes/one",
    "config",
    ".gitignore",
    "pyproject.toml",
    "postlint.toml",
    "netlify.toml",
    "package.json",
    "build.sh",
    "scripts/build.sh",
    ".github/workflows/site.yml",
    "static/_redirects",
    "i18n/en.toml",
]


@pytest.mark.parametrize("target", ["nowhere", "itself"])
@pytest.mark.parametrize("place", PLACES)
def test_a_link(folder: Path, place: str, target: str) -> None:
    write(folder, {"hugo.toml": "baseURL = 'https://example.org/'\n", "content/a.md": ARTICLE})
    link = folder / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(link.name if target == "itself" else "nowhere-at-all")
    plain = postlint("check", "--no-cache", cwd=folder)
    assert plain.code in (0, 1)
    for _ in range(3):
        cached = postlint("check", cwd=folder)
        assert (cached.code, cached.out, cached.err) == (plain.code, plain.out, plain.err)
    assert postlint("site", cwd=folder).code == 0


def test_an_article_that_leads_nowhere(folder: Path) -> None:
    write(folder, {"hugo.toml": "", "content/a.md": ARTICLE})
    (folder / "content/b.md").symlink_to("nowhere-at-all.md")
    for _ in range(3):
        result = postlint("check", cwd=folder)
        assert result.code == 1
        assert "content/b.md:1:1: error file/unreadable" in result.out
    # As soon as there is something, that is looked at.
    write(folder, {"content/nowhere-at-all.md": "+++\ntitle = 'C'\n+++\n\n[a ](/a/)\n"})
    assert "content/b.md:5:3: warning link/padded-text" in postlint("check", cwd=folder).out
