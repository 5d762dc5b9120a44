"""What is used of mistune: that which parses blocks, without its inline parser and its renderers.

Python runs the whole of a package before a part of it, which takes as long again as what is used. So an empty module
stands in its place while that is loaded, and is gone afterwards: who imports mistune later gets all of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType

_NAME = "mistune"


@contextmanager
def _parts_alone() -> Iterator[None]:
    spec = None if _NAME in sys.modules else find_spec(_NAME)
    if spec is None or not spec.submodule_search_locations:
        yield
        return
    package = sys.modules[_NAME] = ModuleType(_NAME)
    package.__path__ = [*spec.submodule_search_locations]
    try:
        yield
    finally:
        del sys.modules[_NAME]


with _parts_alone():
    from mistune.block_parser import BlockParser, _parse_html_to_newline
    from mistune.core import BlockState
    from mistune.helpers import (
        HTML_ATTRIBUTES,
        HTML_TAGNAME,
        LINK_LABEL,
        parse_link_href,
        parse_link_title,
        unescape_char,
    )
    from mistune.list_parser import _expand_leading_tabs, _has_continuation_indent, _strip_continuation_indent
    from mistune.util import unescape, unikey

parse_html_to_newline = _parse_html_to_newline
expand_leading_tabs = _expand_leading_tabs
has_continuation_indent = _has_continuation_indent
strip_continuation_indent = _strip_continuation_indent

__all__ = [
    "HTML_ATTRIBUTES",
    "HTML_TAGNAME",
    "LINK_LABEL",
    "BlockParser",
    "BlockState",
    "expand_leading_tabs",
    "has_continuation_indent",
    "parse_html_to_newline",
    "parse_link_href",
    "parse_link_title",
    "strip_continuation_indent",
    "unescape",
    "unescape_char",
    "unikey",
]
