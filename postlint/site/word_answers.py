"""What functions make of the words of a language, word by word: whoever asks depends on the words that have an answer.

A function is given in how many articles each word of a language stands. It may ask nothing else, so that its answers
are made again only where the words of that language have changed; those of a local function (see `near_words`) only
for the words that a changed one has to do with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.facts.encoding import decoded, encoded
from postlint.site.groups import Counts, StoredPages, Words, name_of
from postlint.site.near_words import MOST, Changed, Named, NearWords, affected_words, local_in
from postlint.site.recorder import Recorder
from postlint.site.rows import ChangedRows, Row, Rows

if TYPE_CHECKING:
    from postlint.site.site import Site

Make = Callable[[dict[str, int], str], Mapping[str, Any]]
"""Answers for words of a language, as plain data, by the numbers of articles that have them, in order of the words."""

TABLE = "words"
"""The table of the functions whose answers are stored, by language, with what gives the words of an article."""


class Known(NamedTuple):
    """A language and a function of which all answers are stored, and the function that gives the words of articles."""

    language: str
    name: str
    words_of: str

    @property
    def table(self) -> str:
        """The table of the answers, by `language:word`."""
        return table_of(self.name)


def table_of(name: str) -> str:
    """The table of the answers of a function, by `language:word`."""
    return f"{TABLE} {name}"


class WordAnswers:
    """The answers of all functions for the words of a site."""

    def __init__(self, site: Site, recorder: Recorder, stored: StoredPages | None) -> None:
        """`stored` is what an earlier run has stored, if so."""
        self._site = site
        self._recorder = recorder
        self._stored = stored
        self._made: dict[Known, Mapping[str, Any]] = {}
        self._ordered: dict[tuple[str, str], dict[str, int]] = {}
        self._read: dict[Known, Mapping[str, Any]] = {}

    def among(self, make: Make, words_of: Words, language: str, words: Set[str]) -> dict[str, Any]:
        """The answers for those of some words that have any; `words_of` gives the words of an article by language."""
        known = Known(language, name_of(make), name_of(words_of))
        answers = self._answers(known, make, words_of)
        self._recorder.note(f"{TABLE}:{_key(known)}")
        smaller, larger = (answers, words) if len(answers) < len(words) else (words, answers)
        found = {word: answers[word] for word in smaller if word in larger}
        for word in found:
            self._recorder.note(f"{known.table}:{language}:{word}")
        return found

    def take_over(self, before: WordAnswers) -> None:
        """Answer with what was read for the site as it was before."""
        self._read.update(before._read)

    def _answers(self, known: Known, make: Make, words_of: Words) -> Mapping[str, Any]:
        if known in self._read:
            return self._read[known]
        if self._stored and self._stored.rows.fact(TABLE, _key(known)) is not None:
            self._read[known] = read(self._stored.rows, known)
            return self._read[known]
        if known not in self._made:
            counts = self._counts(known, words_of)
            self._made[known] = make(counts, known.language) if counts else {}
        return self._made[known]

    def _counts(self, known: Known, words_of: Words) -> dict[str, int]:
        key = known.words_of, known.language
        if key not in self._ordered:
            with self._recorder.recording():
                self._ordered[key] = ordered(self._site.counted(words_of).get(known.language) or {})
        return self._ordered[key]

    def complete(self, wanted: Iterable[Known], functions: Mapping[str, Any]) -> bool:
        """Have answers made; whether the functions are there that do."""
        for known in wanted:
            if known.name not in functions or known.words_of not in functions:
                return False
            self._answers(known, functions[known.name], functions[known.words_of])
        return True

    def rows(self) -> Iterator[Row]:
        """All answers that were made, to be stored."""
        for known, answers in self._made.items():
            yield TABLE, _key(known), b""
            for word, answer in answers.items():
                yield known.table, f"{known.language}:{word}", encoded(answer)


def ordered(counts: Counts) -> dict[str, int]:
    """Counts in the order of their words."""
    return dict(sorted(counts.items()))


def stored_answers(rows: Rows) -> list[Known]:
    """The functions and languages of which the answers are stored."""
    return [_known(key) for key, _ in rows.facts(TABLE)]


def asked_answers(keys: Iterable[str]) -> list[Known]:
    """The functions and languages that somebody asked for, by the keys that were noted."""
    return [_known(key.partition(":")[2]) for key in keys if key.startswith(f"{TABLE}:")]


def read(rows: Rows, known: Known) -> dict[str, Any]:
    """The stored answers of a function in a language, by word."""
    parts = ((*key.partition(":"), value) for key, value in rows.facts(known.table))
    return {word: decoded(value) for language, _, word, value in parts if language == known.language}


def _answered(rows: Rows, known: Known) -> list[str]:
    """The words of a language that have stored answers of a function."""
    prefix = f"{known.language}:"
    return [key[len(prefix) :] for key in rows.beginning(known.table, prefix)]


def renew(
    rows: ChangedRows,
    known: Known,
    make: Make,
    counts: Mapping[str, int],
    changed: Mapping[str, int],
    near: Callable[[], NearWords] | None = None,
) -> None:
    """Change the stored answers of a function in a language, of whose words some have other counts now.

    `changed` are their counts before; `near` gives those that they may be compared with, where known.
    """
    affected: Named | Changed | None = None
    before = _answered(rows, known)
    declared = affected_words(make, changed, known.language, before) if len(changed) <= MOST else None
    if declared is not None and not declared:
        return
    if declared is not None:
        affected = Named(counts, declared)
    elif len(changed) <= MOST and (how := local_in(make, known.language)):
        words = near() if near else NearWords(counts)
        affected = Changed(words, changed, how, slips=how.slips(known.language), with_answers=before)
    if affected:
        made = make(affected.counts, known.language)
        may = affected.among({*made, *before})
        answers = {word: answer for word, answer in made.items() if word in may}
        gone = {word for word in before if word not in answers and word in may}
    else:
        answers = dict(make(ordered(counts), known.language)) if counts else {}
        gone = {word for word in before if word not in answers}
    for word in gone:
        rows.remove(known.table, f"{known.language}:{word}")
    for word, answer in answers.items():
        rows.put((known.table, f"{known.language}:{word}", encoded(answer)))


def _key(known: Known) -> str:
    return "\t".join(known)


def _known(key: str) -> Known:
    return Known(*key.split("\t"))
