"""The ids of a page: those of its headings as Hugo makes them, and all others that its text gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from unicodedata import category, normalize

from postlint.facts.page import Heading, Page, Part
from postlint.site.hugo.settings import SIGNS, Settings
from postlint.site.hugo.spelling import lower

_DROPPED = re.compile(r"[^A-Za-z0-9 _-]")
_DASHES = re.compile("-{2,3}")
_SIGNS = re.compile(r"['\"]|-{2,3}|\.\.\.|<<|>>")
_NAMES = {"---": "emdash", "--": "endash", "...": "ellipsis", "<<": "leftanglequote", ">>": "rightanglequote"}


def heading_ids(page: Page, settings: Settings) -> list[str | None]:
    """The id of each heading; "" where it has none, None where it cannot be known."""
    return _in_order(page, settings)[0]


def _in_order(page: Page, settings: Settings) -> tuple[list[str | None], list[str]]:
    """The ids of the headings and those of the terms, made in the order of the text: all share one set of names."""
    taken: set[str] = set()
    within: dict[str, set[str]] = {}
    headings: list[str | None] = []
    terms: list[str] = []
    rest = list(reversed(page.terms)) if settings.term_ids else []
    for heading in page.headings:
        while rest and rest[-1].start < heading.place.start:
            terms.append(automatic(rest.pop().parts, settings, taken))
        # What a shortcode holds is rendered by itself, with names of its own.
        names = within.setdefault(heading.inside, set()) if heading.inside else taken
        headings.append(_id(heading, settings, names))
    terms += [automatic(term.parts, settings, taken) for term in reversed(rest)]
    return headings, terms


def _id(heading: Heading, settings: Settings, taken: set[str]) -> str | None:
    if heading.html:
        return heading.id
    if heading.id is not None and settings.title_attributes:
        taken.add(heading.id)
        return heading.id
    if not settings.auto_ids:
        return ""
    if any(part.kind == "shortcode" for part in heading.parts):
        return None
    parts = heading.parts or ((Part("text", heading.text),) if heading.text else ())
    return automatic(parts, settings, taken)


def automatic(parts: Iterable[Part], settings: Settings, taken: set[str]) -> str:
    """The id that Hugo makes of a text, and takes: never one that is taken already."""
    text = "".join(_shown(part, settings) for part in parts)
    if not text:
        return ""
    made = _ALGORITHMS.get(settings.id_type, _github)(text.strip()) or "heading"
    base, number = made, 0
    while made in taken:
        number += 1
        made = f"{base}-{number}"
    taken.add(made)
    return made


def _shown(part: Part, settings: Settings) -> str:
    """What a part of a heading adds to the text that the id is made of."""
    if part.kind == "autolink" or (part.kind == "bare" and settings.linkify):
        return ""
    if part.kind == "text" and settings.signs:
        # Of the usual signs an id keeps none.
        plain = settings.signs is SIGNS
        return _DASHES.sub("—", part.text) if plain else _SIGNS.sub(lambda sign: _sign(sign, settings), part.text)
    if part.kind == "first" and settings.signs and (sign := _SIGNS.search(part.text)):
        # A typographic sign makes a thing of its own, so that what stands before it is the first.
        return part.text[: sign.start()] or _sign(sign, settings)
    return part.text


def _sign(match: re.Match[str], settings: Settings) -> str:
    """What typography makes of a sign where it stands."""
    if match[0] in _NAMES:
        return settings.signs[_NAMES[match[0]]]
    text, (start, end) = match.string, match.span()
    opens = (start == 0 or text[start - 1].isspace()) and end < len(text) and not text[end].isspace()
    if match[0] == '"':
        return settings.signs["leftdoublequote" if opens else "rightdoublequote"]
    if text[max(start - 1, 0) : start].isalnum() and text[end : end + 1].isalnum():
        return settings.signs["apostrophe"]
    return settings.signs["leftsinglequote" if opens else "rightsinglequote"]


def _github(text: str) -> str:
    if text.isascii():
        return _DROPPED.sub("", text).replace(" ", "-").lower()
    return lower(
        "".join("-" if character == " " else character for character in text if character == " " or _is_word(character))
    )


def _github_ascii(text: str) -> str:
    plain = "".join(character for character in normalize("NFD", text) if category(character) != "Mn")
    return _github("".join(character for character in plain if character.isascii()))


def _blackfriday(text: str) -> str:
    kept: list[str] = []
    hyphen = False
    for character in text:
        if category(character)[0] in "LN":
            if hyphen and kept:
                kept.append("-")
            hyphen = False
            kept.append(lower(character))
        else:
            hyphen = True
    return "".join(kept)


def _is_word(text: str) -> bool:
    return text in "-_" or (text.isalnum() and (text.isascii() or category(text)[0] == "L" or category(text) == "Nd"))


_ALGORITHMS = {"github": _github, "github-ascii": _github_ascii, "blackfriday": _blackfriday}


def all_ids(page: Page, settings: Settings) -> tuple[frozenset[str], bool]:
    """Every id that the text of a page gives it, and whether those of all its headings are among them."""
    headings, terms = _in_order(page, settings)
    made = (heading for heading in (*headings, *terms) if heading)
    others = (anchor.id for anchor in page.anchors if _counts(anchor.kind, page, settings))
    return frozenset(chain(made, others, _footnotes(page.notes))), None not in headings


def _counts(kind: str, page: Page, settings: Settings) -> bool:
    """Whether an id of this kind reaches the published page. HTML in Markdown does so where the site allows it."""
    if kind == "attribute":
        return settings.block_attributes
    return kind != "html" or settings.unsafe or page.path.lower().endswith((".html", ".htm"))


def _footnotes(labels: Iterable[str]) -> Iterator[str]:
    numbers: dict[str, int] = {}
    times: dict[str, int] = {}
    for label in labels:
        number = numbers.setdefault(label.lower(), len(numbers) + 1)
        again = times[label] = times.get(label, -1) + 1
        yield f"fn:{number}"
        yield f"fnref{again or ''}:{number}"
