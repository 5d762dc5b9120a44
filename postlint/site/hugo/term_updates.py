"""The pages of terms, which come and go with the articles that have these terms."""

from __future__ import annotations

from collections.abc import Callable

from postlint.facts.encoding import decoded, encoded
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.contributions import Contributions, NeedsBuild
from postlint.site.hugo.generated import term_page, term_path, terms_given
from postlint.site.hugo.hugo import Hugo
from postlint.site.hugo.site_map import TERMS, place
from postlint.site.rows import ChangedRows

Make = Callable[[Entry], None]
"""Finds out what becomes of a page."""
PLACE = ("state", "why", "url", "file", "base", "aliases", "fields")
"""What is found out of a page, and has to be as it is stored."""


class TermUpdates:
    """The terms of changed articles, and the rows that change with them."""

    def __init__(self, hugo: Hugo, rows: ChangedRows, contributions: Contributions) -> None:
        self._hugo = hugo
        self._rows = rows
        self._contributions = contributions
        self._terms: dict[str, dict[str, int]] = {}

    def count(self, old: Entry | None, new: Entry | None) -> None:
        """Count the terms of a page as it was, and as it is."""
        for entry, more in ((old, -1), (new, 1)):
            if entry is None:
                continue
            for plural, term in terms_given(entry, self._hugo.languages[entry.language]):
                key = place(entry.language, term_path(plural, term, self._hugo.languages[entry.language]))
                if key not in self._terms:
                    data = self._rows.fact(TERMS, key)
                    self._terms[key] = decoded(data) if data is not None else {}
                written = f"{plural}\t{term}"
                self._terms[key][written] = self._terms[key].get(written, 0) + more

    def renew(self, make: Make) -> None:
        """Have the pages of terms come and go with the articles that have them. Raises NeedsBuild."""
        for key, counts in self._terms.items():
            left = {written: count for written, count in sorted(counts.items()) if count}
            data = self._rows.fact(TERMS, key)
            before = decoded(data) if data is not None else {}
            language, _, path = key.partition(":")
            stored = self._hugo.map.get(language, path)
            if not (stored and stored.page) and before.keys() != left.keys():
                self._renew_term(make, language, stored, [*before], [*left])
            if left:
                self._rows.put((TERMS, key, encoded(left)))
            else:
                self._rows.remove(TERMS, key)

    def _renew_term(self, make: Make, language: str, stored: Entry | None, before: list[str], after: list[str]) -> None:
        # Of several ways to write it, the first article says which counts.
        if len(before) > 1 or len(after) > 1 or (stored and stored.kind != "term") or bool(stored) != bool(before):
            raise NeedsBuild
        old, new = (
            self._term(make, language, *written[0].split("\t")) if written else None for written in (before, after)
        )
        if stored and old and any(getattr(old, name) != getattr(stored, name) for name in (*PLACE, "ref", "title")):
            raise NeedsBuild
        self._contributions.exchange(old, new)

    def _term(self, make: Make, language: str, plural: str, term: str) -> Entry:
        entry = term_page(language, plural, term, self._hugo.languages[language])
        make(entry)
        return entry
