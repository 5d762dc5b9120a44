"""A stored site, and how stored groups, counts and answers are updated for changed articles.

What a function returns for an article depends on that article and on the rows about it only. So it is called again only
for the articles of which one of them has changed, as they were and as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.site.groups import Given, conclude_again, regroup
from postlint.site.near_words import NearWords
from postlint.site.stored_counts import Recount
from postlint.site.word_answers import renew, stored_answers

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.run.site_files import SiteFiles
    from postlint.site.rows import ChangedRows, Rows
    from postlint.site.site import Site

Functions = Mapping[str, Any]
"""The functions that rules group and count articles by, among others, by name."""
Count = tuple[str, str]
"""A count that is stored: the table and the key."""


class StoredSite:
    """A stored site, with the articles as they are now."""

    def __init__(self, files: SiteFiles, rows: Rows, previous: Mapping[str, Page | None]) -> None:
        """`previous` are articles as they were, by path, to use instead."""
        self.rows = rows
        self._files = files
        self._former = previous

    def page(self, path: str) -> Page | None:
        """The article of a path; None where there is none."""
        if path in self._former:
            return self._former[path]
        inspections = self._files.inspections
        return inspections[path].page if path in inspections and path not in self._files.standalone else None

    def pages(self) -> list[Page]:
        """All articles."""
        return [page for path in self._files.names if (page := self.page(path))]


class Renewal(NamedTuple):
    """An article that has changed, or about which a row has, and its site, before and after."""

    path: str
    before: tuple[Site, Page | None]
    """With None for an added article."""
    after: tuple[Site, Page | None]
    """With None for a removed article."""


def renew_conclusions(rows: ChangedRows, changed: Iterable[Count], functions: Functions) -> None:
    """Update what rules conclude from the changed counts."""
    by_name: dict[str, set[str]] = {}
    for name, key in changed:
        by_name.setdefault(name, set()).add(key)
    for name, keys in by_name.items():
        conclude_again(rows, name, keys, functions)


def regroup_articles(
    rows: ChangedRows, names: Iterable[str], functions: Functions, renewals: Iterable[Renewal]
) -> dict[Count, Recount]:
    """Update the stored groups and counts of these names; returns the counts that have changed."""
    given: dict[str, list[Given]] = {name: [] for name in names}
    for renewal in renewals:
        for name, articles in given.items():
            function = functions[name.partition(" ")[2]]
            before, after = (site.groups.given(function, page) if page else [] for site, page in renewal[1:])
            articles.append((renewal.path, before, after))
    return {
        (name, key): recount
        for name, articles in given.items()
        for key, recount in regroup(rows, name, functions[name.partition(" ")[2]], articles).items()
    }


def renew_words(rows: ChangedRows, changed: Mapping[Count, Recount], functions: Functions) -> None:
    """Update the answers for the words of languages whose counts have changed."""
    near: dict[Count, Callable[[], NearWords]] = {}
    for known in stored_answers(rows):
        key = f"count {known.words_of}", known.language
        if key not in changed:
            continue
        if key not in near:
            # The functions over the words of a language share them, and few need them.
            near[key] = cache(partial(NearWords, changed[key].counts))
        renew(rows, known, functions[known.name], *changed[key][:2], near[key])
