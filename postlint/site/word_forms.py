"""The forms of words by which they are compared: without what tells nothing, and which are one slip from another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import compress, filterfalse
from operator import ne, not_
from unicodedata import combining, normalize

_END = "\n"
_BUCKETS, _LENGTHS, _LONGEST = 32, 3, 18
"""By so many groups of letters, and of so many lengths together, up to the longest, words are stored."""
_FEW = 150
"""For so few words each letter of ASCII is tried, which takes less than to take all forms apart."""


def folded(words: Iterable[str]) -> list[str]:
    """Words without case, accents, hyphens, and the ending of an owner."""
    # All at once: a site has many.
    text = f"{_END.join(words)}{_END}".lower().replace("-", "").replace(f"'s{_END}", _END)
    forms = text.split(_END)[:-1]
    if not text.isascii():
        others = [*compress(range(len(forms)), map(not_, map(str.isascii, forms)))]
        text = _END.join([forms[at] for at in others])
        for letter in {*text}:
            # Letter by letter: what is one slip from a word is not more than one from it then.
            if not letter.isascii() and (plain := _plain(letter)) != letter:
                text = text.replace(letter, plain)
        for at, form in zip(others, text.split(_END), strict=True):
            forms[at] = form
    return forms


def bucket_of(word: str) -> str:
    """The bucket of a word, by the first letter of its form and about how long that is.

    Those that end in a capital, as names with a numeral do, have one of their own for each letter.
    """
    if word.isascii() and word.isalpha():
        form = word.lower()
    elif not (form := folded([word])[0]):
        return ""
    if word[-1:].isupper() and not word.isupper():
        return f"{ord(form[0]) % _BUCKETS}+"
    return f"{ord(form[0]) % _BUCKETS}-{min(len(form), _LONGEST) // _LENGTHS}"


def buckets_with(form: str, slips: bool) -> set[str]:
    """The buckets of words that have a form, or, with `slips`, one that is one slip from it.

    Of these, only such as begin with the same letter.
    """
    if not form:
        return {""}
    first, length = ord(form[0]) % _BUCKETS, len(form)
    lengths = range(length - 1, length + 2) if slips else (length,)
    return {f"{first}+", *(f"{first}-{min(length, _LONGEST) // _LENGTHS}" for length in lengths)}


@cache
def _plain(letter: str) -> str:
    """A letter without its accent; nothing for an accent by itself."""
    return "" if combining(letter) else normalize("NFD", letter)[0]


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
        new = {form for form in forms if form not in self._near} if self._all else ()
        if self._few and len(new) > min(_FEW, len(self._all)):
            self._few = False
            self._known.clear()
            self.__dict__.pop("_by_length", None)
        for form in new:
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
        by_length: dict[int, list[str]] = {}
        for form in filterfalse(str.isascii, self._all) if self._few else self._all:
            by_length.setdefault(len(form), []).append(form)
        return by_length

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
