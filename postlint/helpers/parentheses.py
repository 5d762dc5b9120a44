"""Parentheses with a space too few or too many."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.helpers.punctuation_marks import KEYWORDS, Slip
from postlint.lazy_regex import pattern
from postlint.text import lookbehind

_PADDED = pattern(r"(?<!\w)\( +(?=[^\W\d_]{2,} [^\W\d_])|(?<=[^\W\d_]{3}) +\)(?![)\w])")
_CODE = pattern(r"[_=;{}&$\[\]]|\w\(")
_TYPES = KEYWORDS | {"char", "void", "string", "bool", "float", "double", "long", "unsigned", "struct", "object"}
_PARENTHESIS = pattern(r"\((?P<held>(?P<word>[a-z]{2,}) [a-z]{2,}(?![\w(])[^()\n]*)\)(?![\w(])")
_BEFORE_IT = pattern(r"(?<![\w.`/@\\:-])[a-z]{3,}\Z")


def glued_parentheses(text: str) -> Iterator[Slip]:
    """Parentheses with words that are glued to the word before them, and are no call of a function."""
    for match in _PARENTHESIS.finditer(text) if "(" in text else ():
        at = match.start()
        left = _BEFORE_IT.search(lookbehind(text, at)) if text[at - 1 : at].islower() else None
        if (
            left
            and left[0] not in KEYWORDS
            and match["word"] not in _TYPES
            and not _CODE.search(text, *match.span("held"))
        ):
            yield Slip(at, at + 1, "there is no space before “(”: add one", " (")


def padded_parentheses(text: str) -> Iterator[Slip]:
    """Spaces inside of parentheses, on one side; who sets them on both sides means it."""
    for match in _PADDED.finditer(text) if "( " in text or " )" in text else ():
        sign = match[0].strip()
        opening = text.rfind("(", 0, match.start())
        # Who closes what nothing opens smiles: "that is all )".
        if sign == ")" and text.count("(", 0, match.start()) <= text.count(")", 0, match.start()):
            continue
        if sign == ")" and (text.startswith("( ", opening) or not _is_prose(text, match.start(), match.end())):
            continue
        if sign == "(" and text.endswith(" ", 0, text.find(")", match.end())):
            continue
        where = "behind" if sign == "(" else "before"
        yield Slip(*match.span(), f"there is a space {where} “{sign}”: remove it", sign)


def _is_prose(text: str, start: int, end: int) -> bool:
    """Whether a parenthesis that closes at `start` holds words, and is no call of a function."""
    opening = text[:start].rfind("(")
    return opening >= 0 and not text[opening - 1 : opening].isalnum() and _CODE.search(text, opening, end) is None
