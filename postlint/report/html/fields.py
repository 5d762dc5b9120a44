"""The front matter of a site, field by field: how many articles have it, of what kind its values are, who lacks it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from postlint.document.front_matter.values import has_value, texts
from postlint.messages import on_one_line
from postlint.report import plural
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Column, Section, Table

_NEARLY_ALL = 0.9
_OFTEN, _PART = 4, 0.25
"""So many values are shown, where they are such a part of all."""
_SHORT = 30
"""So many characters of a value are shown."""


def fields(report: Report) -> Section:
    """Each field with its kinds and values."""
    articles = [article for article in report.survey.articles if _counts(article)]
    if not articles:
        return Section("fields", "Front matter", "No article has a front matter.")
    having: dict[str, list[tuple[Article, object]]] = {}
    written: dict[str, Counter[str]] = {}
    for article in articles:
        for name, value in article.page.fields.items():
            having.setdefault(name, []).append((article, value))
        for key in article.page.data:
            written.setdefault(str(key).lower(), Counter())[str(key)] += 1
    names = {low: min(counts, key=lambda name: (-counts[name], name)) for low, counts in written.items()}
    ordered = sorted(having.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [_row(report, names.get(low, low), holders, articles) for low, holders in ordered]
    lead = f"{plural(len(having), 'field')} in {plural(len(articles), 'article')}; pages of sections do not count."
    return Section("fields", "Front matter", lead, [_table(rows)])


def _table(rows: list[list[object]]) -> Table:
    """The fields, without the columns that have nothing to say."""
    empty, lacking = any(row[3] for row in rows), any(row[6] for row in rows)
    columns = [
        Column("Field", "code"),
        Column("Articles", "number"),
        Column("Share in %", "decimal"),
        Column("Empty", "number", hidden=not empty),
        Column("Kinds of values"),
        Column("Most frequent values"),
        Column("Missing in", "articles", hidden=not lacking),
    ]
    note = "Articles without a field are named where nine of ten have it." if lacking else ""
    return Table("front-matter", "Fields of the front matter", columns, rows, note)


def _counts(article: Article) -> bool:
    """Whether an article is one whose front matter its readers are shown."""
    return article.kind == "page" and article.state != "unrendered" and article.page.readable


def _row(report: Report, name: str, found: list[tuple[Article, object]], articles: list[Article]) -> list[object]:
    kinds = Counter(_kind(value) for _, value in found)
    with_it = {article.path for article, _ in found}
    share = len(found) / len(articles)
    lacking = [article for article in articles if article.path not in with_it] if _NEARLY_ALL <= share < 1 else []
    return [
        name,
        len(found),
        round(100 * share, 1),
        sum(not has_value(value) for _, value in found),
        ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common()),
        _values([value for _, value in found]),
        report.indexes(lacking[:5]),
    ]


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (date, datetime)):
        return "date"
    names = {str: "text", int: "number", float: "number", list: "list", dict: "table"}
    return names.get(type(value), "nothing")


def _values(values: list[object]) -> str:
    """The values that occur again and again, where they are a good part of all; else how many there are."""
    counts = Counter(text for value in values for text in dict.fromkeys(texts(value)) if text.strip())
    frequent = [(text, count) for text, count in counts.most_common(_OFTEN) if count > 1]
    if sum(count for _, count in frequent) < _PART * counts.total():
        return plural(len(counts), "different value" if len(counts) > 1 else "value") if counts else ""
    more = f" and {len(counts) - len(frequent):,} more" if len(counts) > len(frequent) else ""
    return ", ".join(f"{on_one_line(text, _SHORT)} ({count:,})" for text, count in frequent) + more
