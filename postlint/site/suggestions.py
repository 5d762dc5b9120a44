"""What a broken link may have meant: the nearest URLs of a site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from urllib.parse import unquote

from postlint.lazy_regex import pattern
from postlint.site.likeness import may_be_meant, own_parts
from postlint.site.link_target import Near
from postlint.site.url_paths import encode

NEAREST = "nearest"
"""Begins the names of the tables of what was near to a path, one for each table of known paths."""
_ENOUGH = 62.0
# What other generators write for the root of the site: "{filename}/posts/a.md".
_PLACE = pattern(r"\A/?\{\w+\}(?=/)")
_DATE = pattern(r"\A\d{4}-\d\d?-\d\d?-")


class Nearest:
    """Finds the URLs that are nearest to one; built when the first is asked for."""

    def __init__(self, known: Iterable[tuple[str, Near]]) -> None:
        """`known` has, for each target, its path, decoded and in lower case without slashes at its ends."""
        self._known = dict(known)
        self._names: dict[str, list[str]] = {}
        for path in self._known:
            self._names.setdefault(_own_name(path), []).append(path)
        self._found: dict[str, list[Near]] = {}
        self.considered: dict[str, list[str]] = {}
        """By path that was looked for, the known ones that were compared with it more closely: those that are near."""

    def find(self, path: str) -> list[Near]:
        """The three nearest targets, the nearest first; those with the same last part of their path lead.

        Of a name without a folder, all targets of that name are among them.
        """
        if path not in self._found:
            self._found[path] = self._find(path)
        return self._found[path]

    def _find(self, path: str) -> list[Near]:
        # Imported where it is needed: without a broken link, it is not.
        from rapidfuzz import fuzz, process

        wanted = _wanted(path)
        if not wanted:
            return []
        same_name = self._names.get(_own_name(wanted), ())
        scores = {name: 70 + fuzz.ratio(wanted, name) * 0.3 for name in same_name}
        nearest = process.extract(wanted, self._known.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=_ENOUGH)
        self.considered[path] = [*dict.fromkeys([*same_name, *(target for target, _, _ in nearest)])]
        for target, score, _ in nearest:
            # Folders that both share, and endings of files, say nothing.
            if target not in scores and fuzz.ratio(*own_parts(wanted, target)) >= _ENOUGH:
                scores[target] = score
        scores = {
            target: score
            for target, score in scores.items()
            if may_be_meant(wanted, target) or _has_moved(wanted, target)
        }
        best = sorted(scores, key=lambda score: (-scores[score], score))
        # Of a name alone, the caller knows better which folder is meant.
        best = [target for at, target in enumerate(best) if at < 3 or ("/" not in wanted and target in same_name)]
        return [self._known[target]._replace(score=round(scores[target], 1)) for target in best]


def may_consider(path: str, known: Collection[str]) -> bool:
    """Whether one of these known paths, as a `Nearest` has them, may be near to a path that was looked for."""
    from rapidfuzz import fuzz

    wanted = _wanted(path)
    name = _own_name(wanted)
    return any(_own_name(other) == name or fuzz.ratio(wanted, other) >= _ENOUGH for other in known)


def _wanted(path: str) -> str:
    """A path as those are written that it is compared with."""
    return _PLACE.sub("", unquote(path)).strip("/").lower().removesuffix(".md").removesuffix("/index")


def _own_name(path: str) -> str:
    """The last part of a path without the date that it may begin with: other generators make folders of that."""
    name = path.rpartition("/")[2]
    return _DATE.sub("", name) or name


def _has_moved(wanted: str, known: str) -> bool:
    """Whether two paths differ by nothing but their folders and by how they write a date."""
    return _own_name(wanted) == _own_name(known) and re.findall(r"\d+", wanted) == re.findall(r"\d+", known)


def near(url: str, title: str = "", path: str = "", state: str = "published") -> tuple[str, Near]:
    """A target that may be near, with the path that it is found by."""
    return url.strip("/").lower(), Near(encode(url), title, path, state, 0.0)


def near_ids(wanted: str, known: list[str]) -> Callable[[], list[Near]]:
    """A function that finds the ids of a page that an anchor may have meant."""

    def find() -> list[Near]:
        from rapidfuzz import fuzz, process

        extracted = process.extract(wanted, known, scorer=fuzz.ratio, limit=3, score_cutoff=60)
        return [
            Near(f"#{text}", "", "", "published", score)
            for text, score, _ in extracted
            if may_be_meant(wanted.lower(), text.lower())
        ]

    return find
