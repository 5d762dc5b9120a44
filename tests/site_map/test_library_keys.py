"""Who uses a library depends on the keys that are noted: an answer differs only where one of them is told.

Each kind of key is left out in turn, and must be missed: one that nobody misses would be one that nothing tests.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Set
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from quick import examples

from postlint.facts.page import Page
from postlint.site.library import frequencies, index
from postlint.site.library.catalogue_changes import CatalogueUpdate
from postlint.site.library.changes import changed_keys, has_other_editions
from postlint.site.library.frequencies import Frequencies, change_frequencies, size_of
from postlint.site.library.index import CONTENT, FREQUENCY, INBOUND, LINKED, PLACES, POSTINGS, key_of
from postlint.site.library.stored_catalogue import FREQUENCIES
from postlint.site.library.words import words_of
from postlint.site.rows import ChangedRows, Rows
from postlint.site.site import Site
from postlint.site.stored_counts import stored_counts
from site_map.memory_rows import MemoryRows
from site_map.sites import site_of

WORDS = """gardens rivers lanterns journeys orchards promises windows villages corners captains meadows harbours
bridges candles ladders markets oceans pillows quarries ribbons saddles tunnels umbrellas valleys""".split()
PLACES_OF = [f"{folder}/{name}" for folder in ("posts", "docs/v1", "docs/v2", "docs/v3") for name in "abcdef"]
SIZE = "size"


def text_of(chance: random.Random) -> str:
    """An article with words of others."""

    def words(most: int) -> str:
        return " ".join(chance.sample(WORDS, chance.randrange(1, most)))

    links = "\n\n".join(f"[{words(4)}](/{chance.choice(PLACES_OF)}/)" for _ in range(chance.randrange(5)))
    draft = "draft = true\n" if chance.random() < 0.1 else ""
    return f"+++\n{draft}title = '{words(4)}'\n+++\n\n{words(6)}.\n\n## {words(5)}\n\n{links}\n"


def answers(site: Site) -> dict[tuple[str, str], tuple[Any, Set[str]]]:
    """What articles are told about some words, by article and words, with the keys that were asked for."""
    found: dict[tuple[str, str], tuple[Any, Set[str]]] = {}
    for page in site.pages:
        for link in page.links:
            with site.recorder.recording() as keys:
                matches = [(match.page.path, match.score) for match in site.articles_about(link.text, page)]
            found[page.path, link.text] = matches, keys
    return found


def told(path: str, before: tuple[Site, Page | None], after: tuple[Site, Page | None]) -> set[str]:
    """The keys that are told of an article that has changed, come or gone."""
    changed = changed_keys(path, before, after)
    keys = {*changed.keys}
    for site, _ in (before, after):
        with site.recorder.recording():
            site.library("en")
    stored, now = map(frequencies_of, (before[0], after[0]))
    rows = ChangedRows(stored)
    keys |= {*change_frequencies(rows, "en", changed.stems.get("en", {}))}
    assert counts_in(rows) == counts_in(now)
    if size_of(before[0], "en") != size_of(after[0], "en"):
        keys.add(SIZE)
    there = [{path} if page else set[str]() for _, page in (before, after)]
    if has_other_editions(after[0], "en", there[1] - there[0], there[0] - there[1]):
        keys.add(key_of(PLACES, "en", ""))
    return keys | moved(path, before[0], after[0])


def frequencies_of(site: Site) -> MemoryRows:
    """The frequencies of stems as they are stored."""
    frequencies = Frequencies(site, "en", None)
    frequencies("any")
    return MemoryRows({row[:2]: row[2] for row in frequencies.rows()})


def counts_in(rows: Rows) -> dict[str, int]:
    """The stored frequencies of stems."""
    buckets = [key for key, _ in rows.facts(FREQUENCIES) if ":" in key]
    return {stem: number for key in buckets for stem, number in stored_counts(rows, FREQUENCIES, key).items()}


def moved(path: str, before: Site, after: Site) -> set[str]:
    """The keys that are told of the links that lead elsewhere now than before."""
    stored = MemoryRows({(name, key): value for name, key, value in before.take_rows()})
    old, new = ({row[:2]: row[2] for row in site.generator.rows()} for site in (before, after))
    changed = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    moving = [key for key in changed if before.generator.moves((*key, old.get(key)), new.get(key))]
    keys = {key for name, what in moving for key in (f"{name}:{what}", f"{name}:*")}
    return CatalogueUpdate(ChangedRows(stored), "en", words_of("en").stems).take(after, (path,), keys)


def unexplained(folder: Path, seed: int, without: str, steps: int) -> Iterator[str]:
    """The answers that differ where no key was told that was asked for, as one kind is left out."""
    chance = random.Random(seed)
    # About as many articles as it takes for their number to be rounded to another one, where that is left out.
    share = 0.45 if without == SIZE else 0.9
    files = {f"content/{place}.md": text_of(chance) for place in PLACES_OF if chance.random() < share}
    sections = {f"content/{name}/_index.md": "" for name in ("posts", "docs", "docs/v1", "docs/v2", "docs/v3")}
    before = site_of(folder / "0", {"hugo.toml": "baseURL = 'https://example.org/'\n", **sections, **files})
    for step in range(1, steps + 1):
        path = f"content/{chance.choice(PLACES_OF)}.md"
        files.pop(path, None) if chance.random() < 0.3 else files.update({path: text_of(chance)})
        after = site_of(folder / f"{step}", {"hugo.toml": "baseURL = 'https://example.org/'\n", **sections, **files})
        old, new = answers(before), answers(after)
        keys = told(path, (before, before.page(path)), (after, after.page(path)))
        keys = {key for key in keys if not key.startswith((f"library {without}:", without))} if without else keys
        if SIZE in keys:
            keys.add("concluded library/index.py:articles_of:en\tlibrary/index.py:rounded_count\t()")
        for place in old.keys() & new.keys():
            if place[0] != path and old[place][0] != new[place][0] and keys.isdisjoint(old[place][1]):
                yield f"{step} {path} {place}"
        before = after


def coarse(number: int) -> int:
    """A number as it is rounded where a site has many more articles than this one."""
    return number and 1 << number.bit_length() - 1


@pytest.fixture(autouse=True)
def many_articles() -> Iterator[None]:
    with ExitStack() as stack:
        for module in (frequencies, index):
            stack.enter_context(patch.object(module, "rounded", coarse))
        yield


@pytest.mark.parametrize("seed", range(examples(10)))
def test_an_answer_differs_only_where_a_key_is_told(tmp_path: Path, seed: int) -> None:
    assert next(unexplained(tmp_path, seed, "", 20), None) is None


@pytest.mark.parametrize("kind", [POSTINGS, FREQUENCY, LINKED, CONTENT, INBOUND, PLACES, SIZE])
def test_each_kind_of_key_is_needed(tmp_path: Path, kind: str) -> None:
    assert any(True for seed in range(20) for _ in unexplained(tmp_path / f"{seed}", seed, kind, 20))
