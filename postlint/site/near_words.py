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
MOST = 400
"""For so many changed words at most it is worth it; for more, all answers are made again."""


def _none(word: str) -> tuple[()]:
    return ()


def local(forms: Forms = _none, *, but: str = "") -> Callable[[_Function], _Function]:
    """Declare a function over words to be local, `but` for the words of one language."""

    def declared(function: _Function) -> _Function:
        setattr(function, _FORMS, (forms, but))
        return function

    return declared


def forms_of(function: Callable[..., Any], language: str) -> Forms | None:
    """The further forms by which a function compares words of a language; None where it is not local."""
    found: tuple[Forms | None, str] = getattr(function, _FORMS, (None, ""))
    forms, but = found
    return None if language == but else forms


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
        self._by_length: dict[int, set[str]] = {}
        for form in dict.fromkeys(forms):
            self._by_length.setdefault(len(form), set()).add(form)
        self._by_parts: dict[int, dict[str, list[str]]] = {}
        self._near: dict[str, set[str]] = {}

    def near(self, forms: Collection[str]) -> set[str]:
        """Those that are one slip from some forms, and these themselves where they are among them."""
        for form in forms:
            if form not in self._near:
                self._near[form] = {*self._shorter(form), *self._others(form)}
        return {near for form in forms for near in self._near[form]}

    def _shorter(self, form: str) -> Iterator[str]:
        """A letter less, and two that are swapped."""
        less, same = (self._by_length.get(len(form) - at, ()) for at in (1, 0))
        for at in range(len(form)):
            head, tail = form[:at], form[at + 1 :]
            if head + tail in less:
                yield head + tail
            if tail and (swapped := head + tail[0] + form[at] + tail[1:]) in same:
                yield swapped

    def _others(self, form: str) -> Iterator[str]:
        """Another letter, and one more: such a form has all but one of its three parts in common with this one."""
        for length in (len(form), len(form) + 1):
            if length not in self._by_length:
                continue
            if length <= _SHORT:
                candidates: Iterable[str] = self._by_length[length]
            else:
                known = self._parts(length)
                candidates = [other for part in parts(form, length) for other in known.get(part, ())]
            yield from (other for other in candidates if is_slip(form, other))

    def _parts(self, length: int) -> dict[str, list[str]]:
        """The forms of a length by what each has without one of its parts."""
        if length not in self._by_parts:
            known = self._by_parts[length] = dict[str, list[str]]()
            for form in self._by_length[length]:
                for part in parts(form, length):
                    if part in known:
                        known[part].append(form)
                    else:
                        known[part] = [form]
        return self._by_parts[length]


def parts(form: str, length: int) -> tuple[str, str, str]:
    """What a form has in common with one of this length that differs in the first, the middle or the last third."""
    third = length // 3
    return f"-{form[third - length :]}", f"{form[:third]}-{form[-third:]}", f"{form[: length - third]}-"


def is_slip(form: str, other: str) -> bool:
    """Whether another form, which is as long or has one letter more, has one other letter at most, or just one more."""
    at = next((at for at, letter in enumerate(form) if letter != other[at]), len(form))
    return form[at:] == other[at + 1 :] if len(form) < len(other) else form[at + 1 :] == other[at + 1 :]


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
