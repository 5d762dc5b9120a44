"""What the changed rows of a site mean: the keys they are asked for by, and the articles that they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from postlint.site.stored_counts import SINCE, counts_of, key_without_shelf
from postlint.site.word_answers import TABLE as WORDS
from postlint.site.word_answers import stored_answers

if TYPE_CHECKING:
    from postlint.run.index import Index
    from postlint.run.known_site import KnownSite
    from postlint.run.site_files import SiteFiles
    from postlint.run.stored_site import Functions
    from postlint.site.rows import ChangedRows
    from postlint.site.site import Site
    from postlint.site.stored_counts import Recount

_OF_FUNCTIONS = frozenset(("group", "count", "since", "groups", "concluded", "once", "words", "catalogue"))
"""What the names of tables begin with that functions of rules have made; the others are the generator's."""


def is_of_functions(table: str) -> bool:
    """Whether a table of facts is one that functions of rules have made."""
    return table.partition(" ")[0] in _OF_FUNCTIONS


def keys_of(changed: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The keys under which changed rows are asked for."""
    for table, key in changed:
        name = table.removeprefix(f"{SINCE} ")
        yield f"{name}:{key_without_shelf(key)}"
        yield f"{name}:*"
        # Of several tables, and stored in none.
        yield f"file_names:{key.rpartition('/')[2]}"


def articles_of(site: Site, rows: ChangedRows, index: Index) -> set[str]:
    """The paths of the articles of which the changed tables of the generator say something else; `index` is before."""
    paths: set[str] = set()
    for (name, key), value in rows.changed.items():
        for data in (index.fact(name, key), value):
            if data is not None and not is_of_functions(name):
                paths.add(site.generator.article_of((name, key, data)))
    return paths - {""}


def change_tables(site: Site, rows: ChangedRows, index: Index) -> None:
    """Put the tables of the generator into the rows; `index` has them as they are stored."""
    new = {(name, key): value for name, key, value in site.generator.rows()}
    old = {(name, key): value for name in index.tables if not is_of_functions(name) for key, value in index.facts(name)}
    rows.changed = {key: new.get(key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def with_new_answers(
    rows: ChangedRows,
    files: SiteFiles,
    cache: KnownSite,
    recounted: Mapping[tuple[str, str], Recount],
    renewed: Collection[str],
    functions: Functions,
) -> set[int]:
    """The numbers of the articles that have a word of which there was no answer before, and is one now.

    They have not asked for it. `recounted` are the counts that have changed with the articles of the paths `renewed`.
    """
    words: dict[str, set[str]] = {}
    for (name, key), value in rows.changed.items():
        if name.startswith(f"{WORDS} ") and value is not None and cache.index.fact(name, key) is None:
            words.setdefault(name, set()).add(key.partition(":")[2])
    given = {known.table: known.words_of for known in stored_answers(rows)} if words else {}
    numbers: set[int] = set()
    for name, new in words.items():
        # Most words that are new stand in the changed articles alone: no others are read.
        function = given[name]
        alone = all(_is_in_renewed_alone(word, rows, function, functions[function], recounted) for word in new)
        for path in renewed if alone else files.names:
            page = files.inspections[path].page if path in files.inspections else None
            number = cache.number(path)
            if page and number is not None and not new.isdisjoint(_forms(page.words)):
                numbers.add(number)
    return numbers


def _is_in_renewed_alone(
    word: str,
    rows: ChangedRows,
    name: str,
    function: Callable[..., Any],
    recounted: Mapping[tuple[str, str], Recount],
) -> bool:
    """Whether a word stands in the articles alone with which counts have changed, in whatever language."""
    forms, table = (word, f"{word}'s"), f"count {name}"
    for language in {key_without_shelf(key) for key in rows.beginning(table, "")}:
        known = recounted.get((table, language))
        counts = known.counts if known else counts_of(rows, table, function, language)
        if any(counts.get(form, 0) != (known.now.get(form, 0) if known else 0) for form in forms):
            return False
    return True


def _forms(words: str) -> set[str]:
    """Words as they are written, and without the ending of an owner."""
    forms = set(words.split(" "))
    return forms | {word.removesuffix("'s") for word in forms}
