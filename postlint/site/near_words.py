"""Which words a changed word may have to do with, so that what a function makes of words is made again for these only.

A function over the words of a language is local where the answer for a word depends on how often this word, words that
it is compared with, and words that are looked up by name stand on the site. It is compared with those of which a form
is one of its own forms, or one slip from it: a letter more or less, another one, or two that are swapped. A form of
each word is the word without case, accents, hyphens, and the ending of an owner; a function may know others. Where it
says so for a language, only words that share a form are compared. All are compared only where their forms begin with
the same letter, so that few buckets of a language are read (see `stored_counts`). A function may also say that words
that stand often are not answered by a slip, and short ones are not compared: then most of the words of an article that
comes or goes, which are frequent ones, have to do with few others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import compress
from typing import Any, TypeVar

from msgspec import Struct

from postlint.site.stored_counts import Buckets
from postlint.site.word_forms import WordForms, bucket_of, buckets_with, folded

Forms = Callable[[Iterable[str]], Iterable[tuple[str, str]]]
"""The further forms under which some words are compared with others, each with the word; of most words, none.

Such a form begins as the word does, and the word ends in a capital; see `bucket_of`.
"""
_Function = TypeVar("_Function", bound=Callable[..., Any])
AffectedWords = Callable[[Iterable[str], str, Iterable[str]], "Set[str] | None"]
"""The words, in lower case, that may have other answers where some of a language have other counts; None for any.

Given are the words with other counts, the language, and the words that have answers.
"""
_LOCAL = "__local__"
_AFFECTED = "__affected__"
_END = "\n"
MOST = 400
"""For so many changed words at most it is worth it; for more, all answers are made again."""


def _none(words: Iterable[str]) -> tuple[()]:
    return ()


def _always(language: str) -> bool:
    return True


class Local(Struct, frozen=True):
    """How a function over words is local."""

    forms: Forms = _none
    """The further forms by which it compares words."""
    but: str = ""
    """The language for whose words it is not."""
    slips: Callable[[str], bool] = _always
    """Whether words of a language are compared that are one slip apart, or only those that share a form."""
    rare: int = 0
    """In how many articles at most a word stands that has an answer by a word one slip away, which stands in more.

    Such a word has an answer wherever it is compared with one that stands in more. 0 where any word may have one.
    """
    shortest: int = 0
    """From how many letters on words are compared that are one slip apart."""


def local(
    forms: Forms = _none,
    *,
    but: str = "",
    slips: Callable[[str], bool] = _always,
    rare: int = 0,
    shortest: int = 0,
) -> Callable[[_Function], _Function]:
    """Declare a function over words to be local; see `Local`."""

    def declared(function: _Function) -> _Function:
        setattr(function, _LOCAL, Local(forms, but, slips, rare, shortest))
        return function

    return declared


def local_in(function: Callable[..., Any], language: str) -> Local | None:
    """How a function is local for the words of a language; None where it is not."""
    declared: Local | None = getattr(function, _LOCAL, None)
    return None if declared is None or language == declared.but else declared


def affecting(affected: AffectedWords) -> Callable[[_Function], _Function]:
    """Declare which words alone may have other answers with the counts of some words, as another function says.

    Words with other capitals than at the beginning have no answers then.
    """

    def declared(function: _Function) -> _Function:
        setattr(function, _AFFECTED, affected)
        return function

    return declared


def affected_words(
    function: Callable[..., Any], words: Iterable[str], language: str, with_answers: Iterable[str]
) -> Set[str] | None:
    """The words, in lower case, that alone may have other answers with the counts of some words; None for unknown."""
    affected: AffectedWords | None = getattr(function, _AFFECTED, None)
    return affected(words, language, with_answers) if affected else None


class Neighbourhood(dict[str, int]):
    """Counts of those of some words that others may have to do with, in their order; all others are there by name."""

    def __init__(self, counts: Mapping[str, int], words: Iterable[str]) -> None:
        super().__init__({word: counts[word] for word in words})
        self._counts = counts

    def __missing__(self, word: str) -> int:
        return self._counts[word]

    def __contains__(self, word: object) -> bool:
        return word in self._counts

    def get(self, word: str, default: Any = None) -> Any:
        return self._counts.get(word, default)


class NearWords:
    """The words of a language, read as far as others may have to do with them, by their forms."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """`counts` are those after the change."""
        self.all = counts
        self.read: dict[str, int] = {}
        """The counts that were read."""
        self._buckets: set[str] = set()
        self._words: dict[str, list[str]] = {}
        self._forms: WordForms | None = None

    def of(self, form: str) -> Sequence[str]:
        """The words that have a form, as far as they were read."""
        return self._words.get(form, ())

    def near(self, forms: Set[str]) -> set[str]:
        """Of all forms those that are one slip from some, as far as they were read."""
        if self._forms is None:
            self._forms = WordForms([*self._words])
        return self._forms.near(forms)

    def have(self, forms: Iterable[str], *, slips: bool = False) -> None:
        """Read the words that have some forms, and, with `slips`, those one slip from them."""
        buckets = set[str]().union(*(buckets_with(form, slips) for form in forms)) - self._buckets
        if buckets:
            self._buckets |= buckets
            self._take(buckets)

    def _take(self, buckets: Iterable[str]) -> None:
        new: dict[str, int] = {}
        if isinstance(self.all, Buckets):
            for bucket in buckets:
                new |= self.all.bucket(bucket)
        elif not self.read:
            new.update(self.all)
        if not new:
            return
        self.read |= new
        self._forms = None
        for word, form in zip(new, folded(new), strict=True):
            self._words.setdefault(form, []).append(word)


class Changed:
    """The words of a language of which the answers of a local function may differ, as some have another count now."""

    def __init__(
        self,
        words: NearWords,
        changed: Mapping[str, int],
        how: Local,
        *,
        slips: bool = True,
        with_answers: Iterable[str] = (),
    ) -> None:
        """`changed` are the counts before the change, of the words that have others now.

        `with_answers` are the words that have an answer.
        """
        self._how, self._words = how, words
        forms = dict(zip(changed, folded(changed), strict=True))
        own = {*forms.values(), *(form for form, _ in how.forms(changed))}
        words.have(own)
        # A word that is gone, or an answer for a word that nobody writes, is compared with others by its forms too.
        self._affected = near = own
        if slips:
            counts = words.read
            often = {word for word in changed if how.rare and min(changed[word], counts.get(word, 0)) > how.rare}
            self._affected = own | self._near(own - {forms[word] for word in often} if often else own)
            if often:
                # It is one slip from an answered word, or has nothing to do with others.
                buckets = {bucket for word in often for bucket in buckets_with(forms[word], slips=True)}
                known = WordForms(folded(word for word in with_answers if bucket_of(word) in buckets))
                self._affected |= known.near({forms[word] for word in often if len(forms[word]) >= how.shortest})
                words.have(self._affected)
            near = self._affected | self._near(self._with_answers())
        some = {word for form in near for word in words.of(form)}
        some |= {word for form, word in how.forms(words.read) if form in near}
        self.counts = Neighbourhood(words.all, sorted(some))

    def _near(self, forms: Iterable[str]) -> set[str]:
        """The forms of words that some may be compared with: one slip from those that are long enough."""
        long = {form for form in forms if len(form) >= self._how.shortest}
        self._words.have(long, slips=True)
        other_forms = [form for form, _ in self._how.forms(self._words.read)]
        return self._words.near(long) | (WordForms(other_forms).near(long) if other_forms else set())

    def _with_answers(self) -> Set[str]:
        """The affected forms of words that may have an answer by a word one slip away."""
        rare, counts = self._how.rare, self._words.read
        if not rare:
            return self._affected
        affected = {form for form in self._affected if any(counts[word] <= rare for word in self._words.of(form))}
        other_forms = self._how.forms(counts)
        return affected | {form for form, word in other_forms if form in self._affected and counts[word] <= rare}

    def among(self, words: Iterable[str]) -> set[str]:
        """Those of some words of which the answers may differ."""
        listed = [*words]
        affected = {*compress(listed, map(self._affected.__contains__, folded(listed)))}
        return affected | {word for form, word in self._how.forms(listed) if form in self._affected}


class Named:
    """Words of a language by name: those of which the answers may differ, as a function over words declares."""

    def __init__(self, counts: Mapping[str, int], words: Set[str]) -> None:
        """`words` are in lower case."""
        self._words = words
        forms = {form for word in words for form in (word, word.capitalize(), word.title())}
        self.counts = Neighbourhood(counts, sorted(form for form in forms if form in counts))

    def among(self, words: Iterable[str]) -> set[str]:
        """Those of some words of which the answers may differ."""
        return {word for word in words if word.lower() in self._words}
