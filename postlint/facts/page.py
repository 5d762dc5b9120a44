"""The facts about one article that others may depend on: small, immutable, and storable as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from msgspec import Struct

from postlint.document.suppressions import Directive
from postlint.facts.related_leads import RelatedLine
from postlint.text import Range

_START = Range(0, 0, 1, 1, 1, 1)


class Part(Struct, frozen=True, array_like=True):
    """A stretch of the text of a heading, and what it is: this is what its id is made of.

    `kind` is "text", "literal" (code, escapes: no typography), "first" (the text that emphasis, a link or an image
    begins with), "autolink", "bare" (a bare URL or address, a link only where linkify is on), or "shortcode".
    """

    kind: str
    text: str


class Heading(Struct, frozen=True, array_like=True):
    """A heading of an article."""

    level: int
    text: str
    parts: tuple[Part, ...]
    """What Hugo makes its id of; nothing where that is its text."""
    place: Range
    id: str | None
    """The id that the text gives it; "" for an HTML heading without one; None where Hugo makes it."""
    html: bool = False
    inside: str = ""
    """The shortcode in whose content it stands, where Hugo takes that content for raw text."""


class Link(Struct, frozen=True, array_like=True):
    """A reference to something else: of Markdown, of HTML, or in a shortcode."""

    kind: str
    """link, image, ref (of ref and relref), shortcode (a parameter), html (an attribute)."""
    destination: str
    """As written."""
    url: str | None
    """With escapes and entities resolved; None where it comes from a shortcode or a template."""
    place: Range
    """The destination as written; of a reference, in its definition."""
    node: Range
    """The whole link, image, tag or shortcode."""
    text: str = ""
    image: bool = False
    """Whether a file is to be shown, and not a page to be opened."""
    inside: str = ""
    """The shortcode in whose content it stands, where Hugo takes that content for raw text."""
    name: str = ""
    """`a[href]` for HTML, `figure[src]` for a shortcode."""
    title: str | None = None
    reference: bool = False
    """Whether the destination stands in a link reference definition."""


class Anchor(Struct, frozen=True, array_like=True):
    """An id that an article gives outside of its headings. `kind` is html, shortcode, attribute, fence."""

    id: str
    place: Range
    kind: str


class Parameter(Struct, frozen=True, array_like=True):
    """A parameter of a shortcode: named, or by its place."""

    name: str | None
    value: str
    place: Range


class Call(Struct, frozen=True, array_like=True):
    """A use of a shortcode. `closed` says whether it has a closing tag."""

    name: str
    markup: str
    place: Range
    closed: bool
    self_closing: bool
    parameters: tuple[Parameter, ...]
    inside: str = ""
    names: tuple[int, ...] = ()
    """The offsets at which its name stands, in its tags."""
    hidden: bool = False
    """Whether it stands in a comment, so that nobody sees what it makes."""

    def parameter(self, name: str | int) -> Parameter | None:
        """The parameter of that name, or of that place from 0 among those without name."""
        if isinstance(name, int):
            unnamed = [parameter for parameter in self.parameters if parameter.name is None]
            return unnamed[name] if name < len(unnamed) else None
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


class Term(Struct, frozen=True, array_like=True):
    """A term of a definition list: where it starts, and its text."""

    start: int
    parts: tuple[Part, ...]


class WikiLink(Struct, frozen=True, array_like=True):
    """`[[Title]]` or `[[Title#Heading|text]]`, which shows as it is written."""

    place: Range
    title: str
    heading: str
    text: str
    embeds: bool = False
    """Whether it was to show what it names: `![[Title]]`."""


class Leftover(Struct, frozen=True, array_like=True):
    """What was typed and is not read as it was meant, in sites of some settings.

    `kind` is markdown-in-html (markdown-by-attribute where the tag asks for it), unclosed, unopened (tags), placeholder
    (a tag of no element), omitted (all HTML; omitted-looks where nothing but looks is lost), run-on, bullets (marks of
    a list in a text whose lines are joined), accidental (a list that was none), joined-lines, emoji, half-link,
    half-image, foreign (markup), attributes (on a line of their own), export (of a converter), empty-section,
    last-section (empty, at the end of a list page), no-alt (an image without a text; no-alt-html in HTML), or promise
    (for a time that passes).
    """

    kind: str
    place: Range
    text: str
    """What it is, for a message."""
    at: tuple[int, ...] = ()
    """The offsets at which `insert` repairs it."""
    insert: str = ""
    """The text that repairs it; of a half link its address, of foreign markup the name of the other system, of an empty
    section "beside" where the next heading is of its level."""
    edits: tuple[tuple[int, int, str], ...] = ()
    """Other edits that repair it: start, end, and the new text."""


class Orphan(Struct, frozen=True, array_like=True):
    """A closing tag of a shortcode that closes nothing."""

    name: str
    place: Range


@dataclass(frozen=True)
class Page:
    """The facts of an article, which are stored, and which a site is made of."""

    path: str
    """Its file, "/" as separator, relative to the root of the site."""
    data: Mapping[str, Any]
    """Its front matter, keys as written."""
    places: Mapping[str, Range]
    """The positions of the values of its front matter, by lower-case key; items of lists as `aliases.0`.

    Of a field without a value also that of its name, as `tags.key`, and of its lines, as `tags.lines`.
    """
    directives: tuple[Directive, ...] = ()
    """The suppressions in its text."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    calls: tuple[Call, ...] = ()
    notes: tuple[str, ...] = ()
    """The labels of the footnotes that are referred to, in order, once per reference."""
    opening: str = ""
    """The beginning of its text, without headings: some sentences, which the library indexes."""
    terms: tuple[Term, ...] = ()
    """The terms of definition lists, which have ids in some sites."""
    related: tuple[RelatedLine, ...] = ()
    """The lines that send the reader to another article, and those that may: `Word: A title.`"""
    wiki_links: tuple[WikiLink, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    """Closing tags of shortcodes that close nothing."""
    leftovers: tuple[Leftover, ...] = ()
    """What was typed and is not read as it was meant, where the settings of the site say so."""
    faults: tuple[str, ...] = ()
    """The rules that found something in its text which is a custom where many articles have it; see `AnyRule`."""
    words: str = ""
    """Its words as written, each once, with blanks between, where a rule that runs needs words."""
    language: str = ""
    """Their language, two letters; "" where it is not clear."""
    top: Range = _START
    """Where findings about the whole article are: the fence that opens its front matter, or where its text begins."""
    has_front_matter: bool = True
    """Whether there is a front matter, also one that cannot be read or stands in the wrong place."""
    has_body: bool = True
    """Whether the article has any content."""
    readable: bool = field(default=True)
    """False where only the path is known, or the front matter cannot be read."""

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """The front matter by lower-case key, as Hugo reads it."""
        low = {str(key).lower(): value for key, value in self.data.items()}
        return self.data if low == self.data else low

    @cached_property
    def title(self) -> str:
        """Its title, without blanks around it; "" where it has none."""
        from postlint.document.front_matter.values import text_of

        title = self.fields.get("title")
        if title is None or isinstance(title, (dict, list)):
            return ""
        return (text_of(title) or str(title)).strip()

    def place(self, key: str) -> Range | None:
        """Where the value of a front-matter key stands."""
        return self.places.get(key.lower())
