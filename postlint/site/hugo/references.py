"""References: which page a `ref` or `relref` names, and what becomes of one that names none."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from postlint.facts.page import Link
from postlint.lazy_regex import pattern
from postlint.site.hugo import page_lookup
from postlint.site.hugo.content_tree import Entry
from postlint.site.link_target import Target
from postlint.site.url_paths import Reference, split

if TYPE_CHECKING:
    from postlint.site.hugo.hugo import Hugo
    from postlint.site.hugo.url_lookup import Lookup

_LANGUAGE = pattern(r"\[(.+)\]\Z")
_NOT_RUN = "is not asked for: the page it stands in is not rendered"


class References:
    """Answers for the references of a Hugo site."""

    def __init__(self, hugo: Hugo, lookup: Lookup, finder: page_lookup.Finder) -> None:
        self.hugo = hugo
        self.lookup = lookup
        self.finder = finder

    def resolve(self, entry: Entry, link: Link) -> Target:
        """Which page a `ref` of a page names."""
        target = self._referenced(entry, link)
        # Hugo runs no shortcodes of a page that it does not render.
        lost = target.result == "broken" and entry.state == "unrendered"
        return Target("unknown", why=_NOT_RUN) if lost else target

    def _referenced(self, entry: Entry, link: Link) -> Target:
        assert link.url is not None
        reference = split(link.url.strip())
        language = match[1] if (match := _LANGUAGE.search(link.name)) else entry.language
        if language not in self.hugo.languages:
            return Target("broken", why=f"names the language {language}, which the site does not have")
        if not reference.path:
            return replace(self.lookup.entry(entry, reference.fragment), same_page=True)
        try:
            named = self.finder.find(entry, reference.path, language, by_name=True)
        except page_lookup.Ambiguous as error:
            paths = tuple(entry.page.path for entry in error.entries if entry.page)
            why = f"is ambiguous: {len(error.entries)} pages have this name"
            return Target(
                "broken", why=why, ambiguous=paths, find_nearest=self.lookup.nearest(reference.path, entry.language)
            )
        if named is not None:
            target = self.lookup.entry(named, reference.fragment)
            return replace(target, same_page=named is entry)
        return self._missing_ref(entry, reference, language)

    def _missing_ref(self, entry: Entry, reference: Reference, language: str) -> Target:
        nearest = self.lookup.nearest(reference.path, entry.language)
        by_name = "/" not in reference.path and self.hugo.missing_content
        if by_name or self.lookup.unknown.may_be_elsewhere("/" + reference.path.lstrip("/")):
            return Target("unknown", why="may be in a part of the site that is not here")
        if made := self.made_by_build(entry, reference.path):
            return made
        hidden = self.finder.find(entry, reference.path, language, by_name=False, built=False)
        if hidden is not None and hidden.page:
            return Target(
                "broken",
                page=hidden.page,
                state=hidden.state,
                why=hidden.why,
                path=hidden.page.path,
                find_nearest=nearest,
            )
        others = [name for name in self.hugo.languages if name != language]
        languages = [other for other in others if self._in_language(entry, reference.path, other)]
        why = f"exists only in {', '.join(languages)}" if languages else "there is no such page"
        return Target("broken", why=why, languages=tuple(languages), find_nearest=nearest)

    def made_by_build(self, entry: Entry, path: str) -> Target | None:
        """The answer for a path of the content tree that means a file which a build may bring along."""
        stem = path.removesuffix(".md")
        places = (posixpath.normpath(place) for place in (stem, posixpath.join(entry.folder, stem)) if stem)
        named = (self.hugo.built_by(place) for place in places if not place.startswith("../"))
        file = next(filter(None, named), "")
        return Target("unknown", why=f"may be made when the site is built: {file} names it") if file else None

    def _in_language(self, entry: Entry, path: str, language: str) -> bool:
        try:
            return self.finder.find(entry, path, language, by_name=True) is not None
        except page_lookup.Ambiguous:
            return True
