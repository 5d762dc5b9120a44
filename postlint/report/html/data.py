"""A report as data: JSON for programs, and the articles as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from postlint.diagnostic import Severity
from postlint.messages import on_one_line, printable
from postlint.report.html.articles import could_link
from postlint.report.html.health import tasks
from postlint.report.html.page import sections_of
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Choices, Column, Table
from postlint.report.json import diagnostic

_LEFT_OUT = ("all-articles", "rules", "orphans", "most-linked", "ages")
"""Tables that say nothing which the articles do not say."""


def as_json(report: Report) -> Iterator[str]:
    """One object with all of a site; version 1 of its form is stable."""
    sections = sections_of(report, Choices())
    tables = [part for section in sections for part in section.parts if isinstance(part, Table)]
    survey = report.survey
    data = {
        "version": 1,
        "site": {"name": report.name, "base_url": survey.site.base_url, "generator": survey.site.generator.name},
        "as_of": str(report.today),
        "drafts_left_out": survey.drafts,
        "tasks": [task._asdict() for task in tasks(report)],
        "articles": [_article(report, article) for article in survey.articles],
        "history": [{**point._asdict(), "day": str(point.day)} for point in report.points],
        "tables": {table.id: [*_rows(report, table)] for table in tables if table.id not in _LEFT_OUT},
    }
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(data)
    yield "\n"


def _article(report: Report, article: Article) -> dict[str, Any]:
    day, by = report.last_change(article)
    return {
        "path": article.path,
        "url": article.url or None,
        "title": article.title,
        "section": article.section,
        "language": article.language,
        "kind": article.kind,
        "state": article.state,
        "authors": [*article.authors],
        "date": str(article.published) if article.published else None,
        "expires": str(article.expires) if article.expires else None,
        "changed": str(day) if day else None,
        "changed_by": by or None,
        "words": article.words,
        "findings": [diagnostic(finding) for finding in article.findings],
        "links_to": [other.path for other in article.links_to],
        "linked_by": [other.path for other in article.linked_by],
        "could_link": [report.survey.articles[number].path for number in could_link(report, article)],
        "external": article.urls,
    }


def _rows(report: Report, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table by the names of its columns, articles as paths."""
    for row in table.rows:
        yield {
            column.name.lower(): _value(report, column, cell) for column, cell in zip(table.columns, row, strict=True)
        }


def _value(report: Report, column: Column, cell: Any) -> Any:
    articles = report.survey.articles
    if column.kind == "article":
        return articles[cell].path
    if column.kind == "articles":
        return [articles[number].path for number in cell]
    if column.kind == "choice":
        return column.values[cell]
    return [column.values[number] for number in cell] if column.kind == "choices" else cell


def as_csv(report: Report) -> Iterator[str]:
    """A line for each article; nothing in a cell is taken for a formula by a spreadsheet."""
    head = ["Path", "URL", "Title", "Section", "Language", "State", "Authors", "Date", "Changed", "Words"]
    yield _line([*head, "Links in", "Links out", *(f"{severity}s".capitalize() for severity in Severity)])
    for article in report.survey.articles:
        day, _ = report.last_change(article)
        texts = [article.path, article.url, article.title, article.section, article.language, article.state]
        texts += [", ".join(article.authors), str(article.published or ""), str(day or "")]
        counts = [article.words, len(article.linked_by), len(article.links_to)]
        yield _line([*texts, *counts, *(article.count(severity) for severity in Severity)])


def _line(cells: list[str | int]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([plain(cell) if isinstance(cell, str) else cell for cell in cells])
    return line.getvalue()


def plain(text: str) -> str:
    """A text as a cell can have it: on one line, no longer than any title, and shown instead of computed."""
    text = printable(on_one_line(text))
    begins = text.lstrip()[:1]
    return f"'{text}" if begins in tuple("=+-@") else text
