"""Generators of which only the mark on a folder is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.site.generators import dialect_of
from postlint.site.site import Site
from tests.command import postlint
from tests.site_map.sites import write

FILES = {"content/notes/b.md": "# B\n", "content/pictures/Plan.svg": "x"}


def resolve(folder: Path, destination: str, marks: dict[str, str]) -> tuple[str, str]:
    """The result and the reason for a link in `content/a.md`."""
    write(folder, {**FILES, **marks, "content/a.md": f"## Set up it\n\n## Páginas de C.1\n\n[x]({destination})\n"})
    pages = [page_of(Document(path.relative_to(folder).as_posix(), path.read_text())) for path in folder.rglob("*.md")]
    site = Site.load(folder, pages, today=date(2026, 1, 1), options={})
    page = site.page("content/a.md")
    assert page
    target = site.resolve(page, site.links(page)[0])
    return target.result, target.why


ZOLA = {"config.toml": 'base_url = "https://blog.example"\n'}
HEXO = {"_config.yml": "", "scaffolds/a": "", "source/a": ""}
MADE = ("unknown", "may be made by the generator of the site")
MISSING = ("broken", "there is no such file")


@pytest.mark.parametrize(
    ("marks", "destination", "expected"),
    [
        (ZOLA, "../other/", MADE),
        (ZOLA, "../z/plan.svg", MADE),
        (ZOLA, "none.svg", MISSING),
        (ZOLA, "notes/b.md", ("page", "")),
        (ZOLA, "#comments", ("unknown", "a template of the site may have the anchor")),
        (ZOLA, "#setup-it", ("broken-anchor", "has no anchor #setup-it")),
        (ZOLA, "#Set-up-it", ("broken-anchor", "differs by case from #set-up-it")),
        ({"quartz.config.ts": ""}, "elsewhere/b.md", MADE),
        ({"quartz.config.ts": ""}, "c.md", MISSING),
        (HEXO, "#Set-up-it", ("unknown",)),
        (HEXO, "#Páginas-de-C-1", ("unknown",)),
        (HEXO, "#Set-up-its", ("broken-anchor",)),
        (ZOLA, "#paginas-de-c-1", ("unknown",)),
        ({"mkdocs.yml": ""}, "#paginas-de-c1", ("broken-anchor",)),
        ({"mkdocs.yml": ""}, "elsewhere/b.md", MISSING),
        ({"mkdocs.yml": ""}, "../none.md", MISSING),
        ({"mkdocs.yml": ""}, "other/", MISSING),
        ({"mkdocs.yml": ""}, "#comments", ("broken-anchor", "has no anchor #comments")),
        ({}, "elsewhere/b.md", MISSING),
        ({}, "#comments", ("broken-anchor", "has no anchor #comments")),
    ],
)
def test_links(tmp_path: Path, marks: dict[str, str], destination: str, expected: tuple[str, ...]) -> None:
    found = resolve(tmp_path, destination, marks)
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("marks", "generator"),
    [
        (ZOLA, "Zola"),
        ({"config.toml": 'title = "A"\n'}, ""),
        ({"zola.toml": ""}, "Zola"),
        ({"blog/quartz.config.js": ""}, "Quartz"),
        ({".obsidian/app.json": ""}, "Obsidian"),
        ({"_config.ts": ""}, "Lume"),
        ({"svelte.config.js": "", "astro.config.mjs": ""}, "Astro"),
    ],
)
def test_marks(tmp_path: Path, marks: dict[str, str], generator: str) -> None:
    write(tmp_path, marks)
    assert dialect_of(tmp_path).generator == (generator or "assumed hugo")


TWICE = "The the word.\n"


@pytest.mark.parametrize(
    ("marks", "left_out"),
    [
        (
            {"_config.yml": "", "source/b.md": TWICE, "scaffolds/c.md": TWICE, "themes/d/README.md": TWICE},
            "scaffolds themes",
        ),
        ({"quartz.config.ts": "", "content/b.md": TWICE, "content/templates/c.md": TWICE}, "content/templates"),
        (
            {".obsidian/app.json": "", "b.md": TWICE, "templates/c.md": TWICE, "private/d.md": TWICE},
            "templates private",
        ),
        ({"b.md": TWICE, "templates/c.md": TWICE, "private/d.md": TWICE}, ""),
    ],
)
def test_folders_of_which_no_pages_are_made(tmp_path: Path, marks: dict[str, str], left_out: str) -> None:
    write(tmp_path, marks)
    seen = {line.split(":")[0] for line in postlint("check", "--select", "text/repeated-word", cwd=tmp_path).lines}
    without = tuple(f"{folder}/" for folder in left_out.split())
    assert seen == {name for name, text in marks.items() if text == TWICE and not name.startswith(without)}


@pytest.mark.parametrize(
    ("marks", "said"), [(ZOLA, "that Zola makes pages of."), ({}, "of which no generator is known.")]
)
def test_what_doctor_takes_a_folder_for(tmp_path: Path, marks: dict[str, str], said: str) -> None:
    write(tmp_path, {**marks, "content/a.md": "Text.\n", "content/b.md": "Text.\n"})
    assert postlint("doctor", cwd=tmp_path).lines[0].endswith(f"a folder of 2 articles {said}")
