"""How long postlint and other linters take for the same site, in turn within one run, and where postlint's time goes.

    pip install rumdl pymarkdownlnt          what is not installed is left out
    npm install --global markdownlint-cli2
    python bench/run.py [SITE]               default: the largest site of `--corpora`
    python bench/run.py --large 50000        a made-up site too, with one process and with two
    python bench/run.py --changes            what a second run costs after each kind of change, see bench/changes.py

Every round runs each command once. A ratio is that of the two commands of one round; given are the median, the least
and the most over the rounds. Times are of whole processes, memory is that of the largest one.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
SLOW = 30.0
"""Seconds from which on a command is run in the first round only."""


class Timed(NamedTuple):
    """What a run of a command took: seconds on the clock, seconds of processors, megabytes of the largest process."""

    wall: float
    cpu: float
    memory: float


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""With compiled files, as an installation has them."""


def timed(command: list[str], cwd: Path) -> Timed:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd, env=_ENVIRONMENT)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    return Timed(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def postlint(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "postlint", "check", "--isolated", "-q", "--output-format", "concise", *arguments]


def program(name: str) -> str | None:
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def commands(site: Path, folder: Path, article: Path) -> dict[str, list[str]]:
    """What is timed, by name; only what is installed."""
    cache = str(folder / "cache")
    found = {
        "import click": [sys.executable, "-c", "import click"],
        "postlint --version": [sys.executable, "-m", "postlint", "--version"],
        "postlint, cold": postlint("--no-cache", "."),
        "postlint, one process": postlint("--no-cache", "--jobs", "1", "."),
        "postlint, nothing changed": postlint("--cache-dir", cache, "."),
        "postlint, one changed, all": postlint("--cache-dir", cache, "."),
        "postlint, one changed, one": postlint("--cache-dir", cache, str(article.relative_to(site))),
    }
    if rumdl := program("rumdl"):
        found["rumdl, cold"] = [rumdl, "check", "--no-cache", "-q", "."]
        found["rumdl, cached"] = [rumdl, "check", "--cache-dir", str(folder / "rumdl"), "-q", "."]
    if markdownlint := program("markdownlint-cli2"):
        found["markdownlint-cli2"] = [markdownlint, "**/*.md"]
    if pymarkdown := program("pymarkdown"):
        found["pymarkdown"] = [pymarkdown, "scan", "-r", "."]
    return found


def touch(article: Path, round_: int) -> None:
    """Put a paragraph in front of all others, at a time long past: what is young is looked at by its content."""
    text = article.read_text(encoding="utf-8")
    at = text.index("\n---\n", 4) + 5
    article.write_text(f"{text[:at]}\nOne more paragraph, {round_}.\n{text[at:]}", encoding="utf-8")
    os.utime(article, (1_500_000_000 + round_, 1_500_000_000 + round_))


def measure(site: Path, folder: Path, runs: int) -> dict[str, list[Timed]]:
    """The rounds of all commands; the first round, which fills the caches, does not count for those that are fast."""
    article = max(site.rglob("*.md"), key=lambda file: (file.stat().st_size, str(file)))
    found = commands(site, folder, article)
    times: dict[str, list[Timed]] = {name: [] for name in found}
    for round_ in range(runs + 1):
        for name, command in found.items():
            if round_ > 0 and times[name] and times[name][0].wall > SLOW:
                continue
            if "changed, " in name:
                touch(article, 2 * round_ + name.endswith("one"))
            taken = timed(command, site)
            if round_ or taken.wall > SLOW:
                times[name].append(taken)
    return times


RATIOS = (
    ("postlint --version", "import click"),
    ("postlint, cold", "rumdl, cold"),
    ("postlint, nothing changed", "rumdl, cached"),
    ("markdownlint-cli2", "postlint, cold"),
    ("pymarkdown", "postlint, cold"),
    ("postlint, one process", "postlint, cold"),
)


def show(times: dict[str, list[Timed]]) -> None:
    print("| command | wall, s: median (least to most) | processors, s | memory, MB |")
    print("|---|---|---|---|")
    for name, each in times.items():
        wall = [one.wall for one in each]
        spread = f"{statistics.median(wall):.2f} ({min(wall):.2f} to {max(wall):.2f})"
        cpu, memory = (statistics.median(getattr(one, what) for one in each) for what in ("cpu", "memory"))
        print(f"| {name} | {spread} | {cpu:.2f} | {memory:.0f} |")
    print("\n| ratio | wall: median (least to most) | processors |")
    print("|---|---|---|")
    for first, second in RATIOS:
        if times.get(first) and times.get(second):
            # Of what was run once, the same figure goes with every round.
            count = max(len(times[first]), len(times[second]))
            pairs = [
                (times[first][at % len(times[first])], times[second][at % len(times[second])]) for at in range(count)
            ]
            wall, cpu = ([getattr(a, what) / getattr(b, what) for a, b in pairs] for what in ("wall", "cpu"))
            spread = f"{statistics.median(wall):.2f} ({min(wall):.2f} to {max(wall):.2f})"
            print(f"| {first} / {second} | {spread} | {statistics.median(cpu):.2f} |")
    for kind in ("all", "one"):
        more = [
            a.wall - b.wall for a, b in zip(times[f"postlint, one changed, {kind}"], times["import click"], strict=True)
        ]
        print(f"| one changed article, {kind} reported, beyond `import click` | {statistics.median(more):.2f} s | |")


def measure_large(folder: Path, count: int) -> None:
    """A made-up site of so many articles, and one of 1,812: the cost of an article, memory, and two processes."""
    print("\n| articles | run | wall, s | processors, s | ms an article | memory of the largest process, MB |")
    print("|---|---|---|---|---|---|")
    for number in (1812, count):
        site = folder / f"large-{number}"
        subprocess.run([sys.executable, str(ROOT / "bench" / "large_site.py"), str(site), str(number)], check=True)
        cache = str(folder / f"cache-{number}")
        runs = {
            "cold, one process": postlint("--no-cache", "--jobs", "1", "."),
            "cold, two processes": postlint("--cache-dir", cache, "--jobs", "2", "."),
            "nothing remembered but the articles": postlint("--cache-dir", cache, "."),
            "nothing changed": postlint("--cache-dir", cache, "."),
        }
        for name, command in runs.items():
            if name.endswith("articles"):
                for file in Path(cache).glob("verdicts-*"):
                    file.unlink()
            one = timed(command, site)
            each = one.cpu / number * 1000
            print(
                f"| {number:,} | {name} | {one.wall:.2f} | {one.cpu:.2f} | {each:.2f} | {one.memory:.0f} |", flush=True
            )


def run_changes(site: Path, options: argparse.Namespace) -> None:
    """The matrix of changes, for the site and for a made-up one."""
    command = [sys.executable, str(ROOT / "bench" / "changes.py"), "--rounds", str(options.runs)]
    for which in [[str(site)]] * site.exists() + [["--large", str(options.large)]] * bool(options.large):
        subprocess.run([*command, *which], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", type=int, default=0, metavar="N")
    parser.add_argument("--changes", action="store_true")
    options = parser.parse_args()
    # As an installation does; where Python may not write what it compiled, each run would compile it again.
    for room in ("postlint", "rules"):
        compileall.compile_dir(str(ROOT / room), quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = folder / "site"
        if options.site is not None:
            shutil.copytree(options.site, site, ignore=shutil.ignore_patterns(".git", ".*_cache", "node_modules"))
        elif archives := sorted(options.corpora.glob("*.tar.gz"), key=lambda file: file.stat().st_size):
            with tarfile.open(archives[-1]) as tar:
                tar.extractall(site, filter="data")
        elif not options.large:
            print(f"there is no site to measure on: {options.corpora} is missing", file=sys.stderr)
            return 2
        if options.changes:
            run_changes(site, options)
        elif site.exists():
            print(
                f"{sum(1 for _ in site.rglob('*.md')):,} articles, {options.runs} rounds, {os.cpu_count()} processors\n"
            )
            show(measure(site, folder, options.runs))
        if options.large and not options.changes:
            measure_large(folder, options.large)
    return 0


if __name__ == "__main__":
    sys.exit(main())
