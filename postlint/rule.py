"""What a rule is: a file with a class, its reasons, options and examples; and how rules are loaded."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from inspect import isabstract
from pathlib import Path
from types import ModuleType
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


class RuleError(Exception):
    """A rule file that cannot be used. The message names the file and says why."""


@cache
def rules_folder() -> Path:
    """Where the rules that come with postlint are: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def rule_files(folder: Path) -> dict[str, Path]:
    """The files of the rules in a folder by the name of the rule, `family/name`, sorted."""
    # Those that come with postlint are asked for several times in a run.
    return _own_files() if folder == rules_folder() else _files_in(folder)


@cache
def _own_files() -> dict[str, Path]:
    return _files_in(rules_folder())


def _files_in(folder: Path) -> dict[str, Path]:
    return {
        f"{family}/{name[:-3]}".replace("_", "-"): folder / family / name
        for family in _listed(folder)
        for name in _listed(folder / family)
        if name.endswith(".py") and not name.startswith("_")
    }


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return []


def load_rules(folder: Path, names: Iterable[str] | None = None) -> dict[str, type[AnyRule]]:
    """The rules in a folder, `family/name.py` each, by name; with `names`, only those.

    Raises RuleError, with the name of the file, where a file has no rule class, has two, or fails to import, and
    where the folder holds no rule at all.
    """
    files = rule_files(folder)
    if not files:
        raise RuleError(f"{folder}: there are no rules here; is the installation of postlint complete?")
    wanted = files if names is None else {name: files[name] for name in names if name in files}
    return {name: _load_rule(name, file) for name, file in wanted.items()}


@cache
def _load_rule(name: str, file: Path) -> type[AnyRule]:
    # A process loads a rule once: its file counts as it was then.
    module = _import(name, file)
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, AnyRule)
        and value.__module__ == module.__name__
        and not isabstract(value)
    ]
    if len(classes) != 1:
        found = ", ".join(class_.__name__ for class_ in classes) or "none"
        raise RuleError(f"{file}: a rule file holds one rule class, and this one holds {found}")
    rule = classes[0]
    rule.name = name
    rule.__doc__ = module.__doc__
    return rule


def _import(name: str, file: Path) -> ModuleType:
    module_name = "postlint_rule_" + re.sub(r"\W", "_", str(file.with_suffix("")))
    spec = importlib.util.spec_from_file_location(module_name, file)
    if spec is None or spec.loader is None:
        raise RuleError(f"{file}: this is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[module_name]
        raise RuleError(f"{file}: the rule {name} cannot be loaded: {type(error).__name__}: {error}") from error
    return module
