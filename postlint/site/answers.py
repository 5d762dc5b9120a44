"""What functions made of a whole site, as rows: only where it differs is anybody judged again that asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Any

from postlint.facts.encoding import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from postlint.site.rows import Row
    from postlint.site.site import Site

TABLE = "once"
"""The table of what functions made of the whole site, by their names."""


def answer_row(site: Site, name: str, function: Callable[[Site], Any]) -> Row:
    """What a function makes of a site, as a row that is the same where that is."""
    with site.recorder.recording():
        value = site.once(function)
    return TABLE, name, digest(_ordered(value)).encode()


def _ordered(value: Any) -> Any:
    """Plain data of which the order says nothing; anything else as what it is shown as."""
    if isinstance(value, Mapping):
        return sorted((repr(key), repr(_ordered(inner))) for key, inner in value.items())
    if isinstance(value, Set):
        return sorted(map(repr, value))
    if isinstance(value, (list, tuple)):
        return [_ordered(inner) for inner in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)
