"""Whether the words of a link may name another article than the one that it leads to."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from postlint.site.library.frequencies import size_of
from postlint.site.library.index import COUNTED, FREQUENCY, TOLD, is_usual, key_of
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

_TELLING = 2
"""So many words that few articles have, a text must have to name one of them."""


def telling_words(site: Site, words: str, page: Page, target: Page) -> Set[str]:
    """The words of a link by which it may name another article than its target; none where it does not.

    Most links name none, and for these the library need not be made.
    """
    language = site.language(page)
    known = words_of(language)
    if known.count(words) < _TELLING:
        return set()
    stems = {stem: None for stem in known.stems(words) if len(stem) > 1}
    note = site.recorder.note
    note(key_of(TOLD, language, target.path))
    with site.recorder.noted():
        there = site.has_page(target)
        # Of a target in another language nobody can say that it has none of the words.
        if there and site.language(target) != language:
            return set()
        own = stems_of(texts_of(site, target), known) if there else set()
    # How often each stands is asked last: for that, the words of all articles are counted.
    if len(stems.keys() - own) < _TELLING:
        return set()
    note(COUNTED)
    size, often = size_of(site, language), site.frequencies(language)
    telling = set[str]()
    for stem in stems:
        note(key_of(FREQUENCY, language, stem))
        if not is_usual(often(stem), size):
            telling.add(stem)
    return set() if len(telling) < _TELLING or telling & own else telling
