"""What a changed word has to do with others: answers that are made again for these are those of all words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from quick import QUICK, examples

from postlint.facts.encoding import encoded
from postlint.helpers import site_words
from postlint.helpers.known_names import KNOWN_NAMES
from postlint.helpers.name_variants import name_variants
from postlint.helpers.rare_variants import rare_answers
from postlint.helpers.wrong_words import wrong_answers
from postlint.site.near_words import Changed, Local, NearWords, affected_words, local, local_in
from postlint.site.stored_counts import Buckets, counts_to_store
from postlint.site.word_answers import Known, read, renew, table_of
from postlint.site.word_forms import WordForms, bucket_of, buckets_with, folded

BASES = """receive practitioner prerequisite YouTube Kowalski Zürich Müller Level GitHub reopen cooperate
definition strategies gathering neighbourhood Alexandra LevelII re-open pre-requisite management Kubernetes journeys
coöperate JavaScript naïve déjà très système qualité janvier Janvier être así aquí teléfono página enero
l'économie""".split()
ACCENTS = """déjà deja très tres système systeme janvier Janvier aquí aqui teléfono telefono página pagina enero Enero
receive recieve which wich""".split()
LETTERS = "abcdeiklmnorstuyäéüzIVX-"


class Rows:
    """Rows in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def put(self, row: tuple[str, str, bytes]) -> None:
        self.kept[row[:2]] = row[2]

    def remove(self, name: str, key: str) -> None:
        del self.kept[name, key]

    def facts(self, name: str) -> list[tuple[str, bytes]]:
        return [(key, value) for (table, key), value in self.kept.items() if table == name]

    def beginning(self, name: str, prefix: str) -> list[str]:
        return [key for key, _ in self.facts(name) if key.startswith(prefix)]

    def fact(self, name: str, key: str) -> bytes | None:
        return self.kept.get((name, key))


def stored(counts: dict[str, int]) -> Buckets:
    """Counts on buckets."""
    rows = Rows()
    for row in counts_to_store(site_words._words, "en", counts):
        rows.put(("count", *row))
    return Buckets(rows, "count", "en")


def word(chance: random.Random) -> str:
    """A word of the site, or one that is a few slips from it."""
    text = chance.choice(BASES)
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(("", chance.choice(LETTERS))) + text[at + chance.choice((0, 1)) :] or "a"
    form = chance.choice((str, str, str.lower, str.capitalize, str.upper))
    return form(text) + chance.choice(("", "", "", "'s"))


def answers(make: Callable[..., Any], counts: dict[str, int], language: str) -> dict[str, bytes]:
    return {name: encoded(answer) for name, answer in make(counts, language).items()}


@pytest.mark.parametrize(
    ("make", "language"),
    [
        *((rare_answers, language) for language in ("en", "fr")),
        *((name_variants, language) for language in ("en", "fr", "ja")),
        *((wrong_answers, language) for language in ("fr", "es", "en")),
    ],
)
def test_answers_are_made_again_for_the_words_that_it_may_change(make: Callable[..., Any], language: str) -> None:
    pytest.importorskip("spellchecker")
    chance = random.Random(language)
    known = Known(language, "make", "words")
    counts = {word(chance): chance.choice((1, 1, 2, 3, 5, 6)) for _ in range(150)}
    counts |= dict.fromkeys(map(str.lower, BASES), 4)
    rows: Any = Rows()
    renew(rows, known, make, dict(sorted(counts.items())), dict.fromkeys(counts, 0))
    differing = 0
    for _ in range(examples(100)):
        more = ACCENTS if make is wrong_answers else [word(chance)]
        changed = {
            chance.choice((chance.choice(sorted(counts)), chance.choice(more)))
            for _ in range(chance.choice((1, 1, 2, 5, 60)))
        }
        earlier = {name: counts.get(name, 0) for name in changed}
        for name in sorted(changed):
            counts[name] = max(0, counts.get(name, 0) + chance.choice((-5, -1, 1, 1, 2)))
        counts = {name: count for name, count in sorted(counts.items()) if count}
        before = dict(rows.kept)
        renew(rows, known, make, stored(counts) if chance.random() < 0.8 else counts, earlier)
        now = {name: encoded(answer) for name, answer in read(rows, known).items()}
        assert now == answers(make, counts, language), changed
        differing += before != rows.kept
    assert QUICK or differing > 4, "the changes have to matter"
    assert {name for name, _ in rows.kept} <= {table_of("make")}


def test_misspellings_are_looked_for_again_where_a_word_of_the_list_has_another_count() -> None:
    pytest.importorskip("codespell_lib")
    chance = random.Random(3)
    known = Known("en", "make", "words")
    words = "recieve receive Recieve Receive enlgish English dont don't Dont garden Gardens bridge seperate".split()
    counts = dict.fromkeys(words, 2)
    rows: Any = Rows()
    renew(rows, known, wrong_answers, dict(sorted(counts.items())), dict.fromkeys(words, 0))
    differing = asked = 0
    steps = 60 if QUICK else 300
    for _ in range(steps):
        changed = {chance.choice(words) for _ in range(chance.choice((1, 1, 2)))}
        earlier = {name: counts[name] for name in changed}
        counts |= {name: chance.choice((0, 1, 2, 3, 5)) for name in changed}
        there = {name: count for name, count in sorted(counts.items()) if count}
        before = dict(rows.kept)
        asked += bool(affected_words(wrong_answers, changed, "en", read(rows, known)))
        renew(rows, known, wrong_answers, stored(there), earlier)
        now = {name: encoded(answer) for name, answer in read(rows, known).items()}
        assert now == answers(wrong_answers, there, "en"), changed
        differing += before != rows.kept
    assert differing > steps / 6
    assert asked < steps, "of other words it is not asked"


def _changed(counts: dict[str, int], changed: dict[str, int], how: Local, answered: Iterable[str] = ()) -> Changed:
    return Changed(NearWords(stored(counts)), changed, how, with_answers=answered)


def test_only_near_words_are_looked_at() -> None:
    seen: list[list[str]] = []

    @local()
    def make(counts: dict[str, int], language: str) -> dict[str, int]:
        seen.append([*counts])
        return dict.fromkeys(counts, counts["elsewhere"])

    how = local_in(make, "en")
    assert how
    counts = {"Bridge": 1, "bridges": 2, "elsewhere": 7, "river": 1}
    affected = _changed(counts, {"bridge": 1}, how)
    assert make(affected.counts, "en") == {"Bridge": 7, "bridges": 7}
    assert seen == [["Bridge", "bridges"]]
    assert affected.among(["bridges", "river"]) == {"bridges"}
    assert "river" in affected.counts


def test_a_frequent_word_is_compared_with_answered_ones_only() -> None:
    @local(rare=1, shortest=6)
    def make(counts: dict[str, int], language: str) -> dict[str, int]:
        return counts

    how = local_in(make, "en")
    assert how
    counts = {"bridge": 4, "bridgs": 1, "bridgse": 1, "cold": 2, "colt": 1, "ridge": 1}
    often = _changed(counts, {"bridge": 3}, how, answered=["bridgs", "ridge"])
    assert often.among(counts) == {"bridge", "bridgs"}
    rare = _changed(counts, {"bridge": 1}, how, answered=["bridgs", "ridge"])
    assert rare.among(counts) == {"bridge", "bridgs", "bridgse"}
    short = _changed(counts, {"cold": 0}, how)
    assert short.among(counts) == {"cold"}


def _slips(form: str, letters: str) -> set[str]:
    """All that is one slip from a form."""
    found: set[str] = set()
    for at in range(len(form) + 1):
        head, tail = form[:at], form[at:]
        found |= {f"{head}{letter}{tail}" for letter in letters}
        found |= {f"{head}{letter}{tail[1:]}" for letter in letters} | {head + tail[1:]} if tail else set()
        found |= {head + tail[1] + tail[0] + tail[2:]} if tail[1:] else set()
    return found


@pytest.mark.parametrize("letters", ["ab", "abcd", "äb", "äöb-"])
@pytest.mark.parametrize("many", [False, True])
def test_all_forms_that_are_one_slip_away_are_found_and_no_others(letters: str, many: bool) -> None:
    chance = random.Random(letters)
    for _ in range(examples(300)):
        forms = ["".join(chance.choices(letters, k=chance.randrange(9))) for _ in range(50)]
        words, form = WordForms(forms), chance.choice(forms)
        if many:
            every = set[str]().union(*(_slips(other, letters) for other in forms)) & {*forms}
            assert words.near([*forms, "", *map(str, range(60))]) == {*forms} | every
        assert words.near([form]) == {form} | _slips(form, letters) & {*forms}


def test_a_known_name_is_compared_with_other_forms_of_itself_only() -> None:
    assert [name for low, name in KNOWN_NAMES.items() if folded([name]) != folded([low])] == []


def test_what_is_one_slip_from_a_word_and_begins_as_it_does_is_in_a_bucket_near_it() -> None:
    chance = random.Random(7)
    for _ in range(examples(300)):
        one = word(chance)
        form = folded([one])[0]
        assert bucket_of(one) in buckets_with(form, slips=False)
        for other in {*_slips(form, LETTERS.lower()), form.upper(), f"{form.capitalize()}'s"}:
            if other and folded([other])[0][:1] == form[:1]:
                assert bucket_of(other) in buckets_with(form, slips=True), (form, other)
    assert {bucket_of(name) for name in ("Level", "LevelII", "level-ii", "äpfel", "Apfel", "-", "'s")} == {
        "12-1",
        "12+",
        "12-2",
        "1-1",
        "",
    }
