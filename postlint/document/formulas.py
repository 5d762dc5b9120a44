"""Where signs of Markdown mean something else: in formulas, in code of HTML, in articles that speak of Markdown."""

from __future__ import annotations

import re
from functools import lru_cache

from postlint.document.document import MARKDOWN_WORDS, Document
from postlint.document.prose import Prose
from postlint.lazy_regex import pattern
from postlint.text import is_within

_FORMULA = pattern(
    r"\$\$.*?(?:\$\$|\Z)|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{.*?(?:\\end\{|\Z)|(?<![\w$])\$(?=\S)[^$]+(?<=\S)\$(?!\w)|"
    r"\$ [^$\n]*[\\_^][^$\n]* \$",
    re.S,
)
_HTML_CODE = pattern(r"<(code|kbd|pre|samp|tt)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.S | re.I)
_COMMAND = pattern(r"\\[a-zA-Z]{2,}\b(?:\{|\s*[_^]|\s*\\)")
_OFTEN = 3


def in_formula(prose: Prose, position: int) -> bool:
    """Whether a place of a text is in a formula, in code written as HTML, or in a text that is all formula."""
    code, formulas, all_formula = _parts(prose.text)
    return all_formula or is_within(position, formulas) or is_within(position, code)


# Rules ask for one place of a text after the other.
@lru_cache(4)
def _parts(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]], bool]:
    """The ranges of code written as HTML and of formulas in a text, and whether it is all formula."""
    code = [match.span() for match in _HTML_CODE.finditer(text)] if "</" in text else []
    if "$" not in text and "\\" not in text:
        return code, [], False
    formulas = [match.span() for match in _FORMULA.finditer(text)]
    # What stands in formulas says nothing of the text around them.
    return code, formulas, len(_COMMAND.findall(_FORMULA.sub("", text))) > 1


def is_about_markdown(doc: Document, text: str = "") -> bool:
    """Whether an article, or a text of it, speaks of Markdown, and so may show its signs on purpose."""
    if doc.names_markdown > _OFTEN:
        return True
    lowered = text.lower().encode("utf-8", "replace")
    return any(word in lowered for word in MARKDOWN_WORDS)
