"""How the articles of a site write words, and which of its words stand out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import Any

from msgspec import Struct

from postlint.document.passages import Passage
from postlint.facts.foreign_markup import is_in_tag
from postlint.facts.page import Page
from postlint.helpers.languages import is_foreign, is_likely
from postlint.helpers.word_lists import valid_words
from postlint.lazy_regex import pattern
from postlint.site.site import Site
from postlint.site.stored_counts import in_buckets
from postlint.site.word_answers import Make

_CREDIT = pattern(
    r"\b(?:photo|image|picture|foto|bild|cover|illustration|art(?:work)?|cr[eé]dit|source|quelle)s?\b"
    r"(?: [^\W\d_]+){0,2} ?(?:[:©@]|\b(?:by|from|par|de|von|via|courtesy)\b)|\b(?:unsplash|pexels|pixabay|flickr)\b|"
    r"\A(?:cr[eé]dits?|source|quelle)\b",
    re.I,
)
_PLAIN, _FEW, _UNKNOWN = 3, 5, 0.15
"""Words of so many letters are looked up; there have to be so many, and such a share or one may be in no list."""
_SET_APART = frozenset("\"“‘«„')]}>/|-")
_BEFORE_PART, _BEHIND_PART = frozenset("@/.$-"), frozenset("@/=-")
_OPEN, _CLOSED = frozenset("\"“‘«„'"), frozenset("\"”’»“'")
# Languages whose letters have no case.
_WITHOUT_CASE = frozenset(
    "am ar bn dv fa gu he hi ja km kn ko lo ml mr my ne pa ps sd si ta te th ti ug ur yi zh".split()
)
_SENTENCE_START = pattern(r"(?:\A|[.!?:…]['\"”’»)]*\s+|\n)['\"“‘«(¡¿*]*\Z")


def answers(make: Make, language: str, site: Site, words: Set[str]) -> dict[str, Any]:
    """The answers of a function for those of some words that have any.

    The function gets in how many articles each word of a language stands, in order, as it is written, and the language.
    """
    return site.by_word(make, _words, language, words)


@in_buckets
def _words(page: Page, site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    language, words = written_in(page, site), page.words.split(" ")
    if language in _WITHOUT_CASE:
        # What has no letters with a case, such as a clause in Japanese, is no word that any function has an answer for.
        words = [word for word in words if word.isascii() or word.lower() != word.upper()]
    yield language, words


def written_in(page: Page, site: Site) -> str:
    """The language of an article by its words, or else by the configuration of its site."""
    return language_of(page, site) or site.language(page)[:2]


def words_of(page: Page, site: Site) -> frozenset[str]:
    """The words of an article as they are written."""
    return site.words(page)


def owners_of(page: Page) -> set[str]:
    """The words of an article that have the ending of an owner, without it."""
    return {part.rpartition(" ")[2] for part in f"{page.words} ".split("'s ")[:-1]} - {""}


def language_of(page: Page, site: Site) -> str:
    """The language that an article is written in by its words, two letters; "" where that is not clear.

    A short article is in the language of its site where no other has as many of its common words, and nearly all of its
    words are in the list of that language.
    """
    return page.language or _language_of_site(words_of(page, site), site.language(page)[:2])


@lru_cache(maxsize=4)
def _language_of_site(words: frozenset[str], language: str) -> str:
    """The language of the site, if words are of it: each rule asks that of the same article."""
    plain = {word for word in words if len(word) >= _PLAIN and word.islower() and word.isalpha()}
    if len(plain) < _FEW or not is_likely(words, language):
        return ""
    valid = valid_words(plain, language)
    return language if valid is not None and len(plain) - len(valid) <= max(1, _UNKNOWN * len(plain)) else ""


class Occurrence(Struct, frozen=True):
    """A word in a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def starts_sentence(self) -> bool:
        """Whether a capital at its beginning says nothing."""
        before = self.passage.text[max(0, self.start - 20) : self.start]
        return _SENTENCE_START.search(before) is not None

    @property
    def is_quoted(self) -> bool:
        """Whether the word stands by itself between quotation marks."""
        text = self.passage.text
        return self.start > 0 and text[self.start - 1] in _OPEN and text[self.end : self.end + 1] in _CLOSED

    @property
    def is_alone(self) -> bool:
        """Whether the word is all that its passage has, as in a list of words."""
        return self.passage.text.strip() == self.word

    @property
    def is_set_apart(self) -> bool:
        """Whether the word is quoted, or follows a bracket: it is spoken of, or a part of another."""
        text = self.passage.text
        return text[self.start - 1 : self.start] in _SET_APART if self.start else False

    @property
    def is_named(self) -> bool:
        """Whether a word with a capital follows: it may be a first name."""
        rest = self.passage.text[self.end : self.end + 2]
        return rest[:1] == " " and rest[1:].isupper()

    def is_foreign(self, language: str) -> bool:
        """Whether what it stands in is written in another language."""
        return is_foreign(self.passage.text, language)

    @property
    def in_credit(self) -> bool:
        """Whether the line names the author of a picture."""
        return _CREDIT.search(self.passage.text) is not None and len(self.passage.text) < 200


def occurrences(page: Page, site: Site, words: Collection[str], *, quotes: bool = True) -> Iterator[Occurrence]:
    """Where words stand in the text that readers see, whole; without `quotes`, not in block quotes."""
    # Most words that are sought stand in addresses alone, for which an article need not be parsed.
    written = site.read(page.path).decode("utf-8", "replace").replace("’", "'") if words else ""
    if not any(_may_show(written, word) for word in words):
        return
    doc = site.document(page)
    for passage in doc.passages:
        if _KEYWORDS.match(passage.text):
            # What readers may type into a search, with their slips.
            continue
        for start, end in _places(passage.text, words):
            if is_in_tag(passage.text, start):
                # What is left of a tag of another generator is told by another rule.
                continue
            if quotes or not doc.is_quoted(passage.span(start, end).start):
                yield Occurrence(passage, start, end)


_KEYWORDS = pattern(
    r"(?:key[- ]?words?|mots?[- ]cl[ée]f?s?|schl(?:ü|ue)sselw[oö]rte?r?|palabras[- ]clave|palavras[- ]chave|"
    r"parole[- ]chiave)\s?[:：]",
    re.I,
)
_BEGINS_WORD = pattern(r"(?<![\w@#/\\.$_\u00ad-])(?<!\w['’])")
# A range by itself is compiled in a tenth of the time.
_GOES_ON = pattern(r"[\w@/\\=_\u00ad-]|[\u0300-\u036f]|['’](?!s\b)\w|\.\w|\(\)")


def _places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where words stand in a text, whole and in order; of two that begin at one place, the longer one."""
    plain = text.replace("’", "'")
    found: dict[int, int] = {}
    for word in words:
        start = plain.find(word)
        while start >= 0:
            end = start + len(word)
            if end > found.get(start, 0) and _BEGINS_WORD.match(text, start) and not _GOES_ON.match(text, end):
                found[start] = end
            start = plain.find(word, start + 1)
    places: list[tuple[int, int]] = []
    for start in sorted(found):
        if not places or start >= places[-1][1]:
            places.append((start, found[start]))
    return places


def _may_show(written: str, word: str) -> bool:
    """Whether a word stands in a text as it is written other than as a part of an address."""
    at = written.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = written[max(at - 1, 0) : at], written[end : end + 2]
        joined = before.isalnum() or before in _BEFORE_PART or after[:1].isalnum() or after[:1] in _BEHIND_PART
        if not joined and not (after[:1] == "." and after[1:].isalnum()):
            return True
        at = written.find(word, end)
    return False


def one_slip(words: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that are one letter, or two swapped ones, from a known one, each with that one."""
    shortened: dict[str, list[str]] = {}
    for word in known:
        for short in _shortened(word):
            shortened.setdefault(short, []).append(word)
    known_words = frozenset(known)
    for word in words:
        near = set(shortened.get(word, ()))
        for short in _shortened(word):
            near.update(shortened.get(short, ()))
            if short in known_words:
                near.add(short)
        yield from ((word, other) for other in sorted(near) if other != word and is_one_slip(word, other))


_LONGEST = 40
"""The letters of a word up to which it is compared with others."""


def _shortened(word: str) -> set[str]:
    # Nobody writes a longer word by a slip; each of its letters would be left out in turn.
    return {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) <= _LONGEST else set()


def is_one_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter that is left out, added, another, or swapped with the next."""
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, wanted = word[start:], other[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )


def counted(forms: Mapping[str, int], form: str) -> int:
    """In how many articles a form stands, also as the owner of something."""
    return forms.get(form, 0) + forms.get(f"{form}'s", 0)
