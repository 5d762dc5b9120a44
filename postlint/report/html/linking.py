"""How the articles of a site are linked: orphans, the most linked ones, and how many links there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postlint.report import plural
from postlint.report.html.charts import Series, bars, legend
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Column, Figure, Section, Table

_STEPS = ((0, "0"), (1, "1"), (2, "2"), (3, "3–5"), (6, "6–10"), (11, "11–20"), (21, "21+"))
_MOST = 100
"""So many of the most linked articles are shown."""


def linking(report: Report) -> Section:
    """The orphans, the most linked articles, and how many links lead in and out."""
    orphans = report.orphans
    lead = f"No other article links to {plural(len(orphans), 'published article')}."
    if not orphans:
        lead = "Another article links to each published one."
    if not report.survey.site.has_urls:
        lead = "No generator is known that makes this site, so only links to files of articles count."
    return Section("links", "Links within the site", lead, [*_numbers(report), *_orphans(report), *_most(report)])


def _classes(articles: Sequence[Article], count: Callable[[Article], int]) -> list[int]:
    starts = [start for start, _ in _STEPS]
    sums = [0] * len(starts)
    for article in articles:
        sums[max(at for at, start in enumerate(starts) if count(article) >= start)] += 1
    return sums


def _numbers(report: Report) -> list[Figure]:
    """How many links there are; nothing where there are none."""
    articles = [article for article in report.survey.articles if article.kind == "page"]
    into = _classes(articles, lambda article: len(article.linked_by))
    out = _classes(articles, lambda article: len(article.links_to))
    if not any((*into[1:], *out[1:])):
        return []
    labels = [label for _, label in _STEPS]
    series = [Series("articles by links in", "a", into), Series("articles by links out", "b", out)]
    caption = "How many articles have so many links to and from other articles"
    rows = [[label, *counts] for label, *counts in zip(labels, into, out, strict=True)]
    head = ["Links", "Articles by links in", "Articles by links out"]
    return [Figure(caption, bars(caption, labels, series), head, rows, legend(series))]


def _orphans(report: Report) -> list[Table]:
    columns = [
        Column("Article", "article"),
        Column("Links out", "number"),
        Column("Words", "number"),
        Column("Date", "date", hidden=not any(article.published for article in report.orphans)),
    ]
    rows = [
        [report.numbers[article], len(article.links_to), article.words, str(article.published or "")]
        for article in report.orphans
    ]
    note = "Links in lists that the theme makes do not count; articles in a menu are left out."
    return [Table("orphans", "Articles to which no other article links", columns, rows, note)] if rows else []


def _most(report: Report) -> list[Table]:
    linked = sorted(report.survey.articles, key=lambda article: (-len(article.linked_by), article.path))[:_MOST]
    columns = [Column("Article", "article"), Column("Links in", "number"), Column("Links out", "number")]
    rows = [
        [report.numbers[article], len(article.linked_by), len(article.links_to)]
        for article in linked
        if article.linked_by
    ]
    return [Table("most-linked", "Articles to which most others link", columns, rows)] if rows else []
