"""The words of an article, as one text that can be counted."""

from __future__ import annotations

from string import punctuation
from typing import TYPE_CHECKING

from postlint.document.passages import SHOWN_FIELDS, SHOWN_PARAMETERS

if TYPE_CHECKING:
    from postlint.document.document import Document

# A hyphen is a part of a word; an apostrophe in it too.
_BLANKS = bytes.maketrans(
    *(lambda signs: (signs, b" " * len(signs)))(punctuation.translate({45: None, 39: None}).encode())
)
_MARKS = str.maketrans(dict.fromkeys("“”‘«»„…–—\u00a0\u202f\u2009\ufffc", " ") | {"’": "'"})
_LONG = 2.2
"""Bytes for each character from which on a text is written without blanks between its words."""


def words_of(doc: Document) -> str:
    """The words of an article as they are written, each once, with blanks between; "" where it has no such words.

    Code and addresses in its text are among them; titles, descriptions and captions are too.
    """
    text = "\n".join([doc.running_text, *_beside(doc)])
    if not text.isascii():
        text = text.translate(_MARKS)
    encoded = text.encode("utf-8", "replace")
    if len(encoded) > _LONG * len(text):
        return ""
    return b" ".join(dict.fromkeys(encoded.translate(_BLANKS).split())).decode("utf-8", "replace")


def _beside(doc: Document) -> list[str]:
    front = doc.front_matter
    shown = [front.data[key] for key in front.data if key.lower() in SHOWN_FIELDS] if front else []
    shown += [
        parameter.value
        for call in doc.shortcodes.calls
        for parameter in call.parameters
        if parameter.name in SHOWN_PARAMETERS
    ]
    return [text for text in shown if isinstance(text, str)]
