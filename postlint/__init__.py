"""postlint: a content linter and fixer for article-based static sites.

A rule imports all that it needs from here and from `postlint.helpers`. Names are loaded when they are first used, so
that the command line starts without the parsers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
DOCUMENTATION = ""
"""The address of the documentation, with a slash at its end; "" as long as it is published nowhere.

`Documentation` in pyproject.toml is the same. Pages of rules are below it, unless `rule-pages` names another address.
"""

if TYPE_CHECKING:
    from postlint.config.rule_selection import did_you_mean as did_you_mean
    from postlint.config.rule_selection import unknown_rule as unknown_rule
    from postlint.diagnostic import Change as Change
    from postlint.diagnostic import Diagnostic as Diagnostic
    from postlint.diagnostic import Edit as Edit
    from postlint.diagnostic import Fix as Fix
    from postlint.diagnostic import Related as Related
    from postlint.diagnostic import Safety as Safety
    from postlint.diagnostic import Severity as Severity
    from postlint.document import nodes as nodes
    from postlint.document.document import Document as Document
    from postlint.document.front_matter.fences import misplaced as misplaced
    from postlint.document.front_matter.model import Field as Field
    from postlint.document.front_matter.model import FrontMatter as FrontMatter
    from postlint.document.front_matter.values import has_value as has_value
    from postlint.document.html_tags import Tag as Tag
    from postlint.document.html_tags import only_comments as only_comments
    from postlint.document.html_tags import tags_of as tags_of
    from postlint.document.passages import HIDDEN as HIDDEN
    from postlint.document.passages import Passage as Passage
    from postlint.document.prose import DelimiterRun as DelimiterRun
    from postlint.document.prose import Prose as Prose
    from postlint.document.shortcodes import Parameter as Parameter
    from postlint.document.shortcodes import Shortcode as Shortcode
    from postlint.document.suppressions import Directive as Directive
    from postlint.document.suppressions import Suppressed as Suppressed
    from postlint.external import Cause as Cause
    from postlint.external import Outcome as Outcome
    from postlint.external import Outcomes as Outcomes
    from postlint.external import State as State
    from postlint.facts.inspection import Source as Source
    from postlint.facts.page import Anchor as Anchor
    from postlint.facts.page import Call as Call
    from postlint.facts.page import Heading as Heading
    from postlint.facts.page import Leftover as Leftover
    from postlint.facts.page import Link as Link
    from postlint.facts.page import Page as Page
    from postlint.facts.page import WikiLink as WikiLink
    from postlint.facts.related_leads import RelatedLine as RelatedLine
    from postlint.lazy_regex import pattern as pattern
    from postlint.messages import quoted as quoted
    from postlint.rule import Bad as Bad
    from postlint.rule import ChangeRule as ChangeRule
    from postlint.rule import FileRule as FileRule
    from postlint.rule import Good as Good
    from postlint.rule import LinkRule as LinkRule
    from postlint.rule import Rule as Rule
    from postlint.rule import SiteRule as SiteRule
    from postlint.rule import SuppressionRule as SuppressionRule
    from postlint.rule import WordRule as WordRule
    from postlint.scope.versions import Versions as Versions
    from postlint.site.link_target import Near as Near
    from postlint.site.link_target import Target as Target
    from postlint.site.site import Site as Site
    from postlint.text import BOM as BOM
    from postlint.text import Range as Range
    from postlint.text import Span as Span
    from postlint.text import is_within as is_within
    from postlint.text import lookahead as lookahead
    from postlint.text import lookbehind as lookbehind
    from postlint.text import newline_of as newline_of
    from postlint.text import unescaped as unescaped

_NAMES = {
    "config.rule_selection": "did_you_mean unknown_rule",
    "diagnostic": "Change Diagnostic Edit Fix Related Safety Severity",
    "document.document": "Document",
    "document.front_matter.fences": "misplaced",
    "document.front_matter.model": "Field FrontMatter",
    "document.front_matter.values": "has_value",
    "document.html_tags": "Tag only_comments tags_of",
    "document.passages": "HIDDEN Passage",
    "document.prose": "DelimiterRun Prose",
    "document.shortcodes": "Parameter Shortcode",
    "document.suppressions": "Directive Suppressed",
    "external": "Cause Outcome Outcomes State",
    "facts.inspection": "Source",
    "facts.page": "Anchor Call Heading Leftover Link Page WikiLink",
    "facts.related_leads": "RelatedLine",
    "lazy_regex": "pattern",
    "messages": "quoted",
    "rule": "Bad ChangeRule FileRule Good LinkRule Rule SiteRule SuppressionRule WordRule",
    "scope.versions": "Versions",
    "site.link_target": "Near Target",
    "site.site": "Site",
    "text": "BOM Range Span is_within lookahead lookbehind newline_of unescaped",
}
_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if name == "nodes":
        value: Any = import_module("postlint.document.nodes")
    elif module is None:
        raise AttributeError(f"module 'postlint' has no attribute {name!r}")
    else:
        value = getattr(import_module(f"postlint.{module}"), name)
    globals()[name] = value
    return value
