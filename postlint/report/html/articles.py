"""The articles of a site as a table, how long they are, and all of one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.messages import on_one_line, printable
from postlint.report.html.charts import Series, bars
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Choices, Column, Figure, Section, Table

_LENGTHS = ((0, "under 200"), (200, "200–499"), (500, "500–999"), (1000, "1,000–1,999"), (2000, "2,000 and more"))
_AROUND = 70
"""So many characters of its text are shown before and behind a finding."""
_MARKED = 120
_MESSAGE = 300
_LINKS = 40
"""So many articles are named that link one, or that it links."""
_COULD = 3
_BLANKS = re.compile(r"\s+")
_FIRST, _LAST = re.compile(r"\A\S*\s*"), re.compile(r"\s*\S*\Z")
"""A word that may be cut."""
_FEW, _NEARLY_ALL = 0.2, 0.95
"""A column that fewer articles fill in, or that says the same of so many, is not shown."""


def articles(report: Report, rules: Choices) -> Section:
    """The table of all articles, and how many findings those of a length have."""
    shown = report.survey.articles
    lead = "Choose a title to see its findings in their text, what links to it and where it leads."
    if report.survey.drafts:
        lead += f" Drafts are left out ({report.survey.drafts:,}); `--drafts` takes them in."
    return Section("articles", "Articles", lead, [_table(report, shown, rules), *_by_length(shown)])


def _table(report: Report, found: list[Article], rules: Choices) -> Table:
    sections, authors, states, languages = Choices(), Choices(), Choices(), Choices()
    rows: list[list[Any]] = [
        [
            number,
            sections.number(article.section),
            [authors.number(author) for author in article.authors],
            states.number(article.state),
            languages.number(article.language),
            *_facts(article),
            sorted({rules.number(finding.rule) for finding in article.findings}),
        ]
        for number, article in enumerate(found)
    ]
    rows.sort(key=lambda row: found[row[0]].gravity)
    columns = [*_choices(found, sections, authors, states, languages), *_columns(found)]
    columns.append(Column("Rule", "choices", rules.values, filter=True, hidden=True))
    return Table("all-articles", "All articles, those with the gravest findings first", columns, rows)


def _choices(
    found: list[Article], sections: Choices, authors: Choices, states: Choices, languages: Choices
) -> Iterator[Column]:
    """The columns that tell what kind of article it is; those that say the same of nearly all are not shown."""
    few_signed = sum(bool(article.authors) for article in found) < _FEW * len(found)
    several = len(languages.values) > 1
    yield Column("Article", "article")
    yield Column("Section", "choice", sections.values, filter=True, hidden=True)
    yield Column(
        "Author",
        "choices",
        authors.values,
        filter=True,
        hidden=few_signed or _same([article.authors for article in found]),
    )
    yield Column("State", "choice", states.values, filter=True, hidden=_same([article.state for article in found]))
    yield Column("Language", "choice", languages.values, filter=several, hidden=not several)


def _same(values: Sequence[Hashable]) -> bool:
    """Whether nearly all are one."""
    return Counter(values).most_common(1)[0][1] >= _NEARLY_ALL * len(values) if values else True


def _columns(found: list[Article]) -> Iterator[Column]:
    """The columns of `_facts`."""
    yield Column("Date", "date", hidden=not any(article.published for article in found))
    yield Column("Words", "number", filter=True)
    linked = any(article.links_to for article in found)
    yield from (Column(name, "number", hidden=not linked) for name in ("Links in", "Links out"))
    yield from (Column(name, "number") for name in ("Errors", "Warnings", "Advice"))


def _facts(article: Article) -> list[Any]:
    links = len(article.linked_by), len(article.links_to)
    return [str(article.published or ""), article.words, *links, *(article.count(severity) for severity in Severity)]


def _by_length(found: list[Article]) -> Iterator[Figure]:
    pages = [article for article in found if article.kind == "page"]
    if not any(article.findings for article in pages):
        return
    groups: list[list[Article]] = [[] for _ in _LENGTHS]
    for article in pages:
        groups[max(at for at, (least, _) in enumerate(_LENGTHS) if article.words >= least)].append(article)
    labels = [label for _, label in _LENGTHS]
    means = [round(sum(len(article.findings) for article in group) / max(1, len(group)), 2) for group in groups]
    caption = "Findings in an article on average, by its length in words"
    rows = [[label, len(group), mean] for label, group, mean in zip(labels, groups, means, strict=True)]
    drawing = bars(caption, labels, [Series("findings", "w", means)])
    yield Figure(caption, drawing, ["Words", "Articles", "Findings in an article"], rows)


# --- one article


def detail(report: Report, article: Article, rules: Choices) -> dict[str, Any]:
    """All of one article: where it is, its findings in their text, and its links."""
    values: dict[str, Any] = {}
    if article.url:
        values["url"] = article.url
    if article.why:
        values["why"] = article.why
    if article.findings:
        text = report.survey.text(article.path)
        values["findings"] = [_finding(finding, text, rules) for finding in article.findings]
    if article.linked_by:
        values["by"] = report.indexes(article.linked_by[:_LINKS])
    if article.links_to:
        values["to"] = report.indexes(article.links_to[:_LINKS])
    return values


def could_link(report: Report, article: Article) -> list[int]:
    """The articles that are about the same and that one does not link."""
    if article.kind != "page" or article.state != "published":
        return []
    by_path, site = report.paths, report.survey.site
    linked = {other.path for other in article.links_to}
    pages = [match.page for match in site.articles_like(article.page, _COULD + min(len(linked), 5))]
    return [
        by_path[page.path]
        for page in pages
        if page.path in by_path and page.path not in linked and site.published(page) and site.kind(page) == "page"
    ][:_COULD]


def _finding(finding: Diagnostic, text: str, rules: Choices) -> list[Any]:
    """Line, column, severity, rule, message; the text before, within and behind it; whether it is repaired."""
    start, end = finding.place.start, finding.place.end
    safe = 0 if finding.fix is None else 1 if finding.fix.safety is Safety.SAFE else 2
    around = ["", "", ""]
    if end > start:
        marked = text[start:end] if end - start <= _MARKED else f"{text[start : start + _MARKED]}…"
        around = [_BLANKS.sub(" ", part) for part in (_before(text, start), marked, _behind(text, end))]
    return [
        finding.place.line,
        finding.place.column,
        finding.severity.rank,
        rules.number(finding.rule),
        printable(on_one_line(finding.message, _MESSAGE)),
        *map(_visible, around),
        safe,
    ]


def _before(text: str, start: int) -> str:
    """The end of the paragraph before a place, from the beginning of a word on."""
    least = max(0, start - _AROUND)
    begin = text.rfind("\n\n", max(0, least - 2), start)
    if begin >= 0 or not least:
        return text[begin + 2 if begin >= 0 else 0 : start]
    cut = _FIRST.sub("…", text[least:start], count=1)
    return cut if len(cut) > 1 else text[least:start]


def _behind(text: str, end: int) -> str:
    """The rest of the paragraph behind a place, up to the end of a word."""
    most = end + _AROUND
    stop = text.find("\n\n", end, most + 2)
    if stop >= 0 or most >= len(text):
        return text[end : stop if stop >= 0 else most].rstrip("\n")
    cut = _LAST.sub("…", text[end:most], count=1)
    return cut if len(cut) > 1 else text[end:most]


def _visible(text: str) -> str:
    """A piece of text that keeps its blanks at both ends."""
    shown = printable(text)
    return f"{' ' * text.startswith(' ')}{shown}{' ' * (text.endswith(' ') and bool(shown))}"
