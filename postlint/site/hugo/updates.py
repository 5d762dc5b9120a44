"""The rows of an article whose front matter has changed, as far as no others can have changed with it."""

from __future__ import annotations

from datetime import date

from postlint.facts.page import Page
from postlint.site.hugo import cascade, publication, urls
from postlint.site.hugo.content_tree import ContentTree, Entry
from postlint.site.hugo.generated import terms_of
from postlint.site.hugo.hugo import Hugo
from postlint.site.hugo.site_map import near_of, redirects_of
from postlint.site.hugo.site_records import entry_row, row_of
from postlint.site.rows import ChangedRows

_PLACE = ("state", "url", "file", "base", "aliases")
"""What others may depend on that have not asked for the article."""


def update(hugo: Hugo, rows: ChangedRows, before: Page, after: Page, today: date) -> bool:
    """Change the stored rows of an article; false where others may change too, and the site has to be built.

    `hugo` is the site as it is stored.
    """
    with hugo.recorder.noted():
        entries = hugo.map.sources.get(before.path) or []
        if len(entries) != 1 or not _is_plain(hugo, entries[0], before, after):
            return False
        stored = entries[0]
        old, new = (_made(hugo, stored, page, today) for page in (before, after))
    # What this finds out of the article as it was has to be what was found out when the site was built.
    if any(getattr(old, name) != getattr(stored, name) for name in (*_PLACE, "why")) or old.fields != stored.fields:
        return False
    if any(getattr(old, name) != getattr(new, name) for name in _PLACE) or _others(hugo, old) != _others(hugo, new):
        return False
    rows.put(entry_row(new))
    settings = hugo.languages[new.language]
    near, earlier = near_of(new, settings), near_of(old, settings)
    # Of several pages at one URL, one is named.
    if near and earlier and rows.fact(*row_of(f"near_{new.language}", *earlier)[:2]) == row_of("near", *earlier)[2]:
        rows.put(row_of(f"near_{new.language}", *near))
    return True


def _is_plain(hugo: Hugo, entry: Entry, before: Page, after: Page) -> bool:
    """Whether an article is one that nothing else is made of but its own page."""
    return (
        entry.kind == "page"
        and entry.bundle != "branch"
        and before.readable == after.readable
        and "cascade" not in {*before.fields, *after.fields}
        and hugo.map.get(entry.language, entry.path) is entry
        and not hugo.map.shadowed.get(entry.ref)
    )


def _made(hugo: Hugo, stored: Entry, page: Page, today: date) -> Entry:
    """What becomes of an article with the sections above it."""
    tree = ContentTree(hugo.languages)
    path = stored.path
    while path != "/":
        path = path.rpartition("/")[0] or "/"
        if above := hugo.map.get(stored.language, path):
            fields = above.page.fields if above.page else {}
            tree.add(
                Entry(above.kind, above.language, path, above.folder, above.stem, above.bundle, above.page, fields)
            )
    parts = (stored.kind, stored.language, stored.path, stored.folder, stored.stem, stored.bundle)
    entry = Entry(*parts, page, page.fields, page.title, resources=stored.resources)
    tree.add(entry)
    settings = hugo.languages[entry.language]
    cascade.apply(tree, hugo.languages, hugo.inputs.environment)
    publication.judge(entry, settings, today)
    urls.place(tree, hugo.languages)
    if entry.state == "published":
        entry.aliases = tuple(url for url, _ in urls.alias_files(entry, settings))
    return entry


def _others(hugo: Hugo, entry: Entry) -> tuple[object, ...]:
    """What else an article gives the site: terms, other formats, files of its bundle, redirects."""
    terms = {*terms_of(entry, hugo.languages[entry.language])} if entry.state == "published" else set()
    fields = entry.fields
    return terms, fields.get("outputs"), fields.get("build"), [*redirects_of(entry)]
