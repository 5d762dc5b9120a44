"""The words of the links that lead to articles: what their own site calls them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Reference(NamedTuple):
    """Words that link something, and what; from wherever it is written so, it leads to the same."""

    stems: tuple[str, ...]
    destination: str
    name: str
    """`ref` or `relref` where a shortcode has the destination, "" for a plain link."""
    folder: str
    """From where, for a destination that depends on it."""


@dataclass(slots=True)
class References:
    """The links within the articles of one language: plain data, renewed article by article.

    Where one leads is found out when somebody asks for its words: most are never asked for.
    """

    sources: dict[Reference, list[str]] = field(default_factory=dict)
    """The articles that have each, by path."""
    by_stem: dict[str, list[Reference]] = field(default_factory=dict)
    by_source: dict[str, list[Reference]] = field(default_factory=dict)

    def add(self, path: str, references: Iterable[Reference]) -> None:
        """Take in the links of an article, in the place of those that it had."""
        self.remove(path)
        own = self.by_source[path] = list(dict.fromkeys(references))
        for reference in own:
            if reference in self.sources:
                self.sources[reference].append(path)
                continue
            self.sources[reference] = [path]
            for stem in dict.fromkeys(reference.stems):
                self.by_stem.setdefault(stem, []).append(reference)

    def remove(self, path: str) -> None:
        """Take out the links of an article."""
        for reference in self.by_source.pop(path, ()):
            self.sources[reference].remove(path)
            if self.sources[reference]:
                continue
            del self.sources[reference]
            for stem in dict.fromkeys(reference.stems):
                self.by_stem[stem].remove(reference)
                if not self.by_stem[stem]:
                    del self.by_stem[stem]
