"""The page of a report: one file, with all that it needs in it and a policy that lets it ask for nothing."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from postlint import __version__
from postlint.diagnostic import Severity
from postlint.messages import on_one_line, printable
from postlint.report.html.articles import articles, could_link, detail
from postlint.report.html.calendar import ages, calendar
from postlint.report.html.fields import fields
from postlint.report.html.health import KINDS, health, tasks
from postlint.report.html.linking import linking
from postlint.report.html.outside import outside
from postlint.report.html.pictures import pictures
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Choices, Section, Table, size
from postlint.report.html.trend import trend

if TYPE_CHECKING:
    from jinja2 import Environment

ROWS = 25
"""So many rows of a table are shown at once."""
_LEAST, _PER_ARTICLE, _LARGEST = 1_800_000, 1_000, 8_900_000
"""Bytes that the data of a page may have: of a small site, for each article, and of any site."""
_MOST = 2_000
"""So many rows of a table other than that of all articles are in the file."""
_TITLE = 160
_WEB = re.compile(r"https?://[^\s\\]+", re.I)
_CELL = 400


class JinjaMissing(Exception):
    """Jinja2 is not installed."""


def render(report: Report) -> Iterator[str]:
    """The page, in pieces. Raises JinjaMissing."""
    sections = [*map(_cleaned, sections_of(report, rules := Choices()))]
    data = _data(report, sections, rules)
    style, script = _file("page.css"), _file("page.js")
    articles = data["articles"]
    yield from (
        _environment(data, report)
        .get_template("page.html")
        .generate(
            report=report,
            site=_shown(report.name, _TITLE),
            tasks=tasks(report),
            tiles=list(_tiles(report)),
            sections=sections,
            rows=ROWS,
            style=style,
            script=script,
            policy=_policy(style, script),
            data=_json(data),
            version=__version__,
            articles=articles,
        )
    )


def sections_of(report: Report, rules: Choices) -> list[Section]:
    """All views; `rules` numbers the rules that have findings."""
    return [
        health(report),
        articles(report, rules),
        linking(report),
        calendar(report),
        ages(report),
        pictures(report),
        outside(report),
        fields(report),
        trend(report),
    ]


def _environment(data: dict[str, Any], report: Report) -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise JinjaMissing from error
    environment = Environment(
        loader=PackageLoader("postlint.report.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["size"] = size
    environment.tests["table"] = lambda part: isinstance(part, Table)
    environment.tests["web"] = lambda url: bool(_WEB.fullmatch(str(url)))
    environment.globals["name_of"] = lambda number: data["articles"][number][0] or _path(data, number)
    environment.globals["path_of"] = lambda number: _path(data, number)
    environment.globals["rule_page"] = lambda rule: page if is_web(page := report.page(rule)) else ""
    return environment


def is_web(url: str) -> bool:
    """Whether something is an address of the web, and so may be a link."""
    return bool(_WEB.fullmatch(url))


def _path(data: dict[str, Any], number: int) -> str:
    _, folder, name = data["articles"][number]
    return str(data["folders"][folder] + name)


def _tiles(report: Report) -> Iterator[tuple[str, int, str]]:
    """The numbers of the first screen: name, number, and the class of its colour."""
    articles = report.survey.articles
    yield "articles", len(articles), "a"
    for severity in Severity:
        yield KINDS[severity][0], sum(article.count(severity) for article in articles), KINDS[severity][1]
    yield (
        "articles without error or warning",
        sum(map(_is_clean, articles)),
        "ok",
    )


def _is_clean(article: Article) -> bool:
    return not article.count(Severity.ERROR) and not article.count(Severity.WARNING)


# --- the data that the script reads


def _data(report: Report, sections: Sequence[Section], rules: Choices) -> dict[str, Any]:
    folders = Choices()
    parts = []
    for article in report.survey.articles:
        folder, slash, name = article.path.rpartition("/")
        parts.append([_shown(article.title, _TITLE), folders.number(_shown(folder + slash)), _shown(name)])
    base = report.survey.site.base_url
    data: dict[str, Any] = {
        "prefix": report.prefix,
        "command": report.check(path="PATH").removesuffix("PATH"),
        "base": _host(base),
        "folders": folders.values,
        "articles": parts,
        "tables": {part.id: _table(part) for section in sections for part in section.parts if isinstance(part, Table)},
    }
    data["details"] = dict(_details(report, rules, len(_json(data))))
    data["rules"] = rules.values
    data["pages"] = [page if is_web(page := report.page(rule)) else "" for rule in rules.values]
    return data


def _host(base: str) -> str:
    """The beginning of the addresses of the site, without a path; "" where it is not known."""
    match = re.match(r"https?://[\w.:-]+", base)
    return match[0] if match else ""


def _table(table: Table) -> dict[str, Any]:
    columns = [[column.name, column.kind, column.values, column.filter, column.hidden] for column in table.columns]
    return {"caption": table.caption, "columns": columns, "rows": table.rows}


def _cleaned(section: Section) -> Section:
    """A view in which each text of a table shows nothing but itself."""
    return replace(section, parts=[_clean_table(part) if isinstance(part, Table) else part for part in section.parts])


def _clean_table(table: Table) -> Table:
    columns = [replace(column, values=[*map(_shown, column.values)]) for column in table.columns]
    most = len(table.rows) if table.id == "all-articles" else _MOST
    rows = [[_shown(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows[:most]]
    left = f" The first {most:,} of {len(table.rows):,} are in this file." if len(table.rows) > most else ""
    return replace(table, columns=columns, rows=rows, note=(table.note + left).strip())


def _shown(text: str, most: int = _CELL) -> str:
    """A text that shows nothing but itself, and no more than fits."""
    return printable(on_one_line(text, most))


def _details(report: Report, rules: Choices, used: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """All of each article, those with the gravest findings first, as long as there is room."""
    articles = report.survey.articles
    room = max(_LEAST, min(_LARGEST, _PER_ARTICLE * len(articles))) - used
    for article in sorted(articles, key=lambda article: article.gravity):
        about = detail(report, article, rules)
        if could := could_link(report, article):
            about["could"] = could
        room -= len(_json(about)) + 10
        if room < 0:
            return
        yield report.numbers[article], about


def _json(data: Any) -> str:
    """Data that can stand in a script of a page: nothing in it ends the script, or begins a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").encode("utf-8", "replace").decode()
    )


# --- the policy


def _file(name: str) -> str:
    return (files("postlint.report.html") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the page may do: run its own script, use its own style, and ask for nothing."""
    parts = ["default-src 'none'", f"style-src '{_digest(style)}'", f"script-src '{_digest(script)}'"]
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
