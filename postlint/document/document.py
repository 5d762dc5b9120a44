"""One article as parsed: its text, front matter, shortcodes and Markdown nodes, every one with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter
from posixpath import basename
from typing import TYPE_CHECKING, Any, TypeVar, cast

from postlint.document import front_matter, shortcodes, template_blocks
from postlint.document.dialect import UNKNOWN, Dialect
from postlint.document.front_matter import FrontMatter
from postlint.document.nodes import Heading, Html, HtmlBlock, HtmlInline, Node, ProseBlock, Quote
from postlint.document.shortcodes import QUOTING, Shortcode, Shortcodes
from postlint.lazy_regex import pattern
from postlint.text import BOM, Lines, Range, Span, newline_of

if TYPE_CHECKING:
    from postlint.document.html_tags import Tag
    from postlint.document.passages import Passage

N = TypeVar("N", bound=Node)

_ALERT = pattern(r"[ \t]*>?[ \t]*\[!\w+\]")
_LABEL = pattern(r"^\*\*([^*\n]{1,40}?):?\*\*:?[ \t]", re.M)
_SPEECHES = 4
"""So often a speaker has the word."""
_LONG = 4
"""A name has fewer words, and initials have fewer letters."""
_OTHER_FORMATS = (".org", ".adoc", ".asciidoc", ".ad", ".rst")
"""What an article may be written in that is neither Markdown nor HTML."""

MARKDOWN_WORDS = (b"markdown", b"commonmark", b"backtick", b"backquote")
"""What an article that is about Markdown names."""

# What parts the blocks in the running text: a word of its own.
BETWEEN = "\n\x00\n"


class Document:
    """An article, parsed once and never changed."""

    def __init__(
        self,
        path: str,
        text: str,
        schema: Mapping[str, Any] | None = None,
        dialect: Dialect = UNKNOWN,
        declared: Mapping[str, Any] | None = None,
    ) -> None:
        """Parse `text`, the decoded file at `path` ("/" as separator, relative to the root of the site).

        `schema` is what the configuration says about the front matter of articles of this section, `dialect` what its
        generator reads from it, `declared` what the configuration says about shortcodes (`[site.shortcodes]`).
        """
        self.path = path
        self.text = text
        self.schema: Mapping[str, Any] = schema or {}
        self.dialect = dialect
        self.declared: Mapping[str, Any] = declared or {}
        self.front_matter: FrontMatter | None = front_matter.parse(text)
        start = self.front_matter.span.end if self.front_matter else len(BOM) if text.startswith(BOM) else 0
        self.body = Span(start, len(text))
        """The text after the front matter."""
        self.shortcodes: Shortcodes = shortcodes.parse(text, start)
        self.masked = template_blocks.mask(shortcodes.mask(text, self.shortcodes))
        """The text with shortcodes, and code in blocks of templates, made private-use characters, at equal length."""
        # Imported where it is needed: what judges a site alone names this class, and parses nothing.
        from postlint.document.markdown import parser

        self.blocks, self._nodes = parser.parse(self.masked, start)
        if self.shortcodes.calls and HtmlBlock in self._nodes:
            parser.add_within(self._nodes, self.masked, _within_html(self.nodes(HtmlBlock), self.shortcodes))

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def newline(self) -> str:
        """The newline that the file uses."""
        return newline_of(self.text)

    @property
    def is_section(self) -> bool:
        """Whether this is the page of a section or of the site, not an article of its own."""
        return basename(self.path).startswith("_index.")

    @property
    def is_markdown(self) -> bool:
        """Whether the article may be read as Markdown, as far as the name of its file tells."""
        return not self.path.lower().endswith(_OTHER_FORMATS)

    @property
    def headings(self) -> list[Heading]:
        """All headings, in order."""
        return self.nodes(Heading)

    @cached_property
    def html(self) -> list[Html]:
        """All HTML, blocks and tags in a text, blocks first."""
        return [*self.nodes(HtmlBlock), *self.nodes(HtmlInline)]

    @cached_property
    def html_text(self) -> str:
        """The same, one piece after the other: for a quick look for what is rarely there."""
        return "\n".join([node.html for node in self.html])

    @cached_property
    def tags(self) -> list[Tag]:
        """The opening tags of this HTML, with spans that are offsets in the file; those in comments and scripts not."""
        from postlint.document.html_tags import tags_of

        return [tag for node in self.html for tag in tags_of(node.html, node.at)]

    @cached_property
    def prose(self) -> list[ProseBlock]:
        """All blocks that hold text (paragraphs, headings, cells, terms), in order."""
        blocks = [
            cast("list[ProseBlock]", nodes) for kind, nodes in self._nodes.items() if issubclass(kind, ProseBlock)
        ]
        return sorted(chain(*blocks), key=attrgetter("span"))

    @cached_property
    def tokens(self) -> list[bytes]:
        """The words of the running text, titles and captions as they are written, in UTF-8, in their order.

        Code and addresses in the text are among them. None where a text has no blanks between its words.
        """
        from postlint.document.passages import tokens_of

        return tokens_of(self)

    @cached_property
    def words(self) -> dict[bytes, None]:
        """The same words, each once."""
        return dict.fromkeys(self.tokens)

    @cached_property
    def names_markdown(self) -> int:
        """How often it names Markdown and its signs."""
        return sum(self.lowered.count(word) for word in MARKDOWN_WORDS)

    @cached_property
    def passages(self) -> list[Passage]:
        """The texts of the article as a reader sees them: its titles, its blocks, the texts of its pictures."""
        from postlint.document.passages import passages_of

        return passages_of(self)

    @cached_property
    def passages_beside(self) -> list[Passage]:
        """Those that stand in no block of its text: titles, texts of pictures, captions, words in blocks of HTML."""
        from postlint.document.passages import passages_beside

        return passages_beside(self)

    def passage(self, block: ProseBlock) -> Passage:
        """The text of one of its blocks as a reader sees it."""
        from postlint.document.passages import passage_of

        return passage_of(block)

    @cached_property
    def marked_prose(self) -> list[ProseBlock]:
        """Those blocks of the prose in which markers of emphasis are left, which a reader sees."""
        return [block for block in self.prose if block.prose.runs and any(run.literal for run in block.prose.runs)]

    @cached_property
    def bracketed_prose(self) -> list[ProseBlock]:
        """Those blocks of the prose in which square brackets are left that make no link."""
        return [block for block in self.prose if block.prose.brackets]

    @cached_property
    def leftover_prose(self) -> list[ProseBlock]:
        """Those blocks of the prose in which single signs are left that a reader sees as they were typed."""
        return [block for block in self.prose if block.prose.leftovers]

    @cached_property
    def running_text(self) -> str:
        """The text of all blocks that hold text, with `BETWEEN` between them; shortcodes are masked."""
        return BETWEEN.join([block.prose.text for block in self.prose])

    @cached_property
    def lowered(self) -> bytes:
        """The running text in UTF-8, its letters of ASCII in lower case: for a quick look for what is rarely there."""
        return self.running_text.encode("utf-8", "replace").lower()

    def is_quoted(self, at: int) -> bool:
        """Whether a place of the file stands in a block quote that is no alert, or in a shortcode for a quotation."""
        return any(quote.span.start <= at < quote.span.end for quote in self._quotations) or self.is_cited(at)

    @cached_property
    def _quotations(self) -> list[Quote]:
        """The block quotes that are no alerts, such as `> [!NOTE]`: these are words of the author."""
        return [quote for quote in self.nodes(Quote) if not _ALERT.match(self.text, quote.span.start)]

    @cached_property
    def is_spoken(self) -> bool:
        """Whether the article is what a few persons said, each by name before what it was."""
        if "**" not in self.text:
            return False
        labels = [match[1] for match in _LABEL.finditer(self.text)]
        names = {label for label in labels if _is_speaker(label)}
        return len(names) > 1 and len(labels) >= len(names) * _SPEECHES and names.issuperset(labels)

    def is_cited(self, at: int) -> bool:
        """Whether a place of the file stands in a shortcode for the words of somebody else."""
        call = self.shortcodes.around(at)
        return call is not None and call.name in QUOTING

    def nodes(self, kind: type[N]) -> list[N]:
        """All nodes of exactly this kind, in order. Texts and line breaks are found with what holds them only."""
        return cast("list[N]", self._nodes.get(kind, []))

    def place(self, span: Span) -> Range:
        """The span with the lines and columns of its ends."""
        return self.lines.place(span)

    def source(self, span: Span) -> str:
        """The text of a span as it stands on disk."""
        return self.text[span.start : span.end]

    def shortcode_around(self, span: Span) -> Shortcode | None:
        """The innermost paired shortcode that holds a span, if any."""
        return self.shortcodes.around(span.start)


def _within_html(blocks: list[HtmlBlock], shortcodes: Shortcodes) -> list[Span]:
    """What stands between the tags of shortcodes in blocks of HTML: a template renders it by itself, as Markdown."""
    ends = {block.span.start: block.span.end for block in blocks}
    starts = sorted(ends)
    spans: list[Span] = []
    for call in shortcodes.calls:
        at = bisect_right(starts, call.tag.start) - 1
        if call.inner is None or call.markup != "<" or call.is_raw or at < 0:
            continue
        # Markdown goes on after a blank line; up to there the parser took it for HTML.
        part = Span(call.inner.start, min(call.inner.end, ends[starts[at]]))
        if part.start < part.end and (not spans or part.start >= spans[-1].end):
            spans.append(part)
    return spans


def _is_speaker(label: str) -> bool:
    """Whether a label is a person's name, or initials: "Ann Lee", "AL", but not "Note"."""
    words = label.split()
    initials = len(label) > 1 and label.isupper() and len(label) < _LONG
    return (initials or 1 < len(words) < _LONG) and all(word[:1].isupper() for word in words)
