"""Which fields of articles the templates of a site read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postlint.lazy_regex import pattern

_COMMENT = pattern(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.S)
_ACTION = pattern(r"\{\{(.*?)\}\}", re.S)
# `.Params.cover`, `.Param "cover"`, `index $page.Params "cover"`; not `.Site.Params.cover`.
_NAME = pattern(r"(?<!ite\.Params)[.\"`]([A-Za-z_][\w-]*)")
# All fields at once, or one whose name is computed: `range .Params`, `.Param $name`; or in a template elsewhere. In a
# shortcode, `.Params` are its own.
_ANY = pattern(r"(?<!ite)\.Params\b(?!\.\w|[ \t]+[\"`])|\.Param\b[ \t]+[^\"` \t]|ExecuteAsTemplate")
_ANY_IN_SHORTCODE = pattern(r"Page\.Params\b(?!\.\w|[ \t]+[\"`])|\.Param\b[ \t]+[^\"` \t]|ExecuteAsTemplate")
# `or .Description .Summary`, `{{ with .Description }}{{ . }}{{ else }}{{ .Summary }}`.
_FALLS_BACK = pattern(
    r"\.Description\b(?:[^{}]{0,80}|(?:(?!\{\{-?\s*end).){0,300}?\{\{-?\s*else\b(?:(?!\{\{-?\s*end).){0,120}?)\.Summary\b",
    re.S,
)
# Hugo's own, which show the images of an article; for a description they fall back, too.
_EMBEDDED = pattern(r"[\"`](?:_internal/)?(?:opengraph|twitter_cards|schema)\.html[\"`]")


def fields_read(templates: Iterable[tuple[str, bool]]) -> frozenset[str] | None:
    """The names, in lower case, that may be fields of articles in templates; None where these may read any field.

    Each template is given with whether it is one of a shortcode. A description is not among them where the summary is
    shown in the place of an empty one.
    """
    names: set[str] = set()
    for text, is_shortcode in templates:
        actions = " ".join(_ACTION.findall(_FALLS_BACK.sub("", _COMMENT.sub("", text))))
        if (_ANY_IN_SHORTCODE if is_shortcode else _ANY).search(actions):
            return None
        names.update(name.lower() for name in _NAME.findall(actions))
        if _EMBEDDED.search(actions):
            names.add("images")
    return frozenset(names)
