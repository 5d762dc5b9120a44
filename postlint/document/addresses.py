"""What an address looks like in a text that is no link: enough of one that nothing else can be meant."""

from __future__ import annotations

import re

from postlint.lazy_regex import pattern

ABSOLUTE = r"(?:https?://|ftp://|mailto:|www\.)[^\s<>()\[\]{}（）\"“”|\\]+(?:\([^\s()]*\)[^\s<>()\[\]{}（）\"“”|\\]*)*"
FILE = r"[\w./~%-]*\w\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|avif|zip)"
RELATIVE = rf"(?:{FILE}(?:[?#][\w=&%./-]*)?|\.{{0,2}}/[\w.~%/-]*(?:[?#][\w=&%./-]*)?|#[^\W\d][\w-]+)"
SHORTCODE = "\ue000\ue001+(?:#[\\w-]+)?"
ADDRESS = rf"(?:{ABSOLUTE}|{RELATIVE}|{SHORTCODE})"
"""An address as it stands in the target of a link; masked shortcodes are one."""

_ADDRESS = pattern(ADDRESS, re.I)
_ENDING = pattern(r"[.,;:!?。，；：！？、'’*_~`]+\Z")


def is_address(text: str) -> bool:
    """Whether a text is an address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def without_punctuation(address: str) -> str:
    """An address at the end of which the punctuation of the sentence around it may stand."""
    return _ENDING.sub("", address)
