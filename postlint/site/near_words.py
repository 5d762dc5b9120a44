"""Which words a changed word may have to do with, so that what a function makes of words is made again for these only.

A function over the words of a language is local where the answer for a word depends on how often this word, words that
it is compared with, and words that are looked up by name stand on the site. It is compared with those of which a form
is one of its own forms, or one slip from it: a letter more or less, another one, or two that are swapped. A form of
each word is the word without case, accents, hyphens, and the ending of an owner; a function may know others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from typing import Any, TypeVar
from unicodedata import combining, normalize

Forms = Callable[[str], Iterable[str]]
"""The further forms of a word under which it is compared with others; of most words, none."""
_Function = TypeVar("_Function", bound=Callable[..., Any])
_FORMS = "__forms__"
_CONCERNS = "__concerns__"
_END = "\n"
_SHORT = 2
"""Of so many letters at most, a form may have none in common with one that is one slip from it."""
MOST = 30
"""For so many changed words at most it is worth it; for more, all answers are made again."""


def _none(word: str) -> tuple[()]:
    return ()


def local(forms: Forms = _none) -> Callable[[_Function], _Function]:
    """Declare a function over words to be local."""

    def declared(function: _Function) -> _Function:
        setattr(function, _FORMS, forms)
        return function

    return declared


def forms_of(function: Callable[..., Any]) -> Forms | None:
    """The further forms by which a function compares words; None where it is not local."""
    found: Forms | None = getattr(function, _FORMS, None)
    return found


def concerned_by(concerns: Callable[[Iterable[str], str], bool]) -> Callable[[_Function], _Function]:
    """Declare that no answer of a function changes with words of which another function says so, given the language."""

    def declared(function: _Function) -> _Function:
        setattr(function, _CONCERNS, concerns)
        return function

    return declared


def is_concerned(function: Callable[..., Any], words: Iterable[str], language: str) -> bool:
    """Whether an answer of a function may change with the counts of some words."""
    concerns = getattr(function, _CONCERNS, None)
    return concerns is None or bool(concerns(words, language))


def folded(words: Iterable[str]) -> list[str]:
    """Words without case, accents, hyphens, and the ending of an owner."""
    # All at once: a site has many.
    lowered = f"{_END.join(words)}{_END}".lower().replace("-", "").replace(f"'s{_END}", _END)
    return (lowered if lowered.isascii() else lowered.translate(_PLAIN)).split(_END)[:-1]


class _Plain(dict[int, str]):
    """The letters without accents; each is found out once."""

    def __missing__(self, code: int) -> str:
        # Letter by letter: what is one slip from a word is not more than one from it then.
        letter = chr(code)
        self[code] = plain = "" if combining(letter) else normalize("NFD", letter)[0]
        return plain


_PLAIN = _Plain()


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
        self.forms = forms
        """In the order of the words."""
        self._by_length: dict[int, list[str]] = {}
        for form in dict.fromkeys(forms):
            self._by_length.setdefault(len(form), []).append(form)
        self._parts: dict[int, tuple[dict[str, list[str]], dict[str, list[str]]]] = {}
        self._near: dict[str, set[str]] = {}

    def near(self, forms: Collection[str]) -> set[str]:
        """Those that are one slip from some forms."""
        for form in forms:
            if form not in self._near:
                self._near[form] = {near for near in self._candidates(form) if is_slip(form, near)}
        return {near for form in forms for near in self._near[form]}

    def _candidates(self, form: str) -> Iterator[str]:
        """Forms among which all are that are one slip from one: they begin or end as it does."""
        for length in range(len(form) - 1, len(form) + 2):
            if length <= _SHORT:
                yield from self._by_length.get(length, ())
            elif length in self._by_length:
                heads, tails = self._by_parts(length)
                yield from heads.get(form[: length // 2], ())
                yield from tails.get(form[length // 2 + 1 - length :], ())

    def _by_parts(self, length: int) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The forms of a length by how they begin and end: all but one letter, as two that are swapped are the slip."""
        if length not in self._parts:
            heads, tails = self._parts[length] = dict[str, list[str]](), dict[str, list[str]]()
            head, tail = length // 2, length // 2 + 1 - length
            for form in self._by_length[length]:
                heads.setdefault(form[:head], []).append(form)
                tails.setdefault(form[tail:], []).append(form)
        return self._parts[length]


def is_slip(one: str, other: str) -> bool:
    """Whether two forms differ by a letter more or less, by another one, or by two that are swapped, if at all."""
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    rest = one[at + 2 :] == other[at + 2 :]
    return rest and (one[at + 1 : at + 2] == other[at + 1 : at + 2] or one[at : at + 2] == other[at : at + 2][::-1])


class Changed:
    """The words of a language of which the answers of a local function may differ, as some have another count now."""

    def __init__(
        self, counts: Mapping[str, int], changed: Set[str], forms: Forms, plain: WordForms | None = None
    ) -> None:
        """`counts` are those after the change, in order of the words; `plain` are their forms, where known."""
        self._forms = forms
        plain = plain or WordForms(folded(counts))
        further = [(form, word) for word in counts for form in forms(word)] if forms is not _none else []
        others = WordForms([form for form, _ in further])
        own = {*folded(changed), *(form for word in changed for form in forms(word))}
        # A word that is gone, or an answer for a word that nobody writes, is compared with others by its forms too.
        self._affected = own | plain.near(own) | others.near(own)
        near = self._affected | plain.near(self._affected) | others.near(self._affected)
        words = {word for form, word in zip(plain.forms, counts, strict=True) if form in near}
        words |= {word for form, word in further if form in near}
        self.counts = Neighbourhood(counts, sorted(words))

    def __contains__(self, word: str) -> bool:
        """Whether the answer for a word may differ."""
        return not self._affected.isdisjoint((*folded([word]), *self._forms(word)))
