"""The ids of a page: those of its headings in the style of its generator, and all others that its text gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Protocol
from unicodedata import category, normalize

from msgspec import Struct, field

from postlint.facts.page import Heading, Page, Part
from postlint.lazy_regex import pattern
from postlint.site.url_paths import lower

_DROPPED = pattern(r"[^A-Za-z0-9 _-]")
_DASHES = pattern("-{2,3}")
_UNWORDED = pattern(r"[\W_]+")
TEMPLATE = pattern(r"\{[{%][^{}]*[%}]\}")
"""What a template fills in."""
_SIGNS = pattern(r"['\"]|-{2,3}|\.\.\.|<<|>>")
_NAMES = {"---": "emdash", "--": "endash", "...": "ellipsis", "<<": "leftanglequote", ">>": "rightanglequote"}
SIGNS: Mapping[str, str] = {
    "leftsinglequote": "‘",
    "rightsinglequote": "’",
    "leftdoublequote": "“",
    "rightdoublequote": "”",
    "endash": "–",
    "emdash": "—",
    "ellipsis": "…",
    "leftanglequote": "«",
    "rightanglequote": "»",
    "apostrophe": "’",
}
"""What typography makes of plain signs where a site says nothing else."""


class IdStyle(Protocol):
    """How a generator makes ids, and which of those in a text reach the page."""

    @property
    def id_type(self) -> str:
        """github, github-ascii or blackfriday."""
        ...

    @property
    def auto_ids(self) -> bool:
        """Whether headings get ids of their text."""
        ...

    @property
    def term_ids(self) -> bool:
        """Whether the terms of definition lists do."""
        ...

    @property
    def title_attributes(self) -> bool:
        """Whether `{#id}` gives a heading its id."""
        ...

    @property
    def block_attributes(self) -> bool:
        """Whether it gives other blocks theirs."""
        ...

    @property
    def signs(self) -> Mapping[str, str]:
        """What typography makes of quotes and dashes, by name; nothing where it is off."""
        ...

    @property
    def linkify(self) -> bool:
        """Whether bare addresses are links."""
        ...

    @property
    def unsafe(self) -> bool:
        """Whether HTML in Markdown reaches the page."""
        ...


class GitHubStyle(Struct, frozen=True):
    """The ids of a host of repositories: it shows HTML, has no typography, and makes ids as GitHub does."""

    id_type: str = "github"
    auto_ids: bool = True
    term_ids: bool = False
    title_attributes: bool = True
    block_attributes: bool = False
    signs: Mapping[str, str] = field(default_factory=dict)
    linkify: bool = True
    unsafe: bool = True


def heading_ids(page: Page, style: IdStyle) -> list[str | None]:
    """The id of each heading; "" where it has none, None where it cannot be known."""
    return _in_order(page, style)[0]


def _in_order(page: Page, style: IdStyle) -> tuple[list[str | None], list[str]]:
    """The ids of the headings and those of the terms, made in the order of the text: all share one set of names."""
    taken: set[str] = set()
    within: dict[str, set[str]] = {}
    headings: list[str | None] = []
    terms: list[str] = []
    rest = list(reversed(page.terms)) if style.term_ids else []
    for heading in page.headings:
        while rest and rest[-1].start < heading.place.start:
            terms.append(automatic(rest.pop().parts, style, taken))
        # What a shortcode holds is rendered by itself, with names of its own.
        names = within.setdefault(heading.inside, set()) if heading.inside else taken
        headings.append(_id(heading, style, names))
    terms += [automatic(term.parts, style, taken) for term in reversed(rest)]
    return headings, terms


def _id(heading: Heading, style: IdStyle, taken: set[str]) -> str | None:
    if heading.html:
        return heading.id
    if heading.id is not None and style.title_attributes:
        taken.add(heading.id)
        return heading.id
    if not style.auto_ids:
        return ""
    if any(part.kind == "shortcode" for part in heading.parts):
        return None
    parts = heading.parts or ((Part("text", heading.text),) if heading.text else ())
    return automatic(parts, style, taken)


def automatic(parts: Iterable[Part], style: IdStyle, taken: set[str]) -> str:
    """The id that is made of a text, and taken: never one that is taken already."""
    text = "".join(_shown(part, style) for part in parts)
    if not text:
        return ""
    made = _ALGORITHMS.get(style.id_type, _github)(text.strip()) or "heading"
    base, number = made, 0
    while made in taken:
        number += 1
        made = f"{base}-{number}"
    taken.add(made)
    return made


def _shown(part: Part, style: IdStyle) -> str:
    """What a part of a heading adds to the text that the id is made of."""
    if part.kind == "autolink" or (part.kind == "bare" and style.linkify):
        return ""
    if part.kind == "text" and style.signs:
        # Of the usual signs an id keeps none.
        plain = style.signs is SIGNS
        return _DASHES.sub("—", part.text) if plain else _SIGNS.sub(lambda sign: _sign(sign, style), part.text)
    if part.kind == "first" and style.signs and (sign := _SIGNS.search(part.text)):
        # A typographic sign makes a thing of its own, so that what stands before it is the first.
        return part.text[: sign.start()] or _sign(sign, style)
    return part.text


def _sign(match: re.Match[str], style: IdStyle) -> str:
    """What typography makes of a sign where it stands."""
    if match[0] in _NAMES:
        return style.signs[_NAMES[match[0]]]
    text, (start, end) = match.string, match.span()
    opens = (start == 0 or text[start - 1].isspace()) and end < len(text) and not text[end].isspace()
    if match[0] == '"':
        return style.signs["leftdoublequote" if opens else "rightdoublequote"]
    if text[max(start - 1, 0) : start].isalnum() and text[end : end + 1].isalnum():
        return style.signs["apostrophe"]
    return style.signs["leftsinglequote" if opens else "rightsinglequote"]


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


def all_ids(page: Page, style: IdStyle) -> tuple[frozenset[str], bool]:
    """Every id that the text of a page gives it, and whether those of all its headings are among them."""
    headings, terms = _in_order(page, style)
    made = (heading for heading in (*headings, *terms) if heading)
    others = (anchor.id for anchor in page.anchors if _counts(anchor.kind, page, style))
    return frozenset(chain(made, others, _footnotes(page.notes))), None not in headings


def _counts(kind: str, page: Page, style: IdStyle) -> bool:
    """Whether an id of this kind reaches the published page. HTML in Markdown does so where the site allows it."""
    if kind == "attribute":
        return style.block_attributes
    return kind != "html" or style.unsafe or page.path.lower().endswith((".html", ".htm"))


def _footnotes(labels: Iterable[str]) -> Iterator[str]:
    numbers: dict[str, int] = {}
    times: dict[str, int] = {}
    for label in labels:
        number = numbers.setdefault(label.lower(), len(numbers) + 1)
        again = times[label] = times.get(label, -1) + 1
        yield f"fn:{number}"
        yield f"fnref{again or ''}:{number}"


def _without_marks(text: str) -> str:
    return text if text.isascii() else "".join(sign for sign in normalize("NFC", text) if category(sign)[0] != "M")


def may_be_made_of(anchor: str, text: str) -> bool:
    """Whether another generator may make an anchor of a heading: with punctuation as hyphens, and symbols as words."""
    # Hosts keep the marks of letters, such as the vowels of Tamil.
    anchor, text = (_without_marks(value) for value in (anchor, TEMPLATE.sub("", text).strip()))
    # Some keep all signs but quotes, and put the letters in lower case.
    if re.sub(r"\s+", "-", re.sub(r"[\"'“”‘’]", "", text.casefold())) == anchor:
        return True
    spelled, own = (_UNWORDED.sub("-", value.casefold()).strip("-") for value in (anchor, text))
    # Some keep the full stops.
    if re.sub(r"[^\w.-]", "", re.sub(r"\s+", "-", text.casefold())) == anchor.casefold():
        return True
    if spelled != anchor:
        return False
    symbols = any(category(character) in ("So", "Sk") for character in text)
    return bool(own) and (spelled == own or (symbols and spelled.startswith(own + "-")))
