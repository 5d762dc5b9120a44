"""Which links of an article leave the site, and where each URL is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct, field

from postlint.diagnostic import Related
from postlint.lazy_regex import pattern

if TYPE_CHECKING:
    from postlint.external.outcome import Outcome
    from postlint.facts.page import Link, Page
    from postlint.text import Range

_WEB = pattern(r"(?:https?:)?//", re.I)
_PORTS = {"http": ":80", "https": ":443"}
# A link to a style sheet or an icon is asked like any other; one to a host alone is only a hint to browsers.
_HINTS = ("link[href]", "form[action]")
# Lines of code and comments that the pages of code hosts show by a script.
_SCRIPTED = pattern(r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|(?:issuecomment-|discussion_r|diff-).+")
# Kept as they are when the rest of a URL is percent-encoded.
_SAFE = "%/?:@!$&'()*+,;=~-._"


# Every rule asks for the key of every link.
@lru_cache(maxsize=65_536)
def key_of(url: str) -> str | None:
    """The URL as it is asked: without fragment, host in lower case, encoded; None where it is none of the web.

    Two links with the same key are one URL. What is no URL at all keeps its text, so that it can be named.
    """
    if not _WEB.match(url):
        return None
    url = url if url[0] != "/" else f"https:{url}"
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    shown = f"[{host}]" if ":" in host else host.rstrip(".")
    at = f":{port}" if port is not None and f":{port}" != _PORTS[scheme] else ""
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return f"{scheme}://{shown}{at}{quote(parts.path, safe=_SAFE) or '/'}{query}"


def target_of(url: str, key: str) -> str:
    """Where a redirect leads, as it can be shown and written: its key and its fragment, so nothing hidden in it."""
    fragment = url.partition("#")[2]
    return f"{key}#{quote(fragment, safe=_SAFE)}" if fragment else key


def fragment_of(url: str) -> str:
    """The id that a URL asks for; "" for none, and for what only a script or the browser understands."""
    fragment = unquote(url.partition("#")[2])
    if fragment.startswith((":~:", "!", "/")) or fragment.lower() == "top" or ":~:" in fragment or "=" in fragment:
        return ""
    return "" if _SCRIPTED.fullmatch(fragment) else fragment


def external(page: Page) -> Iterator[tuple[Link, str]]:
    """The links of an article that leave the site, each place once, with the key of the URL."""
    seen: set[Range] = set()
    for link in page.links:
        if link.url is None or link.place in seen or link.name in _HINTS:
            continue
        key = key_of(link.url)
        if key:
            seen.add(link.place)
            yield link, key


class Outcomes(Struct, frozen=True):
    """The outcomes of a run by URL, and the places that use each."""

    by_key: Mapping[str, Outcome]
    uses: Mapping[str, list[tuple[str, Range]]] = field(default_factory=dict)
    """By key, the path and place of every link to it in the articles that are reported on, in order."""

    @classmethod
    def of(cls, by_key: Mapping[str, Outcome], pages: Iterable[Page]) -> Outcomes:
        """Outcomes for some articles."""
        uses: dict[str, list[tuple[str, Range]]] = {}
        for page in pages:
            for link, key in external(page):
                uses.setdefault(key, []).append((page.path, link.place))
        return cls(by_key, uses)

    def links(self, page: Page) -> Iterator[tuple[Link, Outcome]]:
        """The links of an article of which something is known, each place once."""
        for link, key in external(page):
            outcome = self.by_key.get(key)
            if outcome:
                yield link, outcome

    def others(self, page: Page, link: Link) -> tuple[Related, ...]:
        """The other places that use the URL of a link: all of them at the first place, the first one at the others."""
        uses = self.uses.get(key_of(link.url or "") or "", [])
        if not uses or (page.path, link.place) == uses[0]:
            return tuple(Related(path, place, "the same URL is used here") for path, place in uses[1:])
        return (Related(*uses[0], "the same URL is used here first"),)
