"""What a second run costs: the last commits of a checkout, one after the other, with one cache.

    python bench/commits.py REPOSITORY [N]            a clone with its history; the last N commits, default 60
    python bench/commits.py REPOSITORY N --no-proof   without a run that uses no cache at each commit

A copy of the repository is made; the repository itself is left as it is. At each commit three runs are timed, in
seconds of processors and as multiples of `python -c "import click"`: over the changed articles, as a hook does, over
one that did not change, and over the whole. The findings of the last have to be those of a run without a cache.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.run import timed

_OTHER = ("hugo.", "config", "layouts/", "themes/")
"""What a path has of a commit that changes the whole site."""


class Step(NamedTuple):
    """A commit: which articles changed, whether templates or the configuration did, and what the runs took."""

    commit: str
    articles: int
    whole: bool
    changed: float
    unchanged: float
    everything: float
    same: bool


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def findings(folder: Path, *arguments: str) -> bytes:
    command = [
        sys.executable,
        "-m",
        "postlint",
        "check",
        "--exit-zero",
        "-q",
        "--output-format",
        "json",
        *arguments,
        ".",
    ]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout


def spent(folder: Path, *arguments: str) -> float:
    command = [sys.executable, "-m", "postlint", "check", "--exit-zero", "-q", *arguments]
    return timed(command, folder).cpu


def step(folder: Path, cache: str, commit: str, proof: bool) -> Step:
    """Check out a commit and run."""
    before = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "checkout", "-q", "--force", commit)
    paths = git(folder, "diff", "--name-only", "-z", "--no-renames", before, commit).split("\0")
    articles = [path for path in paths if path.endswith(".md") and (folder / path).is_file()]
    others = sorted(path for path in git(folder, "ls-files", "-z", "*.md").split("\0") if path and path not in paths)
    options = ("--cache-dir", cache)
    changed = spent(folder, *options, *articles) if articles else 0.0
    unchanged = spent(folder, *options, others[len(others) // 2]) if others else 0.0
    everything = spent(folder, *options, ".")
    same = not proof or findings(folder, *options) == findings(folder, "--no-cache")
    whole = any(part in path for path in paths for part in _OTHER)
    count = sum(path.endswith(".md") for path in paths)
    return Step(commit[:10], count, whole, changed, unchanged, everything, same)


def shares(name: str, values: list[float], unit: float) -> str:
    ordered = sorted(value / unit for value in values)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.9, 0.95)]
    return f"| {name} | {len(values)} | {at[0]:.1f} | {at[1]:.1f} | {at[2]:.1f} | {ordered[-1]:.1f} |"


def show(steps: list[Step], unit: float) -> None:
    print(f"\n`import click` takes {unit:.3f} s. Multiples of that:\n")
    print("| run | commits | median | 90 of 100 | 95 of 100 | most |\n|---|---|---|---|---|---|")
    few = [one for one in steps if 0 < one.articles <= 10 and not one.whole]
    for name in ("changed", "unchanged", "everything"):
        for title, some in (("all", steps), ("at most ten articles", few)):
            values = [value for one in some if (value := getattr(one, name))]
            if values:
                print(shares(f"{name}, {title}", values, unit))
    different = [one.commit for one in steps if not one.same]
    print(f"\nFindings differ from a run without a cache at {len(different)} of {len(steps)} commits. {different}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=60)
    parser.add_argument("--no-proof", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        subprocess.run(["git", "clone", "-q", str(given.repository.absolute()), str(folder)], check=True)
        commits = git(folder, "rev-list", "--first-parent", f"--max-count={given.count + 1}", "HEAD").split()[::-1]
        git(folder, "checkout", "-q", "--force", commits[0])
        cache = str(Path(temporary) / "cache")
        spent(folder, "--cache-dir", cache, ".")
        click = [sys.executable, "-c", "import click"]
        unit = statistics.median(timed(click, folder).cpu for _ in range(9))
        steps = []
        for commit in commits[1:]:
            steps.append(step(folder, cache, commit, not given.no_proof))
            last = steps[-1]
            times = " ".join(f"{value:.2f}" for value in last[3:6])
            print(f"{last.commit} {last.articles:4} articles {times} {'' if last.same else 'DIFFERS'}", flush=True)
        show(steps, unit)
    return 0 if all(one.same for one in steps) else 1


if __name__ == "__main__":
    sys.exit(main())
