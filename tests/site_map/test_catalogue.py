"""What is stored of a library: read in parts, with the articles that have changed since, it is one made anew."""

from __future__ import annotations

import random
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pytest

from postlint.facts.encoding import Damaged, encoded
from postlint.site.library import catalogue_changes, stored_catalogue
from postlint.site.library.catalogue import Catalogue
from postlint.site.library.catalogue_changes import (
    CatalogueUpdate,
    ChangedLink,
    Changes,
    Resolved,
    changes_since,
    digests,
)
from postlint.site.library.index import INBOUND, LINKED, key_of
from postlint.site.library.references import Reference
from postlint.site.library.stored_catalogue import CATALOGUE, NOWHERE, TABLES, StoredCatalogue
from postlint.site.rows import ChangedRows, Rows
from site_map.memory_rows import MemoryRows

if TYPE_CHECKING:
    from postlint.site.site import Site

WORDS = [chr(97 + number) * 3 for number in range(12)]
NAMES = [f"{folder}/{name}.md" for folder in ("a", "a/v1", "a/v2", "b") for name in "abcdefgh"]


class Entry(NamedTuple):
    """What is indexed of an article."""

    stems: Sequence[str]
    references: Sequence[Reference]


class Shelf:
    """Some articles, and where their links lead: to the article whose name they have."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.articles = {name: self.entry() for name in NAMES if chance.random() < 0.6}

    def entry(self) -> Entry:
        links = [
            Reference(
                " ".join(self.chance.sample(WORDS, self.chance.choice((1, 2, 3)))), self.chance.choice(NAMES), "", ""
            )
            for _ in range(3)
        ]
        return Entry(self.chance.sample(WORDS, 4), links)

    def change(self) -> set[str]:
        """The paths of the articles that are other ones now, new or gone."""
        changed = {name: self.entry() if self.chance.random() < 0.7 else None for name in self.chance.sample(NAMES, 3)}
        self.articles = {name: entry for name, entry in (self.articles | changed).items() if entry}
        return {*changed}

    def target(self, reference: Reference) -> str:
        return reference.destination if reference.destination in self.articles else ""

    def anew(self) -> Catalogue:
        """The catalogue of all articles, all links resolved."""
        catalogue, paths = Catalogue(str.split), sorted(self.articles)
        postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        for number, name in enumerate(paths):
            for stem in self.articles[name].stems:
                postings[stem].append(number)
        catalogue.add_all(paths, postings)
        for name in paths:
            catalogue.add_links(name, self.articles[name].references)
        for link in catalogue.own_links():
            link.path = self.target(link.reference)
            link.keys = digests([link.reference.destination]).tobytes()
        return targeted(catalogue)

    def read(self, rows: Rows) -> Catalogue:
        """The same, of what is stored, and what has changed since."""
        changes, head = changes_since(rows, "en"), rows.fact(CATALOGUE, "en")
        assert head
        catalogue = Catalogue(str.split, StoredCatalogue(rows, "en", head), changes)
        for name in changes.paths:
            if name in self.articles:
                catalogue.add(name, self.articles[name].stems)
        return targeted(catalogue)

    # What is asked of a site.

    base_url = "https://example.org/"

    def page(self, path: str) -> Entry | None:
        return self.articles.get(path)

    def has_page(self, page: Entry) -> bool:
        return True

    def language(self, page: Entry) -> str:
        return "en"


def targeted(catalogue: Catalogue) -> Catalogue:
    """The same, where links know the numbers of their targets."""
    for link in catalogue.own_links():
        number = catalogue.number(link.path or "")
        link.target = NOWHERE if number is None else number
    return catalogue


def stored(catalogue: Catalogue) -> MemoryRows:
    """What is stored of a catalogue."""
    return MemoryRows({(name, key): value for name, key, value in catalogue.rows("en", catalogue.editions())})


def known(catalogue: Catalogue) -> Mapping[str, Any]:
    """All that can be asked of a catalogue, by paths and not by numbers, which may be others."""

    def named(numbers: Iterable[int]) -> list[str]:
        return sorted(map(catalogue.path, numbers))

    paths = catalogue.paths()
    inbound: dict[str, set[str]] = {}
    for link in catalogue.own_links():
        if link.target not in (NOWHERE, None):
            inbound.setdefault(catalogue.path(link.target), set()).update(named(link.sources))
    with_stem: dict[str, dict[str, int]] = {}
    for stem in WORDS:
        counts = with_stem[stem] = {}
        for link in catalogue.links_with(stem):
            outline = catalogue.outline(link) if isinstance(link, int) else None
            target, sources = (outline.target, outline.sources) if outline else (link.target, len(link.sources))
            if target != NOWHERE:
                counts[catalogue.path(target)] = counts.get(catalogue.path(target), 0) + sources
    return {
        "paths": paths,
        "count": catalogue.count,
        "beginning": {
            prefix: sorted(catalogue.beginning(prefix))
            for prefix in ("", "a", "a/v1/", "a/b.md", "b", "b/d", "b/h.md", "c")
        },
        "numbers": [catalogue.path(number) for path in paths if (number := catalogue.number(path)) is not None],
        "postings": {stem: named(catalogue.postings(stem)) for stem in WORDS},
        "links": [
            (link.reference, named(link.sources), link.target != NOWHERE and catalogue.path(link.target))
            for link in catalogue.links()
        ],
        "inbound": {
            path: sorted({*named(catalogue.stored_inbound(catalogue.number(path) or 0)), *inbound.get(path, ())})
            for path in paths
        },
        "with stem": with_stem,
        "so many": {stem: len(catalogue.links_with(stem) or ()) for stem in WORDS},
        "of words": {
            words: sorted(
                {
                    source
                    for link in map(catalogue.link, catalogue.links_of_words(words))
                    for source in named(link.sources)
                }
            )
            for words in [(one, other) for one in WORDS[:4] for other in WORDS[:4] if one != other]
        },
        "editions": sorted(catalogue.editions().rows()),
    }


@pytest.fixture(params=[2, 64])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of few numbers, and of as many as there are."""
    for name in ("_BLOCK", "_NUMBERS", "_KEYS_BUCKET", "_OUTLINES_AT_ONCE"):
        monkeypatch.setattr(stored_catalogue, name, request.param)


@pytest.fixture
def shelf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Some articles, by a seed."""
    shelf = Shelf(random.Random(request.param))

    def resolved(site: object, page: object, reference: Reference) -> Resolved:
        return Resolved(shelf.target(reference), digests([reference.destination]).tobytes())

    monkeypatch.setattr(catalogue_changes, "references_of", lambda page, base: page.references)
    monkeypatch.setattr(catalogue_changes, "resolved", resolved)
    return shelf


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("shelf", range(6), indirect=True)
def test_a_stored_catalogue_with_changes_is_one_made_anew(shelf: Shelf) -> None:
    rows = stored(shelf.anew())
    for step in range(25):
        before, old = {*shelf.articles}, known(shelf.read(rows))
        changed = shelf.change()
        renewed = ChangedRows(rows)
        keys = CatalogueUpdate(renewed, "en", str.split).take(cast("Site", shelf), changed, before ^ {*shelf.articles})
        rows.update({key: value for key, value in renewed.changed.items() if value is not None})
        catalogue, anew = shelf.read(rows), shelf.anew()
        new = known(anew)
        assert known(catalogue) == new
        own = {word for name in changed for link in links_of(name, old, new) for word in link.text.split()}
        for word in WORDS:
            assert old["with stem"][word] == new["with stem"][word] or word in own or key_of(LINKED, "en", word) in keys
        there = {link.destination for name in changed for link in links_of(name, old, new)}
        for path in before & {*shelf.articles} - there:
            assert old["inbound"][path] == new["inbound"][path] or key_of(INBOUND, "en", path) in keys
        if step % 4 == 3:
            assert stored(catalogue) == stored(anew)
            rows = stored(catalogue)


def links_of(name: str, *states: Mapping[str, Any]) -> set[Reference]:
    """The links that an article had or has."""
    return {link for state in states for link, sources, _ in state["links"] if name in sources}


def test_a_query_reads_few_rows() -> None:
    shelf = Shelf(random.Random(1))
    shelf.articles = {f"{number:04}.md": shelf.entry() for number in range(2000)}
    shelf.articles["0000.md"] = Entry(["rare"], [])
    rows = stored(shelf.anew())
    read = StoredCatalogue(rows, "en", rows[CATALOGUE, "en"])
    asked: list[tuple[str, str]] = []
    original = rows.fact
    rows.fact = lambda name, key: asked.append((name, key)) or original(name, key)  # type: ignore[method-assign,func-returns-value]
    assert [read.path(number) for number in read.postings("rare")] == ["0000.md"]
    assert len(asked) == 2 < len(rows) / 20


DAMAGED = [b"", b"\x93\x91\xa1a\x80\x90\xc0", encoded([[1]]), encoded({"aaa": "b"}), encoded([1, 1, 0, [], [], [], []])]


def read_all(rows: Rows) -> None:
    """Read all that is stored."""
    read = StoredCatalogue(rows, "en", rows.fact(CATALOGUE, "en") or b"")
    known(Catalogue(str.split, read))
    for digest in range(64):
        read.links_by_key(digest)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("data", DAMAGED)
def test_what_is_no_stored_catalogue_is_damaged(table: str, data: bytes) -> None:
    rows = stored(Shelf(random.Random(3)).anew())
    rows.update({(name, key): data for name, key in rows if name == table})
    with pytest.raises(Damaged):
        read_all(rows)


@pytest.mark.parametrize("table", ["catalogue stems", "catalogue words"])
def test_parts_of_numbers_are_damage(table: str) -> None:
    rows = stored(Shelf(random.Random(3)).anew())
    rows.update({(name, key): encoded(dict.fromkeys(WORDS, b"xyz")) for name, key in rows if name == table})
    with pytest.raises(Damaged):
        read_all(rows)


@pytest.mark.parametrize("table", [table for table in TABLES if table != CATALOGUE])
def test_a_part_that_is_missing_is_damage(table: str) -> None:
    rows = stored(Shelf(random.Random(3)).anew())
    for name, key in [*rows]:
        if name == table:
            del rows[name, key]
    with pytest.raises(Damaged):
        read_all(rows)


class Size(NamedTuple):
    """What is asked of a stored catalogue by how much is in it; its articles are named by numbers."""

    count: int
    link_count: int = 0

    def number(self, path: str) -> int | None:
        return int(path) if path.isdigit() else None


@pytest.mark.parametrize(
    ("count", "changed", "new", "due"),
    [
        (100, 19, 0, False),
        (100, 20, 0, True),
        (100, 0, 20, True),
        (100, 19, 19, False),
        (256 * 21, 20, 0, False),
        (256 * 21, 21, 0, True),
        (256 * 22 - 1, 0, 21, True),
        (256 * 22, 0, 21, False),
    ],
)
def test_after_many_changed_articles_it_is_stored_again(count: int, changed: int, new: int, due: bool) -> None:
    paths = [*map(str, range(changed)), *(f"new{at}" for at in range(new))]
    catalogue = Catalogue(str.split, cast("StoredCatalogue", Size(count)), Changes(paths, [], []))
    for path in paths:
        catalogue.add(path, [])
    assert catalogue.is_due is due


@pytest.mark.parametrize(
    ("count", "changed", "due"), [(0, 399, False), (0, 400, True), (64 * 401, 400, False), (64 * 401, 401, True)]
)
def test_after_many_changed_links_it_is_stored_again(count: int, changed: int, due: bool) -> None:
    links = [ChangedLink(Reference(f"w{at}", "", "", ""), ["1"], "", b"") for at in range(changed)]
    catalogue = Catalogue(str.split, cast("StoredCatalogue", Size(10, count)), Changes([], [], links))
    assert catalogue.is_due is due


def test_what_is_not_stored_is_to_be_stored() -> None:
    assert Catalogue(str.split).is_due


def test_many_links_are_not_looked_at() -> None:
    shelf = Shelf(random.Random(5))
    catalogue = shelf.anew()
    for catalogue in (shelf.anew(), shelf.read(stored(shelf.anew()))):
        links = catalogue.links_with(WORDS[0])
        assert links
        assert len(catalogue.links_with(WORDS[0], len(links)) or ()) == len(links)
        assert catalogue.links_with(WORDS[0], len(links) - 1) is None
        assert catalogue.links_with("nothing", 0) == []
        assert catalogue.links_of_words(()) == []
