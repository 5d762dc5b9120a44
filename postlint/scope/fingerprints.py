"""What makes a finding the same finding, and an article the same article, in another version of a site.

Of a finding these are its rule and the text that it is in, never its line or its message; of an article its path, or
else its title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from posixpath import basename, dirname

from postlint.diagnostic import Diagnostic
from postlint.text import Lines, blake2b


def excerpt(diagnostic: Diagnostic, text: str, lines: Lines) -> str:
    """The lines that a finding is in, with blanks folded; "" where it is about the article as a whole."""
    place = diagnostic.place
    if not text or place.start == place.end == 0:
        return ""
    last = max(place.line, place.end_line - (place.end_column == 1 and place.end_line > place.line))
    return " ".join(text[lines.span(place.line).start : lines.span(last).end].split())


def excerpts(diagnostics: Iterable[Diagnostic], text: str) -> list[str]:
    """The excerpt of each of the findings in one article."""
    lines = Lines(text)
    return [excerpt(finding, text, lines) for finding in diagnostics]


def fingerprints(diagnostics: Iterable[Diagnostic], texts: Callable[[str], str]) -> list[str]:
    """One fingerprint for each finding, in order; findings alike in all are told apart by their number."""
    prints: list[str] = []
    seen: Counter[tuple[str, ...]] = Counter()
    path, text, lines = None, "", Lines("")
    for finding in diagnostics:
        if finding.path != path:
            path, text = finding.path, texts(finding.path)
            lines = Lines(text)
        key = (finding.rule, finding.path, excerpt(finding, text, lines), text[finding.place.start : finding.place.end])
        parts = (*key, str(seen[key]))
        seen[key] += 1
        prints.append(blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())
    return prints


def same_articles(gone: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Which of the new articles is which of those that are gone: the old path by the new one.

    Both are titles by path. Of several with one title, those are taken whose files are named most alike.
    """
    by_title: dict[str, list[str]] = {}
    for path, title in new.items():
        by_title.setdefault(title, []).append(path)
    pairs = [
        (_likeness(old, path), old, path) for old, title in gone.items() if title for path in by_title.get(title, ())
    ]
    same: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, path in sorted(pairs, reverse=True):
        if path not in same and old not in taken:
            same[path] = old
            taken.add(old)
    return same


def _likeness(one: str, other: str) -> tuple[bool, bool, float]:
    from difflib import SequenceMatcher

    same_name, same_folder = basename(one) == basename(other), dirname(one) == dirname(other)
    return same_name, same_folder, SequenceMatcher(None, one, other).ratio()
