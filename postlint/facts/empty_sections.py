"""Headings with nothing below them, and those that only a template may put something below."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import cast

from postlint.document import nodes
from postlint.document.document import Document
from postlint.document.formulas import is_about_markdown
from postlint.document.html_tags import only_comments
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern

_SEEN = (nodes.Link, nodes.HtmlInline, nodes.ShortcodeMark)
_UNSEEN = (nodes.LinkDefinition, nodes.FootnoteDefinition, nodes.ThematicBreak)
# Headings this deep are mostly chosen for their looks: a date, a place, a caption.
_LOOKS = 5
# "2. Log off and on again" says all that there is to be said. What was to be a front matter is a defect of its own.
_STEP = pattern(
    r"(?:[Ss]tep|[ÉEée]tape|Schritt|[Pp]aso)\s\d{1,3}[.):–—-]\s*\S+\s+\S+\s+\S+\s+\S+|"
    r"\d{1,3}(?:[.):、）]\s*\S+\s+\S+\s+\S+\s+\S+|(?!\d)[.):、）]?\s*(?:[^\n\u3000-\uffff]*[\u3000-\uffff]){8})"
)
# The title of parts that are headings of its own level; and in Japanese, that something is done.
_PART = pattern(
    r"第?(?:[一二三四五六七八九十]+|\d+)(?:部分?|篇)|[一二三四五六七八九十]{1,3}[丶、.．]|\d{1,2}[.、）)](?!\d)|"
    r"(?i:part|teil|partie|parte|część|часть)\s(?:\d{1,2}|[IVX]+|one|two|three|four)\b"
)
_DONE = pattern(r"これで[^\n]{4,}|[^\n]{5,}(?:しました|できた|ました)[。！]?\Z")
# It says that there is nothing; that something is to be done is a matter of another rule.
_OMITTED = pattern(
    r"[(（]?(?:略|省略|无|無|なし|none|n/a|omitted|skipped)[)）.。]?|(?:TODO|TBD)(?:\([\w .,@-]{1,40}\)|:)[^\n]*", re.I
)
_SENTENCES = pattern(r"\w\w[.!?] [A-ZÀ-Þ]\S* \S+ \S+ [^\n]{20}")
# In Chinese, Japanese and Korean, what ends with a full stop.
_STATED = pattern(r"(?:[^\n\u3040-\ud7a3]*[\u3040-\ud7a3]){6}[^\n]*[.。．]")
_SENTENCE_WORDS, _SMALL_WORDS = 4, 2
_SENTENCE_LONG = 12
_FACE = pattern(r"\s+[:;]['-]?[)(DPp]+\Z")
_NAME = pattern(
    # Code, a call, and names as code has them: with capitals or figures, or signs that join words.
    r"`[^`]+`(?:[ ,/]+`[^`]+`)*|[\w.]+\([^()]*\)|[$_]?[a-z][a-zA-Z0-9]*(?:[_.][a-zA-Z0-9]+)*|"
    r"(?:\d{1,3}[.)] ?)?[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?:\.[a-z0-9]+)*|"
    r"[$_]?[A-Z][A-Z0-9]+(?:[_.][a-zA-Z0-9]+)*|[a-zA-Z0-9]+(?:_[a-zA-Z0-9]+)+|\$?\w+(?:\[['\"]?\w+['\"]?\])+"
)
# "5. `ifconfig`: sets up an interface", one of several.
_DEFINED = pattern(r"(?:\d{1,3}[.)、]\s*)?`+[^`]+`+\s?[:：–—-]\s*[^\n:：]*[^\W_]{2}[^\n]*")
# "Release Date 14th August 2025": the date is what there is to be said.
_MONTH = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|janv|févr|avr|mai|juin|juil|août|déc|mär|okt|dez"
)
_DATED = pattern(
    rf"\[?v?\d[\w.]*\]? ?[-–—(] ?\d{{4}}-\d\d-\d\d\)?|[^\W\d_][^\d\n]{{2,30}}[ :]"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of |de )?(?:{_MONTH})[^\W\d_]*\.?,? (?:de )?\d{{4}}|"
    rf"(?:{_MONTH})[^\W\d_]*\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d(?: ?[~–—-] ?\d[^\n]{{0,15}})?)",
    re.I,
)
_NUMBER = pattern(r"\d+(?:\.\d+)*(?![\d.])")
# In an index, letters of which nothing is to be said.
_LETTER = pattern(r"[^\W\d_]")
_ITEMS, _MOST = 6, 0.6
"""From so many headings on, and from this share of those of a level, headings with nothing below are a list."""
_ITEM_WORDS = 3
"""So many words an item of such a list has on average, or more."""
_NEAR = 50
"""So many headings away the next one of the same level is looked for."""
_REMARK = pattern(
    # In small letters, with a value, a path or a second remark behind it, or with the end of a block.
    r"[a-z][\w-]* (?=\S)|[\w-]+: \S|[^\n]* //|[^\n]*:\Z|[^\n]*(?<!\S)/\w+/|\(|ifdef\b|endif\b"
)
_FIELDS = pattern(r"[a-z_]\w*:[^\n]*\n[a-z_]\w*:", re.I)
# A title of two headings breaks where it cannot end: "Statutes of" and "the Club".
_BROKEN_OFF = pattern(r"\S+\s[^\n]*\b(?:of|the|and|des|und|von)\Z|[^\na-z]+\s[^\na-z]*\b(?:OF|THE|AND)\Z")
# A front matter without its first fence, in which remarks look like headings.
_FIELDS_OF_TOML = pattern(r"\A[\ufeff\s]*(?:[\w-]+[ \t]*=[ \t]*[^\s=][^\n]*\n\s*){2}")


def empty_sections(doc: Document) -> Iterator[Leftover]:
    """The empty sections of an article: "empty-section", or "last-section" where a template may fill it."""
    waiting = 0 if doc.front_matter is None and _FIELDS_OF_TOML.match(doc.text) else len(doc.headings)
    for blocks in _sections(doc):
        if not waiting or _is_slides(doc):
            return
        places = [index for index, block in enumerate(blocks) if type(block) is nodes.Heading]
        waiting -= len(places)
        empty = [*_empty(blocks, places)]
        listed = _made_of_headings(blocks, places, empty)
        for index in empty:
            heading = cast("nodes.Heading", blocks[index])
            if heading.level in listed:
                continue
            last = blocks is doc.blocks and _following(blocks, index) is None
            # Below the text of any article stand its notes, and below that of a section what its template lists.
            # What has an id of its own may be found and filled by a template or a script.
            if (last and (doc.nodes(nodes.FootnoteDefinition) or heading.id)) or _speaks_for_itself(doc, heading):
                continue
            if _leads(doc, blocks, index) or (_PART.match(heading.text) and _begins_parts(blocks, index)):
                continue
            if _is_numbered_above(blocks, index):
                continue
            if blocks is doc.blocks and (_is_title(doc, blocks) if not index else _is_remark(heading)):
                continue
            kind = "last-section" if last and doc.is_section else "empty-section"
            following = _following(blocks, index)
            beside = isinstance(following, nodes.Heading) and following.level == heading.level
            text = " ".join(heading.text.split())
            yield Leftover(kind, doc.place(heading.content), text, insert="beside" if beside else "")


def _is_slides(doc: Document) -> bool:
    """Whether an article is slides, on which a line may be a heading for its size."""
    named = doc.front_matter.get("type") if doc.front_matter else None
    return named in ("slides", "slide", "reveal") or "/slides/" in doc.path


def _is_numbered_above(blocks: list[nodes.Node], index: int) -> bool:
    """Whether the number of a heading says that the next one is a part of it: 2.6, and 2.6.1."""
    following = _following(blocks, index)
    number = _NUMBER.match(cast("nodes.Heading", blocks[index]).text)
    return number is not None and isinstance(following, nodes.Heading) and following.text.startswith(f"{number[0]}.")


def _leads(doc: Document, blocks: list[nodes.Node], index: int) -> bool:
    """Whether the article links to a heading, and not to the next one of its level: it is the title of parts."""
    following = _following(blocks, index)
    if not isinstance(following, nodes.Heading) or "](#" not in doc.text:
        return False
    linked = {link.text.lower() for link in doc.nodes(nodes.Link) if link.destination.startswith("#")}
    heading = cast("nodes.Heading", blocks[index])
    same = following.level == heading.level
    return same and heading.text.lower() in linked and following.text.lower() not in linked


def _sections(doc: Document) -> Iterator[list[nodes.Node]]:
    """The blocks of the article, then those of what may hold headings of its own."""
    yield doc.blocks
    for node in (*doc.nodes(nodes.Quote), *doc.nodes(nodes.Item)):
        yield node.children


def _empty(blocks: list[nodes.Node], places: list[int]) -> Iterator[int]:
    """The headings that nothing follows, or another that is not below them; none where it is all there is."""
    for index in places:
        block = cast("nodes.Heading", blocks[index])
        following = _following(blocks, index)
        if isinstance(following, nodes.Heading) and _is_shown(following):
            empty = False
        elif isinstance(following, nodes.Heading):
            # Lines above a row of dashes were meant as text.
            empty = following.level <= block.level and not (following.setext and "\n" in following.prose.text.strip())
        else:
            empty = following is None and any(other is not block and not _nothing(other) for other in blocks)
        if empty:
            yield index


def _made_of_headings(blocks: list[nodes.Node], places: list[int], empty: list[int]) -> set[int]:
    """The levels of which most headings have nothing below them: they are the items of a list.

    An item says something, in some words; a word alone is a name of which more is to be said.
    """
    if len(empty) < _ITEMS:
        return set()
    levels = Counter(cast("nodes.Heading", blocks[at]).level for at in places)
    items = Counter(cast("nodes.Heading", blocks[at]).level for at in empty)
    words = Counter[int]()
    for at in empty:
        heading = cast("nodes.Heading", blocks[at])
        words[heading.level] += len(heading.text.split())
    return {
        level
        for level, count in items.items()
        if count >= max(_ITEMS, _MOST * levels[level]) and words[level] >= _ITEM_WORDS * count
    }


def _following(blocks: list[nodes.Node], index: int) -> nodes.Node | None:
    """The first block behind another of which a reader sees anything."""
    index += 1
    while index < len(blocks) and _nothing(blocks[index]):
        index += 1
    return blocks[index] if index < len(blocks) else None


def _begins_parts(blocks: list[nodes.Node], index: int) -> bool:
    """Whether a heading of a part is followed by one that is not the next part."""
    following = _following(blocks, index)
    return isinstance(following, nodes.Heading) and not _PART.match(following.text)


def _nothing(block: nodes.Node) -> bool:
    """Whether a reader sees nothing of a block."""
    if type(block) is nodes.HtmlBlock:
        return only_comments(block.html)
    return isinstance(block, _UNSEEN)


def _speaks_for_itself(doc: Document, heading: nodes.Heading) -> bool:
    """Whether a heading is content: it links or shows something, is a step or a name, or a shortcode may use it."""
    written = heading.prose.text.strip()
    return (
        heading.level >= _LOOKS
        or not heading.text.strip()
        or _is_shown(heading)
        # It leads on to the next one.
        or written.endswith(("...", "…"))
        or _BROKEN_OFF.match(written) is not None
        or _STEP.match(written) is not None
        or _is_sentence(written)
        or _DONE.match(written) is not None
        or _OMITTED.fullmatch(written) is not None
        # Of two marks, the level that was meant is not known; who said what stands above it is named.
        or written.startswith(("#", "—", "–"))
        or _is_example(doc, heading)
        or is_about_markdown(doc)
        or any(
            pattern.fullmatch(written) and _is_beside(doc, heading, pattern) for pattern in (_NAME, _DEFINED, _LETTER)
        )
        # A list, lines or columns above a row of dashes, that became a heading by accident.
        or "\n" in written
        or (heading.setext and "   " in written)
        or _FIELDS.match(written) is not None
        or _DATED.fullmatch(written) is not None
        or any(isinstance(part, _SEEN) for _, _, part in heading.parts)
        or doc.shortcode_around(heading.span) is not None
    )


def _is_shown(heading: nodes.Heading) -> bool:
    """Whether a heading is signs without a letter or a figure, such as emoji, that are large so as to be seen."""
    written = heading.prose.text.strip()
    return written != "" and not written.isascii() and not any(map(str.isalnum, written))


def _is_title(doc: Document, blocks: list[nodes.Node]) -> bool:
    """Whether the first heading of an article says its title again, or is one by itself, with a rule below."""
    heading = cast("nodes.Heading", blocks[0])
    if type(blocks[1]) is nodes.ThematicBreak:
        return True
    title = doc.front_matter.get("title") if doc.front_matter else None
    if not isinstance(title, str) or not title.strip():
        return False
    one, other = ("".join(filter(str.isalnum, text.lower())) for text in (title, heading.text))
    return bool(one and other) and (one in other or other in one)


def _is_example(doc: Document, heading: nodes.Heading) -> bool:
    """Whether code of the article shows how the heading is written, of which it is what comes out."""
    codes = doc.nodes(nodes.CodeBlock)
    line = doc.source(heading.span).strip() if codes else ""
    return any(line in code.code and line in map(str.strip, code.code.split("\n")) for code in codes)


def _is_remark(heading: nodes.Heading) -> bool:
    """Whether a heading is a remark in code that has no fence: `# change these lines:`."""
    return heading.level == 1 and _REMARK.match(heading.prose.text.strip()) is not None


def _is_sentence(text: str) -> bool:
    """Whether a heading is a sentence or more: an exclamation, or one with small words and a mark at its end."""
    if (faceless := _FACE.sub("", text)) != text and len(faceless.split()) >= _SENTENCE_WORDS - 1:
        return True
    words = text.split()
    plain = len(words) >= _SENTENCE_WORDS and sum(word[0].islower() for word in words[1:]) >= _SMALL_WORDS
    if _SENTENCES.search(text) or text.endswith(("!", "！")) or (plain and text.endswith((".", '."', ".”"))):
        return True
    if text.isascii():
        return False
    return _STATED.fullmatch(text) is not None or (len(text) >= _SENTENCE_LONG and not set("，、").isdisjoint(text))


def _is_beside(doc: Document, heading: nodes.Heading, kind: re.Pattern[str]) -> bool:
    """Whether a heading beside it is of the same kind: "## `PORT`", "## `HOST`"."""
    at = bisect_left(doc.headings, heading.span.start, key=lambda other: other.span.start)
    before = next(
        (other for other in reversed(doc.headings[max(at - _NEAR, 0) : at]) if other.level == heading.level), None
    )
    behind = next((other for other in doc.headings[at + 1 : at + 1 + _NEAR] if other.level == heading.level), None)
    return any(other and kind.fullmatch(other.prose.text.strip()) for other in (before, behind))
