"""What makes a finding the same finding in another version of an article: its rule and its words, never its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b

from postlint.diagnostic import Diagnostic
from postlint.text import Lines


def excerpt(diagnostic: Diagnostic, text: str, lines: Lines) -> str:
    """The lines that a finding is in, with blanks folded; its message where it is about the article as a whole."""
    place = diagnostic.place
    if not text or place.start == place.end == 0:
        return " ".join(diagnostic.message.split())
    last = max(place.line, place.end_line - (place.end_column == 1 and place.end_line > place.line))
    return " ".join(text[lines.span(place.line).start : lines.span(last).end].split())


def fingerprints(diagnostics: Iterable[Diagnostic], texts: Callable[[str], str]) -> list[str]:
    """One fingerprint for each finding, in order; findings alike in all are told apart by their number."""
    found: list[str] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    path, text, lines = None, "", Lines("")
    for each in diagnostics:
        if each.path != path:
            path, text = each.path, texts(each.path)
            lines = Lines(text)
        words = excerpt(each, text, lines)
        key = (each.rule, each.path, words)
        parts = (*key, text[each.place.start : each.place.end], str(seen[key]))
        seen[key] += 1
        found.append(blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())
    return found
