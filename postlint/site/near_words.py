"""Which words a changed word may have to do with, so that what a function makes of words is made again for these only.

A function over the words of a language is local where the answer for a word depends on how often this word, words that
it is compared with, and words that are looked up by name stand on the site. It is compared with those of which a form
is one of its own forms, or one slip from it: a letter more or less, another one, or two that are swapped. A form of
each word is the word without case, accents, hyphens, and the ending of an owner; a function may know others. Where it
says so for a language, only words that share a form are compared. All are compared only where their forms begin with
the same letter, so that few shelves of a language are read (see `stored_counts`). A function may also say that words
that stand often are not answered by a slip, and short ones are not compared: then most of the words of an article that
comes or goes, which are frequent ones, have to do with few others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from itertools import compress
from typing import Any, TypeVar

from msgspec import Struct

from postlint.site.stored_counts import Shelves
from postlint.site.word_forms import WordForms, folded, shelf_of

Forms = Callable[[Iterable[str]], Iterable[tuple[str, str]]]
"""The further forms under which some words are compared with others, each with the word; of most words, none."""
_Function = TypeVar("_Function", bound=Callable[..., Any])
Concerned = Callable[[Iterable[str], str, Iterable[str]], "Set[str] | None"]
"""The words, in lower case, that may have other answers where some of a language have other counts; None for any.

Given are the words with other counts, the language, and the words that have answers.
"""
_LOCAL = "__local__"
_CONCERNED = "__concerned__"
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


def concerning(concerned: Concerned) -> Callable[[_Function], _Function]:
    """Declare which words alone may have other answers with the counts of some words, as another function says.

    Words with other capitals than at the beginning have no answers then.
    """

    def declared(function: _Function) -> _Function:
        setattr(function, _CONCERNED, concerned)
        return function

    return declared


def concerned_words(
    function: Callable[..., Any], words: Iterable[str], language: str, answered: Iterable[str]
) -> Set[str] | None:
    """The words, in lower case, that alone may have other answers with the counts of some words; None for unknown."""
    concerned: Concerned | None = getattr(function, _CONCERNED, None)
    return concerned(words, language, answered) if concerned else None


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
    """The words of a language whose forms begin as those of changed words do, with their forms."""

    def __init__(self, counts: Mapping[str, int], changed: Mapping[str, int]) -> None:
        """`counts` are all those after the change, and `changed` those before it of the words that have others now."""
        self.all = counts
        self.counts = counts.around(changed) if isinstance(counts, Shelves) else counts
        self.forms = WordForms(folded(self.counts))


class Changed:
    """The words of a language of which the answers of a local function may differ, as some have another count now."""

    def __init__(
        self,
        words: NearWords,
        changed: Mapping[str, int],
        how: Local,
        *,
        slips: bool = True,
        answered: Iterable[str] = (),
    ) -> None:
        """`changed` are the counts before the change, of the words that have others now.

        `answered` are the words that have an answer.
        """
        self._forms = how.forms
        counts, plain = words.counts, words.forms
        self._counts = counts
        further = [*how.forms(counts)]
        others = WordForms([form for form, _ in further])
        forms = dict(zip(changed, folded(changed), strict=True))
        own = {*forms.values(), *(form for form, _ in how.forms(changed))}
        # A word that is gone, or an answer for a word that nobody writes, is compared with others by its forms too.
        self._affected = near = own
        if slips:
            often = {word for word in changed if how.rare and min(changed[word], counts.get(word, 0)) > how.rare}
            few = _long(own - {forms[word] for word in often} if often else own, how)
            self._affected = own | plain.near(few) | others.near(few)
            if often:
                # It is one slip from an answered word, or has nothing to do with others.
                shelves = {*map(shelf_of, often)}
                known = WordForms(folded(word for word in answered if shelf_of(word) in shelves))
                self._affected |= known.near(_long((forms[word] for word in often), how))
            compared = _long(self._answering(plain, further, how), how)
            near = self._affected | plain.near(compared) | others.near(compared)
        some = {*compress(counts, map(near.__contains__, plain.forms))}
        some |= {word for form, word in further if form in near}
        self.counts = Neighbourhood(words.all, sorted(some))

    def _answering(self, plain: WordForms, further: Iterable[tuple[str, str]], how: Local) -> Set[str]:
        """The affected forms of words that may have an answer by a word one slip away."""
        if not how.rare:
            return self._affected
        among = [*map(self._affected.__contains__, plain.forms)]
        there = zip(compress(plain.forms, among), compress(self._counts.values(), among), strict=True)
        return {form for form, count in there if count <= how.rare} | {
            form for form, word in further if form in self._affected and self._counts[word] <= how.rare
        }

    def among(self, words: Iterable[str]) -> set[str]:
        """Those of some words of which the answers may differ."""
        listed = [*words]
        found = {*compress(listed, map(self._affected.__contains__, folded(listed)))}
        return found | {word for form, word in self._forms(listed) if form in self._affected}


def _long(forms: Iterable[str], how: Local) -> set[str]:
    """The forms that are compared with those that are one slip away."""
    return {form for form in forms if len(form) >= how.shortest}


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
