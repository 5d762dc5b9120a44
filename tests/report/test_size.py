"""How large a report becomes: its file has an end, however large the site is."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

import postlint.report.html.page as page
from postlint.diagnostic import Diagnostic, Severity
from postlint.facts.page import Page
from postlint.report import Commands
from postlint.report.html.report import Report
from postlint.report.html.survey import Article, Survey
from postlint.text import Range

WORDS = "bridge harbour market river garden teacher letter winter summer evening morning road station".split()


def article(number: int, dice: random.Random) -> Article:
    """An article with a long title and six findings."""
    section, title = f"section{number % 8}", " ".join(dice.choices(WORDS, k=11))
    path = f"content/{section}/{number // 1000:03}/article-about-something-{number}.md"
    made = Article(
        Page(path, {"title": title}, {}),
        path,
        title,
        f"/{section}/article-{number}/",
        section,
        "en",
        "page",
        "published",
        "",
        (f"Author {number % 40}",),
        date(2010, 1, 1) + timedelta(days=number % 6000),
        None,
        None,
        dice.randrange(3000),
    )
    for rule in range(6):
        start = dice.randrange(2900)
        place = Range(start, start + 9, dice.randrange(99), dice.randrange(99), 1, 1)
        message = f"“an {dice.choice(WORDS)}” is not how it is spoken: write “a {dice.choice(WORDS)}”"
        made.findings.append(Diagnostic(path, place, f"text/rule-{rule}", list(Severity)[rule % 3], message))
    made.urls = [f"https://example.com/{dice.randrange(9999)}" for _ in range(3)]
    return made


def report(count: int, folder: Path) -> Report:
    """A site of so many articles, each of which links five others."""
    dice = random.Random(1)
    articles = [article(number, dice) for number in range(count)]
    for one in articles:
        for other in dice.choices(articles, k=5):
            one.links_to.append(other)
            other.linked_by.append(one)
    site: Any = SimpleNamespace(
        has_urls=True,
        base_url="https://example.com/",
        root=folder,
        generator=SimpleNamespace(name="hugo"),
        articles_like=lambda page, limit: [SimpleNamespace(page=other.page) for other in dice.choices(articles, k=3)],
        published=lambda page: True,
        kind=lambda page: "page",
        fields=lambda page: {},
    )
    survey = Survey(site, articles, 0, set(), lambda path: "word " * 600)
    today = date(2026, 11, 26)
    return Report(
        survey, "large", today, Commands(), "", lambda rule: "What it finds", lambda rule: "", lambda url: None
    )


def written(made: Report) -> int:
    return len("".join(page.render(made)).encode())


def test_a_site_of_1812_articles(tmp_path: Path) -> None:
    assert 1_500_000 < written(report(1_812, tmp_path)) < 2_000_000


def test_a_site_of_50000_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a tenth of the scale: what each article needs is a tenth of the limit, and so are the limits."""
    for name in ("_LEAST", "_LARGEST", "_MOST"):
        monkeypatch.setattr(page, name, cast("int", getattr(page, name)) // 10)
    assert 500_000 < written(report(5_000, tmp_path)) < 1_000_000
