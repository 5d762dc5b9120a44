"""Which words a changed word may have to do with, so that what a function makes of words is made again for these only.

A function over the words of a language is local where the answer for a word depends on how often this word, words that
it is compared with, and words that are looked up by name stand on the site. It is compared with those of which a form
is one of its own forms, or one slip from it: a letter more or less, another one, or two that are swapped. A form of
each word is the word without case, accents, hyphens, and the ending of an owner; a function may know others. Where it
says so for a language, only words that share a form are compared. It may also say that words that stand often are not
answered by a slip, and short ones are not compared: then most of the words of an article that comes or goes, which are
frequent ones, have to do with few others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import compress
from operator import ne
from typing import Any, TypeVar
from unicodedata import combining, normalize

from msgspec import Struct

Forms = Callable[[Iterable[str]], Iterable[tuple[str, str]]]
"""The further forms under which some words are compared with others, each with the word; of most words, none."""
_Function = TypeVar("_Function", bound=Callable[..., Any])
Concerned = Callable[[Iterable[str], str], "Set[str] | None"]
"""The words, in lower case, that may have other answers where some of a language have other counts; None for any."""
_LOCAL = "__local__"
_CONCERNED = "__concerned__"
_END = "\n"
_FEW = 50
"""For so few words each letter of ASCII is tried, which takes less than to take all forms apart."""
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
    """Declare which words alone may have other answers with the counts of some words, as another function says."""

    def declared(function: _Function) -> _Function:
        setattr(function, _CONCERNED, concerned)
        return function

    return declared


def concerned_words(function: Callable[..., Any], words: Iterable[str], language: str) -> Set[str] | None:
    """The words, in lower case, that alone may have other answers with the counts of some words; None for unknown."""
    concerned: Concerned | None = getattr(function, _CONCERNED, None)
    return concerned(words, language) if concerned else None


def folded(words: Iterable[str]) -> list[str]:
    """Words without case, accents, hyphens, and the ending of an owner."""
    # All at once: a site has many.
    text = f"{_END.join(words)}{_END}".lower().replace("-", "").replace(f"'s{_END}", _END)
    if not text.isascii():
        for letter in {*text}:
            # Letter by letter: what is one slip from a word is not more than one from it then.
            if not letter.isascii() and (plain := _plain(letter)) != letter:
                text = text.replace(letter, plain)
    return text.split(_END)[:-1]


@cache
def _plain(letter: str) -> str:
    """A letter without its accent; nothing for an accent by itself."""
    return "" if combining(letter) else normalize("NFD", letter)[0]


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


class WordForms:
    """The folded forms of words, and which of them are one slip from another one."""

    def __init__(self, forms: list[str]) -> None:
        """`forms` are in the order of the words."""
        self.forms = forms
        self._few = True
        self._all = frozenset(forms)
        self._near: dict[str, set[str]] = {}
        self._known: dict[int, dict[str, list[str]]] = {}

    def near(self, forms: Collection[str]) -> set[str]:
        """Those that are one slip from some forms, and these themselves where they are among them."""
        if self._few and len(forms) > min(_FEW, len(self._all)):
            self._few = False
            self._known.clear()
            self.__dict__.pop("_by_length", None)
        for form in forms if self._all else ():
            if form not in self._near:
                self._near[form] = {*self._all.intersection(_shorter(form)), *self._others(form)}
        return {near for form in forms for near in self._near.get(form, ())}

    def _others(self, form: str) -> Iterator[str]:
        """Those with another letter, and with one more."""
        if self._few:
            yield from self._all.intersection(_longer(form, self._letters))
        for length in (len(form), len(form) + 1):
            # Such a form has all but one of its three parts in common with this one.
            known = self._parts(length)
            candidates = (other for part in parts(form, length) for other in known.get(part, ()))
            yield from (other for other in candidates if is_slip(form, other))

    @cached_property
    def _letters(self) -> str:
        """The letters of ASCII that are in any form."""
        text = "".join(self._all)
        return "".join(letter for letter in map(chr, range(128)) if letter in text)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for form in self._all:
            if not (self._few and form.isascii()):
                found.setdefault(len(form), []).append(form)
        return found

    def _parts(self, length: int) -> dict[str, list[str]]:
        """The forms of a length, as far as not each letter is tried, by what each has without one of its parts."""
        if length not in self._known:
            known = self._known[length] = dict[str, list[str]]()
            for form in self._by_length.get(length, ()):
                for part in parts(form, length):
                    known.setdefault(part, []).append(form)
        return self._known[length]


def _shorter(form: str) -> Iterator[str]:
    """A form as it is, with a letter less, or with two that are swapped."""
    yield form
    for at in range(len(form)):
        head, tail = form[:at], form[at + 1 :]
        yield head + tail
        if tail:
            yield head + tail[0] + form[at] + tail[1:]


def _longer(form: str, letters: str) -> Iterator[str]:
    """A form with another letter, or with one more."""
    for at in range(len(form) + 1):
        head, tail, rest = form[:at], form[at:], form[at + 1 :]
        yield from [f"{head}{letter}{tail}" for letter in letters]
        if tail:
            yield from [f"{head}{letter}{rest}" for letter in letters]


def parts(form: str, length: int) -> Sequence[str]:
    """What a form has in common with one of this length that differs in the first, the middle or the last third."""
    third = length // 3
    if not third:
        return ("",)
    return f"-{form[third - length :]}", f"{form[:third]}-{form[-third:]}", f"{form[: length - third]}-"


def is_slip(form: str, other: str) -> bool:
    """Whether another form, which is as long or has one letter more, has one other letter at most, or just one more."""
    if len(form) == len(other):
        differing: int = sum(map(ne, form, other))
        return differing < 2
    at = next((at for at, letter in enumerate(form) if letter != other[at]), len(form))
    return form[at:] == other[at + 1 :]


class Changed:
    """The words of a language of which the answers of a local function may differ, as some have another count now."""

    def __init__(
        self,
        counts: Mapping[str, int],
        changed: Mapping[str, int],
        how: Local,
        plain: WordForms | None = None,
        *,
        slips: bool = True,
        answered: Iterable[str] = (),
    ) -> None:
        """`counts` are those after the change; `plain` are their forms in the same order, where known.

        `changed` are those before it, of the words that have others now; `answered` are the words that have an answer.
        """
        self._forms = how.forms
        self._counts = counts
        plain = plain or WordForms(folded(counts))
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
                known = WordForms(folded(answered))
                self._affected |= known.near(_long((forms[word] for word in often), how))
            compared = _long(self._answering(plain, further, how), how)
            near = self._affected | plain.near(compared) | others.near(compared)
        words = {*compress(counts, map(near.__contains__, plain.forms))}
        words |= {word for form, word in further if form in near}
        self.counts = Neighbourhood(counts, sorted(words))

    def _answering(self, plain: WordForms, further: Iterable[tuple[str, str]], how: Local) -> Set[str]:
        """The affected forms of words that may have an answer by a word one slip away."""
        if not how.rare:
            return self._affected
        among = [*map(self._affected.__contains__, plain.forms)]
        there = zip(compress(plain.forms, among), compress(self._counts.values(), among), strict=True)
        return {form for form, count in there if count <= how.rare} | {
            form for form, word in further if form in self._affected and self._counts[word] <= how.rare
        }

    def __contains__(self, word: str) -> bool:
        """Whether the answer for a word may differ."""
        return not self._affected.isdisjoint((*folded([word]), *(form for form, _ in self._forms([word]))))


def _long(forms: Iterable[str], how: Local) -> set[str]:
    """The forms that are compared with those that are one slip away."""
    return {form for form in forms if len(form) >= how.shortest}


class Named:
    """Words of a language by name: those of which the answers may differ, as a function over words declares."""

    def __init__(self, counts: Mapping[str, int], words: Set[str]) -> None:
        """`words` are in lower case."""
        self._words = words
        lowered = _END.join(counts).lower().split(_END)
        there = compress(counts, map(words.__contains__, lowered))
        self.counts = Neighbourhood(counts, sorted(there))

    def __contains__(self, word: str) -> bool:
        """Whether the answer for a word may differ."""
        return word.lower() in self._words
