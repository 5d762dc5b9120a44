"""The articles that a run repairs, in memory: what each was, what it is now, and what was done to it."""

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
    """What became of one article that was repaired, in memory."""

    root: Path
    path: str
    before: bytes
    after: bytes
    applied: list[Diagnostic] = field(default_factory=list)
    dropped: list[tuple[Diagnostic, str]] = field(default_factory=list)


class ArticleRepairs:
    """Repairs articles of one site in memory, again and again as long as there is something to repair."""

    def __init__(self, linter: Linter, files: SiteFiles) -> None:
        self._linter = linter
        self._files = files
        self._outcomes: dict[str, Fixed] = {}
        self._documents: dict[str, Document] = {}
        """Articles as the last repair left them, parsed."""

    def __contains__(self, path: str) -> bool:
        """Whether a repair of this article was tried."""
        return path in self._outcomes

    @property
    def fixed(self) -> list[Fixed]:
        """What became of the articles that were repaired."""
        return [*self._outcomes.values()]

    def inspect(self, source: Source, parsed: Document | None = None) -> None:
        """Look at the content at hand of an article, which stays parsed for its repair; it may be `parsed` already."""
        self._files.inspections[source.path], doc = self._linter.inspect_parsed(source, parsed)
        if doc is not None:
            self._documents[source.path] = doc

    def repair(self, path: str, findings: Iterable[Diagnostic], *, unsafe: bool) -> bool:
        """Apply fixes to an article, as far as nothing else changes by them; whether its text changed."""
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
