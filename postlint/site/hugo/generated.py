"""The pages that Hugo makes without a file: home, sections, taxonomies and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postlint.document.front_matter.values import get, lowered, texts
from postlint.site.hugo.content_tree import ContentTree, Entry
from postlint.site.hugo.settings import Settings


def add_sections(tree: ContentTree, languages: Mapping[str, Settings]) -> None:
    """Add the home pages, and a section for each top-level folder that holds a page."""
    for language, settings in languages.items():
        entries = list(tree.entries[language].values())
        if tree.get(language, "/") is None:
            tree.add(Entry("home", language, "/", "", "", "branch"))
        for entry in entries:
            head, _, rest = entry.path[1:].partition("/")
            name = entry.folder.partition("/")[0]
            if rest and tree.get(language, "/" + head) is None:
                title = _title(head, settings.pluralize)
                kind = "taxonomy" if head in settings.taxonomies else "section"
                tree.add(Entry(kind, language, "/" + head, name or head, "", "branch", title=title))


def add_terms(tree: ContentTree, languages: Mapping[str, Settings]) -> None:
    """Add the pages of the taxonomies and of all terms that published articles have."""
    for language, settings in languages.items():
        for plural in settings.taxonomies:
            path = "/" + settings.spelling.logical(plural)
            if tree.get(language, path) is None:
                tree.add(Entry("taxonomy", language, path, plural, "", "branch", title=_title(plural, False)))
        for entry in list(tree.entries[language].values()):
            if entry.state == "published" and entry.page:
                for plural, term in terms_of(entry, settings):
                    if tree.get(language, term_path(plural, term, settings)) is None:
                        tree.add(term_page(language, plural, term, settings))


def terms_given(entry: Entry, settings: Settings) -> set[tuple[str, str]]:
    """The terms of which a page brings about the pages, each with the plural name of its taxonomy."""
    return {*terms_of(entry, settings)} if entry.state == "published" and entry.page else set()


def term_path(plural: str, term: str, settings: Settings) -> str:
    """The logical path of the page of a term."""
    return settings.spelling.logical(f"/{plural}/{term}").rstrip("/")


def term_page(language: str, plural: str, term: str, settings: Settings) -> Entry:
    """The page that Hugo makes for a term."""
    path, folder = term_path(plural, term, settings), f"{plural}/{term}".rstrip("/")
    return Entry("term", language, path, folder, "", "branch", title=_title(term, False))


def terms_of(entry: Entry, settings: Settings) -> Iterator[tuple[str, str]]:
    """The terms of a page, each with the plural name of its taxonomy."""
    own = lowered(entry.fields.get("params"))
    for plural in settings.taxonomies:
        given = (own and get(own, plural)) or entry.fields.get(plural)
        if not given:
            continue
        # A table among the items makes the list none of terms.
        unfit = isinstance(given, list) and any(isinstance(value, dict) for value in given)
        for term in () if unfit else texts(given):
            if term.strip("/ "):
                yield plural, term


def _title(name: str, plural: bool) -> str:
    """The title that Hugo gives a page without a file."""
    title = re.sub(r"[-_\s]+", " ", name).strip()
    title = " ".join(word[:1].upper() + word[1:] for word in title.split(" "))
    if not plural or not title:
        return title
    if re.search(r"(?:s|x|z|ch|sh)\Z", title) and not title.lower().endswith("news"):
        return title if title.endswith("s") and not title.endswith("ss") else title + "es"
    return title[:-1] + "ies" if re.search(r"[^aeiou]y\Z", title) else title + "s"
