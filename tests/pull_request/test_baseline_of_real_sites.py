"""The baselines of real sites stay silent after many harmless edits, and each planted defect is reported.

The smallest site is always looked at; `POSTLINT_ALL_SITES=1 pytest tests/pull_request` looks at all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from corpora import ARCHIVES
from pull_request.harmless import EDITS, PLANTED, plant
from pull_request.repository import ENVIRONMENT

from postlint.config.configuration import Config
from postlint.run.active_rules import active_rules
from postlint.run.linter import Linter
from postlint.run.site_run import inspected
from postlint.site.site import Site

EDITED = 200
SITES = sorted(ARCHIVES, key=lambda archive: archive.stat().st_size)
CHOSEN = SITES if os.environ.get("POSTLINT_ALL_SITES") else SITES[:1]

pytestmark = pytest.mark.skipif(not SITES, reason="the real sites are not here (../shared/corpora)")


def postlint(site: Path, *arguments: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "postlint", *arguments]
    done = subprocess.run(command, cwd=site, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"] if done.stdout else []
    return found


class Articles(NamedTuple):
    """The articles of a site, by what may be done to them."""

    all: list[str]
    movable: list[str]
    """Those that can have another name: no link leads to their files, and they are no translations."""
    published: list[str]


def articles_of(folder: Path) -> Articles:
    config = Config(folder)
    linter = Linter(config, active_rules(config))
    linter.jobs = os.cpu_count() or 1
    names = sorted(folder.glob("content/**/*.md"))
    (tree,) = inspected(linter, names)
    pages = [inspection.page for inspection in tree.inspections.values() if inspection.page]
    site = Site.load(folder, pages, today=date.today(), options={})
    targets = {site.resolve(page, link).path for page in pages for link in site.links(page)}
    alike = Counter(page.path.rpartition("/")[2].partition(".")[0] for page in pages)
    movable = [
        page.path
        for page in pages
        if page.path not in targets
        and page.title
        and alike[page.path.rpartition("/")[2].partition(".")[0]] == 1
        and not page.calls
        and page.path.endswith(".md")
        and "index." not in page.path
        and all((link.url or "").startswith(("/", "https:", "http:", "#", "mailto:")) for link in site.links(page))
    ]
    published = [
        page.path for page in pages if page.path.endswith(".md") and site.published(page) and site.kind(page) == "page"
    ]
    return Articles([page.path for page in pages], movable, published)


def edit_some(folder: Path, random: Random) -> int:
    """Make harmless edits, a quarter of them new names; how many there were."""
    articles = articles_of(folder)
    moved = random.sample(articles.movable, min(EDITED // 4, len(articles.movable)))
    for path in moved:
        file = folder / path
        file.rename(file.with_name(f"{file.stem}-renamed.md"))
    kept = sorted(set(articles.all) - set(moved))
    done = len(moved)
    while done < EDITED:
        file = folder / random.choice(kept)
        text = file.read_bytes().decode()
        changed = random.choice(EDITS)(text, random)
        if changed is not None and changed != text:
            file.write_bytes(changed.encode())
            done += 1
    return done


def plant_some(folder: Path, random: Random) -> list[tuple[str, str]]:
    """Write defects into articles; the rule and the path of each."""
    articles = articles_of(folder)
    planted = []
    for rule, line in PLANTED.items():
        for path in random.sample(articles.published, 60):
            text = (folder / path).read_bytes().decode()
            if not any(each in text for each in ("```", "~~~", "<!--", "<div", "<p", "<table", "<details")):
                plant(folder / path, text, line)
                planted.append((rule, path))
    return planted


def show(found: list[dict[str, Any]]) -> list[str]:
    return [f"{each['path']}:{each['start']['line']} {each['rule']} {each['message']}" for each in found]


@pytest.mark.parametrize("archive", CHOSEN, ids=lambda archive: archive.name.partition(".")[0])
def test_silent_after_harmless_edits(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    random = Random(archive.name)
    postlint(tmp_path, "baseline")
    assert edit_some(tmp_path, random) == EDITED
    assert show(postlint(tmp_path, "check", "--output-format", "json")) == []

    planted = plant_some(tmp_path, random)
    assert len(planted) >= 10
    found = postlint(tmp_path, "check", "--output-format", "json")
    missing = set(planted) - {(each["rule"], each["path"]) for each in found}
    assert sorted(missing) == []
