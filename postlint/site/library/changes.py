"""What has changed, with an article, of what libraries were asked for."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, NamedTuple

from postlint.site.library.editions import Editions, parts_of
from postlint.site.library.index import HAVING, INBOUND, LIBRARY, LINKED, TOLD, articles_of, key_of
from postlint.site.library.references import Reference, references_of, target_of
from postlint.site.library.texts import stems_of, texts_of
from postlint.site.library.words import words_of

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site


class _Texts(NamedTuple):
    """The texts and links of an article, and its language."""

    language: str
    texts: dict[str, str]
    references: frozenset[Reference]


class ChangedKeys(NamedTuple):
    """What has changed with an article of what libraries were asked for."""

    keys: set[str]
    resolved: dict[str, set[str]]
    """By language, the keys that were asked of the site to find out where its new links lead."""
    moved: set[str]
    """The languages to which it has come, or which it has left."""
    languages: set[str]
    """Those in which it tells something else."""


def has_other_editions(site: Site, language: str, new: Set[str], gone: Set[str]) -> bool:
    """Whether the editions of a language are others than before these articles came and went, by their paths."""
    with site.recorder.noted():
        after = {path: parts_of(path) for path in site.counted(articles_of).get(language) or {}}
    before = {path: parts for path, parts in after.items() if path not in new} | {path: parts_of(path) for path in gone}
    return Editions(before) != Editions(after)


def changed_keys(path: str, before: tuple[Site, Page | None], after: tuple[Site, Page | None]) -> ChangedKeys:
    """What has changed of what libraries were asked for with an article; None where it is not there."""
    keys: set[str] = set()
    resolved: dict[str, set[str]] = {}
    moved: set[str] = set()
    languages: set[str] = set()
    told = [_told(*before), _told(*after)]
    for (site, page), own, other in zip((before, after), told, reversed(told), strict=True):
        if page is None or own is None or own == other:
            continue
        language, words = own.language, words_of(own.language)
        stems, references = stems_of(own.texts, words), own.references
        if other and other.language == language:
            stems = stems - stems_of(other.texts, words) if own.texts != other.texts else set()
            references -= other.references
        else:
            moved.add(language)
        languages.add(language)
        keys.add(f"{LIBRARY}:{language}")
        keys |= {key_of(TOLD, language, path), *(key_of(HAVING, language, stem) for stem in stems)}
        for reference in references:
            keys |= {key_of(LINKED, language, stem) for stem in words.stems(reference.text)}
            with site.recorder.noted() as asked:
                keys.add(key_of(INBOUND, language, target_of(site, page, reference)))
            resolved.setdefault(language, set()).update(asked)
    return ChangedKeys(keys, resolved, moved, languages)


def _told(site: Site, page: Page | None) -> _Texts | None:
    if page is None or not site.has_page(page):
        return None
    base = site.base_url.rstrip("/")
    return _Texts(site.language(page), texts_of(site, page), frozenset(references_of(page, base)))
