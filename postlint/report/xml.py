"""Texts as parts of XML."""

from __future__ import annotations

import re

# Also what XML may hold and turns the text around it about.
_NOT_XML = re.compile(
    "[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|[\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]"
)


def element(text: str) -> str:
    """A text as the content of an XML element; characters that it cannot hold or show become U+FFFD."""
    shown = _NOT_XML.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return shown.replace("\r", "&#13;")


def attribute(text: str) -> str:
    """A text as the value of an XML attribute, in its quotes."""
    folded = element(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{folded}"'
