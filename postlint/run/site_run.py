"""The run: each file once, then the site made of their facts, then what suppressions leave of the findings."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from postlint import __version__
from postlint.diagnostic import FAILED, Diagnostic
from postlint.facts.finding_records import Damaged
from postlint.facts.inspection import Inspection, Source
from postlint.run.cache import Cache, Store, digest_of
from postlint.run.findings_cache import FindingsCache, is_watched
from postlint.run.linter import Linter
from postlint.run.parallel import against_all, inspect_all
from postlint.run.site_files import SiteFiles, trees
from postlint.site.generator import ConfigError

if TYPE_CHECKING:
    from postlint.site.site import Site


Prepare = Callable[[SiteFiles], None]
"""Gives a site filters of its findings, when all its articles were looked at."""


def check(linter: Linter, files: Iterable[Path], prepare: Prepare | None = None) -> list[SiteFiles]:
    """Check articles, by the site that each belongs to. `prepare` may give a site filters of its findings."""
    found = trees(files, linter)
    for tree in found:
        try:
            _check_tree(linter, tree, prepare)
        except Damaged:
            _check_anew(linter, tree, prepare)
        tree.diagnostics += tree.failures.values()
    return found


def _check_anew(linter: Linter, tree: SiteFiles, prepare: Prepare | None) -> None:
    """Check a site of which something is remembered that is not what it seems: without it."""
    folder = linter.config.cache_folder
    assert folder
    linter.say(f"the cache in {folder} cannot be used and is made anew: it is damaged")
    for kind in ("articles", "verdicts"):
        Store.forget(folder, tree.root, kind)
    tree.inspections.clear()
    tree.filters.clear()
    _check_tree(linter, tree, prepare)


def _check_tree(linter: Linter, tree: SiteFiles, prepare: Prepare | None) -> None:
    verdicts = _verdicts(linter, tree)
    standing = verdicts.unchanged() if verdicts and prepare is None else None
    if standing is not None:
        tree.diagnostics = [each for path in tree.reported for each in standing[path]]
        return
    digests = _inspect_tree(linter, tree, verdicts)
    if prepare:
        prepare(tree)
    tree.diagnostics = _concluded(linter, tree, verdicts, digests)
    if verdicts and verdicts.problem:
        linter.say(verdicts.problem)


def _verdicts(linter: Linter, tree: SiteFiles) -> FindingsCache | None:
    """What earlier runs concluded about a site; None where nothing can be remembered of it."""
    folder = linter.config.cache_folder
    # A rule of the site's own may depend on anything.
    if folder is None or not tree.whole or linter.config.rule_folders or tree.contents:
        return None
    config = linter.config
    more = repr((sorted(config.site.items()), sorted(config.per_file_ignores.items())))
    key = _key(linter, *linter.rules.named("site", "words", "suppression"), more, str(linter.whole), str(linter.today))
    return FindingsCache(folder, tree, key)


def _concluded(
    linter: Linter, tree: SiteFiles, verdicts: FindingsCache | None, digests: Mapping[str, str]
) -> list[Diagnostic]:
    """The findings in a site, those that were concluded before taken over, and remembered."""
    if tree.filters:
        return conclude(linter, tree, _site(linter, tree))
    # How often the site uses a word may have changed with any article.
    known = verdicts if verdicts and not (linter.words and verdicts.changed(digests)) else None
    held = known.reusable(digests) if known else {}
    against = known.relocated() if known else {}
    rest = [path for path in tree.reported if path not in held and path not in against]
    site = _site(linter, tree) if rest else None
    if site:
        against |= against_all(linter, tree.inspections, rest, site)
    found = held | {
        path: linter.apply_suppressions(tree.inspections[path], against.get(path, ())) for path in (*against, *rest)
    }
    failed = bool(tree.failures) or any(map(_failed, found.values()))
    if verdicts and not failed and (site is None or site.within(partial(is_watched, tree.root))):
        verdicts.save(found, against, digests)
    return [each for path in tree.reported for each in found[path]]


def _failed(findings: Iterable[Diagnostic]) -> bool:
    return any(finding.rule == FAILED for finding in findings)


def inspected(linter: Linter, files: Iterable[Path]) -> list[SiteFiles]:
    """The sites that articles belong to, with every article of them looked at."""
    found = trees(files, linter)
    for tree in found:
        _inspect_tree(linter, tree, whole=True)
    return found


def _inspect_tree(
    linter: Linter, tree: SiteFiles, verdicts: FindingsCache | None = None, *, whole: bool = False
) -> Mapping[str, str]:
    """Look at every article of a site that no earlier run has seen as it is now.

    Returns the digests of the contents, as far as they are remembered. With `whole`, all that is remembered of the
    articles is read at once: what cannot be used is then known now.
    """
    tree.index(verdicts.articles if verdicts else ())
    folder = linter.config.cache_folder
    cache = Cache(folder, tree.root, _key(linter)) if folder else None
    waiting: dict[str, os.stat_result | None] = {}
    for path in tree.names:
        status = verdicts.status(path) if verdicts else tree.status(path) if cache else None
        inspection = _remembered(cache, tree, path, status, whole=whole) if cache and status else None
        if inspection:
            tree.inspections[path] = inspection
        else:
            waiting[path] = status
    if waiting:
        _look_at(linter, tree, waiting, cache)
    if cache is None:
        return {}
    cache.save(tree.names, whole=tree.whole)
    if cache.problem:
        linter.say(cache.problem)
    return cache.digests


def _look_at(
    linter: Linter, tree: SiteFiles, waiting: Mapping[str, os.stat_result | None], cache: Cache | None
) -> None:
    """Look at articles of which nothing is remembered, and remember what is found."""
    known: dict[str, tuple[int, str]] = {}

    def sources() -> Iterator[Source]:
        for path in waiting:
            source = tree.read(path)
            if cache and waiting[path] and not source.error:
                known[path] = len(source.data), digest_of(source.data)
            yield source

    meanwhile = partial(tree.prepare, linter) if linter.rules.named("site", "words") else None
    records = inspect_all(linter, sources(), len(waiting), meanwhile)
    for (path, status), record in zip(waiting.items(), records, strict=True):
        inspection = tree.inspections[path] = Inspection.from_record(record)
        # While other processes work, there is time to decode it.
        _ = inspection.page
        if cache and status and path in known:
            if former := cache.former(path):
                tree.former[path] = former[0], Inspection.from_record(former[1])
            # What failed may not fail again.
            if not _failed(inspection.diagnostics):
                cache.put(path, *known[path], status, record)


def _remembered(cache: Cache, tree: SiteFiles, path: str, status: os.stat_result, *, whole: bool) -> Inspection | None:
    """What an earlier run made of a file that is still the same."""
    record = cache.record(path, status, lambda: tree.read(path).data)
    if record is None:
        return None
    inspection = Inspection.from_record(record)
    try:
        if whole and inspection.page:
            _ = inspection.page.links, inspection.page.headings
    except Damaged as error:
        cache.unusable(error)
        return None
    return inspection


def _key(linter: Linter, *more: str) -> str:
    """All that the record of an article depends on, besides its content; with `more`, what else does."""
    text = "\0".join(
        [
            __version__,
            linter.code,
            linter.config.inputs,
            *linter.rules.named("file", "article"),
            str(linter.words),
            *more,
        ]
    )
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def conclude(linter: Linter, tree: SiteFiles, site: Site | None) -> list[Diagnostic]:
    """The findings in the reported articles of one site, and those of its filters in files that are gone."""
    more = _more(tree, site)
    gone = [path for path in more if path not in tree.inspections]
    found = [each for path in tree.reported for each in _found(linter, tree, site, more, path, tree.inspections[path])]
    return [each for path in gone for each in linter.drop_ignored(path, more[path])] + found


def _site(linter: Linter, tree: SiteFiles) -> Site | None:
    """The site, where anything needs it. One that cannot be made is a failure at its first article."""
    if not linter.rules.named("site", "words") and not tree.filters:
        return None
    try:
        return tree.site(linter)
    except (Damaged, ConfigError):
        raise
    except Exception as error:
        tree.fail(next(iter(tree.reported)), "what looks at the whole site", error)
        return None


def _more(tree: SiteFiles, site: Site | None) -> dict[str, list[Diagnostic]]:
    """What the filters add, by path."""
    found: dict[str, list[Diagnostic]] = {}
    for filter in tree.filters:
        for each in filter.extra(site):
            found.setdefault(each.path, []).append(each)
    return found


def _found(
    linter: Linter,
    tree: SiteFiles,
    site: Site | None,
    more: Mapping[str, list[Diagnostic]],
    path: str,
    inspection: Inspection,
) -> list[Diagnostic]:
    """The findings in an article that its filters leave."""
    found = linter.all_findings(inspection, site, more.get(path, ()))
    failures = [finding for finding in found if finding.rule == FAILED] if tree.filters else []
    for filter in tree.filters:
        found = filter.keep(path, [finding for finding in found if finding not in failures], site)
    return found + failures


@dataclass(slots=True)
class Fixed:
    """What became of one article that was repaired, in memory."""

    root: Path
    path: str
    before: bytes
    after: bytes
    applied: list[Diagnostic] = field(default_factory=list)
    dropped: list[tuple[Diagnostic, str]] = field(default_factory=list)


def fix(
    linter: Linter,
    files: Iterable[Path],
    *,
    unsafe: bool,
    prepare: Prepare | None = None,
    wanted: Wanted = lambda finding: True,
) -> tuple[list[SiteFiles], list[Fixed]]:
    """Repair articles in memory, pass by pass until nothing changes, and check what remains. Nothing is written.

    Of the fixes only those of findings that are `wanted` are applied.
    """
    found = inspected(linter, files)
    if prepare:
        for tree in found:
            prepare(tree)
    outcomes = [outcome for tree in found for outcome in _fix_tree(linter, tree, unsafe, wanted)]
    for tree in found:
        tree.diagnostics = [*conclude(linter, tree, _site(linter, tree)), *tree.failures.values()]
    return found, outcomes


def _fix_tree(linter: Linter, tree: SiteFiles, unsafe: bool, wanted: Wanted) -> Iterator[Fixed]:
    from postlint.run.fixer import MAX_PASSES

    outcomes: dict[str, Fixed] = {}
    for _ in range(MAX_PASSES):
        if not _fix_pass(linter, tree, outcomes, unsafe, wanted):
            break
        # The site of a pass refers to itself, and a run does not look for what does.
        gc.collect()
    yield from outcomes.values()


def _fix_pass(linter: Linter, tree: SiteFiles, outcomes: dict[str, Fixed], unsafe: bool, wanted: Wanted) -> bool:
    """One pass over the articles of a site; whether any of them changed."""
    site = _site(linter, tree)
    more = _more(tree, site)

    def find(path: str, inspection: Inspection) -> list[Diagnostic]:
        return [finding for finding in _found(linter, tree, site, more, path, inspection) if wanted(finding)]

    changed = False
    for path in tree.reported:
        if any(finding.fix for finding in find(path, tree.inspections[path])):
            before = tree.source(path).data
            outcome = outcomes.setdefault(path, Fixed(tree.root, path, before, before))
            try:
                changed |= _fix_article(linter, tree, outcome, find, unsafe)
            except Exception as error:
                tree.fail(path, "the repair", error)
    return changed


Wanted = Callable[[Diagnostic], bool]
Find = Callable[[str, Inspection], list[Diagnostic]]


def _fix_article(linter: Linter, tree: SiteFiles, outcome: Fixed, find: Find, unsafe: bool) -> bool:
    """One pass over one article; whether its text changed."""
    from postlint.run.fixer import repair
    from postlint.text import decode, encode

    # What is known of it may be remembered from an earlier run; what is repaired is the content at hand.
    inspection = linter.inspect(tree.source(outcome.path))
    if inspection.page is None:
        return False
    findings = find(outcome.path, inspection)
    doc = linter.document(outcome.path, decode(outcome.after))
    done = repair(doc, findings, unsafe=unsafe)
    # What could not be repaired may be, once another repair is done.
    outcome.dropped = list(done.dropped)
    if done.text == doc.text:
        return False
    outcome.applied += done.applied
    outcome.after = encode(done.text)
    source = Source(outcome.path, outcome.after)
    tree.replace(source)
    tree.inspections[outcome.path] = linter.inspect(source)
    return True
