"""The same page in several editions: the documentation of each version, or of each product, in a folder of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from postlint.lazy_regex import pattern

Parts = tuple[str, ...]
"""The folders of a path and the name of its file, without suffix; of a bundle or section, its folder is the name."""

Row = tuple[str, int, str]
"""The path of an article that belongs to an edition, how many folders the edition has, and the page it is one of."""

_SUFFIX = pattern(r"(?:/(?:_?index|readme))?(?:\.[\w-]+)?\.\w+$", re.I)
_ENOUGH = 4
_SHARE = 0.4
"""A folder is an edition where so many of its pages, and this share of them, stand at the same place in another."""


class Editions:
    """Which articles are the same in another edition."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """`rows` are those of the articles that belong to an edition."""
        self._places: dict[str, tuple[Parts, str]] = {}
        """By path, of what belongs to an edition: the folder of the edition, and what is the same in all of them."""
        self._members: dict[str, list[str]] = defaultdict(list)
        for path, depth, page in rows:
            self._places[path] = parts_of(path)[:depth], page
            self._members[page].append(path)

    @classmethod
    def of(cls, paths: Iterable[str]) -> Editions:
        """The editions of articles, by their paths."""
        parts = {path: parts_of(path) for path in paths}
        split = dict(_split(parts)) if _repeats(parts.values()) else {}
        families = _families(split.values())
        return cls(
            (path, len(folder), "/".join((*families[folder[:-1]], "", *rest))) for path, (folder, rest) in split.items()
        )

    def rows(self) -> Iterator[Row]:
        """What `Editions` makes the same of."""
        return ((path, len(folder), page) for path, (folder, page) in self._places.items())

    def __bool__(self) -> bool:
        return bool(self._places)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Editions) and self._places == other._places

    __hash__ = None  # type: ignore[assignment]

    def page(self, path: str) -> str:
        """The name that an article has in all editions; its path where it belongs to none."""
        return self._places[path][1] if path in self._places else path

    def folder(self, path: str) -> Parts:
        """The folder of the edition that an article belongs to, empty for none."""
        return self._places[path][0] if path in self._places else ()

    def nearest(self, page: str, source: str, scores: Mapping[str, float]) -> str:
        """Of all editions of a page, the one that is nearest to an article; of several, the one of the best score."""
        if page not in self._members:
            return page
        parts = parts_of(source)
        return max(self._members[page], key=lambda path: (shared(parts_of(path), parts), scores.get(path, 0.0), path))


def _repeats(paths: Collection[Parts]) -> bool:
    """Whether so many articles have the name of another one that there may be editions."""
    return len({parts[-1] for parts in paths}) < 0.9 * len(paths)


def _split(parts: Mapping[str, Parts]) -> Iterator[tuple[str, tuple[Parts, Parts]]]:
    """The paths that belong to editions, split into the folder of the innermost edition and what is below it."""
    folders = _folders(parts.values())
    for path, names in parts.items():
        depth = next((depth for depth in range(len(names) - 1, 0, -1) if names[:depth] in folders), 0)
        if depth:
            yield path, (names[:depth], names[depth:])


def _folders(paths: Collection[Parts]) -> set[Parts]:
    """The folders that are editions: many of their pages stand below a sibling folder too."""
    siblings: dict[tuple[Parts, Parts], int] = Counter(
        (names[:at], names[at + 1 :]) for names in paths for at in range(len(names) - 1)
    )
    repeated: Counter[Parts] = Counter()
    total: Counter[Parts] = Counter()
    for names in paths:
        for at in range(len(names) - 1):
            total[names[: at + 1]] += 1
            repeated[names[: at + 1]] += siblings[names[:at], names[at + 1 :]] > 1
    return {folder for folder, count in repeated.items() if count >= max(_ENOUGH, _SHARE * total[folder])}


def _families(split: Iterable[tuple[Parts, Parts]]) -> dict[Parts, Parts]:
    """By parent folder of editions, the first parent whose editions have many of the same pages: old and new ones."""
    pages: dict[Parts, set[Parts]] = defaultdict(set)
    for folder, rest in split:
        pages[folder[:-1]].add(rest)
    families: dict[Parts, Parts] = {}
    for parent in sorted(pages):
        below = pages[parent]
        families[parent] = next(
            (
                first
                for first in dict.fromkeys(families.values())
                if len(pages[first] & below) >= _SHARE * min(len(pages[first]), len(below))
            ),
            parent,
        )
    return families


def shared(one: Parts, other: Parts) -> int:
    """How many folders two paths have in common."""
    return next(
        (at for at, (name, same) in enumerate(zip(one, other, strict=False)) if name != same), min(len(one), len(other))
    )


@cache
def parts_of(path: str) -> Parts:
    """The folders of an article, and the name of its file, or of its folder where it has that."""
    return tuple(_SUFFIX.sub("", path).split("/"))
