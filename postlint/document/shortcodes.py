"""Hugo's shortcodes: found before Markdown is parsed, and masked so that Markdown sees one word in their place."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from msgspec import Struct, field

from postlint.lazy_regex import pattern
from postlint.text import Span

MASK_FIRST = "\ue000"
MASK_REST = "\ue001"
# A text that uses these characters itself, for the glyphs of a font, is not to look masked.
_OWN = str.maketrans({MASK_FIRST: "\ue002", MASK_REST: "\ue002"})

# What these shortcodes hold is not Markdown: Hugo's own, and the common names for diagrams, formulas and raw HTML.
RAW = frozenset(
    """highlight mermaid math katex latex chemistry chart plantuml graphviz dot goat svgbob asciinema gist code
    codeblock raw rawhtml raw_html html unsafe svg script style css javascript js json verbatim pre prism terminal
    console command comment output code-toggle""".split()
)
QUOTING = frozenset("quote blockquote pullquote epigraph".split())
"""Shortcodes that hold the words of somebody else."""
HTML = frozenset("raw rawhtml raw_html html unsafe svg".split())
"""Of these, the shortcodes whose content reaches the page as HTML."""

_CODE = frozenset(
    """yaml yml json toml ini xml html css sh bash shell console powershell bat go js javascript ts typescript python py
    ruby rb rust java kotlin swift c cpp csharp cs php sql lua perl hcl terraform dockerfile makefile diff proto text
    plaintext""".split()
)
"""Values of `lang` or `language` that name a language of code, which a shortcode holds then: a tab of Docsy's."""

_LONGEST_CODE = 3
"""No code of a language that people speak has more letters: `de`, `deu`."""

# `collapsible-code`, `my_code`, `code-block`.
_CODE_NAME = pattern(r"[-_/]code\Z|\Acode[-_](?:block|file|toggle|example|snippet)\Z")

# No tag is longer; without a bound, many openings without an end would each be searched to the end of the text.
_LONGEST_TAG = 20_000
_OPEN = re.compile(r"\{\{([<%])(/\*)?")
_NAME = pattern(r"\s*+(/?)\s*+([^\s/>%\"'`=]+(?:/[^\s/>%\"'`=]+)*)")
_SELF_CLOSING = pattern(r"(?:/|\s/\s*)\Z")
_PARAMETER = pattern(
    r"""\s*(?:(?P<quote>"?)(?P<name>[\w\-.]+)(?P=quote)\s*=\s*)?(?:\\"(?P<escaped>[^"\\\n]*)\\?"|"(?P<double>(?:\\.|[^"\\])*)"|`(?P<raw>[^`]*)`|(?P<bare>[^\s"`=>%/][^\s"`=]*?(?=\s|/?[>%]\}\}|$)|[^\s"`=]+))"""
)
_QUOTES = {"escaped": '\\"', "double": '"', "raw": "`", "bare": ""}


class Parameter(Struct, frozen=True):
    """One parameter of a shortcode: named, or by its place."""

    name: str | None
    value: str
    """The value with escapes resolved, without quotes."""
    span: Span
    """The value as written, without quotes."""
    quote: str
    """The quote before it as written: a double quote, escaped or not, a backtick, or nothing."""


class Shortcode(Struct, eq=False):
    """One call of a shortcode, from its opening tag to its closing one where it has one."""

    name: str
    markup: str
    """`<` for {{< >}}, whose content Hugo leaves alone, or `%` for {{% %}}, whose output is Markdown."""
    tag: Span
    """The opening tag."""
    name_span: Span
    parameters: tuple[Parameter, ...]
    self_closing: bool
    closing: Span | None = None
    """The closing tag."""

    @property
    def span(self) -> Span:
        """From the opening tag to the end of the closing one."""
        return Span(self.tag.start, self.closing.end if self.closing else self.tag.end)

    @property
    def inner(self) -> Span | None:
        """What stands between the tags, where it is paired."""
        return Span(self.tag.end, self.closing.start) if self.closing else None

    @property
    def is_raw(self) -> bool:
        """Whether what stands between the tags is no Markdown."""
        if self.name in RAW:
            return True
        if self.markup != "<":
            return False
        if "code" in self.name and _CODE_NAME.search(self.name):
            return True
        named = (self.parameter(name) for name in ("lang", "language") if self.parameters)
        return any(each is not None and _names_code(each.value.lower()) for each in named)

    def parameter(self, name: str | int) -> Parameter | None:
        """The parameter of that name, or of that place from 0 among those without name."""
        if isinstance(name, int):
            unnamed = [parameter for parameter in self.parameters if parameter.name is None]
            return unnamed[name] if name < len(unnamed) else None
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def _names_code(language: str) -> bool:
    """Whether the language of what a shortcode holds is none that people speak: `nasm`, or none at all."""
    return language in _CODE or not language or (len(language) > _LONGEST_CODE and "-" not in language)


class Shortcodes(Struct, dict=True):
    """All shortcodes of a text."""

    calls: list[Shortcode] = field(default_factory=list)
    """Every call, nested ones too, in the order of the text."""
    orphans: list[tuple[str, Span]] = field(default_factory=list)
    """Closing tags that close nothing, with the name they would close."""
    unfinished: list[Span] = field(default_factory=list)
    """Openings of tags, such as `{{<`, that are never closed."""
    escaped: list[Span] = field(default_factory=list)
    """`{{</* ... */>}}`: shown on the page, not called."""

    def around(self, offset: int, markup: str = "") -> Shortcode | None:
        """The innermost paired shortcode in whose content an offset stands; with `markup`, of that kind only."""
        starts, paired, above = self._nesting
        index = bisect_right(starts, offset) - 1
        while index >= 0:
            call = paired[index]
            inner = call.inner
            if inner and offset < inner.end and call.markup == (markup or call.markup):
                return call
            index = above[index]
        return None

    @cached_property
    def _nesting(self) -> tuple[list[int], list[Shortcode], list[int]]:
        """The paired calls, where the content of each starts, and for each the index of the one around it, or -1."""
        paired = [call for call in self.calls if call.inner]
        above: list[int] = []
        opened: list[int] = []
        for index, call in enumerate(paired):
            while opened and paired[opened[-1]].span.end <= call.tag.start:
                opened.pop()
            above.append(opened[-1] if opened else -1)
            opened.append(index)
        return [call.tag.end for call in paired], paired, above


def parse(text: str, start: int = 0) -> Shortcodes:
    """All shortcodes of `text` from the offset `start` on."""
    shortcodes = Shortcodes()
    opened: list[Shortcode] = []
    position = start
    while (position := text.find("{{", position)) >= 0:
        opening = _OPEN.match(text, position)
        if opening is None:
            position += 1
            continue
        end = _tag_end(text, opening)
        if end is None:
            shortcodes.unfinished.append(Span(opening.start(), opening.end()))
            position = opening.end()
            continue
        span = Span(opening.start(), end)
        position = end
        if opening[2]:
            shortcodes.escaped.append(span)
        else:
            _take(text, opening[1], span, shortcodes, opened)
    return shortcodes


def _tag_end(text: str, opening: re.Match[str]) -> int | None:
    """Where the tag that begins here ends: after its `>}}` or `%}}`, which a quoted value may not hold."""
    closer = (">" if opening[1] == "<" else "%") + "}}"
    last = opening.end() + _LONGEST_TAG
    if opening[2]:
        end = text.find("*/" + closer, opening.end(), last)
        return None if end < 0 else end + len(closer) + 2
    position = opening.end()
    limit = text.find(closer, position, last)
    while limit >= 0:
        quote = _first_quote(text, position, limit)
        # Another opening before the end means that this one was never finished; within quotes it is a text.
        if text.find("{{" + opening[1], position, quote if quote >= 0 else limit) >= 0:
            return None
        if quote < 0:
            return limit + len(closer)
        position = _string_end(text, quote, last)
        if position < 0:
            return None
        if position > limit:
            limit = text.find(closer, position, last)
    return None


def _first_quote(text: str, start: int, end: int) -> int:
    places = [at for at in (text.find('"', start, end), text.find("`", start, end)) if at >= 0]
    return min(places, default=-1)


def _string_end(text: str, quote: int, last: int) -> int:
    """The offset after the string whose quote stands at `quote`, or -1 where it does not end before `last`.

    A string in double quotes ends on its line. Where the quote that begins it is escaped, so is the one that ends it.
    """
    mark = text[quote]
    position = quote + 1
    escaped = mark == '"' and text[quote - 1] == "\\"
    if mark == '"' and (newline := text.find("\n", position, last)) >= 0:
        last = newline
    while True:
        end = text.find(mark, position, last)
        if end < 0:
            return -1
        if mark == '"' and text[end - 1] == "\\" and end - 1 > quote and not escaped:
            position = end + 1
            continue
        return end + 1


def _take(text: str, markup: str, span: Span, found: Shortcodes, opened: list[Shortcode]) -> None:
    """Add one whole tag to what was found, matched with its partner."""
    inside = Span(span.start + 3, span.end - 3)
    name = _NAME.match(text, inside.start, inside.end)
    if name is None and opened and text[inside.start : inside.end].strip() == "/":
        # A closing tag without a name closes what was opened last.
        _close(opened[-1].name, span, found, opened)
    elif name is None:
        found.unfinished.append(span)
    elif name[1]:
        _close(name[2], span, found, opened)
    else:
        slash = _SELF_CLOSING.search(text, name.end(), inside.end)
        end = slash.start() if slash else inside.end
        call = Shortcode(
            name[2], markup, span, Span(*name.span(2)), _parameters(text, name.end(), end), self_closing=bool(slash)
        )
        found.calls.append(call)
        if not slash:
            opened.append(call)


def _close(name: str, span: Span, found: Shortcodes, opened: list[Shortcode]) -> None:
    for index in range(len(opened) - 1, -1, -1):
        if opened[index].name == name:
            opened[index].closing = span
            # Calls that were opened after it and never closed stand alone, each a sibling within it.
            del opened[index:]
            return
    found.orphans.append((name, span))


def _parameters(text: str, start: int, end: int) -> tuple[Parameter, ...]:
    parameters: list[Parameter] = []
    position = start
    while match := _PARAMETER.match(text, position, end):
        group = next(kind for kind in _QUOTES if match[kind] is not None)
        value = match[group]
        quote = _QUOTES[group]
        if group == "double":
            value = re.sub(r"\\(.)", r"\1", value)
        parameters.append(Parameter(match["name"], value, Span(*match.span(group)), quote))
        position = match.end()
    return tuple(parameters)


def mask(text: str, found: Shortcodes) -> str:
    """The text with every tag made one word of private-use characters, at equal length.

    As in Hugo, a tag over several lines becomes one line. Shortcodes that hold no Markdown are masked whole.
    """
    text = text.translate(_OWN) if MASK_FIRST in text or MASK_REST in text else text
    spans = [*found.escaped, *(span for _, span in found.orphans)]
    for call in found.calls:
        if call.closing is None:
            spans.append(call.tag)
        elif call.is_raw:
            spans.append(call.span)
        else:
            spans += call.tag, call.closing
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if start >= position:
            parts += text[position:start], MASK_FIRST, MASK_REST * (end - start - 1)
            position = end
    return "".join([*parts, text[position:]])
