"""Scripts whose words are not set apart by spaces."""

from __future__ import annotations

from unicodedata import name


def is_cjk(character: str) -> bool:
    """Whether words of the script of a character are not, or need not be, set apart by spaces."""
    if character < "\u0e00":
        return False
    return name(character, "").startswith(
        (
            "CJK",
            "HIRAGANA",
            "KATAKANA",
            "HANGUL",
            "BOPOMOFO",
            "THAI",
            "LAO",
            "KHMER",
            "MYANMAR",
            "FULLWIDTH",
            "IDEOGRAPHIC",
        )
    )
