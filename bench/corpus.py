"""What the default rules find on real sites, and whether the repairs there hold.

    python bench/corpus.py                      findings by rule and site, and per 1,000 articles
    python bench/corpus.py --rule link/empty    the findings of one rule, 60 at random where there are more
    python bench/corpus.py --fix                repairs every article in memory, in four ways, and proves each; the real
                                                Hugo judges what became of each article

The sites are archives `*.tar.gz` in the folder `--corpora`; each is unpacked into a temporary folder.
"""

from __future__ import annotations

import argparse
import random
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from hugo_judge import Repair, judge

from postlint.config.configuration import Config
from postlint.diagnostic import Diagnostic
from postlint.document.document import Document
from postlint.run.active_rules import active_rules
from postlint.run.article_repairs import Fixed
from postlint.run.discovery import articles
from postlint.run.fixer import damage
from postlint.run.linter import Linter
from postlint.run.site_files import SiteFiles
from postlint.run.site_run import check, fix

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"


def unpacked(folder: Path, into: Path) -> Iterator[tuple[str, Path]]:
    """The sites of the archives in a folder, by name."""
    for archive in sorted(folder.glob("*.tar.gz")):
        site = into / archive.name.removesuffix(".tar.gz")
        with tarfile.open(archive) as tar:
            tar.extractall(site, filter="data")
        yield site.name, site


def linter_for(root: Path) -> Linter:
    config = Config(root)
    linter = Linter(config, active_rules(config))
    linter.jobs = 2
    return linter


def table(found: dict[str, tuple[int, list[Diagnostic]]]) -> Iterator[str]:
    """Findings by rule and site."""
    sites = list(found)
    rules = Counter((finding.severity.rank, finding.rule) for _, each_site in found.values() for finding in each_site)
    total = sum(number for number, _ in found.values())
    yield f"{'':44}" + "".join(f"{site.split('+')[-1][:16]:>18}" for site in sites) + f"{'all':>8}{'per 1,000':>11}\n"
    yield f"{'articles':44}" + "".join(f"{found[site][0]:>18,}" for site in sites) + f"{total:>8,}\n"
    for (rank, rule), number in sorted(rules.items()):
        counts = [
            sum(1 for finding in found[site][1] if (finding.severity.rank, finding.rule) == (rank, rule))
            for site in sites
        ]
        name = f"{'EWI'[rank]} {rule}"
        yield (
            f"{name:44}" + "".join(f"{count:>18}" for count in counts) + f"{number:>8}{number * 1000 / total:>11.2f}\n"
        )


def show(site: str, tree: SiteFiles, finding: Diagnostic) -> str:
    text = tree.source(finding.path).data.decode("utf-8", "replace")
    line = text.splitlines()[finding.place.line - 1] if text else ""
    start = max(0, finding.place.column - 61)
    where = f"{finding.path}:{finding.place.line}:{finding.place.column}"
    return f"{site} {where} {finding.message}\n    {line[start : start + 160]}\n"


def prove(root: Path) -> Iterator[str]:
    """Repairs every article in four ways; yields a line for each that is damaged, unstable, or worse than before."""
    files = articles([root], root)
    for unsafe in (False, True):
        for newlines in ("as they are", "CRLF"):
            linter = linter_for(root)
            if newlines == "CRLF":
                linter.contents = {Path(file): _crlf(Path(file).read_bytes()) for file in files}
            before = sum(len(tree.diagnostics) for tree in check(linter, files))
            trees, outcomes = fix(linter, files, unsafe=unsafe)
            name = f"{root.name}, {'unsafe' if unsafe else 'safe'}, newlines {newlines}"
            changed = [outcome for outcome in outcomes if outcome.after != outcome.before]
            for each in changed:
                doc = Document(each.path, each.before.decode())
                fixes = [finding.fix for finding in each.applied if finding.fix]
                if harm := damage(doc, each.after.decode(), fixes):
                    yield f"damaged: {name}: {each.path}: {harm}\n"
            again = linter_for(root)
            again.contents = {**linter.contents, **{each.root / each.path: each.after for each in changed}}
            _, second = fix(again, files, unsafe=unsafe)
            for each in second:
                if each.after != each.before:
                    yield f"unstable: {name}: {each.path}\n"
            if newlines != "CRLF":
                yield from judged(name, changed)
            left = sum(len(tree.diagnostics) for tree in trees)
            if left > before:
                yield f"more findings than before: {name}: {left} instead of {before}\n"
            dropped = sum(len(outcome.dropped) for outcome in outcomes)
            applied = sum(len(outcome.applied) for outcome in outcomes)
            print(f"{name}: {applied} repairs in {len(changed)} articles, {dropped} left out", flush=True)


def judged(name: str, changed: Sequence[Fixed]) -> Iterator[str]:
    """A line for each repaired article in which Hugo shows something that no fix declares."""
    repairs = [
        Repair(
            outcome.path,
            outcome.before.decode(),
            outcome.after.decode(),
            frozenset(change for finding in outcome.applied if finding.fix for change in finding.fix.changes),
        )
        for outcome in changed
    ]
    verdict = judge(repairs)
    print(f"{name}: Hugo judged {verdict.judged} articles, and does not build {verdict.unbuilt}", flush=True)
    for repair, what in verdict.failures:
        yield f"Hugo shows other {what}: {name}: {repair.name}\n"


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--rule", help="show the findings of this rule or family")
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--fix", action="store_true")
    options = parser.parse_args()
    if not options.corpora.is_dir():
        print(f"there are no sites to look at: {options.corpora} is missing", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        return run(options, list(unpacked(options.corpora, Path(folder))))


def run(options: argparse.Namespace, sites: list[tuple[str, Path]]) -> int:
    if options.fix:
        problems = 0
        for problem in (line for _, root in sites for line in prove(root)):
            print(problem, end="", flush=True)
            problems += 1
        if not problems:
            print("no article is damaged, none unstable, none has more findings than before")
        return int(bool(problems))
    found: dict[str, tuple[int, list[Diagnostic]]] = {}
    shown: list[str] = []
    for name, root in sites:
        trees = check(linter_for(root), articles([root], root))
        found[name] = (
            sum(len(tree.reported) for tree in trees),
            [finding for tree in trees for finding in tree.diagnostics],
        )
        shown += [
            show(name, tree, finding)
            for tree in trees
            for finding in tree.diagnostics
            if options.rule and (finding.rule == options.rule or finding.rule.startswith(options.rule + "/"))
        ]
    if options.rule:
        picked = shown if len(shown) <= options.most else random.Random(1).sample(shown, options.most)
        print("".join(sorted(picked)) + f"{len(shown)} findings")
    else:
        print("".join(table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
