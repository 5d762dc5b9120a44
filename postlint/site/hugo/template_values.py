"""What a template shows, as far as its text tells: where its values come from, and as what they are shown.

Only what reaches the page as HTML or as rendered Markdown can bring something along. A value within an attribute
cannot, and a text that nothing renders is escaped.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from postlint.lazy_regex import pattern

ACTION = r"\{\{(?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|[^\"`])*?\}\}"
"""An action of a template, as a regular expression."""

_TOKEN = pattern(rf"({ACTION})", re.S)
_STRING = pattern(r"\"(?:[^\"\\]|\\.)*\"|`[^`]*`")
_CALL = pattern(
    r"\b(partial|partialCached|partials\.Include|partials\.IncludeCached|template|block)\s+(?:\"([^\"]+)\")?"
)
# What is HTML already where it is shown.
_HTML = pattern(r"\.Content(?:WithoutSummary)?\b|\.Summary\b|RenderShortcodes|\.Render\b|resources\.ExecuteAsTemplate")
# Text that is neither in the article nor in the template.
_TEXT = pattern(
    r"readFile|\.RawContent|getJSON|getCSV|GetRemote|(?:\.Site|\bsite)\.Data|hugo\.Data|Unmarshal|getenv|Scratch\b|"
    r"\.Store\b|(?:\.Page|\.Site|\bsite|\bpage|\$\w+|\))\.Params?\b",
    re.I,
)
_PAGES = pattern(r"GetPage|\.?Pages\b|\bsite\b|\.Site\b|\.Page\b|\.Parent\b|\.CurrentSection\b|Taxonomies", re.I)
_BARE_PARAMS = pattern(r"(?<![\w$).])\.Params?\b")
_OF_DOT = pattern(r"(?<![\w$)\"])\.(?!Get\b|Inner|Name\b|Ordinal|Position|IsNamedParams|Page\b|Site\b|Parent\b)")
_RENDERS = pattern(r"markdownify|RenderString|safeHTML(?!Attr)|htmlUnescape", re.I)
_CONTENTS = pattern(r"\.TableOfContents\b|Fragments\.ToHTML")
# What makes an address, a number or an escaped text of a value.
_PLAIN = pattern(
    r"\|\s*(?:relURL|absURL|relLangURL|absLangURL|urlize|anchorize|urlquery|safeURL|safeCSS|len|plainify|htmlEscape|"
    r"jsonify|safeJS)\s*\Z|\.(?:Rel)?Permalink\s*\)*\s*\Z",
    re.I,
)
_BLOCK = pattern(r"(else\s+with|else\s+if|else|with|range|if|block|define|end)\b(.*)\Z", re.S)
_ASSIGNED = pattern(r"(?:\$\w+\s*,\s*)?(\$\w*)\s*:?=(?!=)\s*(.*)\Z", re.S)
_VARIABLE = pattern(r"\$\w*")
_SILENT = pattern(r"(?:errorf|warnf|warnidf|erroridf|return|break|continue)\b")
_HTML_TOKEN = pattern(r"</?(\w[\w-]*)|[<>\"']")

Kinds = frozenset[str]
"""html (HTML of another text), text (text of elsewhere, escaped), contents (a table of contents), page (pages)."""
_NONE: Kinds = frozenset()


class Values(Struct):
    """What a template shows."""

    kinds: set[str] = field(default_factory=set)
    """Of what kind the values are that become a part of the content of the page."""
    calls: list[tuple[re.Match[str], Kinds]] = field(default_factory=list)
    """The templates that it calls for that (the name is group 2), and of what kind the value is that each is given."""


def shown_values(text: str, given: Kinds = _NONE) -> Values:
    """What the text of a template shows, its comments left out; `given` is the kind of the value it is called with."""
    scan = _Scan(given)
    # Twice, since a variable may be shown above the place where it is given its value, as in a loop.
    for _ in range(2):
        scan.read(text)
    return scan.values


class _Scan:
    def __init__(self, given: Kinds) -> None:
        self.values = Values()
        self._given = given
        self._variables: dict[str, Kinds] = {}
        self._dots: list[Kinds] = []
        self._within = ""
        """A tag ("<"), a value of an attribute (its quote), a script or style (its name), or the content ("")."""
        self._tag = ""

    def read(self, text: str) -> None:
        self.values, self._dots, self._within = Values(), [self._given], ""
        for token in _TOKEN.split(text):
            if token.startswith("{{"):
                self._action(token[2:-2].strip("- \t\r\n"))
            else:
                self._html(token)

    def _html(self, text: str) -> None:
        """Follow the HTML of a text between two actions."""
        for match in _HTML_TOKEN.finditer(text):
            tag_text, tag = match[0], (match[1] or "").lower()
            if self._within in ("script", "style"):
                if tag_text.lower() == "</" + self._within:
                    self._within, self._tag = "<", ""
            elif self._within == "":
                if tag:
                    self._within, self._tag = "<", tag if tag_text[1] != "/" else ""
            elif self._within != "<":
                self._within = "<" if tag_text == self._within else self._within
            elif tag_text in "\"'":
                self._within = tag_text
            elif tag_text == ">":
                self._within = self._tag if self._tag in ("script", "style") else ""

    def _action(self, action: str) -> None:
        block = _BLOCK.match(action)
        value = block[2] if block else action
        assigned = _ASSIGNED.match(value.strip())
        if assigned:
            name = assigned[1]
            self._variables[name] = self._variables.get(name, _NONE) | self._kinds(assigned[2])
        if block:
            self._enter(" ".join(block[1].split()), assigned[2] if assigned else value)
        elif not assigned and not _SILENT.match(action):
            if self._within == "":
                self.values.kinds |= self._kinds(action)
            elif "safeHTMLAttr" in action:
                self.values.kinds.add("html")
        # What a partial gives may be kept and shown later; within an attribute it is an address or a class.
        if self._within == "" or assigned:
            self.values.calls += ((call, self._kinds(action[call.end() :])) for call in _CALL.finditer(action))

    def _enter(self, word: str, value: str) -> None:
        """Note what the dot is within a block."""
        if word in ("with", "range"):
            self._dots.append(self._kinds(value))
        elif word == "else with":
            self._dots[-1] = self._kinds(value)
        elif word in ("if", "block", "define"):
            self._dots.append(self._dots[-1])
        elif word == "end" and len(self._dots) > 1:
            self._dots.pop()

    def _kinds(self, value: str) -> Kinds:
        """Of what kind the parts of a value are that stand neither in the article nor in the template."""
        if _PLAIN.search(value):
            return _NONE
        bare = _STRING.sub('""', value)
        kinds: set[str] = set()
        for variable in _VARIABLE.findall(bare):
            kinds |= self._variables.get(variable, _NONE)
        if _OF_DOT.search(bare):
            kinds |= self._dots[-1]
        if _HTML.search(bare):
            kinds.add("html")
        if _CONTENTS.search(bare):
            kinds.add("contents")
        if _TEXT.search(bare) or (_BARE_PARAMS.search(bare) and "page" in self._dots[-1]):
            kinds.add("text")
        if _PAGES.search(bare):
            kinds.add("page")
        if "text" in kinds and _RENDERS.search(bare):
            kinds.add("html")
        return frozenset(kinds)
