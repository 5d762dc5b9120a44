"""The librarian of a site: its articles, found by what they are about."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from copy import copy
from functools import cache, cached_property
from math import fsum, log
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary
from zlib import crc32

from postlint.facts.page import Link, Page
from postlint.lazy_regex import pattern
from postlint.site.library.catalogue import Catalogue, Target, Told, digests, is_worth_it, rows_of
from postlint.site.library.editions import Editions, shared
from postlint.site.library.index import (
    FREQUENCY,
    HAVING,
    INBOUND,
    LIBRARY,
    LINKED,
    PLACES,
    TOLD,
    Index,
    Reference,
    References,
    about_so_many,
    articles_of,
    is_usual,
    key_of,
    rounded,
)
from postlint.site.library.mentions import Mention, Names
from postlint.site.library.ranking import Articles, Query, rank
from postlint.site.library.words import Words, words_of
from postlint.text import Range

if TYPE_CHECKING:
    from postlint.site.groups import Counts
    from postlint.site.rows import Row
    from postlint.site.site import Site

_HYPHENS = pattern(r"[-_.]+")
_SUFFIX = pattern(r"(?:/(?:_?index|readme))?(?:\.[\w-]+)?\.\w+$", re.I)
_TERMS = ("tags", "categories", "keywords", "series")
_NOWHERE = Range(0, 0, 1, 1, 1, 1)
_TELLING = 2
"""So many words that few articles have, a text must have to name one of them."""
_MISNAMED = 0.985
_ENOUGH, _OF_FEW = 6.0, 1.2
"""What a name tells at least that words are looked for by; on a small site, where no word is rare, less."""
_LIKELY = 60
"""So many articles that are named are looked at more closely."""
_NAMING = ("title", "names", "description", "headings", "terms")
_FOREIGN = 0.3
"""What words of one link count as a name of its target that has none of them."""
_ANY, _BESIDE, _SECTION = 5.0, 0.03, 0.5
"""What it counts that a text has words of the article that it names, the more the smaller that is; the words beside the
name, by what they tell; and that both stand in the same folders.
"""
_ALIKE = 16
"""So many of its rarest words tell what an article is like."""
_VAGUE = 3
"""Words that lead to so many articles, and to none of them in most cases, mean none."""
_MOST_KEPT = 5000
"""The stems of so many articles are kept for a library, once they were counted."""
_SHELVES = 32
"""In so many portions the numbers of all stems of a language are stored."""
_COMMON = 500
"""A word of so many links tells little of where one leads."""


class Match(NamedTuple):
    """An article that some words may mean."""

    page: Page
    score: float
    """How likely it is the one that is meant: the share of right ones among answers of this score, from 0 to 1."""


class Library:
    """The articles of one language of a site by what they are about."""

    def __init__(self, site: Site, language: str, stored: tuple[Catalogue, list[str]] | None = None) -> None:
        """`stored` is what an earlier run knew of the articles, if so, with the paths of those that have changed."""
        self._site = site
        self._language = language
        self._words = words_of(language)
        catalogue, self._changed = self._catalogue_of(stored)
        self._catalogue = catalogue
        self._index = Index(
            catalogue.having, len(catalogue.paths), size_of(site, language), Frequencies(site, language)
        )
        self._references = References()
        self._resolved: set[str] = set()
        self._known: dict[str, dict[str, list[str]]] = {}
        self._paths = {path: _parts(path) for path in catalogue.paths}
        for reference, sources in catalogue.sources.items():
            stems = tuple(dict.fromkeys(self._words.stems(reference.text)))
            self._references.add(reference, sources, stems)
        self._found = len(catalogue.targets)

    def _catalogue_of(self, stored: tuple[Catalogue, list[str]] | None) -> tuple[Catalogue, int]:
        """What the articles tell, and how many of them have changed since that was stored; -1 where it was not."""
        if stored is None:
            catalogue, changed = Catalogue(), -1
            known = self._site.counted(articles_of).get(self._language) or ()
            pages = [page for path in known if (page := self._site.page(path))]
        else:
            catalogue, paths = stored
            catalogue.remove({*paths})
            changed = len(paths)
            there = (page for path in paths if (page := self._site.page(path)) and self._site.has_page(page))
            pages = [page for page in there if self._site.language(page) == self._language]
        base, kept = self._site.base_url.rstrip("/"), _kept.get(self._site, {})
        for page in pages:
            has = kept.pop(page.path) if page.path in kept else _stems_of(self._texts(page), self._words)
            catalogue.add(page.path, Told(has, _references(page, base)))
        catalogue.sort()
        return catalogue, changed

    def rows(self) -> Iterator[Row]:
        """What is to be stored of it, where that was not said yet, or much has changed since."""
        if self._changed < 0 or is_worth_it(self._changed, len(self._catalogue.targets) - self._found):
            yield from rows_of(self._language, self._catalogue)
            self._changed, self._found = 0, len(self._catalogue.targets)

    def take_asked(self) -> set[str]:
        """The keys of what was asked for since this was last called."""
        asked = {key_of(kind, self._language, what) for kind, what in self._index.asked}
        self._index.asked.clear()
        return asked

    def note_size(self) -> None:
        """Note that somebody asked who depends on how many articles there are."""
        size_of(self._site, self._language)

    def take_resolved(self) -> set[str]:
        """The keys that were asked of the site, since this was last called, to find out where links lead."""
        resolved, self._resolved = self._resolved, set()
        return resolved

    def taken_over(self, site: Site) -> Library:
        """The same articles with what is told about them, of a site in which no other ones are."""
        library = copy(self)
        library._site = site
        return library

    @property
    def _editions(self) -> Editions:
        self._index.asked.add((PLACES, ""))
        return self._all_editions

    @cached_property
    def _all_editions(self) -> Editions:
        return Editions(self._paths)

    def named(self, text: str, limit: int = 3) -> list[Match]:
        """The articles that some words may mean, wherever they stand; the likeliest first."""
        return self._about(text, "", limit, apart=False)

    def about(self, text: str, page: Page, limit: int = 3, *, apart: bool = False) -> list[Match]:
        """The articles that these words of an article may mean, the likeliest first.

        With `apart`, what the same words of this very article link does not count.
        """
        return self._about(text, page.path, limit, apart=apart)

    def _about(self, text: str, source: str, limit: int, *, apart: bool) -> list[Match]:
        stems = tuple(dict.fromkeys(self._words.stems(text)))
        if not stems:
            return []
        linked, same = self._linked(stems, source if apart else "")
        if self._is_vague(same, stems):
            return []
        other = self._words.spellings(text, lambda stem: self._index.frequency(stem) > 0)
        query = Query(tuple(dict.fromkeys([*stems, *other])), linked, same, source)
        return self._ranked(query, limit)

    def _ranked(self, query: Query, limit: int) -> list[Match]:
        articles = Articles(self._index, self._fields, self._linking, self._editions)
        return [Match(self._page(path), score) for path, score in rank(query, articles, limit)]

    def linked_by(self, words: str, page: Page) -> list[Page]:
        """The articles that links of just these words in other articles lead to."""
        stems = tuple(dict.fromkeys(self._words.stems(words)))
        paths = {
            self._target(reference)
            for reference in (self._with_stem(stems[0]) if stems else ())
            if self._references.stems[reference] == stems and self._references.sources[reference] != {page.path}
        }
        return [self._page(path) for path in sorted(paths) if path]

    def is_meant(self, words: str, page: Page, other: Page, score: float) -> bool:
        """Whether words of an article mean another one with at least this score.

        Not where it is of another edition, has the name of the section that it stands in, or is not the only one whose
        title has just these words.
        """
        own, there = self._editions.folder(page.path), self._editions.folder(other.path)
        parts = self._paths[other.path]
        if (own and there and own != there) or (parts[-2:-1] == parts[-1:] and parts[:-1] in self._paths.values()):
            return False
        found = self.about(words, page)
        if not found or found[0].page is not other or found[0].score < score:
            return False
        stems = {*self._words.stems(words)}
        return all({*self._fields(match.page.path)["title"]} != stems for match in found[1:])

    def mentions(self, texts: Sequence[str], page: Page, linked: Collection[str]) -> list[Mention]:
        """Where texts of an article name others that are not among those linked, by path; the surest first."""
        tokens = [list(self._words.tokens(text)) for text in texts]
        found = self._names.mentions(tokens, {page.path, *linked, *self._other_editions(page.path)})
        words = {stem for text in tokens for stem, _, _ in text}
        beside = [{stem for stem, _, _ in text} for text in tokens]
        likely = [
            mention._replace(weight=mention.weight * self._support(mention, page, words, beside[mention.text]))
            for mention in found[:_LIKELY]
        ]
        return sorted(likely, key=lambda mention: (-mention.weight, mention.path)) + found[_LIKELY:]

    def _support(self, mention: Mention, page: Page, words: Set[str], beside: Set[str]) -> float:
        """How much more speaks for an article that is named: what else of it stands in the text and beside the name."""
        fields, rarity = self._fields(mention.path), self._index.rarity
        stems = {stem for name in _NAMING for stem in fields[name]}
        # Exactly, as they have no order.
        known, whole = fsum(map(rarity, stems & words)), fsum(map(rarity, stems))
        near = fsum(map(rarity, stems.intersection(beside).difference(mention.stems)))
        folders = shared(self._paths[mention.path], self._paths[page.path]) / max(len(self._paths[page.path]) - 1, 1)
        return (1 + known / (whole + _ANY)) * (1 + _BESIDE * near) * (1 + _SECTION * folders)

    def _other_editions(self, path: str) -> Iterator[str]:
        """The articles that belong to another edition than an article."""
        own = self._editions.folder(path)
        if own:
            yield from (other for other in self._paths if self._editions.folder(other) not in ((), own))

    @cached_property
    def _names(self) -> Names:
        enough = min(_ENOUGH, _OF_FEW * log(1 + len(self._paths)))
        names = Names(self._index.rarity, self._index.is_usual, enough)
        for path in self._paths:
            page = self._page(path)
            if self._site.published(page) and self._site.kind(page) in ("page", "section"):
                for name in {tuple(self._fields(path)[field]): None for field in ("title", "names")}:
                    names.add(path, name)
        for reference, stems in self._references.stems.items():
            target = self._target(reference)
            if target and len(self.linked_by(reference.text, self._page(target))) == 1:
                names.add(target, stems, self._trust(reference, target))
        return names

    def _trust(self, reference: Reference, target: str) -> float:
        """How much the words of a link are a name of its target: less of one article, and of words that it has not."""
        if len(self._references.sources[reference]) > 1:
            return 1.0
        stems = self._references.stems[reference]
        own = {stem for name in _NAMING for stem in self._fields(target)[name]}
        told = {stem: self._index.rarity(stem) for stem in stems}
        share = fsum(told[stem] for stem in stems if stem in own) / (fsum(told.values()) or 1.0)
        return _FOREIGN + (1 - _FOREIGN) * share

    def like(self, page: Page, limit: int) -> list[Match]:
        """The articles that are about the same as this one, the nearest first."""
        fields = self._fields(page.path)
        stems = dict.fromkeys([*fields["title"], *fields["terms"], *fields["description"], *fields["headings"]])
        rare = sorted(stems, key=lambda stem: (-self._index.rarity(stem), stem))[:_ALIKE]
        query = Query(tuple(stem for stem in stems if stem in rare), {}, {}, page.path)
        return self._ranked(query, limit) if query.stems else []

    def misnamed(self, words: str, telling: Set[str], page: Page, target: Page) -> Page | None:
        """The article that the words of a link name for certain; `telling_words`, which is asked first, gives some."""
        linked = self.linked_by(words, page)
        found = [] if target in linked else self.about(words, page, 1, apart=True)
        if not found or found[0].page is target or found[0].score < _MISNAMED:
            return None
        path = found[0].page.path
        if self._editions.page(path) == self._editions.page(target.path):
            return None
        return found[0].page if telling <= {*self._fields(path)["title"]} else None

    def content_words(self, text: str) -> int:
        """How many words of a text tell what it is about: those that few articles have."""
        stems = dict.fromkeys(self._words.stems(text))
        return sum(len(stem) > 1 and not self._index.is_usual(stem) for stem in stems)

    def _is_vague(self, same: Mapping[str, int], stems: tuple[str, ...]) -> bool:
        """Whether links with the same words lead to this and that, as "here" and "the previous article" do.

        Not where one of these articles has the words for its title.
        """
        pages: dict[str, int] = {}
        for path, count in same.items():
            page = self._editions.page(path)
            pages[page] = pages.get(page, 0) + count
        titles = {tuple(self._fields(path)["title"]) for path in same}
        if stems in titles:
            return False
        return len(pages) >= _VAGUE and len(titles) > 1 and max(pages.values()) <= sum(pages.values()) / 2

    def _page(self, path: str) -> Page:
        page = self._site.page(path)
        assert page
        return page

    # --- what is known of an article

    def _fields(self, path: str) -> dict[str, list[str]]:
        """The stems of an article by field."""
        self._index.asked.add((TOLD, path))
        if path not in self._known:
            texts = self._texts(self._page(path))
            self._known[path] = {name: self._words.stems(text) for name, text in texts.items()}
        return self._known[path]

    def _texts(self, page: Page) -> dict[str, str]:
        return _texts_of(self._site, page)

    # --- where links lead

    def _linked(self, stems: tuple[str, ...], apart: str) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
        """By stem, the articles to which links with it lead, and from how many articles; and those with just these."""
        linked: dict[str, dict[str, int]] = {}
        same: dict[str, int] = {}
        for stem in stems:
            references = self._with_stem(stem)
            if len(references) > _COMMON:
                continue
            counts = linked[stem] = {}
            for reference in references:
                target = self._target(reference)
                if not target:
                    continue
                equal = self._references.stems[reference] == stems
                sources = self._references.sources[reference]
                if count := len(sources) - (equal and apart in sources):
                    counts[target] = counts.get(target, 0) + count
                    if equal and stem == stems[0]:
                        same[target] = same.get(target, 0) + count
        return linked, same

    def _with_stem(self, stem: str) -> Mapping[Reference, None]:
        """The links that have a stem."""
        self._index.asked.add((LINKED, stem))
        return self._references.by_stem.get(stem, {})

    def _linking(self, path: str) -> Collection[str]:
        """The articles that link to one."""
        self._index.asked.add((INBOUND, path))
        return self._inbound.get(path, ())

    @cached_property
    def _inbound(self) -> dict[str, set[str]]:
        """By path, the articles that link to one."""
        inbound: dict[str, set[str]] = {}
        for reference, sources in self._references.sources.items():
            if target := self._target(reference):
                inbound.setdefault(target, set()).update(sources)
        return inbound

    def _target(self, reference: Reference) -> str:
        """The path of the article to which a link leads; "" for anything else."""
        self._index.asked.add((PLACES, ""))
        first = min(self._references.sources[reference])
        target = self._catalogue.targets.get(reference)
        if target is None or target.source != first:
            with self._site.recorder.noted() as keys:
                path = _target_of(self._site, self._page(first), reference)
            self._resolved |= keys
            target = self._catalogue.targets[reference] = Target(first, path, digests(keys).tobytes())
        return target.path if target.path in self._paths else ""


class Frequencies(dict[str, int]):
    """In about how many articles of a language each stem stands; nobody has asked for that."""

    def __init__(self, site: Site, language: str) -> None:
        super().__init__()
        self._site = site
        self._language = language

    def __call__(self, stem: str) -> int:
        """In about how many articles a stem stands."""
        return self[stem]

    def __missing__(self, stem: str) -> int:
        with self._site.recorder.noted():
            counts = self._site.counted(stems_of_articles).get(_shelves(self._language)[stem]) or {}
        often = self[stem] = rounded(counts.get(stem, 0))
        return often


def stems_of_articles(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The stems of an article in portions, as few of them are looked up."""
    if site.has_page(page):
        language = site.language(page)
        shelf_of = _shelves(language)
        shelves: dict[str, list[str]] = {}
        stems = _stems_of(_texts_of(site, page), words_of(language))
        kept = _kept.setdefault(site, {})
        if len(kept) < _MOST_KEPT:
            kept[page.path] = stems
        for stem in stems:
            shelf = shelf_of[stem]
            if shelf in shelves:
                shelves[shelf].append(stem)
            else:
                shelves[shelf] = [stem]
        yield from shelves.items()


_kept: WeakKeyDictionary[Site, dict[str, set[str]]] = WeakKeyDictionary()
"""By site, the stems of articles that were counted: a library that is made next needs them again."""


class _Shelves(dict[str, str]):
    """In which portion the number of each stem of a language is stored."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, stem: str) -> str:
        shelf = self[stem] = f"{self._language}:{crc32(stem.encode()) % _SHELVES}"
        return shelf


@cache
def _shelves(language: str) -> _Shelves:
    return _Shelves(language)


def frequency_keys(shelf: str, before: Counts, after: Counts) -> Iterator[str]:
    """The keys of the stems that had these counts before, of which the number of articles is about another one now."""
    language = shelf.partition(":")[0]
    for stem, number in before.items():
        if rounded(number) != rounded(after.get(stem, 0)):
            yield key_of(FREQUENCY, language, stem)


def telling_words(site: Site, often: Frequencies, words: str, page: Page, target: Page) -> Set[str]:
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
        own = _stems_of(_texts_of(site, target), known) if there else set()
    # How often each stands is asked last: for that, the words of all articles are counted.
    if len(stems.keys() - own) < _TELLING:
        return set()
    size = size_of(site, language)
    telling = set[str]()
    for stem in stems:
        note(key_of(FREQUENCY, language, stem))
        if not is_usual(often(stem), size):
            telling.add(stem)
    return set() if len(telling) < _TELLING or telling & own else telling


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
        after = {path: _parts(path) for path in site.counted(articles_of).get(language) or {}}
    before = {path: parts for path, parts in after.items() if path not in new} | {path: _parts(path) for path in gone}
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
        stems, references = _stems_of(own.texts, words), own.references
        if other and other.language == language:
            stems = stems - _stems_of(other.texts, words) if own.texts != other.texts else set()
            references -= other.references
        else:
            moved.add(language)
        languages.add(language)
        keys.add(f"{LIBRARY}:{language}")
        keys |= {key_of(TOLD, language, path), *(key_of(HAVING, language, stem) for stem in stems)}
        for reference in references:
            keys |= {key_of(LINKED, language, stem) for stem in words.stems(reference.text)}
            with site.recorder.noted() as asked:
                keys.add(key_of(INBOUND, language, _target_of(site, page, reference)))
            resolved.setdefault(language, set()).update(asked)
    return ChangedKeys(keys, resolved, moved, languages)


def _told(site: Site, page: Page | None) -> _Texts | None:
    if page is None or not site.has_page(page):
        return None
    base = site.base_url.rstrip("/")
    return _Texts(site.language(page), _texts_of(site, page), frozenset(_references(page, base)))


def size_of(site: Site, language: str) -> int:
    """How many articles the library of a language has, rounded; whoever asks depends on that alone."""
    size: int = site.concluded(about_so_many, articles_of, language)
    return size


def _stems_of(texts: Mapping[str, str], words: Words) -> set[str]:
    return words.stem_set(" ".join(texts.values()))


def _parts(path: str) -> tuple[str, ...]:
    """The folders of an article, and the name of its file, or of its folder where it has that."""
    return tuple(_SUFFIX.sub("", path).split("/"))


def _texts_of(site: Site, page: Page) -> dict[str, str]:
    """What tells what an article is about, by field."""
    fields = site.fields(page)
    name = _parts(page.path)[-1]
    title, called = page.title or _first_heading(page) or _HYPHENS.sub(" ", name), _text(fields.get("linktitle"))
    names = [name, _text(fields.get("slug")), *map(_last, site.aliases(page))]
    described = fields.get("description") or fields.get("summary")
    return {
        "title": f"{title} {called}" if called and called != title else title,
        "names": _HYPHENS.sub(" ", " ".join(dict.fromkeys(names))),
        "description": f"{_text(described)} {_text(fields.get('subtitle'))}",
        "headings": " ".join([heading.text for heading in page.headings]),
        "terms": " ".join(_listed(fields)),
        "opening": page.opening,
    }


def _first_heading(page: Page) -> str:
    """What stands for the title of an article that has none: a heading of the first level that is its first."""
    first = next(iter(page.headings), None)
    return first.text if first and first.level == 1 else ""


def _target_of(site: Site, source: Page, reference: Reference) -> str:
    """The path of the article to which a link of another one leads; "" for anything else."""
    kind = "ref" if reference.name in ("ref", "relref") else "link"
    link = Link(kind, reference.destination, reference.destination, _NOWHERE, _NOWHERE, name=reference.name)
    there = site.resolve(source, link).page
    return there.path if there else ""


def _references(page: Page, base: str) -> Iterator[Reference]:
    """The links of an article that may lead to another one of the site, which is at the address `base`."""
    folder = posixpath.dirname(page.path)
    for link in page.links:
        url = link.url
        if link.image or not link.text or not url or url.startswith(("#", "mailto:")):
            continue
        whole = "://" in url[:10]
        if not whole or (base and url.startswith(base)):
            yield Reference(link.text, url, link.name, "" if whole or url.startswith("/") else folder)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _last(url: str) -> str:
    return url.strip("/").rpartition("/")[2].removesuffix(".html")


def _listed(fields: Mapping[str, object]) -> Iterable[str]:
    for name in _TERMS:
        value = fields.get(name)
        yield from map(_text, value) if isinstance(value, list) else (_text(value),)
