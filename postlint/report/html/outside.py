"""The links that leave a site: by host, with what earlier runs of `postlint links` know of them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

from postlint.external.outcome import Outcome, State
from postlint.report import plural
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Column, Section, Table

_BAD = (State.DEAD, State.UNREACHABLE, State.MOVED, State.BLOCKED)
_FEW = 5
"""So many of the articles that link a page are named."""


def outside(report: Report) -> Section:
    """External links by host, and those that need somebody."""
    users: dict[str, list[Article]] = {}
    for article in report.survey.articles:
        for url in article.urls:
            # What the site links with its whole address does not leave it.
            if _host(url) != report.name:
                users.setdefault(url, []).append(article)
    if not users:
        return Section("external", "External links", "No link leaves the site.")
    outcomes = {url: outcome for url in users if (outcome := report.asked(url))}
    lead = f"{plural(len(users), 'page')} of other sites are linked; "
    known = f"of {len(outcomes):,} it is known what became of them."
    lead += known if outcomes else f"`{report.commands.command('links')}` checks them."
    return Section("external", "External links", lead, [*_bad(report, users, outcomes), _hosts(users, outcomes)])


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _hosts(users: dict[str, list[Article]], outcomes: dict[str, Outcome]) -> Table:
    states = [State.ALIVE, State.MOVED, State.DEAD, State.UNREACHABLE, State.BLOCKED]
    counts: dict[str, Counter[State | None]] = {}
    articles: dict[str, set[str]] = {}
    for url, found in users.items():
        host, outcome = _host(url), outcomes.get(url)
        counts.setdefault(host, Counter())[outcome.state if outcome else None] += 1
        articles.setdefault(host, set()).update(article.path for article in found)
    columns = [Column("Host"), Column("Pages", "number"), Column("Articles", "number")]
    columns += [Column(state.value.capitalize(), "number") for state in states if outcomes]
    rows = [
        [host, count.total(), len(articles[host]), *(count[state] for state in states if outcomes)]
        for host, count in sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    ]
    return Table("hosts", "External links by host", columns, rows)


def _bad(report: Report, users: dict[str, list[Article]], outcomes: dict[str, Outcome]) -> list[Table]:
    states = [state.value for state in _BAD]
    columns = [Column("Address", "address"), Column("State", "choice", states, filter=True), Column("Why")]
    columns += [Column("Asked", "date"), Column("Articles", "number"), Column("Linked by", "articles")]
    rows = []
    for url, outcome in sorted(outcomes.items(), key=lambda item: (_rank(item[1]), item[0])):
        if outcome.state in _BAD:
            why = f"it is at {outcome.target} now" if outcome.target else outcome.words
            state, some = states.index(outcome.state.value), report.indexes(users[url][:_FEW])
            rows.append([url, state, why, _day(outcome.checked), len(users[url]), some])
    return [Table("bad-links", "External links that need a look", columns, rows)] if rows else []


def _rank(outcome: Outcome) -> int:
    """Sorts what is gravest to the front."""
    return _BAD.index(outcome.state) if outcome.state in _BAD else len(_BAD)


def _day(time: float) -> str:
    return str(datetime.fromtimestamp(time, UTC).date()) if time else ""
