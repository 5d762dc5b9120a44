"""All that a report is made of, gathered once for the page, for JSON and for CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.report import Commands
from postlint.report.html.history import Point
from postlint.report.html.survey import Article, Survey

if TYPE_CHECKING:
    from postlint.external.outcome import Outcome


@dataclass(eq=False)
class Report:
    """A site with all that is known of it."""

    survey: Survey
    name: str
    """What the site is called."""
    today: date
    commands: Commands
    prefix: str
    """What leads from the folder in which commands are typed to the root of the site; "" or with a slash at its end."""
    what: Callable[[str], str]
    """What a rule finds, in one sentence, by its name."""
    page: Callable[[str], str]
    """The address of the page of a rule; "" for none."""
    asked: Callable[[str], Outcome | None]
    """What earlier runs know of a URL outside of the site."""
    changed: Mapping[str, date] = field(default_factory=dict)
    """When the text of articles was changed last, as git says."""
    points: Sequence[Point] = ()
    """Earlier states of the site."""
    as_of: tuple[str, ...] = ()
    """The option of `check` that looks at the site as if it were another day."""
    known: int = 0
    """How many findings a baseline leaves out."""

    def check(self, *options: str, path: str = "") -> str:
        """The command that shows findings, all of them; `path` for one article only."""
        return self.commands.command("check", "--all", *self.as_of, *options, path=path)

    @cached_property
    def numbers(self) -> dict[Article, int]:
        """The number of each article."""
        return {article: number for number, article in enumerate(self.survey.articles)}

    @cached_property
    def paths(self) -> dict[str, int]:
        """The number of each article by its path."""
        return {article.path: number for article, number in self.numbers.items()}

    def indexes(self, articles: Sequence[Article]) -> list[int]:
        """The numbers of articles."""
        return [self.numbers[article] for article in articles]

    def last_change(self, article: Article) -> tuple[date | None, str]:
        """When the text of an article was changed last, and who says so."""
        if day := self.changed.get(article.path):
            return day, "git"
        if article.changed and article.changed != article.published:
            return article.changed, "front matter"
        return article.published, "date" if article.published else ""

    @cached_property
    def orphans(self) -> list[Article]:
        """The published articles to which no other one links; none where nobody can say where links lead."""
        from postlint.helpers.related_articles import is_in_menu

        site = self.survey.site
        if not site.has_urls:
            return []
        return [
            article
            for article in self.survey.articles
            if article.kind == "page"
            and article.state == "published"
            and not (article.linked_by or article.linked_by_hidden)
            and not is_in_menu(article.page, site)
        ]
