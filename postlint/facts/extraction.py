"""The facts of one article, taken from its parse in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from postlint.document import html_tags, nodes
from postlint.document.document import Document
from postlint.document.front_matter import Field, misplaced, org
from postlint.document.front_matter.values import has_value
from postlint.document.shortcodes import HTML, MASK_FIRST, Shortcode
from postlint.document.suppressions import directives_of
from postlint.facts import heading_text
from postlint.facts.broken_links import broken_links
from postlint.facts.common_words import language_of_words
from postlint.facts.emoji_names import emoji_names
from postlint.facts.empty_sections import empty_sections
from postlint.facts.foreign_markup import foreign_markup
from postlint.facts.html_leftovers import html_leftovers
from postlint.facts.images_without_text import images_without_text
from postlint.facts.joined_lines import joined_lines
from postlint.facts.page import Anchor, Call, Heading, Leftover, Link, Orphan, Page, Parameter, Part, Term, WikiLink
from postlint.facts.promises import promises
from postlint.facts.related_lines import related_lines
from postlint.facts.run_on_lists import run_on_lists
from postlint.lazy_regex import pattern
from postlint.text import BOM, Range, Span

_TEXT = 160
"""How much of a text is kept: enough to recognise it in a message."""
_OPENING = 300
"""How much of its text tells what an article is about: measured, more of it tells no more."""
_MARKDOWN = (".md", ".markdown", ".mdown")
_HTML = (".html", ".htm")
_ORG = ".org"
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_WIKI = pattern(
    r"(?<![\\\[])(?P<embed>!?)\[\[(?P<title>[^\[\]|#\n\ufffc]+)(?:#(?P<heading>[^\[\]|\n\ufffc]*))?"
    r"(?:(?:\||\ufffc{2})(?P<text>[^\[\]\n\ufffc]+))?\]\](?![\](])"
)


def page_of(doc: Document, *, words: bool = False) -> Page:
    """The facts about an article; its words only where they are asked for."""
    facts = _Facts(doc)
    front = doc.front_matter
    return Page(
        path=doc.path,
        data=front.data if front else org.keywords(doc.text) if doc.path.lower().endswith(_ORG) else {},
        places=_places(doc),
        directives=directives_of(doc),
        headings=tuple(facts.headings()),
        links=tuple(sorted(facts.links(), key=lambda link: link.node.start)),
        anchors=tuple(facts.anchors()),
        calls=tuple(facts.calls()),
        notes=tuple(note.label for note in doc.nodes(nodes.FootnoteReference)),
        opening=_opening(doc),
        terms=tuple(
            Term(term.span.start, tuple(heading_text.parts_of(term, doc.text))) for term in doc.nodes(nodes.Term)
        ),
        related=related_lines(doc),
        wiki_links=tuple(facts.wiki_links()),
        orphans=tuple(Orphan(name, doc.place(span)) for name, span in doc.shortcodes.orphans),
        leftovers=facts.leftovers(),
        words=b" ".join(doc.words).decode("utf-8", "replace") if words else "",
        language=language_of_words(doc.words.keys()) if words else "",
        top=_top(doc),
        has_front_matter=front is not None or misplaced(doc.text) is not None or not doc.is_markdown,
        has_body=_has_body(doc),
        readable=not (front and front.problems and not front.data),
    )


def _top(doc: Document) -> Range:
    start = doc.front_matter.span.start if doc.front_matter else len(BOM) * doc.text.startswith(BOM)
    fence = 0 if doc.front_matter is None else 1 if doc.front_matter.format == "json" else 3
    return doc.place(Span(start, start + fence))


def _places(doc: Document) -> dict[str, Range]:
    front = doc.front_matter
    if front is None:
        return {}
    places: dict[str, Range] = {}
    for field in front.fields:
        if len(field.path) <= 2:
            places.setdefault(".".join(map(str, field.path)).lower(), doc.place(field.span))
            if len(field.path) == 1 and not has_value(field.value):
                places[f"{field.name.lower()}.key"] = doc.place(field.key)
                if lines := _lines_of(doc, field):
                    places[f"{field.name.lower()}.lines"] = doc.place(lines)
    return places


def _opening(doc: Document) -> str:
    """Of the first blocks the text, without the words of links: they tell what another article is about."""
    texts: list[str] = []
    missing = _OPENING
    for block in doc.prose:
        if missing <= 0:
            break
        if not isinstance(block, nodes.Heading):
            text = block.prose.text[:missing]
            missing -= len(text) + 1
            for start, end, part in reversed(block.parts):
                if isinstance(part, nodes.Link):
                    text = text[:start] + text[end:]
            texts.append(text)
    return "\n".join(texts)


def _lines_of(doc: Document, field: Field) -> Span | None:
    """The lines of a field that has them to itself, with their newlines."""
    first, last = doc.lines.span(doc.lines.number(field.key.start)), doc.lines.number(field.span.end)
    alone = first.start == field.key.start and not doc.source(Span(field.span.end, doc.lines.span(last).end)).strip()
    return Span(first.start, doc.lines.starts[last]) if alone else None


def _has_body(doc: Document) -> bool:
    """Whether there is anything but comments below the front matter."""
    if doc.shortcodes.calls:
        return True
    return any(not (isinstance(block, nodes.HtmlBlock) and html_tags.only_comments(block.html)) for block in doc.blocks)


class _Facts:
    """The parts of a page, one kind after the other."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.text
        self.place = doc.lines.place
        self.is_markdown = doc.path.lower().endswith(_MARKDOWN)
        self._has_raw = any(call.closing and call.markup == "<" for call in doc.shortcodes.calls)

    def leftovers(self) -> tuple[Leftover, ...]:
        doc = self.doc
        found = [images_without_text, promises]
        if self.is_markdown:
            found += [html_leftovers, run_on_lists, joined_lines, emoji_names, broken_links, foreign_markup]
            found += [empty_sections]
        return tuple(leftover for find in found for leftover in find(doc))

    def inside(self, at: int) -> str:
        """The name of the innermost `{{< >}}` shortcode in whose content an offset is."""
        call = self.doc.shortcodes.around(at, "<") if self._has_raw else None
        return call.name if call else ""

    @cached_property
    def html(self) -> list[html_tags.Tag]:
        """All HTML tags that a browser sees, with spans that are offsets in the file."""
        doc, found = self.doc, list[html_tags.Tag]()
        if doc.path.lower().endswith(_HTML):
            return list(html_tags.tags_of(doc.masked, lambda at: at, doc.body.start))
        if not self.is_markdown:
            return []
        for node in doc.html:
            found += html_tags.tags_of(node.html, node.at)
        for call in doc.shortcodes.calls:
            if call.inner and call.name in HTML:
                found += html_tags.tags_of(doc.text[: call.inner.end], lambda at: at, call.inner.start)
        return sorted(found, key=lambda tag: tag.span)

    # --- headings and ids

    def headings(self) -> Iterator[Heading]:
        headings = list(self._html_headings())
        if self.is_markdown:
            headings += [self._heading(node) for node in self.doc.headings]
        return iter(sorted(headings, key=lambda heading: heading.place.start))

    def _heading(self, node: nodes.Heading) -> Heading:
        whole = node.text
        text = whole[:_TEXT]
        parts: tuple[Part, ...] = ()
        if not node.is_plain or text != whole:
            parts = tuple(heading_text.parts_of(node, self.text))
            if parts == (Part("text", text),):
                parts = ()
        # Of `{##id}` Hugo takes the second mark for that of the id.
        own = node.id.lstrip("#") if node.id else node.id
        return Heading(node.level, text, parts, self.place(node.span), own, False, self.inside(node.span.start))

    def _html_headings(self) -> Iterator[Heading]:
        text = self.text
        for tag in self.html:
            if tag.name in _HEADINGS:
                end = text.find("</h", tag.span.end, tag.span.end + 1000)
                shown = html_tags.text_of(text[tag.span.end : max(end, tag.span.end)])[:_TEXT]
                given = tag.attribute("id")
                name = given.value if given else ""
                yield Heading(int(tag.name[1]), shown, (), self.place(tag.span), name, html=True)

    def anchors(self) -> Iterator[Anchor]:
        for tag in self.html:
            names = {attribute.name: attribute for attribute in tag.attributes}
            for name in ("id", "name"):
                given = names.get(name)
                if given and (name == "id" or tag.name in ("a", "map")) and not self._is_heading(tag):
                    yield Anchor(given.value, self.place(given.span), "html")
        for call in self.doc.shortcodes.calls:
            parameter = call.parameter("id")
            if parameter:
                yield Anchor(parameter.value, self.place(parameter.span), "shortcode")
        for span, value, kind in heading_text.attribute_ids(self.doc) if self.is_markdown else ():
            yield Anchor(value, self.place(span), kind)

    @staticmethod
    def _is_heading(tag: html_tags.Tag) -> bool:
        return len(tag.name) == 2 and tag.name[0] == "h" and tag.name[1].isdigit()

    # --- links

    def links(self) -> Iterator[Link]:
        yield from self._html_links()
        yield from self._references()
        if self.is_markdown:
            # What stands in the text for an image is shown as mere text.
            hidden: set[int] = set()
            for image in self.doc.nodes(nodes.Image):
                if id(image) not in hidden:
                    hidden.update(id(node) for node in nodes.walk(image.children))
            for node in (*self.doc.nodes(nodes.Link), *self.doc.nodes(nodes.Image)):
                if id(node) not in hidden and (link := self._link(node)):
                    yield link
            for auto in self.doc.nodes(nodes.Autolink):
                if id(auto) not in hidden:
                    yield self._autolink(auto)

    def _link(self, node: nodes.Link) -> Link | None:
        """A link; none where a shortcode makes it, which is one by itself."""
        image = isinstance(node, nodes.Image)
        start, end = node.destination_span
        written = self.text[start:end]
        # One text where they are the same: there are many links, and they are kept.
        url: str | None = written if node.url == written else node.url
        if MASK_FIRST in node.destination or "{{" in written:
            if self._ref_in(node.destination_span):
                return None
            url = None
        return Link(
            "image" if image else "link",
            written,
            url,
            self.place(node.destination_span),
            self.place(node.span),
            node.text[:_TEXT],
            image,
            self.inside(node.span.start),
            "",
            node.title,
            node.label is not None,
        )

    def _autolink(self, node: nodes.Autolink) -> Link:
        whole = self.place(node.span)
        place = whole if node.bare else self.place(Span(node.span.start + 1, node.span.end - 1))
        inside = self.inside(node.span.start)
        name = "bare" if node.bare else "autolink"
        url = node.text if node.url == node.text else node.url
        return Link("link", node.text, url, place, whole, "", False, inside, name)

    def _html_links(self) -> Iterator[Link]:
        for tag in self.html:
            for attribute in tag.attributes:
                if (tag.name, attribute.name) in html_tags.LINKS:
                    yield self._html_link(tag, attribute)

    def _html_link(self, tag: html_tags.Tag, attribute: html_tags.Attribute) -> Link:
        written = self.doc.source(attribute.span)
        computed = "{{" in written
        return Link(
            "html",
            written,
            None if computed else attribute.value.strip(),
            self.place(attribute.span),
            self.place(tag.span),
            image=tag.name == "img",
            inside=self.inside(tag.span.start),
            name=f"{tag.name}[{attribute.name}]",
        )

    # --- shortcodes

    @cached_property
    def _refs(self) -> list[Shortcode]:
        return [call for call in self.doc.shortcodes.calls if call.name in ("ref", "relref")]

    def _ref_in(self, span: Span) -> bool:
        """Whether a destination is made by one of Hugo's shortcodes for links."""
        index = bisect_right(self._refs, span.start + 1, key=lambda call: call.tag.start) - 1
        return any(span.contains(call.tag) for call in self._refs[max(index, 0) : index + 2])

    def _references(self) -> Iterator[Link]:
        """What `ref` and `relref` refer to, whether in a destination or by themselves."""
        links = self.doc.nodes(nodes.Link) if self._refs else ()
        texts = {link.destination_span.start: link.text[:_TEXT] for link in links if MASK_FIRST in link.destination}
        for call in self._refs:
            parameter = call.parameter(0) or call.parameter("path")
            if parameter is None:
                continue
            language = call.parameter("lang")
            place = self.place(parameter.span)
            after = self.text[call.tag.end : call.tag.end + 200]
            fragment = after[: len(after) - len(after.lstrip("#"))] and heading_text.fragment_after(after)
            yield Link(
                "ref",
                self.doc.source(parameter.span),
                parameter.value + fragment if "#" not in parameter.value else parameter.value,
                place,
                self.place(call.tag),
                texts.get(call.tag.start, ""),
                inside=self.inside(call.tag.start),
                name=f"{call.name}[{language.value}]" if language else call.name,
            )

    def calls(self) -> Iterator[Call]:
        calls = self.doc.shortcodes.calls
        comments = list(_comments(self.doc.text)) if calls else []
        for call in calls:
            at = bisect_right(comments, (call.tag.start, len(self.doc.text))) - 1
            yield Call(
                call.name,
                call.markup,
                self.place(call.tag),
                call.closing is not None,
                call.self_closing,
                tuple(
                    Parameter(parameter.name, parameter.value, self.place(parameter.span))
                    for parameter in call.parameters
                ),
                self.inside(call.tag.start),
                self._names(call),
                at >= 0 and call.tag.start < comments[at][1],
            )

    def _names(self, call: Shortcode) -> tuple[int, ...]:
        """Where the name of a shortcode stands: in its opening tag, and in its closing one."""
        if call.closing is None:
            return (call.name_span.start,)
        closing = self.text.find(call.name, call.closing.start, call.closing.end)
        return (call.name_span.start, closing) if closing >= 0 else (call.name_span.start,)

    # --- text

    def wiki_links(self) -> Iterator[WikiLink]:
        """What looks like a link of a wiki in text that a reader sees."""
        for block in self.doc.prose if "[[" in self.doc.running_text else ():
            unlinked = set(block.prose.brackets)
            for match in _WIKI.finditer(block.prose.masked) if "[[" in block.prose.text else ():
                start, end = match.span()
                inner = match.start("title") - 1
                if not {(start, end), (inner, end - 1)} <= unlinked:
                    continue
                if "\ufffc" in match[0] and "\\|" not in block.prose.text[start:end]:
                    continue
                title, heading, text = ((each or "").strip() for each in match.group("title", "heading", "text"))
                place = self.place(block.prose.span(start, end))
                if self.inside(place.start):
                    continue
                yield WikiLink(place, title, heading, text or title, bool(match["embed"]))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of comments, of HTML and of MDX, in order."""
    found: list[tuple[int, int]] = []
    for opening, closing in (("<!--", "-->"), ("{/*", "*/}")):
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start)
            if end < 0:
                break
            found.append((start, end))
            start = text.find(opening, end)
    return iter(sorted(found))
