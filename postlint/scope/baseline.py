"""Known findings: a file of what was found once, is not to be reported again, and may be reviewed line by line.

A finding is recognised by its rule, its article and the text that it is in, never by its line or its message. An
article is recognised by its path, or, where its file is gone, by its title.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from postlint.diagnostic import FAILED, Diagnostic
from postlint.facts.files import MEGABYTE, read_bytes
from postlint.scope.fingerprints import excerpts, same_articles
from postlint.text import blake2b

if TYPE_CHECKING:
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles
    from postlint.site.site import Site

_LONGEST = 160
_LARGEST = 64 * MEGABYTE
_VERSION = 1
_HEAD = f'{{"version": {_VERSION}, "findings": [\n'
_KEYS = {"path": str, "article": str, "rule": str, "excerpt": str, "count": int}

Key = tuple[str, str]
"""A rule, and the words that a finding is recognised by."""


class BaselineError(Exception):
    """A file of known findings that cannot be used. The message names the file, the line, and what to do."""


class Entry(Struct, frozen=True, order=True):
    """Findings of one rule in one article with the same words, and how many there are."""

    path: str
    """Relative to the folder of the file, "/" as separator."""
    article: str
    """Its title."""
    rule: str
    excerpt: str
    count: int


def read(file: Path) -> list[Entry]:
    """The entries of a file. Raises BaselineError."""
    try:
        data = json.loads(read_bytes(file, _LARGEST).decode("utf-8"))
    except OSError as error:
        raise BaselineError(f"{file}: the baseline cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        at = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BaselineError(f"{file}{at}: the baseline is not valid JSON: {error}") from error
    if not isinstance(data, dict) or data.get("version") != _VERSION or not isinstance(data.get("findings"), list):
        raise BaselineError(
            f"{file}: this is not a baseline of this version of postlint; `postlint baseline` writes one"
        )
    return [_entry(entry, number, file) for number, entry in enumerate(data["findings"], 2)]


def _entry(data: Any, line: int, file: Path) -> Entry:
    if not isinstance(data, dict) or data.keys() != _KEYS.keys():
        raise BaselineError(f"{file}:{line}: an entry of the baseline has {', '.join(_KEYS)}, and nothing else")
    for key, kind in _KEYS.items():
        if type(data[key]) is not kind or (kind is int and data[key] < 1):
            name = "a string" if kind is str else "an integer above 0"
            raise BaselineError(f"{file}:{line}: {key!r} of an entry of the baseline must be {name}")
    return Entry(**data)


def text_of(entries: Iterable[Entry]) -> str:
    """The file with these entries: one on each line, sorted, so that a change of it can be read."""
    lines = [json.dumps(asdict(entry), ensure_ascii=False) for entry in sorted(entries)]
    return _HEAD + ",\n".join(lines) + ("\n" if lines else "") + "]}\n"


def entries_of(tree: SiteFiles, base: Path) -> list[Entry]:
    """The findings in one site as entries; their paths are relative to `base`."""
    by_path: dict[str, list[Diagnostic]] = {}
    for finding in tree.diagnostics:
        if finding.rule == FAILED:
            continue
        by_path.setdefault(finding.path, []).append(finding)
    counts = Counter(
        Entry(shown(tree, path, base), _title(tree, path), rule, words, 1)
        for path, findings in by_path.items()
        for rule, words in _keys(tree, path, findings)
    )
    return [replace(entry, count=count) for entry, count in counts.items()]


def entry_of(tree: SiteFiles, finding: Diagnostic, base: Path) -> Entry:
    """One finding as an entry; its path is relative to `base`."""
    ((rule, words),) = _keys(tree, finding.path, [finding])
    return Entry(shown(tree, finding.path, base), _title(tree, finding.path), rule, words, 1)


def with_entry(entries: Iterable[Entry], entry: Entry) -> list[Entry]:
    """Entries with one more, counted with those that are the same."""
    counts = Counter({replace(known, count=1): known.count for known in entries})
    counts[entry] += 1
    return [replace(known, count=count) for known, count in counts.items()]


def shown(tree: SiteFiles, path: str, base: Path) -> str:
    """The path of an article of a site as the entries have it."""
    return Path(os.path.relpath(tree.root / path, base)).as_posix()


def _title(tree: SiteFiles, path: str) -> str:
    inspection = tree.inspections.get(path)
    return inspection.page.title if inspection and inspection.page else ""


def _keys(tree: SiteFiles, path: str, findings: Sequence[Diagnostic]) -> Iterator[Key]:
    """The rule and the words of findings in one article."""
    text = tree.source(path).data.decode("utf-8", "replace") if findings else ""
    for finding, words in zip(findings, excerpts(findings, text), strict=True):
        if len(words) > _LONGEST:
            # A paragraph on one line is too much to review: what is marked, and a digest of the rest.
            marked = " ".join(text[finding.place.start : finding.place.end].split())
            words = f"…{marked[:_LONGEST]}… {blake2b(words.encode('utf-8', 'replace'), digest_size=6).hexdigest()}"
        yield finding.rule, words


def _with_message(key: Key, left: Counter[Key], keys: Sequence[Key]) -> Key | None:
    """The entry of a finding about a whole article, as earlier versions wrote it: with the message for an excerpt."""
    return next(
        (entry for entry, count in left.items() if count > 0 and entry[0] == key[0] and entry not in keys), None
    )


class Baseline:
    """The known findings of a run, and what became of them."""

    def __init__(self, entries: Iterable[Entry], base: Path) -> None:
        """The paths of the entries are relative to `base`."""
        self.base = base
        self._rest = list(entries)
        """The entries that no site has taken: this run says nothing about them, or their articles are gone."""
        self._filters: list[Known] = []

    def filter(self, linter: Linter, tree: SiteFiles) -> Known:
        """What leaves the known findings in a site out."""
        known = Known(self.base, tree, self._take(tree, set(linter.rules.kinds)))
        self._filters.append(known)
        return known

    def _take(self, tree: SiteFiles, ran: set[str]) -> dict[str, Counter[Key]]:
        """The entries of each article that a site reports on, under its path or under the one that it had."""
        here = {shown(tree, path, self.base): path for path in tree.names}
        titles = {entry.path: entry.article for entry in self._rest}
        gone = {path: title for path, title in titles.items() if self._gone(path)}
        new = {path: _title(tree, within) for path, within in here.items() if path not in titles}
        now = {old: path for path, old in same_articles(gone, new).items()}
        taken: dict[str, Counter[Key]] = {}
        left = []
        for finding in self._rest:
            path = here.get(now.get(finding.path, finding.path), "")
            if path in tree.reported and finding.rule in ran:
                taken.setdefault(path, Counter())[finding.rule, finding.excerpt] += finding.count
            else:
                left.append(finding if finding.path not in now else replace(finding, path=now[finding.path]))
        self._rest = left
        return taken

    def _gone(self, path: str) -> bool:
        return not (self.base / path).exists()

    @property
    def others(self) -> list[Entry]:
        """The entries that this run says nothing about."""
        return [entry for entry in self._rest if not self._gone(entry.path)]

    @property
    def known(self) -> int:
        """How many findings are known, and therefore not reported."""
        return sum(entry.count for known in self._filters for entry in known.found)

    @property
    def stale(self) -> list[Entry]:
        """Entries, or parts of them, that nothing was found for."""
        gone = [entry for entry in self._rest if self._gone(entry.path)]
        return sorted([*gone, *(entry for known in self._filters for entry in known.unfound)])

    @property
    def pruned(self) -> list[Entry]:
        """All entries less the stale ones, under the paths and titles that the articles have now."""
        return [*self.others, *(entry for known in self._filters for entry in known.found)]


class Known:
    """Leaves of the findings in one site those that are not known."""

    needs_site = False

    def __init__(self, base: Path, tree: SiteFiles, entries: Mapping[str, Counter[Key]]) -> None:
        self._base = base
        self._tree = tree
        self._entries = entries
        self._left = {path: Counter(entry) for path, entry in entries.items()}

    def of(self, tree: SiteFiles) -> Known:
        """The same for the articles with other contents."""
        return Known(self._base, tree, self._entries)

    def extra(self, site: Site | None) -> list[Diagnostic]:
        """Nothing: a baseline only leaves out."""
        return []

    def keep(self, path: str, findings: list[Diagnostic], site: Site | None) -> list[Diagnostic]:
        """The findings that are not known; of several alike, the first are."""
        if path not in self._entries:
            return findings
        left = self._left[path] = Counter(self._entries[path])
        keys = list(_keys(self._tree, path, findings))
        kept = []
        for key, finding in zip(keys, findings, strict=True):
            entry = key if left[key] > 0 or finding.place.end else _with_message(key, left, keys)
            if entry and left[entry] > 0:
                left[entry] -= 1
            else:
                kept.append(finding)
        return kept

    @property
    def unfound(self) -> Iterator[Entry]:
        """What is known and was not found."""
        return (entry for path, left in self._left.items() for entry in self._as_entries(path, left))

    @property
    def found(self) -> Iterator[Entry]:
        """What is known and was found."""
        for path, entries in self._entries.items():
            yield from self._as_entries(path, entries - self._left[path])

    def _as_entries(self, path: str, counts: Counter[Key]) -> Iterator[Entry]:
        for (rule, words), count in (+counts).items():
            yield Entry(shown(self._tree, path, self._base), _title(self._tree, path), rule, words, count)
