"""Which keys of libraries have changed, as articles have changed or links lead elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from postlint.run.changed_tables import is_of_functions, keys_of
from postlint.site.library.index import LIBRARY, PLACES, USES_LIBRARY, key_of

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.run.cache_protocol import CacheProtocol
    from postlint.run.stored_site import Renewal
    from postlint.site.rows import ChangedRows
    from postlint.site.site import Site


class LibraryChanges:
    """Finds the keys of libraries that have changed, and stores beside the catalogues what has."""

    def __init__(self, cache: CacheProtocol) -> None:
        self._cache = cache

    def keys(self, renewals: Sequence[Renewal], rows: ChangedRows) -> set[str]:
        """The keys of libraries that have changed with articles."""
        if not renewals:
            return set()
        if not self._cache.dependents((USES_LIBRARY,)):
            from postlint.site.library.catalogue_changes import forget

            forget(rows)
            return set()
        from postlint.site.library.changes import changed_keys
        from postlint.site.library.frequencies import change_frequencies

        keys: set[str] = set()
        paths: dict[str, set[str]] = {}
        moved: dict[str, list[Renewal]] = {}
        stems: dict[str, Counter[str]] = {}
        for renewal in renewals:
            with renewal.before[0].recorder.recording(), renewal.after[0].recorder.recording():
                changed = changed_keys(*renewal)
            keys |= changed.keys
            for language in changed.languages:
                paths.setdefault(language, set()).add(renewal.path)
            for language, counts in changed.stems.items():
                stems.setdefault(language, Counter()).update(counts)
            for language in changed.moved:
                moved.setdefault(language, []).append(renewal)
        for language, changed_paths in paths.items():
            # All keys are there already: where the links of changed articles led, and where they lead now.
            self._update(rows, language, renewals[0].after[0], changed_paths, ())
        for language, counts in stems.items():
            keys.update(change_frequencies(rows, language, {stem: number for stem, number in counts.items() if number}))
        keys.update(self._places(moved))
        return keys

    def _places(self, moved: Mapping[str, Sequence[Renewal]]) -> Iterator[str]:
        """The keys of the places of articles where these differ; `moved` are added and removed ones by language."""
        from postlint.site.library.changes import has_other_editions

        for language, renewals in moved.items():
            before = {renewal.path for renewal in renewals if _is_in(language, *renewal.before)}
            after = {renewal.path for renewal in renewals if _is_in(language, *renewal.after)}
            places = key_of(PLACES, language, "")
            site = renewals[0].after[0]
            if self._cache.dependents((places,)) and has_other_editions(site, language, after - before, before - after):
                yield places

    def moved_links(self, site: Site, rows: ChangedRows, others: Set[str]) -> Iterator[str]:
        """The keys of links of libraries that lead elsewhere now; `others` are changed keys besides the rows."""
        index = self._cache.index
        changed = {
            (name, key)
            for (name, key), value in rows.changed.items()
            if not is_of_functions(name) and site.generator.moves((name, key, index.fact(name, key)), value)
        }
        keys = {*keys_of(changed), *others}
        for language in site.library_languages if keys else ():
            if moved := self._update(rows, language, site, (), keys):
                yield from (*moved, f"{LIBRARY}:{language}")

    def _update(
        self, rows: ChangedRows, language: str, site: Site, changed: Collection[str], moved: Iterable[str]
    ) -> set[str]:
        """Update what is stored of the links of a language; see CatalogueUpdate.take."""
        from postlint.site.library.catalogue_changes import CatalogueUpdate, is_stored
        from postlint.site.library.words import words_of

        if not is_stored(rows, language):
            return set()
        return CatalogueUpdate(rows, language, words_of(language).stems).take(site, changed, moved)


def _is_in(language: str, site: Site, page: Page | None) -> bool:
    """Whether an article is in the library of a language; `page` is None for an article that is not there."""
    with site.recorder.recording():
        return page is not None and site.has_page(page) and site.language(page) == language
