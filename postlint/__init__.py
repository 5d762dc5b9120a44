"""postlint: a content linter and fixer for article-based static sites.

A rule imports all that it needs from here. Names are loaded when they are first used, so that the command line starts
without the parsers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from postlint.diagnostic import Change as Change
    from postlint.diagnostic import Diagnostic as Diagnostic
    from postlint.diagnostic import Edit as Edit
    from postlint.diagnostic import Fix as Fix
    from postlint.diagnostic import Related as Related
    from postlint.diagnostic import Safety as Safety
    from postlint.diagnostic import Severity as Severity
    from postlint.document.document import Document as Document
    from postlint.external import Cause as Cause
    from postlint.external import Outcome as Outcome
    from postlint.external import Outcomes as Outcomes
    from postlint.external import State as State
    from postlint.facts.page import Page as Page
    from postlint.rule import Bad as Bad
    from postlint.rule import ChangeRule as ChangeRule
    from postlint.rule import Good as Good
    from postlint.rule import LinkRule as LinkRule
    from postlint.rule import Rule as Rule
    from postlint.rule import SiteRule as SiteRule
    from postlint.scope.versions import Versions as Versions
    from postlint.site.site import Site as Site
    from postlint.text import Range as Range
    from postlint.text import Span as Span

_ROOMS = {
    "scope.versions": "Versions",
    "diagnostic": "Change Diagnostic Edit Fix Related Safety Severity",
    "document.document": "Document",
    "external": "Cause Outcome Outcomes State",
    "rule": "Bad ChangeRule Good LinkRule Rule SiteRule",
    "facts.page": "Page",
    "site.site": "Site",
    "text": "Range Span",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    room = _ROOM_OF.get(name)
    if room is None:
        raise AttributeError(f"module 'postlint' has no attribute {name!r}")
    value = getattr(import_module(f"postlint.{room}"), name)
    globals()[name] = value
    return value
