"""Patterns of paths: those of .gitignore, and globs. None takes longer than the length of a path and pattern allow.

A star is tried at the first place that fits and never again: what stands between two stars has one length, so no later
place could lead further. Without that, a pattern such as `*a*a*a*a*b` would be tried in all ways that there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_NEVER = r"(?!)"
_MOST_ALTERNATIVES = 256
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r" \t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class PathPatterns:
    """Patterns as in a .gitignore, for paths below its folder with "/" as separator."""

    def __init__(self, lines: Iterable[str]) -> None:
        lines = list(map(_bytes, lines))
        rules = [rule for line in lines if (rule := _rule(line, below=True))]
        self._any = re.compile("|".join(f"(?:{expression})" for expression, _ in rules) or _NEVER, re.S)
        self._rules: list[tuple[re.Pattern[str], bool]] = []
        """Those that match a path itself, where some of them include again what others exclude; the last one first."""
        if not all(excludes for _, excludes in rules):
            exact = [rule for line in lines if (rule := _rule(line, below=False))]
            self._rules = [(re.compile(expression, re.S), excludes) for expression, excludes in reversed(exact)]

    def verdict(self, path: str) -> bool | None:
        """Whether they exclude a path, that of a folder with "/" at its end; None where no pattern matches it.

        The files in an excluded folder are excluded.
        """
        path = _bytes(path)
        if not self._rules:
            return True if self._any.search(path) else None
        verdict: bool | None = None
        for end in [at + 1 for at, char in enumerate(path[:-1]) if char == "/"] + [len(path)]:
            part = path[:end]
            excluded = next((excludes for rule, excludes in self._rules if rule.search(part)), None)
            if excluded:
                return True
            verdict = excluded if excluded is not None else verdict
        return verdict

    def exclude(self, path: str) -> bool:
        """Whether they exclude a path."""
        return bool(self.verdict(path))


def _bytes(text: str) -> str:
    """A text with a character for each byte: that is what git compares."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("latin-1")


@lru_cache(maxsize=4096)
def _rule(line: str, *, below: bool) -> tuple[str, bool] | None:
    """A line of a .gitignore as a regular expression to search for, and whether it excludes; None for an empty one.

    With `below`, it matches also what is in the folders that it names.
    """
    line = line.rstrip("\r\n")
    text = line.rstrip(" ")
    if text.endswith("\\") and len(line) > len(text):
        text += " "
    if not text or text.startswith("#"):
        return None
    excludes = not text.startswith("!")
    text = text if excludes else text[1:]
    folder = text.endswith("/")
    text = text[:-1] if folder else text
    anchored = "/" in text
    segments = ["**" if len(part) > 1 and not part.strip("*") else part for part in text.removeprefix("/").split("/")]
    if not any(segments):
        return None
    if not all(segments):
        # Two slashes stand in no path.
        return _NEVER, excludes
    end = ("/" if folder else r"(?=/|\Z)") if below else (r"/\Z" if folder else r"/?\Z")
    return _path(segments, anchored, end), excludes


def _path(segments: list[str], anchored: bool, end: str) -> str:
    """The expression for segments of a path, of which some may be `**`, and what stands behind them."""
    if segments[-1] == "**":
        # Everything inside, and not the folder itself.
        segments = [*segments, "*"]
    groups: list[list[str]] = [[]]
    for segment in segments:
        groups.append([]) if segment == "**" else groups[-1].append(segment)
    parts = ["/".join(map(_segment, group)) for group in groups]
    first = r"\A" if anchored and parts[0] else r"(?:\A|(?<=/))"
    parts = [part for part in parts if part]
    middle = "".join(rf"(?>(?:[^/]+/)*?{part}/)" for part in parts[1:-1])
    if len(parts) == 1:
        return f"{first}{parts[0]}{end}"
    return f"{first}{parts[0]}/{middle}(?:[^/]+/)*?{parts[-1]}{end}"


@lru_cache(maxsize=4096)
def _segment(text: str) -> str:
    """The expression for one segment of a path, from its start to its end."""
    if not text.strip("*"):
        return r"[^/]+(?=/|\Z)"
    chunks = list(_chunks(text))
    if None in chunks:
        return _NEVER
    return _starred([str(chunk) for chunk in chunks], r"(?=/|\Z)")


def _starred(chunks: list[str], end: str) -> str:
    """Expressions of one length each, with a star between them that stays within a folder."""
    if len(chunks) == 1:
        return chunks[0] + end
    middle = "".join(f"(?>[^/]*?{chunk})" for chunk in chunks[1:-1] if chunk)
    return f"{chunks[0]}{middle}[^/]*?{chunks[-1]}{end}"


def _chunks(text: str) -> Iterator[str | None]:
    """What stands between the stars of a segment, as expressions; None for what can never match."""
    out: list[str] = []
    position = 0
    while position < len(text):
        char = text[position]
        if char == "*":
            yield "".join(out)
            out.clear()
            while text[position : position + 2] == "**":
                position += 1
        elif char == "?":
            out.append("[^/]")
        elif char == "[":
            found = _bracket(text, position)
            if found is None:
                yield None
                return
            out.append(found[0])
            position = found[1]
        elif char == "\\":
            if position + 1 == len(text):
                yield None
                return
            position += 1
            out.append(re.escape(text[position]))
        else:
            out.append(re.escape(char))
        position += 1
    yield "".join(out)


def _bracket(text: str, start: int) -> tuple[str, int] | None:
    """The expression for the set of characters that begins at `start`, and where it ends; None for one without end."""
    position = start + 1
    negated = text[position : position + 1] in ("!", "^") and text[position : position + 1] != ""
    position += negated
    out: list[str] = []
    first = True
    while position < len(text) and (first or text[position] != "]"):
        first = False
        if text.startswith("[:", position) and (end := text.find(":]", position)) > 0:
            out.append(_CLASSES.get(text[position + 2 : end], ""))
            position = end + 2
            continue
        low, position = _member(text, position)
        if text[position : position + 1] == "-" and text[position + 1 : position + 2] not in ("", "]"):
            high, position = _member(text, position + 1)
            if low <= high:
                out.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            out.append(re.escape(low))
    if position >= len(text):
        return None
    inside = "".join(out)
    if not inside:
        return ("[^/]" if negated else _NEVER), position
    return f"(?!/)[{'^' if negated else ''}{inside}]", position


def _member(text: str, position: int) -> tuple[str, int]:
    if text[position] == "\\" and position + 1 < len(text):
        position += 1
    return text[position], position + 1


@lru_cache(maxsize=512)
def glob(pattern: str) -> re.Pattern[str]:
    """A glob for whole paths: `*` within a folder, `**` across folders, `{a,b}` for either.

    One with too many alternatives matches nothing.
    """
    patterns = list(_alternatives(pattern))
    if len(patterns) > _MOST_ALTERNATIVES:
        return re.compile(_NEVER)
    return re.compile("|".join(f"(?:{_glob(fromkey)})" for fromkey in dict.fromkeys(patterns)), re.S)


def _glob(text: str) -> str:
    """The expression for a glob without alternatives."""
    groups = []
    for part in re.split(r"\*\*+", text):
        chunks = list(_chunks(part))
        if None in chunks:
            return re.escape(text) + r"\Z"
        groups.append([str(chunk) for chunk in chunks])
    if len(groups) == 1:
        return _starred(groups[0], r"\Z")
    middle = "".join(f"(?>.*?{_starred(group, '')})" for group in groups[1:-1] if group != [""])
    return f"{_starred(groups[0], '')}{middle}.*?{_starred(groups[-1], chr(92) + 'Z')}"


def _alternatives(pattern: str) -> Iterator[str]:
    """A glob without its braces, once for each choice; at most one more than are allowed."""
    waiting = [pattern]
    count = 0
    while waiting and count <= _MOST_ALTERNATIVES:
        text = waiting.pop()
        braces = _innermost(text)
        if braces is None:
            count += 1
            yield text
        else:
            start, end = braces
            waiting += [
                text[:start] + choice + text[end + 1 :] for choice in reversed(text[start + 1 : end].split(","))
            ]
            if len(waiting) > 4 * _MOST_ALTERNATIVES:
                break


def _innermost(text: str) -> tuple[int, int] | None:
    """Where the first braces with no others inside them stand; those without an end are plain characters."""
    end = text.find("}")
    while end >= 0:
        start = text.rfind("{", 0, end)
        if start >= 0:
            return start, end
        end = text.find("}", end + 1)
    return None
