"""Which keys of libraries have changed with an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from typing import TYPE_CHECKING, NamedTuple

from postlint.site.library.editions import Editions
from postlint.site.library.index import CONTENT, INBOUND, LIBRARY, LINKED, POSTINGS, articles_of, key_of
from postlint.site.library.references import Reference, references_of, target_of
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site


class _Content(NamedTuple):
    """What a library indexes of an article."""

    language: str
    texts: dict[str, str]
    references: frozenset[Reference]


class ChangedKeys(NamedTuple):
    """The keys of libraries that have changed with an article."""

    keys: set[str]
    moved: set[str]
    """The languages whose library it was added to or removed from."""
    languages: set[str]
    """The languages in which its indexed content differs."""
    stems: dict[str, Counter[str]]
    """By language, the stems that it has now and had not, each as 1, and those that it had and has not, as -1."""


def has_other_editions(site: Site, language: str, added: Set[str], removed: Set[str]) -> bool:
    """Whether the editions of a language differ from those before articles were added and removed, by their paths."""
    with site.recorder.recording():
        after = [*(site.counted(articles_of).get(language) or ())]
    before = [*(path for path in after if path not in added), *removed]
    return Editions.of(before) != Editions.of(after)


def changed_keys(path: str, before: tuple[Site, Page | None], after: tuple[Site, Page | None]) -> ChangedKeys:
    """The keys of libraries that have changed with an article: the site and the article, None for none, each time."""
    keys: set[str] = set()
    moved: set[str] = set()
    languages: set[str] = set()
    counts: dict[str, Counter[str]] = {}
    contents = [_content(*before), _content(*after)]
    sides = zip((before, after), (-1, 1), contents, reversed(contents), strict=True)
    for (site, page), sign, content, other in sides:
        if page is None or content is None or content == other:
            continue
        language, words = content.language, words_of(content.language)
        stems, references = stems_of(content.texts, words), content.references
        if other and other.language == language:
            stems = stems - stems_of(other.texts, words) if content.texts != other.texts else set()
            references -= other.references
        else:
            moved.add(language)
        languages.add(language)
        counts.setdefault(language, Counter()).update(dict.fromkeys(stems, sign))
        keys.add(f"{LIBRARY}:{language}")
        keys |= {key_of(CONTENT, language, path), *(key_of(POSTINGS, language, stem) for stem in stems)}
        for reference in references:
            keys |= {key_of(LINKED, language, stem) for stem in words.stems(reference.text)}
            keys.add(key_of(INBOUND, language, target_of(site, page, reference)))
    return ChangedKeys(keys, moved, languages, counts)


def _content(site: Site, page: Page | None) -> _Content | None:
    """What the libraries of a site index of an article; None for an article that they do not have."""
    if page is None or not site.has_page(page):
        return None
    base = site.base_url.rstrip("/")
    return _Content(site.language(page), texts_of(site, page), frozenset(references_of(page, base)))
