"""Findings that are carried over to a changed text are those that the rules find in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from quick import examples

from postlint.config.configuration import Config
from postlint.config.rule_selection import active_rules
from postlint.diagnostic import Diagnostic
from postlint.facts.inspection import Inspection, Source
from postlint.facts.page import Page
from postlint.run.linter import Linter
from postlint.run.relocate import relocate
from postlint.site.site import Site

PATH = "content/posts/notes.md"
ARTICLE = """+++
title = 'Notes'
date = 2024-01-02
tags = ['a']
+++

See [the plan](/posts/plam/#set-up), [more](/About/) and [gone].

{{< figgure src="a.png" >}}

{{< highlightt go >}}
x
{{< /highlightt >}}

A [second](../plan/#setup "said
on two lines") link.

[gone]: /nowhere/at-all

- Related: The plan of it all.

{{< note >}}

Within it.

{{< /nota >}}

Text at the end, with <a href="/nope/">HTML</a>.
"""
PLAN = (
    "+++\ntitle = 'The plan of it all'\ndate = 2024-01-01\n+++\n\n## Set up\n\nThe plan, and [notes](/posts/notes/).\n"
)
ABOUT = "+++\ntitle = 'About'\n+++\n\nAbout us.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    files = {"content/posts/plan.md": PLAN, "content/about.md": ABOUT, PATH: ARTICLE}
    files |= {"hugo.toml": "baseURL = 'https://example.org/'\n", "layouts/shortcodes/note.html": "{{ .Inner }}"}
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def looked_at(root: Path, text: str) -> tuple[Page, list[Diagnostic]]:
    """The facts about the article with this text, as the cache gives them, and what the site rules find in it."""
    config = Config(root, ignore=("link/non-canonical",))
    linter = Linter(config, active_rules(config), today=date(2024, 6, 1))

    def page(path: str, content: str) -> Page:
        found = Inspection.from_record(linter.inspect(Source(path, content.encode())).to_record()).page
        assert found
        return found

    own = page(PATH, text)
    pages = [own, page("content/posts/plan.md", PLAN), page("content/about.md", ABOUT)]
    site = Site.load(root, pages, today=linter.today, options={})
    return own, linter.site_findings(site, own)


def test_the_article_shows_all_kinds_of_findings(root: Path) -> None:
    _, found = looked_at(root, ARTICLE)
    assert {finding.rule for finding in found} >= {
        *("link/broken", "link/wrong-case", "anchor/broken", "shortcode/unknown", "shortcode/unclosed"),
        "editorial/unresolved-related",
    }
    assert any(finding.fix for finding in found)
    assert any(finding.related for finding in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("See ", "Please see, whenever there is time,\nand only then, "),
        ("x\n", "x\ny\nz\n"),
        ("Text at the end", "A text at the end"),
        (" and [gone]", " and [gone]"),
        ("+++\n\nSee", "+++\n\n\n\nIn front.\n\nSee"),
        ("A [second]", "[second]"),
        ("Within it.", "Within\nit, and in nothing else."),
        ("\n- Related", "\nBefore it.\n\n- Related"),
    ],
)
def test_findings_move_with_their_text(root: Path, old: str, new: str) -> None:
    before, earlier = looked_at(root, ARTICLE)
    after, found = looked_at(root, ARTICLE.replace(old, new))
    assert relocate(earlier, before, after) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/posts/plam/", "/posts/plan/"),
        ("[more]", "[moer]"),
        ("title = 'Notes'", "title = 'Notice'"),
        ("figgure", "figure"),
        ("The plan of it all.", "The plan of it  all."),
        ("{{< /nota >}}\n", ""),
        ("Text at", "## Text at"),
        ("said\non", "said on"),
    ],
)
def test_other_facts_are_looked_at_again(root: Path, old: str, new: str) -> None:
    before, earlier = looked_at(root, ARTICLE)
    after, _ = looked_at(root, ARTICLE.replace(old, new))
    assert relocate(earlier, before, after) is None


def test_what_changed_its_order_is_looked_at_again(root: Path) -> None:
    """An opening tag behind the closing one that it was in front of: each kind of fact is still in its order."""
    opening, closing = "{{< note >}}\n", "{{< /nota >}}\n"
    start = "+++\ntitle = 'Notes'\n+++\n\n"
    before, earlier = looked_at(root, f"{start}{opening}\n{closing}")
    after, found = looked_at(root, f"{start}{closing}\n{opening}")
    assert earlier != found
    assert relocate(earlier, before, after) is None


SNIPPETS = [
    "",
    "x",
    " words ",
    "\n",
    "\n\n",
    "*",
    "`",
    "[",
    "](/about/)",
    "> ",
    "- ",
    "{{< note >}}",
    "é\U0001f600",
    "\t",
]


@settings(max_examples=examples(150), deadline=None)
@given(
    start=st.integers(0, len(ARTICLE)),
    length=st.integers(0, 12),
    snippet=st.sampled_from(SNIPPETS),
)
@example(start=ARTICLE.index("See"), length=0, snippet="words ")
def test_what_moved_is_what_is_found(root: Path, start: int, length: int, snippet: str) -> None:
    before, earlier = looked_at(root, ARTICLE)
    after, found = looked_at(root, ARTICLE[:start] + snippet + ARTICLE[start + length :])
    carried = relocate(earlier, before, after)
    assert carried is None or carried == found
