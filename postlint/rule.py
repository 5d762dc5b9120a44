"""What a rule is: a class with its reasons, options and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_origin, get_type_hints

from msgspec import Struct, field

from postlint.diagnostic import Diagnostic, Fix, Related, Severity
from postlint.text import Range, Span

if TYPE_CHECKING:
    from postlint.document.document import Document
    from postlint.document.suppressions import Suppressed
    from postlint.external import Outcome, Outcomes
    from postlint.facts.inspection import Source
    from postlint.facts.page import Page
    from postlint.scope.versions import Versions
    from postlint.site.site import Site


class Good(Struct, frozen=True):
    """A text in which the rule finds nothing."""

    text: str
    why: str = ""
    """One sentence on what makes this worth an example."""
    path: str = "content/articles/example.md"
    options: Mapping[str, Any] = field(default_factory=dict)
    site: Mapping[str, str] | None = None
    """Other files of the site, by path from its root, where the rule needs a site."""
    schema: Mapping[str, Any] = field(default_factory=dict)
    """What the configuration's `[front-matter]` says for this article."""
    before: Mapping[str, str] | None = None
    """The files that were other before the change, as they were, where the rule compares; `path` is always new."""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """What became of external URLs, where the rule is about them."""
    beside: Sequence[str] = ()
    """Other rules that run with it."""
    nests: bool = True
    """Whether the same holds below a front matter, in a block quote and in a list item."""


class Bad(Good, frozen=True):
    """A text in which the rule finds exactly what stands between the marks ⟦ and ⟧."""

    fixed: str | None = None
    """The text after all fixes, unsafe ones too, where the rule has one."""
    message: str | None = None
    """A part of the message of the first finding."""
    severity: Severity | None = None
    """The severity of the first finding, where it is not that of the rule."""
    safe: bool | None = None
    """Whether the fix of the first finding is safe, where a rule has fixes of both kinds."""


class AnyRule:
    """What rules over an article and rules over a site have in common.

    A rule keeps no state and does no I/O. Its class attributes that are `Annotated[type, "what it does"]` are its
    options, which the configuration sets under `[rules."family/name"]`.
    """

    kind: ClassVar[str]
    """What it looks at: file, article, site, words, change, suppression, link."""
    name: ClassVar[str] = ""
    """`family/name`, after the rule's file; set by the loader."""
    severity: Severity = Severity.WARNING
    since: ClassVar[str] = "0.1.0"
    """The version of postlint that had it first; of a rule of the site's own, nothing."""
    enabled: ClassVar[bool] = True
    """Whether the rule runs unless it is ignored."""
    signs: ClassVar[Sequence[str]] = ()
    """What an article has at least one of where the rule finds something; nothing where that is not said.

    A rule over articles names stretches of the text; a rule over a site, what its page has (see `signs_of`). It is only
    loaded where an article has one, so that a run over a few articles does not load what says nothing of them.
    """
    customary: ClassVar[bool] = False
    """Whether a finding of a rule over articles is advice where one article in seven, and ten or more, have one.

    What a site does throughout is read by whatever makes the site, even if postlint does not know how.
    """
    cited: ClassVar[bool] = True
    """Whether a finding of a rule over articles counts in quotes and interviews too; if not, it is advice there.

    The words of somebody else are theirs.
    """
    good: ClassVar[Sequence[Good]] = ()
    bad: ClassVar[Sequence[Bad]] = ()

    def __init__(self, options: Mapping[str, Any] | None = None, severity: Severity | None = None) -> None:
        """A rule with options as the configuration gives them, already of the right types."""
        self._severity = severity
        for option, value in (options or {}).items():
            setattr(self, option.replace("-", "_"), value)

    def _diagnostic(
        self,
        path: str,
        place: Range,
        message: str,
        fix: Fix | None,
        related: Iterable[Related],
        severity: Severity | None,
    ) -> Diagnostic:
        chosen = self._severity or severity or self.severity
        return Diagnostic(path, place, self.name, chosen, message, tuple(related), fix)


class Rule(AnyRule):
    """A check of one article by itself."""

    kind = "article"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        """The findings in an article."""
        raise NotImplementedError

    def at(
        self,
        doc: Document,
        span: Span,
        message: str,
        *,
        fix: Fix | None = None,
        related: Iterable[Related] = (),
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding at a span of the article."""
        if severity is None and not self.cited and (doc.is_quoted(span.start) or doc.is_spoken):
            severity = Severity.INFO
        return self._diagnostic(doc.path, doc.place(span), message, fix, related, severity)


class _PageRule(AnyRule):
    """What rules over facts have in common: they see no text, and name places of a page."""

    def at(
        self,
        page: Page,
        place: Range,
        message: str,
        *,
        fix: Fix | None = None,
        related: Iterable[Related] = (),
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding at a place of the article."""
        return self._diagnostic(page.path, place, message, fix, related, severity)


class SiteRule(_PageRule):
    """A check of the facts about one article against the site; it sees no text."""

    kind = "site"

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        """The findings in an article of a site."""
        raise NotImplementedError


class WordRule(SiteRule):
    """A check of the words of one article against those of all others; `site.document(page)` says where they stand."""

    kind = "words"


class ChangeRule(_PageRule):
    """A check of the facts about a site against those before a change; it runs with `--since` only."""

    kind = "change"

    def check(self, versions: Versions) -> Iterator[Diagnostic]:
        """The findings in articles that are there, and in those that are gone."""
        raise NotImplementedError


class LinkRule(_PageRule):
    """A check of the facts about one article against what became of external URLs; only `postlint links` runs it."""

    kind = "link"

    def check(self, page: Page, outcomes: Outcomes) -> Iterator[Diagnostic]:
        """The findings in an article."""
        raise NotImplementedError


class FileRule(AnyRule):
    """A check of a file before it is read as an article."""

    kind = "file"

    def check(self, source: Source) -> Iterator[Diagnostic]:
        """The findings about a file; where there are any, the file is not parsed."""
        raise NotImplementedError

    def of(self, source: Source, message: str) -> Diagnostic:
        """A finding about the whole file."""
        return self._diagnostic(source.path, Range(0, 0, 1, 1, 1, 1), message, None, (), None)


class SuppressionRule(AnyRule):
    """A check of the comments that silence findings, after they did."""

    kind = "suppression"

    def check(self, outcome: Suppressed) -> Iterator[Diagnostic]:
        """The findings about the comments of an article."""
        raise NotImplementedError

    def at(self, outcome: Suppressed, place: Range, message: str, *, fix: Fix | None = None) -> Diagnostic:
        """A finding at a comment."""
        return self._diagnostic(outcome.path, place, message, fix, (), None)


class Option(Struct, frozen=True):
    """An option of a rule."""

    name: str
    type: Any
    default: Any
    description: str


def options_of(rule: type[AnyRule]) -> dict[str, Option]:
    """The options of a rule, by their name in the configuration."""
    options: dict[str, Option] = {}
    for name, hint in get_type_hints(rule, include_extras=True).items():
        if get_origin(hint) is Annotated:
            option = name.replace("_", "-")
            options[option] = Option(option, hint.__origin__, getattr(rule, name), hint.__metadata__[0])
    return options
