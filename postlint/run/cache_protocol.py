"""What `SiteUpdate` needs of a cache: the protocol of the one on disk and the one in memory."""

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
"""New values of rows by table and key; None for removed rows."""


class CacheProtocol(Protocol):
    """The stored facts and findings of a site that are still valid; a run adds its own."""

    index: Index
    changed: dict[str, tuple[Exports, Exports]]
    """The changed and added articles, each with its exports before and after."""

    @property
    def removed(self) -> set[str]:
        """The known articles of the site that were removed."""

    @property
    def is_same_site(self) -> bool:
        """Whether nothing but the contents of articles may have changed since findings were stored."""

    @property
    def has_same_inputs(self) -> bool:
        """Whether the site was stored, and all files whose contents count, articles aside, are unchanged."""

    @property
    def is_same_day(self) -> bool:
        """Whether findings were stored on this day."""

    @property
    def has_changed_paths(self) -> bool:
        """Whether any file was added or removed."""

    @property
    def has_changed_names(self) -> bool:
        """Whether any file that is no article was added or removed."""

    @property
    def has_news(self) -> bool:
        """Whether any record of an article is to be stored."""

    def previous(self, path: str) -> Page | None:
        """The facts of an article as they were last stored; None where they were not."""

    def number(self, path: str) -> int | None:
        """The number under which an article is stored."""

    def stored(self, paths: Iterable[str]) -> dict[str, Sequence[Diagnostic]]:
        """The stored findings by path, of those of the articles that have any stored."""

    def dependents(self, keys: Iterable[str]) -> set[int]:
        """The numbers of the articles whose findings depend on any of these keys."""

    def can_store(self, site: Site) -> bool:
        """Whether a change of anything that a site depends on would be noticed."""

    def save_records(self) -> None:
        """Store the records of the articles of this run, without findings that need the site."""

    def save(
        self,
        rows: Iterable[Row] | None,
        changed: Changes,
        outdated: Iterable[int] | None,
        by_path: Mapping[str, Sequence[Diagnostic]],
        judged: Judged,
    ) -> None:
        """Store the results of this run; see SiteCache."""
