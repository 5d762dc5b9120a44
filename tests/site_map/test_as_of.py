"""The site as if it were another day, against what the real Hugo publishes with that clock."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command import postlint, write
from tests.site_map.real_hugo import binary, build

SITE = {
    ".git/HEAD": "",
    "hugo.toml": 'baseURL = "https://example.org/"\n',
    "content/posts/out.md": "---\ntitle: Out\ndate: 2020-01-02\n---\n\nSee [the offer](/posts/offer/).\n",
    "content/posts/offer.md": "---\ntitle: Offer\ndate: 2020-01-02\nexpiryDate: 2031-06-01\n---\n",
    "content/posts/plan.md": "---\ntitle: Plan\ndate: 2031-03-01\n---\n\nSee [the offer](/posts/offer/).\n",
    "content/posts/timed.md": "---\ntitle: Timed\ndate: 2020-01-02\npublishDate: 2031-05-01T08:00:00+02:00\n---\n",
    "content/posts/brief.md": "---\ntitle: Brief\ndate: 2031-02-01\nexpiryDate: 2031-04-01\n---\n",
    "content/posts/draft.md": "---\ntitle: Draft\ndate: 2031-02-01\ndraft: true\n---\n",
}
DAYS = ["2030-12-31", "2031-02-01", "2031-03-01", "2031-04-01", "2031-05-02", "2031-06-01", "2031-07-01"]


def published(folder: Path, day: str) -> set[str]:
    data = json.loads(postlint("site", "--output-format", "json", "--as-of", day, cwd=folder).out)
    assert data["as_of"] == day
    return {page["source"] for page in data["pages"] if page["state"] == "published" and page["source"]}


@pytest.mark.skipif(binary() is None, reason="no Hugo here to judge")
@pytest.mark.parametrize("day", DAYS)
def test_as_hugo_does(day: str, tmp_path: Path) -> None:
    write(tmp_path, SITE)
    shutil.copytree(tmp_path, tmp_path / "judged", ignore=shutil.ignore_patterns("judged"))
    built = build(tmp_path / "judged", "https://example.org/", "--clock", f"{day}T12:00:00Z")
    assert published(tmp_path, day) == {page.source for page in built.pages.values() if page.source}


def test_what_changes_until_then(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    text = postlint("site", "--as-of", "2031-06-01", cwd=tmp_path).lines
    assert [line for line in text if "As of" in line or "leads nowhere" in line] == [
        "As of 2031-06-01, content/posts/offer.md is not published: it expired on 2031-06-01.",
        "  content/posts/out.md:6 links it and then leads nowhere",
        "  content/posts/plan.md:6 links it and then leads nowhere",
        "As of 2031-06-01, content/posts/plan.md is out: today it is left out, as it publishes on 2031-03-01.",
        "As of 2031-06-01, content/posts/timed.md is out: today it is left out, as it publishes on 2031-05-01.",
    ]
    same = postlint("site", "--as-of", "2029-01-01", cwd=tmp_path).lines
    assert same[-1] == "As of 2029-01-01, the same articles are published as today."


def test_check(tmp_path: Path) -> None:
    """The run for another day finds what is wrong then, with a cache or without, and leaves today's as it was."""
    write(tmp_path, SITE)
    rules = ("check", "--select", "link/unpublished", "--output-format", "concise")
    for _ in range(2):
        today = postlint(*rules, cwd=tmp_path)
        assert (today.code, today.out) == (0, "")
        for more in ([], ["--no-cache"]):
            then = postlint(*rules, "--as-of", "2031-06-01", *more, cwd=tmp_path)
            assert [line.split(":")[0] for line in then.lines] == ["content/posts/out.md", "content/posts/plan.md"]
            assert "2 articles more are published than today, and 1 article no longer" in then.err


def test_report(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    made = json.loads(postlint("report", "--output-format", "json", "--as-of", "2031-03-01", cwd=tmp_path).out)
    assert made["as_of"] == "2031-03-01"
    states = {article["path"]: article["state"] for article in made["articles"]}
    assert states["content/posts/plan.md"] == "published" and states["content/posts/timed.md"] == "future"


def test_no_date(tmp_path: Path) -> None:
    done = postlint("check", "--as-of", "Christmas", cwd=tmp_path)
    assert done.code == 2 and "'Christmas' is not a date such as 2026-12-24" in done.err
