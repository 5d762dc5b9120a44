"""Which words a changed word may have to do with, so that what a function makes of words is made again for these only.

A function over the words of a language is local where the answer for a word depends on how often this word, words that
it is compared with, and words that are looked up by name stand on the site. It is compared with those of which a form
is one of its own forms, or one slip from it: a letter more or less, another one, or two that are swapped. A form of
each word is the word without case, accents, hyphens, and the ending of an owner; a function may know others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar
from unicodedata import combining, normalize

Forms = Callable[[str], Iterable[str]]
"""The further forms of a word under which it is compared with others; of most words, none."""
_Function = TypeVar("_Function", bound=Callable[..., Any])
_FORMS = "__forms__"
_CONCERNS = "__concerns__"
_END = "\n"
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
    lowered = f"{_END.join(words)}{_END}".lower().replace("-", "").replace(f"'s{_END}", _END).split(_END)[:-1]
    return [word if word.isascii() else _plain(word) for word in lowered]


def _plain(word: str) -> str:
    # Letter by letter: what is one slip from a word is not more than one from it then.
    return "".join(normalize("NFD", letter)[0] for letter in word if not combining(letter))


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


class Changed:
    """The words of a language of which the answers of a local function may differ, as some have another count now."""

    def __init__(
        self, counts: Mapping[str, int], changed: Set[str], forms: Forms, plain: Sequence[str] | None = None
    ) -> None:
        """`counts` are those after the change, in order of the words; `plain` are their folded forms, where known."""
        self._forms = forms
        plain = plain or folded(counts)
        further = [(form, word) for word in counts for form in forms(word)]
        all_forms = {*plain, *(form for form, _ in further)}
        own = {*folded(changed), *(form for word in changed for form in forms(word))}
        letters = sorted({*"".join(all_forms)})
        # A word that is gone, or an answer for a word that nobody writes, is compared with others by its forms too.
        self._affected = own | _near(own, letters, all_forms)
        near = self._affected | _near(self._affected, letters, all_forms)
        words = {word for form, word in zip(plain, counts, strict=True) if form in near}
        words |= {word for form, word in further if form in near}
        self.counts = Neighbourhood(counts, (word for word in counts if word in words))

    def __contains__(self, word: str) -> bool:
        """Whether the answer for a word may differ."""
        return not self._affected.isdisjoint((*folded([word]), *self._forms(word)))


def _near(forms: Set[str], letters: list[str], known: Set[str]) -> set[str]:
    """Those of the known forms that are one slip from some forms."""
    return {near for form in forms for near in _slips(form, letters) if near in known}


def _slips(form: str, letters: list[str]) -> Iterator[str]:
    """What is one slip from a form."""
    for at in range(len(form) + 1):
        head, tail = form[:at], form[at:]
        rest = tail[1:]
        yield from (f"{head}{letter}{tail}" for letter in letters)
        if tail:
            yield head + rest
            yield from (f"{head}{letter}{rest}" for letter in letters)
        if rest:
            yield head + rest[0] + tail[0] + rest[1:]
