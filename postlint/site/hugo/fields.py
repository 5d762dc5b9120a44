"""The fields that Hugo itself reads from a front matter, what they are to hold, and how it reads their values."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date
from functools import lru_cache
from typing import Any

from postlint.document.dialect import Kind
from postlint.lazy_regex import pattern
from postlint.site.dates import as_moment
from postlint.site.hugo import build_stops

_FIELDS: dict[Kind, str] = {
    "text": "title linkTitle description summary slug url type layout markup translationKey",
    "list": "aliases categories keywords outputs tags",
    "boolean": "draft headless isCJKLanguage",
    "date": "date expiryDate lastmod modified pubdate publishDate published unpublishdate",
    "number": "weight",
    "table": "build params sitemap sites",
    "any": "audio cascade images locale menu menus resources series videos",
}
FIELDS: dict[str, Kind] = {name: kind for kind, names in _FIELDS.items() for name in names.split()}
"""Hugo's fields, and its taxonomies that need no configuration, by the name its documentation uses."""

NAMES = {name.lower(): name for name in FIELDS}
"""The same names by their lower-case form: keys match in any case."""

BUILT_IN = frozenset(
    """comment details figure gist highlight instagram param qr ref relref twitter twitter_simple tweet vimeo
    vimeo_simple x x_simple youtube""".split()
)
"""Hugo's own shortcodes, those of earlier versions too. None of them makes an id that its call does not show."""

# Words of their own that are one or two letters away from a field of Hugo's.
_OWN_WORDS = frozenset(
    "categoria categorias descripcion descriptive descriptor expirationdate image imagens publisheddate publisher"
    " ressources seria serial serien serier tile titre weigh".split()
)
# These are too near to other words, or too rare, to guess at; of short names only two swapped letters are a slip.
_FREE = frozenset("audio images iscjklanguage locale menus pubdate sites unpublishdate videos".split())
_SHORT = frozenset("build date menu slug tags type url".split())

# What Hugo reads as a date besides 2026-01-02T10:00:00Z and its parts: "02 Jan 2006", RFC 822, RFC 850, ANSI C.
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WORDED = pattern(
    rf"\d\d {_MONTH} \d{{4}}|(?:\w{{3}}, )?\d\d {_MONTH} \d\d(?:\d\d)? \d\d:\d\d.*|\w+day, \d\d-{_MONTH}-\d\d .*"
    rf"|\w{{3}} {_MONTH} [ \d]\d \d\d:\d\d:\d\d .*",
    re.IGNORECASE,
)


def kind_of(name: str) -> Kind | None:
    """What Hugo's field of that name is to hold, in any case; None where it has no such field."""
    return FIELDS.get(NAMES.get(name.lower(), ""))


@lru_cache(maxsize=1024)
def near(name: str) -> str:
    """The field of Hugo's that a name is a slip for; "" where it may well be a name of its own.

    One letter may be wrong, missing, too many or swapped, in long names two. The first letter counts, and a plural, a
    number or an underscore makes another name of it.
    """
    word = name.lower()
    if not (word.isascii() and word.isalpha()) or word in _OWN_WORDS or word in NAMES or len(word) < 3:
        return ""
    from rapidfuzz.distance import OSA

    distance, known = min((OSA.distance(word, known), known) for known in NAMES if known not in _FREE)
    if known in _SHORT:
        return NAMES[known] if sorted(word) == sorted(known) and distance == 1 else ""
    if distance > (2 if len(known) >= 10 else 1) or (word[0] != known[0] and sorted(word) != sorted(known)):
        return ""
    # Another ending makes another word of it: that of another language, or one that the theme reads.
    if word[-1] != known[-1] and sorted(word) != sorted(known):
        return ""
    return "" if known in word or word + "s" == known else NAMES[known]


def is_archetype(path: str) -> bool:
    """Whether a file is a template of articles, whose values are yet to be filled in."""
    return "archetypes" in path.split("/")[:-1]


def is_fragment(path: str) -> bool:
    """Whether a file is a piece that others include, by the underscore that it or its folder begins with."""
    *folders, name = path.split("/")
    return any(part.startswith("_") for part in folders) or (name.startswith("_") and not name.startswith("_index."))


def is_date(value: Any) -> bool:
    """Whether Hugo reads a value as a date; an integer is the seconds since 1970."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return value >= 100_000_000
    if isinstance(value, str) and _WORDED.fullmatch(value):
        return True
    return as_moment(value) is not None


_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "list": (list,),
    "number": (int, float),
    "integer": (int,),
    "table": (dict,),
}


def is_kind(value: Any, kind: str) -> bool:
    """Whether a value is of a kind: one of Hugo's, or `integer`. Anything is of a kind that is none of them."""
    if kind == "date":
        return is_date(value)
    if kind == "boolean" or (isinstance(value, bool) and kind in _TYPES):
        return kind == "boolean" and isinstance(value, bool)
    return kind not in _TYPES or isinstance(value, _TYPES[kind])


def read_as(value: Any) -> str:
    """A value that is no text as Hugo puts it on a page."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


class HugoDialect:
    """Hugo's fields and shortcodes, and how it reads the values of a front matter."""

    def __init__(
        self, *, takes_removed: bool = False, reads_comments: bool = False, is_commonmark: bool = True
    ) -> None:
        """`takes_removed` is true for a release that takes the fields which have been removed since.

        `reads_comments` is true for one of these that reads a front matter within a comment; `is_commonmark` is false
        for one whose renderer was another one.
        """
        age = "oldest " if not is_commonmark else "older " if reads_comments else "old " if takes_removed else ""
        self.generator = f"{age}hugo"
        self.is_commonmark = is_commonmark
        self.reads_comments = reads_comments
        self._takes_removed = takes_removed
        self.takes_twice = takes_removed

    def replaced(self, name: str) -> str:
        return "" if self._takes_removed else build_stops.replaced(name)

    shows_entities = True
    takes: Set[str] = frozenset()
    has_jsx = False
    reads_gray_matter = False
    names = NAMES
    shortcodes = BUILT_IN
    kind_of = staticmethod(kind_of)
    near = staticmethod(near)
    stops = staticmethod(build_stops.reason)
    is_kind = staticmethod(is_kind)
    is_date = staticmethod(is_date)
    as_moment = staticmethod(as_moment)
    read_as = staticmethod(read_as)
    is_archetype = staticmethod(is_archetype)
    is_fragment = staticmethod(is_fragment)


# A time without seconds, which other generators read.
_TIMED = pattern(r"(\d{4}-\d\d-\d\d)[ T]\d\d?:\d\d(?: ?(?:Z|[+-]\d\d:?\d\d))?")


class AssumedDialect(HugoDialect):
    """Hugo's, for articles in a folder that nothing says a generator of: what others read as well is no defect."""

    def __init__(self) -> None:
        super().__init__()
        self.generator = "assumed hugo"

    @staticmethod
    def is_date(value: Any) -> bool:
        """Whether a value may be a date."""
        timed = _TIMED.fullmatch(value.strip()) if isinstance(value, str) else None
        return is_date(timed[1] if timed else value)

    @staticmethod
    def is_kind(value: Any, kind: str) -> bool:
        return AssumedDialect.is_date(value) if kind == "date" else is_kind(value, kind)
