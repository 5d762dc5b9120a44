"""The words of a text as they are compared: without case, accents and endings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import add
from unicodedata import combining, normalize

import Stemmer

from postlint.lazy_regex import pattern

_WORD = re.compile(r"[^\W_]+(?:(?:\+\+|#)(?!\w))?")
"""A word; of `C++` and `C#`, with the signs that tell them from `C`."""
# Scripts that put no blanks between words, and Korean, whose words take their particles with them.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_SIGNS = 4
"""So many signs of a script without blanks make a word."""
_COMPOUND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.I)
_HUMPED = re.compile(r"\b(?:(?:[A-Z][a-z]+){2,}|[a-zA-Z]{2,}[0-9]+)\b")
_HUMP = pattern(r"[A-Z][a-z]+|[a-zA-Z]+|[0-9]+")
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


class Words(dict[str, str]):
    """The stems of the words of one language, each computed once."""

    def __init__(self, language: str) -> None:
        """`language` is a code such as `de` or `pt-br`. Where no stemmer knows it, words are stemmed as English:
        what is written about technology has English words in every language.
        """
        super().__init__()
        stemmer = Stemmer.Stemmer(_ALGORITHMS.get(re.split("[-_]", language.lower())[0], "english"))
        # Its own cache is of no use, as each word is stemmed once.
        stemmer.maxCacheSize = 0
        self._stem = stemmer.stemWord

    def __missing__(self, word: str) -> str:
        stem: str = self._stem(word)
        if not stem.isascii():
            stem = "".join(sign for sign in normalize("NFKD", stem) if not combining(sign))
        self[word] = stem
        return stem

    def stems(self, text: str) -> list[str]:
        """The stems of a text in its order; in scripts without blanks, each two neighbouring signs (bigrams)."""
        return self._stems(_WORD.findall(text.lower()), text)

    def stem_set(self, text: str) -> set[str]:
        """The stems of a text, each once: faster than in their order, as most words come more than once."""
        return {*self._stems({*_WORD.findall(text.lower())}, text)}

    def _stems(self, words: Iterable[str], text: str) -> list[str]:
        """The stems of words, which are those of a text."""
        if text.isascii() or not _UNSPACED.search(text):
            return [*map(self.__getitem__, words)]
        stems: list[str] = []
        for word in words:
            if word.isascii():
                stems.append(self[word])
            elif len(word) > 1 and _UNSPACED.fullmatch(word):
                stems += map(add, word, word[1:])
            else:
                stems += [stem for stem, _, _ in self._mixed(word, 0)]
        return stems

    def count(self, text: str) -> int:
        """How many words of more than one sign a text has; in scripts without blanks, four signs count as one."""
        words = _WORD.findall(text.lower())
        signs = sum(len(run) for run in _UNSPACED.findall(text))
        return sum(len(word) > 1 and not _UNSPACED.match(word) for word in words) + signs // _SIGNS

    def spellings(self, text: str, is_known: Callable[[str], bool]) -> list[str]:
        """Further stems of a text: `JSONRPC` of `JSON-RPC`, and the parts of an unknown `FileName` or `Expo2020`."""
        joined = [self[compound.replace("-", "").lower()] for compound in _COMPOUND.findall(text)]
        humped = [word for word in _HUMPED.findall(text) if not is_known(self[word.lower()])]
        apart = [self[part.lower()] for word in humped for part in _HUMP.findall(word)]
        return [stem for stem in joined + apart if is_known(stem)]

    def tokens(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The stems of a text in its order, each with its start and end in the text."""
        for word in _WORD.finditer(text):
            if word[0].isascii() or not _UNSPACED.search(word[0]):
                yield self[word[0].lower()], *word.span()
            else:
                yield from self._mixed(word[0].lower(), word.start())

    def _mixed(self, word: str, start: int) -> Iterator[tuple[str, int, int]]:
        end = 0
        for run in _UNSPACED.finditer(word):
            if run.start() > end:
                yield self[word[end : run.start()]], start + end, start + run.start()
            first, end = run.span()
            for at in range(first, max(end - 1, first + 1)):
                yield word[at : min(at + 2, end)], start + at, start + min(at + 2, end)
        if end < len(word):
            yield self[word[end:]], start + end, start + len(word)


@cache
def words_of(language: str) -> Words:
    """The words of a language, cached for as long as the process runs."""
    return Words(language)
