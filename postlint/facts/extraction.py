"""The facts of one article, taken from its parse in one pass."""

from __future__ import annotations

from postlint.document import html_tags, nodes
from postlint.document.document import Document
from postlint.document.front_matter import Field, misplaced, org
from postlint.document.front_matter.values import has_value
from postlint.document.suppressions import directives_of
from postlint.facts import heading_text
from postlint.facts.article import Article
from postlint.facts.broken_links import broken_links
from postlint.facts.calls import calls_of
from postlint.facts.common_words import language_of_words
from postlint.facts.emoji_names import emoji_names
from postlint.facts.empty_sections import empty_sections
from postlint.facts.foreign_markup import foreign_markup
from postlint.facts.headings import anchors_of, headings_of
from postlint.facts.html_leftovers import html_leftovers
from postlint.facts.images_without_text import images_without_text
from postlint.facts.joined_lines import joined_lines
from postlint.facts.links import links_of
from postlint.facts.page import Leftover, Orphan, Page, Term
from postlint.facts.promises import promises
from postlint.facts.related_lines import related_lines
from postlint.facts.run_on_lists import run_on_lists
from postlint.facts.wiki_links import wiki_links_of
from postlint.text import BOM, Range, Span

_OPENING = 300
"""How many characters of the text are indexed: measured, more of them find no more articles."""
_ORG = ".org"


def page_of(doc: Document, *, words: bool = False) -> Page:
    """The facts of an article; with its words only where a rule needs them."""
    article = Article(doc)
    front = doc.front_matter
    return Page(
        path=doc.path,
        data=front.data if front else org.keywords(doc.text) if doc.path.lower().endswith(_ORG) else {},
        places=_places(doc),
        directives=directives_of(doc),
        headings=tuple(headings_of(article)),
        links=tuple(sorted(links_of(article), key=lambda link: link.node.start)),
        anchors=tuple(anchors_of(article)),
        calls=tuple(calls_of(article)),
        notes=tuple(note.label for note in doc.nodes(nodes.FootnoteReference)),
        opening=_opening(doc),
        terms=tuple(
            Term(term.span.start, tuple(heading_text.parts_of(term, doc.text))) for term in doc.nodes(nodes.Term)
        ),
        related=related_lines(doc),
        wiki_links=tuple(wiki_links_of(article)),
        orphans=tuple(Orphan(name, doc.place(span)) for name, span in doc.shortcodes.orphans),
        leftovers=_leftovers(article),
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
    """The text of the first blocks, without the words of links, which are about other articles."""
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
    """The span of the lines of a field, with newlines; None where something else is on them."""
    first, last = doc.lines.span(doc.lines.number(field.key.start)), doc.lines.number(field.span.end)
    alone = first.start == field.key.start and not doc.source(Span(field.span.end, doc.lines.span(last).end)).strip()
    return Span(first.start, doc.lines.starts[last]) if alone else None


def _by_pandoc(doc: Document) -> bool:
    """Whether the front matter of an article names Pandoc as its converter."""
    markup = doc.front_matter.get("markup") if doc.front_matter else None
    return isinstance(markup, str) and markup.lower() in ("pandoc", "pdc")


def _has_body(doc: Document) -> bool:
    """Whether anything but comments is below the front matter."""
    if doc.shortcodes.calls:
        return True
    return any(not (isinstance(block, nodes.HtmlBlock) and html_tags.only_comments(block.html)) for block in doc.blocks)


def _leftovers(article: Article) -> tuple[Leftover, ...]:
    """The leftovers of an article: what was typed and is not read as it was meant."""
    finders = [images_without_text, promises]
    if article.is_markdown:
        finders += [emoji_names, broken_links, empty_sections]
        # Pandoc reads its own marks, and lists and HTML otherwise.
        if not _by_pandoc(article.doc):
            finders += [html_leftovers, run_on_lists, foreign_markup, joined_lines]
    return tuple(leftover for find in finders for leftover in find(article.doc))
