"""Which facts of articles have changed, of those that findings in other articles may depend on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.site.library.index import LIBRARY, indexed_content

if TYPE_CHECKING:
    from postlint.facts.records import Exports
    from postlint.run.cache_protocol import CacheProtocol
    from postlint.run.site_files import SiteFiles
    from postlint.site.site import Site


class ArticleChanges:
    """The articles of a site that were changed, added or removed."""

    def __init__(self, files: SiteFiles, cache: CacheProtocol) -> None:
        self._files = files
        self._cache = cache

    def exports(self) -> Iterator[tuple[str, Exports, Exports]]:
        """The changed and added articles of the site, each with its exports before and after."""
        standalone = self._files.standalone
        return ((path, *exports) for path, exports in self._cache.changed.items() if path not in standalone)

    def __bool__(self) -> bool:
        return bool(self._cache.removed) or any(True for _ in self.exports())

    @cached_property
    def for_library(self) -> list[str]:
        """The articles whose indexed content has changed: a library depends on all articles."""
        pages = (
            (path, self._cache.previous(path), self._files.inspections[path].page) for path, _, _ in self.exports()
        )
        return [path for path, old, new in pages if not (old and new and indexed_content(old) == indexed_content(new))]

    @property
    def for_others(self) -> set[str]:
        """The articles on which others may depend, or a library: a removed link changes no export."""
        return {path for path, old, new in self.exports() if old != new} | {*self.for_library}

    def keys(self, site: Site | None) -> Iterator[str]:
        """The keys of the articles themselves that have changed; `site` is None where none was needed."""
        for path, old, new in self.exports():
            if old.front != new.front:
                yield f"page:{path}"
            if old.ids != new.ids:
                yield f"ids:{path}"
        for path in self._cache.removed:
            yield from (f"page:{path}", f"ids:{path}", "*")
        for path in self.for_library:
            yield from ("*", f"{LIBRARY}:{self._language(path, site)}")

    def _language(self, path: str, site: Site | None) -> str:
        """The language of an article; "" without a site."""
        page = self._files.inspections[path].page
        if not (site and page):
            return ""
        with site.recorder.recording():
            return site.language(page)

    def name_keys(self, site: Site) -> set[str]:
        """The key of the names in the build of the site, where files that these depend on were added or removed."""
        cache = self._cache
        articles = {*cache.removed, *(path for path, _, _ in self.exports() if cache.previous(path) is None)}
        may_differ = cache.has_changed_names or any(map(site.generator.names_depend_on, articles))
        return {"names"} if may_differ else set()
