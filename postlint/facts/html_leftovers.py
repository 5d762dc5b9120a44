"""Broken HTML in an article: tags without counterparts, Markdown that is not read as such, HTML that is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from postlint.document.document import Document
from postlint.document.html_tags import only_comments, text_of
from postlint.document.nodes import Html, HtmlBlock
from postlint.facts.foreign_markup import is_in_tag
from postlint.facts.page import Leftover
from postlint.lazy_regex import pattern
from postlint.text import Span

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPTIONAL = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp html body head".split())
# What ends with the element that it stands in, and looks no different for it.
_ENDS_WITHIN = frozenset("caption div figcaption footer header legend".split())
_NO_END = _VOID | _OPTIONAL
_KNOWN = frozenset(
    """a abbr acronym address article aside audio b bdi bdo big blockquote button canvas caption center cite code data
    datalist del details dfn dialog dir div dl em fieldset figcaption figure font footer form frame frameset h1 h2 h3
    h4 h5 h6 header hgroup i iframe ins kbd label legend main map mark marquee menu meter nav nobr noframes noscript
    object ol output picture pre progress q ruby s samp script search section select slot small span strike strong
    style sub summary sup svg table template textarea time title tt u ul var video math""".split()
)
_TAG = pattern(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:.-]*)(?P<rest>(?:\s|/)(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*)?>")
_NAME = pattern(r"<(/?[A-Za-z][A-Za-z0-9:.-]*)")
_ASKS_FOR_MARKDOWN = pattern(r"<[a-z][^<>]*\smarkdown(?:=|[\s>])", re.I)
_HIDDEN = pattern(
    r"<!--.*?(?:-->|\Z)|(?P<open><(?P<raw>script|style|textarea|template|svg|math)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>).*?(?:(?=</(?P=raw)\s*>)|\Z)",
    re.S | re.I,
)
# What no Markdown is looked for in: tags, comments, and what is shown, or run, as it is.
_OPAQUE = pattern(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|template|svg|math|pre|code|kbd|samp|tt|object)\b[^>]*>"
    r".*?(?:</(?P=raw)\s*>|\Z)|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|\$\$.*?\$\$|\\\[.*?\\\]|"
    r"\\begin\{(?P<tex>\w+\*?)\}.*?\\end\{(?P=tex)\}",
    re.S | re.I,
)
_MARKDOWN = pattern(
    r"""(?:!\[|(?<![\w\])])\[(?=[^\]\n]*[^\W\d_]{2}))[^\[\]\n]*\]\([^\s()]+(?:\ "[^"\n]*")?\)
    |(?<![\w*\\])\*\*(?=[^\s*])[^*\n]*[^\W\d][^*\n]*(?<=[^\s*])\*\*(?![\w*])
    |^[ \t]*\*(?=[^\W\d])[^*\n]{2,200}(?<=[\w.!?…”"])\*(?=[ \t]*$)
    |(?<![\w\\])__(?=[^\s_])[^_\n]*\s[^_\n]*(?<=[^\s_])__(?!\w)
    |(?<![`\\])`[^`\n]+`(?!`)
    |^[ \t]*(?:\#{2,6}[ ]\S[^\n]*|\#[ ][A-Z][^\n]*)
    |^[ \t]*(?:```|~~~)[^\n]*
    |^[ \t]*\|?(?:[ ]*:?-{3,}:?[ ]*\|)+[ :-]*$
    |^[ \t]*(?:[-*+][ ]\S[^\n]*\n[ \t]*[-*+]|1[.)][ ]\S[^\n]*\n[ \t]*2[.)])[ ]\S[^\n]*""",
    re.X | re.M,
)
_LINE_OF_MARKDOWN = pattern(r"\n[ \t]*(?:[-+*#|~]|1[.)])")
# Shortcodes that may open, or close, an element for another one, or for the text.
_OPENING = pattern(
    r"end|close|begin|start|open|row|col|grid|div|wrap|container|section|tab|box|card|block|html|step", re.I
)
_PLACEHOLDER_LONGEST = 40
# What shows, or does, something by itself.
_SHOWS = pattern(
    r"<(?:a\s[^>]*href|img|picture|iframe|video|audio|embed|object|svg|canvas|table|form|input|button|script|details)\b",
    re.I,
)


class _Tag(Struct, frozen=True):
    name: str
    closing: bool
    bare: bool
    """Whether it has no attributes."""
    closed: bool
    """Whether it closes itself, as far as it can."""
    span: Span


def html_leftovers(doc: Document) -> Iterator[Leftover]:
    """The broken HTML of an article, and what is lost of it on a site that leaves HTML out."""
    if not doc.html:
        return
    for block in doc.nodes(HtmlBlock) if _may_hold_markdown(doc.html_text) else ():
        if _may_hold_markdown(block.html):
            yield from _markdown_in(doc, block)
    names = Counter(_NAME.findall(doc.html_text))
    if any(names[name] != names["/" + name] for name in {name.lstrip("/") for name in names} - _NO_END):
        yield from _unmatched(doc)
    if names:
        yield from _omitted(doc, names)


# --- Markdown below a tag


def _markdown_in(doc: Document, block: HtmlBlock) -> Iterator[Leftover]:
    """The runs of lines of a block that hold Markdown, as it shows to the reader."""
    text = _OPAQUE.sub(_blanked, block.html)
    # Behind the end of a summary, Hugo begins a paragraph.
    if not _may_hold_markdown(text) or block.html.lstrip().startswith("<!--more-->"):
        return
    first: tuple[int, int] | None = None
    for match in _MARKDOWN.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if doc.shortcodes.around(block.at(start)) or doc.shortcodes.around(block.span.start):
            continue
        if first and text.count("\n", first[1], start) > 1:
            yield _markdown(doc, block, *first)
            first = None
        first = (first[0] if first else start, match.end())
    if first:
        yield _markdown(doc, block, *first)


def _may_hold_markdown(html: str) -> bool:
    signs = "](" in html or "**" in html or "`" in html or "__" in html
    return signs or _LINE_OF_MARKDOWN.search(html) is not None


def _blanked(match: re.Match[str]) -> str:
    lines = match[0].split("\n")
    return "\n".join(["\ufffc" * len(line) for line in lines]) if len(lines) > 1 else "\ufffc" * len(match[0])


def _markdown(doc: Document, block: HtmlBlock, start: int, end: int) -> Leftover:
    span = Span(block.at(start), block.at(end - 1) + 1)
    line = block.html.rfind("\n", 0, start) + 1
    places: tuple[int, ...] = ()
    fix = ""
    before = block.html[line:start]
    if line and not before.strip():
        # The line of a container has its prefix.
        number = doc.lines.number(block.at(line))
        at = doc.lines.span(number).start
        places, fix = (at,), doc.text[at : block.at(line)].rstrip() + doc.newline
    elif before.endswith("-->") and only_comments(before) and block.prose.start + line == block.prose.start:
        prefix = doc.text[doc.lines.span(doc.lines.number(block.at(line))).start : block.at(line)]
        if not prefix.strip():
            places, fix = (block.at(start),), (doc.newline + prefix) * 2
    # Generators other than Hugo read what such an attribute is put on as Markdown.
    kind = "markdown-by-attribute" if _ASKS_FOR_MARKDOWN.search(block.html) else "markdown-in-html"
    return Leftover(kind, doc.place(span), block.html[start:end][:80], places, fix)


# --- tags without counterparts


def _tags(node: Html) -> Iterator[_Tag]:
    html = node.html
    if html.startswith("<!") and not isinstance(node, HtmlBlock):
        return
    if isinstance(node, HtmlBlock) and _HIDDEN.search(html):
        html = _HIDDEN.sub(lambda match: (match["open"] or "").ljust(len(match[0])), html)
    for match in _TAG.finditer(html):
        name = match["name"].lower()
        if name in _VOID:
            continue
        rest = (match["rest"] or "").strip()
        span = Span(node.at(match.start()), node.at(match.end() - 1) + 1)
        yield _Tag(name, bool(match["slash"]), not rest, rest.endswith("/"), span)


def _unmatched(doc: Document) -> Iterator[Leftover]:
    """The tags of an article that nothing closes, or that close nothing."""
    opened: dict[str, list[_Tag]] = {}
    unopened: list[_Tag] = []
    elements: list[Span] = []
    for tag in (tag for node in sorted(doc.html, key=attrgetter("span")) for tag in _tags(node)):
        stack = opened.setdefault(tag.name, [])
        if not tag.closing:
            stack.append(tag)
        elif stack:
            # `<a name="x"/>` needs no end, and may have one.
            last = max((at for at, one in enumerate(stack) if not one.closed), default=len(stack) - 1)
            elements.append(Span(stack.pop(last).span.end, tag.span.start))
        else:
            unopened.append(tag)
    helped = any(_OPENING.search(call.name) for call in doc.shortcodes.calls)
    unclosed = [tag for stack in opened.values() for tag in _first_of_pairs(doc, stack) if not tag.closed]
    for tag in sorted([*unclosed, *unopened], key=lambda tag: tag.span):
        if tag.name in _OPTIONAL or doc.shortcodes.around(tag.span.start, "<") or _is_read_as_html(doc, tag):
            continue
        if not tag.closing and tag.name in _ENDS_WITHIN and any(span.contains(tag.span) for span in elements):
            # With what is around it, it ends too.
            continue
        if is_in_tag(doc.text, tag.span.start):
            continue
        if tag.name in _KNOWN:
            if not helped:
                yield Leftover("unopened" if tag.closing else "unclosed", doc.place(tag.span), tag.name)
        elif not tag.closing and tag.bare and len(tag.name) < _PLACEHOLDER_LONGEST:
            yield Leftover("placeholder", doc.place(tag.span), doc.source(tag.span))


def _first_of_pairs(doc: Document, tags: list[_Tag]) -> Iterator[_Tag]:
    """The tags that are open, without each that was to close the one before it in its line: `<kbd>F10<kbd>`."""
    before: _Tag | None = None
    for tag in tags:
        if before and tag.bare and "\n" not in doc.text[before.span.end : tag.span.start]:
            before = None
            continue
        yield tag
        before = tag


def _is_read_as_html(doc: Document, tag: _Tag) -> bool:
    """Whether an element closes in what is code by CommonMark: others read all up to its end as HTML."""
    if tag.closing or doc.dialect.is_commonmark:
        return False
    behind = doc.text[tag.span.end :].lower()
    return behind.count(f"</{tag.name}>") > len(re.findall(rf"<{re.escape(tag.name)}[\s>]", behind))


# --- what is lost where HTML is left out


def _omitted(doc: Document, names: Counter[str]) -> Iterator[Leftover]:
    """One fact on all HTML of an article, with what it is."""
    lost = [node for node in doc.html if not only_comments(node.html)]
    if not lost:
        return
    shown = ", ".join([f"<{name}>" for name, _ in names.most_common() if name[0] != "/"][:3]) or lost[0].html[:20]
    first = min(lost, key=lambda node: node.span)
    span = first.span if not isinstance(first, HtmlBlock) else _first_tag(first)
    blocks = sum(isinstance(node, HtmlBlock) for node in lost)
    what = "omitted" if any(map(_matters, lost)) or _has_words(names) else "omitted-looks"
    yield Leftover(what, doc.place(span), f"{shown}|{blocks}|{len(lost) - blocks}")


def _has_words(names: Counter[str]) -> bool:
    """Whether a tag is of no element, and nothing closes it: words between angle brackets, “<your name>”, “List<T>”."""
    return any(
        name.isalpha() and name.lower() not in _KNOWN and name.lower() not in _NO_END and not names[f"/{name}"]
        for name in names
    )


def _matters(node: Html) -> bool:
    """Whether more than the looks of a text is lost without a piece of HTML: a text, a picture, a link."""
    if _SHOWS.search(node.html):
        return True
    return isinstance(node, HtmlBlock) and bool(text_of(_HIDDEN.sub("", node.html)).strip())


def _first_tag(block: HtmlBlock) -> Span:
    match = re.search(r"<[A-Za-z/][^>\n]*>?", block.html)
    return Span(block.at(match.start()), block.at(match.end() - 1) + 1) if match else block.span
