"""Articles that need no title."""

from __future__ import annotations

from postlint.lazy_regex import pattern

_NO_WORDS = pattern(r"[\d_-]{6,}|[\da-f]{8}-[\da-f-]{20,}")


def is_named_by_time(path: str) -> bool:
    """Whether a file is named by its time, or by a number of its own: short notes like that mostly have no title."""
    return _NO_WORDS.fullmatch(path.rpartition("/")[2].partition(".")[0]) is not None
