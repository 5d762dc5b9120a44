"""Which fields of articles the templates of a site read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postlint.lazy_regex import pattern

_COMMENT = pattern(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.S)
_ACTION = pattern(r"\{\{(.*?)\}\}", re.S)
# `.Params.cover`, `.Param "cover"`, `index $page.Params "cover"`; not `.Site.Params.cover`.
_NAME = pattern(r"(?<!ite\.Params)[.\"`]([A-Za-z_][\w-]*)")
# All fields at once, or one whose name is computed: `range .Params`, `.Param $name`; or in a template elsewhere.
_ANY = pattern(r"(?<!ite)\.Params\b(?!\.\w|[ \t]+[\"`])|\.Param\b[ \t]+[^\"` \t]|ExecuteAsTemplate")
_EMBEDDED = pattern(r"[\"`](?:_internal/)?(?:opengraph|twitter_cards|schema)\.html[\"`]")
_OF_EMBEDDED = frozenset(("description", "images"))


def fields_read(texts: Iterable[str]) -> frozenset[str] | None:
    """The names, in lower case, that may be fields in templates of these texts; None where they may read any field."""
    names: set[str] = set()
    for text in texts:
        actions = " ".join(_ACTION.findall(_COMMENT.sub("", text)))
        if _ANY.search(actions):
            return None
        names.update(name.lower() for name in _NAME.findall(actions))
        if _EMBEDDED.search(actions):
            names |= _OF_EMBEDDED
    return frozenset(names)
