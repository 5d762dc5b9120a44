"""The calendar of a site: what is out, scheduled and expiring, the gaps between, and what is old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from postlint.report import plural
from postlint.report.html.charts import Series, bars
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Column, Figure, Section, Table

_MONTHS = 36
_GAPS = 10
_LONG = 14
"""Days without an article that are worth a word."""
_SOON = 90


def calendar(report: Report) -> Section:
    """Articles and words by month, what is to come, and gaps."""
    dated = _dated(report)
    if not dated:
        return Section("calendar", "Calendar", "No article has a date.")
    scheduled, ending = _scheduled(report), _ending(report)
    expired = [(day, article) for day, article in ending if article.state == "expired"]
    expiring = [(day, article) for day, article in ending if article.state != "expired"]
    lead = f"{plural(len(dated), 'article')} with a date; "
    lead += f"{len(scheduled):,} scheduled, {len(expiring):,} will expire, {len(expired):,} expired."
    parts: list[Table | Figure] = [*_by_month(dated, report.today)]
    parts += [*_table("scheduled", "Scheduled", report, scheduled), *_table("expiring", "Expiring", report, expiring)]
    parts += _table("expired", "Expired", report, expired)
    return Section("calendar", "Calendar", lead, [*parts, *_gaps(report, dated)])


def _dated(report: Report) -> list[tuple[date, Article]]:
    """The published articles with their dates, the oldest first."""
    return sorted(
        (
            (article.published, article)
            for article in report.survey.articles
            if article.published and article.kind == "page" and article.published <= report.today
        ),
        key=lambda pair: (pair[0], pair[1].path),
    )


def _scheduled(report: Report) -> list[tuple[date, Article]]:
    return [
        (article.published, article)
        for article in report.survey.articles
        if article.published and article.published > report.today and article.state != "draft"
    ]


def _ending(report: Report) -> list[tuple[date, Article]]:
    return [(article.expires, article) for article in report.survey.articles if article.expires]


def _by_month(dated: Sequence[tuple[date, Article]], today: date) -> Iterator[Figure]:
    """The last months up to this one, or to the last with an article where that was long ago."""
    last = dated[-1][0] if (today - dated[-1][0]).days > 30 * _MONTHS else today
    months = [_month(last.year * 12 + last.month - 1 - back) for back in reversed(range(_MONTHS))]
    first = f"{dated[0][0]:%Y-%m}"
    months = [month for month in months if month >= first]
    articles, words = Counter[str](), Counter[str]()
    for day, article in dated:
        articles[f"{day:%Y-%m}"] += 1
        words[f"{day:%Y-%m}"] += article.words
    for name, kind, counts in (("articles", "a", articles), ("words", "b", words)):
        caption = f"{name.capitalize()} by month"
        series = [Series(name, kind, [counts[month] for month in months])]
        rows = [[month, counts[month]] for month in months]
        yield Figure(caption, bars(caption, months, series), ["Month", name.capitalize()], rows)


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _table(id: str, name: str, report: Report, found: Sequence[tuple[date, Article]]) -> list[Table]:
    """Articles with the day on which something happens to them, the nearest one first."""
    past = id == "expired"
    columns = [Column("Date", "date"), Column("Days ago" if past else "In days", "number")]
    columns.append(Column("Article", "article"))
    rows = [
        [str(day), abs((day - report.today).days), report.numbers[article]]
        for day, article in sorted(found, key=lambda pair: (abs((pair[0] - report.today).days), pair[1].path))
    ]
    return [Table(id, f"{name} articles", columns, rows)] if rows else []


def _gaps(report: Report, dated: Sequence[tuple[date, Article]]) -> list[Table]:
    """The longest times without an article in the last three years."""
    since = report.today - timedelta(days=3 * 365)
    days = [day for day in sorted({day for day, _ in dated}) if day >= since]
    gaps = sorted(((later - earlier).days, earlier, later) for earlier, later in pairwise(days))
    columns = [Column("From", "date"), Column("To", "date"), Column("Days", "number")]
    rows = [[str(start), str(end), days] for days, start, end in reversed(gaps) if days >= _LONG][:_GAPS]
    return [Table("gaps", "Longest gaps of the last three years", columns, rows)] if rows else []


def ages(report: Report) -> Section:
    """The articles by the last change of their text, the oldest first."""
    dated = [
        (day, by, article)
        for article in report.survey.articles
        for day, by in [report.last_change(article)]
        if day and article.state == "published" and article.kind == "page"
    ]
    if not dated:
        return Section("age", "Old articles", "Neither git nor a front matter says when an article was changed.")
    old = sum((report.today - day).days > 730 for day, _, _ in dated)
    lead = f"{plural(old, 'article')} {'has' if old == 1 else 'have'} not changed for two years."
    lead = lead if old else "Each article has changed within two years."
    unknown = sum(article.state == "published" and article.kind == "page" for article in report.survey.articles)
    if unknown := unknown - len(dated):
        lead += f" Of {plural(unknown, 'further one')}, neither git nor a date says when."
    return Section("age", "Old articles", lead, [_ages(report, dated)])


def _ages(report: Report, found: Sequence[tuple[date, str, Article]]) -> Table:
    sources = ["git", "front matter", "date"]
    known = {by for _, by, _ in found}
    columns = [
        Column("Last change", "date"),
        Column("Known from", "choice", sources, filter=len(known) > 1, hidden=len(known) < 2),
        Column("Years", "decimal"),
        Column("Article", "article"),
        Column("Links in", "number"),
    ]
    rows = []
    for day, by, article in sorted(found, key=lambda item: (item[0], item[2].path)):
        years = round((report.today - day).days / 365.25, 1)
        rows.append([str(day), sources.index(by), years, report.numbers[article], len(article.linked_by)])
    note = "A change of nothing but front matter does not count where git says when it was."
    return Table("ages", "Articles by last change of their text", columns, rows, note)
