"""The forms that values of front-matter fields have on many sites, by name, and what they are in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from postlint.lazy_regex import pattern

_IMAGE = r"\.(?:png|jpe?g|gif|svg|webp|avif)(?:\?\S*)?"


class Form(Struct, frozen=True):
    """A form of texts."""

    expression: re.Pattern[str]
    """Matches all of a value."""
    words: str
    """What it must be, in words."""

    def matches(self, text: str) -> bool:
        """Whether a text has the form."""
        return self.expression.fullmatch(text) is not None


FORMS: Mapping[str, Form] = {
    "day": Form(pattern(r"\d{4}-\d\d-\d\d"), "a day without a time, such as 2026-01-31"),
    "time": Form(pattern(r"\d{4}-\d\d-\d\d[T ]\d\d?:\d\d.*"), "a day with a time, such as 2026-01-31T10:00:00Z"),
    "image-url": Form(pattern(rf"https?://\S+{_IMAGE}", re.I), "the address of an image, with https://"),
    "image-path": Form(pattern(rf"/(?!/)\S*{_IMAGE}", re.I), "the path of an image from the root of the site"),
    "image-file": Form(pattern(rf"(?![/.]|\w+:)\S+{_IMAGE}", re.I), "the name of an image file"),
    "url": Form(pattern(r"https?://\S+", re.I), "an address with https://"),
    "path": Form(pattern(r"/(?!/)\S*"), "a path from the root of the site"),
    "slug": Form(pattern(r"(?=.*[^\W\d_])[^\W_]+(?:[-._]+[^\W_]+)*"), "words joined by hyphens"),
}
"""The narrower forms before those that hold them too."""
