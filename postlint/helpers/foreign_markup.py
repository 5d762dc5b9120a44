"""Markup of other systems, as it shows on the pages of a generator that knows nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postlint.document.document import Document
from postlint.document.prose import Prose
from postlint.document.shortcodes import MASK_FIRST, MASK_REST
from postlint.helpers.formulas import in_formula

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
            ("{%", rf"\{{%-? ?(?:{_LIQUID})\b[^{{}}\n]*%\}}", "Jekyll"),
            ("{{", _TEMPLATE, "Jekyll"),
            ("{:", r"\{:\s?(?:toc\}|(?:target|rel|class|style|width|height|\.|#)[^{}\n]*\})", "Jekyll"),
            ("{#", r"(?<=[^\n])\{#[A-Za-z][^{}\s]*\}(?=[ \t\xa0\ufffc]*$)", "another system"),
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


class Foreign(NamedTuple):
    """A piece of markup of another system, and whose it is."""

    prose: Prose
    start: int
    end: int
    origin: str


def foreign_markup(doc: Document) -> Iterator[Foreign]:
    """What shows in an article because it is markup of another system."""
    running = doc.running_text
    kinds = [
        kind
        for sign, start, group in _GROUPS
        if sign in running
        and (_pattern(start).search(running) or (not sign and _pattern(start).match("\n" + running[:9])))
        for kind in group
    ]
    for block in doc.prose if kinds else ():
        text = block.prose.text
        if here := [(source, origin) for sign, source, origin in kinds if sign in text]:
            yield from _in(block.prose, here)


def _in(prose: Prose, kinds: list[tuple[str, str]]) -> Iterator[Foreign]:
    """The pieces in one text; of those that overlap the first one."""
    lines, position = prose.lines, 0
    shortcodes = MASK_FIRST, MASK_REST
    found = [
        Foreign(prose, match.start(), match.end(), origin)
        for source, origin in kinds
        for match in _pattern(source).finditer(lines)
        if match[0][0] != "{" or prose.text[match.start() - 1 : match.start()] not in shortcodes
    ]
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= position and not in_formula(prose, piece.start):
            yield piece
            position = piece.end


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.M)
