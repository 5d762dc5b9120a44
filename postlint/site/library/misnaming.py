"""Whether the words of a link may name another article than the one that it leads to."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from postlint.site.library.frequencies import size_of
from postlint.site.library.index import CONTENT, FREQUENCY, is_usual, key_of
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

_FEWEST = 2
"""How many distinctive words a text must have to name an article."""


def distinctive_words(site: Site, words: str, page: Page, target: Page) -> Set[str]:
    """The stems of a link by which it may name another article than its target; none where it does not.

    Most links name none, and for these the library need not be built.
    """
    language = site.language(page)
    vocabulary = words_of(language)
    if vocabulary.count(words) < _FEWEST:
        return set()
    stems = {stem: None for stem in vocabulary.stems(words) if len(stem) > 1}
    note = site.recorder.note
    note(key_of(CONTENT, language, target.path))
    with site.recorder.recording():
        is_indexed = site.has_page(target)
        # A target in another language may have the words in translation.
        if is_indexed and site.language(target) != language:
            return set()
        target_stems = stems_of(texts_of(site, target), vocabulary) if is_indexed else set()
    # Frequencies come last: for them, the words of all articles are counted.
    if len(stems.keys() - target_stems) < _FEWEST:
        return set()
    size, frequencies = size_of(site, language), site.frequencies(language)
    distinctive = set[str]()
    for stem in stems:
        note(key_of(FREQUENCY, language, stem))
        if not is_usual(frequencies(stem), size):
            distinctive.add(stem)
    return set() if len(distinctive) < _FEWEST or distinctive & target_stems else distinctive
