"""Repairs of links: the same link with another destination, and what is said of it."""

from __future__ import annotations

import re
from itertools import takewhile
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from postlint.diagnostic import Change, Edit, Fix
from postlint.facts.page import Link, Page
from postlint.helpers.destinations import PLACEHOLDER
from postlint.helpers.domains import host_in, is_domain
from postlint.lazy_regex import pattern
from postlint.site.likeness import speaks_against
from postlint.site.link_target import Near, Target
from postlint.site.site import Site
from postlint.text import Range

_CLOSE_ENOUGH = 85
"""The score from which on a link may be led to the nearest target, by somebody who looks at it."""
_WORTH_NAMING = 78
_NOWHERE = Range(0, 0, 1, 1, 1, 1)
_SLIP = pattern(r"(?!https?://)(?:[a-z]{3,7}[:;.,]?//|[a-z]{3,7}[;,])", re.I)
_EMAIL = pattern(r"[\w.%+-]+@((?:[\w-]+\.)+[^\W\d_]{2,})")
_ENCODED_LETTER = pattern(r"%[89A-Fa-f][0-9A-Fa-f]")
_ENCODED_LETTERS = pattern(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_REF = pattern(r"\{\{(?P<markup>[<%])\s*(?P<name>(?:rel)?ref)\b")
_TAIL = pattern(r"[?#].*\Z", re.S)


def resolved_links(page: Page, site: Site) -> list[tuple[Link, Target]]:
    """The links of an article and where they lead; what many share, a link reference definition, once."""
    cached = site.once(_cached_targets)
    if page.path not in cached:
        # Only those of one article at a time: a large site has hundreds of thousands.
        cached.clear()
        places: dict[int, Link] = {}
        for link in site.links(page):
            places.setdefault(link.place.start, link)
        with site.recorder.recording() as read:
            targets = [(link, site.resolve(page, link)) for link in places.values()]
        cached[page.path] = targets, frozenset(read)
    # Whoever asks first may ask for another article.
    site.recorder.keys |= cached[page.path][1]
    return cached[page.path][0]


def _cached_targets(site: Site) -> dict[str, tuple[list[tuple[Link, Target]], frozenset[str]]]:
    return {}


def tail(link: Link) -> str:
    """Query and fragment of a destination, as written."""
    return tail_of(link.destination)


def tail_of(destination: str) -> str:
    """The same of a destination that no link has yet."""
    match = _TAIL.search(destination)
    return match[0] if match else ""


def has_fragment(link: Link) -> bool:
    """Whether the fragment is part of the destination, and not written after a shortcode."""
    return "#" in link.destination


def link_to(
    destination: str, kind: str = "link", name: str = "", *, image: bool = False, place: Range = _NOWHERE
) -> Link:
    """A link that an article does not have, to ask a site where it would lead."""
    return Link(kind, destination, destination, place, place, image=image, name=name)


def opening_of_reference(destination: str) -> str:
    """How a destination that is `ref` or `relref` begins, such as `{{< relref`; "" for any other."""
    shortcode = _REF.match(destination)
    return f"{{{{{shortcode['markup']} {shortcode['name']}" if shortcode else ""


def reference(opening: str, path: str) -> str:
    """The shortcode that begins so, with a path to an article."""
    return f'{opening} "{path}" {"%" if "%" in opening else ">"}}}}}'


def target_with(page: Page, site: Site, link: Link, destination: str) -> Target:
    """Where a link of an article would lead if it had another destination."""
    return site.resolve(page, replace(link, destination=destination, url=destination))


def repoint(link: Link, destination: str, *, safe: bool) -> Fix:
    """The fix that gives a link another destination."""
    destination = _as_written(link, destination)
    edit = Edit(link.place.span, destination)
    make = Fix.safe if safe else Fix.unsafe
    # What HTML and shortcodes hold counts as part of the structure of the text.
    own = link.kind in ("link", "image")
    return make(edit, title=f"Link {destination}", changes=[Change.LINKS] if own else [Change.LINKS, Change.BLOCKS])


def _as_written(link: Link, destination: str) -> str:
    """A destination in the manner of the one that it replaces: letters, and a folder without the name of its index."""
    if not _ENCODED_LETTER.search(link.destination):
        destination = _ENCODED_LETTERS.sub(lambda letters: _decoded(letters[0]), destination)
    path = destination.removesuffix(tail_of(destination))
    if path.endswith("/index.html") and "index.html" not in link.destination:
        destination = path.removesuffix("index.html") + tail_of(destination)
    return destination


def _decoded(letters: str) -> str:
    """Encoded letters as they are; what is no UTF-8, or no letter, stays encoded."""
    text = unquote(letters, errors="replace")
    return text if text.isprintable() and "\ufffd" not in text and not any(char.isspace() for char in text) else letters


def in_right_case(page: Page, site: Site, link: Link, target: Target) -> Fix | None:
    """The fix of a link that differs from a page or file by case alone, as near as can be to how it is written."""
    rest = tail(link)
    path = link.destination.removesuffix(rest)
    known = target.case_of.rstrip("/") + "/" * path.endswith("/")
    start = next((at for at in range(len(path)) if known.lower().endswith(path[at:].lower())), len(path))
    kept = path[:start] + known[len(known) - len(path) + start :]
    for better in (kept, target.case_of):
        there = target_with(page, site, link, better + rest)
        if better != path and there.result in ("page", "term", "file", "alias") and there.ok:
            return repoint(link, better + rest, safe=not there.hook)
    return None


def is_address(link: Link) -> bool:
    """Whether a destination is meant for another site, for mail, or is yet to be written: other rules say what."""
    url = link.url or ""
    if link.kind not in ("link", "image"):
        return False
    email = _EMAIL.fullmatch(url)
    return bool(
        PLACEHOLDER.fullmatch(url)
        or _SLIP.match(url)
        or (email and is_domain(email[1]))
        or host_in(url, image=link.image)
    )


def alias_place(page: Page, url: str) -> Range:
    """Where an article names the alias of a URL."""
    aliases = page.fields.get("aliases")
    wanted = url.strip("/").removesuffix("/index.html")
    names = [str(name).strip("./") for name in aliases] if isinstance(aliases, list) else []
    fitting = [at for at, name in enumerate(names) if name and wanted.endswith(name)]
    best = max(fitting, key=lambda at: len(names[at]), default=0)
    return page.place(f"aliases.{best}") or page.place("aliases") or page.top


def neighbours(page: Page, site: Site, pages: list[Page]) -> list[Page]:
    """Of some pages, those that are published from the folder that an article is published from."""
    return [
        other
        for other in pages
        if other is not page and _shelf(other) == _shelf(page) and site.published(other) and site.kind(other) == "page"
    ]


def is_last(page: Page, others: list[Page]) -> bool:
    """Whether an article is the newest of some: what they have in common is reported once, where it was copied to."""
    return all(_age(other) < _age(page) for other in others)


def _age(page: Page) -> tuple[str, str]:
    return str(page.fields.get("date") or ""), page.path


def _shelf(page: Page) -> str:
    """The folder that an article, or the folder of its bundle, stands in."""
    folder, _, name = page.path.rpartition("/")
    return folder.rpartition("/")[0] if name.startswith("index.") else folder


def near(page: Page, target: Target) -> list[Near]:
    """What a broken link of an article may have meant, as far as it is near enough to be named.

    Of those that have the name which a link gives without a folder, that of the article's own folder leads, as of the
    version that it is part of.
    """
    worth_naming = [near for near in target.nearest if near.score >= _WORTH_NAMING and near.path != page.path]
    name, _, rest = (target.url or "").partition("#")[0].removesuffix(".md").strip("/").partition("/")
    if len(worth_naming) < 2 or rest or not name:
        return worth_naming[:3]
    return sorted(worth_naming, key=lambda near: (name != _last(near), -_shared_folders(near.path, page.path)))[:3]


def is_own_address(page: Page, target: Target) -> bool:
    """Whether what is nearest to a broken link of an article is the article: a list of a series names it too."""
    first = next(iter(target.nearest), None)
    return first is not None and first.score >= _WORTH_NAMING and first.path == page.path


def _last(near: Near) -> str:
    return near.url.strip("/").rpartition("/")[2]


def _shared_folders(one: str, other: str) -> int:
    """In how many folders two paths begin alike."""
    pairs = zip(one.split("/")[:-1], other.split("/")[:-1], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def did_you_mean(nearest: list[Near]) -> str:
    """The end of a message that names the nearest target, "" where none is near."""
    if not nearest:
        return ""
    first = nearest[0]
    title = f" (“{first.title}”)" if first.title else ""
    state = "" if first.state == "published" else f", which is not published ({first.state})"
    return f"; did you mean {first.url}{title}{state}?"


class Signs(Struct, frozen=True):
    """A destination in which a sign that belongs to the name of a file is written so, and what it was taken for."""

    destination: str
    why: str


def signs_in_path(page: Page, site: Site, link: Link) -> Signs | None:
    """The destination that leads somewhere once its `#` and `?` are parts of its path; None where there is none."""
    written = link.destination
    for sign, code, why in (("#", "%23", "“#” begins a part of a page"), ("?", "%3F", "“?” begins a query")):
        if sign in written and link.kind in ("link", "image", "shortcode"):
            better = written.replace("#", "%23").replace("?", "%3F") if sign == "?" else written.replace(sign, code)
            there = target_with(page, site, link, better)
            if there.result in ("page", "file") and there.ok:
                return Signs(better, why)
    return None


def contradicted(link: Link, candidate: Near) -> bool:
    """Whether the text of a link says that another page than the nearest one is meant."""
    return speaks_against(link.text, link.destination.removesuffix(tail(link)), (candidate.url, candidate.title))


def clearly_nearest(nearest: list[Near]) -> Near | None:
    """The nearest target where it is near enough, published, and nearer than any other."""
    if not nearest or nearest[0].score < _CLOSE_ENOUGH or nearest[0].state != "published":
        return None
    return None if len(nearest) > 1 and nearest[1].score > nearest[0].score - 2 else nearest[0]
