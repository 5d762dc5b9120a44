"""How the findings of a site have changed, from commit to commit."""

from __future__ import annotations

from postlint.report.html.charts import Series, legend, lines
from postlint.report.html.report import Report
from postlint.report.html.tables import Figure, Section


def trend(report: Report) -> Section:
    """Findings and articles over time."""
    points = report.points
    if not points:
        command = report.commands.command("report", "--history", "12")
        return Section(
            "trend", "Trend", f"`{command}` shows how the findings have changed over the last twelve months."
        )
    labels = [f"{point.day:%Y-%m}" if point.commit else "now" for point in points]
    rows = [
        [str(point.day), point.commit[:10] or "now", point.articles, point.errors, point.warnings, point.infos]
        for point in points
    ]
    findings = [
        Series("errors", "e", [point.errors for point in points]),
        Series("warnings", "w", [point.warnings for point in points]),
        Series("advice", "i", [point.infos for point in points]),
    ]
    head = ["Day", "Commit", "Articles", "Errors", "Warnings", "Advice"]
    articles = [Series("articles", "a", [point.articles for point in points])]
    days = [point.day.toordinal() for point in points]
    parts = [
        Figure(caption, lines(caption, labels, days, series), head, rows, legend(series))
        for caption, series in (("Findings over time", findings), ("Articles over time", articles))
    ]
    lead = "The last commit of each month, judged by the rules and settings of today as of its day, drafts included."
    return Section("trend", "Trend", lead, parts)
