"""How long postlint and other linters take for the same site, in turn within one run.

    pip install rumdl pymarkdownlnt          what is not installed is left out
    python bench/run.py [SITE]               default: the largest site of `--corpora`

Each figure is a median over `--runs` runs after one warm-up; each ratio is that of the medians of the same rounds.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"


def commands(site: Path, cache: Path) -> dict[str, list[str]]:
    """What is timed, by name; only what is installed."""
    postlint = [sys.executable, "-m", "postlint", "check", "--isolated", "-q", "--output-format", "concise", str(site)]
    found = {"postlint cold": [*postlint, "--no-cache"], "postlint warm": [*postlint, "--cache-dir", str(cache)]}
    folder = Path(sys.executable).parent
    if rumdl := shutil.which("rumdl", path=f"{folder}") or shutil.which("rumdl"):
        found["rumdl cold"] = [rumdl, "check", "--no-cache", "-q", str(site)]
    if markdownlint := shutil.which("markdownlint-cli2"):
        found["markdownlint-cli2"] = [markdownlint, f"{site}/**/*.md"]
    if pymarkdown := shutil.which("pymarkdown", path=f"{folder}"):
        found["pymarkdown"] = [pymarkdown, "scan", "-r", str(site)]
    return found


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site
        if site is None:
            archives = sorted(options.corpora.glob("*.tar.gz"), key=lambda each: each.stat().st_size)
            if not archives:
                print(f"there is no site to measure on: {options.corpora} is missing", file=sys.stderr)
                return 2
            site = Path(folder) / "site"
            with tarfile.open(archives[-1]) as tar:
                tar.extractall(site, filter="data")
        measure(site, Path(folder) / "cache", options.runs)
    return 0


def measure(site: Path, cache: Path, runs: int) -> None:
    found = commands(site, cache)
    times: dict[str, list[float]] = {name: [] for name in found}
    for round_ in range(runs + 1):
        for name, command in found.items():
            # Slow ones are run once: a round of them would take minutes.
            if round_ > 1 and statistics.median(times[name]) > 60:
                continue
            taken = seconds(command)
            if round_ or taken > 60:
                times[name].append(taken)
    base = statistics.median(times.get("rumdl cold") or times["postlint cold"])
    print(f"{'':20}{'median s':>10}{'least':>8}{'most':>8}{'ratio':>8}")
    for name, each in times.items():
        median = statistics.median(each)
        print(f"{name:20}{median:>10.2f}{min(each):>8.2f}{max(each):>8.2f}{median / base:>8.2f}")
    print(f"peak memory of the largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
