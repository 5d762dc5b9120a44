"""The articles that a run repairs, in memory: the text of each before and after, and which fixes were applied."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from postlint.diagnostic import Diagnostic
from postlint.facts.inspection import Source

if TYPE_CHECKING:
    from postlint.document.document import Document
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles


class Fixed(Struct):
    """One article that was repaired in memory: its content before and after, and its fixes."""

    root: Path
    path: str
    before: bytes
    after: bytes
    applied: list[Diagnostic] = field(default_factory=list)
    dropped: list[tuple[Diagnostic, str]] = field(default_factory=list)
    """The findings whose fix was dropped, each with what the fix would have changed."""


class ArticleRepairs:
    """Repairs articles of one site in memory; what is known of each stays from one pass to the next."""

    def __init__(self, linter: Linter, files: SiteFiles) -> None:
        self._linter = linter
        self._files = files
        self._outcomes: dict[str, Fixed] = {}
        self._documents: dict[str, Document] = {}
        """Parsed articles after their last repair, by path."""

    def __contains__(self, path: str) -> bool:
        """Whether a repair of this article was tried."""
        return path in self._outcomes

    @property
    def fixed(self) -> list[Fixed]:
        """The articles for which a repair was tried."""
        return [*self._outcomes.values()]

    def inspect(self, source: Source, parsed: Document | None = None) -> None:
        """Inspect the content of an article, and keep it parsed for its repair; `parsed` is the article if it is."""
        self._files.inspections[source.path], doc = self._linter.inspect_parsed(source, parsed)
        if doc is not None:
            self._documents[source.path] = doc

    def repair(self, path: str, findings: Iterable[Diagnostic], *, unsafe: bool) -> bool:
        """Apply those fixes to an article that change nothing else; whether its text changed."""
        from postlint.run.fixer import repair
        from postlint.text import decode, encode

        before = self._files.source(path).data
        outcome = self._outcomes.setdefault(path, Fixed(self._files.root, path, before, before))
        if self._files.inspections[path].page is None:
            return False
        doc = self._documents.pop(path, None) or self._linter.document(path, decode(outcome.after))
        done = repair(doc, findings, unsafe=unsafe)
        # What could not be repaired may be, once another repair is done.
        outcome.dropped = list(done.dropped)
        if done.text == doc.text:
            self._documents[path] = doc
            return False
        outcome.applied += done.applied
        outcome.after = encode(done.text)
        source = Source(path, outcome.after)
        self._files.replace(source)
        self.inspect(source, done.document)
        return True
