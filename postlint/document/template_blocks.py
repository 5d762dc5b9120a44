"""Blocks of Liquid and Nunjucks whose content is code: `{% raw %}`, `{% highlight %}` and their like, masked within.

Jekyll, Eleventy and others show what such a block holds as it is. Where another generator shows the tags themselves,
these are the defect, and not what the code between them would be as Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from postlint.document.shortcodes import MASK_FIRST, MASK_REST
from postlint.lazy_regex import pattern

_NAMES = "raw|verbatim|highlight|codeblock|comment|set|capture"
_TAGS = r"(?:\{%[^%\n]{0,80}%\}[ \t]*){0,2}"
# Tags on lines of their own: those within a text, or in code, are spoken of.
_OPENING = pattern(rf"^[ \t>]*{_TAGS}\{{%-?[ ]*(?P<name>{_NAMES})\b[^%=\n]{{0,80}}%\}}", re.M)
_CLOSING = pattern(rf"\{{%-?[ ]*end(?P<name>{_NAMES})[ ]*-?%\}}[ \t]*{_TAGS}\r?$", re.M)
_FENCE = pattern(r"^[ \t>]*(?:```|~~~)", re.M)


def mask(text: str) -> str:
    """The text with the content of such blocks made one word of private-use characters, at equal length."""
    closings: dict[str, list[int]] = {}
    for closing in _CLOSING.finditer(text) if "{%" in text else ():
        closings.setdefault(closing["name"], []).append(closing.start())
    parts: list[str] = []
    position = 0
    for opening in _OPENING.finditer(text) if closings else ():
        start, ends = opening.end(), closings.get(opening["name"], [])
        at = bisect_left(ends, start)
        end = ends[at] if at < len(ends) else -1
        # A fence that begins within and ends elsewhere would swallow the rest.
        if position <= opening.start() and start < end and len(_FENCE.findall(text, start, end)) % 2 == 0:
            parts += text[position:start], MASK_FIRST, MASK_REST * (end - start - 1)
            position = end
    return "".join([*parts, text[position:]]) if parts else text
