"""Markup of other systems, which shows as text on pages of a generator that does not support it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.formulas import in_formula
from postlint.document.prose import Prose
from postlint.document.shortcodes import MASK_FIRST, MASK_REST
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern

_ADMONITION = (
    "note|tip|info|warning|danger|caution|important|abstract|success|question|failure|bug|example|quote|hint|"
    "attention|error|seealso|todo"
)
_MEDIA = (
    "youtube|vimeo|dailymotion|wpvideo|audio|video|soundcloud|slideshare|tweet|gist|polldaddy|googlemaps|googleapps|ted|"
    "instagram|flickr|scribd|sourcecode|gallery|caption|embed|embedyt|playlist|contact-form(?:-7)?"
)
_WORDPRESS = (
    rf"\[/(?:{_MEDIA}|vc_\w+|et_pb_\w+)\]|\[(?:{_MEDIA}|vc_\w+|et_pb_\w+) \w+=[^\[\]\n]*\]|"
    rf"\[(?:{_MEDIA})(?:=| (?=https?:|\d+[ \]]))[^\[\]\n]*\](?![(\[])|\[embed\](?=http)"
)
_BBCODE = "b|i|u|s|url|img|quote|code|color|size|center|email"
_LIQUID = (
    "include|highlight|endhighlight|raw|endraw|link|post_url|if|endif|for|endfor|assign|capture|youtube|gist|comment|"
    "asset_img|asset_path|blockquote|endblockquote|codeblock|endcodeblock|img|video|hint|endhint|tabs|tab|endtab|endtabs|"
    "embed|content-ref"
)
# A tag without what it needs is spoken of.
_NEEDS = "include|link|post_url|if|for|assign|capture"
_TEMPLATE = (
    r"\{\{ ?(?:(?:site|page|config|post|content)\.[\w.]+|"
    r"(?i:rel_?url|abs_?url|url_for|asset|static|ref|relref)\b)[^{}\n]*\}\}"
)
_ATTRIBUTE = r"(?:(?:[.#][A-Za-z][\w-]*)+|[a-z][\w-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))"

_Kinds = tuple[tuple[str, str, str], ...]
_GROUPS: tuple[tuple[str, str, _Kinds], ...] = (
    # By a sign: how it goes on, for a quick look at the article; of each kind a sign, what it is, and whose it is.
    (
        "[",
        rf"\[(?:/?(?:{_MEDIA}|vc_|et_pb_)[\]= \w]|/(?:{_BBCODE})\]|[a-z][\w-]* [a-z][\w-]*=[\"“]|_?(?:TOC|toc)_?\]|"
        r"\[(?:https?:|[./]|file:)|\]\{#)",
        (
            ("[", _WORDPRESS, "WordPress"),
            ("=", r"\[[a-z][\w-]*(?: [a-z][\w-]*=[\"“][^\"”\[\]\n]*[\"”])+ ?/?\]", "WordPress"),
            ("[/", rf"\[(?P<bb>{_BBCODE})(?:=[^\[\]\n]*)?\](?=[^\n]*\[/(?P=bb)\])|\[/(?:{_BBCODE})\]", "BBCode"),
            ("[", r"\[\[_?(?:TOC|toc)_?\]\]|^@?\[(?:TOC|toc)\]$", "another system"),
            ("[[", r"\[\[(?:https?://|\.{0,2}/|file:)[^\[\]\n]+\]\[[^\[\]\n]+\]\]", "Org mode"),
            ("[]{#", r"\[\]\{#_?[\w.-]+ (?:\.\w+)?\}", "Pandoc"),
        ),
    ),
    (
        "{",
        r"\{(?:[%{:]|[.#][A-Za-z]|[a-z][\w-]*=)",
        (
            ("{%", rf"\{{%-? ?(?!(?:{_NEEDS}) ?-?%)(?:{_LIQUID})\b[^{{}}\n]*%\}}", "Jekyll"),
            ("{{", _TEMPLATE, "Jekyll"),
            ("{:", r"\{:\s?(?:toc\}|(?:target|rel|class|style|width|height|\.|#)[^{}\n]*\})", "Jekyll"),
            ("{#", r"(?<=[^\n$])\{#[A-Za-z][^{}\s]*\}(?=[ \t\xa0\ufffc]*$)", "another system"),
            ("{", rf"^\{{{_ATTRIBUTE}(?: +{_ATTRIBUTE})*\}}$", "another system"),
            ("{", rf"(?<=[)\]\ufffc])\{{{_ATTRIBUTE}(?: +{_ATTRIBUTE})*\}}", "Pandoc"),
        ),
    ),
    (
        "<",
        "<(?:/?o:p|/?w:|<< ?[@./])",
        (
            ("<", r"</?(?:o:p|w:\w+)\b[^<>\n]*>", "Word"),
            ("<<<", r"^<<< ?[@./][^\n]*", "VitePress"),
        ),
    ),
    (">", ">>>>>  gd2md", ((">", r">>>>>  gd2md-html alert:[^\n]*", "“Docs to Markdown”"),)),
    (
        "",
        r"\n(?:!!!|\?\?\?|:::|\.\. [a-z]|==)",
        (
            ("!!!", rf"^!!!\+? ?(?:(?i:{_ADMONITION})\b[^\n]*|\w+ \"[^\n]*\")", "MkDocs"),
            ("???", rf"^\?\?\?\+? ?(?:(?i:{_ADMONITION})\b[^\n]*|\w+ \"[^\n]*\")", "MkDocs"),
            (":::", r"^:{3,} ?[\w{.][^\n]*", "another system"),
            ("::", r"^\.\. [a-z][\w-]*::[^\n]*", "reStructuredText"),
            ("==", r"^={2,6} [^=\n]+ ={2,6}$|\A={4,}\Z", "a wiki"),
        ),
    ),
    (
        "|",
        r"\|https?:",
        (("|http", r"(?<!\[)\[[^\[\]|\n]+\|https?://[^\s\[\]|]+(?:\|[^\[\]\n]*)?\]", "Confluence"),),
    ),
)


_HTML = pattern(
    r"<!-{2,}\s*(?:Conversion time|Docs to Markdown)|gd2md-html|</?(?:o:p|st1:\w+|w:\w+)\b[^>]*>|\bmso-[a-z-]+:|"
    r"class=\"?Mso\w+|id=\"cmnt(?:_ref)?\d+\""
)
_HTML_TRIGGERS = ("gd2md", "Docs to Markdown", "Conversion time", "mso-", "Mso", "cmnt", "<o:", "</o:", "<st1:", "<w:")
# What parts the versions of a merge conflict, which is a defect of its own.
_BETWEEN, _CONFLICT = "=======", "<<<<<<< "
_JEKYLL = pattern(r"(?<![^\W_])(?:jekyll|liquid)(?![^\W_])", re.I)


class Foreign(Struct, frozen=True):
    """A piece of markup of another system, and whose it is."""

    prose: Prose
    start: int
    end: int
    origin: str


def is_in_tag(text: str, at: int) -> bool:
    """Whether a place of a text stands within a tag of another generator, such as `{% include a.html %}`."""
    return text.rfind("{%", 0, at) > text.rfind("%}", 0, at)


def foreign_markup(doc: Document) -> Iterator[Leftover]:
    """What shows in an article because it is markup of another system: "foreign", with whose it is as `insert`.

    "attributes" stand on a line of their own, and belong to the block above where the site reads them; "export" are
    pieces of HTML, and texts, that converters leave.
    """
    is_about_jekyll: bool | None = None
    for piece in _pieces(doc):
        text = piece.prose.text[piece.start : piece.end]
        if text == _BETWEEN and _CONFLICT in doc.text:
            continue
        own_line = text[0] == "{" and piece.prose.text[piece.start - 1 : piece.start] in ("", "\n")
        if piece.origin == "Jekyll":
            if is_about_jekyll is None:
                is_about_jekyll = _JEKYLL.search(doc.running_text) is not None
            if is_about_jekyll:
                continue
            own_line = False
        place = doc.place(piece.prose.span(piece.start, piece.end))
        yield Leftover("attributes" if own_line else "foreign", place, text, insert=piece.origin)
    yield from _exported(doc)


def _exported(doc: Document) -> Iterator[Leftover]:
    for image in doc.nodes(nodes.Image):
        if image.title == "image_tooltip" and doc.source(image.content) == "alt_text":
            yield Leftover("export", doc.place(image.content), "alt_text")
    if not doc.html or not any(trigger in doc.html_text for trigger in _HTML_TRIGGERS):
        return
    for node in doc.nodes(nodes.HtmlInline):
        if _HTML.search(node.html):
            yield Leftover("export", doc.place(node.span), node.html)
    for block in doc.nodes(nodes.HtmlBlock):
        if match := _HTML.search(block.html):
            yield Leftover("export", doc.place(block.prose.span(*match.span())), match[0])


def _pieces(doc: Document) -> Iterator[Foreign]:
    running = doc.running_text
    kinds = [
        kind
        for sign, start, group in _GROUPS
        if sign in running
        and (_starts(doc, start) if sign == "[" else _pattern(start).search(running) or _begins(sign, start, running))
        for kind in group
    ]
    for block in doc.prose if kinds else ():
        text = block.prose.text
        if possible := [(source, origin) for sign, source, origin in kinds if sign in text]:
            yield from _in(block.prose, possible)


def _starts(doc: Document, start: str) -> bool:
    """Whether brackets of an article that make no link match a pattern."""
    expression = _pattern(start)
    return any(expression.search(block.prose.text) for block in (*doc.bracketed_prose, *doc.leftover_prose))


def _begins(sign: str, start: str, running: str) -> bool:
    return not sign and _pattern(start).match("\n" + running[:9]) is not None


def _in(prose: Prose, kinds: list[tuple[str, str]]) -> Iterator[Foreign]:
    """The pieces in one text; of those that overlap the first one."""
    lines, position = prose.lines, 0
    shortcodes = MASK_FIRST, MASK_REST
    pieces = [
        Foreign(prose, match.start(), match.end(), origin)
        for source, origin in kinds
        for match in _pattern(source).finditer(lines)
        if match[0][0] != "{" or prose.text[match.start() - 1 : match.start()] not in shortcodes
    ]
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= position and not in_formula(prose, piece.start):
            yield piece
            position = piece.end


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return pattern(source, re.M)
