"""What changed rows of a site affect: their keys, and the articles that they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from postlint.facts.encoding import decoded
from postlint.site.stored_counts import SINCE, counts_of, key_without_bucket
from postlint.site.suggestions import NEAREST, may_consider
from postlint.site.word_answers import TABLE as WORDS
from postlint.site.word_answers import stored_answers

if TYPE_CHECKING:
    from postlint.run.cache_protocol import CacheProtocol
    from postlint.run.index import Index
    from postlint.run.site_files import SiteFiles
    from postlint.run.stored_site import Functions
    from postlint.site.rows import ChangedRows
    from postlint.site.site import Site
    from postlint.site.stored_counts import Recount

_OF_FUNCTIONS = frozenset(("group", "count", "since", "groups", "concluded", "once", "words", "catalogue", NEAREST))
"""The first words of the names of tables that are filled while the site is asked; the others are the generator's."""


def is_of_functions(table: str) -> bool:
    """Whether a table is filled while the site is asked; otherwise the generator does."""
    return table.partition(" ")[0] in _OF_FUNCTIONS


def keys_of(changed: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The keys of changed rows, given as table and key, as the recorder notes them."""
    for table, key in changed:
        name = table.removeprefix(f"{SINCE} ")
        yield f"{name}:{key_without_bucket(key)}"
        yield f"{name}:*"
        # The key of several tables together.
        yield f"file_names:{key.rpartition('/')[2]}"


def articles_of(site: Site, rows: ChangedRows, index: Index) -> set[str]:
    """The paths of the articles about which a row of the generator has changed; `index` has the rows before."""
    paths: set[str] = set()
    for (name, key), value in rows.changed.items():
        for data in (index.fact(name, key), value):
            if data is not None and not is_of_functions(name):
                paths.add(site.generator.article_of((name, key, data)))
    return paths - {""}


def change_tables(site: Site, rows: ChangedRows, index: Index) -> None:
    """Set the changed rows to those of the generator that differ from the stored ones in `index`."""
    new = {(name, key): value for name, key, value in site.generator.rows()}
    old = {(name, key): value for name in index.tables if not is_of_functions(name) for key, value in index.facts(name)}
    rows.changed = {key: new.get(key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def forget_suggestions(rows: ChangedRows) -> None:
    """Remove what was near to paths where that may be something else, as the known paths have changed."""
    changed: dict[str, dict[str, bytes | None]] = {}
    for (name, key), value in rows.changed.items():
        changed.setdefault(name, {})[key] = value
    for name, known in changed.items():
        new = [path for path, value in known.items() if value is not None]
        for path, considered in [*rows.facts(f"{NEAREST} {name}")]:
            if not known.keys().isdisjoint(decoded(considered)) or may_consider(path, new):
                rows.remove(f"{NEAREST} {name}", path)


def with_new_answers(
    rows: ChangedRows,
    files: SiteFiles,
    cache: CacheProtocol,
    recounted: Mapping[tuple[str, str], Recount],
    renewed: Collection[str],
    functions: Functions,
) -> set[int]:
    """The numbers of the articles that have a word that had no answer before, and has one now.

    They do not depend on it yet. `recounted` are the counts that have changed with the articles of the paths `renewed`.
    """
    words: dict[str, set[str]] = {}
    for (name, key), value in rows.changed.items():
        if name.startswith(f"{WORDS} ") and value is not None and cache.index.fact(name, key) is None:
            words.setdefault(name, set()).add(key.partition(":")[2])
    functions_of = {known.table: known.words_of for known in stored_answers(rows)} if words else {}
    numbers: set[int] = set()
    for name, new in words.items():
        # Most new words stand in the changed articles alone: no others are read.
        function = functions_of[name]
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
    """Whether a word, in any language, stands only in the articles with which counts have changed."""
    forms, table = (word, f"{word}'s"), f"count {name}"
    for language in {key_without_bucket(key) for key in rows.beginning(table, "")}:
        recount = recounted.get((table, language))
        counts = recount.counts if recount else counts_of(rows, table, function, language)
        if any(counts.get(form, 0) != (recount.now.get(form, 0) if recount else 0) for form in forms):
            return False
    return True


def _forms(words: str) -> set[str]:
    """Words as they are written, and without a final `'s`."""
    forms = set(words.split(" "))
    return forms | {word.removesuffix("'s") for word in forms}
