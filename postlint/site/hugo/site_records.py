"""The tables of a Hugo site as rows to be stored, and the tables that are looked up in stored rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from postlint.facts.encoding import Damaged, as_it_was, decoded, encoded, storable
from postlint.facts.page import Page
from postlint.site.hugo.built_tables import BuiltTables, by_name
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.contents import Item
from postlint.site.hugo.output import OutputFile
from postlint.site.hugo.site_map import TERMS
from postlint.site.link_target import Near
from postlint.site.recorder import Values
from postlint.site.rows import Row, Rows, StoredValues

ENTRIES = "entry"
"""The table of the pages themselves, which the others name."""
MADE = "made"
"""The table of the folders whose pages templates make of data."""


SECTION_SLUGS = "section slugs"
"""The fact whether the URL of any page may have the titles or slugs of the sections above it."""


def has_section_slug(entry: Entry) -> bool:
    """Whether the URL that a page asks for has the titles or slugs of the sections above it."""
    return "sectionslug" in str(entry.fields.get("url") or "")


def rows_of(tables: BuiltTables, made: Iterable[str]) -> Iterator[Row]:
    """All tables of a site that was built, as rows."""
    yield "inputs", SECTION_SLUGS, encoded(tables.patterns_have_slugs or any(map(has_section_slug, tables.tree)))
    for folder in made:
        yield MADE, folder, b""
    for entry in tables.tree:
        yield entry_row(entry)
    for name in tables.names:
        write = _CODECS.get(name, _NEAR)[0]
        for key, value in tables.stored(name):
            yield name, key, encoded(write(value))


def row_of(name: str, key: str, value: Any) -> Row:
    """A value of a table as a row."""
    return name, key, encoded(_CODECS.get(name, _NEAR)[0](value))


def entry_row(entry: Entry) -> Row:
    """A page as a row: the digest of its front matter is a part of it; what follows from its key is left out."""
    page = entry.page
    own = page.fields if page else {}
    more = {key: value for key, value in entry.fields.items() if key not in own or own[key] is not value}
    place = entry.language, entry.path, entry.folder, entry.stem, entry.base, entry.file, entry.url
    usual = _usual(entry.ref, entry.bundle, entry.base)
    language, path, folder, stem, base, file, url = (
        _USUAL if given == follows else given for given, follows in zip(place, usual, strict=True)
    )
    if base == f"{entry.language}{entry.path}/":
        base = _IN_LANGUAGE
    facts = (
        *(entry.kind, language, path, folder, stem, entry.bundle),
        *(page.path if page else None, storable(more), "" if page else entry.title),
        *(entry.state, entry.why, url, file, base, entry.aliases),
        {name: tuple(item) for name, item in entry.resources.items()},
        getattr(page, "exports", "").partition(" ")[0],
    )
    return ENTRIES, entry.ref, encoded(facts)


_USUAL, _IN_LANGUAGE = True, False
"""What follows from the key of a row; of the folder of a page, below that of its language."""


def _usual(ref: str, bundle: str, base: str) -> tuple[str, ...]:
    """What most pages of such a key have: language, path, folder, stem, base, file and URL."""
    language, _, path = ref.partition(":")
    folder, _, stem = path[1:].rpartition("/")
    if bundle:
        folder, stem = path[1:], "index" if bundle == "leaf" else "_index"
    return language, path, folder, stem, f"{path[1:]}/", f"{base}index.html", f"/{base}"


def _place(ref: str, facts: Sequence[Any]) -> Iterator[Any]:
    """Language, path, folder, stem, base, file and URL of a page by its row."""
    base = facts[_BASE]
    if base is _USUAL or base is _IN_LANGUAGE:
        language, _, path = ref.partition(":")
        base = f"{path[1:]}/" if base is _USUAL else f"{language}{path}/"
    given = (*facts[1:5], base, facts[_FILE], facts[_URL])
    usual = _usual(ref, facts[5], base)
    return (follows if value is _USUAL else value for value, follows in zip(given, usual, strict=True))


def file_of(ref: str, value: bytes) -> str | None:
    """The file of a page by its row."""
    *_, file, _ = _place(ref, decoded(value))
    return str(file) if file is not None else None


def article_of(row: Row) -> str:
    """The path of the article that a row says something of by itself; "" where it is none. Raises ValueError."""
    name, key, value = row
    if name == "sources":
        return key
    return decoded(value)[_SOURCE] or "" if name == ENTRIES else ""


def moves(name: str, key: str, before: bytes | None, after: bytes | None) -> bool:
    """Whether a link may lead elsewhere, or an article have another place, by a changed row. Raises ValueError."""
    if name.startswith("near_"):
        return False
    if name != ENTRIES or before is None or after is None:
        return True
    old, new = decoded(before), decoded(after)
    return any(old[at] != new[at] for at in range(len(old)) if at not in _SAID)


_SOURCE = 6
"""Where the row of a page has the path of its article."""
_URL, _FILE, _BASE = 11, 12, 13
_SAID = frozenset((7, 8, 10, 16))
"""Where it has what moves nothing: fields, title, the reason why it is not published, the digest of the fields."""


class StoredTables:
    """The tables of a site that an earlier run has stored."""

    def __init__(self, rows: Rows, page: Callable[[str], Page | None]) -> None:
        """`page` gives the article of a file."""
        self._rows = rows
        self._page = page
        self._entries: dict[str, Entry] = {}

    def made(self) -> list[str]:
        """The folders whose pages templates make of data."""
        return [key for key, _ in self._rows.facts(MADE)]

    def values(self, name: str) -> Values[Any]:
        """What a table of this name is looked up in."""
        if name == ENTRIES:
            return _StoredPages(self)
        if name == "file_names":
            tables = ("files", "hidden_files", "assets")
            return by_name(path for table in tables for path, _ in self._rows.facts(table))
        return StoredValues(self._rows, name, lambda data: _CODECS.get(name, _NEAR)[1](data, self.entry))

    def find(self, ref: str) -> Entry | None:
        """The page that has this name; None where there is none."""
        if ref not in self._entries and self._rows.fact(ENTRIES, ref) is None:
            return None
        return self.entry(ref)

    def entry(self, ref: str) -> Entry:
        """The page that a row names. Raises Damaged."""
        if ref not in self._entries:
            data = self._rows.fact(ENTRIES, ref)
            if data is None:
                raise Damaged(f"there is no stored page {ref}")
            try:
                self._entries[ref] = self._made(ref, decoded(data))
            except (TypeError, ValueError, IndexError) as error:
                raise Damaged(f"this is no stored page: {error}") from error
        return self._entries[ref]

    def _made(self, ref: str, facts: Sequence[Any]) -> Entry:
        language, path, folder, stem, base, file, url = _place(ref, facts)
        kind, _, _, _, _, bundle, source, fields, title, state, why, _, _, _, aliases, resources, _ = facts
        page = (self._page(source) or Page(source, {}, {}, readable=False)) if source is not None else None
        entry = Entry(kind, language, path, folder, stem, bundle, page, title=title)
        if page:
            entry.fields, entry.title = page.fields, page.title
        if fields:
            entry.fields = {**entry.fields, **as_it_was(fields)}
        entry.state, entry.why, entry.url, entry.file, entry.base = state, why, url, file, base
        entry.aliases = tuple(aliases)
        entry.resources = {name: Item(*item) for name, item in resources.items()}
        return entry


class _StoredPages:
    """The pages by language and logical path: they are named so."""

    def __init__(self, tables: StoredTables) -> None:
        self._tables = tables

    def get(self, key: str, /) -> Entry | None:
        """The page of a key."""
        return self._tables.find(key)

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Nobody asks for all pages."""
        raise NotImplementedError


Pages = Callable[[str], Entry]
_Codec = tuple[Callable[[Any], Any], Callable[[Any, Pages], Any]]
_ENTRY: _Codec = (lambda entry: entry.ref, lambda data, page: page(data))
_LIST: _Codec = (
    lambda entries: [entry.ref for entry in entries],
    lambda data, page: [page(ref) for ref in data],
)


def _stored_output(file: OutputFile) -> tuple[str, str | None, str | bool]:
    own = file.entry.page.path if file.entry and file.entry.page else None
    return file.kind, file.entry.ref if file.entry else None, _USUAL if own == file.path else file.path


def _output(data: Sequence[Any], page: Pages) -> OutputFile:
    kind, ref, path = data
    entry = None if ref is None else page(ref)
    return OutputFile(kind, entry, entry.page.path if path is _USUAL and entry and entry.page else path)


_OUTPUT: _Codec = _stored_output, _output
_PLAIN: _Codec = (lambda value: value, lambda data, page: data)
_NEAR: _Codec = (lambda near: near[:4], lambda data, page: Near(data[0], data[1], data[2], data[3], 0.0))
_CODECS: dict[str, _Codec] = {
    "hidden": _ENTRY,
    **dict.fromkeys(("sources", "shadowed", "duplicates", "aliases", "page_names"), _LIST),
    "files": _OUTPUT,
    **dict.fromkeys(("hidden_files", "assets", "withheld", "lowered"), _PLAIN),
    **dict.fromkeys(("static_files", "top_folders", "page_folders", "page_redirects"), _PLAIN),
    **dict.fromkeys(("resources", "folders", "unreadable", "unslugged", TERMS), _PLAIN),
}
