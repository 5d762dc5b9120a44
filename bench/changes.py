"""What a second run costs after each kind of change: the matrix of `bench/run.py`, and the case of CI.

    python bench/changes.py SITE            an unpacked site; a copy of it is changed
    python bench/changes.py --large 50000   a made-up site of so many articles

After each change three runs are timed, in seconds of processors and as multiples of `python -c "import click"`: over
the changed article, over one that did not change, and over the whole site. The runs of all kinds take turns; given are
medians. `--proof` compares the findings of the last with those of a run without a cache.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.run import Timed, postlint, program, timed

ROOT = Path(__file__).resolve().parent.parent
CLICK = [sys.executable, "-c", "import click"]
WORDS = "gardens rivers lanterns journeys orchards promises windows villages corners captains".split()


class Copy:
    """A copy of a site that is changed, article after article; no article is chosen twice."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._chance = random.Random(1)
        self._at = 0
        articles = sorted((root / "content").rglob("*.md"))
        self._chance.shuffle(articles)
        self._articles = iter(articles)
        self._sections = iter(sorted((root / "content").rglob("_index.md")))

    def take(self, *wanted: str) -> tuple[Path, str]:
        """The next article whose text has all of these patterns, and the text."""
        for file in self._articles:
            text = file.read_text(encoding="utf-8")
            if file.stem not in ("index", "_index") and all(re.search(part, text, re.MULTILINE) for part in wanted):
                return file, text
        raise SystemExit("the site has too few articles of the kind that is to be changed")

    def section(self) -> tuple[Path, str]:
        """The next page of a section, and its text."""
        for file in self._sections:
            text = file.read_text(encoding="utf-8")
            if re.search(TITLE, text, re.MULTILINE):
                return file, text
        raise SystemExit("the site has too few sections with a title")

    def word(self) -> str:
        """A word, another one each time."""
        return f"{self._chance.choice(WORDS)} {self._chance.choice(WORDS)}"

    def put(self, file: Path, text: str) -> str:
        """Write a file; its path. Its time is long past: what is young is looked at by its content."""
        self._at += 1
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (1_500_000_000 + self._at,) * 2)
        return file.relative_to(self.root).as_posix()


TITLE = r"^title ?[:=] ?.+$"
HEADING = r"^## .+$"
LINK = r"\]\(/[^)\s]*\)"


def replaced(pattern: str, make: Callable[[str, str], str]) -> Callable[[Copy], str]:
    """A change of the first match of a pattern in an article; `make` gets it and a word."""

    def change(site: Copy) -> str:
        file, text = site.take(TITLE, pattern)
        word = site.word()
        return site.put(file, re.sub(pattern, lambda match: make(match[0], word), text, count=1, flags=re.MULTILINE))

    return change


def with_word(text: str, word: str) -> str:
    """A title or a heading with a word more, within its quotes."""
    return re.sub(r"""(["']?)$""", rf" {word}\1", text.rstrip(), count=1)


def text(site: Copy) -> str:
    """A sentence more."""
    file, old = site.take(TITLE)
    return site.put(file, f"{old}\nThere is more about {site.word()}.\n")


def added(site: Copy) -> str:
    """An article more, like another one."""
    file, old = site.take(TITLE)
    new = re.sub(TITLE, lambda match: with_word(match[0], site.word()), old, count=1, flags=re.MULTILINE)
    return site.put(file.with_name(f"{file.stem}-{site.word().replace(' ', '-')}.md"), new)


def renamed(site: Copy) -> str:
    """An article under another name."""
    file, old = site.take(TITLE)
    file.unlink()
    return site.put(file.with_name(f"{file.stem}-{site.word().replace(' ', '-')}.md"), old)


def deleted(site: Copy) -> str:
    """An article less."""
    site.take(TITLE)[0].unlink()
    return ""


def section_title(site: Copy) -> str:
    """Another title of a section."""
    file, old = site.section()
    return site.put(
        file, re.sub(TITLE, lambda match: with_word(match[0], site.word()), old, count=1, flags=re.MULTILINE)
    )


def layout(site: Copy) -> str:
    """A template that says something else."""
    file = site.root / "layouts" / "partials" / "measured.html"
    site.put(file, f"<p>{site.word()}</p>\n")
    return ""


def configuration(site: Copy) -> str:
    """A parameter of the configuration that is something else."""
    names = ("hugo.toml", "config.toml", "hugo.yaml", "config.yaml", "hugo.yml", "config.yml")
    files = [site.root / folder / name for folder in ("", "config/_default") for name in names]
    file = next(file for file in files if file.is_file())
    old = file.read_text(encoding="utf-8")
    site.put(file, f"{old}\n# {site.word()}\n")
    return ""


class Kind(NamedTuple):
    """A kind of change."""

    make: Callable[[Copy], str]
    """Makes the change; the path of the changed article, "" for none."""
    all: bool = False
    """Whether all articles are judged again."""


KINDS = {
    "text": Kind(text),
    "heading": Kind(replaced(HEADING, with_word)),
    "title": Kind(replaced(TITLE, with_word)),
    "link": Kind(replaced(LINK, lambda link, word: f"{link[:-1].partition('#')[0]}#{word.replace(' ', '-')})")),
    "added": Kind(added),
    "renamed": Kind(renamed),
    "deleted": Kind(deleted),
    "section title": Kind(section_title, all=True),
    "layout": Kind(layout, all=True),
    "configuration": Kind(configuration, all=True),
}


class Taken(NamedTuple):
    """What the three runs after a change took."""

    changed: Timed | None
    unchanged: Timed
    everything: Timed


def after(site: Copy, kind: Kind, cache: Path, steady: str) -> Taken:
    """Make a change, and run; `steady` is an article that does not change."""
    path = kind.make(site)
    options = ("--cache-dir", str(cache))
    return Taken(
        timed(postlint(*options, path), site.root) if path else None,
        timed(postlint(*options, steady), site.root),
        timed(postlint(*options, "."), site.root),
    )


def judged_again(site: Path, cache: Path, scratch: Path) -> Timed:
    """What it takes to judge all articles where none is to be parsed."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(cache, scratch)
    for file in scratch.glob("site-*.db"):
        with sqlite3.connect(file) as connection:
            for table in ("findings", "facts", "dependents"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("DELETE FROM meta WHERE name = 'site'")
    return timed(postlint("--cache-dir", str(scratch), "."), site)


def fresh_clone(site: Path, cache: Path, folder: Path) -> str:
    """The case of CI: the same site elsewhere, with other times, and what is cached of it, by another installation."""
    clone = folder / "clone"
    shutil.copytree(site, clone, copy_function=shutil.copy)
    # Another installation has other times: what was computed of them is not there.
    (cache / "code").unlink(missing_ok=True)
    (cache / "rules").unlink(missing_ok=True)
    run = timed(postlint("--cache-dir", str(cache), "."), clone)
    text = f"CI, a fresh clone with the cache: {run.cpu:.2f} s"
    if rumdl := program("rumdl"):
        cold = statistics.median(timed([rumdl, "check", "--no-cache", "-q", "."], clone).cpu for _ in range(3))
        text += f", {run.cpu / cold:.2f} of rumdl's run without a cache"
    return text


def as_repository(site: Path) -> None:
    """Make a site a clone of a repository, as far as that says what is cached of it."""
    git = site / ".git"
    for name in ("objects", "refs"):
        (git / name).mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "config").write_text('[remote "origin"]\n\turl = https://example.org/measured.git\n')


def rows(times: dict[str, list[Taken]], unit: float) -> Iterator[str]:
    """The table."""

    def cell(runs: list[Timed | None]) -> str:
        cpu = [run.cpu for run in runs if run]
        if not cpu:
            return ""
        return f"{statistics.median(cpu):.2f} s, {statistics.median(cpu) / unit:.1f}"

    yield "| change | the changed article | an unchanged one after it | the whole after it | memory, MB: one, whole |"
    yield "|---|---|---|---|---|"
    for name, runs in times.items():
        cells = [cell([run[at] for run in runs]) for at in range(3)]
        one = statistics.median(max(run.changed.memory if run.changed else 0, run.unchanged.memory) for run in runs)
        whole = statistics.median(run.everything.memory for run in runs)
        yield f"| {name} | {' | '.join(cells)} | {one:.0f}, {whole:.0f} |"


def same_findings(site: Path, cache: Path) -> bool:
    """Whether a run with the cache finds what one without finds."""
    outputs = [
        subprocess.run(postlint(*options, "."), cwd=site, capture_output=True, check=False).stdout
        for options in (("--cache-dir", str(cache)), ("--no-cache",))
    ]
    return outputs[0] == outputs[1]


def show(site: Path, folder: Path, rounds: int, only: list[str], proof: bool) -> bool:
    """Measure, and print; whether the findings were right, where they are compared."""
    as_repository(site)
    copy, cache = Copy(site), folder / "cache"
    articles = list((site / "content").rglob("*.md"))
    size = sum(path.stat().st_size for path in articles)
    steady = copy.take(TITLE)[0].relative_to(site).as_posix()
    cold = timed(postlint("--cache-dir", str(cache), "."), site)
    unit = statistics.median(timed(CLICK, site).cpu for _ in range(9))
    kinds = {name: kind for name, kind in KINDS.items() if not only or name in only}
    times: dict[str, list[Taken]] = {name: [] for name in kinds}
    right = True
    for _ in range(rounds):
        for name, kind in kinds.items():
            times[name].append(after(copy, kind, cache, steady))
            if proof and not same_findings(site, cache):
                right = False
                print(f"After a change of this kind, the findings are others than without a cache: {name}")
    nothing = statistics.median(timed(postlint("--cache-dir", str(cache), "."), site).cpu for _ in range(rounds))
    judged = judged_again(site, cache, folder / "judged")
    ci = fresh_clone(site, cache, folder)
    stored = sum(file.stat().st_size for file in cache.rglob("*") if file.is_file())
    print(f"{len(articles):,} articles. `import click` takes {unit:.3f} s; multiples of that:\n")
    print("\n".join(rows(times, unit)))
    print(f"\nNothing changed: {nothing:.2f} s, {nothing / unit:.1f}. All judged and none parsed: {judged.cpu:.2f} s.")
    print(
        f"On an empty cache: {cold.cpu:.2f} s, {cold.memory:.0f} MB. Cache: {stored / size:.2f} of the articles' size."
    )
    print(ci)
    return right


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("--large", type=int, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", default=[], choices=KINDS)
    parser.add_argument("--proof", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        if given.large:
            subprocess.run([sys.executable, ROOT / "bench" / "large_site.py", site, str(given.large)], check=True)
        elif given.site:
            shutil.copytree(given.site, site, ignore=shutil.ignore_patterns(".git", ".*_cache", "node_modules"))
        else:
            parser.error("a site, or --large")
        return 0 if show(site, Path(name), given.rounds, given.only, given.proof) else 1


if __name__ == "__main__":
    sys.exit(main())
