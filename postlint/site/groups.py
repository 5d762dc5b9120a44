"""Articles by what they have in common, and how often something stands in them: what few articles ask of all others."""

from __future__ import annotations

from ast import literal_eval
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from postlint.facts.encoding import decoded, encoded
from postlint.site.recorder import Recorder, Table, Values
from postlint.site.rows import ChangedRows, Row, Rows, StoredValues
from postlint.site.stored_counts import Recount, counts_of, counts_to_store, is_in_buckets, key_without_bucket, recount

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

Keys = Callable[["Page", "Site"], Iterable[str]]
"""What an article has in common with others. It may ask the site about this article only."""
Words = Callable[["Page", "Site"], Iterable[tuple[str, Iterable[str]]]]
"""What stands in an article: words by key. It may ask the site about this article only."""
Counts = Mapping[str, int]
"""How often each word stands anywhere."""
Conclude = Callable[..., Any]
"""What counts say, as plain data: by nothing but the counts and further plain arguments."""
_Value = TypeVar("_Value")
_FEW = 5
"""So few words are counted faster one by one."""


class StoredPages(Protocol):
    """What an earlier run has stored of a site."""

    @property
    def rows(self) -> Rows:
        """All that is stored but for the articles."""

    def page(self, path: str) -> Page | None:
        """The article of a file."""


@cache
def name_of(function: Callable[..., Any]) -> str:
    """The name of a function of a rule or of postlint, which is the same wherever they are installed."""
    file = "/".join(PurePath(function.__code__.co_filename).parts[-2:])
    return f"{file}:{function.__qualname__}"


_STORED = "groups"
"""The table of the names of groups and counts that are stored."""
CONCLUDED = "concluded"
"""Begins the names of the tables of what counts say."""


class Groups:
    """The articles of a site by keys that functions give them."""

    def __init__(
        self, site: Site, recorder: Recorder, pages: Callable[[], Iterable[Page]], stored: StoredPages | None
    ) -> None:
        """`stored` is what an earlier run has stored, if so."""
        self._site = site
        self._recorder = recorder
        self._pages = pages
        self._stored = stored
        self._grouped: dict[str, _Grouping[list[Page]]] = {}
        self._counted: dict[str, _Grouping[Counts]] = {}
        self._concluded: dict[tuple[str, str], Any] = {}

    def group(self, keys: Keys) -> Table[list[Page]]:
        """The articles by the keys that a function gives each, sorted by path."""
        name = f"group {name_of(keys)}"
        if name not in self._grouped:
            self._grouped[name] = _Grouping(self, name, keys, _by_key, _paths)
        return self._grouped[name].table

    def count(self, words: Words) -> Table[Counts]:
        """How often each word stands in the articles, by key."""
        name = f"count {name_of(words)}"
        if name not in self._counted:
            self._counted[name] = _Grouping(self, name, words, lambda pages: {**_counts(pages)}, None)
        return self._counted[name].table

    def concluded(self, conclude: Conclude, words: Words, key: str, *arguments: Any) -> Any:
        """What a function says of the counts of a key: whoever asks depends on that alone, and not on the counts."""
        place = f"{CONCLUDED} {name_of(words)}", "\t".join((key, name_of(conclude), repr(arguments)))
        self._recorder.note(":".join(place))
        if place not in self._concluded:
            data = self._stored.rows.fact(*place) if self._stored else None
            if data is not None:
                return decoded(data)
            with self._recorder.recording():
                self._concluded[place] = conclude(self.count(words).get(key) or {}, *arguments)
        return self._concluded[place]

    def given(self, function: Callable[..., Iterable[Any]], page: Page) -> list[Any]:
        """What a function gives an article: nobody has asked for that."""
        with self._recorder.recording():
            given = function(page, self._site)
            return [item if isinstance(item, str) else (item[0], _listed(item[1])) for item in given]

    def rows(self) -> Iterator[Row]:
        """All groups and counts that were asked for, to be stored."""
        for group in self._grouped.values():
            yield from group.rows()
        for count in self._counted.values():
            yield from count.rows()
        for place, answer in self._concluded.items():
            yield *place, encoded(answer)

    def complete(self, asked: Iterable[str], functions: Mapping[str, Any]) -> None:
        """Have all groups, counts and conclusions made that keys are of which were asked for."""
        names: set[str] = set()
        for key in asked:
            kind, _, rest = key.partition(" ")
            if kind in ("group", "count"):
                names.add(":".join(key.split(":")[:2]))
            elif kind == CONCLUDED:
                file, function, row = rest.split(":", 2)
                found = _Conclusion.of(row, functions)
                if found and (words := functions.get(f"{file}:{function}")):
                    with self._recorder.recording():
                        self.concluded(found.conclude, words, found.key, *found.arguments)
        for name in names:
            kind, _, function = name.partition(" ")
            if function in functions:
                (self.group if kind == "group" else self.count)(functions[function]).values()


class _Grouping(Generic[_Value]):
    """The articles grouped, or what stands in them counted, by one function."""

    def __init__(
        self,
        groups: Groups,
        name: str,
        function: Callable[..., Any],
        make: Callable[[Iterable[tuple[Page, list[Any]]]], dict[str, _Value]],
        notes: Callable[[_Value], Iterable[str]] | None,
    ) -> None:
        self._groups = groups
        self._name = name
        self._function = function
        self._make = make
        self.table: Table[_Value] = Table(name, groups._recorder, self._values, notes)

    def _values(self) -> Values[_Value]:
        groups = self._groups
        if groups._stored and groups._stored.rows.fact(_STORED, self._name) is not None:
            page = groups._stored.page
            if self._name.startswith("group "):
                return StoredValues(groups._stored.rows, self._name, lambda paths: [page(path) for path in paths])
            return _StoredCounts(groups._stored.rows, self._name, self._function)
        return self._make(self._pages())

    def _pages(self) -> Iterator[tuple[Page, list[Any]]]:
        for page in self._groups._pages():
            if given := self._groups.given(self._function, page):
                yield page, given

    def rows(self) -> Iterator[Row]:
        values = self.table.loaded_values
        if values is None or isinstance(values, (StoredValues, _StoredCounts)):
            return
        yield _STORED, self._name, b""
        for key, value in values.items():
            if isinstance(value, list):
                yield self._name, key, encoded([page if isinstance(page, str) else page.path for page in value])
            else:
                counts: Any = value
                yield from ((self._name, *row) for row in counts_to_store(self._function, key, counts))


class _StoredCounts:
    """A stored table of counts."""

    def __init__(self, rows: Rows, name: str, function: Callable[..., Any]) -> None:
        self._rows = rows
        self._name = name
        self._function = function
        self._known: dict[str, Any] = {}

    def get(self, key: str, /) -> Any:
        """The counts of a key."""
        if key not in self._known:
            self._known[key] = counts_of(self._rows, self._name, self._function, key) or None
        return self._known[key]

    def items(self) -> Iterator[tuple[str, Any]]:
        """All keys and their counts."""
        keys = [key for key, _ in self._rows.facts(self._name)]
        if is_in_buckets(self._function):
            keys = [*dict.fromkeys(map(key_without_bucket, keys))]
        return ((key, self.get(key)) for key in keys)


class _Conclusion(NamedTuple):
    """What is asked of counts."""

    key: str
    conclude: Conclude
    arguments: tuple[Any, ...]

    @classmethod
    def of(cls, row: str, functions: Mapping[str, Any]) -> _Conclusion | None:
        """What the key of a row stands for; None where the function is not there that answers."""
        key, name, arguments = row.rsplit("\t", 2)
        return cls(key, functions[name], literal_eval(arguments)) if name in functions else None


def conclude_again(rows: ChangedRows, name: str, keys: Set[str], functions: Mapping[str, Any]) -> None:
    """Change the stored conclusions of a count, of which these keys have changed."""
    table = f"{CONCLUDED} {name.partition(' ')[2]}"
    for row, _ in [*rows.facts(table)]:
        if row.rsplit("\t", 2)[0] not in keys:
            continue
        known = _Conclusion.of(row, functions)
        if known is None:
            rows.remove(table, row)
            continue
        counts = counts_of(rows, name, functions[name.partition(" ")[2]], known.key)
        rows.put((table, row, encoded(known.conclude(counts, *known.arguments))))


def stored_names(rows: Rows) -> list[str]:
    """The names of the groups and counts that are stored."""
    return [name for name, _ in rows.facts(_STORED)]


Given = tuple[str, list[Any], list[Any]]
"""The path of an article, and what a function gave it before and gives it now."""


def regroup(
    rows: ChangedRows, name: str, function: Callable[..., Any], articles: Iterable[Given]
) -> dict[str, Recount]:
    """Change the stored rows of a group or count by what its function gave articles; the changed counts, by key."""
    if name.startswith("group "):
        _move(rows, name, articles)
        return {}
    changed: dict[str, Recount] = {}
    given = [*articles]
    all_old, all_new = _counts((None, old) for _, old, _ in given), _counts((None, new) for _, _, new in given)
    for key in all_old.keys() | all_new.keys():
        old, new = all_old.get(key, Counter()), all_new.get(key, Counter())
        if words := {word for word, _ in old.items() ^ new.items()}:
            more = {word: new[word] - old[word] for word in words}
            changed[key] = recount(rows, name, function, key, more)._replace(now=new)
    return changed


def _move(rows: ChangedRows, name: str, articles: Iterable[Given]) -> None:
    """Change the stored rows of a group: each key has the paths of its articles."""
    moved: dict[str, dict[str, bool]] = {}
    for path, before, after in articles:
        for key in {*before} ^ {*after}:
            moved.setdefault(key, {})[path] = key in after
    for key, paths in moved.items():
        data = rows.fact(name, key)
        known: dict[str, bool] = dict.fromkeys(decoded(data) if data is not None else (), True)
        if now := sorted(path for path, there in (known | paths).items() if there):
            rows.put((name, key, encoded(now)))
        else:
            rows.remove(name, key)


def _by_key(pages: Iterable[tuple[Page, list[Any]]]) -> dict[str, list[Page]]:
    found: dict[str, list[Page]] = {}
    for page, keys in pages:
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(page)
    return found


def _counts(pages: Iterable[tuple[Page | None, list[Any]]]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for _, given in pages:
        for key, words in given:
            known = counts.get(key)
            if known is None:
                counts[key] = Counter(words)
            elif len(words) < _FEW:
                for word in words:
                    known[word] = known.get(word, 0) + 1
            else:
                known.update(words)
    return counts


def _listed(words: Iterable[str]) -> list[str]:
    """Words that are looked at more than once."""
    return words if isinstance(words, list) else [*words]


def _paths(pages: Iterable[Page]) -> Iterable[str]:
    return (f"page:{page.path}" for page in pages)


def most_common(counts: Counts | None) -> str:
    """The word that stands most often, of several the first in order; "" for none."""
    return min(counts, key=lambda word: (-counts[word], word)) if counts else ""
