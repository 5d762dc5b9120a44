"""Where signs of Markdown mean something else: in formulas, in code of HTML, in articles that speak of Markdown."""

from __future__ import annotations

import re

from postlint.document.document import Document
from postlint.document.prose import Prose
from postlint.lazy_regex import pattern

_FORMULA = pattern(
    r"\$\$.*?(?:\$\$|\Z)|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{.*?(?:\\end\{|\Z)|(?<![\w$])\$(?=\S)[^$]+(?<=\S)\$(?!\w)|"
    r"\$ [^$\n]*[\\_^][^$\n]* \$",
    re.S,
)
_HTML_CODE = pattern(r"<(code|kbd|pre|samp|tt)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.S | re.I)
_COMMAND = pattern(r"\\[a-zA-Z]{2,}\b(?:\{|\s*[_^]|\s*\\)")
_OFTEN = 3
_MARKDOWN = (b"markdown", b"commonmark", b"backtick", b"backquote")


def in_formula(prose: Prose, position: int) -> bool:
    """Whether a place of a text is in a formula, in code written as HTML, or in a text that is all formula."""
    text = prose.text
    if "</" in text and any(match.start() <= position < match.end() for match in _HTML_CODE.finditer(text)):
        return True
    if "$" not in text and "\\" not in text:
        return False
    if any(match.start() <= position < match.end() for match in _FORMULA.finditer(text)):
        return True
    # What stands in formulas says nothing of the text around them.
    return len(_COMMAND.findall(_FORMULA.sub("", text))) > 1


def is_about_markdown(doc: Document, text: str = "") -> bool:
    """Whether an article, or a text of it, speaks of Markdown, and so may show its signs on purpose."""
    if sum(doc.lowered.count(word) for word in _MARKDOWN) > _OFTEN:
        return True
    lowered = text.lower().encode("utf-8", "replace")
    return any(word in lowered for word in _MARKDOWN)
