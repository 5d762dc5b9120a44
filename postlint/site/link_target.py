"""Where a link leads: the answer of a site, with the reason in the words of an editor."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from postlint.facts.page import Page
from postlint.lazy_regex import pattern


class Near(NamedTuple):
    """Something that a broken link may have meant."""

    url: str
    """What a link to it would be: a URL, encoded, from the root of the host; of an anchor, `#id`."""
    title: str
    path: str
    """The file of the site that is there, "" for what has none."""
    state: str
    score: float
    """How near, from 0 to 100."""


_LETTER = pattern(r"[^\W_]")
_COMMENT = pattern(r"(?:(?:dsq-|li-|issue|discussion)?comment[-_]?\d+|comments|disqus_thread|isso-\d+|respond)", re.I)


def leads_to_no_part(fragment: str) -> bool:
    """Whether a fragment names no part of a page: its top, or nothing at all (`#_`, `#!`)."""
    return not fragment or fragment.lower() == "top" or not _LETTER.search(fragment)


def leads_to_comment(fragment: str) -> bool:
    """Whether a fragment names what readers said below a page, as services and themes that show it name it."""
    return _COMMENT.fullmatch(fragment) is not None


def _none() -> list[Near]:
    return []


class Target(Struct, frozen=True):
    """Where a link leads.

    `result` is page, file, alias, redirect, term, external, broken, broken-anchor, unknown or other. A page may be
    unpublished: see `state`. What is unknown is never broken.
    """

    result: str
    url: str | None = None
    """Where it leads, encoded, from the root of the host, with its fragment; for an alias, the page's own URL."""
    page: Page | None = None
    """The article there, also where only its anchor is missing, or it is not published."""
    state: str = ""
    """Of a page: published, draft, future, expired, unrendered."""
    why: str = ""
    """What is the matter, as a phrase that can follow the name of the target; "" where nothing is."""
    language: str = ""
    path: str = ""
    """The file of the site that is there, relative to its root; "" where there is none."""
    anchor: str = ""
    """The fragment, decoded, where there is one to be looked for."""
    case_of: str = ""
    """The URL, encoded, that this one differs from by case alone."""
    anchor_case_of: str = ""
    """The id that the fragment differs from by case alone."""
    canonical: str = ""
    """The URL, encoded, that needs no redirect of the host, where this one does."""
    own_domain: bool = False
    """Whether it is written with the site's own domain."""
    same_page: bool = False
    """Whether it leads to the article that it stands in."""
    hook: bool = False
    """Whether a render hook of the site may make something else of it."""
    markdown: bool = False
    """Whether it names the file of an article and the published link would end in `.md`."""
    absent: str = ""
    """Of what is broken, the folder at the root of the site that it lies below, where the site has nothing of that."""
    ambiguous: tuple[str, ...] = ()
    """The articles that a `ref` may mean, or that have an alias, where there are several."""
    languages: tuple[str, ...] = ()
    """The languages in which there is such a page, where there is none in the one of the article."""
    find_nearest: Callable[[], list[Near]] = _none

    @property
    def ok(self) -> bool:
        """Whether a reader gets there, as far as anyone can know."""
        return self.result not in ("broken", "broken-anchor") and self.state in ("", "published")

    @property
    def nearest(self) -> list[Near]:
        """What a broken link may have meant, the likeliest first; at most three."""
        return self.find_nearest()
