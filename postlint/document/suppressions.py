"""Comments that silence findings: reading them, applying them, and finding those that do nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from postlint.lazy_regex import pattern
from postlint.text import Range, Span

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.document.document import Document

# `postlint disable` is what others would write; of what stands behind ` -- ` nothing but its reason is said.
_WORD = r"postlint(?:-|\s+(?=(?:disable|enable)\b))(?P<word>[\w-]+)"
_COMMENT = pattern(rf"<!--\s*{_WORD}(?P<rules>(?:(?!-->).)*?)(?:\s--\s(?:(?!-->).)*)?-->", re.S)
_DEFINITION = pattern(rf"\s*{_WORD}(?P<rules>(?:(?!\s--\s)[^)\"'])*)")
_IN_FRONT_MATTER = pattern(rf"^[ \t]*#[ \t]*{_WORD}[^\r\n]*", re.M)
_ALL = "ALL"
_NOT_THERE = 'a comment in the front matter silences nothing: write ignore = ["rule"] under [params.postlint] instead'
_RULE = pattern(r"[^\s,]+")
PARAMETER = ("params", "postlint", "ignore")


class Scope(StrEnum):
    """What a directive covers, by the word that says so."""

    NEXT_LINE = "disable-next-line"
    LINE = "disable-line"
    DISABLE = "disable"
    ENABLE = "enable"
    FILE = "disable-file"


class Directive(Struct, frozen=True, array_like=True):
    """One rule, or all rules, silenced in some lines of an article.

    `first` and `last` are the lines, both inclusive; `comment` is the whole comment, or the item in the front matter.
    """

    rule: str
    """A rule, a family, or "" for every rule."""
    first: int
    last: int
    place: Range
    """Where the rule is named; where none is, the comment."""
    comment: Range
    alone: bool
    """Whether this is the only rule that the comment names."""
    removal: Span | None = None
    """What to delete to be rid of the comment: with its line where it has one to itself."""
    problem: str = ""
    """Why the comment cannot be understood, if so."""

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether this silences a finding."""
        named = not self.rule or diagnostic.rule == self.rule or diagnostic.rule.startswith(self.rule + "/")
        return named and not self.problem and self.first <= diagnostic.place.line <= self.last


class Suppressed(Struct, frozen=True):
    """What the directives of an article did."""

    path: str
    directives: Sequence[Directive]
    unused: Sequence[Directive]
    """Those that silenced nothing, although what they name was looked for."""
    known: Sequence[str]
    """The names of all rules."""


class _Comment(NamedTuple):
    span: Span
    word: str
    rules: tuple[tuple[str, Span], ...]


def directives_of(doc: Document) -> tuple[Directive, ...]:
    """The directives of an article, in the order of the text."""
    if "postlint" not in doc.text:
        return ()
    directives = list(_from_front_matter(doc))
    comments = sorted(_comments(doc))
    for index, comment in enumerate(comments):
        directives += _of_comment(doc, comment, comments[index + 1 :])
    return tuple(directives)


def _from_front_matter(doc: Document) -> Iterator[Directive]:
    front = doc.front_matter
    if front is None:
        return
    for match in _IN_FRONT_MATTER.finditer(doc.text, front.content.start, front.content.end):
        place = doc.place(Span(*match.span()))
        yield Directive("", 0, 0, place, place, True, None, _NOT_THERE)
    field = front.field(*PARAMETER)
    if field is None:
        return
    items = field.value if isinstance(field.value, list) else [field.value]
    for index, rule in enumerate(items):
        item = front.field(*field.path, index) or field
        place = doc.place(item.span)
        problem = "" if isinstance(rule, str) else "the name of a rule is a text in quotes"
        yield Directive(
            "" if rule == _ALL else str(rule), 1, len(doc.lines) + 1, place, doc.place(field.span), False, None, problem
        )


def _comments(doc: Document) -> Iterator[_Comment]:
    from postlint.document.nodes import LinkDefinition

    for node in doc.html:
        for match in _COMMENT.finditer(node.html):
            yield _comment(match, node.at)
    for definition in doc.nodes(LinkDefinition):
        title = definition.title_span if definition.label == "//" else None
        if title and (titled := _DEFINITION.match(doc.source(title))):
            yield _comment(titled, partial(add, title.start))._replace(span=definition.span)


def _comment(match: re.Match[str], at: Callable[[int], int]) -> _Comment:
    """A comment; `at` says where in the file a character of the matched text stands."""
    rules = tuple(
        (rule[0], Span(at(rule.start()), at(rule.end() - 1) + 1))
        for rule in _RULE.finditer(match.string, *match.span("rules"))
    )
    return _Comment(Span(at(match.start()), at(match.end() - 1) + 1), match["word"], rules)


def _of_comment(doc: Document, comment: _Comment, later: Sequence[_Comment]) -> Iterator[Directive]:
    whole = doc.place(comment.span)
    words = [str(scope) for scope in Scope]
    if comment.word not in words:
        from difflib import get_close_matches

        near = get_close_matches(comment.word, words, n=1)
        hint = f"; did you mean postlint-{near[0]}?" if near else f"; there are {', '.join(words)}"
        yield Directive("", 0, 0, whole, whole, True, None, f"there is no comment postlint-{comment.word}{hint}")
        return
    scope = Scope(comment.word)
    if scope is Scope.ENABLE:
        return
    removal = _removal(doc, whole)
    for rule, span in comment.rules or (("", comment.span),):
        first, last = _lines(doc, whole, scope, rule, later)
        yield Directive(
            "" if rule == _ALL else rule, first, last, doc.place(span), whole, len(comment.rules) <= 1, removal
        )


def _removal(doc: Document, place: Range) -> Span | None:
    """What to delete of a comment; None in a quote or list, where its line may be what holds them together."""
    first, last = doc.lines.span(place.line), doc.lines.span(place.end_line)
    if doc.source(first).strip().startswith((">", "-", "*", "+")):
        return None
    if doc.source(Span(first.start, place.start)).strip() or doc.source(Span(place.end, last.end)).strip():
        return place.span
    following = doc.lines.starts[place.end_line] if place.end_line < len(doc.lines.starts) else last.end
    return Span(first.start, following)


def _lines(doc: Document, place: Range, scope: Scope, rule: str, later: Sequence[_Comment]) -> tuple[int, int]:
    last = len(doc.lines) + 1
    if scope is Scope.FILE:
        return 1, last
    if scope is Scope.LINE:
        return place.line, place.end_line
    if scope is Scope.NEXT_LINE:
        line = place.end_line + 1
        while line < len(doc.lines) and not doc.source(doc.lines.span(line)).strip(" \t>"):
            line += 1
        return line, line
    for comment in later:
        named = [name for name, _ in comment.rules]
        if comment.word == Scope.ENABLE and (not named or rule in named):
            return place.line, doc.lines.number(comment.span.start)
    return place.line, last


def apply(
    diagnostics: Iterable[Diagnostic], directives: Sequence[Directive]
) -> tuple[list[Diagnostic], list[Directive]]:
    """The findings that no directive silences, and the directives that silenced none."""
    if not directives:
        return list(diagnostics), []
    used: set[Directive] = set()
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        covering = [directive for directive in directives if directive.covers(diagnostic)]
        used.update(covering)
        if not covering:
            kept.append(diagnostic)
    return kept, [directive for directive in directives if directive not in used and not directive.problem]
