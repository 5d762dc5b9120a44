"""What has changed in the articles of a site, as far as others may see it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.site.library.index import LIBRARY, told_by

if TYPE_CHECKING:
    from postlint.facts.records import Exports
    from postlint.run.known_site import KnownSite
    from postlint.run.site_files import SiteFiles
    from postlint.site.site import Site


class ArticleChanges:
    """The articles of a site that have changed, have come, or are gone."""

    def __init__(self, files: SiteFiles, cache: KnownSite) -> None:
        self._files = files
        self._cache = cache

    def exports(self) -> Iterator[tuple[str, Exports, Exports]]:
        """The changed articles of the site with what they exported and export."""
        beside = self._files.beside
        return ((path, *exports) for path, exports in self._cache.changed.items() if path not in beside)

    def __bool__(self) -> bool:
        return bool(self._cache.gone) or any(True for _ in self.exports())

    @cached_property
    def for_library(self) -> list[str]:
        """The articles that tell a librarian something else than before: nobody else is asked of all articles."""
        pages = ((path, self._cache.former(path), self._files.inspections[path].page) for path, _, _ in self.exports())
        return [path for path, old, new in pages if not (old and new and told_by(old) == told_by(new))]

    @property
    def for_others(self) -> set[str]:
        """The articles that others may ask for, or a librarian: a link that they have no more is no export."""
        return {path for path, old, new in self.exports() if old != new} | {*self.for_library}

    def keys(self, site: Site | None) -> Iterator[str]:
        """The keys that have changed with the articles themselves; `site` is None where none was needed."""
        for path, old, new in self.exports():
            if old.front != new.front:
                yield f"page:{path}"
            if old.ids != new.ids:
                yield f"ids:{path}"
        for path in self._cache.gone:
            yield from (f"page:{path}", f"ids:{path}", "*")
        for path in self.for_library:
            yield from ("*", f"{LIBRARY}:{self._language(path, site)}")

    def _language(self, path: str, site: Site | None) -> str:
        """The language of an article that is there."""
        page = self._files.inspections[path].page
        if not (site and page):
            return ""
        with site.recorder.noted():
            return site.language(page)

    def name_keys(self, site: Site) -> set[str]:
        """The key of the names in the build of the site, where these may be others, as files have come or gone."""
        cache = self._cache
        articles = {*cache.gone, *(path for path, _, _ in self.exports() if cache.former(path) is None)}
        may_differ = cache.has_other_names or any(map(site.generator.names_depend_on, articles))
        return {"names"} if may_differ else set()
