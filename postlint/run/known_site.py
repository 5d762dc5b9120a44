"""What an update needs to know of a site from earlier runs: the contract of the cache on disk and that in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page
    from postlint.facts.records import Exports
    from postlint.run.index import Index
    from postlint.run.parallel import Judged
    from postlint.site.rows import Row
    from postlint.site.site import Site

Changes = Mapping[tuple[str, str], "bytes | None"]
"""New values of rows by table and key; None for those that are gone."""


class KnownSite(Protocol):
    """What is known of a site, on disk or in memory, as far as it still holds; what is found out is added to it."""

    index: Index
    changed: dict[str, tuple[Exports, Exports]]
    """The articles whose content has changed, or that are new: what they exported, and what they export."""

    @property
    def gone(self) -> set[str]:
        """The articles of the site that are known and are there no more."""

    @property
    def is_same_site(self) -> bool:
        """Whether there are the same files as when findings were stored, with the same contents but for articles."""

    @property
    def has_same_inputs(self) -> bool:
        """Whether all files but articles are there whose contents count, and these are as they were."""

    @property
    def is_same_day(self) -> bool:
        """Whether findings were stored on this day."""

    @property
    def has_other_files(self) -> bool:
        """Whether any file has come or gone."""

    @property
    def has_other_names(self) -> bool:
        """Whether any file that is no article has come or gone."""

    @property
    def has_news(self) -> bool:
        """Whether there is anything to store of the articles by themselves."""

    def former(self, path: str) -> Page | None:
        """An article as it was when it was last looked at."""

    def number(self, path: str) -> int | None:
        """The number by which an article is stored."""

    def stored(self, paths: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        """The findings in articles as they are stored; of those that are to be judged, there are none."""

    def asked(self, keys: Iterable[str]) -> set[int]:
        """The numbers of the articles that asked for any of these keys."""

    def can_store(self, site: Site) -> bool:
        """Whether all that a site depends on is seen to change."""

    def save_records(self) -> None:
        """Store what this run has found out about articles by themselves."""

    def save(
        self,
        rows: Iterable[Row] | None,
        changed: Changes,
        outdated: Iterable[int] | None,
        by_path: Mapping[str, Sequence[Diagnostic]],
        judged: Judged,
    ) -> None:
        """Store what this run has found out; see SiteCache."""
