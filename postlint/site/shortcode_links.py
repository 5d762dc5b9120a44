"""Links in the parameters of shortcodes: Hugo's own, and those that the configuration declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postlint.document.front_matter.values import texts
from postlint.facts.page import Call, Link, Page

NOTES = frozenset(
    "admonition alert callout caution danger hint important info note notice pageinfo tip warning".split()
)
"""Shortcodes under which themes have notes: they make no id that their calls do not show."""
_OWN: dict[str, dict[str, list[str]]] = {"figure": {"image": ["src"], "link": ["link"]}}
"""By shortcode, the parameters that name a file to be shown, and those that name a page."""


def links_of(page: Page, declared: Mapping[str, Any]) -> Iterator[Link]:
    """The links that stand in parameters of shortcodes.

    `declared` is `[site.shortcodes]`: by shortcode, `link` and `image` list the names or places (from 0) of parameters.
    """
    for call in page.calls:
        wanted = declared.get(call.name, _OWN.get(call.name))
        if isinstance(wanted, Mapping) and not call.hidden:
            for kind in ("image", "link"):
                for name in texts(wanted.get(kind) or []):
                    yield from _link(call, name, kind == "image")


def _link(call: Call, name: str, image: bool) -> Iterator[Link]:
    parameter = call.parameter(int(name) if name.isdigit() else name)
    if parameter is None and name == "src":
        parameter = call.parameter(0)
    if parameter is not None and parameter.value:
        url = None if "{{" in parameter.value else parameter.value
        shown = f"{call.name}[{name}]"
        yield Link("shortcode", parameter.value, url, parameter.place, call.place, "", image, call.inside, shown)
